"""The front answers as the application does, byte by byte, and does not ask it when it knows the answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from werkzeug.test import Client, TestResponse

from badge.core.criteria import Series
from badge.front import open_front
from badge.front.levels import STRIKES
from badge.services.picturing import Shown
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
    """Give all of an answer but its date, and how many requests are left."""
    return answer.status, [each for each in answer.headers if each[0] not in {"Date", "RateLimit"}], answer.data


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
    assert counter.knows(path)


@pytest.mark.parametrize("kind", ["badge", "kitchen", "pantry", "badge.json", "pantry.json"])
def test_what_a_reader_has_is_not_sent_again(counter: Counter, kind: str) -> None:
    counter.kitchen.register()
    counter.warm()
    path = f"/projects/1/{kind}"
    tag = counter.client.get(path).headers["ETag"]
    for known in (tag, f"W/{tag}", f'"x", {tag}', f"{tag},W/{tag}"):
        sent = {"headers": {"If-None-Match": known}}
        assert counter.knows(path, headers=sent["headers"])
        answer = counter.client.get(path, **sent)
        assert (answer.status_code, answer.data) == (304, b"")
        assert said(answer) == said(counter.plain.get(path, **sent))
        assert said(counter.client.head(path, **sent)) == said(counter.plain.head(path, **sent))


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("/projects/1/badge", True), ("/projects/1/kitchen", True), ("/projects/1/pantry", True),
        ("/projects/1/badge.json", True), ("/projects/1/pantry.json", True), ("/badge_static/warm", True),
        ("/projects/1/badge?style=flat", True), ("/projects/1/badge?v=2", True), ("/projects/1/badge?label=a", False),
        ("/projects/9/badge", False), ("/badge_static/x", False),
        ("/projects/1.json", False), ("/projects/1/warm", False), ("/en", False),
    ],
)  # fmt: skip
def test_the_application_is_asked_once_for_what_can_be_kept(counter: Counter, path: str, known: bool) -> None:
    counter.kitchen.register()
    assert counter.knows(path, 2.0 if known else 0.1) is known


def test_one_answer_is_enough_for_every_image_of_a_series(counter: Counter) -> None:
    for number in range(5):
        counter.kitchen.register(f"https://git.example.org/cook/{number}")
    counter.count(range(1, 6))
    for kind in ("badge", "kitchen", "pantry"):
        assert counter.asked(f"/projects/1/{kind}") is not (kind == "kitchen")  # badge is another name of kitchen
        for number in range(1, 6):
            path = f"/projects/{number}/{kind}"
            assert not counter.asked(path)
            assert said(counter.client.get(path)) == said(counter.plain.get(path))


def test_what_is_asked_for_is_counted_and_then_drawn_here(counter: Counter) -> None:
    counter.kitchen.register()
    assert counter.asked("/projects/1/badge")
    assert eventually(lambda: counter.front.fresh.levels.knows(0, 1))
    counter.hear()

    def drawn_here() -> bool:
        counter.front.fresh.memory.clear()  # as if others had taken its place
        return counter.front.fresh.levels.knows(0, 1) and not counter.asked("/projects/1/badge")

    assert eventually(drawn_here)  # after one answer of the application that has the same bytes
    assert said(counter.client.get("/projects/1/badge")) == said(counter.plain.get("/projects/1/badge"))


WISHES = (
    "style=flat-square", "theme=dark&style=social", "style=social&theme=dark", "show=proof", "lang=en", "series=pantry",
    "x=1", "v=2026-11-22&style=plastic", "x", "style=nothing", "style=flat&style=social", "label=own", "st%79le=social",
    "style=social;theme=dark", "lang=en&lang=xx", "style", "&&", "Style=social", "show=proof&show=", "series=x",
)  # fmt: skip


def test_wishes_are_those_of_the_application_and_kept_where_there_is_an_end_of_them(counter: Counter) -> None:
    filled(counter)
    for _ in range(2):
        for kind in ("badge", "pantry", "badge.json"):
            for wish in WISHES:
                path = f"/projects/1/{kind}?{wish}"
                assert (path, said(counter.client.get(path))) == (path, said(counter.plain.get(path)))
    for wish in WISHES:
        known = wish in WISHES[:8] or wish in {"x", "&&", "Style=social"}
        assert (wish, counter.knows(f"/projects/1/badge?{wish}", 2.0 if known else 0.05)) == (wish, known)


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8000", ""])
def test_a_foreign_name_of_the_server_is_refused_here_too(counter: Counter, host: str) -> None:
    counter.kitchen.register()
    for path in KEPT:
        counter.client.get(path)
        assert counter.knows(path)
        answer = counter.client.get(path, headers={"Host": host})
        assert (path, answer.status_code) == (path, 421)
        assert said(answer) == said(counter.plain.get(path, headers={"Host": host}))
        assert counter.client.get(path).status_code == 200


def test_names_of_the_server_are_not_remembered_without_end(counter: Counter) -> None:
    counter.kitchen.register()
    for port in range(1, 400):
        counter.client.get("/projects/1/badge", headers={"Host": f"localhost:{port}"})
    assert len(counter.front._hosts) <= 256


def test_where_badges_are_drawn_otherwise_the_map_is_not_used(
    database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def odd(series: Series, shown: Shown) -> bytes:
        return b"<svg>odd</svg>"

    with opened(database, tmp_path, draw=odd) as counter:
        for number in range(STRIKES):
            counter.kitchen.register(f"https://git.example.org/cook/{number}")
        counter.count(range(1, STRIKES + 1))
        for number in range(1, STRIKES + 1):
            path = f"/projects/{number}/badge"
            assert counter.asked(path)
            assert said(counter.client.get(path)) == said(counter.plain.get(path))
            assert counter.knows(path, 10)
    assert "are drawn otherwise" in caplog.text


def test_a_project_without_a_standing_in_a_series_is_asked_for_and_kept(counter: Counter) -> None:
    counter.kitchen.register()
    with counter.kitchen.site.database.writing() as session:
        session.execute(text("DELETE FROM standing WHERE series = 'pantry'"))
        session.commit()
    counter.front.fresh.load()
    assert 'aria-label="pantry seal: 0%"' in counter.image("/projects/1/pantry")
    assert counter.knows("/projects/1/pantry")


def test_a_project_that_is_removed_has_no_badge(counter: Counter) -> None:
    counter.kitchen.register()
    counter.warm()
    assert counter.knows("/projects/1/badge")
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
        assert counter.knows("/projects/1/badge")
        counter.kitchen.answer(project, **WARM)
        assert 'aria-label="kitchen seal: warm"' in counter.image()
        assert counter.knows("/projects/1/badge")
        assert counter.front.fresh.levels.shown(0, 1) is None


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
    front = open_front(failing, site.database, site.criteria, lambda: NOW, None)
    try:
        with pytest.raises(ZeroDivisionError):
            Client(front).get("/projects/1/badge")
    finally:
        front.stop()
