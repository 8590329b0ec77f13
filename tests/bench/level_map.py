"""How soon the level map of a million projects is there, and how large it is: `python -m tests.bench.level_map`.

The rows are made up: levels and shares as the public service has them (most projects are far from the first level, and
many were never touched after they came), days over eight years, and for each project how many answers it has and how
many of them are verified. `--random` spreads everything evenly instead, which is the worst that can be.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert, text

from badge.core.criteria import Series
from badge.front.levels import Levels
from badge.services.asking import load_criteria
from badge.storage import shown
from badge.storage.database import Database
from badge.storage.models import ProjectRow, StandingRow
from tests.bench.recompute import _postgresql, _sqlite

PROJECTS, PORTION = 1_000_000, 20_000
SECONDS, MEGABYTES = 3.0, 4.0
FIRST = datetime(2018, 1, 1, tzinfo=UTC)
COUNTED_BY = "bench"


def main() -> int:
    """Measure on both databases; give 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--projects", type=int, default=PROJECTS)
    parser.add_argument("--random", action="store_true")
    words = parser.parse_args()
    series = load_criteria().series
    good = True
    databases: dict[str, Callable[[], AbstractContextManager[Database]]] = {
        "SQLite": _sqlite, "PostgreSQL": _postgresql,
    }  # fmt: skip
    for name, start in databases.items():
        with start() as database:
            database.prepare()
            _fill(database, series, words.projects, evenly=words.random)
            good &= _measure(name, database, series)
    return 0 if good else 1


def _measure(name: str, database: Database, series: tuple[Series, ...]) -> bool:
    levels = Levels(series, lambda: FIRST, None, COUNTED_BY)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin, used = time.perf_counter(), time.process_time()
    with database.reading() as session:
        found = levels.read(shown.last_project(session), shown.every(session, COUNTED_BY))
        levels.replace(found, shown.graces(session))
    took, used = time.perf_counter() - begin, time.process_time() - used
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    size, known, states = found.size() / 1e6, found.known(), found.states()
    print(
        f"{name:11} {len(series)} series: ready in {took:.1f} s ({used:.1f} s of processor), {size:.1f} MB, "
        f"{known:,} badges known, {states:,} states, {more / 1e3:.0f} MB while reading "
        f"(targets {SECONDS:.0f} s, {MEGABYTES:.0f} MB)"
    )
    return took <= SECONDS and size <= MEGABYTES


def _fill(database: Database, series: tuple[Series, ...], projects: int, *, evenly: bool) -> None:
    chance = random.Random(20261122)
    for first in range(1, projects + 1, PORTION):
        numbers = range(first, min(first + PORTION, projects + 1))
        with database.writing() as session:
            connection = session.connection()
            plain = {"created_at": FIRST, "updated_at": FIRST, "version_id": 1}
            connection.execute(insert(ProjectRow), [{"id": each, "name": f"p{each}"} | plain for each in numbers])
            connection.execute(
                insert(StandingRow),
                [
                    {**row, "project_id": each}
                    for each in numbers
                    for row in _rows(chance, series, each / projects, evenly)
                ],
            )
            session.commit()
        if first == 1 and not database.sqlite:
            with database.engine.begin() as connection:
                connection.execute(text("ALTER TABLE standing SET (autovacuum_enabled = off)"))


def _rows(chance: random.Random, series: tuple[Series, ...], age: float, evenly: bool) -> Iterator[dict[str, object]]:
    """Make up the standings of a project; the later it came, the larger is its number."""
    touched = evenly or chance.random() < 0.4
    day = chance.randrange(2900) if evenly else int(2900 * (age + (1 - age) * chance.random() * touched))
    for place, each in enumerate(series):
        asked = len(each.levels[0].criteria)
        answered = chance.randrange(asked + 1) if touched and (evenly or not place) else 0
        share = answered * 100 // asked
        verified = chance.randrange(answered + 1) if evenly else min(answered, int(chance.expovariate(0.2)))
        yield {
            "series": each.id, "series_version": each.version, "marks": "?" * asked * 3,
            "level": each.levels[0].id if share == 100 else "", "tiered_percentage": share,
            "percentages": {level.id: share // (1 + number) for number, level in enumerate(each.levels)}, "times": {},
            "revision": 1, "updated_at": FIRST + timedelta(day), "verified": verified, "answered": answered,
            "counted_by": COUNTED_BY,
        }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
