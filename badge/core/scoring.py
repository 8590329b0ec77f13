"""From answers to levels: the exact rules of the wire contract, with a reason for everything that is missing.

The rules are those of the public badge service (compatibility notes, section 1), stated once and used for full answers
and for packed marks alike: both give a (status, text quality) pair per criterion, and `blocker` judges that pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from badge.core.answers import Answer, Answers, Quality, Status
from badge.core.criteria import Category, Criterion, Flag, Level, Series


class Reason(StrEnum):
    """Why a criterion keeps a level away."""

    UNANSWERED = "unanswered"
    UNMET = "unmet"
    ADDRESS = "url_required"
    JUSTIFICATION = "justification_required"
    NA_REFUSED = "na_not_allowed"
    LEVEL_BELOW = "level_below"


class Blocker(NamedTuple):
    """A criterion that keeps a level away, and why."""

    criterion: str
    reason: Reason


class LevelStanding(NamedTuple):
    """How far one level is: whole per cent 0 to 100 (100 only when nothing is missing), and what is missing."""

    percentage: int
    blockers: tuple[Blocker, ...]


class Standing(NamedTuple):
    """Where a project stands in one series. `level` is empty while no level is reached."""

    series: str
    level: str
    tiered_percentage: int
    levels: Mapping[str, LevelStanding]


Given = tuple[Status, Quality]
NOTHING: Given = (Status.UNKNOWN, Quality.NONE)


def blocker(criterion: Criterion, status: Status, quality: Quality) -> Reason | None:
    """Judge one answer: None when it is enough, else why it is not."""
    if status is Status.MET:
        return _met(criterion, quality)
    if status is Status.NA:
        return _not_applicable(criterion, quality)
    if status is Status.UNKNOWN:
        return Reason.UNANSWERED
    return _unmet(criterion, quality)


def percentage(enough: int, active: int) -> int:
    """Give whole per cent, a half rounded up; 0 when nothing counts, and 100 only when all is there."""
    if not active:
        return 0
    if enough == active:
        return 100
    return min(99, (200 * enough + active) // (2 * active))


def standing(series: Series, answers: Answers) -> Standing:
    """Judge full answers."""

    def given(criterion: Criterion) -> Given:
        answer = answers.get(criterion.id, Answer())
        return answer.status, answer.quality

    return judge(series, given)


def judge(series: Series, given: Callable[[Criterion], Given]) -> Standing:
    """Judge every level of a series, lower ones first, because a level may ask for the one below."""
    levels: dict[str, LevelStanding] = {}
    for level in series.levels:
        levels[level.id] = _judge_level(level, given, levels)
    return Standing(series.id, _reached(series, levels), _tiered(series, levels), levels)


def _reached(series: Series, levels: Mapping[str, LevelStanding]) -> str:
    """Give the highest level; in a series whose levels stand by themselves, even when one below it is missing."""
    reached = ""
    for level in series.levels:
        if levels[level.id].percentage == 100:
            reached = level.id
        elif series.cumulative:
            break
    return reached


def _tiered(series: Series, levels: Mapping[str, LevelStanding]) -> int:
    """Add the percentages up to and with the first level that is not complete; it is cumulative for every series."""
    tiered = 0
    for level in series.levels:
        tiered += levels[level.id].percentage
        if levels[level.id].percentage < 100:
            break
    return tiered


def _judge_level(
    level: Level, given: Callable[[Criterion], Given], below: Mapping[str, LevelStanding]
) -> LevelStanding:
    active = [each for each in level.criteria if each.active]
    blockers = tuple(
        Blocker(each.id, reason) for each in active if (reason := _judge_one(level, each, given, below)) is not None
    )
    return LevelStanding(percentage(len(active) - len(blockers), len(active)), blockers)


def _judge_one(
    level: Level, criterion: Criterion, given: Callable[[Criterion], Given], below: Mapping[str, LevelStanding]
) -> Reason | None:
    if criterion.id == level.requires_criterion:  # computed from the level below, never answered
        return None if below[level.requires].percentage == 100 else Reason.LEVEL_BELOW
    return blocker(criterion, *given(criterion))


def _met(criterion: Criterion, quality: Quality) -> Reason | None:
    if Flag.MET_URL_REQUIRED in criterion.flags:
        return None if quality is Quality.ADDRESS else Reason.ADDRESS
    if Flag.MET_JUSTIFICATION_REQUIRED in criterion.flags and quality is Quality.NONE:
        return Reason.JUSTIFICATION
    return None


def _not_applicable(criterion: Criterion, quality: Quality) -> Reason | None:
    if Flag.NA_ALLOWED not in criterion.flags:
        return Reason.NA_REFUSED
    if Flag.NA_JUSTIFICATION_REQUIRED in criterion.flags and quality is Quality.NONE:
        return Reason.JUSTIFICATION
    return None


def _unmet(criterion: Criterion, quality: Quality) -> Reason | None:
    if criterion.category is Category.SUGGESTED:
        return None
    if criterion.category is Category.MUST:
        return Reason.UNMET
    return Reason.JUSTIFICATION if quality is Quality.NONE else None


_CHEAPEST_FIRST = (
    Reason.JUSTIFICATION,
    Reason.ADDRESS,
    Reason.UNANSWERED,
    Reason.NA_REFUSED,
    Reason.UNMET,
    Reason.LEVEL_BELOW,
)


def cheapest_first(blockers: Iterable[Blocker]) -> list[Blocker]:
    """Order blockers by the work they ask for: a missing word before an open question before a real change."""
    return sorted(blockers, key=lambda each: _CHEAPEST_FIRST.index(each.reason))
