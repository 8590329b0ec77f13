"""Drawing the badge of a project: what a standing says in a few words, in which colours."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from badge import svg
from badge.core.criteria import Level, Series
from badge.core.messages import Message, Value

Say = Callable[[Message], str]
Name = Callable[[Level], str]

IN_PROGRESS = "in_progress"
"""What the wire contract calls a project without a level."""


def english_name(level: Level) -> str:
    """Name a level in the middle of an English sentence."""
    return level.title.lower()


def badge_of(
    series: Series, level: str, percentages: Mapping[str, int], say: Say = str, name: Name = english_name
) -> svg.Badge:
    """Give the badge of a standing: the level that is reached, else how far the first one is."""
    title = _title(series, level if series.level(level) else "", percentages, say, name)
    reached = series.level(level)
    if reached is not None:
        return svg.Badge(series.label, name(reached), reached.color, reached.ink, title=title)
    share = min(99, first_percentage(series, percentages))
    color, ink = svg.palette(share)
    values: dict[str, Value] = {"percent": str(share)}
    in_progress = (
        Message("in progress %(percent)s%%", values) if series.cumulative else Message("%(percent)s%%", values)
    )
    text = say(in_progress)
    return svg.Badge(series.label, text, color, ink, title=title)


def short_level(series: Series, level: str, percentages: Mapping[str, int]) -> str:
    """Name a standing in one word, as data does: the level that is reached, else the series and how far it is."""
    return level if series.level(level) else f"{series.id}-pct-{min(99, first_percentage(series, percentages))}"


def missing_below(series: Series, level: str, percentages: Mapping[str, int]) -> tuple[Level, ...]:
    """Give the levels below the one that is reached that are not; only where each level stands by itself are there any.

    A cumulative series says nothing here: what it shows rests on everything below.
    """
    ids = [each.id for each in series.levels]
    if series.cumulative or level not in ids:
        return ()
    return tuple(each for each in series.levels[: ids.index(level)] if percentages.get(each.id, 0) < 100)


def _title(series: Series, level: str, percentages: Mapping[str, int], say: Say, name: Name) -> str:
    """Say the level that is reached, and how far the next one is."""
    ids = [each.id for each in series.levels]
    above = ids.index(level) + 1 if level in ids else 0
    values: dict[str, Value] = {"label": series.label}
    if above:
        values["reached"] = name(series.levels[above - 1])
    if missing := missing_below(series, level, percentages):
        values["missing"] = tuple(name(each) for each in missing)
        return say(Message("%(label)s: %(reached)s. Not reached below it: %(missing)s", values))
    if above == len(ids):
        return say(Message("%(label)s: %(reached)s, the highest level", values))
    following = series.levels[above]
    values |= {"level": name(following), "percent": str(min(99, percentages.get(following.id, 0)))}
    if not above:
        return say(Message("%(label)s: in progress, %(percent)s%% of the level %(level)s", values))
    return say(Message("%(label)s: %(reached)s, and %(percent)s%% of the level %(level)s", values))


def first_percentage(series: Series, percentages: Mapping[str, int]) -> int:
    """Give how far the first level is."""
    return percentages.get(series.levels[0].id, 0) if series.levels else 0
