"""The files of dumps, for whoever wants everything at once."""

from __future__ import annotations

from flask import Blueprint, redirect, request, send_file
from werkzeug.wrappers import Response

from badge.api.answering import parts, problem
from badge.services import dumping

blueprint = Blueprint("dumps", __name__)

LATEST = "latest"
_KINDS = {".gz": "application/gzip", ".json": "application/json"}


@blueprint.get("/dumps")
def overview() -> Response:
    """Lead to the list."""
    return redirect(f"{request.root_path}/api/v1/dumps", 302)


@blueprint.get("/dumps/<name>/<file>")
def one(name: str, file: str) -> Response:
    """Send a file of a dump; `latest` leads to the newest, whose address stays the same for as long as it is kept."""
    found = dumping.find(dumping.folder(parts().settings), name, file)
    if found is None or not found[0].is_file():
        return problem(404, "There is no such file. /api/v1/dumps lists those that there are.")
    path, checksum = found
    if name == LATEST:
        answer: Response = redirect(f"{request.root_path}/dumps/{path.parent.name}/{file}", 302)
        answer.headers["Cache-Control"] = "no-cache"
    else:
        kind = _KINDS.get(path.suffix, "text/plain")
        answer = send_file(path, kind, conditional=True, etag=checksum or True, max_age=86400)
        answer.headers["Cache-Control"] = "public, max-age=86400, immutable"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
