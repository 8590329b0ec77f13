"""Keeping what follows from a project's answers: marks, standings, and the levels that were reached or lost."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from badge.core.answers import Answers
from badge.core.criteria import Criteria
from badge.core.marks import pack
from badge.core.people import Person
from badge.core.scoring import standing
from badge.services import proof
from badge.storage import events, standings


def record(
    session: Session, person: Person, project_id: int, criteria: Criteria, answers: Answers, now: datetime
) -> None:
    """Compute every series, and every version of it, from a person's answers, in the transaction of the change.

    What an earlier version makes of them is kept and is no event: a project's history tells of what is asked today.
    """
    for series in (*criteria.earlier, *criteria.series):
        turns = standings.write(session, project_id, series, standing(series, answers), pack(series, answers), now)
        for turn in turns if series.id == series.family else ():
            events.add(session, project_id, person, turn.kind, turn.what(series), now)
    proof.keep(session, project_id, criteria)
