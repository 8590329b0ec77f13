"""Which addresses the front may know the answer to, and under what they are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable

from badge.services.wishes import PARAMETERS, PROOF
from badge.svg import STYLES, THEMES

OLDEST = "badge"
"""The address of the first series that everybody knows; it has one of its own, too."""

FIXED = "/badge_static/"

_PLAIN = re.compile(r"[A-Za-z0-9_.=&-]{1,200}").fullmatch
"""A query without any sign that could be read in two ways."""


class Addresses:
    """The addresses of an installation."""

    def __init__(self, series: Iterable[str], languages: Iterable[str]) -> None:
        """Begin with the ids of all series, in their order, and the codes of all languages."""
        ids = tuple(series)
        self._places = {OLDEST: 0} | {each: place for place, each in enumerate(ids)}
        names = "|".join(map(re.escape, self._places))
        self._image = re.compile(rf"/projects/([1-9][0-9]{{0,8}})/({names})\Z").match
        self._project = re.compile(rf"/projects/([1-9][0-9]{{0,8}})(?:/({names}))?(?:\.json)?\Z").match
        self._wishes = {
            *(f"style={each}" for each in STYLES), *(f"theme={each}" for each in THEMES),
            *(f"series={each}" for each in ids), *(f"lang={each}" for each in languages), f"show={PROOF}",
        }  # fmt: skip

    def key(self, path: str, query: str) -> str | None:
        """Give the address under which an answer is kept, or None where only the application knows what is meant.

        What no badge reads, as readers add it to have an image anew, changes nothing. Labels of one's own are left to
        the application, for there is no end of them.
        """
        if not query:
            return path
        if not _PLAIN(query):
            return None
        wished = [each for each in query.split("&") if each.partition("=")[0] in PARAMETERS]
        if not wished:
            return path
        names = {each.partition("=")[0] for each in wished}
        if len(names) < len(wished) or not self._wishes.issuperset(wished):
            return None
        return f"{path}?{'&'.join(sorted(wished))}"

    def image(self, key: str) -> tuple[int, int] | None:
        """Read the address of an image that nothing is wished of: the place of its series, and the project."""
        found = self._image(key)
        return (self._places[found[2]], int(found[1])) if found else None

    def project(self, path: str) -> int:
        """Give the number of the project that an answer tells of, and that it is purged with; else 0."""
        found = self._project(path)
        return int(found[1]) if found else 0

    def kept(self, path: str) -> bool:
        """Tell whether answers for this path are kept: badges and what they say as data, not whole entries."""
        found = self._project(path)
        return bool(found[2]) if found else path.startswith(FIXED)
