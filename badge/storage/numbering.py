"""Numbers of projects and the times of their last changes, and nothing else of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from badge.storage.models import ProjectRow


def last(session: Session) -> int:
    """Give the largest number of a project; 0 where there is none."""
    return session.scalar(select(func.max(ProjectRow.id))) or 0


def changed(session: Session, first: int, behind: int) -> Sequence[tuple[int, datetime]]:
    """Give the projects with numbers from the first up to the one behind the last, and when each was changed."""
    wanted = select(ProjectRow.id, ProjectRow.updated_at).where(ProjectRow.id >= first, ProjectRow.id < behind)
    return [(number, at) for number, at in session.execute(wanted.order_by(ProjectRow.id))]
