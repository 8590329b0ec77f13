"""What a project can be picked by, besides words: its languages, licences, forge, and the owners it stands below."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from badge.core.addresses import key_of

LANGUAGE, LICENSE, FORGE, OWNER = "language", "license", "forge", "owner"
KINDS = (LANGUAGE, LICENSE, FORGE, OWNER)

COUNTED = (LANGUAGE, LICENSE, FORGE)
"""Of these it is kept how many projects have which."""

_MOST_EACH = 12
_MOST_DEPTH = 5
_OPERATORS = re.compile(r"\s+(?:and|or|with)\s+|[()]", re.IGNORECASE)
_BETWEEN = re.compile(r"[,;]")


class Facet(NamedTuple):
    """One thing that is true of a project, in the spelling that is shown."""

    kind: str
    value: str


def facets(languages: str, license_: str, repository: str, homepage: str) -> tuple[Facet, ...]:
    """Give what can be told of a project by its own words. Without a repository its homepage says where it is."""
    found = [Facet(LANGUAGE, each) for each in _split(_BETWEEN, languages) if each != "-"]
    found += [Facet(LICENSE, each) for each in _split(_OPERATORS, license_)]
    where = place(repository) or place(homepage)
    if where:
        host, *path = where.split("/")
        found.append(Facet(FORGE, host))
        above = path[:-1] if place(repository) else path  # the last part is the project itself
        found += [Facet(OWNER, "/".join((host, *above[:end]))) for end in range(1, min(len(above), _MOST_DEPTH) + 1)]
    seen = {(each.kind, each.value.casefold()): each for each in reversed(found)}
    return tuple(reversed(seen.values()))


def place(address: str) -> str:
    """Give an address without its scheme in its one form; empty for what is no address."""
    return key_of(address).partition("://")[2] if address else ""


def owner_of(text: str) -> str:
    """Read an owner that somebody wrote, as host/owner or as an address; empty for what is neither."""
    words = text.strip().strip("/")
    if "/" not in words.partition("://")[2] and "/" not in words:
        return ""
    found = urlsplit(key_of(words) or "")
    return f"{found.netloc}{found.path}".rstrip("/") if found.path.strip("/") else ""


def _split(between: re.Pattern[str], text: str) -> list[str]:
    return [word[:100] for each in between.split(text)[:_MOST_EACH] if (word := " ".join(each.split()))]
