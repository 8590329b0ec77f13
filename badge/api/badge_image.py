"""The badges of a project, one for each series, as an image and as data."""

from __future__ import annotations

from flask import Blueprint, Response
from flask.blueprints import BlueprintSetupState

from badge import svg
from badge.api.answering import data, image, moment, nothing, parts
from badge.api.shown import UNKNOWN, chosen, shown, wishes
from badge.core.criteria import Series
from badge.core.errors import NotFoundError
from badge.core.projects import Project
from badge.services.drawing import IN_PROGRESS, first_percentage, short_level
from badge.services.picturing import picture
from badge.storage import projects, standings
from badge.storage.standings import KeptStanding

blueprint = Blueprint("badge_image", __name__)


@blueprint.record_once
def _for_each_series(state: BlueprintSetupState) -> None:
    """Give every series of the installation an address of its own, beside the one of the first.

    They are written out one by one, so that no other address below a project can be taken for a series.
    """
    for number, series in enumerate(state.app.extensions["badge"].criteria.series):
        for kind, end, view in (("image", "", show_one), ("data", ".json", facts_of_one)):
            path, chosen = f"{series.id}{end}", {"number": number}
            state.add_url_rule(f"/projects/<int:project_id>/{path}", f"{kind}-{number}", view, defaults=chosen)
            state.add_url_rule(f"/projects/<name>/{path}", f"no-{kind}-{number}", unknown)


@blueprint.get("/projects/<int:project_id>/badge")
def show(project_id: int) -> Response:
    """Draw the badge of the first series, or of the one that is wished for."""
    return _draw(chosen(), project_id)


@blueprint.get("/projects/<int:project_id>/badge.json")
def facts(project_id: int) -> Response:
    """Give what the first series' badge says as data."""
    series = parts().criteria.series[0]
    project, standing = _find(series, project_id)
    if project is None:
        return nothing(UNKNOWN)
    return data(
        _identity(project)
        | {
            "badge_level": (_level(standing) if standing else "") or IN_PROGRESS,
            "tiered_percentage": standing.tiered_percentage if standing else 0,
        }
    )


@blueprint.get("/projects/<name>/badge")
@blueprint.get("/projects/<name>/badge.json")
def unknown(name: str) -> Response:
    """Answer shortly where the number is no number."""
    del name
    return nothing(UNKNOWN)


def show_one(project_id: int, number: int) -> Response:
    """Draw the badge of the series that stands at this place."""
    return _draw(parts().criteria.series[number], project_id)


def facts_of_one(project_id: int, number: int) -> Response:
    """Give what the badge of the series at this place says as data."""
    return _facts(parts().criteria.series[number], project_id)


def _draw(series: Series, project_id: int) -> Response:
    """Draw the badge of a series; it is the same for every reader of one address."""
    found = shown(series, project_id)
    if found is None:
        return nothing(UNKNOWN)
    return image(svg.draw(picture(series, found, wishes(), parts().shelf)))


def _facts(series: Series, project_id: int) -> Response:
    """Give what the badge of a series says as data."""
    project, standing = _find(series, project_id)
    if project is None:
        return nothing(UNKNOWN)
    level, percentages = (_level(standing), standing.percentages) if standing else ("", {})
    return data(
        _identity(project)
        | {
            "badge_level": short_level(series, level, percentages),
            "badge_percentage": first_percentage(series, percentages),
        }
    )


def _find(series: Series, project_id: int) -> tuple[Project | None, KeptStanding | None]:
    with parts().database.reading() as session:
        try:
            project = projects.find(session, project_id)
        except NotFoundError:
            return None, None
        return project, standings.of_project(session, project_id).get(series.id)


def _identity(project: Project) -> dict[str, int | str]:
    return {"id": project.id, "name": project.name, "updated_at": moment(project.updated_at)}


def _level(standing: KeptStanding) -> str:
    """Give the level that readers see: one that a change of the criteria took is shown on for some days."""
    return standing.shown(parts().clock())
