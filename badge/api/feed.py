"""The projects that changed last, as an Atom feed."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Blueprint, Response, abort

from badge.api.answering import base, finished, moment, parts
from badge.api.without_language import TAG
from badge.core.messages import Message
from badge.core.projects import Project
from badge.core.selection import Selection
from badge.i18n import ENGLISH, Catalog, say
from badge.i18n.criteria import level_text
from badge.storage import projects, selecting, standings
from badge.storage.standings import KeptStanding

blueprint = Blueprint("feed", __name__)

MOST = 50
ATOM = "http://www.w3.org/2005/Atom"
_UNFIT = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535, *range(55296, 57344)))


@blueprint.get("/feed")
@blueprint.get("/<tag>/feed")
def show(tag: str = "") -> Response:
    """List the 50 projects that changed last, in the language of the address or in English."""
    if tag and not TAG.fullmatch(tag):
        abort(404)
    language = parts().shelf.by_path(tag)
    catalog = parts().shelf.catalog(language.code) if language else ENGLISH
    first = parts().criteria.series[0]
    with parts().database.reading() as session:
        newest = selecting.numbers(session, Selection(order="updated_at", descending=True), first, MOST)
        found = projects.find_all(session, newest)
        known = standings.of_projects(session, newest)
    address = f"{base()}/{language.path}" if language else base()
    root = Element("feed", {"xmlns": ATOM, "xml:lang": language.tag if language else "en"})
    put(root, "id", f"{base()}/feed")
    put(root, "title", say(Message("Projects that changed last"), catalog))
    put(root, "updated", moment(max((each.updated_at for each in found), default=parts().clock())))
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{address}/feed"})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": f"{address}/projects"})
    for each in found:
        _entry(root, each, _standing(known.get(each.id, {}), catalog), address)
    content = tostring(root, encoding="unicode")
    return finished(f'<?xml version="1.0" encoding="utf-8"?>\n{content}\n', "application/atom+xml")


def _entry(root: Element, project: Project, standing: str, address: str) -> None:
    entry = SubElement(root, "entry")
    put(entry, "id", f"{base()}/projects/{project.id}")
    put(entry, "title", project.name)
    put(entry, "updated", moment(project.updated_at))
    put(entry, "published", moment(project.created_at))
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{address}/projects/{project.id}"})
    data = f"{base()}/projects/{project.id}.json"
    SubElement(entry, "link", {"rel": "related", "type": "application/json", "href": data})
    put(SubElement(entry, "author"), "name", project.name)
    put(entry, "summary", standing)


def _standing(known: dict[str, KeptStanding], catalog: Catalog) -> str:
    """Say the level of each series that the project has reached, or how far the first one is."""
    criteria, now = parts().criteria, parts().clock()
    found = []
    for series in criteria.series:
        level = series.level(known[series.id].shown(now)) if series.id in known else None
        if level:
            values = {"label": series.label, "level": level_text(series, level, "title", catalog)}
            found.append(say(Message("%(label)s: %(level)s", values), catalog))
    if found:
        return " · ".join(found)
    first = criteria.series[0]
    share = known[first.id].percentages.get(first.levels[0].id, 0) if first.id in known else 0
    return say(Message("%(label)s: in progress, %(percent)s%%", {"label": first.label, "percent": share}), catalog)


def put(above: Element, name: str, text: str) -> None:
    """Add a text, without the characters that XML cannot hold."""
    SubElement(above, name).text = text.translate(_UNFIT)
