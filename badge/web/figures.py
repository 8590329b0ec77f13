"""The statistics of all projects: charts, each with its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template
from sqlalchemy.orm import Session

from badge.core.census import BOUNDS
from badge.core.criteria import Criterion, Level, Series
from badge.core.messages import Message, counted
from badge.i18n.criteria import level_text
from badge.services import figures, summary
from badge.services.figures import TOTAL, key
from badge.storage import days, tallies
from badge.web import charts, site
from badge.web.charts import Chart
from badge.web.language import catalog, reader, told

blueprint = Blueprint("figures", __name__)

Points = Sequence[tuple[date, float]]

_MOST_ROWS = 14


@dataclass(frozen=True)
class OverTime:
    """A chart of lines, and the table of the same: the names of its columns, and a row for some of the days."""

    charts: Sequence[Chart]
    names: Sequence[str]
    rows: Sequence[tuple[date, Sequence[float | None]]]


@dataclass(frozen=True)
class Shares:
    """A series: how many projects show each level now (None: no level yet), and how that came about."""

    series: Series
    now: Sequence[tuple[Level | None, int]]
    total: int
    history: OverTime | None


@dataclass(frozen=True)
class Met:
    """A criterion, and how many projects have answered it how."""

    criterion: Criterion
    met: int
    na: int
    unmet: int
    unknown: int

    @property
    def total(self) -> int:
        """Count all."""
        return self.met + self.na + self.unmet + self.unknown

    @property
    def enough(self) -> int:
        """Count those that meet it, or to which it does not apply."""
        return self.met + self.na


@dataclass(frozen=True)
class Way:
    """How long projects took to a level."""

    level: Level
    projects: int
    median: int
    charts: Sequence[Chart]
    classes: Sequence[tuple[Message, int]]


@blueprint.get("/<locale>/project_stats")
def show() -> str:
    """Show all charts; what takes long to count was counted within the last hour, and the page says when."""
    criteria, now = site().criteria, site().clock()
    with site().database.reading() as session:
        known = days.every(session) or figures.table(session, criteria, now)
        counted_ = summary.last(session, criteria, now)
        total = tallies.projects(session)
        shares = [_shares(session, series, known, total) for series in criteria.series]
    what = counted_.what if counted_ else {}
    return render_template(
        "figures/show.html",
        total=total,
        projects=_over_time({told(Message("Projects")): _points(known, TOTAL)}, filled=True),
        shares=shares,
        ways=[way for level in criteria.series[0].levels if (way := _way(level, what.get("ways", {})))],
        met=[(series, _met(series, what.get("series", {}))) for series in criteria.series],
        counted_at=counted_.at if counted_ else None,
    )


def _shares(
    session: Session, series: Series, known: Sequence[tuple[date, Mapping[str, int]]], total: int
) -> Shares:  # fmt: skip
    now: list[tuple[Level | None, int]] = [
        (each, tallies.levels(session, series.id, [each.id])) for each in series.levels
    ]
    none = max(total - sum(number for _, number in now), 0)
    first = series is site().criteria.series[0]
    lines = {
        level_text(series, each, "title", catalog()): _points(known, key(series, each, 100, first=first))
        for each in series.levels
    }
    return Shares(series, [(None, none), *now], total, _over_time(lines))


def _points(known: Sequence[tuple[date, Mapping[str, int]]], name: str) -> Points:
    return [(day, counts[name]) for day, counts in known if name in counts]


def _over_time(lines: Mapping[str, Points], *, filled: bool = False) -> OverTime | None:
    """Make a chart and its table; a single day makes no line."""
    there = {name: points for name, points in lines.items() if points}
    every = sorted({day for points in there.values() for day, _ in points})
    if len(every) < 2:
        return None
    found = {name: dict(points) for name, points in there.items()}
    rows = [(day, [own.get(day) for own in found.values()]) for day in _ends(every)]
    drawn = charts.over_time(there, reader().code, filled=filled)
    return OverTime(drawn, tuple(there), rows)


def _ends(every: Sequence[date]) -> list[date]:
    """Give the last days of years, of months, or all days: as many as a table can hold; the newest first."""
    for keep in (lambda day: day, lambda day: (day.year, day.month), lambda day: day.year):
        last = {keep(day): day for day in every}
        if len(last) <= _MOST_ROWS:
            break
    return sorted(last.values(), reverse=True)[:60]


def _way(level: Level, ways: Mapping[str, Mapping[str, int]]) -> Way | None:
    found = ways.get(level.id)
    if not found or not found["projects"]:
        return None
    numbers: Sequence[int] = found["classes"]  # type: ignore[assignment]  # JSON holds a list there
    names = [told(each) for each in _SHORT]
    drawn = charts.columns(list(zip(names, numbers, strict=False)), reader().code)
    return Way(level, found["projects"], found["median"], drawn, list(zip(_CLASSES, numbers, strict=False)))


_CLASSES = (
    Message("within a day"),
    *(counted("within %(count)s day", "within %(count)s days", each) for each in BOUNDS[1:3]),
    Message("within three months"),
    Message("within half a year"),
    Message("within a year"),
    Message("within two years"),
    Message("within four years"),
    Message("later"),
)
_SHORT = (
    Message("1 day", context="column"),
    Message("7 days", context="column"),
    Message("30 days", context="column"),
    Message("3 months", context="column"),
    Message("6 months", context="column"),
    Message("1 year", context="column"),
    Message("2 years", context="column"),
    Message("4 years", context="column"),
    Message("later", context="column"),
)


def _met(
    series: Series, found: Mapping[str, Mapping[str, Mapping[str, Mapping[str, int]]]]
) -> list[tuple[Level, list[Met]]]:
    """Give the criteria of each level, those that the fewest projects meet first."""
    own = found.get(series.id, {}).get("criteria", {})
    made = []
    for level in series.levels:
        asked = [
            each for each in level.criteria if each.active and each.id != level.requires_criterion and each.id in own
        ]
        every = [
            Met(each, **{name: own[each.id].get(name, 0) for name in ("met", "na", "unmet", "unknown")})
            for each in asked
        ]
        made.append((level, sorted(every, key=lambda each: each.enough)))
    return made
