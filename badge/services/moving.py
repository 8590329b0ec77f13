"""Telling that a repository has another address now. Whoever asks under a former one still finds the project."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from badge.core.errors import WrongUseError
from badge.core.messages import Message
from badge.core.people import Person
from badge.core.projects import Project, canonical
from badge.services import looking
from badge.storage import events, projects


def move(session: Session, person: Person, project_id: int, where: str, now: datetime) -> Project:
    """Give a project another address and ask for a look at it; moving it where it is already changes nothing.

    Raises WrongUseError for what is no address, and for one that another project has or had.
    """
    address = canonical(where)
    project = projects.find(session, project_id)
    if project.repository == address:
        return project
    try:
        projects.move(session, project_id, address)
    except projects.TakenError as error:
        other = projects.find_by_address(session, address)
        values = {"address": address, "project": str(other.id) if other else ""}
        raise WrongUseError(Message("%(address)s is known as the address of project %(project)s.", values)) from error
    projects.touch(session, project_id, projects.find(session, project_id).version, now)
    events.add(session, project_id, person, "moved", {"from": project.repository, "to": address}, now)
    looking.ask(session, person, project_id, now)
    return projects.find(session, project_id)
