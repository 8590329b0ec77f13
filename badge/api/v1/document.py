"""The OpenAPI document of /api/v1, made of the list of operations."""

from __future__ import annotations

from typing import Any

from badge import __version__
from badge.api.answering import Parts
from badge.api.v1.operations import OPERATIONS, Operation, Shape
from badge.api.v1.parameters import CRITERION, PROJECT_SCHEMA, Parameter
from badge.api.v1.schemas import ITEMS, PROBLEM, Schema, part_of, ref, strict
from badge.services.problems import KIND

PREFIX = "/api/v1"
ABOUT = (
    "Everything that is public here, for programs. It is only read, needs no key, may be asked from any site, and is "
    "the same for everybody. What is kept twice is not sent twice: send the `ETag` back in `If-None-Match`. A "
    "parameter that is not known is an error. Keys may be added to answers within this version; those that are here "
    "stay."
)
PROBLEMS: dict[int, tuple[str, str]] = {
    400: ("WrongRequest", "A parameter is not known, stands twice, or cannot be read. `detail` says what fits."),
    404: ("NotThere", "There is no such thing."),
    405: ("WrongMethod", "Only GET, HEAD and OPTIONS are answered."),
    406: ("NotAcceptable", "The header Accept refuses JSON."),
    429: ("TooMany", "There were too many requests. `Retry-After` says in how many seconds to go on."),
    500: ("Fault", "Something went wrong on the server."),
    503: ("Busy", "The database is busy or cannot be reached. Try again in a moment."),
}


def document(parts: Parts, server: str) -> dict[str, Any]:
    """Write the document of one installation: its series, levels and languages are those that it has."""
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "badge", "version": "1", "summary": "Projects, their answers, and the levels they reach.",
            "description": ABOUT, "license": {"name": "MIT", "identifier": "MIT"}, "x-badge-version": __version__,
        },
        "servers": [{"url": server}],
        "paths": {f"{PREFIX}{each.path}": _path(each, parts) for each in OPERATIONS},
        "components": {
            "schemas": {**ITEMS, **{f"{name}Keys": _some_keys(name) for name in _chosen()}, "Problem": PROBLEM},
            "headers": _HEADERS,
            "responses": {name: _problem(status, about) for status, (name, about) in PROBLEMS.items()},
        },
    }  # fmt: skip


def answer_schema(operation: Operation) -> Schema:
    """Describe an answer; `fields` may have taken keys out of it."""
    item: Schema = {"anyOf": [ref(operation.item), ref(f"{operation.item}Keys")]}
    if operation.shape is Shape.ONE:
        return item
    keys: dict[str, Schema] = {"items": {"type": "array", "items": item, "description": "The items."}}
    if operation.shape is Shape.PAGE:
        about = "The address of the page behind this one; null on the last."
        keys["next"] = {"type": ["string", "null"], "format": "uri", "description": about}
    return strict("A list.", **keys, **operation.beside)


def _path(operation: Operation, parts: Parts) -> dict[str, Any]:
    wrong = [400, *([404] if operation.of_project or operation.of_criterion else []), 406, 429, 500, 503]
    headers = {"ETag": _header("ETag"), "RateLimit": _header("RateLimit"), "RateLimit-Policy": _header("Policy")}
    if operation.shape is Shape.PAGE:
        headers["Link"] = _header("Link")
    return {
        "get": {
            "operationId": operation.name,
            "summary": operation.summary,
            "description": operation.about,
            "parameters": [*_in_path(operation), *(_parameter(each, parts) for each in operation.parameters), _KNOWN],
            "responses": {
                "200": {
                    "description": "The answer.",
                    "headers": headers,
                    "content": {"application/json": {"schema": answer_schema(operation)}},
                },
                "304": {"description": "Nothing has changed since the answer with this ETag."},
                **{str(each): {"$ref": f"#/components/responses/{PROBLEMS[each][0]}"} for each in wrong},
            },
        }
    }


def _in_path(operation: Operation) -> list[dict[str, Any]]:
    found = []
    if operation.of_project:
        found.append(("project", "The number of the project.", PROJECT_SCHEMA))
    if operation.of_criterion:
        found.append(("criterion", "The id of the criterion, in either spelling.", CRITERION.schema))
    return [
        {"name": name, "in": "path", "required": True, "description": about, "schema": schema}
        for name, about, schema in found
    ]


def _parameter(parameter: Parameter, parts: Parts) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": parameter.name, "in": "query", "description": parameter.about, "schema": parameter.described(parts),
    }  # fmt: skip
    return found | {"style": "form", "explode": False} if parameter.several else found


_KNOWN = {
    "name": "If-None-Match", "in": "header",
    "description": "The ETag of an answer that is known already; what is none is ignored.",
    "schema": {"type": "string"},
}  # fmt: skip
_HEADERS = {
    "ETag": {"description": "Names the content of the answer.", "required": True, "schema": {"type": "string"}},
    "Link": {
        "description": 'The page behind this one: `<ADDRESS>; rel="next"`. On the last page it is not there.',
        "schema": {"type": "string"},
    },
    "RateLimit": {
        "description": 'How many requests are left, and for how many seconds: `"data";r=2999;t=60`.',
        "schema": {"type": "string"},
    },
    "Policy": {"description": 'How many there are in a minute: `"data";q=3000;w=60`.', "schema": {"type": "string"}},
    "Retry-After": {
        "description": "In how many seconds to go on.", "required": True,
        "schema": {"type": "integer", "minimum": 1},
    },
}  # fmt: skip


def _header(name: str) -> Schema:
    return {"$ref": f"#/components/headers/{name}"}


def _problem(status: int, about: str) -> dict[str, Any]:
    found: dict[str, Any] = {"description": about, "content": {KIND: {"schema": ref("Problem")}}}
    return found | {"headers": {"Retry-After": _header("Retry-After")}} if status == 429 else found


def _chosen() -> list[str]:
    return list(dict.fromkeys(each.item for each in OPERATIONS))


def _some_keys(name: str) -> Schema:
    """Describe what `fields` leaves of an answer. What happened has other details for each kind."""
    if name != "Event":
        return part_of(ITEMS[name])
    return {"anyOf": [part_of(each) for each in ITEMS["Event"]["oneOf"]]}
