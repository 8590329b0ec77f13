"""Jobs and their leases. The table is the queue: when a runner dies, its job is taken again once the lease ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session

from badge.core.messages import Message, of_json
from badge.storage.models import JobRow
from badge.storage.projects import hold

LEASE = timedelta(seconds=240)
"""Longer than any job may take, so that two never run one job at a time."""

MOST_TRIES = 3


class State(StrEnum):
    """What a job is doing."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class Job:
    """A job as it is kept; `progress` is the last thing it said."""

    id: int
    kind: str
    project_id: int
    state: State
    progress: Message
    tries: int
    created_at: datetime
    finished_at: datetime | None

    @property
    def open(self) -> bool:
        """Tell whether it is still to be done."""
        return self.state in {State.WAITING, State.RUNNING}


def add(session: Session, kind: str, project_id: int, now: datetime) -> Job:
    """Ask for a job; one of the same kind that still waits is not asked for twice."""
    hold(session, project_id)
    waiting = select(JobRow).where(
        JobRow.kind == kind, JobRow.project_id == project_id, JobRow.state.in_([State.WAITING, State.RUNNING])
    )
    row = session.scalar(waiting.limit(1))
    if row is None:
        progress = Message("The look will begin in a moment.")
        row = JobRow(kind=kind, project_id=project_id, state=State.WAITING, progress=progress.to_json(), created_at=now)
        session.add(row)
        session.flush()
    return _job(row)


def claim(session: Session, now: datetime) -> Job | None:
    """Take the oldest job that waits, or whose runner is gone; only one caller gets it."""
    candidates = select(JobRow.id).where(_free(now)).order_by(JobRow.id).limit(1)
    if (job_id := session.scalar(candidates)) is None:
        return None
    taken = session.execute(
        update(JobRow)
        .where(JobRow.id == job_id, _free(now))
        .values(state=State.RUNNING, lease=now + LEASE, tries=JobRow.tries + 1)
        .execution_options(synchronize_session=False)
        .returning(JobRow.id)
    ).first()
    session.flush()
    return _job(session.get_one(JobRow, job_id, populate_existing=True)) if taken else None


def tell(session: Session, job_id: int, progress: Message) -> None:
    """Say how far a job is."""
    if row := session.get(JobRow, job_id):
        row.progress = progress.to_json()
        session.flush()


def finish(session: Session, job_id: int, state: State, progress: Message, now: datetime) -> None:
    """End a job, or put it back to wait."""
    if row := session.get(JobRow, job_id):
        row.state, row.progress, row.lease = state, progress.to_json(), None
        row.finished_at = None if state is State.WAITING else now
        session.flush()


def latest(session: Session, project_id: int, kind: str) -> Job | None:
    """Give the newest job of a kind for a project."""
    row = session.scalar(
        select(JobRow).where(JobRow.project_id == project_id, JobRow.kind == kind).order_by(JobRow.id.desc()).limit(1)
    )
    return _job(row) if row else None


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(JobRow.state == State.WAITING, and_(JobRow.state == State.RUNNING, JobRow.lease < now))


def _job(row: JobRow) -> Job:
    return Job(
        row.id, row.kind, row.project_id, State(row.state), of_json(row.progress), row.tries, row.created_at,
        row.finished_at,
    )  # fmt: skip
