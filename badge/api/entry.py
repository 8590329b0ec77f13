"""A whole project as one flat JSON object, in the form that existing clients read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from badge.api.answering import data, moment, nothing, parts
from badge.core.answers import Status
from badge.core.criteria import Criteria, Series
from badge.core.errors import NotFoundError
from badge.core.kept import KeptAnswer
from badge.core.look import Look
from badge.core.projects import Project
from badge.core.proposals import conflicts
from badge.services.drawing import IN_PROGRESS
from badge.services.exporting import finding_data
from badge.storage import answers, looks, projects, standings
from badge.storage.standings import KeptStanding

blueprint = Blueprint("entry", __name__)


@blueprint.get("/projects/<int:project_id>.json")
def show(project_id: int) -> Response:
    """Give everything that is kept of a project."""
    criteria = parts().criteria
    with parts().database.reading() as session:
        try:
            project = projects.find(session, project_id)
        except NotFoundError:
            return nothing("There is no such project.")
        sheet = answers.sheet(session, project_id)
        kept = standings.of_project(session, project_id)
        last = looks.last(session, project_id)
    document = _identity(project)
    for series in criteria.series:
        if standing := kept.get(series.id):
            document |= _standing(series, standing, first=series is criteria.series[0])
    return data(document | _answers(criteria, sheet) | _look(last[0] if last else None, sheet))


@blueprint.get("/<locale>/projects/<int:project_id>.json")
def with_language(project_id: int) -> Response:
    """Lead to the one address: data has no language."""
    return redirect(url_for("entry.show", project_id=project_id), 301)


def _identity(project: Project) -> dict[str, Any]:
    return {
        "id": project.id,
        "user_id": None,
        "name": project.name,
        "description": project.description,
        "homepage_url": project.homepage,
        "repo_url": project.repository,
        "license": "",
        "implementation_languages": "",
        "cpe": "",
        "general_comments": "",
        "entry_locale": project.language,
        "lock_version": project.version,
        "created_at": moment(project.created_at),
        "updated_at": moment(project.updated_at),
        "additional_rights": [],
        "project_entry_attribution": f"Please credit the editors of {project.name}.",
        "project_entry_license": "NOASSERTION",
    }


def _standing(series: Series, standing: KeptStanding, *, first: bool) -> dict[str, Any]:
    """Give the figures of one series. The first one's keys are the contract's oldest: levels counted from 0."""
    prefix = "" if first else f"{series.id}_"
    found: dict[str, Any] = {
        f"{prefix}tiered_percentage": standing.tiered_percentage,
        f"{prefix}badge_level": standing.shown(parts().clock()) or IN_PROGRESS,
    }
    for number, level in enumerate(series.levels):
        name = level.id.replace("-", "_")
        found[f"badge_percentage_{number if first else name}"] = standing.percentages.get(level.id, 0)
        times: Mapping[str, str] = standing.times.get(level.id, {})
        for turn in ("achieved", "first_achieved", "lost"):
            found[f"{turn}_{name}_at"] = moment(times[turn]) if turn in times else None
    return found


def _answers(criteria: Criteria, sheet: Mapping[str, KeptAnswer]) -> dict[str, str]:
    found = {}
    for criterion in dict.fromkeys(each.id for each in criteria.all()):
        kept = sheet.get(criterion)
        found[f"{criterion}_status"] = str(kept.answer.status if kept else Status.UNKNOWN)
        if kept and kept.answer.justification:
            found[f"{criterion}_justification"] = kept.answer.justification
    return found


def _look(look: Look | None, sheet: Mapping[str, KeptAnswer]) -> dict[str, Any]:
    """Say what was last looked at, and which sure findings speak against an answer."""
    if look is None:
        return {"looked_at_commit": None, "conflicts": []}
    against = conflicts(look.findings, {name: each.answer for name, each in sheet.items()})
    return {
        "looked_at_commit": look.repository.commit,
        "conflicts": [finding_data(each, str) for _, each in sorted(against.items())],
    }
