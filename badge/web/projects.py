"""Projects: bringing one in, following its look, the list, and the page for readers."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from badge.core.criteria import Level, Series
from badge.core.errors import WrongUseError
from badge.services import looking, registering
from badge.storage import answers, jobs, looks, projects
from badge.storage.jobs import State
from badge.web import facts, listing, person, site, start, telling
from badge.web.badges import base, places_of
from badge.web.chronicle import chronicle
from badge.web.ladders import Ladder, ladders
from badge.web.language import reader, told
from badge.web.moved import moved
from badge.web.opengraph import shared
from badge.web.portrait import portrait
from badge.web.snippets import Snippet, snippets

blueprint = Blueprint("projects", __name__)


@dataclass(frozen=True)
class Show:
    """A series as the readers' page shows it: where the project stands, the name of its badge, and how to embed it."""

    ladder: Ladder
    image: str
    snippets: tuple[Snippet, ...]


@blueprint.get("/<locale>/projects")
def index() -> tuple[str, int]:
    """List the projects that the address asks for."""
    return listing.page()


@blueprint.post("/<locale>/projects")
def register() -> Response | tuple[str, int]:
    """Bring a project in, and follow its first look."""
    where = request.form.get("where", "")
    parts = site()
    try:
        with parts.database.writing() as session:
            project = registering.register(
                session, person(), where, parts.criteria, parts.clock(),
                checkouts=parts.settings.checkouts, language=reader().code,
            )  # fmt: skip
            session.commit()
    except WrongUseError as slip:
        return start.page(where, slip.message), 400
    parts.wake()
    return redirect(url_for("projects.look", project_id=project.id), 303)


@blueprint.get("/<locale>/projects/<int:project_id>")
def first(project_id: int) -> Response:
    """Lead to the first level; an old kind of address names one in its query."""
    with site().database.reading() as session:
        projects.find(session, project_id)
    name = request.args.get("criteria_level", "")
    asked = site().criteria.level(name) or site().criteria.formerly(name)
    level = asked[1] if asked else _first_level()
    address = url_for("projects.show", project_id=project_id, level=level.id)
    return redirect(address, 301 if asked else 302)


@blueprint.get("/<locale>/projects/<int:project_id>/<level>")
def show(project_id: int, level: str) -> str | Response:
    """Show a project to readers at one level; a name that the level had before leads to the present one."""
    if elsewhere := moved("projects.show", project_id, level):
        return elsewhere
    series, wanted = _level(level)
    address = f"{base()}/projects/{project_id}"
    with site().database.reading() as session:
        found = portrait(session, project_id, series, wanted, site().criteria)
    shows = [_show(address, each) for each in ladders(site().criteria, found.standings, site().clock())]
    first = next(each for each in shows if each.ladder.series is series)
    return render_template(
        "projects/show.html",
        portrait=found,
        shared=shared(found.project, address, first.ladder.words, first.image, request.root_path),
        all_series=site().criteria.series,
        happenings=chronicle(found.events, site().criteria),
        data=f"{request.root_path}/projects/{project_id}",
        shows=shows,
        facts=list(facts.told(site().criteria, found.project.circumstances)),
        asks_facts=bool(site().criteria.profile),
        now=site().clock(),
    )


@blueprint.get("/<locale>/projects/<int:project_id>/look")
def look(project_id: int) -> str:
    """Show how far a look is; when it is done, lead on to the questions."""
    with site().database.reading() as session:
        project = projects.find(session, project_id)
        job = jobs.latest(session, project_id, looking.KIND)
        last = looks.last(session, project_id)
        answered = bool(answers.sheet(session, project_id))
    first_of_all = telling.first(project, answered=answered)
    level = None if len(site().criteria.series) > 1 else _first_level()
    onward = url_for("telling.show", project_id=project_id) if first_of_all else telling.onward(project, level)
    return render_template("projects/look.html", project=project, job=job, last=last, onward=onward, State=State)


@blueprint.get("/<locale>/projects/<int:project_id>/look.json")
def look_state(project_id: int) -> Response:
    """Say the same to the page's script."""
    with site().database.reading() as session:
        projects.find(session, project_id)
        job = jobs.latest(session, project_id, looking.KIND)
    return jsonify(state=job.state if job else None, text=told(job.progress) if job else "")


@blueprint.post("/<locale>/projects/<int:project_id>/look")
def look_again(project_id: int) -> Response:
    """Ask for another look."""
    parts = site()
    with parts.database.writing() as session:
        looking.ask(session, person(), project_id, parts.clock())
        session.commit()
    parts.wake()
    return redirect(url_for("projects.look", project_id=project_id), 303)


def _first_level() -> Level:
    return site().criteria.series[0].levels[0]


def _level(level_id: str) -> tuple[Series, Level]:
    found = site().criteria.level(level_id)
    if found is None:
        abort(404)
    return found


def _show(address: str, ladder: Ladder) -> Show:
    """Say how the badge of a series is shown."""
    places = places_of(address, ladder.series)
    return Show(ladder, places.image.rpartition("/")[2], snippets(places.image, places.page, ladder.series.label))
