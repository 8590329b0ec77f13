"""All projects of an organisation: how far each is, what keeps most of them from the next level, and the proof."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from badge.core.addresses import key_of
from badge.core.criteria import Criteria, Criterion, Level, Series
from badge.core.facets import OWNER, Facet
from badge.core.marks import standing_of
from badge.core.projects import Project
from badge.core.scoring import Blocker, Reason
from badge.core.selection import Selection
from badge.services.drawing import IN_PROGRESS
from badge.storage import listed, projects, selecting, standings
from badge.storage.standings import KeptStanding

MOST = 500
"""Projects of one page or table."""

MOST_ADDRESSES = 200
MOST_BLOCKERS = 10


@dataclass(frozen=True)
class Way:
    """How far a project is in a series: the level that comes next, and what keeps it away."""

    series: Series
    next: Level | None
    percentage: int
    blockers: Sequence[Blocker]


@dataclass(frozen=True)
class Member:
    """One project of the organisation."""

    project: Project
    standings: Mapping[str, KeptStanding]
    ways: Sequence[Way]
    verified: int
    answered: int


@dataclass(frozen=True)
class Obstacle:
    """A criterion that keeps so many projects from their next level, and the reason that most of them have."""

    criterion: Criterion
    projects: int
    reason: Reason


@dataclass(frozen=True)
class Shares:
    """A series: level -> projects that show it (the empty name: none), and the largest obstacles."""

    series: Series
    levels: Mapping[str, int]
    obstacles: Sequence[Obstacle]


@dataclass(frozen=True)
class Organisation:
    """The projects, those that changed last first; `more` tells that there are others that are not shown."""

    members: Sequence[Member]
    shares: Sequence[Shares]
    more: bool
    missing: Sequence[str] = ()
    """Addresses of the list at which there is no project."""

    @property
    def verified(self) -> int:
        """Count the verified answers of all."""
        return sum(each.verified for each in self.members)

    @property
    def answered(self) -> int:
        """Count the answers of all."""
        return sum(each.answered for each in self.members)


def below(session: Session, owner: str, criteria: Criteria, now: datetime) -> Organisation:
    """Gather all projects below an owner, like host/owner."""
    return _gather(session, Selection(facets=(Facet(OWNER, owner),)), criteria, now)


def at(session: Session, addresses: Sequence[str], criteria: Criteria, now: datetime) -> Organisation:
    """Gather the projects at some addresses."""
    found = _gather(session, Selection(places=tuple(addresses)), criteria, now)
    keys = {each: key_of(each) for each in addresses}
    there = listed.there(session, set(keys.values()))
    return replace(found, missing=[each for each, key in keys.items() if key not in there])


def addresses_of(text: str) -> tuple[str, ...]:
    """Read addresses, each on a line or behind a blank or comma."""
    return tuple(dict.fromkeys(text.replace(",", " ").split()))


def _gather(session: Session, wanted: Selection, criteria: Criteria, now: datetime) -> Organisation:
    order = Selection(facets=wanted.facets, places=wanted.places, order="updated_at", descending=True)
    ids = selecting.numbers(session, order, criteria.series[0], MOST + 1, now)
    shown = ids[:MOST]
    known, proofs = standings.of_projects(session, shown), listed.proofs(session, shown)
    members = [
        Member(
            each, own, [_way(series, own.get(series.id)) for series in criteria.series], *proofs.get(each.id, (0, 0))
        )
        for each in projects.find_all(session, shown)
        for own in (known.get(each.id, {}),)
    ]
    shares = [_shares(place, series, members, now) for place, series in enumerate(criteria.series)]
    return Organisation(members, shares, len(ids) > MOST)


def _way(series: Series, kept: KeptStanding | None) -> Way:
    judged = standing_of(series, kept.marks if kept else "")
    for level in series.levels:
        own = judged.levels[level.id]
        if own.percentage < 100:
            return Way(series, level, own.percentage, own.blockers)
    return Way(series, None, 100, ())


def _shares(place: int, series: Series, members: Iterable[Member], now: datetime) -> Shares:
    levels = Counter[str]()
    blocked: dict[tuple[str, str], Counter[Reason]] = {}
    for each in members:
        kept = each.standings.get(series.id)
        levels[kept.shown(now) if kept else ""] += 1
        way = each.ways[place]
        for one in way.blockers:
            blocked.setdefault((way.next.id if way.next else "", one.criterion), Counter())[one.reason] += 1
    by_name = {(each.level, each.id): each for each in series.criteria()}
    largest = sorted(blocked.items(), key=lambda each: (-each[1].total(), each[0]))[:MOST_BLOCKERS]
    found = [Obstacle(by_name[name], why.total(), why.most_common(1)[0][0]) for name, why in largest]
    return Shares(series, {each: levels[each] for each in ("", *(one.id for one in series.levels))}, found)


# --- as data ---------------------------------------------------------------------------------------------------------


def columns(criteria: Criteria) -> tuple[str, ...]:
    """Name the columns of the table."""
    own = (
        f"{series.id}_{name}"
        for series in criteria.series
        for name in ("level", *(f"{each.id}_percentage" for each in series.levels), "next", "blockers", "blocked_by")
    )
    return ("id", "name", "repo_url", "homepage_url", "updated_at", *own, "answered", "verified")


def as_row(member: Member, now: datetime) -> dict[str, Any]:
    """Give a project as a row of the table: ids, no words of any language."""
    project = member.project
    row: dict[str, Any] = {
        "id": project.id, "name": project.name, "repo_url": project.repository, "homepage_url": project.homepage,
        "updated_at": project.updated_at.isoformat(), "answered": member.answered, "verified": member.verified,
    }  # fmt: skip
    for way in member.ways:
        own, kept = way.series.id, member.standings.get(way.series.id)
        row[f"{own}_level"] = (kept.shown(now) if kept else "") or IN_PROGRESS
        for level in way.series.levels:
            row[f"{own}_{level.id}_percentage"] = kept.percentages.get(level.id, 0) if kept else 0
        row[f"{own}_next"] = way.next.id if way.next else ""
        row[f"{own}_blockers"] = len(way.blockers)
        row[f"{own}_blocked_by"] = [each.criterion for each in way.blockers]
    return row
