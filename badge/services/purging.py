"""Telling a CDN what it has to fetch anew, in the form of Fastly's API."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from badge.core.errors import UnreadableError
from badge.core.messages import Message
from badge.sources import http
from badge.sources.http import Door
from badge.sources.limits import Clock

MOST = 256
"""Keys that one request may name."""

SECONDS = 10.0


@dataclass(frozen=True)
class Cdn:
    """A service at a CDN, and what lets us purge there."""

    api: str
    service: str
    token: str = field(repr=False)


def key_of(project_id: int) -> str:
    """Give the key of all that is served of a project."""
    return f"projects/{project_id}"


def purge(cdn: Cdn, project_ids: Sequence[int] | None, way: Door) -> None:
    """Purge some projects, at most `MOST`, or everything (None); raises UnreadableError when it was not taken."""
    deed, keys = "purge_all", {}
    if project_ids is not None:
        deed, keys = "purge", {"Surrogate-Key": " ".join(map(key_of, project_ids))}
    headers = {"Fastly-Key": cdn.token, "Accept": "application/json", **keys}
    answer = http.post(f"{cdn.api}/service/{cdn.service}/{deed}", headers, way, Clock(SECONDS))
    if answer.status != 200:
        raise UnreadableError(
            Message("The CDN refused to purge (status %(status)s). See that BADGE_CDN_TOKEN may do that.",
                    {"status": str(answer.status)})
        )  # fmt: skip
