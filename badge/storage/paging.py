"""Pages that begin behind the last row of the page before: as quick in the middle of a million as at the start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select, tuple_, union
from sqlalchemy.orm import Session

from badge.storage.models import AddressRow, EventRow, FindingSheetRow, ProjectRow

LARGEST_NUMBER = 2**31 - 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_A_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class After:
    """The last row of the page before: its number, and its moment in microseconds since 1970 where that is sorted."""

    number: int = 0
    moment: int = 0

    @property
    def at(self) -> datetime:
        """Give the moment."""
        return _EPOCH + timedelta(microseconds=self.moment)


@dataclass(frozen=True)
class Kept:
    """An event as it is kept, with its place in the chain of its project."""

    id: int
    project_id: int
    at: datetime
    person: str
    kind: str
    what: Mapping[str, Any]
    previous: str
    hash: str


def microseconds(at: datetime) -> int:
    """Count from 1970, so that a moment comes back as it was."""
    return (at - _EPOCH) // _A_MICROSECOND


def projects(
    session: Session,
    size: int,
    after: After | None = None,
    *,
    since: datetime | None = None,
    address: str | None = None,
) -> Sequence[tuple[int, datetime]]:
    """Give number and time of change of projects: by number, or with `since` by the time, the oldest change first.

    `address` keeps those that are, or were, at this canonical address, or have it as their homepage.
    """
    query = select(ProjectRow.id, ProjectRow.updated_at)
    if address is not None:
        found = union(
            select(AddressRow.project_id).where(AddressRow.address == address),
            select(ProjectRow.id).where(ProjectRow.homepage_key == address),
        )
        query = query.where(ProjectRow.id.in_(found if address else ()))
    if since is not None:
        query = query.where(ProjectRow.updated_at >= since).order_by(ProjectRow.updated_at, ProjectRow.id)
        if after is not None:
            query = query.where(tuple_(ProjectRow.updated_at, ProjectRow.id) > (after.at, after.number))
    else:
        query = query.order_by(ProjectRow.id)
        if after is not None:
            query = query.where(ProjectRow.id > after.number)
    return [(number, at) for number, at in session.execute(query.limit(size))]


def events(
    session: Session, kinds: Iterable[str], size: int, after: int = 0, project_id: int | None = None
) -> Sequence[Kept]:
    """Give events of these kinds in the order in which they happened, of one project or of all."""
    query = select(EventRow).where(EventRow.id > after, EventRow.kind.in_(list(kinds)))
    if project_id is not None:
        query = query.where(EventRow.project_id == project_id)
    return [
        Kept(row.id, row.project_id, row.at, row.person, row.kind, row.what, row.previous, row.hash)
        for row in session.scalars(query.order_by(EventRow.id).limit(size))
    ]


def newest(session: Session, kinds: Iterable[str], size: int, project_id: int) -> Sequence[Kept]:
    """Give the latest events of a project, newest first."""
    query = select(EventRow).where(EventRow.project_id == project_id, EventRow.kind.in_(list(kinds)))
    return [
        Kept(row.id, row.project_id, row.at, row.person, row.kind, row.what, row.previous, row.hash)
        for row in session.scalars(query.order_by(EventRow.id.desc()).limit(size))
    ]


def addresses(session: Session, project_ids: Iterable[int]) -> dict[int, list[str]]:
    """Give every address under which projects are known, without the folders of checkouts."""
    wanted = select(AddressRow.project_id, AddressRow.address).where(AddressRow.project_id.in_(list(project_ids)))
    found: dict[int, list[str]] = {}
    for number, address in session.execute(wanted.order_by(AddressRow.address)):
        if address.startswith("https://"):
            found.setdefault(number, []).append(address)
    return found


def looked(session: Session, project_ids: Iterable[int]) -> dict[int, datetime]:
    """Give the times of the last looks, without reading what was found."""
    wanted = select(FindingSheetRow.project_id, FindingSheetRow.looked_at)
    return dict(session.execute(wanted.where(FindingSheetRow.project_id.in_(list(project_ids)))).all())
