"""What was last counted over all projects, and the reading behind it: pages of plain columns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from badge.storage.models import ProjectRow, StandingRow, SummaryRow

PAGE = 20_000


class Found(NamedTuple):
    """What a census reads of a standing."""

    project_id: int
    series: str
    marks: str
    times: Mapping[str, Any]
    begun: datetime


def standings(session: Session, after: tuple[int, str], size: int = PAGE) -> list[Found]:
    """Give a page of standings, those after a key, with the beginning of each project."""
    key = (StandingRow.project_id, StandingRow.series)
    wanted = select(*key, StandingRow.marks, StandingRow.times, ProjectRow.created_at).join(
        ProjectRow, ProjectRow.id == StandingRow.project_id
    )
    rows = session.connection().execute(wanted.where(tuple_(*key) > after).order_by(*key).limit(size))
    return [Found(*row) for row in rows]


def read(session: Session, name: str) -> tuple[datetime, dict[str, Any]] | None:
    """Give what was counted, and when."""
    row = session.get(SummaryRow, name)
    return (row.at, dict(row.what)) if row else None


def write(session: Session, name: str, at: datetime, what: Mapping[str, Any]) -> None:
    """Keep it in the place of what was counted before."""
    row = session.get(SummaryRow, name)
    if row is None:
        session.add(SummaryRow(name=name, at=at, what=dict(what)))
    else:
        row.at, row.what = at, dict(what)
    session.flush()
