"""The front answers as the application does, byte by byte, and does not ask it when it knows the answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from werkzeug.test import Client, TestResponse

from badge.front import open_front
from badge.front.levels import Levels
from badge.storage import projects
from badge.storage.database import Database
from tests.front.conftest import Counter, eventually, opened
from tests.web.building import NOW

ENDS = ("", ".json", "/", ".png")
NUMBERS = ("2", "9", "0", "01", "x", "-1", "1.0", "٣", "99999999999")
WARM = {"clean": "Met https://kitchen.example/floor", "tidy": "Met", "sharp": "Met"}
PATHS = [
    *(f"/projects/1/{kind}{end}" for kind in ("badge", "kitchen", "pantry", "cellar", "BADGE") for end in ENDS),
    *(f"/projects/{number}/{kind}" for number in NUMBERS for kind in ("badge", "pantry.json")),
    *("/projects/1.json", "/badge_static/warm", "/badge_static/x", "/projects//1/badge", "/projects/1/badge\n", "/x"),
]
KEPT = ["/projects/1/badge", "/projects/1/badge.json", "/projects/1/pantry", "/badge_static/warm"]
HEADERS: list[dict[str, str]] = [
    {}, {"Accept-Language": "zh-CN"}, {"Cookie": "_BadgeApp_session=x"}, {"Range": "bytes=0-3"},
    {"Range": "bytes=0-3", "If-Range": '"x"'}, {"If-None-Match": "*"}, {"If-None-Match": '"x"'}, {"If-None-Match": ""},
    {"If-None-Match": "x y, z"}, {"If-Match": "*"}, {"If-Match": '"x"'}, {"Accept": "application/json"},
    {"If-Modified-Since": "Wed, 04 Mar 2026 05:06:07 GMT"}, {"X-Forwarded-Host": "evil.example"},
]  # fmt: skip


def said(answer: TestResponse) -> tuple[str, list[tuple[str, str]], bytes]:
    """Give all of an answer but its date."""
    return answer.status, [each for each in answer.headers if each[0] != "Date"], answer.data


def filled(counter: Counter) -> None:
    """Bring in two projects that differ."""
    counter.kitchen.answer(counter.kitchen.register(), **WARM)
    counter.kitchen.answer(counter.kitchen.register("https://git.example.org/cook/second"), tidy="Met", jars="Met")


def test_every_answer_is_that_of_the_application(counter: Counter) -> None:
    filled(counter)
    for path in PATHS:
        for method in ("GET", "GET", "HEAD", "OPTIONS", "POST"):
            expected = said(counter.plain.open(path, method=method))
            assert (path, said(counter.client.open(path, method=method))) == (path, expected)


@pytest.mark.parametrize("path", KEPT)
def test_it_is_so_whatever_else_is_sent(counter: Counter, path: str) -> None:
    filled(counter)
    counter.client.get(path)
    for method in ("GET", "HEAD", "DELETE"):
        for headers in HEADERS:
            expected = said(counter.plain.open(path, method=method, headers=headers))
            assert (headers, said(counter.client.open(path, method=method, headers=headers))) == (headers, expected)
    assert not counter.asked(path)


@pytest.mark.parametrize("kind", ["badge", "kitchen", "pantry", "badge.json", "pantry.json"])
def test_what_a_reader_has_is_not_sent_again(counter: Counter, kind: str) -> None:
    counter.kitchen.register()
    counter.warm()
    path = f"/projects/1/{kind}"
    tag = counter.client.get(path).headers["ETag"]
    for known in (tag, f"W/{tag}", f'"x", {tag}', f"{tag},W/{tag}"):
        sent = {"headers": {"If-None-Match": known}}
        assert not counter.asked(path, **sent)
        answer = counter.client.get(path, **sent)
        assert (answer.status_code, answer.data) == (304, b"")
        assert said(answer) == said(counter.plain.get(path, **sent))
        assert said(counter.client.head(path, **sent)) == said(counter.plain.head(path, **sent))


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("/projects/1/badge", True), ("/projects/1/kitchen", True), ("/projects/1/pantry", True),
        ("/projects/1/badge.json", True), ("/projects/1/pantry.json", True), ("/badge_static/warm", True),
        ("/projects/1/badge?style=flat", False), ("/projects/9/badge", False), ("/badge_static/x", False),
        ("/projects/1.json", False), ("/projects/1/warm", False), ("/en", False),
    ],
)  # fmt: skip
def test_the_application_is_asked_once_for_what_can_be_kept(counter: Counter, path: str, known: bool) -> None:
    counter.kitchen.register()
    counter.client.get(path)
    assert counter.asked(path) is not known


def test_a_project_without_a_standing_in_a_series_is_asked_for_and_kept(counter: Counter) -> None:
    counter.kitchen.register()
    with counter.kitchen.site.database.writing() as session:
        session.execute(text("DELETE FROM standing WHERE series = 'pantry'"))
        session.commit()
    counter.front.fresh.load()
    assert 'aria-label="pantry seal: 0%"' in counter.image("/projects/1/pantry")
    assert eventually(lambda: not counter.asked("/projects/1/pantry"))


def test_a_project_that_is_removed_has_no_badge(counter: Counter) -> None:
    counter.kitchen.register()
    counter.warm()
    assert not counter.asked("/projects/1/badge")
    counter.client.get("/projects/1/badge.json")
    with counter.kitchen.site.database.writing() as session:
        projects.remove(session, 1)
        session.commit()
    assert counter.client.get("/projects/1/badge").status_code == 404
    assert counter.client.get("/projects/1/badge.json").status_code == 404


def test_without_a_map_what_the_application_answers_is_kept(database: Database, tmp_path: Path) -> None:
    with opened(database, tmp_path, draw=None) as counter:
        project = counter.kitchen.register()
        counter.warm()
        assert not counter.asked("/projects/1/badge")
        counter.kitchen.answer(project, **WARM)
        assert 'aria-label="kitchen seal: warm"' in counter.image()
        assert not counter.asked("/projects/1/badge")
        assert all(len(each) == 0 for each in counter.front.fresh.levels.maps)


def test_the_oldest_answer_goes_when_there_are_too_many(counter: Counter) -> None:
    counter.front.fresh.memory._most = 3
    for number in range(1, 6):
        counter.kitchen.register(f"https://git.example.org/cook/{number}")
        counter.client.get(f"/projects/{number}/badge.json")
    assert [counter.asked(f"/projects/{number}/badge.json") for number in (3, 4, 5)] == [False] * 3
    assert counter.asked("/projects/1/badge.json")


def test_a_cdn_is_told_how_to_purge(database: Database, tmp_path: Path) -> None:
    with opened(database, tmp_path, purge=lambda _: None) as counter:
        counter.kitchen.register()
        for path, key in (
            ("/projects/1/badge", "projects/1"), ("/projects/1/pantry", "projects/1"),
            ("/projects/1/badge.json", "projects/1"), ("/projects/1.json", "projects/1"),
            ("/projects/1/badge?style=flat", "projects/1"), ("/badge_static/warm", "badge_static"),
        ):  # fmt: skip
            for _ in range(2):
                answer = counter.client.get(path)
                assert (answer.headers["Surrogate-Key"], answer.headers["Cache-Control"]) == (key, "no-store"), path
                assert "max-age=" in answer.headers["Surrogate-Control"]
        tag = counter.client.get("/projects/1/badge").headers["ETag"]
        again = counter.client.get("/projects/1/badge", headers={"If-None-Match": tag})
        assert (again.status_code, again.headers["Surrogate-Key"]) == (304, "projects/1")
        for path in ("/projects/9/badge", "/badge_static/x", "/en"):
            assert "Surrogate-Key" not in counter.client.get(path).headers


def test_nothing_is_said_to_a_cdn_that_is_not_there(counter: Counter) -> None:
    counter.kitchen.register()
    for _ in range(2):
        assert not {"Surrogate-Key", "Surrogate-Control"} & set(counter.client.get("/projects/1/badge").headers.keys())


def test_an_application_that_fails_is_not_kept(counter: Counter) -> None:
    def failing(environ: object, start_response: object) -> list[bytes]:
        raise ZeroDivisionError

    site = counter.kitchen.site
    front = open_front(failing, site.database, site.criteria.series, lambda: NOW)
    try:
        with pytest.raises(ZeroDivisionError):
            Client(front).get("/projects/1/badge")
    finally:
        front.fresh.stop()


def test_a_million_projects_take_four_megabytes(counter: Counter) -> None:
    levels = Levels(counter.kitchen.site.criteria.series, lambda: NOW)
    maps = levels.read(1_000_000, ())
    assert sum(each.itemsize * len(each) for each in maps) <= 4.01e6
