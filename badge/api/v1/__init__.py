"""The API for programs that are written for it: read only, strict, and described by a document made of the routes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from flask import Blueprint, Response, request
from flask.blueprints import BlueprintSetupState
from werkzeug.exceptions import MethodNotAllowed, NotFound

from badge.api.answering import base, parts
from badge.api.v1.asking import Asked, WrongRequestError, read_query
from badge.api.v1.document import PREFIX, document
from badge.api.v1.operations import OPERATIONS, Operation
from badge.api.v1.parameters import project_number
from badge.api.v1.views import Items
from badge.services.problems import KIND, document_of
from badge.storage.paging import After

__all__ = ["PREFIX", "blueprint"]

blueprint = Blueprint("v1", __name__)

_EXPOSED = "ETag, Link, RateLimit, RateLimit-Policy, Retry-After"
_JSON = "application/json"


@blueprint.record_once
def _for_each_operation(state: BlueprintSetupState) -> None:
    """Give every operation its address."""
    state.app.extensions["badge.v1"] = OPERATIONS
    for each in OPERATIONS:
        path = each.path.replace("{", "<").replace("}", ">")
        state.add_url_rule(f"{PREFIX}{path}", each.name, _view(each))


@blueprint.get(f"{PREFIX}/openapi.json")
def openapi() -> Response:
    """Give the document."""
    if refused := _refused():
        return refused
    try:
        read_query(request.query_string, (), parts())
    except WrongRequestError as error:
        return _wrong(error)
    return _answer(document(parts(), base()))


def _view(operation: Operation) -> Callable[..., Response]:
    def show(project: str = "", criterion: str = "") -> Response:
        if refused := _refused():
            return refused
        number = project_number(project) if operation.of_project else 0
        if number is None:
            return _problem(404, "The number of a project is a whole number from 1.")
        try:
            values = read_query(request.query_string, operation.parameters, parts())
        except WrongRequestError as error:
            return _wrong(error)
        found = operation.view(Asked(parts(), values, number, criterion))
        chosen: tuple[str, ...] | None = values.get("fields")
        if not isinstance(found, Items):
            return _answer(_some(found, chosen))
        content: dict[str, Any] = {"items": [_some(each, chosen) for each in found.items]}
        if operation.pages:
            content["next"] = _address_of(found.next) if found.next else None
        answer = _answer({**content, **found.more})
        if found.next:
            answer.headers["Link"] = f'<{content["next"]}>; rel="next"'
        return answer

    return show


def _some(item: dict[str, Any], chosen: tuple[str, ...] | None) -> dict[str, Any]:
    return item if chosen is None else {name: item[name] for name in chosen}


def _address_of(following: After) -> str:
    """Give the address of the next page: the present one with another cursor."""
    kept = [each for each in parse_qsl(request.query_string.decode(), keep_blank_values=True) if each[0] != "cursor"]
    query = urlencode([*kept, ("cursor", f"{following.moment}.{following.number}")])
    return f"{base()}{quote(request.path)}?{query}"


def _answer(content: dict[str, Any]) -> Response:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
    answer = Response(text, mimetype=_JSON)
    answer.headers["Cache-Control"] = "no-cache"  # whoever keeps it asks whether it is still so, before showing it
    answer.set_etag(hashlib.sha256(text.encode()).hexdigest()[:32])
    answer.make_conditional(request)
    return answer


def _problem(status: int, why: str, **more: Any) -> Response:  # noqa: ANN401 - a problem may hold anything
    content = {**document_of(status, why, request.path), **more}
    answer = Response(json.dumps(content, ensure_ascii=False) + "\n", status, mimetype=KIND)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _wrong(error: WrongRequestError) -> Response:
    more: dict[str, Any] = {"parameter": error.parameter} if error.parameter else {}
    return _problem(400, str(error), **more, **({"known": list(error.known)} if error.known else {}))


def _refused() -> Response | None:
    """Refuse who takes no JSON; whoever says nothing, or names it among others, takes it. The closest name counts."""
    wanted = {kind.partition(";")[0].strip().lower(): weight for kind, weight in reversed(request.accept_mimetypes)}
    if not request.headers.get("Accept", "").strip():
        return None
    if next((wanted[each] for each in (_JSON, "application/*", "*/*") if each in wanted), 0):
        return None
    return _problem(406, "The answer is JSON, and the header Accept refuses it. Accept application/json.")


@blueprint.before_app_request
def _not_there() -> Response | None:
    """Answer for addresses and methods that there are not in words for programs."""
    if not _ours():
        return None
    wrong = request.routing_exception
    if isinstance(wrong, MethodNotAllowed):
        answer = _problem(405, "This API is only read. Use GET, HEAD or OPTIONS.")
        answer.headers["Allow"] = ", ".join(sorted(wrong.valid_methods or ()))
        return answer
    if isinstance(wrong, NotFound):
        return _problem(404, f"There is no such address. {PREFIX}/openapi.json describes those that there are.")
    return None


@blueprint.after_app_request
def _for_any_site(answer: Response) -> Response:
    """Let any site read the answers, and ask whether they have changed."""
    if _ours():
        answer.headers["Access-Control-Allow-Origin"] = "*"
        answer.headers["Access-Control-Expose-Headers"] = _EXPOSED
        answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        answer.headers["Vary"] = "Accept"
        if request.method == "OPTIONS":
            answer.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            answer.headers["Access-Control-Allow-Headers"] = "If-None-Match"
            answer.headers["Access-Control-Max-Age"] = "86400"
    return answer


def _ours() -> bool:
    return request.path == PREFIX or request.path.startswith(f"{PREFIX}/")
