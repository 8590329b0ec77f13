"""Everything that people ask of a large installation: `python -m tests.bench.million [--projects N] [--only sqlite]`.

N projects (100,000 unless told otherwise) are loaded with standings in every series, addresses and rows of lists, and
each twentieth with a sheet of answers. Then projects are looked up, searched, listed and saved, on SQLite and
PostgreSQL. Where the same was measured once on a million rows with bare statements and tables of their own, the table
gives that figure and the ratio: what the whole application needs to what a statement alone needed.

`tests.bench.recompute` measures a change of the criteria, and `tests.bench.level_map` the badges.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from badge.api import BLUEPRINTS
from badge.config import Settings
from badge.core.addresses import canonical
from badge.core.answers import Answer, Status
from badge.core.criteria import Criteria
from badge.core.kept import KeptAnswer
from badge.core.people import LOCAL
from badge.i18n import shelf
from badge.services import answering, figures, summary
from badge.services.asking import load_criteria
from badge.storage import projects, standings, tallies
from badge.storage.database import Database
from badge.storage.models import AddressRow, AnswerSheetRow, ProjectRow, StandingRow
from badge.web import Site, create_app
from tests.bench import lists
from tests.bench.recompute import _postgresql, _sqlite

PROJECTS, ROUNDS, SAVES = 100_000, 40, 40
_BATCH, _SHEETS = 5_000, 20

ANCHORS: Mapping[str, tuple[float, float]] = {
    "project by number": (0.011, 0.117),
    "project by address": (0.015, 0.197),
    "project by number, bare statement": (0.011, 0.117),
    "project by address, bare statement": (0.015, 0.197),
    "standings by number": (0.011, 0.117),
    "first page": (0.021, 0.068),
    "same by tiered percentage, by place": (0.41, 0.30),
    "search, two usual words": (0.084, 4.1),
    "search, rare word": (0.05, 0.16),
    "filter: level, frequent": (0.021, 0.068),
    "statistics, counted": (614.0, 188.0),
    "what projects meet, counted": (2100.0, 2800.0),
}
"""Milliseconds (p50) with a million rows, SQLite and PostgreSQL; the last two for one series and one scan."""

Deeds = Mapping[str, Callable[[], object]]


def main() -> int:
    """Measure both databases, print a table, and give 1 when a page far behind is too slow."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--projects", type=int, default=PROJECTS)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    words = parser.parse_args()
    criteria = load_criteria()
    good = True
    for name, opened in (("sqlite", _sqlite), ("postgresql", _postgresql)):
        if words.only in {None, name}:
            with opened() as database, tempfile.TemporaryDirectory() as folder:
                _load(name, database, criteria, words.projects)
                good &= _measure(name, database, criteria, words.projects, Path(folder))
    return 0 if good else 1


def _measure(name: str, database: Database, criteria: Criteria, number: int, folder: Path) -> bool:
    chance, series = random.Random(20261122), criteria.series[0]
    settings = Settings(data=folder, database_url=database.url.render_as_string(hide_password=False))
    site = Site(settings, criteria, database, shelf(), lambda: None, lambda: lists.NOW)
    client = create_app(site, "secret of the bench", BLUEPRINTS).test_client()
    anchor = {what: both[name != "sqlite"] for what, both in ANCHORS.items()}
    counted = {what: _once(deed) for what, deed in _counting(database, criteria).items()}
    with database.reading() as session:
        times = lists.timed(dict(lists.deeds(session, series, number)), lists.ROUNDS)
        times |= lists.timed(_by_key(session, chance, number), ROUNDS)
    times |= lists.timed(_asked(client, database, chance, number), ROUNDS)
    times |= {"a save of one answer": [_save(database, criteria, chance, number) for _ in range(SAVES)]}
    times |= {what: [taken] for what, taken in counted.items()}
    print(f"{'':44}{'p50 ms':>10}{'p95 ms':>10}   bare statement, 1,000,000 rows")
    for what, taken in times.items():
        middle, slow = statistics.median(taken), sorted(taken)[int(0.95 * len(taken))]
        peer = f"{anchor[what]:10.3f}{1000 * middle / anchor[what]:8.1f} x" if what in anchor else ""
        print(f"{what:<44}{1000 * middle:10.2f}{1000 * slow:10.2f}{peer}")
    first = statistics.median(times["first page"])
    deep = max(statistics.median(taken) / first for what, taken in times.items() if what.endswith("by place"))
    print(f"the slowest page far behind takes {deep:.1f} x the first one (target at most {lists.MOST_TIMES:.0f})")
    return deep <= lists.MOST_TIMES


def _once(deed: Callable[[], object]) -> float:
    begin = time.perf_counter()
    deed()
    return time.perf_counter() - begin


# --- what is measured ------------------------------------------------------------------------------------------------


