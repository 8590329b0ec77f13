"""What readers still see after a change of the criteria has taken a level: it is shown on for some days.

A project cannot know beforehand that more will be asked of it; so a level that is lost by the criteria, and not by
anything that a person did, stays on the badge until a day that is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from badge.core.criteria import Series

DAYS = 30
"""How long a level is shown on, where nobody says otherwise."""


@dataclass(frozen=True)
class Grace:
    """A level that is lost, and the moment until which it is shown; nothing of the kind where `level` is empty."""

    level: str = ""
    until: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Tell whether it is still shown."""
        return bool(self.level) and self.until is not None and now < self.until


NONE = Grace()


def after_criteria(series: Series, before: str, after: str, grace: Grace, now: datetime, days: int = DAYS) -> Grace:
    """Say what is shown on when the criteria took a project from one level to another.

    The highest level is shown on. Who loses one more while one is shown on gets the later of both days for it. A level
    that the series has no more cannot be shown on.
    """
    held = grace.level if grace.holds(now) else ""
    shown = max((held, before), key=lambda level: _rank(series, level))
    if _rank(series, shown) <= _rank(series, after):
        return NONE
    if _rank(series, after) >= _rank(series, before):
        return grace
    until = now + timedelta(days=days)
    if held and grace.until is not None:
        until = max(until, grace.until)
    return Grace(shown, until) if now < until else NONE


def after_person(series: Series, after: str, grace: Grace, now: datetime, *, broke: bool) -> Grace:
    """Say what is shown on when a person has saved answers.

    What people do themselves shows at once: when they have reached the level again, nothing needs to be shown on; and
    when their save `broke` something that this level asks for, it is theirs to answer for. A save that does neither,
    because it is about something else or mends a part, leaves the day as it was said.
    """
    if not grace.holds(now) or broke or _rank(series, after) >= _rank(series, grace.level):
        return NONE
    return grace


def levels_shown_on(series: Series, grace: Grace) -> tuple[str, ...]:
    """Name the levels that a level shown on rests upon: itself, and in a cumulative series those below it."""
    ids = [level.id for level in series.levels]
    if grace.level not in ids:
        return ()
    return tuple(ids[: ids.index(grace.level) + 1]) if series.cumulative else (grace.level,)


def _rank(series: Series, level_id: str) -> int:
    return next((number for number, level in enumerate(series.levels) if level.id == level_id), -1)
