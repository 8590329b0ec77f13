"""Asking for a look at a project's repository, and keeping what it found. A look never changes an answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from badge.core.look import Look
from badge.core.messages import Message
from badge.core.people import Person
from badge.storage import events, jobs, looks, projects
from badge.storage.jobs import Job, State

KIND = "look"


def ask(session: Session, person: Person, project_id: int, now: datetime) -> Job:
    """Ask for a look; it runs as a job. Asking again while one waits gives that one."""
    projects.find(session, project_id)
    job = jobs.add(session, KIND, project_id, now)
    if job.state is State.WAITING and job.created_at == now:
        events.add(session, project_id, person, "look asked for", {"job": job.id}, now)
    return job


def keep(session: Session, person: Person, job: Job, look: Look, now: datetime) -> None:
    """Keep the findings of a look that is done."""
    looks.write(session, job.project_id, look, now)
    events.add(
        session, job.project_id, person, "looked",
        {"commit": look.repository.commit, "findings": len(look.findings), "complete": look.complete}, now,
    )  # fmt: skip
    jobs.finish(session, job.id, State.DONE, Message("The look is done."), now)


def fail(session: Session, person: Person, job: Job, why: Message, now: datetime, *, final: bool) -> None:
    """Say why a look failed; unless that is final, it waits for another try."""
    again = not final and job.tries < jobs.MOST_TRIES
    jobs.finish(session, job.id, State.WAITING if again else State.FAILED, why, now)
    if not again:
        events.add(session, job.project_id, person, "look failed", {"why": why.to_json()}, now)
