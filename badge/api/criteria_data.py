"""Everything that is asked, as data: the same for everybody, made once per language and kept in memory."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from flask import Blueprint, Response, current_app, request

from badge.api.answering import Parts, nothing, parts
from badge.i18n import Shelf
from badge.i18n.languages import LONGEST_HEADER, language
from badge.services.listing import listed

blueprint = Blueprint("criteria_data", __name__)

SCHEMA = Path(__file__).with_name("criteria.schema.json")
_A_DAY = 86400


class _Parts(Parts, Protocol):
    """What this door needs beyond the others."""

    @property
    def shelf(self) -> Shelf:
        """The languages."""


@dataclass(frozen=True)
class _Kept:
    """A finished answer."""

    content: bytes
    kind: str
    name: str


@blueprint.get("/api/criteria.json")
def everything() -> Response:
    """Give all series, in the language of `lang` or in English."""
    return _document("")


@blueprint.get("/api/criteria/<level>.json")
def of_level(level: str) -> Response:
    """Give one level in the same form."""
    if parts().criteria.level(level) is None:
        return nothing("There is no such level.")
    return _document(level)


@blueprint.get("/api/criteria.schema.json")
def schema() -> Response:
    """Give the JSON Schema of both."""
    return _send("schema", "application/schema+json", SCHEMA.read_bytes)


def _document(level: str) -> Response:
    installation: _Parts = current_app.extensions["badge"]
    code = installation.shelf.choose(request.args.get("lang", "en")[:LONGEST_HEADER])

    def made() -> bytes:
        languages = tuple(each.path for each in installation.shelf.languages)
        found = listed(installation.criteria, installation.shelf.catalog(code), level)
        document: dict[str, Any] = {"language": language(code).path, "languages": languages, **found}
        return (json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode()

    return _send(f"{code} {level}", "application/json", made)


def _send(name: str, kind: str, made: Callable[[], bytes]) -> Response:
    """Answer with what is kept under a name, and make it first where there is nothing yet."""
    known: dict[str, _Kept] = current_app.extensions.setdefault("badge.criteria.data", {})
    if name not in known:
        content = made()
        known[name] = _Kept(content, kind, hashlib.sha256(content).hexdigest()[:32])
    kept = known[name]
    answer = Response(kept.content, mimetype=kept.kind)
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers["Cache-Control"] = f"public, max-age={_A_DAY}"
    answer.set_etag(kept.name)
    answer.make_conditional(request)
    return answer
