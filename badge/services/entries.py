"""A whole project as one flat object, in the form that existing clients read. Lists hold the same objects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from badge.core.answers import Status
from badge.core.criteria import Criteria, Series
from badge.core.kept import KeptAnswer
from badge.core.look import Look
from badge.core.projects import Project
from badge.core.proposals import conflicts
from badge.i18n.languages import SPELLINGS
from badge.services.drawing import IN_PROGRESS
from badge.services.exporting import finding_data
from badge.storage import answers, looks, projects, standings
from badge.storage.standings import KeptStanding

NO_LICENSE = "NOASSERTION"
"""What SPDX says where nobody has said anything."""

TURNS = ("achieved", "first_achieved", "lost")


@dataclass(frozen=True)
class Whole:
    """All that is kept of a project."""

    project: Project
    standings: Mapping[str, KeptStanding] = field(default_factory=dict)
    sheet: Mapping[str, KeptAnswer] = field(default_factory=dict)
    look: Look | None = None


def whole(session: Session, project_ids: Iterable[int]) -> list[Whole]:
    """Read several projects, in this order, in four queries; one that there is not is left out."""
    found = projects.find_all(session, project_ids)
    ids = [each.id for each in found]
    kept, sheets = standings.of_projects(session, ids), answers.sheets(session, ids)
    last = looks.of_projects(session, ids)
    return [Whole(each, kept.get(each.id, {}), sheets.get(each.id, {}), last.get(each.id)) for each in found]


class Form:
    """How entries are written for one set of criteria. What is the same for every project is made once."""

    def __init__(self, criteria: Criteria) -> None:
        """Give every id the names that it has in data: its own, and the one of the document it comes from."""
        self._criteria = criteria
        self._names: dict[str, tuple[str, ...]] = {}
        for each in criteria.all():
            self._names.setdefault(each.id, _both(each.id, each.original))
        retired = (each for series in criteria.series for each in series.retired)
        self._retired = {each.id: _both(each.id, each.original) for each in retired if each.id not in self._names}
        self._computed = {
            level.requires_criterion: (series.id, level.requires)
            for series in criteria.series for level in series.levels if level.requires_criterion
        }  # fmt: skip

    def entry(self, found: Whole, now: datetime) -> dict[str, Any]:
        """Write a project. A level that a change of the criteria took is shown on for some days."""
        document = _identity(found.project)
        for series in self._criteria.series:
            first = series is self._criteria.series[0]
            document |= _standing(series, found.standings.get(series.id), now, first=first)
        return document | self._answers(found) | _look(found)

    def columns(self) -> tuple[str, ...]:
        """Name what the rows of a table hold, the same for every project: all but what is itself a list."""
        never = datetime.min.replace(tzinfo=UTC)
        nobody = Project(0, "", "", "", "", "", "en", 0, never, never)
        fixed = self.entry(Whole(nobody), never)
        found = [name for name in fixed if name not in {"conflicts", *self._statuses()}]
        for names in self._names.values():
            found += [f"{name}_{part}" for name in names for part in ("status", "justification")]
        return tuple(found)

    def _statuses(self) -> set[str]:
        return {f"{name}_status" for names in self._names.values() for name in names}

    def _answers(self, found: Whole) -> dict[str, str]:
        document: dict[str, str] = {}
        for criterion, names in (*self._names.items(), *self._retired.items()):
            kept = found.sheet.get(criterion)
            if kept is None and criterion in self._retired:
                continue  # asked no more, and never answered
            status = self._status(criterion, kept, found.standings)
            for name in names:
                document[f"{name}_status"] = status
                if kept and kept.answer.justification:
                    document[f"{name}_justification"] = kept.answer.justification
        return document

    def _status(self, criterion: str, kept: KeptAnswer | None, known: Mapping[str, KeptStanding]) -> str:
        if criterion not in self._computed:
            return str(kept.answer.status if kept else Status.UNKNOWN)
        series, below = self._computed[criterion]
        reached = series in known and known[series].percentages.get(below, 0) == 100
        return str(Status.MET if reached else Status.UNMET)


def moment(value: datetime | str) -> str:
    """Write a moment as the wire contract does."""
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return found.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _both(own: str, original: str) -> tuple[str, ...]:
    return (own, original) if original else (own,)


def _identity(project: Project) -> dict[str, Any]:
    language = project.language.replace("_", "-")
    return {
        "id": project.id,
        "user_id": project.user_id,
        "name": project.name,
        "description": project.description,
        "homepage_url": project.homepage,
        "repo_url": project.repository,
        "license": project.license,
        "implementation_languages": project.implementation_languages,
        "cpe": project.cpe,
        "general_comments": project.general_comments,
        "entry_locale": SPELLINGS.get(language, language),
        "lock_version": project.version,
        "created_at": moment(project.created_at),
        "updated_at": moment(project.updated_at),
        "additional_rights": [],
        "project_entry_attribution": project.entry_attribution or f"Please credit the editors of {project.name}.",
        "project_entry_license": project.entry_license or NO_LICENSE,
    }


def _standing(series: Series, standing: KeptStanding | None, now: datetime, *, first: bool) -> dict[str, Any]:
    """Give the figures of one series. The first one's keys are the contract's oldest: levels counted from 0."""
    prefix = "" if first else f"{series.id}_"
    found: dict[str, Any] = {
        f"{prefix}tiered_percentage": standing.tiered_percentage if standing else 0,
        f"{prefix}badge_level": (standing.shown(now) if standing else "") or IN_PROGRESS,
    }
    for number, level in enumerate(series.levels):
        name = level.id.replace("-", "_")
        share = standing.percentages.get(level.id, 0) if standing else 0
        times: Mapping[str, str] = standing.times.get(level.id, {}) if standing else {}
        found[f"badge_percentage_{number if first else name}"] = share
        for turn in TURNS:
            found[f"{turn}_{name}_at"] = moment(times[turn]) if turn in times else None
    return found


def _look(found: Whole) -> dict[str, Any]:
    """Say what was last looked at, and which sure findings speak against an answer."""
    if found.look is None:
        return {"looked_at_commit": None, "conflicts": []}
    against = conflicts(found.look.findings, {name: each.answer for name, each in found.sheet.items()})
    return {
        "looked_at_commit": found.look.repository.commit,
        "conflicts": [finding_data(each, str) for _, each in sorted(against.items())],
    }
