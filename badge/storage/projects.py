"""Projects and the addresses under which they are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from badge.core.errors import NotFoundError, StaleAnswersError
from badge.core.messages import Message
from badge.core.projects import Project
from badge.storage import listed  # noqa: F401 - whoever changes a project also changes what lists look for
from badge.storage.models import AddressRow, ProjectRow

PAGE = 50


class TakenError(Exception):
    """Somebody else has just brought in the same repository; the session has been rolled back."""


def add(session: Session, name: str, repository: str, checkout: str, language: str, now: datetime) -> Project:
    """Keep a new project under its address or the name of its checkout; raises TakenError."""
    row = ProjectRow(
        name=name, repository=repository, checkout=checkout, language=language, created_at=now, updated_at=now
    )
    session.add(row)
    session.flush()
    session.add(AddressRow(address=repository or f"checkout:{checkout}", project_id=row.id))
    try:
        session.flush()
    except IntegrityError as error:  # PostgreSQL waits here until the other has committed
        session.rollback()
        raise TakenError from error
    return _project(row)


def find(session: Session, project_id: int) -> Project:
    """Give a project; raises NotFoundError."""
    return _project(_row(session, project_id))


def find_by_address(session: Session, address: str) -> Project | None:
    """Give the project that is known under a canonical address, or under `checkout:NAME`."""
    known = session.get(AddressRow, address)
    return find(session, known.project_id) if known else None


def find_all(session: Session, project_ids: Iterable[int]) -> list[Project]:
    """Give several projects in the order of these numbers; those that there are not are left out."""
    wanted = list(project_ids)
    rows = {row.id: row for row in session.scalars(select(ProjectRow).where(ProjectRow.id.in_(wanted)))}
    return [_project(rows[each]) for each in wanted if each in rows]


def move(session: Session, project_id: int, address: str) -> None:
    """Give a project another canonical address. Those it had before still lead to it; raises TakenError."""
    known = session.get(AddressRow, address)
    if known is not None and known.project_id != project_id:
        raise TakenError
    _row(session, project_id).repository = address
    if known is None:
        session.add(AddressRow(address=address, project_id=project_id))
    try:
        session.flush()
    except IntegrityError as error:
        session.rollback()
        raise TakenError from error


def touch(session: Session, project_id: int, version: int, now: datetime) -> Project:
    """Take the next version of a project; raises StaleAnswersError when `version` is not the present one."""
    row = _row(session, project_id)
    if row.version_id != version:
        raise StaleAnswersError(_stale())
    row.updated_at = now
    flag_modified(row, "updated_at")  # a new version even when the clock has not moved
    try:
        session.flush()
    except StaleDataError as error:
        raise StaleAnswersError(_stale()) from error
    return _project(row)


def describe(session: Session, project_id: int, name: str, description: str, homepage: str, language: str) -> None:
    """Change what a project says of itself."""
    row = _row(session, project_id)
    row.name, row.description, row.homepage, row.language = name, description, homepage, language
    session.flush()


def tell(session: Session, project_id: int, circumstances: Mapping[str, str]) -> None:
    """Keep what a person has told about a project, in the place of what was told before."""
    row = _row(session, project_id)
    row.circumstances = dict(circumstances)
    session.flush()


def page(session: Session, after: int = 0, size: int = PAGE) -> Sequence[Project]:
    """Give a page of projects by number, those after `after`."""
    rows = session.scalars(select(ProjectRow).where(ProjectRow.id > after).order_by(ProjectRow.id).limit(size))
    return [_project(each) for each in rows]


def hold(session: Session, project_id: int) -> None:
    """Keep others from changing a project until this transaction ends; SQLite has one writer at a time anyway."""
    session.scalar(select(ProjectRow.id).where(ProjectRow.id == project_id).with_for_update(key_share=True))


def hold_all(session: Session, project_ids: Iterable[int]) -> None:
    """Do the same for many at once, in one order, so that two who hold many never wait for each other in a ring."""
    wanted = select(ProjectRow.id).where(ProjectRow.id.in_(list(project_ids))).order_by(ProjectRow.id)
    session.execute(wanted.with_for_update(key_share=True)).all()


def names(session: Session, project_ids: Iterable[int]) -> dict[int, str]:
    """Give the names of several projects."""
    found = session.execute(select(ProjectRow.id, ProjectRow.name).where(ProjectRow.id.in_(list(project_ids))))
    return dict(found.all())


def remove(session: Session, project_id: int) -> None:
    """Forget a project with all that is kept of it; its events stay."""
    row = _row(session, project_id)
    session.execute(delete(AddressRow).where(AddressRow.project_id == project_id))
    session.delete(row)
    session.flush()


def _row(session: Session, project_id: int) -> ProjectRow:
    row = session.get(ProjectRow, project_id) if 0 < project_id < 2**31 else None
    if row is None:
        raise NotFoundError(Message("There is no project %(id)s.", {"id": str(project_id)}))
    return row


def _stale() -> Message:
    return Message(
        "Somebody has saved this project in the meantime. Your answers are below and are not saved yet: "
        "look at what changed, and save again."
    )


def _project(row: ProjectRow) -> Project:
    return Project(
        row.id, row.name, row.repository, row.checkout, row.description, row.homepage, row.language, row.version_id,
        row.created_at, row.updated_at, dict(row.circumstances), row.license, row.implementation_languages, row.cpe,
        row.general_comments, row.user_id, row.entry_license, row.entry_attribution,
    )  # fmt: skip
