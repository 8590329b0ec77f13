"""Keeping what follows from a project's answers: marks, standings, and the levels that were reached or lost."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from badge.core.answers import Answers
from badge.core.criteria import Criteria
from badge.core.marks import pack
from badge.core.people import Person
from badge.core.scoring import standing
from badge.storage import events, standings


def record(
    session: Session, person: Person, project_id: int, criteria: Criteria, answers: Answers, now: datetime
) -> None:
    """Compute every series from a person's answers and keep the result, in the transaction of the change."""
    for series in criteria.series:
        turns = standings.write(session, project_id, series, standing(series, answers), pack(series, answers), now)
        for turn in turns:
            kind = "level reached" if turn.reached else "level lost"
            events.add(session, project_id, person, kind, {"series": series.id, "level": turn.level}, now)
