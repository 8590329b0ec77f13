"""What a change of the criteria would do to a project whose answers stay the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from badge.core.answers import Answers
from badge.core.counting import Count, Judge
from badge.core.criteria import Criteria, Series
from badge.core.marks import pack
from badge.core.renaming import as_named


@dataclass(frozen=True)
class Shift:
    """What would become of one project in one series: the level before and after, and each level that turns."""

    project: str
    name: str
    series: str
    before: str
    after: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]


class Comparison:
    """Judges the same answers by two versions of the criteria."""

    def __init__(self, old: Criteria, new: Criteria) -> None:
        """Compile every series that is in both, earlier versions too."""
        before, after = _by_id(old), _by_id(new)
        self._series = {
            name: (as_named(each, after[name]), after[name]) for name, each in before.items() if name in after
        }
        # Marks were packed by the old positions, whichever criteria judge them; answers are packed by each version's.
        self._by_marks = {
            name: (Judge(one), Judge(other, one.positions)) for name, (one, other) in self._series.items()
        }
        self._by_answers = {name: (Judge(one), Judge(other)) for name, (one, other) in self._series.items()}

    def of_marks(self, series: str, marks: str, project: str = "", name: str = "") -> Shift | None:
        """Compare by packed marks; None where nothing would change."""
        if series not in self._by_marks:
            return None
        old, new = self._by_marks[series]
        return _shift(project, name, series, old(marks), new(marks))

    def of_answers(self, answers: Answers, project: str, name: str = "") -> Iterator[Shift]:
        """Compare by full answers, which may hold some to what is asked only by the new criteria."""
        for series, (one, other) in self._series.items():
            old, new = self._by_answers[series]
            if shift := _shift(project, name, series, old(pack(one, answers)), new(pack(other, answers))):
                yield shift


def _by_id(criteria: Criteria) -> Mapping[str, Series]:
    return {each.id: each for each in (*criteria.series, *criteria.earlier)}


def _shift(project: str, name: str, series: str, before: Count, after: Count) -> Shift | None:
    if before.level == after.level and before.percentages == after.percentages:
        return None
    was, will = _whole(before), _whole(after)
    gained = tuple(level for level in will if level not in was)
    lost = tuple(level for level in was if level not in will)
    if not gained and not lost and before.level == after.level:
        return None
    return Shift(project, name, series, before.level, after.level, gained, lost)


def _whole(count: Count) -> list[str]:
    return [level for level, share in count.percentages.items() if share == 100]
