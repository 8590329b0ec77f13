"""A badge is never stale: whoever saves, whatever breaks, and also when nobody saves and a day has come."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from werkzeug.test import Client

from badge.core.evidence import Repository
from badge.core.findings import Confidence, Finding, Outcome
from badge.core.look import Look
from badge.core.messages import Message
from badge.storage import looks, shown
from badge.storage.changes import LostError
from badge.storage.database import Database
from badge.storage.models import StandingRow
from badge.storage.shown import Alike
from tests.front.conftest import Counter, eventually, opened
from tests.web.building import NOW, words
from tests.web.six_levels import FILES

ROOT = Path(__file__).parents[2]
HALF, WARM = "kitchen seal: in progress 33%", "kitchen seal: warm"
UNTIL = NOW + timedelta(days=30)
OTHER_PROCESS = """
import sys
from badge.storage.database import Database
from badge.storage.models import StandingRow
database = Database(sys.argv[1])
from tests.front.test_freshness import move
move(database, 1, sys.argv[2])
database.close()
"""


def move(database: Database, project: int, level: str) -> None:
    """Let a project stand otherwise, as a save would."""
    percentages = {"warm": 100, "hot": 0} if level else {"warm": 33, "hot": 0}
    with database.writing() as session:
        row = session.get(StandingRow, (project, "kitchen"))
        assert row is not None
        row.level, row.percentages, row.revision = level, percentages, row.revision + 1
        session.commit()


def shows(counter: Counter, label: str, path: str = "/projects/1/badge") -> bool:
    return f'aria-label="{label}"' in counter.image(path)


@pytest.fixture
def moved(counter: Counter) -> Counter:
    """Give a website with a project, that the front has answered for."""
    counter.kitchen.register()
    move(counter.kitchen.site.database, 1, "")
    counter.warm()
    assert shows(counter, HALF)
    assert counter.knows("/projects/1/badge")
    return counter


def test_a_save_shows_at_once_in_the_process_that_saves(moved: Counter) -> None:
    for level in ("warm", "", "warm", ""):
        move(moved.kitchen.site.database, 1, level)
        assert shows(moved, WARM if level else HALF)
        assert moved.knows("/projects/1/badge")


def level_of(path: str) -> Callable[[Counter], str]:
    def read(counter: Counter) -> str:
        found: dict[str, str] = counter.client.get(path).json or {}
        return found["badge_level"]

    return read


def percentage_of(counter: Counter) -> bool:
    page = words(counter.client.get("/en/projects/2", follow_redirects=True).text)
    assert ("100%" in page) is not ("33%" in page)
    return "100%" in page


READINGS: tuple[Callable[[Counter], object], ...] = (
    lambda counter: "warm" if shows(counter, WARM, "/projects/2/badge") else "in_progress",
    level_of("/projects/2/badge.json"),
    level_of("/projects/2.json"),
    percentage_of,
)


@pytest.mark.parametrize("number", range(4))
def test_image_data_and_page_never_disagree(moved: Counter, number: int) -> None:
    project = moved.kitchen.register("https://git.example.org/cook/second")
    for given, level, percentage in (
        ({"clean": "Met https://x.example/", "tidy": "Met", "sharp": "Met"}, "warm", True),
        ({"clean": "?", "sharp": "?"}, "in_progress", False),
    ):
        moved.kitchen.answer(project, **given)
        for _ in range(2):
            for reading in (*READINGS[number:], *READINGS[:number]):
                assert reading(moved) == (level if reading is not percentage_of else percentage)
        for path in ("/projects/2/badge", "/projects/2/badge.json"):
            assert moved.knows(path)


def test_while_a_save_is_not_settled_the_application_answers(moved: Counter) -> None:
    with moved.kitchen.site.database.writing() as session:
        row = session.get(StandingRow, (1, "kitchen"))
        assert row is not None
        row.level, row.percentages = "warm", {"warm": 100}
        session.flush()
        assert moved.asked("/projects/1/badge")
        assert moved.asked("/projects/1/badge.json")
        assert moved.asked("/projects/1/badge")  # nothing is kept meanwhile
        assert shows(moved, HALF)
        session.rollback()
    assert shows(moved, HALF)
    assert moved.knows("/projects/1/badge")


def test_a_session_that_is_left_without_a_commit_changes_nothing(moved: Counter) -> None:
    with moved.kitchen.site.database.writing() as session:
        row = session.get(StandingRow, (1, "kitchen"))
        assert row is not None
        row.level = "warm"
        session.flush()
    assert shows(moved, HALF)
    assert moved.knows("/projects/1/badge")


@pytest.mark.parametrize("statement", ["UPDATE standing SET level = 'warm'", "UPDATE project SET name = 'other'"])
def test_a_change_past_the_services_is_noticed(moved: Counter, statement: str) -> None:
    path = "/projects/1/badge" if "standing" in statement else "/projects/1/badge.json"
    before = moved.image(path)
    with moved.kitchen.site.database.engine.begin() as connection:
        connection.execute(text(statement))
    assert eventually(lambda: moved.image(path) != before)
    assert moved.knows(path)
    assert moved.image(path) == moved.plain.get(path).text


def test_a_look_makes_the_data_anew(moved: Counter) -> None:
    moved.client.get("/projects/1/badge.json")
    assert moved.knows("/projects/1/badge.json")
    moved.kitchen.look(moved.kitchen.register())
    assert moved.asked("/projects/1/badge.json")


def verified(counter: Counter, path: str = "/projects/1/badge") -> str:
    found = re.search(r"Of (\d+) answers?, (\d+) (?:is|are) verified", counter.image(path))
    assert found
    return f"{found[2]} of {found[1]}"


def finding(criterion: str, outcome: Outcome) -> Finding:
    return Finding(criterion, outcome, Message("It is there."), Confidence.CERTAIN, (), probe="p.q", probe_version="1")


def look(counter: Counter, project: int, *findings: Finding) -> None:
    """Look at a project, later than the last time."""
    with counter.kitchen.site.database.writing() as session:
        before = looks.when(session, project) or NOW
        repository = Repository(commit="c0ffee" * 6 + "c0ff", web="", remote="")
        looks.write(session, project, Look(repository, NOW, findings), before + timedelta(seconds=1))
        session.commit()


@pytest.mark.parametrize("mapped", [True, False])
def test_a_look_shows_at_once_in_the_counts_of_proof(counter: Counter, mapped: bool) -> None:
    project = counter.kitchen.register()
    counter.kitchen.answer(project, tidy="Met", sharp="Met", jars="Met")
    for outcome, wanted in ((Outcome.MET, "1 of 2"), (Outcome.UNKNOWN, "0 of 2"), (Outcome.MET, "1 of 2")):
        look(counter, project.id, finding("tidy", outcome))
        if mapped:
            counter.count([1])
            counter.front.fresh.memory.clear()
        assert verified(counter) == wanted
        assert verified(counter, "/projects/1/pantry") == "0 of 1"
        for path in ("/projects/1/badge", "/projects/1/pantry"):
            assert counter.image(path) == counter.plain.get(path).text


def test_the_map_is_filled_at_the_start_with_what_was_counted_before(database: Database, tmp_path: Path) -> None:
    with opened(database, tmp_path) as before:
        for number in range(3):
            project = before.kitchen.register(f"https://git.example.org/cook/{number}")
            before.kitchen.answer(project, **({"tidy": "Met", "jars": "N/A"} if number else {"sharp": "Met"}))
        look(before, project.id, finding("tidy", Outcome.MET))
        before.count((1, 2, 3))
    with opened(database, tmp_path) as after:
        assert after.asked("/projects/1/badge")
        assert after.asked("/projects/1/pantry")
        for number in (1, 2, 3):
            for kind in ("badge", "pantry", "kitchen"):
                path = f"/projects/{number}/{kind}"
                assert not after.asked(path)
                assert after.image(path) == after.plain.get(path).text


def test_counts_by_other_criteria_are_not_shown(database: Database, tmp_path: Path) -> None:
    with opened(database, tmp_path) as before:
        before.kitchen.register()
        before.count([1])
    stricter = {**FILES, "kitchen/warm/2-tools.yml": FILES["kitchen/warm/2-tools.yml"].replace("SUGGESTED", "MUST")}
    with opened(database, tmp_path, files=stricter) as after:
        assert not after.front.fresh.levels.knows(0, 1)
        assert after.asked("/projects/1/badge")
        assert eventually(lambda: after.front.fresh.levels.knows(0, 1))


def test_what_another_process_saves_shows_within_two_seconds(moved: Counter) -> None:
    url = moved.kitchen.site.settings.database_url
    for level in ("warm", "", "warm"):
        command = [sys.executable, "-c", OTHER_PROCESS, url, level]
        subprocess.run(command, check=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"})
        assert eventually(lambda level=level: shows(moved, WARM if level else HALF), 2.0)  # type: ignore[misc]  # a default
        assert moved.knows("/projects/1/badge")


def test_two_fronts_on_one_database(database: Database, tmp_path: Path) -> None:
    other = Database(database.url.render_as_string(hide_password=False))
    with opened(database, tmp_path) as one, opened(other, tmp_path) as two:
        one.kitchen.register()
        for level in ("warm", "", "warm", ""):
            move(one.kitchen.site.database if level else other, 1, level)
            assert shows(one if level else two, WARM if level else HALF)
            assert eventually(lambda level=level: shows(two if level else one, WARM if level else HALF))  # type: ignore[misc]  # a default
    other.close()


# --- what breaks -----------------------------------------------------------------------------------------------------


@pytest.mark.postgresql
def test_a_dropped_connection_is_made_anew_and_all_is_read(
    postgresql: Database, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with postgresql.writing() as session:
        session.execute(text("TRUNCATE project RESTART IDENTITY CASCADE"))
        session.commit()
    with opened(postgresql, tmp_path) as counter:
        counter.kitchen.register()
        counter.warm()
        for level in ("warm", "", "warm"):
            percentages = f'{{"warm": {100 if level else 33}}}'
            with postgresql.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(
                    text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT 1%' "
                         "OR query LIKE 'LISTEN%' AND pid <> pg_backend_pid()")
                )  # fmt: skip
                connection.execute(
                    text("UPDATE standing SET level = :level, percentages = :found WHERE series = 'kitchen'"),
                    {"level": level, "found": percentages},
                )
            assert eventually(lambda level=level: shows(counter, WARM if level else HALF))  # type: ignore[misc]  # a default
            assert counter.knows("/projects/1/badge", 5)


def test_when_notices_may_be_lost_all_is_read_anew(moved: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    lost = threading.Event()

    def losing(*_: object) -> Any:
        lost.set()
        raise LostError("as a test wants it")

    monkeypatch.setattr("badge.front.freshness.changes.following", losing)
    monkeypatch.setattr("badge.storage.changes._Polled.wait", losing)
    monkeypatch.setattr("badge.storage.changes._Heard.wait", losing)
    assert lost.wait(2)
    assert shows(moved, HALF)  # what is known is still shown
    with moved.kitchen.site.database.engine.begin() as connection:
        connection.execute(text("UPDATE standing SET level = 'warm' WHERE series = 'kitchen'"))
    monkeypatch.undo()
    assert eventually(lambda: shows(moved, WARM))


def test_when_too_much_changes_at_once_all_is_read_anew(moved: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("badge.storage.changes.MOST", 0)
    with moved.kitchen.site.database.engine.begin() as connection:
        connection.execute(text("UPDATE standing SET level = 'warm' WHERE series = 'kitchen'"))
    assert eventually(lambda: shows(moved, WARM))


def test_a_database_that_does_not_answer_leaves_what_is_known(
    moved: Counter, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        from sqlalchemy.exc import OperationalError

        raise OperationalError("SELECT", {}, OSError("gone"))

    monkeypatch.setattr("badge.storage.shown.of", fail)
    move(moved.kitchen.site.database, 1, "warm")  # the save itself succeeded, and says so
    monkeypatch.undo()
    assert "could not be read" in caplog.text
    assert shows(moved, WARM)  # the application is asked


def test_what_changes_while_all_is_read_is_not_lost(moved: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    every = shown.every

    def slow(session: Any, counted_by: str) -> Iterator[Alike]:
        found = list(every(session, counted_by))
        session.rollback()
        move(moved.kitchen.site.database, 1, "warm")
        assert shows(moved, WARM)
        yield from found

    monkeypatch.setattr("badge.storage.shown.every", slow)
    moved.front.fresh.load()
    assert shows(moved, WARM)
    assert moved.knows("/projects/1/badge")


# --- days ------------------------------------------------------------------------------------------------------------


def test_a_level_that_is_shown_on_ends_on_its_day_without_a_change(moved: Counter) -> None:
    with moved.kitchen.site.database.writing() as session:
        row = session.get_one(StandingRow, (1, "kitchen"))
        row.level, row.kept_level, row.kept_until = "", "warm", UNTIL
        session.commit()
    assert shows(moved, WARM)
    assert moved.knows("/projects/1/badge")
    moved.client.get("/projects/1/badge.json")
    moved.watch.now = UNTIL - timedelta(microseconds=1)
    assert shows(moved, WARM)
    moved.watch.now = UNTIL
    assert shows(moved, HALF)
    assert moved.client.get("/projects/1/badge.json").json["badge_level"] == "in_progress"  # type: ignore[index]  # it is there
    assert moved.knows("/projects/1/badge")
    assert shows(moved, HALF)


def test_that_day_is_known_from_the_start(database: Database, tmp_path: Path) -> None:
    with opened(database, tmp_path) as before:
        before.kitchen.register()
        move(database, 1, "")
    with database.engine.begin() as connection:
        connection.execute(
            text("UPDATE standing SET kept_level = 'warm', kept_until = :until WHERE series = 'kitchen'"),
            {"until": UNTIL.isoformat(" ") if not database.sqlite else "2026-04-03 05:06:07.000000"},
        )
    with opened(database, tmp_path) as counter:
        assert shows(counter, WARM)
        assert counter.knows("/projects/1/badge")
        counter.watch.now = UNTIL
        assert shows(counter, HALF)


# --- all at once -----------------------------------------------------------------------------------------------------


def odd(chance: random.Random, tag: str) -> dict[str, str]:
    """Make up headers, among them those that ask for a part, or only under a condition."""
    word = "".join(chance.choices("abc\"',; =", k=chance.randrange(12))).strip()
    every = {
        "Accept-Language": chance.choice(("zh-CN", "sw,en;q=0.1", "*", "")), "Cookie": f"_BadgeApp_session={word}",
        "Range": chance.choice(("bytes=0-9", "bytes=-1", "lines=1")), "Accept": chance.choice(("image/*", "text/html")),
        "If-None-Match": chance.choice(("*", tag, f'W/{tag}, "x"', word)), "X-Forwarded-Proto": "https",
        "If-Match": chance.choice(("*", '"x"')), "Accept-Encoding": "gzip", "User-Agent": word, "If-Range": tag,
        "If-Modified-Since": "Wed, 04 Mar 2026 05:06:07 GMT", "Authorization": "Bearer x", "DNT": "1",
    }  # fmt: skip
    return {name: every[name] for name in chance.sample(sorted(every), chance.randrange(len(every)))}


def read(counter: Counter, seed: int, images: dict[bytes, str]) -> Iterator[str]:
    """Read with odd headers, and give what is wrong with the answers."""
    chance, client = random.Random(seed), Client(counter.front, use_cookies=False)
    for _ in range(125):
        headers, method = odd(chance, chance.choice(list(images.values()))), chance.choice(("GET", "GET", "HEAD"))
        answer = client.open("/projects/1/badge", method=method, headers=headers)
        bare = answer.status_code == 304 or method == "HEAD"
        tag = images.get(answer.data) if not bare else answer.headers["ETag"]
        wrong = answer.headers["ETag"] != tag or tag not in images.values() or (bare and answer.data)
        if wrong or answer.status_code not in {200, 304, 412} or (answer.status_code == 412) > ("If-Match" in headers):
            yield f"{answer.status} to {headers}"


def test_five_hundred_reads_during_edits_give_only_the_two_right_images(counter: Counter) -> None:
    database = counter.kitchen.site.database
    counter.kitchen.register()
    images = {}
    for level in ("", "warm"):
        move(database, 1, level)
        answer = counter.plain.get("/projects/1/badge")
        images[answer.data] = answer.headers["ETag"]
    reading = threading.Event()
    saves: list[bool] = []

    def edit() -> None:
        while not reading.is_set():
            level = "warm" if len(saves) % 2 else ""
            move(database, 1, level)
            saves.append(shows(counter, WARM if level else HALF))

    writer = threading.Thread(target=edit)
    writer.start()
    with ThreadPoolExecutor(4) as pool:
        wrong = [each for found in pool.map(lambda seed: list(read(counter, seed, images)), range(4)) for each in found]
    reading.set()
    writer.join()
    assert wrong == []
    assert len(saves) > 5
    assert all(saves)  # each was seen by the one who made it
