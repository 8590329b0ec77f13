"""The standings of projects: narrow rows that badges, lists and recalculation read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from badge.core.criteria import Series
from badge.core.scoring import Standing
from badge.storage.models import StandingRow


@dataclass(frozen=True)
class KeptStanding:
    """A standing as it is kept. `times` holds achieved, first_achieved and lost per level, in ISO 8601."""

    project_id: int
    series: str
    series_version: str
    marks: str
    level: str
    tiered_percentage: int
    percentages: Mapping[str, int]
    times: Mapping[str, Any]
    revision: int
    updated_at: datetime


@dataclass(frozen=True)
class Turn:
    """A level that was reached or lost by a change."""

    level: str
    reached: bool


def of_project(session: Session, project_id: int) -> dict[str, KeptStanding]:
    """Give the standings of a project by series."""
    rows = session.scalars(select(StandingRow).where(StandingRow.project_id == project_id))
    return {row.series: _kept(row) for row in rows}


def of_projects(session: Session, project_ids: Iterable[int]) -> dict[int, dict[str, KeptStanding]]:
    """Give the standings of several projects in one query."""
    found: dict[int, dict[str, KeptStanding]] = {}
    for row in session.scalars(select(StandingRow).where(StandingRow.project_id.in_(list(project_ids)))):
        found.setdefault(row.project_id, {})[row.series] = _kept(row)
    return found


def write(
    session: Session, project_id: int, series: Series, standing: Standing, marks: str, now: datetime
) -> list[Turn]:
    """Keep a standing, and the times at which levels were reached or lost; give the levels that turned."""
    row = session.get(StandingRow, (project_id, series.id))
    if row is None:
        row = StandingRow(
            project_id=project_id, series=series.id, percentages={}, times={}, revision=0, marks="", updated_at=now,
            series_version=series.version,
        )  # fmt: skip
        session.add(row)
    turns, times = _turns(row, standing, now)
    row.marks, row.level, row.tiered_percentage = marks, standing.level, standing.tiered_percentage
    row.percentages = {level: each.percentage for level, each in standing.levels.items()}
    row.times, row.series_version = times, series.version
    row.revision, row.updated_at = row.revision + 1, now
    session.flush()
    return turns


def _turns(row: StandingRow, standing: Standing, now: datetime) -> tuple[list[Turn], dict[str, Any]]:
    times = {level: dict(each) for level, each in row.times.items()}
    turns = []
    for level, each in standing.levels.items():
        before, after = row.percentages.get(level, 0) == 100, each.percentage == 100
        if before == after:
            continue
        known = times.setdefault(level, {})
        if after:
            known["achieved"] = now.isoformat()
            known.setdefault("first_achieved", now.isoformat())
        else:
            known["lost"] = now.isoformat()
        turns.append(Turn(level, after))
    return turns, times


def _kept(row: StandingRow) -> KeptStanding:
    return KeptStanding(
        row.project_id, row.series, row.series_version, row.marks, row.level, row.tiered_percentage, row.percentages,
        row.times, row.revision, row.updated_at,
    )  # fmt: skip
