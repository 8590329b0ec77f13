"""Lists of many projects: `python -m tests.bench.lists [PROJECTS] [--only sqlite]`.

The projects are loaded straight into SQLite and PostgreSQL. Then the first page, pages far behind it, a search of a
frequent and of a rare word, and each filter are asked for by turns in one run; the table gives the p50 of each and its
ratio to that of the first page. Beside the pages by place stands what the same page costs by skipping (OFFSET).
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from badge.core.criteria import Series
from badge.core.facets import Facet
from badge.core.selection import PAGE, Place, Reached, Selection
from badge.services.asking import load_criteria
from badge.storage import listed, selecting, sizes, tallies
from badge.storage.database import Database
from badge.storage.models import ProjectRow, StandingRow, keys
from tests.bench.recompute import _postgresql, _sqlite

PROJECTS, DEEP, ROUNDS = 100_000, 30_000, 30
MOST_TIMES = 8.0
NOW = datetime(2026, 11, 22, tzinfo=UTC)
_BATCH = 5_000
_LANGUAGES = ("Python", "C", "Go", "Rust", "Java", "C++")
_LICENSES = ("MIT", "Apache-2.0", "BSD-3-Clause", "GPL-3.0-or-later")
_HOSTS = ("github.com", "github.com", "gitlab.com", "codeberg.org")
_WORDS = [f"{a}{b}{c}" for a in ("kor", "lum", "ti", "fae", "zu") for b in ("ba", "ni", "so", "re") for c in "nxtlq"]


def main() -> int:
    """Measure both databases, print a table, and give 1 when a page far behind is too slow."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("projects", type=int, nargs="?", default=PROJECTS)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    words = parser.parse_args()
    series = load_criteria().series[0]
    good = True
    for name, opened in (("sqlite", _sqlite), ("postgresql", _postgresql)):
        if words.only in {None, name}:
            with opened() as database:
                good &= _measure(name, database, series, words.projects)
    return 0 if good else 1


def _measure(name: str, database: Database, series: Series, projects: int) -> bool:
    database.prepare()
    begin = time.perf_counter()
    fill(database, series, projects)
    print(f"\n{name}: {projects:,} projects, loaded in {time.perf_counter() - begin:.0f} s")
    with database.reading() as session:
        times = timed(dict(deeds(session, series, projects)), ROUNDS)
    first = statistics.median(times["first page"])
    good = True
    for each, taken in times.items():
        middle = statistics.median(taken)
        bound = each.endswith("by place") or each == "page by number, by id"
        kept = not bound or middle <= MOST_TIMES * first
        good &= kept
        target = f"   (target at most {MOST_TIMES:.0f}{'' if kept else ', MISSED'})" if bound else ""
        print(f"{each:<44}{1000 * middle:9.2f} ms{middle / first:9.1f} x the first page{target}")
    return good


