"""A session that tells others in this process what it is about to change, and when that is settled."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction, UOWTransaction

from badge.storage.models import FindingSheetRow, ProjectRow, StandingRow


class Watcher(Protocol):
    """Somebody who keeps what was read, and has to read it again after a save."""

    def began(self, project_ids: Collection[int]) -> None:
        """Hear that these projects may change at any moment from now on."""

    def ended(self, project_ids: Collection[int]) -> None:
        """Hear that the transaction is over, and that all can see what became of them."""


class Saving(Session):
    """A session for a change."""


@event.listens_for(Saving, "after_flush")
def _begin(session: Session, _context: UOWTransaction) -> None:
    changing: set[int] = session.info.setdefault("changing", set())
    new = {_project(row) for row in (*session.new, *session.dirty, *session.deleted)} - {0} - changing
    if new:
        changing |= new
        for each in session.info["watchers"]:
            each.began(new)


@event.listens_for(Saving, "after_transaction_end")
def _end(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None and (changed := session.info.pop("changing", None)):
        for each in session.info["watchers"]:
            each.ended(changed)


def _project(row: object) -> int:
    if isinstance(row, ProjectRow):
        return row.id
    return row.project_id if isinstance(row, (StandingRow, FindingSheetRow)) else 0
