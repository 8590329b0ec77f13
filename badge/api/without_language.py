"""Data has one address for all languages: one that begins with a language leads to it, for good."""

from __future__ import annotations

import re

from flask import Blueprint, abort, redirect, request
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response

blueprint = Blueprint("without_language", __name__)

TAG = re.compile(r"[A-Za-z]{2}(?:[-_][A-Za-z0-9]{2,8}){0,2}")
"""A language; also one that is not there, as clients of the public service write those it has."""

_DATA = ("/projects/<int:project_id>.json", "/projects/<int:project_id>/badge", "/projects/<int:project_id>/badge.json")


@blueprint.record_once
def _for_each_address(state: BlueprintSetupState) -> None:
    series = [each.id for each in state.app.extensions["badge"].criteria.series]
    more = [f"/projects/<int:project_id>/{each}{end}" for each in series for end in ("", ".json")]
    for number, path in enumerate((*_DATA, *more)):
        state.add_url_rule(f"/<tag>{path}", f"lead-{number}", lead)


def lead(tag: str, project_id: int) -> Response:
    """Lead on; what was asked for is kept."""
    del project_id
    if not TAG.fullmatch(tag):
        abort(404)
    query = request.query_string.decode("ascii", "ignore")
    path = request.path.removeprefix(f"/{tag}")
    return redirect(f"{request.root_path}{path}" + (f"?{query}" if query else ""), 301)
