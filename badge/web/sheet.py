"""A project as somebody opens its questions: what is kept, what was found, and the page made from both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from flask import Response, abort, make_response, render_template, request, url_for

from badge.core.answers import Answer, Answers
from badge.core.criteria import Level, Series
from badge.core.look import Look
from badge.core.messages import Message
from badge.core.offers import offers
from badge.core.profile import excused
from badge.core.projects import Project
from badge.core.proposals import Proposal
from badge.core.scoring import standing
from badge.i18n import say
from badge.i18n.languages import language
from badge.services import answering
from badge.services.answering import Meanwhile
from badge.storage import answers as sheets
from badge.storage import looks, projects, standings
from badge.storage.standings import KeptStanding
from badge.web import site
from badge.web.card_parts import parts
from badge.web.cards import Below, Content, groups
from badge.web.forms import asked
from badge.web.ladders import ladders
from badge.web.language import reader
from badge.web.origins import source
from badge.web.summary import Summary, summary
from badge.web.what_if import rules


@dataclass(frozen=True)
class Sheet:
    """The answers that are kept, and the last look with its proposals."""

    project: Project
    series: Series
    level: Level
    kept: Answers
    look: Look | None
    looked_at: datetime | None
    proposed: Mapping[str, Proposal]
    standings: Mapping[str, KeptStanding]

    @property
    def excused(self) -> int:
        """Count the criteria here that cannot apply, by what was told about the project."""
        return len(self.own & excused(site().criteria.profile, self.project.circumstances).keys())

    @property
    def own(self) -> frozenset[str]:
        """Name the criteria that a person answers here."""
        return frozenset(each.id for each in asked(self.level))

    def says(self, message: Message) -> str:
        """Say a message in the project's own language."""
        return say(message, site().shelf.catalog(self.project.language))

    def with_answers(self, project: Project, changes: Answers) -> Sheet:
        """Give the sheet as it is after a save."""
        return replace(self, project=project, kept={**self.kept, **changes})

    def summary(self, answers: Answers) -> Summary:
        """Say where answers lead."""
        titles = {name: each.title for name, each in parts(self.level).cards.items()}
        given = {name: answering.tidy(each) for name, each in answers.items()}  # as they would be kept
        return summary(self.series, self.level, given, self.kept, titles, self.proposed)

    def below(self, answers: Answers) -> Below | None:
        """Say how far the level below is, where a criterion here is computed from it."""
        found = self.series.level(self.level.requires) if self.level.requires_criterion else None
        return Below(found, standing(self.series, answers).levels[found.id]) if found else None

    def address(self, endpoint: str, *, anchor: str | None = None, whole: bool | None = None) -> str:
        """Give the address of a page of this project and level; the choice to see only what is left goes along."""
        left = "1" if endpoint.startswith("questionnaire.") and only_left() else None
        return url_for(
            endpoint, project_id=self.project.id, level=self.level.id, left=left, _anchor=anchor, _external=whole
        )


@dataclass(frozen=True)
class Refused:
    """Why a save did not happen, and the answers that the page shows then."""

    answers: Answers
    errors: Mapping[str, Message] = field(default_factory=dict)
    meanwhile: Mapping[str, Meanwhile] = field(default_factory=dict)
    stale: bool = False
    trial: bool = False
    """Nobody has asked to save: the person only wants to see where the answers lead."""
    sent: frozenset[str] = frozenset()


@dataclass(frozen=True)
class News:
    """One line of what others saved in the meantime, beside what stands in the form."""

    criterion: str
    title: str
    theirs: Answer
    yours: Answer

    @property
    def same(self) -> bool:
        """Tell whether both say the same."""
        return same(self.theirs, self.yours)


def open_sheet(project_id: int, level_id: str) -> Sheet:
    """Read a project; raises NotFoundError, or ends in 404 for a level that nobody knows."""
    series, level = site().criteria.level(level_id) or site().criteria.formerly(level_id) or abort(404)
    with site().database.reading() as session:
        project = projects.find(session, project_id)
        kept = {criterion: each.answer for criterion, each in sheets.sheet(session, project_id).items()}
        look, looked_at = looks.last(session, project_id) or (None, None)
        known = standings.of_project(session, project_id)
    found = offers(look, kept, project.circumstances, site().criteria)
    return Sheet(project, series, level, kept, look, looked_at, found, known)


def same(one: Answer, other: Answer) -> bool:
    """Tell whether two answers would be kept as the same."""
    text, others = (each.justification.replace("\r\n", "\n").strip() for each in (one, other))
    return one.status == other.status and text == others


def only_left() -> bool:
    """Tell whether the reader wants only what is left."""
    return request.args.get("left") == "1"


def page(sheet: Sheet, refused: Refused | None = None, status: int = 200) -> Response:
    """Show the questions; after a save that was refused, with everything that was typed."""
    shown = refused or Refused(sheet.kept)
    result = sheet.summary(shown.answers)
    fixed = parts(sheet.level)
    news = [
        News(name, fixed.cards[name].title, each.after, shown.answers.get(name, Answer()))
        for name, each in shown.meanwhile.items()
    ]
    body = render_template(
        "questionnaire/edit.html",
        project=sheet.project,
        level=sheet.level,
        ladders=ladders(site().criteria, sheet.standings, site().clock()),
        asks_facts=bool(site().criteria.profile),
        excused=sheet.excused,
        look=sheet.look,
        looked_at=sheet.looked_at,
        groups=groups(_content(sheet, shown, result, {each.criterion for each in news if not each.same}), fixed),
        words=fixed.words,
        summary=result,
        asked=len(sheet.own),
        sure=len(sheet.own & answering.sure(sheet.proposed, shown.answers)),
        errors=[(name, fixed.cards[name].title, each) for name, each in shown.errors.items()],
        news=news,
        stale=shown.stale,
        trial=shown.trial,
        rules=rules(sheet.series),
        only_left=only_left(),
        text_language="" if sheet.project.language == reader().code else language(sheet.project.language).tag,
        leave=sheet.address("projects.show"),
        edit=sheet.address("questionnaire.edit_level").partition("?")[0],
        action=sheet.address("questionnaire.save"),
        preview=sheet.address("questionnaire.preview"),
    )
    response = make_response(body, status)
    # A browser that goes back may show the page it has, with what was typed; "no-store" would throw that away.
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _content(sheet: Sheet, shown: Refused, result: Summary, differing: set[str]) -> Content:
    return Content(
        sheet.level,
        shown.answers,
        sheet.kept,
        result.standing,
        sheet.look,
        sheet.proposed,
        shown.errors,
        {name: each for name, each in shown.meanwhile.items() if name in differing},
        sheet.says,
        {each.criterion for each in result.left} | shown.sent if only_left() else None,
        sheet.below(shown.answers),
        partial(source, sheet.project, sheet.level),
    )
