"""What happens to a standing when it is judged anew: levels that are reached or lost, by whom, and what is shown on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from badge.core.counting import Count, count_of
from badge.core.criteria import Series
from badge.core.grace import DAYS, Grace, after_criteria, after_person, levels_shown_on
from badge.core.renaming import by_name, count_as_named
from badge.core.scoring import Standing

BY_CRITERIA = "criteria"


@dataclass(frozen=True)
class Turn:
    """A level that was reached or lost, by a person's save or `because` of the criteria.

    `shows` says from when readers see the loss, where the criteria took the level.
    """

    level: str
    reached: bool
    because: str = ""
    shows: datetime | None = None

    def what(self, series: Series) -> dict[str, Any]:
        """Give what an event tells of it."""
        found: dict[str, Any] = {"series": series.id, "level": self.level}
        if self.because:
            found |= {"because": self.because, "version": series.version}
        if self.shows:
            found["shows"] = self.shows.isoformat()
        return found

    @property
    def kind(self) -> str:
        """Name the event."""
        return "level reached" if self.reached else "level lost"


@dataclass(frozen=True)
class Outcome:
    """The turns, the times per level after them, and the level that is shown on."""

    turns: tuple[Turn, ...]
    times: Mapping[str, Any]
    grace: Grace


def by_criteria(
    series: Series, before: Count, after: Count, times: Mapping[str, Any], grace: Grace, now: datetime, days: int = DAYS
) -> Outcome:
    """Say what a change of the criteria does; the answers are the same as before."""
    was, held = count_as_named(before, series), _as_named(grace, series)
    kept = after_criteria(series, _still_there(series, was), after.level, held, now, days)
    on = levels_shown_on(series, kept)
    turns = tuple(_by_criteria(each, on, kept, now) for each in _turns(was, after))
    return Outcome(turns, _times(by_name(times, series), turns, now), kept)


def by_person(
    series: Series, before: Count, anew: Standing, after: Standing, times: Mapping[str, Any], grace: Grace,
    now: datetime, days: int = DAYS,
) -> Outcome:  # fmt: skip
    """Say what a save does. `anew` is the standing of the answers before it, judged by the criteria of today.

    Where `before` and `anew` differ, the criteria changed in between; what they took is not put on the person.
    """
    first, was, held = count_of(anew), count_as_named(before, series), _as_named(grace, series)
    kept = after_criteria(series, _still_there(series, was), first.level, held, now, days)
    broke = any(_missing(after, level) - _missing(anew, level) for level in levels_shown_on(series, kept))
    kept = after_person(series, after.level, kept, now, broke=broke)
    on = levels_shown_on(series, kept)
    taken = {(each.level, each.reached) for each in _turns(was, first)}
    turns = tuple(
        _by_criteria(each, on, kept, now) if (each.level, each.reached) in taken else each
        for each in _turns(was, count_of(after))
    )
    return Outcome(turns, _times(by_name(times, series), turns, now), kept)


def _turns(before: Count, after: Count) -> list[Turn]:
    """Compare level by level: what counts is a level's own percentage, and one that is gone counts as lost."""
    found = []
    for level in dict.fromkeys((*after.percentages, *before.percentages)):
        was, is_ = (each.percentages.get(level, 0) == 100 for each in (before, after))
        if was != is_:
            found.append(Turn(level, is_))
    return found


def _by_criteria(turn: Turn, shown_on: tuple[str, ...], kept: Grace, now: datetime) -> Turn:
    if turn.reached:
        return Turn(turn.level, True, BY_CRITERIA)
    return Turn(turn.level, False, BY_CRITERIA, kept.until if turn.level in shown_on else now)


def _times(times: Mapping[str, Any], turns: tuple[Turn, ...], now: datetime) -> dict[str, Any]:
    found = {level: dict(each) for level, each in times.items()}
    for turn in turns:
        known = found.setdefault(turn.level, {})
        if turn.reached:
            known["achieved"] = now.isoformat()
            known.setdefault("first_achieved", now.isoformat())
        else:
            known["lost"] = now.isoformat()
    return found


def _as_named(grace: Grace, series: Series) -> Grace:
    return Grace(count_as_named(Count(grace.level, 0, {}), series).level, grace.until)


def _still_there(series: Series, before: Count) -> str:
    """Give the level from before; when the series has it no more, the highest complete one that it still has."""
    ids = [level.id for level in series.levels]
    if not before.level or before.level in ids:
        return before.level
    return next((each for each in reversed(ids) if before.percentages.get(each) == 100), "")


def _missing(standing: Standing, level: str) -> set[str]:
    found = standing.levels.get(level)
    return {each.criterion for each in found.blockers} if found else set()
