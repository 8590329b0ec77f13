"""Bringing a project in: by the address of its repository, or by the name of a checkout that the operator shares."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from badge.core.criteria import Criteria
from badge.core.errors import WrongUseError
from badge.core.messages import Message
from badge.core.people import Person
from badge.core.projects import Project, canonical, name_of
from badge.services import looking
from badge.services.standing import record
from badge.storage import events, projects

_LONGEST_NAME = 254


def register(
    session: Session, person: Person, where: str, criteria: Criteria, now: datetime, *,
    checkouts: Path | None = None, language: str = "en",
) -> Project:  # fmt: skip
    """Keep a project and ask for its first look; one that is known already is given back as it is.

    `where` is an address, or the name of a folder below `checkouts`. Raises WrongUseError with what to write instead.
    """
    text = where.strip()
    if not text:
        raise WrongUseError(Message("Give the address of a git repository."))
    folder = _shared_checkout(text, checkouts)
    address = "" if folder else canonical(text)
    key = address or f"checkout:{folder}"
    known = projects.find_by_address(session, key)
    if known is not None:
        return known
    try:
        project = projects.add(session, name_of(address or folder)[:_LONGEST_NAME], address, folder, language, now)
    except projects.TakenError:
        if known := projects.find_by_address(session, key):
            return known
        raise
    record(session, person, project.id, criteria, {}, now)
    events.add(session, project.id, person, "registered", {"repository": address, "checkout": folder}, now)
    looking.ask(session, person, project.id, now)
    return projects.find(session, project.id)


def shared_checkouts(checkouts: Path | None) -> list[str]:
    """List the names of the checkouts that the operator shares: folders with a .git, or bare repositories."""
    if checkouts is None or not checkouts.is_dir():
        return []
    return sorted(each.name for each in checkouts.iterdir() if _is_repository(each))


def _shared_checkout(text: str, checkouts: Path | None) -> str:
    """Give the name when it is one of the shared checkouts. It is compared with a list, and never joined to a path."""
    return text if text in shared_checkouts(checkouts) else ""


def _is_repository(folder: Path) -> bool:
    return (folder / ".git").exists() or ((folder / "HEAD").is_file() and (folder / "objects").is_dir())
