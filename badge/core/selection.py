"""Which projects somebody wants to have listed, and in which order."""

from __future__ import annotations

from dataclasses import dataclass

PAGE = 20
"""Projects on a page of a list for programs."""

MOST_IDS = 21
MOST_WORDS = 12
LAST_PAGE = 10_000_000


@dataclass(frozen=True)
class Selection:
    """All that is wished for has to hold; what is None or empty is not asked.

    `addresses` are spellings of one address. `order` is a field of an entry, by its name there.
    """

    addresses: tuple[str, ...] | None = None
    words: tuple[str, ...] = ()
    beginning: str = ""
    ids: tuple[int, ...] | None = None
    at_least: int | None = None
    at_most: int | None = None
    order: str = "id"
    descending: bool = False
    page: int = 1
