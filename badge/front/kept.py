"""An answer that is finished: its bytes, its ETag, and its headers with and without a body."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from werkzeug.http import is_resource_modified, remove_entity_headers

Headers = list[tuple[str, str]]


class Kept(NamedTuple):
    """A finished answer. `unchanged` are the headers of 304, for a reader who has the bytes already."""

    body: list[bytes]
    etag: str
    headers: Headers
    unchanged: Headers

    def fits(self, known: str) -> bool:
        """Tell whether these bytes are among those that a reader has: If-None-Match, which may be a list."""
        return known == self.etag or not is_resource_modified({"HTTP_IF_NONE_MATCH": known}, self.etag)

    def with_body(self, body: bytes) -> Kept:
        """Give the same kind of answer with other bytes."""
        own = {"content-length": str(len(body)), "etag": _etag(body)}
        return finished(body, [(name, own.get(name.lower(), value)) for name, value in self.headers])


def finished(body: bytes, headers: Iterable[tuple[str, str]]) -> Kept:
    """Finish an answer of the application; the server writes the date of each answer itself."""
    full = [(name, value) for name, value in headers if name.lower() != "date"]
    unchanged = list(full)
    remove_entity_headers(unchanged)
    return Kept([body], next((value for name, value in full if name.lower() == "etag"), ""), full, unchanged)


def _etag(body: bytes) -> str:
    """Write the ETag as the application does; where it does otherwise, `Levels.learn` notices."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'
