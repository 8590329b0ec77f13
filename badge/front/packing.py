"""The level map: what each project shows in each series, and its day, in three or four bytes for all of it."""

from __future__ import annotations

import json
from array import array
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import repeat
from typing import NamedTuple

from badge.core.criteria import Series
from badge.front.codes import Codes
from badge.services.drawing import badge_of
from badge.services.picturing import Shown
from badge.services.proof import Proof
from badge.storage.shown import FIRST_DAY, Alike
from badge.svg import Badge

LARGEST = 4_000_000
"""The largest number of a project that is in the map; the application answers for others, and its answers are kept."""

MOST = 2**16
"""States that there are numbers for; the application is asked for a project in one more."""

_DAYS, _COUNT = 2**16, 2**10
_BEGINNING = datetime.combine(FIRST_DAY, time(12), UTC)


class _Kind(NamedTuple):
    """Standings that look alike but for the day and the proof, and one of them that stands for all."""

    place: int
    level: str
    percentages: Mapping[str, int]
    version: str


class LevelMap:
    """What is known of all projects: the number of a state for each series; 0 says that the application is asked.

    A state is a kind of standing, two counts, and the day where it is not that of the project's other series. Many
    projects share one.
    """

    def __init__(self, series: Sequence[Series], last: int = 0) -> None:
        """Begin with an empty map with room up to a number."""
        self._series = series
        self._places = {each.id: place for place, each in enumerate(series)}
        self._codes = Codes(len(series), min(last, LARGEST))
        self._states = array("Q", (0,))
        self._kinds: list[_Kind] = []
        self._looks: dict[tuple[int, str, Badge], int] = {}

    def get(self, place: int, project_id: int) -> Shown | None:
        """Give what a project shows in the series at this place."""
        if project_id >= len(self._codes):
            return None
        own, numbers = self._codes.get(project_id)
        if not numbers[place]:
            return None
        state = self._states[numbers[place]]
        kind = self._kinds[state >> 36]
        day = (state >> 20) % _DAYS or own
        proof = Proof(state % _COUNT, (state >> 10) % _COUNT)
        return Shown(kind.level, kind.percentages, kind.version, _BEGINNING + timedelta(day), proof)

    def put(self, place: int, project_id: int, shown: Shown, day: int) -> None:
        """Remember what a project shows."""
        proof = shown.proof
        if project_id >= LARGEST or proof is None or not _fits(day, proof.answered, proof.verified):
            return
        self._codes.grow(project_id)
        own, numbers = self._codes.get(project_id)
        own = own or day
        kind = self._kind(place, shown.level, shown.percentages, shown.version)
        state = _state(kind, day if day != own else 0, proof.answered, proof.verified)
        numbers[place] = self._number(state)
        self._codes.put(project_id, own, numbers)

    def forget(self, project_id: int) -> None:
        """Let the application be asked about a project."""
        if project_id < len(self._codes):
            self._codes.forget(project_id)

    def fill(self, standings: Iterable[Alike]) -> None:
        """Remember very many at once, in the place of all that was known."""
        size = len(self._codes)
        days, slots = array("H", bytes(2 * size)), [array("H", bytes(2 * size)) for _ in self._series]
        known: dict[int, int] = {}
        for each in standings:
            if each.series in self._places:  # an earlier version of a series has no badge
                place = self._places[each.series]
                kind = self._kind(place, each.level, json.loads(each.percentages), each.version)
                self._fill(slots[place], days, kind, each, known)
        self._codes.fill(days, slots)

    def known(self) -> int:
        """Tell of how many badges all is known."""
        return self._codes.count()

    def states(self) -> int:
        """Tell how many states there are."""
        return len(self._states) - 1

    def size(self) -> int:
        """Tell how many bytes it takes."""
        return self._codes.size() + self._states.itemsize * len(self._states)

    def _kind(self, place: int, level: str, percentages: Mapping[str, int], version: str) -> int:
        look = place, version, badge_of(self._series[place], level, percentages)
        if look not in self._looks:
            self._looks[look] = len(self._kinds)
            self._kinds.append(_Kind(place, level, dict(percentages), version))
        return self._looks[look]

    def _fill(self, slots: array[int], days: array[int], kind: int, alike: Alike, known: dict[int, int]) -> None:
        """Put projects that are alike into their slots. `known` are the numbers of states."""
        projects, changed = alike.numbers(), alike.days()
        if not _fits(1, alike.answered, alike.verified):
            return
        if max(projects) >= len(days) or min(changed) <= 0 or max(changed) >= _DAYS:
            pairs = zip(projects, changed, strict=True)
            few = [(each, day) for each, day in pairs if each < len(days) and _fits(day, 0, 0)]
            projects, changed = [each for each, _ in few], [day for _, day in few]
        number = self._numbered(_state(kind, 0, alike.answered, alike.verified), known)
        _put_all(slots, projects, repeat(number))
        own = [days[each] for each in projects]
        if not any(own):
            _put_all(days, projects, changed)
        elif own != changed:
            for project_id, day, its in zip(projects, changed, own, strict=True):
                if not its:
                    days[project_id] = day
                elif its != day:
                    state = _state(kind, day, alike.answered, alike.verified)
                    slots[project_id] = self._numbered(state, known)

    def _numbered(self, state: int, known: dict[int, int]) -> int:
        number = known.get(state, 0)
        if not number and len(self._states) < MOST:
            number = known[state] = len(self._states)
            self._states.append(state)
        return number

    def _number(self, state: int) -> int:
        try:
            return self._states.index(state, 1)
        except ValueError:
            if len(self._states) >= MOST:
                return 0
            self._states.append(state)
            return len(self._states) - 1


def _put_all(into: array[int], places: Iterable[int], what: Iterable[int]) -> None:
    """Put each to its place, in one go."""
    deque(map(into.__setitem__, places, what), maxlen=0)


def _fits(day: int, answered: int, verified: int) -> bool:
    return 0 < day < _DAYS and verified < _COUNT and answered < _COUNT


def _state(kind: int, day: int, answered: int, verified: int) -> int:
    return kind << 36 | day << 20 | answered << 10 | verified
