"""The thread that takes jobs from the table, one at a time, and goes on whatever becomes of them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from badge.config import Settings
from badge.core.messages import Message
from badge.core.people import NOBODY
from badge.jobs import look
from badge.jobs.days import Days
from badge.jobs.dumps import Dumps
from badge.services import looking
from badge.storage import jobs
from badge.storage.database import Database
from badge.storage.jobs import Job

Task = Callable[[Database, Settings, Job], None]
TASKS: Mapping[str, Task] = {looking.KIND: look.run}

SECONDS_BETWEEN = 1.0
_log = logging.getLogger("badge.jobs")


class Runner:
    """Runs jobs in the background of a server process."""

    def __init__(self, database: Database, settings: Settings) -> None:
        """Prepare; nothing runs before `start`."""
        self._database, self._settings = database, settings
        self._days = Days(database, settings)
        self._dumps = Dumps(database, settings)
        self._wake = threading.Event()
        self._stop = threading.Event()

    def start(self) -> None:
        """Start the thread. It ends with the process; a job in hand is taken again when its lease ends."""
        threading.Thread(target=self._go_on, name="badge-jobs", daemon=True).start()

    def wake(self) -> None:
        """Say that there is something to do."""
        self._wake.set()

    def stop(self) -> None:
        """End after the job in hand."""
        self._stop.set()
        self._wake.set()

    def run_one(self) -> bool:
        """Take a job and do it; tell whether there was one."""
        now = datetime.now(UTC)
        with self._database.writing() as session:
            job = jobs.claim(session, now)
            session.commit()
        if job is None:
            return False
        if job.tries > jobs.MOST_TRIES:
            self._give_up(job, Message("The look ended badly several times, so it is not tried again by itself."))
            return True
        try:
            TASKS[job.kind](self._database, self._settings, job)
        except Exception:  # noqa: BLE001 - whatever a job does, the next one is done
            _log.exception("job %s failed", job.id)
            self._give_up(job, Message("The look failed through a fault in badge. The log of the server says more."))
        return True

    def _give_up(self, job: Job, why: Message) -> None:
        with self._database.writing() as session:
            looking.fail(session, NOBODY, job, why, datetime.now(UTC), final=True)
            session.commit()

    def _go_on(self) -> None:
        while not self._stop.is_set():
            try:
                if self.run_one():
                    continue
                self._days.keep(datetime.now(UTC))
                self._dumps.keep(datetime.now(UTC))
            except Exception:  # noqa: BLE001 - the database may be back in a moment
                _log.exception("the table of jobs could not be read")
            self._wake.wait(SECONDS_BETWEEN)
            self._wake.clear()
