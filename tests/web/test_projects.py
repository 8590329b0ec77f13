from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from badge.api import BLUEPRINTS
from badge.core.findings import Confidence, Place, met, unmet
from badge.core.messages import Message
from badge.storage import jobs
from badge.web import create_app, listing
from tests.web.building import ADDRESS, COMMIT, Kitchen, words

README = Place("docs/README.md", 12, "b10b", "We sweep <daily>.")
SWEPT = met("clean", Message("%(path)s says who sweeps.", {"path": "docs/README.md"}), Confidence.CERTAIN, README)
DIRTY = unmet("clean", Message("Nobody sweeps."), Confidence.CERTAIN, README)
GUESS = met("sharp", Message("There are knives."), Confidence.GOOD)


def test_the_list_says_what_to_do_first(client: FlaskClient) -> None:
    assert "There is no project yet" in words(client.get("/en/projects").text)


def test_the_list_shows_name_address_and_level(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.register("soup")
    kitchen.answer(kitchen.register(), clean="Met https://kitchen.example/floor", tidy="Met", sharp="Met")
    said = words(client.get("/en/projects").text)
    assert "soup checkout soup In progress 0% of Warm" in said
    assert f"kitchen {ADDRESS} Warm 50% of Red hot" in said


def test_a_long_list_goes_on_where_the_page_before_ended(
    client: FlaskClient, kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PAGE", 2)
    for name in "abc":
        kitchen.register(f"https://git.example.org/cook/{name}")
    first = client.get("/en/projects").text
    assert [f'href="/en/projects/{number}"' in first for number in (1, 2, 3)] == [False, True, True]
    onward = re.search(r'rel="next" href="([^"]+)"', first)
    assert onward
    assert 'rel="prev"' not in first
    second = client.get(unescape(onward[1])).text
    assert [f'href="/en/projects/{number}"' in second for number in (1, 2, 3)] == [True, False, False]
    assert 'rel="next"' not in second
    back = re.search(r'rel="prev" href="([^"]+)"', second)
    assert back
    third = client.get(unescape(back[1])).text
    assert [f'href="/en/projects/{number}"' in third for number in (1, 2, 3)] == [False, True, True]
    assert "The list ends here" in client.get("/en/projects?page=9").text


@pytest.mark.parametrize("after", ["-1", "x", "99999999999999999999", "WzEsMV0", "bnVsbA"])
def test_an_odd_place_in_the_list_is_told(client: FlaskClient, after: str) -> None:
    answer = client.get("/en/projects", query_string={"after": after})
    assert answer.status_code == 400
    assert "This place in the list cannot be found. Go to the beginning of the list." in words(answer.text)


def test_a_project_leads_to_its_first_level(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.register()
    assert client.get("/en/projects/1").location == "/en/projects/1/warm"
    old = client.get("/en/projects/1?criteria_level=hot")
    assert (old.status_code, old.location) == (301, "/en/projects/1/hot")


@pytest.mark.parametrize(
    "path", ["/en/projects/9", "/en/projects/9/warm", "/en/projects/9/look", "/en/projects/9/look.json"]
)
def test_a_project_that_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is no project 9." in words(answer.text)


@pytest.mark.parametrize(
    "path", ["/en/projects/1/cold", "/en/projects/0/warm", "/en/projects/01/warm", "/en/projects/x/warm"]
)
def test_a_level_or_number_that_is_none_is_not_found(client: FlaskClient, kitchen: Kitchen, path: str) -> None:
    kitchen.register()
    assert client.get(path).status_code == 404


def test_readers_see_level_blockers_and_where_to_answer(client: FlaskClient, kitchen: Kitchen) -> None:
    project = kitchen.register()
    kitchen.look(project, SWEPT, GUESS)
    kitchen.answer(project, clean="Met swept", tidy="Unmet")
    page = client.get("/en/projects/1/warm").text
    said = words(page)
    assert 'alt="kitchen seal: in progress 0%"' in page
    assert "Warm 0% 0% 3 questions left" in said
    order = [said.index(each) for each in ("1 answer needs a reason", "1 answer needs a link", "1 question is open")]
    assert order == sorted(order)
    assert '<a href="/en/projects/1/warm/edit#clean">A clean floor</a>' in page
    assert "Sharp knives proposed: Met" in said


def test_a_level_that_is_reached_says_so_and_since_when(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.answer(kitchen.register(), clean="Met https://kitchen.example/floor", tidy="N/A", sharp="Unmet")
    page = client.get("/en/projects/1/warm").text
    assert "Nothing is missing for Warm" in page
    assert "Reached on Mar 4, 2026" in words(page)
    assert 'alt="kitchen seal: warm"' in page
    assert "The level Warm was reached." in words(page)


def test_a_level_that_needs_the_one_below_leads_there(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.register()
    page = client.get("/en/projects/1/hot").text
    assert '<a href="/en/projects/1/warm">Warm first</a>' in page
    assert re.search(r'id="be_warm".*?status-unmet', page, re.DOTALL)


def test_an_answer_shows_text_evidence_origin_and_commit(client: FlaskClient, kitchen: Kitchen) -> None:
    project = kitchen.register()
    kitchen.look(project, SWEPT)
    address = f"{ADDRESS}/blob/{COMMIT}/docs/README.md#L12"
    kitchen.answer(project, clean=f"Met docs/README.md says who sweeps. {address}")
    page = client.get("/en/projects/1/warm").text
    assert f'<a href="{address}" rel="noopener noreferrer"><code>docs/README.md:12</code></a>' in page
    assert "<q>We sweep &lt;daily&gt;.</q>" in page
    assert page.count(address) == 1, "a bare link to a place is not said twice"
    assert "verified by the last look · proposed by a probe, accepted by a person · Mar 4, 2026 · c0ffeec0ff" in words(
        page
    )


def test_the_text_of_an_answer_is_shown_as_it_was_cleaned(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.answer(kitchen.register(), tidy="Met **bold** <img src=x onerror=alert(1)> [x](javascript:alert(1))")
    page = client.get("/en/projects/1/warm").text
    assert "<strong>bold</strong>" in page
    assert "<img src=x" not in page
    assert "javascript:" not in page.replace("javascript:alert(1))</p>", "")


def test_a_sure_finding_against_an_answer_is_shown_beside_it(client: FlaskClient, kitchen: Kitchen) -> None:
    project = kitchen.register()
    kitchen.answer(project, clean="Met https://kitchen.example/floor")
    kitchen.look(project, DIRTY)
    page = client.get("/en/projects/1/warm").text
    assert "The last look speaks against 1 answer" in words(page)
    card = page.partition('<article class="answer" id="clean">')[2].partition("</article>")[0]
    assert "The last look says Unmet. Nobody sweeps." in words(card)
    assert "disputed by the last look" in words(card)
    assert f"{ADDRESS}/blob/{COMMIT}/docs/README.md#L12" in card


def test_the_page_says_when_and_at_which_commit_was_looked(client: FlaskClient, kitchen: Kitchen) -> None:
    project = kitchen.register()
    assert "A look is under way" in client.get("/en/projects/1/warm").text
    kitchen.look(project, SWEPT, limits=(Message("The history is shallow."),))
    page = client.get("/en/projects/1/warm").text
    assert '<time datetime="2026-03-04T05:06:07+00:00">' in page
    assert f'title="{COMMIT}">c0ffeec0ff' in page
    assert "The history is shallow." in page
    assert "A look at commit c0ffeec0ff gave 1 finding." in words(page)


def test_the_badge_can_be_taken_along(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.register()
    page = client.get("/en/projects/1/warm").text
    assert "[![kitchen seal](http://localhost/projects/1/badge)](http://localhost/projects/1)" in page
    for markup in ("markdown", "html", "restructuredtext", "asciidoc"):
        assert f'id="snippet-{markup}"' in page
        assert f'data-copy="snippet-{markup}"' in page


def test_a_public_address_is_used_where_one_is_set(kitchen: Kitchen) -> None:
    settings = replace(kitchen.site.settings, public_url="https://badges.example.org/team")
    kitchen.register()
    app = create_app(replace(kitchen.site, settings=settings), "secret", BLUEPRINTS)
    page = app.test_client().get("/en/projects/1/warm").text
    assert "(https://badges.example.org/team/projects/1/badge)" in page


def test_a_look_that_goes_on_is_followed_with_and_without_a_script(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.register()
    page = client.get("/en/projects/1/look").text
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    assert 'data-state="/en/projects/1/look.json" data-next="/en/projects/1/warm/edit"' in page
    assert "The look will begin in a moment." in page
    assert client.get("/en/projects/1/look.json").json == {
        "state": "waiting",
        "text": "The look will begin in a moment.",
    }


def test_a_look_that_is_done_leads_to_the_questions(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.look(kitchen.register())
    page = client.get("/en/projects/1/look").text
    assert '<meta http-equiv="refresh" content="0; url=/en/projects/1/warm/edit">' in page
    assert 'id="questions" href="/en/projects/1/warm/edit"' in page
    assert client.get("/en/projects/1/look.json").json == {"state": "done", "text": "The look is done."}


def test_a_look_that_failed_says_why_and_what_to_do(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.fail(kitchen.register(), Message("%(host)s could not be reached.", {"host": "git.example.org"}))
    page = client.get("/en/projects/1/look").text
    assert "git.example.org could not be reached." in words(page)
    assert "Look again" in page
    assert "refresh" not in page.partition("</head>")[0]


def test_somebody_can_ask_for_another_look(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.look(kitchen.register())
    answer = client.post("/en/projects/1/look")
    assert (answer.status_code, answer.location) == (303, "/en/projects/1/look")
    assert kitchen.bell.rings == 1
    with kitchen.site.database.reading() as session:
        job = jobs.latest(session, 1, "look")
    assert job is not None
    assert job.open


def test_reading_changes_nothing(client: FlaskClient, kitchen: Kitchen) -> None:
    project = kitchen.register()
    kitchen.look(project, SWEPT)
    with kitchen.site.database.engine.connect() as connection:
        before = list(connection.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    for path in (
        "/en",
        "/en/projects",
        "/en/projects/1",
        "/en/projects/1/warm",
        "/en/projects/1/look",
        "/projects/1.json",
    ):
        client.get(path)
    with kitchen.site.database.engine.connect() as connection:
        assert list(connection.connection.driver_connection.iterdump()) == before  # type: ignore[union-attr]


def test_a_page_needs_few_questions_to_the_database(app: Flask, kitchen: Kitchen) -> None:
    from sqlalchemy import event

    for name in ("soup", "salad", ADDRESS):
        kitchen.register(name)
    asked: list[str] = []
    event.listen(kitchen.site.database.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    app.test_client().get("/en/projects")
    assert len(asked) <= 6, asked
