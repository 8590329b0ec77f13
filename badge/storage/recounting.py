"""Reading all standings in pages as plain columns, the fastest way there is, for recounting them."""

from __future__ import annotations

import typing
from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Select, Table, Text, cast, exists, func, insert, literal, select, tuple_
from sqlalchemy.orm import Session

from badge.core.criteria import Series
from badge.storage.models import ProjectRow, StandingRow

PAGE = 25_000
"""Rows that are read at a time: some megabytes."""

Key: TypeAlias = tuple[int, str]
"""The number of a project and the id of a series."""

Found: TypeAlias = Sequence[Any]
"""The plain columns of one standing."""

START: Key = (0, "")
LAST = 2**31 - 1

_TABLE = typing.cast(Table, StandingRow.__table__)
_KEY = (_TABLE.c.project_id, _TABLE.c.series)


def total(session: Session) -> int:
    """Count the standings."""
    return session.scalar(select(func.count()).select_from(_TABLE)) or 0


def marks(session: Session, after: Key = START) -> Sequence[Found]:
    """Give a page of (project, series, marks), those after a key."""
    return _page(session, select(*_KEY, _TABLE.c.marks), after, LAST)


def rows(session: Session, now: datetime, after: Key = START, upto: int = LAST) -> Sequence[Found]:
    """Give a page of (project, series, marks, version, revision, level, tiered, percentages, over).

    The percentages stay JSON text, for most are only compared. `over` tells that a grace has ended and is still there.
    """
    columns = select(
        *_KEY, _TABLE.c.marks, _TABLE.c.series_version, _TABLE.c.revision, _TABLE.c.level,
        _TABLE.c.tiered_percentage, cast(_TABLE.c.percentages, Text), _TABLE.c.kept_until <= now,
    )  # fmt: skip
    return _page(session, columns, after, upto)


def _page(session: Session, columns: Select[*tuple[Any, ...]], after: Key, upto: int) -> Sequence[Found]:
    wanted = columns.where(tuple_(*_KEY) > after, _TABLE.c.project_id <= upto).order_by(*_KEY).limit(PAGE)
    return session.connection().execute(wanted).all()


def last_project(session: Session) -> int:
    """Give the largest number of a project that has a standing."""
    return session.scalar(select(func.max(_TABLE.c.project_id))) or 0


def without(session: Session, series: str, after: int, size: int) -> Sequence[int]:
    """Give the next projects that have no standing in a series, those after a number."""
    already = exists().where(_TABLE.c.project_id == ProjectRow.id, _TABLE.c.series == series)
    wanted = select(ProjectRow.id).where(ProjectRow.id > after, ~already).order_by(ProjectRow.id).limit(size)
    return session.scalars(wanted).all()


def open_earlier(session: Session, earlier: Series, after: int, upto: int) -> None:
    """Give projects (those after a number, up to another) a standing in an earlier version of a series.

    It begins as a copy of their standing in the present version, to be judged anew: positions are append-only, so the
    marks can be read by both.
    """
    present, known = _TABLE.alias(), _TABLE.alias()
    already = exists().where(known.c.project_id == present.c.project_id, known.c.series == earlier.id)
    taken = ("series_version", "marks", "level", "tiered_percentage", "percentages", "times", "updated_at")
    copies = select(
        present.c.project_id, literal(earlier.id), *(present.c[name] for name in taken), literal(1), literal("")
    ).where(
        present.c.series == earlier.family, present.c.project_id > after, present.c.project_id <= upto, ~already
    )  # fmt: skip
    into = ["project_id", "series", *taken, "revision", "kept_level"]
    session.connection().execute(insert(_TABLE).from_select(into, copies))
