"""The badge of a project, as an image and as data."""

from __future__ import annotations

from flask import Blueprint, Response

from badge import svg
from badge.api.answering import data, image, moment, nothing, parts
from badge.core.errors import NotFoundError
from badge.services.drawing import IN_PROGRESS, badge_of
from badge.storage import projects, standings

blueprint = Blueprint("badge_image", __name__)

_UNKNOWN = "There is no such project."


@blueprint.get("/projects/<int:project_id>/badge")
def show(project_id: int) -> Response:
    """Draw the badge of the first series. It reads one narrow row, and is the same for every reader."""
    series = parts().criteria.series[0]
    with parts().database.reading() as session:
        standing = standings.of_project(session, project_id).get(series.id)
    if standing is None:
        return nothing(_UNKNOWN)
    return image(svg.draw(badge_of(series, standing.level, standing.percentages)))


@blueprint.get("/projects/<int:project_id>/badge.json")
def facts(project_id: int) -> Response:
    """Give what the badge says as data."""
    series = parts().criteria.series[0]
    with parts().database.reading() as session:
        try:
            project = projects.find(session, project_id)
        except NotFoundError:
            return nothing(_UNKNOWN)
        standing = standings.of_project(session, project_id).get(series.id)
    return data(
        {
            "id": project.id,
            "name": project.name,
            "updated_at": moment(project.updated_at),
            "badge_level": (standing.level if standing else "") or IN_PROGRESS,
            "tiered_percentage": standing.tiered_percentage if standing else 0,
        }
    )


@blueprint.get("/projects/<name>/badge")
@blueprint.get("/projects/<name>/badge.json")
def unknown(name: str) -> Response:
    """Answer shortly where the number is no number."""
    del name
    return nothing(_UNKNOWN)
