"""A level of a project as Markdown: for those who read, quote or keep it as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flask import Blueprint, abort
from werkzeug.wrappers import Response

from badge.core import wordings
from badge.core.messages import Message
from badge.i18n.criteria import group_name, level_text
from badge.web import site
from badge.web.language import catalog, told
from badge.web.moved import moved
from badge.web.pages import criterion_title
from badge.web.portrait import Portrait, Told, portrait

blueprint = Blueprint("section_text", __name__)

_SPECIAL = str.maketrans({each: f"\\{each}" for each in "\\`*_{}[]<>()#+!|~&"})


@blueprint.get("/<locale>/projects/<int:project_id>/<level>.md")
def show(project_id: int, level: str) -> Response:
    """Give the answers of a level, with what is missing; a former name leads to the present one."""
    if elsewhere := moved("section_text.show", project_id, level):
        return elsewhere
    asked = site().criteria.level(level)
    if asked is None:
        abort(404)
    with site().database.reading() as session:
        found = portrait(session, project_id, *asked, site().criteria)
    answer = Response("\n".join(_lines(found)) + "\n", mimetype="text/markdown")
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


def _lines(found: Portrait) -> Iterator[str]:
    project = found.project
    yield f"# {_plain(project.name)}: {_plain(level_text(found.series, found.level, 'title', catalog()))}"
    yield ""
    if project.description:
        yield f"{_plain(project.description)}\n"
    for address in filter(None, (project.homepage, project.repository)):
        yield f"* <{address}>" if re.fullmatch(r"https?://[^\s<>]+", address) else f"* {_plain(address)}"
    standing = found.standings.get(found.series.id)
    share = standing.percentages.get(found.level.id, 0) if standing else 0
    yield ""
    yield _plain(told(Message("%(percent)s%% of this level is reached.", {"percent": share})))
    for group in found.groups:
        if group.name:
            yield f"\n## {_plain(group_name(group.name, catalog()))}"
        for section in group.sections:
            if section.name and section.name != group.name:
                yield f"\n### {_plain(group_name(section.name, catalog()))}"
            yield ""
            for each in section.told:
                yield from _answer(each)


def _answer(each: Told) -> Iterator[str]:
    status = _plain(told(wordings.STATUSES[each.status]))
    missing = f" ({_plain(told(wordings.REASONS[each.missing]))})" if each.missing else ""
    yield f"* **{_plain(criterion_title(each.criterion))}** (`{each.criterion.id}`): {status}{missing}"
    text = each.kept.answer.justification
    for line in text.splitlines() if text else ():
        yield f"  > {_plain(line)}".rstrip()


def _plain(text: str) -> str:
    """Write a foreign text so that it cannot become markup; addresses stay readable, and renderers link them."""
    pieces = re.split(r"(https?://[^\s<>\"'`\\\[\]!|*]+)", text)
    found = "".join(each if number % 2 else each.translate(_SPECIAL) for number, each in enumerate(pieces))
    return f"\\{found}" if found.startswith(("-", "=")) else found
