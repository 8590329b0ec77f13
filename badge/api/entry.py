"""A whole project as one flat JSON object, in the form that existing clients read."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app

from badge.api.answering import data, parts, problem
from badge.services.entries import Form, whole

blueprint = Blueprint("entry", __name__)

UNKNOWN = "There is no such project."


@blueprint.get("/projects/<int:project_id>.json")
def show(project_id: int) -> Response:
    """Give everything that is kept of a project."""
    found = entries([project_id])
    return data(found[0]) if found else problem(404, UNKNOWN)


@blueprint.get("/projects/<name>.json")
def unknown(name: str) -> Response:
    """Answer as data where the number is no number."""
    del name
    return problem(404, UNKNOWN)


def entries(project_ids: list[int]) -> list[dict[str, Any]]:
    """Give several projects in this order; one that there is not is left out."""
    with parts().database.reading() as session:
        found = whole(session, [each for each in project_ids if each < 2**31])
    written, now = form(), parts().clock()
    return [written.entry(each, now) for each in found]


def form() -> Form:
    """Give the form of entries, made once for an application."""
    made: Form | None = current_app.extensions.get("badge.entries")
    if made is None:
        made = current_app.extensions["badge.entries"] = Form(parts().criteria)
    return made
