"""Reading what badges show, of all projects or of a few: levels, percentages, days, proof, and graces."""

from __future__ import annotations

import struct
import typing
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Integer, LargeBinary, Table, Text, cast, func, literal, select, update
from sqlalchemy.orm import Session

from badge.storage.models import ProjectRow, StandingRow

FIRST_DAY = date(1999, 12, 31)
"""Days are counted from here, so that 0 is none."""

_TABLE = typing.cast(Table, StandingRow.__table__)
_KINDS = (_TABLE.c.series, _TABLE.c.level, cast(_TABLE.c.percentages, Text), _TABLE.c.series_version)
_COLUMNS = [
    _TABLE.c[name]
    for name in (
        "project_id", "series", "level", "percentages", "series_version", "updated_at", "kept_level", "kept_until",
        "verified", "answered", "counted_by",
    )
]  # fmt: skip

One = tuple[int, int, int, int]
"""Number of a project, day of its last change, answers, and those that are verified."""


class Alike(NamedTuple):
    """The projects that stand alike in a series; `percentages` is JSON."""

    series: str
    level: str
    percentages: str
    version: str
    projects: Iterable[One]


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
    """Give all standings whose proof was counted by this one, those together that are alike.

    PostgreSQL puts them together itself. SQLite is quickest when it only reads, and is read past SQLAlchemy.
    """
    if session.get_bind().dialect.name == "sqlite":
        yield from _from_sqlite(session, counted_by)
        return
    day = cast(func.date(func.timezone("UTC", _TABLE.c.updated_at)) - literal(FIRST_DAY), Integer)
    one = func.int4send(_TABLE.c.project_id).op("||")(func.int4send(day))
    one = one.op("||")(func.int4send(_TABLE.c.answered)).op("||")(func.int4send(_TABLE.c.verified))
    packed = func.string_agg(one, literal(b"", LargeBinary))
    alike = select(*_KINDS, packed).where(_TABLE.c.counted_by == counted_by).group_by(*_KINDS)
    for series, level, percentages, version, found in session.connection().execute(alike):
        projects = typing.cast(Iterator[One], struct.iter_unpack(">iiii", found))
        yield Alike(series, level, percentages, version, projects)


def _from_sqlite(session: Session, counted_by: str) -> Iterator[Alike]:
    alike: dict[tuple[str, str, str, str], array[int]] = {}
    driver = session.connection().connection.driver_connection
    assert driver is not None
    rows = driver.execute(
        "SELECT (project_id << 20) | (answered << 10) | verified, "
        "CAST(julianday(substr(updated_at, 1, 10)) - julianday(?) AS INTEGER), "
        "series, level, percentages, series_version FROM standing "
        "WHERE counted_by = ? AND answered < 1024 AND verified < 1024",
        (FIRST_DAY.isoformat(), counted_by),
    )
    for packed, day, series, level, percentages, version in rows:
        one = (series, level, percentages, version)
        pairs = alike.get(one)
        if pairs is None:
            pairs = alike[one] = array("q")
        pairs.append(packed)
        pairs.append(day)
    for one, found in alike.items():
        both = zip(found[::2], found[1::2], strict=True)
        yield Alike(*one, ((each >> 20, day, each >> 10 & 1023, each & 1023) for each, day in both))


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