def _by_key(session: Session, chance: random.Random, number: int) -> Deeds:
    """Look single projects up as services do; each time another one, and nothing is left from the time before."""

    def anew(deed: Callable[[int], object]) -> Callable[[], object]:
        def run() -> object:
            session.expunge_all()
            return deed(chance.randrange(1, number + 1))

        return run

    driver = session.connection().connection.driver_connection
    assert driver is not None
    sign = "?" if isinstance(driver, sqlite3.Connection) else "%s"

    def bare(where: str, key: object) -> object:
        return driver.execute(f"SELECT * FROM {where} {sign}", (key,)).fetchall()

    known = [_address(session, each) for each in chance.sample(range(1, number + 1), 100)]
    return {
        "project by number": anew(lambda each: projects.find(session, each)),
        "standings by number": anew(lambda each: standings.of_project(session, each)),
        "project by address": anew(lambda _: projects.find_by_address(session, chance.choice(known))),
        "project by number, bare statement": anew(lambda each: bare("project WHERE id =", each)),
        "project by address, bare statement": anew(
            lambda _: bare("project JOIN address ON project.id = project_id WHERE address =", chance.choice(known))
        ),
    }


def _address(session: Session, number: int) -> str:
    return session.scalars(select(AddressRow.address).where(AddressRow.project_id == number)).one()


def _asked(client: FlaskClient, database: Database, chance: random.Random, number: int) -> Deeds:
    """Ask the application, each time from another address, so that no limit is reached."""

    def get(path: Callable[[], str]) -> Callable[[], object]:
        def run() -> object:
            there = {"REMOTE_ADDR": f"192.0.2.{chance.randrange(256)}"}
            answer = client.get(path(), environ_overrides=there, follow_redirects=True)
            if answer.status_code != 200:
                raise SystemExit(f"{path()} gives {answer.status_code}")
            return answer.data

        return run

    with database.reading() as session:
        known = [_address(session, each) for each in chance.sample(range(1, number + 1), 100)]
    return {
        "asked: an entry": get(lambda: f"/projects/{chance.randrange(1, number + 1)}.json"),
        "asked: an entry with answers": get(
            lambda: f"/projects/{_SHEETS * chance.randrange(1, number // _SHEETS)}.json"
        ),
        "asked: by address": get(lambda: f"/projects.json?url={chance.choice(known)}"),
        "asked: a page": get(lambda: f"/en/projects/{chance.randrange(1, number + 1)}"),
        "asked: the list": get(lambda: "/en/projects"),
        "asked: a search": get(lambda: f"/en/projects?q=only{chance.randrange(1, number + 1)}"),
        "asked: the statistics": get(lambda: "/en/project_stats"),
    }


def _counting(database: Database, criteria: Criteria) -> Deeds:
    def fold() -> None:
        with database.writing() as session:
            tallies.fold(session)
            session.commit()

    def read(deed: Callable[[Session], object]) -> Callable[[], object]:
        def run() -> None:
            with database.reading() as session:
                deed(session)

        return run

    return {
        "days before, counted once": read(lambda session: figures.past(session, criteria, lists.NOW)),
        "statistics, counted": read(lambda session: figures.now_(session, criteria, lists.NOW)),
        "sums of kinds, put together": fold,
        "what projects meet, counted": lambda: summary.keep(database, criteria, lists.NOW),
    }


def _save(database: Database, criteria: Criteria, chance: random.Random, number: int) -> float:
    own = _SHEETS * chance.randrange(1, number // _SHEETS)
    asked = chance.choice(criteria.series[0].levels[0].criteria).id
    change = {asked: Answer(Status.MET, f"See https://example.org/{chance.randrange(10**9)}.")}
    begin = time.perf_counter()
    with database.writing() as session:
        version = projects.find(session, own).version
        answering.answer(session, LOCAL, own, change, version, criteria, str, lists.NOW)
        session.commit()
    return time.perf_counter() - begin


# --- loading ---------------------------------------------------------------------------------------------------------


def _load(name: str, database: Database, criteria: Criteria, number: int) -> None:
    database.prepare()
    begin = time.perf_counter()
    lists.fill(database, criteria.series[0], number)
    chance = random.Random(20261123)
    for first in range(1, number + 1, _BATCH):
        numbers = range(first, min(first + _BATCH, number + 1))
        with database.writing() as session:
            connection = session.connection()
            inside = ProjectRow.id.between(numbers[0], numbers[-1])
            rows = connection.execute(select(ProjectRow.id, ProjectRow.repository).where(inside))
            connection.execute(
                insert(AddressRow), [{"project_id": each, "address": canonical(where)} for each, where in rows]
            )
            for series in criteria.series[1:]:
                connection.execute(insert(StandingRow), [lists.standing(each, series, chance) for each in numbers])
            with_answers = [each for each in numbers if each % _SHEETS == 0]
            if with_answers:
                connection.execute(insert(AnswerSheetRow), list(_sheets(criteria, with_answers)))
            session.commit()
    if not database.sqlite:
        lists.analyze(database)
    print(f"\n{name}: {number:,} projects, loaded in {time.perf_counter() - begin:.0f} s", flush=True)


def _sheets(criteria: Criteria, numbers: list[int]) -> Iterator[dict[str, object]]:
    asked = [each.id for each in criteria.series[0].levels[0].criteria]
    for number in numbers:
        met = KeptAnswer(Answer(Status.MET, f"See https://example.org/{number}."), "<p>See it.</p>").to_json()
        yield {"project_id": number, "answers": dict.fromkeys(asked[: number % len(asked)], met)}


if __name__ == "__main__":
    sys.exit(main())
