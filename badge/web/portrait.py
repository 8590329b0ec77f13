"""A project as readers see it at one level: figures, what is missing, every answer with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from sqlalchemy.orm import Session

from badge.core.answers import Answer, Status
from badge.core.criteria import Criteria, Criterion, Flag, Level, Series
from badge.core.evidence import Repository
from badge.core.findings import Finding
from badge.core.kept import KeptAnswer
from badge.core.look import Look
from badge.core.offers import from_look, offers
from badge.core.projects import Project
from badge.core.proposals import Proposal, conflicts
from badge.core.scoring import Reason, Standing, cheapest_first, standing
from badge.core.support import Support, counts, support
from badge.services import looking
from badge.storage import answers, events, jobs, looks, projects, standings
from badge.storage.events import Event
from badge.storage.jobs import Job
from badge.storage.standings import KeptStanding

_EVENTS = 30


@dataclass(frozen=True)
class Told:
    """One criterion: what was answered, how well that is supported, and what is still missing."""

    criterion: Criterion
    status: Status
    kept: KeptAnswer
    support: Support | None
    missing: Reason | None
    proposed: Proposal | None
    against: Finding | None
    repository: Repository
    """The repository at the commit of the evidence that was accepted with the answer."""


@dataclass(frozen=True)
class Section:
    """Criteria that belong together."""

    name: str
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Group:
    """Sections that belong together, and how many of their criteria are enough."""

    number: int
    name: str
    sections: tuple[Section, ...]
    enough: int
    active: int


@dataclass(frozen=True)
class Portrait:
    """All that the page shows."""

    project: Project
    series: Series
    level: Level
    standings: Mapping[str, KeptStanding]
    missing: tuple[tuple[Reason, tuple[Told, ...]], ...]
    groups: tuple[Group, ...]
    look: Look | None
    looked_at: datetime | None
    job: Job | None
    events: tuple[Event, ...]

    @property
    def left(self) -> int:
        """Count what keeps the level away."""
        return sum(len(told) for _, told in self.missing)

    @property
    def disputed(self) -> tuple[Told, ...]:
        """Give the answers that a sure finding speaks against."""
        return tuple(each for each in self.all() if each.against)

    @property
    def supports(self) -> dict[Support, int]:
        """Count the answers by how well they are supported, the best first."""
        return counts(each.support for each in self.all() if each.support)

    def all(self) -> tuple[Told, ...]:
        """Give everything that is told, in order."""
        return tuple(told for group in self.groups for section in group.sections for told in section.told)


def portrait(session: Session, project_id: int, series: Series, level: Level, criteria: Criteria) -> Portrait:
    """Gather a project; raises NotFoundError."""
    project = projects.find(session, project_id)
    sheet = answers.sheet(session, project_id)
    last = looks.last(session, project_id)
    look, looked_at = last or (None, None)
    given = {name: each.answer for name, each in sheet.items()}
    judged = standing(series, given)
    offered = offers(look, given, project.circumstances, criteria)
    told = tuple(_tell(sheet, look, offered, judged, level))
    return Portrait(
        project,
        series,
        level,
        standings.of_project(session, project_id),
        _missing(judged, level, told),
        tuple(_groups(told)),
        look,
        looked_at,
        jobs.latest(session, project_id, looking.KIND),
        tuple(events.newest(session, project_id, _EVENTS)),
    )


def _tell(
    sheet: Mapping[str, KeptAnswer], look: Look | None, offered: Mapping[str, Proposal], judged: Standing, level: Level
) -> list[Told]:
    seen = from_look(offered)
    given = {name: each.answer for name, each in sheet.items()}
    against = conflicts(look.findings, given) if look else {}
    missing = {each.criterion: each.reason for each in judged.levels[level.id].blockers}
    repository = look.repository if look else Repository()
    found = []
    for criterion in level.criteria:
        if Flag.OBSOLETE in criterion.flags:
            continue
        kept = sheet.get(criterion.id, KeptAnswer(Answer()))
        if criterion.id == level.requires_criterion:  # computed, so nobody answers it
            status = Status.UNMET if criterion.id in missing else Status.MET
            kept = KeptAnswer(Answer())
        else:
            status = kept.answer.status
        found.append(
            Told(
                criterion,
                status,
                kept,
                support(kept, seen.get(criterion.id), against.get(criterion.id), repository.commit),
                missing.get(criterion.id),
                offered.get(criterion.id),
                against.get(criterion.id),
                replace(repository, commit=kept.commit),
            )
        )
    return found


def _missing(judged: Standing, level: Level, told: tuple[Told, ...]) -> tuple[tuple[Reason, tuple[Told, ...]], ...]:
    """Give what is missing by reason, cheapest first; what a look proposes is cheaper than what is open."""
    known = {each.criterion.id: each for each in told}
    blockers = [each for each in cheapest_first(judged.levels[level.id].blockers) if each.criterion in known]
    return tuple(
        (reason, tuple(sorted((known[each.criterion] for each in found), key=lambda each: each.proposed is None)))
        for reason, found in groupby(blockers, key=lambda each: each.reason)
    )


def _groups(told: tuple[Told, ...]) -> list[Group]:
    found = []
    for number, (name, members) in enumerate(groupby(told, key=lambda each: each.criterion.group), 1):
        inside = list(members)
        sections = tuple(
            Section(section, tuple(each)) for section, each in groupby(inside, key=lambda each: each.criterion.section)
        )
        active = [each for each in inside if each.criterion.active]
        enough = sum(each.missing is None for each in active)
        found.append(Group(number, name, sections, enough, len(active)))
    return found
