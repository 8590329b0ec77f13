"""Keeping the level map and the kept answers as the database is, whoever changes it.

A save in this process is told before it is committed and after: in between, the application answers. Saves of others
come as notices. When the connection for them breaks, all is read anew, and until that is done the application answers.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Collection
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from badge.front.kept import Kept
from badge.front.levels import Levels
from badge.front.memory import Memory
from badge.storage import changes, shown
from badge.storage.changes import LostError
from badge.storage.database import Database

_log = logging.getLogger("badge.front")

_PORTION = 500
"""Projects that are read again at once."""


class Freshness:
    """Owns the map and the memory, and the thread that listens."""

    def __init__(
        self,
        database: Database,
        levels: Levels,
        memory: Memory,
        clock: Callable[[], datetime],
        purge: Callable[[Collection[int] | None], None] = lambda _: None,
    ) -> None:
        """Prepare; nothing is kept before `start`. `purge` hears what has changed, or None where that is not known."""
        self.levels, self.memory = levels, memory
        self.ready = threading.Event()
        self.turn = 0
        """Grows whenever something is forgotten."""
        self._database, self._clock, self._purge = database, clock, purge
        self._lock, self._reading, self._stop = threading.Lock(), threading.Lock(), threading.Event()
        self._changing: Counter[int] = Counter()
        self._forgotten: set[int] = set()
        self._over: set[int] = set()
        self._thread = threading.Thread(target=self._go_on, name="badge-front", daemon=True)

    # --- what a request asks -----------------------------------------------------------------------------------------

    def keep(self, path: str, project_id: int, answer: Kept, turn: int, series: int | None) -> None:
        """Keep an answer that the application began to give at this turn, unless something has changed meanwhile."""
        with self._lock:
            if self.turn != turn or project_id in self._changing or not self.ready.is_set():
                return
            if series is None or not self.levels.agrees(series, project_id, answer):
                self.memory.put(path, answer)

    def settle(self) -> None:
        """Forget what was shown until now, and no longer; cheap, so that the request at that very moment can do it."""
        end = self.levels.next_end
        if end is not None and end <= self._clock().timestamp():
            with self._lock:
                over = self.levels.over()
                self._forget(over)
                self._over.update(over)

    # --- what is told ------------------------------------------------------------------------------------------------

    def began(self, project_ids: Collection[int]) -> None:
        """Let the application answer for projects that this process is about to change."""
        with self._lock:
            self._changing.update(project_ids)
            self._forget(project_ids)

    def ended(self, project_ids: Collection[int]) -> None:
        """Show what has become of them."""
        with self._lock:
            self._changing.subtract(project_ids)
            self._changing = +self._changing
            self._forget(project_ids)
        self.refresh(project_ids)

    def refresh(self, project_ids: Collection[int]) -> None:
        """Read projects that have changed, and show what they are now; only then tell what is to be purged."""
        numbers = sorted(project_ids)
        with self._lock:
            self._forget(numbers)
        for first in range(0, len(numbers), _PORTION):
            with self._reading:  # whoever reads later, writes later
                try:
                    with self._database.reading() as session:
                        rows = shown.of(session, numbers[first : first + _PORTION])
                except SQLAlchemyError as error:
                    _log.warning("the standings of changed projects could not be read: %s", error)
                    return  # they stay forgotten, so the application answers
                with self._lock:
                    for row in rows if self.ready.is_set() else ():  # else they are read once more after the rest
                        if row.project_id not in self._changing:
                            self.levels.put(row)
        if numbers:
            self._purge(numbers)

    def load(self) -> None:
        """Read everything. What is told meanwhile is read once more."""
        with self._lock:
            self._forgotten.clear()
            self._all_anew()
        with self._database.reading() as session:
            maps = self.levels.read(shown.last_project(session), shown.every(session))
            graces = shown.graces(session)
        with self._lock:
            meanwhile = set(self._forgotten)
            self._all_anew()
            self.levels.replace(maps, graces)
            self._forget({*meanwhile, *self._changing})
            self.ready.set()
        self._purge(None)
        self.refresh(meanwhile)

    def _all_anew(self) -> None:
        self.turn += 1
        self.ready.clear()
        self.levels.clear()
        self.memory.clear()

    def _forget(self, project_ids: Collection[int]) -> None:
        self.turn += 1
        if not self.ready.is_set():
            self._forgotten.update(project_ids)
        for each in project_ids:
            self.levels.forget(each)
            self.memory.forget(each)

    # --- the thread --------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin to listen, and read everything. The application answers until that is done."""
        self._database.watchers.append(self)
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._stop.set()
        self._thread.join()
        self._database.watchers.remove(self)

    def _go_on(self) -> None:
        while not self._stop.is_set():
            try:
                self._follow()
            except (LostError, SQLAlchemyError) as error:
                _log.warning("what others change is not told now: %s", error)
                self._stop.wait(changes.SECONDS_BETWEEN)
            except Exception:  # noqa: BLE001 - whatever happens, badges stay right
                _log.exception("the level map could not be kept")
                self._stop.wait(changes.SECONDS_BETWEEN)

    def _follow(self) -> None:
        with changes.following(self._database, self._stop) as feed:
            self.load()
            while not self._stop.is_set():
                self.settle()
                with self._lock:
                    over, self._over = self._over, set()
                self.refresh(over | feed.wait())
