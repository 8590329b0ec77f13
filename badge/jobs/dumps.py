"""The task that writes a dump each night, in a process of its own, so that nobody who asks meanwhile has to wait."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from badge.config import Settings
from badge.services import dumping
from badge.storage import projects
from badge.storage.database import Database

NIGHT = range(2, 5)
"""The hours, in UTC, in which one is begun."""
KEPT = 7
LEAST_BETWEEN = timedelta(hours=20)
BETWEEN_TRIES = timedelta(hours=1)
_LAST_IN_LINE = 19


class Dumps:
    """Writes a dump when it is time."""

    def __init__(self, database: Database, settings: Settings) -> None:
        """Prepare; nothing is written before a night."""
        self._database, self._settings = database, settings
        self._tried: datetime | None = None
        self.child: subprocess.Popen[bytes] | None = None

    def keep(self, now: datetime) -> bool:
        """Begin to write one when that is due; tell whether it was."""
        if self.child is not None and self.child.poll() is not None:
            self.child = None
        if self.child is not None or not self._due(now):
            return False
        self._tried = now
        words = ["dump", "--keep", str(KEPT), "--output", str(dumping.folder(self._settings))]
        own = {
            "BADGE_DATA": str(self._settings.data),
            "BADGE_DATABASE_URL": self._settings.database_url,
            "BADGE_CRITERIA": str(self._settings.criteria or ""),
            "PYTHONPATH": os.pathsep.join(each for each in sys.path if each),
        }
        self.child = subprocess.Popen(
            [sys.executable, "-P", "-m", "badge", *words], env={**os.environ, **own},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        with suppress(OSError, AttributeError):  # it is over already, or this system has no such order
            os.setpriority(os.PRIO_PROCESS, self.child.pid, _LAST_IN_LINE)
        return True

    def _due(self, now: datetime) -> bool:
        if now.astimezone(UTC).hour not in NIGHT or (self._tried and now - self._tried < BETWEEN_TRIES):
            return False
        last = dumping.newest(dumping.folder(self._settings))
        if last is not None and now - last < LEAST_BETWEEN:
            return False
        with self._database.reading() as session:
            return bool(projects.page(session, size=1))
