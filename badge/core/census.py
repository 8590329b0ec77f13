"""Counting all projects together: how many meet each criterion, and how long the way to a level was."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from badge.core.criteria import Criteria, Series
from badge.core.marks import ALPHABET

BOUNDS = (1, 7, 30, 91, 182, 365, 730, 1461)
"""Days: a way of at most so many counts in the class of the bound; what took longer counts in one more class."""

_STATUSES = ("unknown", "unmet", "na", "met")
_EACH = len(ALPHABET) // len(_STATUSES)


@dataclass
class Census:
    """Grows page by page, so that no more than a page is ever held."""

    criteria: Criteria
    projects: dict[str, int] = field(default_factory=dict)
    """Series -> projects that were counted."""
    marks: dict[str, list[Counter[str]]] = field(default_factory=dict)
    """Series -> for each position, status -> projects."""
    ways: dict[str, Counter[int]] = field(default_factory=dict)
    """Level -> days from the beginning of a project to the level, as often as they took so many."""

    def add_marks(self, series: Series, marks: Sequence[str]) -> None:
        """Count the marks of some projects; what is shorter than the registry is not answered behind its end."""
        size = max(series.positions.values(), default=-1) + 1
        own = self.marks.setdefault(series.id, [Counter[str]() for _ in range(size)])
        self.projects[series.id] = self.projects.get(series.id, 0) + len(marks)
        joined = "".join(each[:size].ljust(size, ALPHABET[0]) for each in marks).encode("ascii", "replace")
        for position in range(size):
            column = joined[position::size]
            for number, mark in enumerate(ALPHABET.encode()):
                if found := column.count(mark):
                    own[position][_STATUSES[number // _EACH]] += found

    def add_ways(self, found: Iterable[tuple[datetime, Mapping[str, Any]]]) -> None:
        """Count the days to each level, by the beginnings of projects and the times of their levels."""
        for begun, times in found:
            for level, own in times.items():
                first = own.get("first_achieved") or own.get("achieved")
                if isinstance(first, str):
                    days = (datetime.fromisoformat(first) - begun).days
                    self.ways.setdefault(level, Counter())[max(days, 0)] += 1

    def result(self) -> dict[str, Any]:
        """Give all of it as plain data."""
        return {
            "series": {
                series.id: {
                    "projects": self.projects.get(series.id, 0),
                    "criteria": {
                        own: {each: self.marks[series.id][place][each] for each in _STATUSES}
                        for own, place in series.positions.items()
                    },
                }
                for series in self.criteria.series if series.id in self.marks
            },
            "ways": {level: _way(days) for level, days in self.ways.items()},
        }  # fmt: skip


def _way(days: Counter[int]) -> dict[str, Any]:
    classes = [0] * (len(BOUNDS) + 1)
    for day, number in days.items():
        classes[bisect_left(BOUNDS, day)] += number
    return {"projects": days.total(), "median": _middle(days), "classes": classes}


def _middle(days: Counter[int]) -> int:
    """Give the day by which half of them were there."""
    seen, total = 0, days.total()
    for day in sorted(days):
        seen += days[day]
        if 2 * seen >= total:
            return day
    return 0
