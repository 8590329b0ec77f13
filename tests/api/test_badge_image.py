from __future__ import annotations

import pytest
from defusedxml.ElementTree import fromstring
from flask.testing import FlaskClient

from tests.web.building import ADDRESS, Kitchen

WARM = {"clean": "Met https://kitchen.example/floor", "tidy": "Met", "sharp": "Met"}


def test_it_says_how_far_the_first_level_is(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.answer(kitchen.register(), tidy="Met")
    answer = client.get("/projects/1/badge")
    image = fromstring(answer.data)
    assert answer.mimetype == "image/svg+xml"
    assert (image.get("height"), image.get("role")) == ("20", "img")
    assert image.get("aria-label") == "kitchen seal: in progress 33%"
    assert image.findtext("{*}title") == "kitchen seal: in progress, 33% of the level warm"


def test_it_says_the_level_that_is_reached_in_its_colour(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.answer(kitchen.register(), **WARM)
    image = client.get("/projects/1/badge").text
    assert 'aria-label="kitchen seal: warm"' in image
    assert "<title>kitchen seal: warm, and 50% of the level red hot</title>" in image
    assert 'fill="#135e2c"' in image


def test_it_never_says_100_before_the_level_is_reached(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.answer(kitchen.register(), spicy="Met with pepper", clean="Met https://kitchen.example/", tidy="Met")
    assert "in progress 67%" in client.get("/projects/1/badge").text


def test_an_unchanged_image_is_not_sent_again(client: FlaskClient, kitchen: Kitchen) -> None:
    project = kitchen.register()
    first = client.get("/projects/1/badge")
    again = client.get("/projects/1/badge", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Cache-Control"] == "no-store"
    kitchen.answer(project, tidy="Met")
    assert client.get("/projects/1/badge", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/projects/1/badge", "/projects/1/badge.json", "/projects/1.json", "/projects/9/badge"]
)
def test_every_site_may_show_it_and_nobody_is_followed(client: FlaskClient, kitchen: Kitchen, path: str) -> None:
    kitchen.register()
    client.get("/en")  # a browser that has a session
    headers = client.get(path).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in headers
    assert "Cookie" not in headers.get("Vary", "")


@pytest.mark.parametrize(
    "sent",
    [
        {"headers": {"Accept-Language": "zh-CN"}}, {"headers": {"Accept": "application/json"}},
        {"headers": {"X-Forwarded-Host": "evil.example"}}, {"headers": {"X-Original-URL": "/projects/2/badge"}},
        {"headers": {"Cookie": "_BadgeApp_session=x"}}, {"query_string": "cb=1&utm=x&lang=xx&style=wavy"},
    ],
)  # fmt: skip
def test_it_is_the_same_for_everybody(client: FlaskClient, kitchen: Kitchen, sent: dict[str, object]) -> None:
    kitchen.register()
    assert client.get("/projects/1/badge", **sent).data == client.get("/projects/1/badge").data


@pytest.mark.parametrize("number", ["9", "0", "01", "x", "-1", "1.0", "٣", "99999999999", "9999999999"])
@pytest.mark.parametrize("kind", ["badge", "badge.json"])
def test_a_project_that_is_none_has_no_badge(client: FlaskClient, kitchen: Kitchen, number: str, kind: str) -> None:
    kitchen.register()
    answer = client.get(f"/projects/{number}/{kind}")
    assert (answer.status_code, answer.mimetype) == (404, "text/plain")


def test_hostile_names_do_not_reach_it(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.register("https://git.example.org/cook/<script>alert(1)</script>")
    plain = kitchen.register(ADDRESS)
    assert client.get("/projects/1/badge").data == client.get(f"/projects/{plain.id}/badge").data


def test_the_facts_are_those_of_the_image(client: FlaskClient, kitchen: Kitchen) -> None:
    project = kitchen.register()
    facts = {"id": 1, "name": "kitchen", "updated_at": "2026-03-04T05:06:07.000Z"}
    assert client.get("/projects/1/badge.json").json == {**facts, "badge_level": "in_progress", "tiered_percentage": 0}
    kitchen.answer(project, **WARM)
    assert client.get("/projects/1/badge.json").json == {**facts, "badge_level": "warm", "tiered_percentage": 150}
