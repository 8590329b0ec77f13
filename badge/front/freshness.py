"""Keeping the level map and the kept answers as the database is, whoever changes it.

A save in this process is told before it is committed and after: in between, the application answers. Saves of others
come as notices. When the connection for them breaks, all is read anew, and until that is done the application answers.
Whatever was read is kept only if nothing has been forgotten since it began to be read.
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
        count: Callable[[Collection[int]], None] = lambda _: None,
    ) -> None:
        """Prepare; nothing is kept before `start`.

        `purge` hears what has changed, or None where that is not known; `count` of what the proof has to be counted.
        """
        self.levels, self.memory = levels, memory
        self.ready = threading.Event()
        self.turn = 0
        """Grows whenever something is forgotten."""
        self._database, self._clock, self._purge, self._count = database, clock, purge, count
        self._lock, self._reading, self._stop = threading.Lock(), threading.Lock(), threading.Event()
        self._changing: Counter[int] = Counter()
        self._forgotten: set[int] = set()
        self._unread: set[int] = set()
        """Projects that have to be read again before anything of them is kept."""
        self._thread = threading.Thread(target=self._go_on, name="badge-front", daemon=True)

    # --- what a request asks -----------------------------------------------------------------------------------------

    def drawn(self, path: str, series: int, project_id: int) -> Kept | None:
        """Draw the image of a project, and keep it; None where the application has to be asked."""
        with self._lock:
            turn, found = self.turn, self.levels.shown(series, project_id)
        if found is None:
            return None
        answer = self.levels.draw(series, *found)
        with self._lock:
            if self.turn == turn:
                self.memory.put(path, project_id, answer)
        return answer

    def keep(self, path: str, project_id: int, answer: Kept, turn: int, series: int | None) -> None:
        """Keep an answer that the application began to give at this turn, unless something has changed meanwhile.

        `series` is given for an image that could have been drawn here.
        """
        with self._lock:
            if self.turn != turn or not self.ready.is_set():
                return
            if project_id in self._changing or project_id in self._unread:
                return
            self.memory.put(path, project_id, answer)
            if series is None:
                return
            if not self.levels.learn(series, project_id, answer):  # perhaps a notice of a change is still on its way
                self._unread.add(project_id)
                self._forget((project_id,))
            known = self.levels.knows(series, project_id)
        if not known:
            self._count((project_id,))

    def settle(self) -> None:
        """Forget what was shown until now, and no longer; cheap, so that the request at that very moment can do it."""
        end = self.levels.next_end
        if end is not None and end <= self._clock().timestamp():
            with self._lock:
                over = self.levels.over()
                self._forget(over)
                self._unread.update(over)

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
        self._count(project_ids)

    def refresh(self, project_ids: Collection[int]) -> None:
        """Read projects that have changed, and show what they are now; only then tell what is to be purged."""
        numbers = sorted(project_ids)
        with self._lock:
            self._forget(numbers)
        for first in range(0, len(numbers), _PORTION):
            portion = numbers[first : first + _PORTION]
            with self._reading:  # whoever reads later, writes later
                try:
                    with self._database.reading() as session:
                        rows = shown.of(session, portion)
                except SQLAlchemyError as error:
                    _log.warning("the standings of changed projects could not be read: %s", error)
                    with self._lock:  # the application answers, and the thread tries again
                        self._unread.update(numbers[first:])
                        self._forget(numbers[first:])
                    return
                with self._lock:
                    self._forget(portion)  # once more: somebody may have drawn what was read before
                    self._put(portion, rows)
                    self._unread.difference_update(portion)
        if numbers:
            self._purge(numbers)

    def counted(self, project_ids: Collection[int]) -> None:
        """Let the map know projects whose proof has been counted; what is kept of them stays as it is."""
        with self._reading:
            with self._database.reading() as session:
                rows = shown.of(session, project_ids)
            with self._lock:
                self._put(project_ids, rows)

    def _put(self, portion: Collection[int], rows: Collection[shown.Row]) -> None:
        if not self.ready.is_set():
            return  # they are read once more after the rest
        for each in portion:
            self.levels.forget(each)
        for row in rows:
            if row.project_id not in self._changing:
                self.levels.put(row)

    def load(self) -> None:
        """Read everything. What is told meanwhile is read once more."""
        with self._lock:
            self._forgotten.clear()
            self._all_anew()
        with self._database.reading() as session:
            new = self.levels.read(shown.last_project(session), shown.every(session, self.levels.counted_by))
            graces = shown.graces(session)
        with self._lock:
            meanwhile = set(self._forgotten)
            self._all_anew()
            self.levels.replace(new, graces)
            self._unread.clear()
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
                    again = set(self._unread)
                self.refresh(again | feed.wait())
