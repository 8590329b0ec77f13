"""What every answer to a program holds to: open to all, never stored unasked, and not sent twice."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol

from flask import Response, current_app, request

from badge.services.problems import KIND, document_of

if TYPE_CHECKING:
    from badge.config import Settings
    from badge.core.criteria import Criteria
    from badge.i18n import Shelf
    from badge.storage.database import Database


class Parts(Protocol):
    """What these doors need of an installation; the website puts it into the application."""

    @property
    def criteria(self) -> Criteria:
        """The series that are asked."""

    @property
    def database(self) -> Database:
        """The open database."""

    @property
    def settings(self) -> Settings:
        """What was set."""

    @property
    def shelf(self) -> Shelf:
        """The languages."""

    @property
    def clock(self) -> Callable[[], datetime]:
        """Tells the time; what a change of the criteria has taken is shown on until a day."""


def parts() -> Parts:
    """Give the parts of the installation that handles the present request."""
    found: Parts = current_app.extensions["badge"]
    return found


def image(content: bytes) -> Response:
    """Answer with an image that cannot do anything but be seen."""
    answer = _open(Response(content, mimetype="image/svg+xml"))
    answer.headers["Content-Security-Policy"] = f"default-src 'none'; {_own_sheet(content)}sandbox"
    return answer


def picture(content: bytes) -> Response:
    """Answer with an image of pixels."""
    return _open(Response(content, mimetype="image/png"))


def words(text: str) -> Response:
    """Answer with plain text."""
    return _open(Response(text, mimetype="text/plain"))


def data(document: Mapping[str, Any] | Sequence[Any]) -> Response:
    """Answer with JSON."""
    return finished(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n", "application/json")


def finished(content: str, kind: str) -> Response:
    """Answer with a text of this media type."""
    return _open(Response(content, mimetype=kind))


def problem(status: int, why: str) -> Response:
    """Say what is wrong, in the form that RFC 9457 gives errors."""
    content = json.dumps(document_of(status, why, request.path), ensure_ascii=False) + "\n"
    answer = Response(content, status, mimetype=KIND)
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def base() -> str:
    """Give the address of this installation, without a slash at the end."""
    return parts().settings.public_url or request.url_root.rstrip("/")


def nothing(what: str, status: int = 404) -> Response:
    """Say that there is no such thing, without a page around it."""
    answer = Response(f"{what}\n", status, mimetype="text/plain")
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def moment(value: datetime | str) -> str:
    """Write a moment as the wire contract does."""
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return found.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _own_sheet(content: bytes) -> str:
    """Allow the style sheet of a badge for light and dark pages alike, by its content and by nothing else."""
    _, found, rest = content.partition(b"<style>")
    if not found:
        return ""
    digest = hashlib.sha256(rest.partition(b"</style>")[0]).digest()
    return f"style-src 'sha256-{base64.b64encode(digest).decode()}'; "


def _open(answer: Response) -> Response:
    """Let any site show it; image proxies ignore weaker words than no-store. Unchanged bytes are not sent again."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers["Cache-Control"] = "no-store"
    answer.set_etag(hashlib.sha256(answer.get_data()).hexdigest()[:32])
    asked = request.environ
    if asked.get("HTTP_IF_MATCH", "").strip() == "*":  # it is there, so this holds; Werkzeug takes it for an ETag
        asked = {name: value for name, value in asked.items() if name != "HTTP_IF_MATCH"}
    answer.make_conditional(asked)
    return answer
