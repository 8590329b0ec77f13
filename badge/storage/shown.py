"""Reading what badges show, of all projects or of a few: levels, percentages, days, proof, and graces."""

from __future__ import annotations

import sys
import typing
from array import array
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Integer, LargeBinary, Table, Text, cast, func, literal, select, update
from sqlalchemy.orm import Session

from badge.storage.models import ProjectRow, StandingRow

FIRST_DAY = date(1999, 12, 31)
"""Days are counted from here, so that 0 is none."""

_TABLE = typing.cast(Table, StandingRow.__table__)
_COLUMNS = [
    _TABLE.c[name]
    for name in (
        "project_id", "series", "level", "percentages", "series_version", "updated_at", "kept_level", "kept_until",
        "verified", "answered", "counted_by",
    )
]  # fmt: skip

_SHIFT = 32


class Alike(NamedTuple):
    """The projects that stand alike in a series, but for the day; `percentages` is JSON.

    Each project is its number, times 2**32, plus the day of its last change.
    """

    series: str
    level: str
    percentages: str
    version: str
    answered: int
    verified: int
    projects: array[int]

    def numbers(self) -> list[int]:
        """Give the numbers of the projects."""
        return [each >> _SHIFT for each in self.projects]

    def days(self) -> list[int]:
        """Give the day of each project's last change."""
        return [each % 2**_SHIFT for each in self.projects]


class Row(NamedTuple):
    """What is shown of a project in a series; `kept_level` is shown on until `kept_until`.

    The counts of proof are right where `counted_by` names who counts today.
    """

    project_id: int
    series: str
    level: str
    percentages: dict[str, Any]
    version: str
    updated_at: datetime
    kept_level: str
    kept_until: datetime | None
    verified: int
    answered: int
    counted_by: str

    @property
    def day(self) -> int:
        """Give the day of the last change as a number."""
        return day_of(self.updated_at)


def day_of(moment: datetime) -> int:
    """Give the number of a day."""
    return (moment.date() - FIRST_DAY).days


def every(session: Session, counted_by: str) -> Iterator[Alike]:
    """Give all standings whose proof was counted by this one, those together that are alike, a series after the other.

    PostgreSQL puts them together itself, and is kept from sorting them for that. SQLite, which cannot do otherwise, is
    quickest when it only reads, and is read past SQLAlchemy.
    """
    from_it = _from_sqlite if session.get_bind().dialect.name == "sqlite" else _from_postgresql
    yield from sorted(from_it(session, counted_by), key=lambda each: each.series)


def _from_postgresql(session: Session, counted_by: str) -> Iterator[Alike]:
    connection = session.connection()
    for setting, value in (("enable_sort", "off"), ("work_mem", "128MB")):  # until the end of this transaction
        connection.execute(select(func.set_config(setting, value, True)))
    kinds = (_TABLE.c.series, _TABLE.c.level, cast(_TABLE.c.percentages, Text), _TABLE.c.series_version)
    kinds_and_proof = (*kinds, _TABLE.c.answered, _TABLE.c.verified)
    day = cast(func.date(func.timezone("UTC", _TABLE.c.updated_at)) - literal(FIRST_DAY), Integer)
    one = func.int4send(_TABLE.c.project_id).op("||")(func.int4send(day))
    packed = func.string_agg(one, literal(b"", LargeBinary))
    alike = select(*kinds_and_proof, packed).where(_TABLE.c.counted_by == counted_by).group_by(*kinds_and_proof)
    for series, level, percentages, version, answered, verified, found in connection.execute(alike):
        projects = array("q", found)
        if sys.byteorder == "little":
            projects.byteswap()
        yield Alike(series, level, percentages, version, answered, verified, projects)


def _from_sqlite(session: Session, counted_by: str) -> Iterator[Alike]:
    alike: dict[tuple[str, str, str, str, int], array[int]] = {}
    adders: dict[tuple[str, str, str, str, int], Callable[[int], None]] = {}
    driver = session.connection().connection.driver_connection
    assert driver is not None
    rows = driver.execute(
        "SELECT (project_id << 32) | max(0, CAST(julianday(substr(updated_at, 1, 10)) - julianday(?) AS INTEGER)), "
        "series, level, percentages, series_version, (answered << 32) | verified FROM standing WHERE counted_by = ?",
        (FIRST_DAY.isoformat(), counted_by),
    )
    for one, series, level, percentages, version, proof in rows:
        kind = (series, level, percentages, version, proof)
        try:
            adders[kind](one)
        except KeyError:
            alike[kind] = array("q", (one,))
            adders[kind] = alike[kind].append
    for (series, level, percentages, version, proof), found in alike.items():
        yield Alike(series, level, percentages, version, proof >> _SHIFT, proof % 2**_SHIFT, found)


def last_project(session: Session) -> int:
    """Give the largest number of a project."""
    return session.scalar(select(func.max(ProjectRow.id))) or 0


def graces(session: Session) -> list[Row]:
    """Give the standings of which something is shown on, or was."""
    return [Row(*row) for row in session.connection().execute(select(*_COLUMNS).where(_TABLE.c.kept_level != ""))]


def of(session: Session, project_ids: Collection[int]) -> list[Row]:
    """Give the standings of some projects."""
    wanted = select(*_COLUMNS).where(_TABLE.c.project_id.in_(list(project_ids)))
    return [Row(*row) for row in session.connection().execute(wanted)]


def uncounted(session: Session, project_id: int, series: Collection[str], counted_by: str) -> bool:
    """Tell whether the proof of a project has to be counted in one of these series."""
    wanted = select(_TABLE.c.project_id).where(
        _TABLE.c.project_id == project_id, _TABLE.c.series.in_(list(series)), _TABLE.c.counted_by != counted_by
    )
    return session.connection().execute(wanted.limit(1)).first() is not None


def keep_counts(session: Session, project_id: int, counts: Mapping[str, tuple[int, int]], by: str) -> None:
    """Keep for each series how many answers are verified, and how many there are."""
    for series, (verified, answered) in counts.items():
        mine = update(_TABLE).where(_TABLE.c.project_id == project_id, _TABLE.c.series == series)
        session.connection().execute(mine.values(verified=verified, answered=answered, counted_by=by))
