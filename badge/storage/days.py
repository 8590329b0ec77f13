"""The figures of each day, and the counting behind them: groups and sums, never one project at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Text, and_, case, cast, distinct, func, select
from sqlalchemy.orm import Session

from badge.storage.models import DayRow, ProjectRow, StandingRow

Figures = dict[str, int]

_AT_ONCE = 10_000


def every(session: Session) -> Sequence[tuple[date, Figures]]:
    """Give the figures of all days that are kept, the oldest first."""
    rows = session.execute(select(DayRow.day, DayRow.counts).order_by(DayRow.day))
    return [(day, dict(counts)) for day, counts in rows]


def write(session: Session, days: Mapping[date, Figures]) -> None:
    """Keep figures of days; those of a day that are not given stay as they were."""
    known = {row.day: row for row in session.scalars(select(DayRow).where(DayRow.day.in_(list(days))))}
    for day, figures in days.items():
        if day in known:
            known[day].counts = {**known[day].counts, **figures}
        else:
            session.add(DayRow(day=day, counts=dict(figures)))
    session.flush()


def projects(session: Session) -> int:
    """Count the projects."""
    return session.scalar(select(func.count()).select_from(ProjectRow)) or 0


def shares(session: Session, series: str) -> Iterator[tuple[Mapping[str, int], int]]:
    """Give each combination of percentages in a series, and how many projects have it."""
    text = cast(StandingRow.percentages, Text)
    for found, number in session.execute(select(text, func.count()).where(StandingRow.series == series).group_by(text)):
        yield json.loads(found), number


def since(session: Session, series: str, day: datetime, month: datetime) -> Figures:
    """Count what was made and changed since yesterday, and what was changed in the last month, edited or not."""
    row = ProjectRow
    active, edited, open_ = row.updated_at >= month, row.version_id > 1, StandingRow.tiered_percentage < 100
    joined = (
        select(
            *(
                func.count(case((condition, 1)))
                for condition in (active, and_(active, open_), and_(active, edited), and_(active, edited, open_))
            )
        )
        .select_from(row)
        .join(StandingRow, and_(StandingRow.project_id == row.id, StandingRow.series == series))
    )
    counts = session.execute(joined.where(active)).one()
    names = ("active_projects", "active_in_progress", "active_edited_projects", "active_edited_in_progress")
    made = session.scalar(select(func.count()).select_from(row).where(row.created_at >= day)) or 0
    changed = session.scalar(select(func.count()).select_from(row).where(row.updated_at >= day)) or 0
    found = dict(zip(names, counts, strict=True))
    return {**found, "created_since_yesterday": made, "updated_since_yesterday": changed}


def owners(session: Session, series: str, bounds: Mapping[str, int]) -> Figures:
    """Count who owns projects: all, those with several, and those with one at each of these tiered percentages."""
    several = select(ProjectRow.user_id).where(ProjectRow.user_id.is_not(None)).group_by(ProjectRow.user_id)
    several_ = several.having(func.count() > 1).subquery()
    found = {
        "users": session.scalar(select(func.count(distinct(ProjectRow.user_id)))) or 0,
        "users_with_multiple_projects": session.scalar(select(func.count()).select_from(several_)) or 0,
    }
    at_level = select(func.count(distinct(ProjectRow.user_id))).join(
        StandingRow, and_(StandingRow.project_id == ProjectRow.id, StandingRow.series == series)
    )
    for name, bound in bounds.items():
        found[name] = session.scalar(at_level.where(StandingRow.tiered_percentage >= bound)) or 0
    return found


def beginnings(session: Session) -> Iterator[datetime]:
    """Give when each project was made."""
    yield from session.scalars(select(ProjectRow.created_at).execution_options(yield_per=_AT_ONCE))


def turns(session: Session, series: str) -> Iterator[Mapping[str, Any]]:
    """Give the times of levels of each project that ever had one."""
    wanted = select(StandingRow.times).where(StandingRow.series == series, cast(StandingRow.times, Text) != "{}")
    yield from session.scalars(wanted.execution_options(yield_per=_AT_ONCE))
