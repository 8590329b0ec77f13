"""Errors at the addresses of data, in the form of RFC 9457; people get a page instead."""

from __future__ import annotations

import re
from http import HTTPStatus

KIND = "application/problem+json"
_DATA = re.compile(r"/api/.*|.*\.(?:json|csv|xml|txt)|(?:/[A-Za-z-]{2,12})?(?:/projects/\d+)?/feed", re.DOTALL)


def is_data(path: str) -> bool:
    """Tell whether programs read what is at this path."""
    return _DATA.fullmatch(path) is not None


def document_of(status: int, why: str, path: str) -> dict[str, str | int]:
    """Say what is wrong. The sentence is English, for data is the same for everybody."""
    return {
        "type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": why, "instance": path,
    }  # fmt: skip
