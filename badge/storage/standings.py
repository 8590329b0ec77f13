"""The standings of projects: narrow rows that badges, lists and recalculation read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import Session

from badge.core.counting import Count
from badge.core.criteria import Series
from badge.core.grace import DAYS, Grace
from badge.core.marks import standing_of
from badge.core.scoring import Standing
from badge.core.turning import Outcome, Turn, by_person
from badge.storage.models import StandingRow

__all__ = ["KeptStanding", "Turn", "of_project", "of_projects", "rewrite", "some", "stamp", "write"]


@dataclass(frozen=True)
class KeptStanding:
    """A standing as it is kept. `times` holds achieved, first_achieved and lost per level, in ISO 8601.

    `level` is what the answers give by the criteria of today. `kept_level` was lost by a change of the criteria and is
    shown until `kept_until`; both are empty where nothing is shown on.
    """

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
    kept_level: str = ""
    kept_until: datetime | None = None

    @property
    def grace(self) -> Grace:
        """Give the level that is shown on."""
        return Grace(self.kept_level, self.kept_until)

    @property
    def count(self) -> Count:
        """Give what the row says about levels."""
        return Count(self.level, self.tiered_percentage, self.percentages)

    def shown(self, now: datetime) -> str:
        """Give the level that readers see."""
        return self.kept_level if self.grace.holds(now) else self.level


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
    session: Session, project_id: int, series: Series, standing: Standing, marks: str, now: datetime, *,
    grace_days: int = DAYS,
) -> list[Turn]:  # fmt: skip
    """Keep the standing that follows from a person's save, and its times; give the levels that turned.

    The answers from before the save are first judged by the criteria of today. A level that is gone by that alone was
    taken by the criteria, also when nobody has applied them yet, and is shown on for `grace_days`. The save itself
    shows at once: it ends a grace when it reaches the level again, or when something that the level asks for was
    there before the save and is missing after it. Every other save leaves the grace as it is.
    """
    row = session.get(StandingRow, (project_id, series.id))
    if row is None:
        row = StandingRow(
            project_id=project_id, series=series.id, percentages={}, times={}, revision=0, marks="", updated_at=now,
            series_version=series.version, level="", tiered_percentage=0, kept_level="",
        )  # fmt: skip
        session.add(row)
        anew = standing
    else:
        anew = standing_of(series, row.marks)
    known = _kept(row)
    before = known.count
    found = by_person(series, before, anew, standing, row.times, known.grace, now, grace_days)
    row.marks, row.level, row.tiered_percentage = marks, standing.level, standing.tiered_percentage
    row.percentages = {level: each.percentage for level, each in standing.levels.items()}
    row.times, row.series_version = dict(found.times), series.version
    row.kept_level, row.kept_until = found.grace.level, found.grace.until
    row.revision, row.updated_at = row.revision + 1, now
    session.flush()
    return list(found.turns)


_TABLE = cast(Table, StandingRow.__table__)
_COLUMNS = [
    _TABLE.c[name]
    for name in (
        "project_id", "series", "series_version", "marks", "level", "tiered_percentage", "percentages", "times",
        "revision", "updated_at", "kept_level", "kept_until",
    )
]  # fmt: skip


def some(session: Session, series: str, project_ids: Sequence[int]) -> list[KeptStanding]:
    """Give the standings of several projects in one series."""
    wanted = select(*_COLUMNS).where(_TABLE.c.series == series, _TABLE.c.project_id.in_(project_ids))
    return [KeptStanding(*row) for row in session.connection().execute(wanted.order_by(_TABLE.c.project_id)).all()]


def rewrite(session: Session, series: Series, new: Sequence[tuple[int, Count, Outcome]], now: datetime) -> None:
    """Keep what a change of the criteria made of several standings of a series: number of the project, and what."""
    if not new:
        return
    changed = (
        update(_TABLE)
        .where(_TABLE.c.project_id == bindparam("its_project"), _TABLE.c.series == series.id)
        .values(
            level=bindparam("its_level"),
            tiered_percentage=bindparam("its_tiered"),
            percentages=bindparam("its_percentages"),
            times=bindparam("its_times"),
            kept_level=bindparam("its_kept"),
            kept_until=bindparam("its_until"),
            series_version=series.version,
            revision=_TABLE.c.revision + 1,
            updated_at=now,
        )
    )
    rows = [
        {
            "its_project": project_id,
            "its_level": count.level,
            "its_tiered": count.tiered_percentage,
            "its_percentages": dict(count.percentages),
            "its_times": dict(found.times),
            "its_kept": found.grace.level,
            "its_until": found.grace.until,
        }
        for project_id, count, found in new
    ]
    session.connection().execute(changed, rows)


def stamp(session: Session, series: Series, project_ids: Sequence[int], revision: int) -> None:
    """Say that standings, which were read at this revision, were judged by this version with the same result.

    Readers see nothing else than before, so neither the revision nor the time of the last change moves. One that
    somebody has saved in between is left alone.
    """
    wanted = update(_TABLE).where(
        _TABLE.c.series == series.id, _TABLE.c.revision == revision, _TABLE.c.project_id.in_(project_ids)
    )
    session.connection().execute(wanted.values(series_version=series.version))


def _kept(row: StandingRow) -> KeptStanding:
    return KeptStanding(
        row.project_id, row.series, row.series_version, row.marks, row.level, row.tiered_percentage, row.percentages,
        row.times, row.revision, row.updated_at, row.kept_level, row.kept_until,
    )  # fmt: skip
