"""The level map: what each project shows in each series, in four bytes, and two for its day."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

from badge.core.criteria import Series
from badge.services.drawing import badge_of
from badge.services.picturing import Shown
from badge.services.proof import Proof
from badge.storage.shown import FIRST_DAY, Alike
from badge.svg import Badge

LARGEST = 4_000_000
"""The largest number of a project that is in the map; the application answers for others, and its answers are kept."""

MOST = 2**16
"""States that there are numbers for; the application is asked for a project in one more."""

_SPARE = 1_024
_DAYS, _COUNT = 2**16, 2**10
_BEGINNING = datetime.combine(FIRST_DAY, time(12), UTC)


class _Kind(NamedTuple):
    """Standings that look alike but for the day and the proof, and one of them that stands for all."""

    place: int
    level: str
    percentages: Mapping[str, int]
    version: str


class LevelMap:
    """What is known of all projects. A slot holds the number of a state; 0 says that the application has to be asked.

    A state is a kind of standing, two counts, and the day where it is not that of the project's other series. Many
    projects share one, so a slot needs two bytes only.
    """

    def __init__(self, series: Sequence[Series], last: int = 0) -> None:
        """Begin with an empty map with room up to a number."""
        self._series = series
        self._places = {each.id: place for place, each in enumerate(series)}
        size = min(last, LARGEST) + _SPARE
        self._days = array("H", bytes(2 * size))
        self._slots = [array("H", bytes(2 * size)) for _ in series]
        self._states = array("Q", (0,))
        self._kinds: list[_Kind] = []
        self._looks: dict[tuple[int, str, Badge], int] = {}

    def get(self, place: int, project_id: int) -> Shown | None:
        """Give what a project shows in the series at this place."""
        slots = self._slots[place]
        number = slots[project_id] if project_id < len(slots) else 0
        if not number:
            return None
        state = self._states[number]
        kind = self._kinds[state >> 36]
        day = (state >> 20) % _DAYS or self._days[project_id]
        proof = Proof(state % _COUNT, (state >> 10) % _COUNT)
        return Shown(kind.level, kind.percentages, kind.version, _BEGINNING + timedelta(day), proof)

    def put(self, place: int, project_id: int, shown: Shown, day: int) -> None:
        """Remember what a project shows."""
        while len(self._days) <= project_id < LARGEST:
            for each in (self._days, *self._slots):
                each.frombytes(bytes(2 * _SPARE))
        if project_id < len(self._days) and shown.proof is not None:
            kind = self._kind(place, shown.level, shown.percentages, shown.version)
            one = (project_id, day, shown.proof.answered, shown.proof.verified)
            self._fill(place, kind, (one,), None)

    def forget(self, project_id: int) -> None:
        """Let the application be asked about a project."""
        if project_id < len(self._days):
            for each in (self._days, *self._slots):
                each[project_id] = 0

    def fill(self, standings: Iterable[Alike]) -> None:
        """Remember very many at once."""
        known: dict[int, int] = {}
        for series, level, percentages, version, projects in standings:
            if series in self._places:  # an earlier version of a series has no badge
                place = self._places[series]
                kind = self._kind(place, level, json.loads(percentages), version)
                self._fill(place, kind, projects, known)

    def known(self) -> int:
        """Tell of how many badges all is known."""
        return sum(len(each) - each.count(0) for each in self._slots)

    def states(self) -> int:
        """Tell how many states there are."""
        return len(self._states) - 1

    def size(self) -> int:
        """Tell how many bytes it takes."""
        return sum(each.itemsize * len(each) for each in (self._days, self._states, *self._slots))

    def _kind(self, place: int, level: str, percentages: Mapping[str, int], version: str) -> int:
        look = place, version, badge_of(self._series[place], level, percentages)
        if look not in self._looks:
            self._looks[look] = len(self._kinds)
            self._kinds.append(_Kind(place, level, dict(percentages), version))
        return self._looks[look]

    def _fill(
        self, place: int, kind: int, projects: Iterable[tuple[int, int, int, int]], known: dict[int, int] | None
    ) -> None:
        """Put projects into their slots. `known` are the numbers of states, where looking each up would take long."""
        slots, days, states, size = self._slots[place], self._days, self._states, len(self._days)
        first = kind << 36
        for project_id, day, answered, verified in projects:
            if project_id >= size or not (0 < day < _DAYS and verified < _COUNT and answered < _COUNT):
                continue
            own = days[project_id]
            if not own:
                days[project_id] = own = day
            state = first | (day << 20 if day != own else 0) | answered << 10 | verified
            number = self._number(state) if known is None else known.get(state, 0)
            if not number and len(states) < MOST:
                number = len(states)
                states.append(state)
                if known is not None:
                    known[state] = number
            slots[project_id] = number

    def _number(self, state: int) -> int:
        try:
            return self._states.index(state)
        except ValueError:
            return 0
