"""Telling what a project is: a few facts that propose N/A where a criterion cannot apply."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from badge.core.criteria import Criteria
from badge.core.errors import WrongUseError
from badge.core.messages import Message
from badge.core.people import Person
from badge.core.projects import Project
from badge.services import proof
from badge.storage import events, projects


def tell(
    session: Session, person: Person, project_id: int, told: Mapping[str, str], version: int, criteria: Criteria,
    now: datetime,
) -> Project:  # fmt: skip
    """Keep facts: id of the question -> id of the option, or nothing to take a fact back. Others stay as they are.

    `version` is the version of the project that the person was looking at. No answer is changed by it.
    Raises WrongUseError for a question or an option that there is not, and StaleAnswersError when somebody saved in
    between; in both cases nothing is kept. Telling once more what is told already changes nothing.
    """
    _judge(told, criteria)
    project = projects.find(session, project_id)
    former = project.circumstances
    changed = {name: option for name, option in sorted(told.items()) if former.get(name, "") != option}
    if not changed:
        return project
    touched = projects.touch(session, project_id, version, now)
    facts = {name: {"from": former.get(name, ""), "to": option} for name, option in changed.items()}
    projects.tell(session, project_id, {name: each for name, each in {**former, **changed}.items() if each})
    proof.keep(session, project_id, criteria)
    events.add(session, project_id, person, "told", {"facts": facts, "version": touched.version}, now)
    return projects.find(session, project_id)


def _judge(told: Mapping[str, str], criteria: Criteria) -> None:
    asked = {each.id: each for each in criteria.profile}
    for name, option in told.items():
        if name not in asked:
            raise WrongUseError(Message("There is no question %(id)s about a project.", {"id": name}))
        if option and asked[name].option(option) is None:
            wrong = Message("The question %(question)s has no option %(id)s.", {"question": name, "id": option})
            raise WrongUseError(wrong)
