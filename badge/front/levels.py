"""What badges show now: the level map, the days on which it changes by itself, and whether it draws as is expected."""

from __future__ import annotations

import logging
from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime

from badge.core.criteria import Series
from badge.core.grace import Grace
from badge.front.kept import Kept
from badge.front.packing import LevelMap
from badge.services.picturing import Shown
from badge.services.proof import Proof
from badge.storage.shown import Alike, Row

_log = logging.getLogger("badge.front")

Draw = Callable[[Series, Shown], bytes]
"""Draws the badge of a project when nothing is wished otherwise."""

STRIKES = 5
"""Images in a row that were not as the application draws them, after which those of a series are left to it."""


class Levels:
    """The map and what it is good for. Whoever uses it holds the lock of its owner."""

    def __init__(
        self, series: Sequence[Series], clock: Callable[[], datetime], draw: Draw | None, counted_by: str = ""
    ) -> None:
        """Begin with an empty map. Without `draw` it is not used; `counted_by` says whose counts are right."""
        self.series, self.counted_by = series, counted_by
        self._places = {each.id: place for place, each in enumerate(series)}
        self._clock, self._draw = clock, draw
        self._map = LevelMap(series)
        self._models: dict[int, Kept] = {}
        self._strikes = [0 if draw else STRIKES for _ in series]
        self._graces: dict[float, array[int]] = {}
        self.next_end: float | None = None
        """When the next grace ends (seconds since 1970)."""

    def shown(self, place: int, project_id: int) -> tuple[Shown, Kept] | None:
        """Give what a project shows in the series at this place, and an answer whose headers fit."""
        model = self._models.get(place)
        found = self._map.get(place, project_id) if model else None
        return (found, model) if found and model else None

    def draw(self, place: int, shown: Shown, model: Kept) -> Kept:
        """Draw an image as the application does; nothing here changes meanwhile, so no lock is needed."""
        assert self._draw is not None
        return model.with_body(self._draw(self.series[place], shown))

    def knows(self, place: int, project_id: int) -> bool:
        """Tell whether something is known of a project, whether or not it may be shown already."""
        return self._map.get(place, project_id) is not None

    def learn(self, place: int, project_id: int, answer: Kept) -> bool:
        """Compare an answer of the application with what would be drawn; give False where it is something else.

        The first that is equal gives the headers for all. After some in a row that are not, the map is not used.
        """
        shown = self._map.get(place, project_id)
        if shown is None or self._strikes[place] >= STRIKES or place in self._models:
            return True
        if self.draw(place, shown, answer) == answer:
            self._models[place] = answer
            self._strikes[place] = 0
            return True
        self._strikes[place] += 1
        if self._strikes[place] == STRIKES:
            _log.error("badges of %s are drawn otherwise; the level map is not used", self.series[place].id)
        return False

    # --- filling -----------------------------------------------------------------------------------------------------

    def read(self, last: int, standings: Iterable[Alike]) -> LevelMap:
        """Make a map of all standings; nothing is changed yet."""
        found = LevelMap(self.series, last)
        found.fill(standings)
        return found

    def replace(self, new: LevelMap, graces: Iterable[Row]) -> None:
        """Put a new map into the place of the old one."""
        self._map, self._graces, self.next_end = new, {}, None
        for each in graces:
            self.put(each)

    def put(self, row: Row) -> None:
        """Show what a row says, and remember until when."""
        grace = Grace(row.kept_level, row.kept_until)
        holds = grace.holds(self._clock())
        if holds and row.kept_until is not None:
            end = row.kept_until.timestamp()
            self._graces.setdefault(end, array("I")).append(row.project_id)
            self.next_end = min(self._graces)
        place = self._places.get(row.series, -1)
        if place >= 0 and row.counted_by == self.counted_by:
            level, proof = grace.level if holds else row.level, Proof(row.verified, row.answered)
            self._map.put(place, row.project_id, Shown(level, row.percentages, row.version, None, proof), row.day)

    def forget(self, project_id: int) -> None:
        """Let the application be asked about a project."""
        self._map.forget(project_id)

    def clear(self) -> None:
        """Let the application be asked about all."""
        self._map = LevelMap(self.series)

    def over(self) -> Collection[int]:
        """Take out the projects of which a grace has ended."""
        now = self._clock().timestamp()
        found: set[int] = set()
        for end in [each for each in self._graces if each <= now]:
            found.update(self._graces.pop(end))
        self.next_end = min(self._graces, default=None)
        return found
