"""A fast judge of packed marks: levels and percentages without a reason, for recounting a million of them.

It gives what `marks.standing_of` gives, without the blockers. A series is compiled once: every criterion that counts
becomes one bit of a large number per level, and the marks become a number with a bit for everything that is enough, so
that a level is judged by one `and` and one count of bits.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from badge.core.criteria import Criterion, Level, Series
from badge.core.marks import ALPHABET
from badge.core.outcomes import ENOUGH, verdicts
from badge.core.scoring import Standing, percentage

_MOST_KNOWN = 50_000
_BITS = 8


@dataclass(frozen=True)
class Count:
    """What a standing says without its blockers."""

    level: str
    tiered_percentage: int
    percentages: Mapping[str, int]

    @cached_property
    def text(self) -> str:
        """Write the percentages as JSON."""
        return json.dumps(dict(self.percentages))


def count_of(standing: Standing) -> Count:
    """Leave the blockers of a standing out."""
    percentages = {level: each.percentage for level, each in standing.levels.items()}
    return Count(standing.level, standing.tiered_percentage, percentages)


class Judge:
    """Judges marks by one series; `positions` says where the marks were packed, when not by the series itself."""

    def __init__(self, series: Series, positions: Mapping[str, int] | None = None) -> None:
        """Compile the series."""
        places = series.positions if positions is None else positions
        self.series = series
        counted = [(level, list(_counted(level, places))) for level in series.levels]
        kinds = sorted({_enough(each) for _, asked in counted for each in asked})
        self._tables = [_table(kinds[first : first + _BITS]) for first in range(0, len(kinds), _BITS)]
        self._size = 1 + max((places[each.id] for _, asked in counted for each in asked), default=-1)
        self._masks = [
            sum(1 << self._bit(places[each.id], kinds.index(_enough(each))) for each in asked) for _, asked in counted
        ]
        self._scales = [_Scale(level) for level in series.levels]
        self._known: dict[tuple[int, ...], Count] = {}

    def __call__(self, marks: str) -> Count:
        """Judge one project's marks; a position beyond their end is unanswered."""
        data = marks.encode("ascii", "replace").ljust(self._size, b"?")[: self._size]
        enough = int.from_bytes(b"".join([data.translate(table) for table in self._tables]), "little")
        found = tuple([(enough & mask).bit_count() for mask in self._masks])
        known = self._known.get(found)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[found] = _count(self._scales, found, cumulative=self.series.cumulative)
        return known

    def _bit(self, position: int, kind: int) -> int:
        plane, bit = divmod(kind, _BITS)
        return _BITS * (plane * self._size + position) + bit


def _counted(level: Level, places: Mapping[str, int]) -> list[Criterion]:
    """Give the criteria whose marks count: the computed one has none, and one without a position is unanswered."""
    return [
        each for each in level.criteria if each.active and each.id != level.requires_criterion and each.id in places
    ]


def _enough(criterion: Criterion) -> str:
    """Say which marks are enough, in the order of the alphabet."""
    return "".join("1" if each == ENOUGH else "0" for each in verdicts(criterion))


def _table(kinds: list[str]) -> bytes:
    """Map each mark to a byte that has a bit for every kind of criterion to which it is enough."""
    table = bytearray(256)
    for number, mark in enumerate(ALPHABET):
        table[ord(mark)] = sum(1 << bit for bit, kind in enumerate(kinds) if kind[number] == "1")
    return bytes(table)


class _Scale:
    """One level: the percentage for each number of criteria that are enough, and what it computes from below."""

    def __init__(self, level: Level) -> None:
        """Write the table."""
        active = [each.id for each in level.criteria if each.active]
        self.id = level.id
        self.below = level.requires if level.requires_criterion in active else ""
        self.percentages = [percentage(enough, len(active)) for enough in range(len(active) + 1)]


def _count(scales: list[_Scale], found: tuple[int, ...], *, cumulative: bool) -> Count:
    """Go on from the numbers of criteria that are enough, as `scoring.judge` does from its blockers."""
    percentages: dict[str, int] = {}
    reached, tiered, unbroken = "", 0, True
    for scale, enough in zip(scales, found, strict=True):
        computed = bool(scale.below) and percentages[scale.below] == 100
        own = percentages[scale.id] = scale.percentages[enough + computed]
        if unbroken:
            tiered += own
        if own == 100 and (unbroken or not cumulative):
            reached = scale.id
        unbroken = unbroken and own == 100
    return Count(reached, tiered, percentages)
