"""oEmbed: what another site needs to show the badge of a project, asked for by the address of its page."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

from flask import Blueprint, Response, request

from badge import svg
from badge.api.answering import data, nothing, parts
from badge.api.shown import UNKNOWN, shown
from badge.core.criteria import Series
from badge.core.errors import NotFoundError
from badge.services.picturing import picture
from badge.services.wishes import USUAL
from badge.storage import projects
from badge.svg import raster

blueprint = Blueprint("oembed", __name__)

_LONGEST = 500
_PROJECT = re.compile(r"(?:/[A-Za-z-]{2,12})?/projects/([1-9][0-9]{0,9})(?:/([a-z0-9-]+))?")
_THUMBNAIL = 8


@blueprint.get("/oembed")
def show() -> Response:
    """Give the badge as HTML that holds nothing but a link and an image."""
    if request.args.get("format", "json") != "json":
        return nothing("Only the format json is there.", 501)
    base = _base()
    asked = _asked(request.args.get("url", ""), base)
    if asked is None:
        return nothing("This is not the address of a project here.")
    series, project_id = asked
    found = shown(series, project_id)
    if found is None:
        return nothing(UNKNOWN)
    with parts().database.reading() as session:
        try:
            name = projects.find(session, project_id).name
        except NotFoundError:
            return nothing(UNKNOWN)
    drawn = picture(series, found, USUAL, parts().shelf)
    page = f"{base}/projects/{project_id}"
    first = series is parts().criteria.series[0]
    image = f"{page}/{'badge' if first else series.id}"
    address = page if first else f"{page}/{series.levels[0].id}"
    width = _width(svg.draw(drawn))
    words = escape(f"{drawn.label}: {drawn.message}")
    shown_as = f'<img src="{escape(image)}" alt="{words}" width="{width}" height="20">'
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": name,
        "provider_name": "badge",
        "provider_url": base,
        "width": width,
        "height": 20,
        "html": f'<a href="{escape(address)}">{shown_as}</a>',
    }
    if raster.available():
        answer |= {
            "thumbnail_url": f"{image}.png?scale={_THUMBNAIL}",
            "thumbnail_width": width * _THUMBNAIL,
            "thumbnail_height": 20 * _THUMBNAIL,
        }
    return data(answer)


def _base() -> str:
    return parts().settings.public_url or request.url_root.rstrip("/")


def _asked(url: str, base: str) -> tuple[Series, int] | None:
    """Read the address of a page here; a level in it chooses the series."""
    try:
        wanted, own = urlsplit(url[:_LONGEST]), urlsplit(base)
    except ValueError:
        return None
    path = wanted.path.rstrip("/")
    if wanted.scheme not in {"http", "https"} or wanted.netloc.lower() != own.netloc.lower():
        return None
    match = _PROJECT.fullmatch(path.removeprefix(own.path.rstrip("/")))
    if match is None:
        return None
    level = parts().criteria.level(match[2] or "")
    series = next((each for each in parts().criteria.series if each.id == match[2]), None)
    return series or (level[0] if level else parts().criteria.series[0]), int(match[1])


def _width(image: bytes) -> int:
    found = re.search(rb' width="(\d+)"', image)
    return int(found[1]) if found else 0
