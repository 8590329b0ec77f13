"""The last look at each project's repository."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from badge.core.look import Look, look_of_json
from badge.storage.models import FindingSheetRow


def last(session: Session, project_id: int) -> tuple[Look, datetime] | None:
    """Give the last look and its time, or nothing where nobody has looked yet."""
    row = session.get(FindingSheetRow, project_id)
    return (look_of_json(row.look), row.looked_at) if row else None


def when(session: Session, project_id: int) -> datetime | None:
    """Give the time of the last look, without reading what was found."""
    return session.scalar(select(FindingSheetRow.looked_at).where(FindingSheetRow.project_id == project_id))


def write(session: Session, project_id: int, look: Look, now: datetime) -> None:
    """Keep a look in the place of the former one."""
    row = session.get(FindingSheetRow, project_id)
    if row is None:
        session.add(FindingSheetRow(project_id=project_id, look=look.to_json(), looked_at=now))
    else:
        row.look, row.looked_at = look.to_json(), now
    session.flush()


def of_projects(session: Session, project_ids: Iterable[int]) -> dict[int, Look]:
    """Give the last looks of several projects in one query."""
    rows = session.scalars(select(FindingSheetRow).where(FindingSheetRow.project_id.in_(list(project_ids))))
    return {row.project_id: look_of_json(row.look) for row in rows}
