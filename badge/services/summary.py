"""What is told of all projects together. It is counted once an hour, and page by page, never for a reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from badge.core.census import Census
from badge.core.criteria import Criteria
from badge.storage import recounting, summaries
from badge.storage.database import Database

NAME = "census"

FEW = 5_000
"""So many standings are counted at once where nobody has counted them yet."""


@dataclass(frozen=True)
class Summary:
    """What was counted, and when; nothing where it has still to be counted."""

    at: datetime
    what: dict[str, Any]


def keep(database: Database, criteria: Criteria, now: datetime) -> None:
    """Count, and keep what was found."""
    census = Census(criteria)
    after: recounting.Key = recounting.START
    while True:
        with database.reading() as session:
            page = summaries.standings(session, after)
        if not page:
            break
        after = (page[-1].project_id, page[-1].series)
        _add(census, page)
    with database.writing() as session:
        summaries.write(session, NAME, now, census.result())
        session.commit()


def last(session: Session, criteria: Criteria, now: datetime) -> Summary | None:
    """Give what was counted last; what few projects have is counted now where nobody has yet."""
    known = summaries.read(session, NAME)
    if known is not None:
        return Summary(*known)
    page = summaries.standings(session, recounting.START, FEW + 1)
    if len(page) > FEW:
        return None
    census = Census(criteria)
    _add(census, page)
    return Summary(now, census.result())


def _add(census: Census, page: list[summaries.Found]) -> None:
    for series in census.criteria.series:
        own = [each for each in page if each.series == series.id]
        census.add_marks(series, [each.marks for each in own])
        census.add_ways((each.begun, each.times) for each in own if each.times)
