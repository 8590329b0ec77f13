"""The figures of each day are kept once an hour, and at once on a new day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from badge.config import Settings
from badge.core.people import LOCAL
from badge.jobs.days import Days
from badge.services.asking import load_criteria
from badge.services.registering import register
from badge.storage import days
from badge.storage.database import Database

LATE = datetime(2026, 3, 4, 23, 40, tzinfo=UTC)


def test_they_are_kept_when_it_is_time(database: Database, tmp_path: Path) -> None:
    keeper = Days(database, Settings(data=tmp_path, database_url=""))
    assert keeper.keep(LATE)
    with database.writing() as session:
        register(session, LOCAL, "https://github.com/cook/soup", load_criteria(), LATE)
        session.commit()
    assert not keeper.keep(LATE + timedelta(minutes=10))
    assert keeper.keep(LATE + timedelta(minutes=30))
    assert keeper.keep(LATE + timedelta(minutes=95))
    with database.reading() as session:
        found = [(str(day), counts["percent_ge_0"]) for day, counts in days.every(session)]
    assert found == [("2026-03-04", 0), ("2026-03-05", 1)]
