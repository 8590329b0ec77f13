"""The badge of a repository by its address: for whoever does not know the number of a project."""

from __future__ import annotations

from flask import Blueprint, Response, request

from badge import svg
from badge.api.answering import image, parts
from badge.api.shown import chosen, shown, wishes
from badge.core.errors import WrongUseError
from badge.core.projects import canonical
from badge.services.picturing import picture, unknown
from badge.storage import projects

blueprint = Blueprint("badge_lookup", __name__)


@blueprint.get("/badge")
def show() -> Response:
    """Draw the badge of the project at this address; a neutral one where nobody knows it, never an error."""
    series = chosen()
    project_id = _find(request.args.get("repo", ""))
    found = shown(series, project_id) if project_id else None
    if found is None:
        return image(svg.draw(unknown(series.label, wishes(), parts().shelf)))
    return image(svg.draw(picture(series, found, wishes(), parts().shelf)))


def _find(address: str) -> int:
    try:
        wanted = canonical(address)
    except WrongUseError:
        return 0
    with parts().database.reading() as session:
        project = projects.find_by_address(session, wanted)
    return project.id if project else 0
