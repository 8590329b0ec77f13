"""The level map: for each project and series two bytes, the number of a finished image."""

from __future__ import annotations

import json
import logging
from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from threading import Lock
from typing import Any

from badge import svg
from badge.core.criteria import Series
from badge.core.grace import Grace
from badge.front.kept import Kept
from badge.services.drawing import badge_of
from badge.storage.shown import Alike, Shown

_log = logging.getLogger("badge.front")

Draw = Callable[[Series, str, Mapping[str, int]], svg.Badge]
"""Says what the badge of a level and percentages looks like, when nothing is wished otherwise."""

MOST_IMAGES = 8_000
"""Images that are kept finished; a series has some hundred. For what is beyond, the application is asked."""
LARGEST = 4_000_000
"""The largest number of a project that is in the map; the application answers for others, and its answers are kept."""

_SPARE = 1_024


class Levels:
    """The map and its images. Whoever changes it holds the lock of its owner; reading needs none.

    A number of 0 says that the application has to be asked.
    """

    def __init__(self, series: Sequence[Series], clock: Callable[[], datetime], draw: Draw | None = badge_of) -> None:
        """Begin with an empty map. Without `draw` it stays empty, for images of which no two are the same."""
        self._series = {each.id: (number, each) for number, each in enumerate(series)}
        self._clock, self._draw = clock, draw
        self._pen = Lock()
        self._numbers: dict[svg.Badge, int] = {}
        self._bodies: list[bytes] = [b""]
        self._model: Kept | None = None
        self.images: list[Kept | None] = [None]
        self.maps: list[array[int]] = self._empty(0)
        self._graces: dict[float, array[int]] = {}
        self.next_end: float | None = None
        """When the next grace ends (seconds since 1970)."""

    def get(self, series: int, project_id: int) -> Kept | None:
        """Give the finished image of a project in the series at this place."""
        slots = self.maps[series]
        return self.images[slots[project_id]] if project_id < len(slots) else None

    def agrees(self, series: int, project_id: int, answer: Kept) -> bool:
        """Tell whether the map gives just this answer of the application; the first time, learn its headers.

        Where it says anything else, it does not know how badges are drawn, and is not asked any more.
        """
        slots = self.maps[series]
        number = slots[project_id] if project_id < len(slots) else 0
        if not number:
            return False
        with self._pen:
            same = answer == answer.with_body(self._bodies[number])
            model = self._model or answer
            if same and self._model is None:
                self._model = answer
                self.images = [None, *(answer.with_body(each) for each in self._bodies[1:])]
            elif not same or model.headers != answer.headers:
                _log.error("a badge of project %s is not as it was expected; the level map is not used", project_id)
                self._model, self._draw = None, None
                self.images = [None] * len(self._bodies)
        return same

    # --- filling -----------------------------------------------------------------------------------------------------

    def read(self, last: int, standings: Iterable[Alike]) -> list[array[int]]:
        """Make a map of all standings; nothing is changed yet."""
        maps = self._empty(min(last, LARGEST) + _SPARE if self._draw else 0)
        for series, level, percentages, project_ids in standings:
            place, _ = self._series.get(series, (-1, None))
            if place < 0 or not self._draw:
                continue  # an earlier version of a series has no badge
            slots, number = maps[place], self._number(series, level, json.loads(percentages))
            for each in project_ids:
                if each < len(slots):
                    slots[each] = number
        return maps

    def replace(self, maps: list[array[int]], graces: Iterable[Shown]) -> None:
        """Put a new map into the place of the old one."""
        self.maps, self._graces, self.next_end = maps, {}, None
        for each in graces:
            self.put(each)

    def put(self, row: Shown) -> None:
        """Show what a row says, and remember until when."""
        place, _ = self._series.get(row.series, (-1, None))
        if place < 0:
            return
        grace = Grace(row.kept_level, row.kept_until)
        holds = grace.holds(self._clock())
        if holds and row.kept_until is not None:
            end = row.kept_until.timestamp()
            self._graces.setdefault(end, array("I")).append(row.project_id)
            self.next_end = min(self._graces)
        slots = self.maps[place]
        if self._draw and row.project_id >= len(slots) and row.project_id < LARGEST:
            slots.frombytes(bytes(2 * (row.project_id + _SPARE - len(slots))))
        if row.project_id < len(slots):
            slots[row.project_id] = self._number(row.series, grace.level if holds else row.level, row.percentages)

    def forget(self, project_id: int) -> None:
        """Let the application be asked about a project."""
        for slots in self.maps:
            if project_id < len(slots):
                slots[project_id] = 0

    def clear(self) -> None:
        """Let the application be asked about all."""
        self.maps = self._empty(0)

    def over(self) -> Collection[int]:
        """Take out the projects of which a grace has ended."""
        now = self._clock().timestamp()
        found: set[int] = set()
        for end in [each for each in self._graces if each <= now]:
            found.update(self._graces.pop(end))
        self.next_end = min(self._graces, default=None)
        return found

    def _empty(self, size: int) -> list[array[int]]:
        return [array("H", bytes(2 * size)) for _ in self._series]

    def _number(self, series: str, level: str, percentages: Mapping[str, Any]) -> int:
        if self._draw is None:
            return 0
        badge = self._draw(self._series[series][1], level, percentages)
        with self._pen:
            number = self._numbers.get(badge, 0)
            if not number and len(self._bodies) <= MOST_IMAGES:
                body = svg.draw(badge)
                self._bodies.append(body)
                self.images.append(self._model.with_body(body) if self._model else None)
                number = self._numbers[badge] = len(self._bodies) - 1
        return number
