"""The website: pages over the services. A view parses, calls, renders; this file puts the parts together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, Flask, current_app

from badge.config import Settings
from badge.core.criteria import Criteria
from badge.core.people import LOCAL, Person
from badge.i18n import Shelf
from badge.resources import data_folder
from badge.storage.database import Database

_LARGEST_FORM = 8 * 2**20
"""A level of 80 questions with the longest reasons, in letters that an address writes with nine signs each."""


@dataclass(frozen=True)
class Site:
    """What the pages need: one installation's settings, criteria, database, languages, and its clock."""

    settings: Settings
    criteria: Criteria
    database: Database
    shelf: Shelf
    wake: Callable[[], None]
    """Tells the runner of jobs that there is something to do."""
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)


def site() -> Site:
    """Give the site of the application that handles the present request."""
    found: Site = current_app.extensions["badge"]
    return found


def person() -> Person:
    """Give the person who is asking. On one's own machine that is always the same one; accounts come in here."""
    return LOCAL


def create_app(parts: Site, secret_key: str, others: Iterable[Blueprint] = ()) -> Flask:
    """Build the application; `others` are the blueprints of neighbouring doors, such as the JSON ones."""
    from badge.web import (  # noqa: PLC0415 (they import this module)
        accounts,
        asking,
        badges,
        choosing,
        criteria,
        errors,
        figures,
        health,
        language,
        organisations,
        pages,
        projects,
        questionnaire,
        section_text,
        security,
        start,
        telling,
    )

    app = Flask(__name__, static_folder=str(data_folder("static")), template_folder="templates")
    app.extensions["badge"] = parts
    app.request_class = asking.ReadableRequest
    app.config.update(
        SECRET_KEY=secret_key,
        MAX_CONTENT_LENGTH=_LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=_LARGEST_FORM,
        MAX_FORM_PARTS=2000,
        SEND_FILE_MAX_AGE_DEFAULT=3600,
        SESSION_COOKIE_NAME="_BadgeApp_session",  # the name that scripted clients of the wire contract send
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
    )
    app.url_map.strict_slashes = False
    for part in (security, language, errors, pages):
        part.install(app)
    own = (
        start, projects, choosing, telling, questionnaire, criteria, health, section_text, accounts, figures,
        organisations, badges,
    )  # fmt: skip
    for each in (part.blueprint for part in own):
        app.register_blueprint(each)
    for each in others:
        app.register_blueprint(each)
    return app
