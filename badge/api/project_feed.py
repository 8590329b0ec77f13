"""What happened to one project, as an Atom feed."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Blueprint, Response, abort

from badge.api.answering import base, finished, moment, parts, problem
from badge.api.feed import ATOM, put
from badge.api.shown import UNKNOWN
from badge.api.without_language import TAG
from badge.core.errors import NotFoundError
from badge.core.messages import Message, counted
from badge.i18n import ENGLISH, Catalog, say
from badge.i18n.criteria import level_text
from badge.services.public.events import DETAILS
from badge.storage import paging, projects
from badge.storage.paging import Kept

blueprint = Blueprint("project_feed", __name__)

MOST = 50
UNTOLD = frozenset({"look asked for"})
"""What interests nobody who reads a feed."""

_SENTENCES = {
    "registered": Message("The project was brought in."),
    "imported": Message("The project was brought in from the public badge service, with its answers."),
    "told": Message("Somebody told facts about the project."),
    "looked": Message("Its repository was looked at."),
    "look failed": Message("A look at its repository failed."),
}


@blueprint.get("/projects/<int:project_id>/feed")
@blueprint.get("/<tag>/projects/<int:project_id>/feed")
def show(project_id: int, tag: str = "") -> Response:
    """List what happened last, in the language of the address or in English."""
    if tag and not TAG.fullmatch(tag):
        abort(404)
    language = parts().shelf.by_path(tag)
    catalog = parts().shelf.catalog(language.code) if language else ENGLISH
    with parts().database.reading() as session:
        try:
            found = projects.find(session, project_id)
        except NotFoundError:
            return problem(404, UNKNOWN)
        happened = paging.newest(session, DETAILS.keys() - UNTOLD, MOST, found.id)
    address = f"{base()}/{language.path}" if language else base()
    page = f"{address}/projects/{found.id}"
    root = Element("feed", {"xmlns": ATOM, "xml:lang": language.tag if language else "en"})
    put(root, "id", f"{base()}/projects/{found.id}/feed")
    put(root, "title", found.name)
    put(root, "updated", moment(happened[0].at if happened else found.updated_at))
    put(SubElement(root, "author"), "name", found.name)
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{page}/feed"})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": page})
    for each in happened:
        _entry(root, each, say(_sentence(each, catalog), catalog), page)
    content = tostring(root, encoding="unicode")
    return finished(f'<?xml version="1.0" encoding="utf-8"?>\n{content}\n', "application/atom+xml")


@blueprint.get("/projects/<name>/feed")
def unknown(name: str) -> Response:
    """Answer as data where the number is no number."""
    del name
    return problem(404, UNKNOWN)


def _entry(root: Element, event: Kept, sentence: str, page: str) -> None:
    entry = SubElement(root, "entry")
    put(entry, "id", f"{base()}/projects/{event.project_id}/events/{event.id}")
    put(entry, "title", sentence)
    put(entry, "updated", moment(event.at))
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": page})
    put(entry, "summary", sentence)


def _sentence(event: Kept, catalog: Catalog) -> Message:
    """Say what happened."""
    if event.kind == "answered":
        many = len(event.what["answers"])
        return counted("%(count)s answer was changed.", "%(count)s answers were changed.", many)
    if event.kind == "moved":
        return Message("The repository has another address now: %(address)s", {"address": str(event.what["to"])})
    if event.kind in {"level reached", "level lost"}:
        known = parts().criteria.level(str(event.what["level"]))
        title = level_text(*known, "title", catalog) if known else str(event.what["level"])
        if event.kind == "level reached":
            return Message("The level %(level)s was reached.", {"level": title})
        return Message("The level %(level)s was lost.", {"level": title})
    return _SENTENCES[event.kind]
