"""Which projects somebody wants to have listed, and in which order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from badge.core.facets import Facet

PAGE = 20
"""Projects on a page of a list for programs."""

MOST_IDS = 21
MOST_WORDS = 12
LAST_PAGE = 10_000_000


class Reached(NamedTuple):
    """One of these levels of a series is what is shown of a project; none of them means that no level is shown."""

    series: str
    levels: tuple[str, ...]


class Place(NamedTuple):
    """A place in a list: the value that the list is sorted by, and the number of the project that has it."""

    value: str | int
    id: int


@dataclass(frozen=True)
class Selection:
    """All that is wished for has to hold; what is None or empty is not asked.

    `addresses` are spellings of one address. `order` is a field of an entry, by its name there. A page is named by its
    number, or better by a place: the page that begins behind `after`, or the one that ends before `before`.
    """

    addresses: tuple[str, ...] | None = None
    words: tuple[str, ...] = ()
    beginning: str = ""
    ids: tuple[int, ...] | None = None
    at_least: int | None = None
    at_most: int | None = None
    levels: tuple[Reached, ...] = ()
    facets: tuple[Facet, ...] = ()
    changed_since: datetime | None = None
    verified: int | None = None
    """The least share of answers that are verified, in per cent."""
    places: tuple[str, ...] | None = None
    """Several addresses: whatever is at one of them."""
    order: str = "id"
    descending: bool = False
    page: int = 1
    after: Place | None = None
    before: Place | None = None

    @property
    def everything(self) -> bool:
        """Tell whether nothing is left out."""
        return replace(self, order="id", descending=False, page=1, after=None, before=None) == Selection()
