"""Drawing the badge of a project: what a standing says in a few words, in which colours."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from badge import svg
from badge.core.criteria import Series
from badge.core.messages import Message, Value

Say = Callable[[Message], str]

IN_PROGRESS = "in_progress"
"""What the wire contract calls a project without a level."""


def badge_of(series: Series, level: str, percentages: Mapping[str, int], say: Say = str) -> svg.Badge:
    """Give the badge of a standing: the level that is reached, else how far the first one is."""
    reached = series.level(level)
    if reached is not None:
        text = reached.title.lower()
        return svg.Badge(series.label, text, reached.color, reached.ink, title=_title(series, level, percentages, say))
    share = min(99, _first(series, percentages))
    color, ink = svg.palette(share)
    text = say(Message("in progress %(percent)s%%", {"percent": str(share)}))
    return svg.Badge(series.label, text, color, ink, title=_title(series, "", percentages, say))


def _title(series: Series, level: str, percentages: Mapping[str, int], say: Say) -> str:
    """Say the level that is reached, and how far the next one is."""
    ids = [each.id for each in series.levels]
    above = ids.index(level) + 1 if level in ids else 0
    values: dict[str, Value] = {"label": series.label}
    if above:
        values["reached"] = series.levels[above - 1].title.lower()
    if above == len(ids):
        return say(Message("%(label)s: %(reached)s, the highest level", values))
    following = series.levels[above]
    values |= {"level": following.title.lower(), "percent": str(min(99, percentages.get(following.id, 0)))}
    if not above:
        return say(Message("%(label)s: in progress, %(percent)s%% of the level %(level)s", values))
    return say(Message("%(label)s: %(reached)s, and %(percent)s%% of the level %(level)s", values))


def _first(series: Series, percentages: Mapping[str, int]) -> int:
    return percentages.get(series.levels[0].id, 0) if series.levels else 0
