"""The list of projects as JSON and CSV, 20 a page; and the one project that an address or other wishes lead to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response

from badge.api.answering import base, data, finished, parts, problem
from badge.api.entry import entries, form
from badge.api.tables import table
from badge.api.without_language import TAG
from badge.core.selection import PAGE, Place, Selection
from badge.i18n import ENGLISH, say
from badge.services import filtering
from badge.services.contract_lists import PARAMETERS
from badge.storage import selecting

blueprint = Blueprint("project_list", __name__)

_LIST = re.compile(rf"/(?:({TAG.pattern})/)?projects(\.json|\.csv)?")
_CHOOSER = "choose"


@blueprint.get("/projects.json")
@blueprint.get("/<tag>/projects.json")
def as_json(tag: str = "en") -> Response:
    """Give a page of whole entries; behind the last page there is an empty list."""
    return _page(tag, lambda ids: data(entries(ids)))


@blueprint.get("/projects.csv")
@blueprint.get("/<tag>/projects.csv")
def as_csv(tag: str = "en") -> Response:
    """Give the same page as a table."""
    answer = _page(tag, lambda ids: finished(table(form().columns(), entries(ids)), "text/csv"))
    if answer.status_code == 200:
        answer.headers["Content-Disposition"] = 'attachment; filename="projects.csv"'
    return answer


@blueprint.get("/projects")
def page() -> Response:
    """Leave the page to the languages; this only keeps its address from being taken for one of them."""
    abort(404)


@blueprint.before_app_request
def lead_on() -> Response | None:
    """Lead to the one project that fits, where the address of a list says `as=`; a page or data, in any language."""
    wish = request.args.get("as", "")
    found = _LIST.fullmatch(request.path) if wish in _WISHES and request.method in {"GET", "HEAD"} else None
    if found is None:
        return None
    return _WISHES[wish](_first_few(2), f"/{found[1]}" if found[1] else "", found[2] or "")


def _as_badge(ids: list[int], _language: str, kind: str) -> Response:
    if not ids:
        return problem(404, "No project fits.")
    if len(ids) > 1:
        return problem(409, "Several projects fit. Ask for one of them by its number.")
    return _lead(f"/projects/{ids[0]}/badge{'.json' if kind == '.json' else ''}", 301)


def _as_entry(ids: list[int], language: str, kind: str) -> Response | None:
    if len(ids) != 1:
        return None  # the list itself
    if kind == ".json":
        return _lead(f"/projects/{ids[0]}.json", 301)
    section = _section()
    return _lead(f"{language}/projects/{ids[0]}" + (f"/{section}" if section else ""), 301)


def _as_edit(ids: list[int], language: str, _kind: str) -> Response | None:
    """Lead to the form, and take along all that is proposed by the address."""
    if len(ids) != 1:
        return None
    query = request.query_string.decode("utf-8", "replace")
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name not in PARAMETERS]
    path = f"{language}/projects/{ids[0]}/{_section() or _CHOOSER}/edit"
    return _lead(path + (f"?{urlencode(kept)}" if kept else ""), 302)


_WISHES = {"badge": _as_badge, "entry": _as_entry, "edit": _as_edit}


def _section() -> str:
    """Give the section that is asked for by its present name; empty for one that is none."""
    name = request.args.get("section", "")
    found = parts().criteria.level(name) or parts().criteria.formerly(name)
    return found[1].id if found else name if name == _CHOOSER else ""


def _lead(path: str, status: int) -> Response:
    answer = redirect(request.root_path + path, status)
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(tag: str, write: Callable[[list[int]], Response]) -> Response:
    """Answer with a page, and say in a header where the next one is."""
    if not TAG.fullmatch(tag):
        abort(404)
    wish = filtering.wish_of(request.args, request.args.getlist("level"), parts().criteria)
    if wish.wrong:
        name, why = next(iter(wish.wrong.items()))
        return problem(400, f"{name}: {say(why, ENGLISH)}")
    found = _places(wish.selection, PAGE)
    answer = write([each.id for each in found])
    if wish.selection.order in selecting.KEYED and len(found) == PAGE:
        answer.headers["Link"] = f'<{_behind(found[-1])}>; rel="next"'
        answer.headers["Access-Control-Expose-Headers"] = "Link"
    return answer


def _behind(place: Place) -> str:
    """Give the address of the page that begins behind a place; it is found as fast as the first one."""
    asked = [(name, value) for name, value in request.args.items(multi=True) if name not in {"page", "after", "before"}]
    return f"{base()}{request.path}?{urlencode([*asked, ('after', filtering.written(place))])}"


def _first_few(most: int) -> list[int]:
    """Give the numbers of the first few of all that fit."""
    wish = filtering.wish_of(request.args, request.args.getlist("level"), parts().criteria)
    if wish.wrong:
        return []
    return [each.id for each in _places(replace(wish.selection, page=1, after=None, before=None), most)]


def _places(wanted: Selection, size: int) -> list[Place]:
    with parts().database.reading() as session:
        return selecting.places(session, wanted, parts().criteria.series[0], size, parts().clock())
