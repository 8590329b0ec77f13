"""What happened to each project, in a chain: changing one event breaks the hash of every later one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from badge.core.people import Person
from badge.storage.models import EventRow
from badge.storage.projects import hold


@dataclass(frozen=True)
class Event:
    """One thing that happened."""

    id: int
    at: datetime
    person: str
    kind: str
    what: Mapping[str, Any]


def add(session: Session, project_id: int, person: Person, kind: str, what: Mapping[str, Any], now: datetime) -> None:
    """Append an event to a project's chain; call it in the transaction of the change itself."""
    hold(session, project_id)
    last = session.scalar(_newest_first(project_id).limit(1))
    previous = last.hash if last else ""
    row = EventRow(
        project_id=project_id, at=now, person=person.id, kind=kind, what=dict(what), previous=previous, hash=""
    )
    row.hash = _hash(row)
    session.add(row)
    session.flush()


def newest(session: Session, project_id: int, most: int = 50) -> Sequence[Event]:
    """Give the latest events of a project, newest first."""
    rows = session.scalars(_newest_first(project_id).limit(most))
    return [Event(row.id, row.at, row.person, row.kind, row.what) for row in rows]


def first_broken(session: Session, project_id: int) -> int | None:
    """Give the number of the first event that was changed afterwards, or None where the chain holds."""
    previous = ""
    for row in session.scalars(select(EventRow).where(EventRow.project_id == project_id).order_by(EventRow.id)):
        if row.previous != previous or row.hash != _hash(row):
            return row.id
        previous = row.hash
    return None


def _newest_first(project_id: int) -> Select[EventRow]:
    return select(EventRow).where(EventRow.project_id == project_id).order_by(EventRow.id.desc())


def _hash(row: EventRow) -> str:
    content = [row.previous, row.project_id, row.at.isoformat(), row.person, row.kind, row.what]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
