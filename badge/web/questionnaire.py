"""The questionnaire of a level: show it, keep what is sent back, accept proposals, and say where a draft leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, current_app, make_response, redirect, render_template, request
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response

from badge.core.answers import Answer, Answers
from badge.core.criteria import Level
from badge.core.errors import InvalidAnswersError, StaleAnswersError
from badge.services import answering
from badge.web import person, site
from badge.web.card_parts import parts
from badge.web.forms import AnswersForm, fill, form_class
from badge.web.moved import moved
from badge.web.sheet import Refused, Sheet, open_sheet, page, same

blueprint = Blueprint("questionnaire", __name__)

LEAVE = ("", "leave")
"""What the button that leaves sends, and what is sent by somebody who presses none."""


@blueprint.record_once
def _prepare(state: BlueprintSetupState) -> None:
    """Make room for what is made once for an application: the forms, and the unchanging parts of cards."""
    state.app.extensions["badge.forms"] = {}
    state.app.extensions["badge.parts"] = {}


@blueprint.get("/<locale>/projects/<int:project_id>/edit")
def edit(project_id: int) -> Response:
    """Show the questions of the first level."""
    return page(open_sheet(project_id, site().criteria.series[0].levels[0].id))


@blueprint.get("/<locale>/projects/<int:project_id>/<level>/edit")
def edit_level(project_id: int, level: str) -> Response:
    """Show the questions of a level; a name that the level had before leads to the present one."""
    if elsewhere := moved("questionnaire.edit_level", project_id, level):
        return elsewhere
    return page(open_sheet(project_id, level))


@blueprint.post("/<locale>/projects/<int:project_id>/<level>")
def save(project_id: int, level: str) -> Response:
    """Keep what was sent, with the proposals that the person accepts. Whatever was not sent stays as it is."""
    sheet = open_sheet(project_id, level)
    form = fill(_form(sheet.level), request.form, sheet.kept)
    changes = form.sent()
    changes |= _accepted(sheet, {**sheet.kept, **changes})
    version = form.version(sheet.project.version)
    try:
        form.must_be_right()
        with site().database.writing() as session:
            project = answering.answer(
                session, person(), project_id, changes, version, site().criteria, sheet.says, site().clock()
            )
            session.commit()
    except InvalidAnswersError as error:
        return page(sheet, Refused({**sheet.kept, **changes}, error.fields, sent=frozenset(changes)), 400)
    except StaleAnswersError:
        return _too_late(project_id, level, version, changes)
    return _saved(sheet.with_answers(project, changes))


@blueprint.post("/<locale>/projects/<int:project_id>/<level>/preview")
def preview(project_id: int, level: str) -> Response:
    """Say where the answers in a form would lead: the summary, or the form as it was sent. Nothing is kept."""
    sheet = open_sheet(project_id, level)
    form = fill(_form(sheet.level), request.form, sheet.kept)
    sent = form.sent()
    answers = {**sheet.kept, **sent}
    if "what_if" not in request.form:
        return make_response(_summary(sheet, answers))
    # What is typed still belongs to the version that the person has seen; a later save has to know.
    seen = replace(sheet, project=replace(sheet.project, version=form.version(sheet.project.version)))
    return page(seen, Refused(answers, trial=True, sent=frozenset(sent)))


@blueprint.get("/<locale>/projects/<int:project_id>/<level>/preview")
def after_preview(project_id: int, level: str) -> Response:
    """Lead somebody who comes back to the address of a preview, or changes its language, to the questions."""
    return redirect(open_sheet(project_id, level).address("questionnaire.edit_level"))


def _form(level: Level) -> type[AnswersForm]:
    made: dict[str, type[AnswersForm]] = current_app.extensions["badge.forms"]
    if level.id not in made:
        made[level.id] = form_class(level)
    return made[level.id]


def _accepted(sheet: Sheet, answers: Answers) -> dict[str, Answer]:
    """Give the answers that the pressed button takes over from proposals."""
    wanted = sheet.own & set(request.form.getlist("accept"))
    if "accept_all" in request.form:
        wanted |= sheet.own & answering.sure(sheet.proposed, answers)
    return answering.accepted(sheet.proposed, wanted, answers, sheet.says)


def _too_late(project_id: int, level: str, version: int, changes: Mapping[str, Answer]) -> Response:
    """Show everything that was typed again; what the person had left alone takes the newer answers."""
    sheet = open_sheet(project_id, level)
    with site().database.reading() as session:
        news = answering.meanwhile(session, project_id, version)
    typed = {
        criterion: news[criterion].after if criterion in news and same(given, news[criterion].before) else given
        for criterion, given in changes.items()
    }
    shown = {criterion: each for criterion, each in news.items() if criterion in sheet.own}
    answers = {**sheet.kept, **typed}
    return page(sheet, Refused(answers, meanwhile=shown, stale=True, sent=frozenset(changes)), 409)


def _saved(sheet: Sheet) -> Response:
    """Lead on: to the readers' page, or back to the questions at the place where the person goes on."""
    if "Badge-Fragment" in request.headers:  # the page's script puts it in place by itself
        return make_response(_summary(sheet, sheet.kept))
    where = request.form.get("accept") or request.form.get("continue", "")
    if "accept_all" not in request.form and where in LEAVE:
        return redirect(sheet.address("projects.show", whole=True))
    return redirect(sheet.address("questionnaire.edit_level", anchor=_place(where, sheet), whole=True))


def _place(where: str, sheet: Sheet) -> str | None:
    """Give the anchor to go on at: a group or a question of this level, or else the first question that is left."""
    result = sheet.summary(sheet.kept)
    if where in result.groups or where in sheet.own:
        return where
    first = next((each.criterion for each in result.standing.blockers), None)
    return first if where == "left" else None


def _summary(sheet: Sheet, answers: Answers) -> str:
    words = parts(sheet.level).words
    return render_template(
        "questionnaire/_summary.html", summary=sheet.summary(answers), words=words, project=sheet.project
    )
