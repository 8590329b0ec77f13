"""Counting the proof of projects for the level map, beside everything else: it may have to wait for the database."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection

from sqlalchemy.exc import SQLAlchemyError

from badge.core.criteria import Criteria
from badge.core.errors import NotFoundError
from badge.services.proof import is_uncounted, keep_count
from badge.storage.database import Database

MOST_WAITING = 10_000
"""Projects that wait to be counted. One more is counted when it is asked for the next time."""

PORTION = 16
"""Projects that are counted in one transaction on SQLite, so that a save waits for some hundredths of a second."""

SECONDS_AFTER_FAILURE = 1.0

_log = logging.getLogger("badge.front")


class Counting:
    """What waits to be counted, and the thread that does it."""

    def __init__(self, database: Database, criteria: Criteria, by: str) -> None:
        """Prepare; nothing is counted before `start`. `tell` hears which projects are counted, also by others."""
        self._database, self._criteria, self._by = database, criteria, by
        self.tell: Callable[[Collection[int]], None] = lambda _: None
        self._portion = PORTION if database.sqlite else 1
        self._waiting: dict[int, None] = {}
        self._bell, self._stopped = threading.Condition(), threading.Event()
        self._thread = threading.Thread(target=self._go_on, name="badge-count", daemon=True)

    def __call__(self, project_ids: Collection[int]) -> None:
        """Count some projects soon, if nobody has done it yet."""
        with self._bell:
            if len(self._waiting) < MOST_WAITING:
                self._waiting.update(dict.fromkeys(project_ids))
                self._bell.notify()

    def start(self) -> None:
        """Begin to count."""
        self._thread.start()

    def stop(self) -> None:
        """End; what still waits is counted when it is asked for again."""
        self._stopped.set()
        with self._bell:
            self._bell.notify()
        self._thread.join()

    def _go_on(self) -> None:
        while not self._stopped.is_set():
            with self._bell:
                if not self._waiting:
                    self._bell.wait()
                    continue
                portion = sorted(list(self._waiting)[: self._portion])
                for each in portion:
                    del self._waiting[each]
            self._try(portion)

    def _try(self, portion: Collection[int]) -> None:
        try:
            self._count(portion)
            self.tell(portion)
        except SQLAlchemyError as error:
            _log.warning("what is verified could not be counted: %s", error)
            self._stopped.wait(SECONDS_AFTER_FAILURE)
            self(portion)
        except Exception:  # noqa: BLE001 - a project that cannot be counted is left to the application
            _log.exception("what is verified could not be counted")

    def _count(self, portion: Collection[int]) -> None:
        with self._database.reading() as session:
            portion = [each for each in portion if is_uncounted(session, each, self._criteria, self._by)]
        if not portion:
            return
        with self._database.writing() as session:
            changed = False
            for each in portion:
                try:
                    changed |= keep_count(session, each, self._criteria, self._by)
                except NotFoundError:
                    continue  # it was removed meanwhile
            if changed:
                session.commit()
