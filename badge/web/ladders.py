"""Where a project stands in every series, as pages show it: one ladder per series, one rung per level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from badge.core.criteria import Criteria, Level, Series
from badge.services.drawing import badge_of, missing_below
from badge.storage.standings import KeptStanding


@dataclass(frozen=True)
class Rung:
    """One level: how far it is, whether it counts as reached, and since when (ISO 8601, or nothing)."""

    level: Level
    percentage: int
    reached: bool
    since: str = ""


@dataclass(frozen=True)
class Ladder:
    """A series: its rungs, the level that readers see, and the version of the criteria that judged.

    `missing` are levels below that one which are not reached; `shown_until` is the day until which the level is shown,
    though a change of the criteria took it.
    """

    series: Series
    version: str
    rungs: tuple[Rung, ...]
    level: Level | None
    missing: tuple[Level, ...]
    words: str
    shown_until: datetime | None = None
    earlier: tuple[Ladder, ...] = ()

    @property
    def next(self) -> Rung | None:
        """Give the first rung that is not reached; None at the top."""
        return next((each for each in self.rungs if not each.reached), None)

    @property
    def begun(self) -> bool:
        """Tell whether anything counts in it yet."""
        return any(each.percentage for each in self.rungs)


def ladders(criteria: Criteria, known: Mapping[str, KeptStanding], now: datetime) -> tuple[Ladder, ...]:
    """Give the ladder of every series, each with those of its earlier versions that have judged the project."""
    found = []
    for series in criteria.series:
        former = (each for each in reversed(criteria.versions(series.family)) if each.id != series.id)
        earlier = tuple(_ladder(each, known[each.id], now) for each in former if each.id in known)
        found.append(_ladder(series, known.get(series.id), now, earlier))
    return tuple(found)


def reached(series: Series, level: str, percentages: Mapping[str, int]) -> frozenset[str]:
    """Name the levels that count as reached: in a cumulative series all up to the highest, else every complete one."""
    ids = [each.id for each in series.levels]
    if series.cumulative:
        return frozenset(ids[: ids.index(level) + 1] if level in ids else ())
    return frozenset(each for each in ids if percentages.get(each, 0) == 100)


def _ladder(
    series: Series, kept: KeptStanding | None, now: datetime, earlier: tuple[Ladder, ...] = ()
) -> Ladder:  # fmt: skip
    percentages = kept.percentages if kept else {}
    times = kept.times if kept else {}
    there = reached(series, kept.level if kept else "", percentages)
    shown = kept.shown(now) if kept else ""
    drawn = badge_of(series, shown, percentages)
    return Ladder(
        series,
        kept.series_version if kept else series.version,
        tuple(
            Rung(
                each,
                percentages.get(each.id, 0),
                each.id in there,
                times.get(each.id, {}).get("achieved", "") if each.id in there else "",
            )
            for each in series.levels
        ),
        series.level(shown),
        missing_below(series, shown, percentages),
        f"{drawn.label}: {drawn.message}",
        kept.kept_until if kept and kept.grace.holds(now) else None,
        earlier,
    )
