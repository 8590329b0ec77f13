"""The start page: one box for a repository, and what happens then."""

from __future__ import annotations

from flask import Blueprint, render_template

from badge.core.messages import Message
from badge.services.registering import shared_checkouts
from badge.storage import projects, standings
from badge.web import site
from badge.web.ladders import ladders

blueprint = Blueprint("start", __name__)

_SHOWN = 5
MOST_BUTTONS = 12
"""More checkouts than this are offered in a list that folds, so that the page stays short."""


@blueprint.get("/<locale>")
def show() -> str:
    """Ask for a repository."""
    return page()


def page(where: str = "", wrong: Message | None = None) -> str:
    """Draw the page; after a slip with what was written and what is wrong with it."""
    with site().database.reading() as session:
        known = projects.page(session, size=_SHOWN)
        kept = standings.of_projects(session, (each.id for each in known))
    return render_template(
        "start/show.html",
        where=where,
        wrong=wrong,
        checkouts=shared_checkouts(site().settings.checkouts),
        most_buttons=MOST_BUTTONS,
        known=known,
        ladders={each.id: ladders(site().criteria, kept.get(each.id, {}), site().clock()) for each in known},
    )
