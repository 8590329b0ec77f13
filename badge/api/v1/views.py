"""What each address below /api/v1 answers with: a view reads, and a service writes it as public data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from badge import __version__
from badge.api.answering import base
from badge.api.shown import shown
from badge.api.v1 import parameters
from badge.api.v1.asking import Asked
from badge.core.criteria import Criteria
from badge.core.errors import NotFoundError
from badge.core.messages import Message
from badge.i18n.languages import code_of
from badge.services import dumping
from badge.services.entries import Whole, whole
from badge.services.proof import Proofs
from badge.services.public.answers import answers_data, classes_of, findings_data, look_data
from badge.services.public.badges import badge_data
from badge.services.public.criteria import criteria_data, series_data
from badge.services.public.events import DETAILS, event_data
from badge.services.public.projects import full_standing, listed, project_data
from badge.storage import looks, paging, standings
from badge.storage.paging import After

Item = dict[str, Any]


@dataclass(frozen=True)
class Items:
    """A list; `next` is where the page behind it begins, and `more` what stands beside the items."""

    items: Sequence[Item]
    next: After | None = None
    more: Item = field(default_factory=dict)


def start(_: Asked) -> Item:
    """Say where everything is."""
    paths = [each.path for each in current_app.extensions["badge.v1"]]
    address = f"{base()}/api/v1/openapi.json"
    return {"badge_version": __version__, "document": address, "paths": [f"/api/v1{each}" for each in paths]}


def projects(asked: Asked) -> Items:
    """List projects."""
    since, address = asked.get(parameters.UPDATED_SINCE), asked.get(parameters.REPOSITORY)
    with asked.parts.database.reading() as session:
        rows = paging.projects(session, asked.limit + 1, asked.after, since=since, address=address)
        page = rows[: asked.limit]
        found = listed(session, [number for number, _ in page])
    following = None
    if len(rows) > len(page):
        number, at = page[-1]
        following = After(number, paging.microseconds(at) if since else 0)
    now = asked.parts.clock()
    return Items([project_data(each, asked.parts.criteria, now) for each in found], following)


def project(asked: Asked) -> Item:
    """Give one project."""
    with asked.parts.database.reading() as session:
        found = listed(session, [asked.project])
    if not found:
        raise _no_project(asked)
    return project_data(found[0], asked.parts.criteria, asked.parts.clock())


def standing(asked: Asked) -> Items:
    """Give the standings of a project."""
    proofs: Proofs = current_app.extensions.setdefault("badge.proofs", Proofs(asked.parts.criteria))
    with asked.parts.database.reading() as session:
        proof = proofs.of(session, asked.project)
        kept = standings.of_project(session, asked.project)
    wanted, now = asked.get(parameters.SERIES), asked.parts.clock()
    every = [each for each in asked.parts.criteria.series if wanted in {None, each.id}]
    return Items([full_standing(each, kept.get(each.id), proof.get(each.id), now) for each in every])


def answers(asked: Asked) -> Items:
    """Give what people answered."""
    with asked.parts.database.reading() as session:
        found = _whole(session, asked)
    wanted = _asked_in(asked.parts.criteria, asked.get(parameters.SERIES), asked.get(parameters.LEVEL))
    status, criterion = asked.get(parameters.STATUS), asked.get(parameters.CRITERION)
    return Items(
        [
            each
            for each in answers_data(found, classes_of(found, asked.parts.criteria), asked.parts.criteria)
            if (wanted is None or each["criterion"] in wanted)
            and status in {None, each["status"]}
            and criterion in {None, each["criterion"], each["original"]}
        ]
    )


def findings(asked: Asked) -> Items:
    """Give what the last look found."""
    with asked.parts.database.reading() as session:
        _whole(session, asked)
        last = looks.last(session, asked.project)
    if last is None:
        return Items([], more={"look": None})
    look, looked_at = last
    outcome, criterion = asked.get(parameters.OUTCOME), asked.get(parameters.CRITERION)
    chosen = [
        each
        for each in findings_data(look.findings)
        if outcome in {None, each["outcome"]} and criterion in {None, each["criterion"]}
    ]
    return Items(chosen, more={"look": look_data(look, looked_at)})


def events(asked: Asked) -> Items:
    """List what happened, to all projects."""
    return _events(asked, None)


def events_of_project(asked: Asked) -> Items:
    """List what happened to one project."""
    return _events(asked, asked.project)


def badges(asked: Asked) -> Items:
    """Say what the badges of a project say."""
    wanted, found = asked.get(parameters.SERIES), []
    for series in asked.parts.criteria.series:
        said = shown(series, asked.project)
        if said is None:
            raise _no_project(asked)
        if wanted in {None, series.id}:
            found.append(badge_data(series, said, asked.parts.shelf, asked.project, base()))
    return Items(found)


def series(asked: Asked) -> Items:
    """List the series."""
    language = _language(asked)
    return Items(series_data(asked.parts.criteria, asked.parts.shelf.catalog(language)))


def criteria(asked: Asked) -> Items:
    """List the criteria."""
    wanted, level = asked.get(parameters.SERIES), asked.get(parameters.LEVEL)
    return Items(
        [each for each in _criteria(asked) if wanted in {None, each["series"]} and level in {None, each["level"]}]
    )


def criterion(asked: Asked) -> Items:
    """Give one criterion at each of its levels."""
    found = [each for each in _criteria(asked) if asked.name in {each["id"], each["original"]}]
    if not found:
        raise NotFoundError(Message("There is no such criterion. /api/v1/criteria lists those that there are."))
    return Items(found)


def dumps(asked: Asked) -> Items:
    """List the dumps that can be fetched."""
    address = f"{base()}/dumps"
    return Items(
        [
            {**each, "files": [{**one, "url": f"{address}/{each['name']}/{one['name']}"} for one in each["files"]]}
            for each in dumping.kept(dumping.folder(asked.parts.settings))
        ]
    )


def _events(asked: Asked, project_id: int | None) -> Items:
    after = asked.after.number if asked.after else 0
    with asked.parts.database.reading() as session:
        if project_id is not None and not listed(session, [project_id]):
            raise _no_project(asked)
        rows = paging.events(session, DETAILS, asked.limit + 1, after, project_id)
    page = rows[: asked.limit]
    return Items([event_data(each) for each in page], After(page[-1].id) if len(rows) > len(page) else None)


def _whole(session: Session, asked: Asked) -> Whole:
    found = whole(session, [asked.project])
    if not found:
        raise _no_project(asked)
    return found[0]


def _no_project(asked: Asked) -> NotFoundError:
    return NotFoundError(Message("There is no project %(id)s.", {"id": str(asked.project)}))


def _asked_in(every: Criteria, series_id: str | None, level_id: str | None) -> set[str] | None:
    if series_id is None and level_id is None:
        return None
    return {
        each.id for each in every.all() if series_id in {None, each.series} and level_id in {None, each.level}
    }  # fmt: skip


def _language(asked: Asked) -> str:
    chosen: str | None = asked.get(parameters.LANG)
    return next((each.code for each in asked.parts.shelf.languages if each.path == chosen), code_of("en"))


def _criteria(asked: Asked) -> list[Item]:
    """Give all criteria in the language that is asked for, made once."""
    known: dict[str, list[Item]] = current_app.extensions.setdefault("badge.v1.criteria", {})
    code = _language(asked)
    if code not in known:
        known[code] = criteria_data(asked.parts.criteria, asked.parts.shelf.catalog(code))
    return known[code]
