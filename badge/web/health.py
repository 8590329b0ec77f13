"""Whether the server is up, and whether it can work; for those who watch it."""

from __future__ import annotations

from flask import Blueprint, Response

from badge.web import site

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> Response:
    """Say that the process answers."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
def ready() -> Response:
    """Say whether the database answers."""
    if site().database.answers():
        return Response("ready\n", mimetype="text/plain")
    return Response("the database does not answer\n", 503, mimetype="text/plain")
