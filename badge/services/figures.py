"""The figures of each day: how many projects there are, and how many are how far. Charts and clients read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from badge.core.criteria import Criteria, Level, Series
from badge.storage import days
from badge.storage.days import Figures

BOUNDS = (25, 50, 75, 90, 100)
TOTAL = "percent_ge_0"

_MONTH = timedelta(days=30)


def key(series: Series, level: Level, bound: int, *, first: bool) -> str:
    """Name the figure "so many have at least so much of a level"; the first series counts its levels from 0."""
    number = series.levels.index(level)
    if first:
        return f"percent_ge_{bound}" if number == 0 else f"percent_{number}_ge_{bound}"
    return f"percent_{level.id.replace('-', '_')}_ge_{bound}"


def now_(session: Session, criteria: Criteria, now: datetime) -> Figures:
    """Count how it is now."""
    found: Counter[str] = Counter({TOTAL: days.projects(session)})
    for series in criteria.series:
        first = series is criteria.series[0]
        for level in series.levels:
            found.update(dict.fromkeys((key(series, level, bound, first=first) for bound in BOUNDS), 0))
        for shares, number in days.shares(session, series.id):
            for level in series.levels:
                for bound in BOUNDS:
                    if shares.get(level.id, 0) >= bound:
                        found[key(series, level, bound, first=first)] += number
    first_series = criteria.series[0]
    bounds = {
        f"users_with_{level.id}_projects": 100 * number for number, level in enumerate(first_series.levels, 1)
    }  # fmt: skip
    return {
        **found,
        **days.since(session, first_series.id, now - timedelta(days=1), now - _MONTH),
        **days.owners(session, first_series.id, bounds),
    }


def keep(session: Session, criteria: Criteria, now: datetime) -> None:
    """Keep the figures of today; where no day is kept yet, also what can be told of the days before."""
    days.write(session, gathered(session, criteria, now))


def gathered(session: Session, criteria: Criteria, now: datetime) -> Mapping[date, Figures]:
    """Count what `keep` keeps. With many projects that takes seconds, for which nobody who saves should wait."""
    before = {} if days.every(session) else past(session, criteria, now)
    return {**before, now.astimezone(UTC).date(): now_(session, criteria, now)}


def look_back(session: Session, criteria: Criteria, now: datetime) -> None:
    """Keep what can be told of the days before."""
    days.write(session, past(session, criteria, now))


def past(session: Session, criteria: Criteria, now: datetime) -> Mapping[date, Figures]:
    """Give what the times of projects and levels tell of the days before: how many there were at the end of each.

    How far a project was on its way to a level on a former day is not known, so those figures are left out.
    """
    today = now.astimezone(UTC).date()
    changes: dict[date, Counter[str]] = {}
    for begun in days.beginnings(session):
        own = changes.setdefault(begun.date(), Counter())
        own[TOTAL] += 1
        own["created_since_yesterday"] += 1
    for series in criteria.series:
        first = series is criteria.series[0]
        names = {level.id: key(series, level, 100, first=first) for level in series.levels}
        for times in days.turns(session, series.id):
            for level, own_times in times.items():
                for at, step in _steps(own_times) if level in names else ():
                    changes.setdefault(at, Counter())[names[level]] += step
    return dict(_summed(changes, today))


def table(session: Session, criteria: Criteria, now: datetime) -> list[tuple[date, Figures]]:
    """Give the figures of all days, today's last; today's are counted afresh where nobody has kept them yet."""
    found = list(days.every(session))
    today = now.astimezone(UTC).date()
    if not found or found[-1][0] < today:
        found.append((today, now_(session, criteria, now)))
    return found


def _steps(times: Mapping[str, Any]) -> Iterator[tuple[date, int]]:
    """Give the days on which a level was reached (1) and lost (-1), as far as their times are kept."""
    first, last, lost = (_day(times.get(each)) for each in ("first_achieved", "achieved", "lost"))
    begin = first or last
    if begin is None:
        return
    yield begin, 1
    if lost is None or lost < begin:
        return
    yield lost, -1
    if last is not None and last > lost:
        yield last, 1


def _day(text: object) -> date | None:
    return datetime.fromisoformat(text).astimezone(UTC).date() if isinstance(text, str) else None


def _summed(changes: Mapping[date, Counter[str]], today: date) -> Iterator[tuple[date, Figures]]:
    """Go from day to day, from the first on which something happened to yesterday."""
    if not changes:
        return
    day, sums = min(changes), Counter[str]()
    while day < today:
        own = changes.get(day, Counter())
        sums.update({name: step for name, step in own.items() if name != "created_since_yesterday"})
        yield day, {**sums, "created_since_yesterday": own["created_since_yesterday"]}
        day += timedelta(days=1)
