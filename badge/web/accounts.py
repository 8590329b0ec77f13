"""Addresses that are about accounts, where there are none: they say so, and what can be done instead."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from badge.storage import projects
from badge.web import site

blueprint = Blueprint("accounts", __name__)


@blueprint.get("/<locale>/login")
@blueprint.get("/<locale>/signup")
def none() -> str:
    """Say that nobody has to log in here."""
    return render_template("start/accounts.html", project=None)


@blueprint.get("/<locale>/projects/<int:project_id>/permissions")
@blueprint.get("/<locale>/projects/<int:project_id>/permissions/edit")
def permissions(project_id: int) -> str:
    """Say who may change a project."""
    with site().database.reading() as session:
        found = projects.find(session, project_id)
    return render_template("start/accounts.html", project=found)


@blueprint.get("/<locale>/users/<int:user_id>")
def user(user_id: int) -> Response:
    """Answer that there is nobody; when there are accounts, this is where they are shown."""
    del user_id
    abort(404)


@blueprint.get("/<locale>/home")
def home() -> Response:
    """Lead to the start page, which had this address, too."""
    return redirect(url_for("start.show"), 301)
