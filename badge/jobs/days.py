"""The task that keeps the figures of each day, from time to time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from badge.config import Settings
from badge.services import asking, figures, summary
from badge.storage import days, tallies
from badge.storage.database import Database

EVERY = timedelta(hours=1)


class Days:
    """Keeps the figures of today once an hour, and at once on a new day."""

    def __init__(self, database: Database, settings: Settings) -> None:
        """Prepare; the first call keeps them."""
        self._database, self._settings = database, settings
        self._last: datetime | None = None

    def keep(self, now: datetime) -> bool:
        """Keep them when that is due; tell whether it was."""
        if self._last is not None and now - self._last < EVERY and _day(now) == _day(self._last):
            return False
        self._last = now
        criteria = asking.load_criteria(self._settings.criteria)
        with self._database.reading() as session:  # while that takes, others may save
            counted = figures.gathered(session, criteria, now)
        with self._database.writing() as session:
            days.write(session, counted)
            tallies.fold(session)
            session.commit()
        summary.keep(self._database, criteria, now)
        return True


def _day(at: datetime) -> date:
    return at.astimezone(UTC).date()