def timed(deeds: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Give the seconds of each deed; by turns, so that a busy second hits all of them alike."""
    times: dict[str, list[float]] = {each: [] for each in deeds}
    for _ in range(rounds):
        for each, deed in deeds.items():
            start = time.perf_counter()
            deed()
            times[each].append(time.perf_counter() - start)
    return times


def deeds(session: Session, series: Series, projects: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """Give the lists that people ask for, each with its name."""
    page = min(DEEP, projects // PAGE - 2)
    yield "first page", _page(session, series, Selection(order="updated_at", descending=True))
    yield "first page, by id", _page(session, series, Selection())
    yield f"page {page:,}, by place", _deep(session, series, page, "updated_at", ProjectRow.updated_at)
    yield (
        "same by tiered percentage, by place",
        _deep(session, series, page, "tiered_percentage", StandingRow.tiered_percentage),
    )
    yield "page by number, by id", _page(session, series, Selection(page=page))
    yield "same by skipping (OFFSET)", _page(session, series, Selection(order="updated_at", page=page))
    wishes: Mapping[str, dict[str, Any]] = {
        "search, frequent word": {"words": ("project",)},
        "search, usual word": {"words": (_WORDS[0],)},
        "search, two usual words": {"words": (_WORDS[0], _WORDS[1])},
        "search, rare word": {"words": (f"only{projects // 3}",)},
        "search, word that is nowhere": {"words": ("quetzalcoatl",)},
        "search, two Chinese characters": {"words": ("水果",)},
        "filter: level, frequent": {"levels": (Reached(series.id, tuple(each.id for each in series.levels)),)},
        "filter: level, rare": {"levels": (Reached(series.id, (series.levels[-1].id,)),)},
        "filter: no level": {"levels": (Reached(series.id, ()),)},
        "filter: language": {"facets": (Facet("language", "Rust"),)},
        "filter: licence": {"facets": (Facet("license", "MIT"),)},
        "filter: forge": {"facets": (Facet("forge", "codeberg.org"),)},
        "filter: owner": {"facets": (Facet("owner", "github.com/owner7"),)},
        "filter: percentage": {"at_least": 90, "at_most": 99},
        "filter: changed in the last day": {"changed_since": NOW - timedelta(days=1)},
        "filter: verified share, rare": {"verified": 100},
        "all at once": {
            "words": ("project",), "facets": (Facet("language", "C"), Facet("license", "MIT")), "verified": 20,
            "levels": (Reached(series.id, (series.levels[0].id,)),),
        },
    }  # fmt: skip
    for name, wish in wishes.items():
        yield name, _page(session, series, Selection(order="updated_at", descending=True, **wish))
    counts = tallies.counts(session)
    yield "size: all", lambda: sizes.size(session, Selection(), series, counts, NOW)
    for name, wish in wishes.items():
        yield f"size: {name}", partial(sizes.size, session, Selection(**wish), series, counts, NOW)
    yield "size by count(*), for comparison", lambda: session.scalar(select(func.count()).select_from(ProjectRow))


def _page(session: Session, series: Series, wanted: Selection) -> Callable[[], object]:
    return lambda: selecting.places(session, wanted, series, PAGE, NOW)


def _deep(session: Session, series: Series, page: int, order: str, column: Any) -> Callable[[], object]:
    """Go on from the place that stands so far behind, as somebody does who has followed the list to there."""
    number = StandingRow.project_id if order == "tiered_percentage" else ProjectRow.id
    query = select(column, number).order_by(column.desc(), number.desc()).limit(1).offset(page * PAGE)
    value, own = session.execute(query).one()
    place = Place(value.isoformat() if isinstance(value, datetime) else value, own)
    return _page(session, series, Selection(order=order, descending=True, after=place))


def fill(database: Database, series: Series, projects: int) -> None:
    """Load projects with their standings in one series and all that lists look for."""
    chance = random.Random(20261122)
    for first in range(1, projects + 1, _BATCH):
        numbers = range(first, min(first + _BATCH, projects + 1))
        rows = [_project(each, chance) for each in numbers]
        with database.writing() as session:
            connection = session.connection()
            connection.execute(insert(ProjectRow), rows)
            connection.execute(insert(StandingRow), [standing(each, series, chance) for each in numbers])
            listed.add(connection, [(row["id"], row) for row in rows], dict.fromkeys(numbers, 40))
            connection.execute(
                text("UPDATE listed SET share = project_id % 101 * 41 % 101 WHERE project_id >= :first"),
                {"first": first},
            )
            session.commit()
    with database.writing() as session:
        tallies.fold(session)
        session.commit()
    if not database.sqlite:
        analyze(database)


def analyze(database: Database) -> None:
    """Let PostgreSQL know what is in its tables, as it does by itself after a while."""
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))


def _project(number: int, chance: random.Random) -> dict[str, Any]:
    name = f"{chance.choice(_WORDS)}-{number}"
    address = f"https://{chance.choice(_HOSTS)}/owner{number % 997}/{name}"
    said = " ".join(chance.choices(_WORDS, k=12))
    description = f"A project for {said} only{number}" + (" 新鲜的水果" if number % 500 == 0 else "")
    at = NOW - timedelta(seconds=chance.randrange(10 * 365 * 86_400))
    row = {
        "id": number, "name": name, "description": description, "homepage": "", "repository": address, "checkout": "",
        "language": "en", "circumstances": {}, "created_at": at, "updated_at": at, "version_id": 1,
        "implementation_languages": chance.choice(_LANGUAGES), "license": chance.choice(_LICENSES),
    }  # fmt: skip
    row["name_key"], row["homepage_key"] = keys(name, "")
    return row


def standing(number: int, series: Series, chance: random.Random) -> dict[str, Any]:
    """Make up where a project stands."""
    tiered = chance.choice(
        (chance.randrange(100), chance.randrange(100), chance.randrange(100, 200), chance.randrange(301))
    )
    level = series.levels[min(tiered // 100, len(series.levels)) - 1].id if tiered >= 100 else ""
    return {
        "project_id": number, "series": series.id, "series_version": series.version, "marks": "?" * 150,
        "level": level, "tiered_percentage": tiered, "times": {}, "revision": 1,
        "percentages": {each.id: min(100, max(0, tiered - 100 * at)) for at, each in enumerate(series.levels)},
        "updated_at": NOW, "kept_level": "",
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
