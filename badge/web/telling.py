"""Telling what a project is: the few questions that are asked before all others."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from badge.core.criteria import Level
from badge.core.errors import StaleAnswersError
from badge.core.projects import Project
from badge.services import telling
from badge.storage import projects
from badge.web import facts, person, site
from badge.web.forms import STALE, VERSION

blueprint = Blueprint("telling", __name__)


@blueprint.get("/<locale>/projects/<int:project_id>/facts")
def show(project_id: int) -> Response:
    """Ask for the facts."""
    project = _find(project_id)
    return _page(project, project.circumstances)


@blueprint.post("/<locale>/projects/<int:project_id>/facts")
def tell(project_id: int) -> Response:
    """Keep the facts, and lead on to the questions."""
    parts = site()
    project = _find(project_id)
    sent = {each.id: request.form[name] for each in parts.criteria.profile if (name := field(each.id)) in request.form}
    version = request.form.get(VERSION, project.version if VERSION not in request.form else STALE, type=int)
    try:
        with parts.database.writing() as session:
            telling.tell(session, person(), project_id, sent, version, parts.criteria, parts.clock())
            session.commit()
    except StaleAnswersError:
        return _page(_find(project_id), {**project.circumstances, **sent}, stale=True)
    return redirect(onward(project, _level()), 303)


def field(question: str) -> str:
    """Name the field of a question."""
    return f"fact[{question}]"


def first(project: Project, *, answered: bool) -> bool:
    """Tell whether the facts are asked before the criteria: nobody has told or answered anything yet."""
    return bool(site().criteria.profile) and not project.circumstances and not answered


def onward(project: Project, level: Level | None = None) -> str:
    """Give the page after the facts: the questions that a person came from, else the choice of a level."""
    every = [each for series in site().criteria.series for each in series.levels]
    if level is None and len(every) > 1:
        return url_for("choosing.edit", project_id=project.id)
    return url_for("questionnaire.edit_level", project_id=project.id, level=(level or every[0]).id)


def _find(project_id: int) -> Project:
    if not site().criteria.profile:
        abort(404)
    with site().database.reading() as session:
        return projects.find(session, project_id)


def _level() -> Level | None:
    """Give the level whose questions a person came from."""
    found = site().criteria.level(request.values.get("level", ""))
    return found[1] if found else None


def _page(project: Project, shown: Mapping[str, str], *, stale: bool = False) -> Response:
    level = _level()
    body = render_template(
        "projects/facts.html",
        project=project,
        questions=facts.asked(site().criteria, shown, project.circumstances),
        field=field,
        level=level,
        onward=onward(project, level),
        stale=stale,
    )
    return make_response(body, 409 if stale else 200)
