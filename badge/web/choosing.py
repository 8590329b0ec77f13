"""Choosing a level: what each series is for, which level to begin with, and how far a project can come."""

from __future__ import annotations

from flask import Blueprint, render_template

from badge.core.terms import people_needed
from badge.web import site
from badge.web.paths import choice

blueprint = Blueprint("choosing", __name__)


@blueprint.get("/<locale>/projects/<int:project_id>/choose")
def show(project_id: int) -> str:
    """Lead readers to the answers of a level."""
    return _page(project_id, "projects.show")


@blueprint.get("/<locale>/projects/<int:project_id>/choose/edit")
def edit(project_id: int) -> str:
    """Lead those who answer to the questions of a level."""
    return _page(project_id, "questionnaire.edit_level")


def _page(project_id: int, target: str) -> str:
    with site().database.reading() as session:
        found = choice(session, project_id, site().criteria)
    return render_template(
        "projects/choose.html", choice=found, project=found.project, target=target, people_needed=people_needed
    )
