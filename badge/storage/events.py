"""What happened to each project, in a chain: changing one event breaks the hash of every later one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, func, insert, select
from sqlalchemy.orm import Session

from badge.core.people import Person
from badge.storage.models import EventRow
from badge.storage.projects import hold

_WRITER = json.JSONEncoder(sort_keys=True, ensure_ascii=False)  # never another: stored hashes are of what it writes


@dataclass(frozen=True)
class Event:
    """One thing that happened."""

    id: int
    at: datetime
    person: str
    kind: str
    what: Mapping[str, Any]


@dataclass(frozen=True)
class New:
    """One thing that is to be kept as an event."""

    project_id: int
    kind: str
    what: Mapping[str, Any]


def add(session: Session, project_id: int, person: Person, kind: str, what: Mapping[str, Any], now: datetime) -> None:
    """Append an event to a project's chain; call it in the transaction of the change itself."""
    hold(session, project_id)
    last = session.scalar(_newest_first(project_id).limit(1))
    session.add(EventRow(**_linked(last.hash if last else "", New(project_id, kind, what), person, now)))
    session.flush()


def add_all(session: Session, new: Sequence[New], person: Person, now: datetime) -> None:
    """Append many events, each to the chain of its project; whoever calls holds the projects (`projects.hold_all`)."""
    projects = {each.project_id for each in new}
    last = select(func.max(EventRow.id)).where(EventRow.project_id.in_(projects)).group_by(EventRow.project_id)
    found = session.execute(select(EventRow.project_id, EventRow.hash).where(EventRow.id.in_(last)))
    chains: dict[int, str] = dict(found.all())
    rows = []
    for each in new:
        rows.append(_linked(chains.get(each.project_id, ""), each, person, now))
        chains[each.project_id] = rows[-1]["hash"]
    if rows:
        session.connection().execute(insert(EventRow), rows)


def newest(session: Session, project_id: int, most: int = 50) -> Sequence[Event]:
    """Give the latest events of a project, newest first."""
    rows = session.scalars(_newest_first(project_id).limit(most))
    return [Event(row.id, row.at, row.person, row.kind, row.what) for row in rows]


def first_broken(session: Session, project_id: int) -> int | None:
    """Give the number of the first event that was changed afterwards, or None where the chain holds."""
    previous = ""
    for row in session.scalars(select(EventRow).where(EventRow.project_id == project_id).order_by(EventRow.id)):
        if row.previous != previous or row.hash != _of(row):
            return row.id
        previous = row.hash
    return None


def _newest_first(project_id: int) -> Select[EventRow]:
    return select(EventRow).where(EventRow.project_id == project_id).order_by(EventRow.id.desc())


def _of(row: EventRow) -> str:
    return _hash(row.previous, row.project_id, row.at, row.person, row.kind, row.what)


def _linked(previous: str, new: New, person: Person, now: datetime) -> dict[str, Any]:
    """Give the columns of an event that follows the one with this hash."""
    at, what = now.astimezone(UTC), dict(new.what)
    return {
        "project_id": new.project_id, "at": at, "person": person.id, "kind": new.kind, "what": what,
        "previous": previous, "hash": _hash(previous, new.project_id, at, person.id, new.kind, what),
    }  # fmt: skip


def _hash(previous: str, project_id: int, at: datetime, person: str, kind: str, what: Mapping[str, Any]) -> str:
    content = [previous, project_id, at.isoformat(), person, kind, what]
    return hashlib.sha256(_WRITER.encode(content).encode()).hexdigest()
