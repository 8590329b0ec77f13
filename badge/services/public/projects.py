"""A project and where it stands, as public data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from badge.core.criteria import Criteria, Series
from badge.core.marks import standing_of
from badge.core.projects import Project
from badge.i18n.languages import language
from badge.services.entries import NO_LICENSE, moment
from badge.services.proof import Proof
from badge.storage import paging, standings
from badge.storage import projects as kept_projects
from badge.storage.standings import KeptStanding

TURNS = ("achieved", "first_achieved", "lost")


@dataclass(frozen=True)
class Listed:
    """What is read of a project for a list: no answers, and nothing that was found."""

    project: Project
    standings: Mapping[str, KeptStanding]
    addresses: Sequence[str]
    looked_at: datetime | None


def listed(session: Session, project_ids: Sequence[int]) -> list[Listed]:
    """Read several projects, in this order, in four queries; one that there is not is left out."""
    found = kept_projects.find_all(session, project_ids)
    ids = [each.id for each in found]
    known, places = standings.of_projects(session, ids), paging.addresses(session, ids)
    times = paging.looked(session, ids)
    return [Listed(each, known.get(each.id, {}), places.get(each.id, ()), times.get(each.id)) for each in found]


def project_data(found: Listed, criteria: Criteria, now: datetime) -> dict[str, Any]:
    """Write a project with a short form of its standings."""
    project = found.project
    return {
        "id": project.id,
        "name": project.name,
        "description": project.description,
        "homepage": project.homepage or None,
        "repository": project.repository or None,
        "addresses": list(found.addresses),
        "license": project.license or None,
        "implementation_languages": _words(project.implementation_languages),
        "cpe": project.cpe or None,
        "comments": project.general_comments,
        "language": language(project.language).tag,
        "version": project.version,
        "created_at": moment(project.created_at),
        "updated_at": moment(project.updated_at),
        "looked_at": moment(found.looked_at) if found.looked_at else None,
        "data_license": project.entry_license or NO_LICENSE,
        "attribution": project.entry_attribution or f"Please credit the editors of {project.name}.",
        "standings": [short_standing(each, found.standings.get(each.id), now) for each in criteria.series],
    }


def short_standing(series: Series, kept: KeptStanding | None, now: datetime) -> dict[str, Any]:
    """Write where a project stands in a series. `level` is what readers see, and `level_by_answers` what counts."""
    shown = kept.shown(now) if kept else ""
    on = kept is not None and shown != kept.level
    return {
        "series": series.id,
        "version": kept.series_version if kept else series.version,
        "level": shown or None,
        "level_by_answers": (kept.level if kept else "") or None,
        "shown_until": moment(kept.kept_until) if on and kept and kept.kept_until else None,
        "tiered_percentage": kept.tiered_percentage if kept else 0,
        "percentages": {each.id: kept.percentages.get(each.id, 0) if kept else 0 for each in series.levels},
        "revision": kept.revision if kept else 0,
        "updated_at": moment(kept.updated_at) if kept else None,
    }


def full_standing(series: Series, kept: KeptStanding | None, proof: Proof | None, now: datetime) -> dict[str, Any]:
    """Write the same with the times of each level, what keeps it away, and how much of it is verified."""
    judged = standing_of(series, kept.marks if kept else "")
    levels = []
    for level in series.levels:
        times: Mapping[str, str] = kept.times.get(level.id, {}) if kept else {}
        levels.append(
            {
                "level": level.id,
                "percentage": kept.percentages.get(level.id, 0) if kept else 0,
                **{f"{turn}_at": moment(times[turn]) if turn in times else None for turn in TURNS},
                "blockers": [
                    {"criterion": each.criterion, "reason": str(each.reason)}
                    for each in judged.levels[level.id].blockers
                ],
            }
        )
    return {
        **short_standing(series, kept, now),
        "levels": levels,
        "answered": proof.answered if proof else 0,
        "verified": proof.verified if proof else 0,
    }


def _words(text: str) -> list[str]:
    return [word for each in text.split(",") if (word := each.strip()) and word != "-"]
