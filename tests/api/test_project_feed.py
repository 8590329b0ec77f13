"""What happened to one project, for a feed reader."""

from __future__ import annotations

import pytest
from defusedxml.ElementTree import fromstring
from flask.testing import FlaskClient

from badge.core.people import LOCAL
from badge.services.public.events import DETAILS
from badge.storage import events
from tests.api.test_reading import ATOM, WARM
from tests.web.building import NOW, Kitchen


def test_it_tells_in_sentences_and_the_newest_comes_first(client: FlaskClient, kitchen: Kitchen) -> None:
    project = kitchen.register()
    kitchen.answer(project, **WARM)
    kitchen.answer(project, clean="Unmet")
    answer = client.get("/projects/1/feed")
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    root = fromstring(answer.data)
    assert [each.findtext(f"{ATOM}title") for each in root.findall(f"{ATOM}entry")] == [
        "The level Warm was lost.", "1 answer was changed.", "The level Warm was reached.", "3 answers were changed.",
        "The project was brought in.",
    ]  # fmt: skip
    assert root.findtext(f"{ATOM}title") == "kitchen"
    assert root.findtext(f"{ATOM}id") == "http://localhost/projects/1/feed"
    assert len({each.findtext(f"{ATOM}id") for each in root.findall(f"{ATOM}entry")}) == 5
    again = client.get("/projects/1/feed", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_it_has_at_most_fifty_and_only_those_of_the_project(client: FlaskClient, kitchen: Kitchen) -> None:
    first, second = kitchen.register(), kitchen.register("https://github.com/cook/soup")
    with kitchen.site.database.writing() as session:
        for number in range(60):
            for each in (first, second):
                what = {"series": "x", "level": f"{each.id}<{number}>"}
                events.add(session, each.id, LOCAL, "level reached", what, NOW)
        session.commit()
    found = fromstring(client.get("/sw/projects/2/feed").data).findall(f"{ATOM}entry")
    titles = [each.findtext(f"{ATOM}title") for each in found]
    assert len(titles) == 50
    assert all("2<" in str(title) for title in titles)


def test_every_kind_of_event_has_a_sentence_and_what_is_not_public_is_not_in_it(
    client: FlaskClient, kitchen: Kitchen
) -> None:
    project = kitchen.register()
    what = {"answers": {}, "facts": {}, "level": "warm", "series": "kitchen", "from": "", "to": "", "version": 1}
    with kitchen.site.database.writing() as session:
        for kind in (*DETAILS, "key made"):
            events.add(session, project.id, LOCAL, kind, what, NOW)
        session.commit()
    text = client.get("/projects/1/feed").text
    assert text.count("<entry>") == len(DETAILS) - 1 + 1  # not that a look was asked for, and that it was brought in
    assert "key" not in text


@pytest.mark.parametrize("path", ["/projects/9/feed", "/projects/x/feed", "/projects/0/feed", "/en/projects/9/feed"])
def test_a_project_that_is_none_has_no_feed(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
