"""What search engines are told: what they may read, and every page in every language."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Blueprint, Response

from badge.api.answering import base, finished, moment, parts, problem
from badge.storage import numbering

blueprint = Blueprint("site_map", __name__)

NUMBERS = 1_000
"""Numbers of projects in one file: below the 50,000 addresses that a file may hold, also with 20 languages."""

_MAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Let everything be read but what changes something or is asked for with wishes."""
    lines = [
        "User-agent: *",
        "Disallow: /*/edit",
        "Disallow: /*/preview",
        "Disallow: /*?",
        "Allow: /",
        f"Sitemap: {base()}/sitemap.xml",
    ]
    return finished("\n".join(lines) + "\n", "text/plain")


@blueprint.get("/sitemap.xml")
def index() -> Response:
    """Name the files of the map: one with the pages, and one for every few thousand projects."""
    with parts().database.reading() as session:
        last = numbering.last(session)
    root = Element("sitemapindex", {"xmlns": _MAPS})
    names = ["pages", *(f"projects-{each}" for each in range(last // NUMBERS + 1))] if last else ["pages"]
    for each in names:
        SubElement(SubElement(root, "sitemap"), "loc").text = f"{base()}/sitemap/{each}.xml"
    return _xml(root)


@blueprint.get("/sitemap/pages.xml")
def pages() -> Response:
    """Name the pages that are about no project."""
    criteria = parts().criteria
    levels = (f"/criteria/{level.id}" for series in criteria.series for level in series.levels)
    questions = (f"/criteria/{each}" for each in dict.fromkeys(one.id for one in criteria.all()))
    return _map(
        (path, "") for path in ("", "/projects", "/project_stats", "/organisations", "/criteria", *levels, *questions)
    )


@blueprint.get("/sitemap/projects-<number>.xml")
def some(number: str) -> Response:
    """Name the pages of some projects, with the time of their last change."""
    if not (number.isascii() and number.isdigit() and len(number) < 8 and str(int(number)) == number):
        return problem(404, "There is no such part of the map.")
    first = int(number) * NUMBERS
    with parts().database.reading() as session:
        found = numbering.changed(session, first, first + NUMBERS)
    levels = [level.id for series in parts().criteria.series for level in series.levels[:1]]
    return _map((f"/projects/{own}/{level}", moment(at)) for own, at in found for level in levels)


def _map(paths: Iterable[tuple[str, str]]) -> Response:
    """Write a page for each language, and beside each the same page in the others."""
    root = Element("urlset", {"xmlns": _MAPS, "xmlns:xhtml": _XHTML})
    languages = [(each.tag, f"{base()}/{each.path}") for each in parts().shelf.languages]
    for path, changed in paths:
        for _, own in languages:
            url = SubElement(root, "url")
            SubElement(url, "loc").text = own + path
            if changed:
                SubElement(url, "lastmod").text = changed
            for tag, other in (*languages, ("x-default", base())):
                alternate = {"rel": "alternate", "hreflang": tag, "href": (other + path) or "/"}
                SubElement(url, "xhtml:link", alternate)
    return _xml(root)


def _xml(root: Element) -> Response:
    content = tostring(root, encoding="unicode")
    return finished(f'<?xml version="1.0" encoding="utf-8"?>\n{content}\n', "application/xml")
