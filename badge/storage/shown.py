"""Reading what badges show, of all projects or of a few: levels, percentages, and graces."""

from __future__ import annotations

import sys
import typing
from array import array
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import LargeBinary, Table, Text, cast, func, literal, select
from sqlalchemy.orm import Session

from badge.storage.models import ProjectRow, StandingRow

_TABLE = typing.cast(Table, StandingRow.__table__)
_KINDS = (_TABLE.c.series, _TABLE.c.level, cast(_TABLE.c.percentages, Text))
_COLUMNS = [_TABLE.c[name] for name in ("project_id", "series", "level", "percentages", "kept_level", "kept_until")]


class Alike(NamedTuple):
    """The projects that stand alike in a series; `percentages` is JSON."""

    series: str
    level: str
    percentages: str
    project_ids: array[int]


class Shown(NamedTuple):
    """What is shown of a project in a series; `kept_level` is shown on until `kept_until`."""

    project_id: int
    series: str
    level: str
    percentages: dict[str, Any]
    kept_level: str
    kept_until: datetime | None


def every(session: Session) -> Iterator[Alike]:
    """Give all standings, those together that are alike; a million projects take one or two seconds.

    PostgreSQL puts them together itself. SQLite is quickest when it only reads, and is read past SQLAlchemy.
    """
    if session.get_bind().dialect.name == "sqlite":
        yield from _from_sqlite(session)
        return
    numbers = func.string_agg(func.int4send(_TABLE.c.project_id), literal(b"", LargeBinary))
    alike = select(*_KINDS, numbers).group_by(*_KINDS)
    for series, level, percentages, packed in session.connection().execute(alike):
        found = array("i", packed)
        if sys.byteorder == "little":
            found.byteswap()
        yield Alike(series, level, percentages, found)


def _from_sqlite(session: Session) -> Iterator[Alike]:
    alike: dict[tuple[str, str, str], array[int]] = {}
    driver = session.connection().connection.driver_connection
    assert driver is not None
    for number, series, level, percentages in driver.execute(
        "SELECT project_id, series, level, percentages FROM standing"
    ):
        kind = (series, level, percentages)
        if kind in alike:
            alike[kind].append(number)
        else:
            alike[kind] = array("i", (number,))
    yield from (Alike(*kind, numbers) for kind, numbers in alike.items())


def last_project(session: Session) -> int:
    """Give the largest number of a project."""
    return session.scalar(select(func.max(ProjectRow.id))) or 0


def graces(session: Session) -> list[Shown]:
    """Give the standings of which something is shown on, or was."""
    return [Shown(*row) for row in session.connection().execute(select(*_COLUMNS).where(_TABLE.c.kept_level != ""))]


def of(session: Session, project_ids: Collection[int]) -> list[Shown]:
    """Give the standings of some projects."""
    wanted = select(*_COLUMNS).where(_TABLE.c.project_id.in_(list(project_ids)))
    return [Shown(*row) for row in session.connection().execute(wanted)]
