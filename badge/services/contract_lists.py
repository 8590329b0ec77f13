"""What the address of a list asks for, read as the public service reads it: what cannot be read is not asked."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote

from badge.core.criteria import Series
from badge.core.selection import LAST_PAGE, MOST_IDS, MOST_WORDS, Selection
from badge.services.drawing import IN_PROGRESS
from badge.storage.selecting import orders

PARAMETERS = frozenset(
    {"url", "q", "pq", "ids", "gteq", "lteq", "status", "page", "sort", "sort_direction", "as", "section", "locale"}
)
"""All that the address of such a list can hold."""

_LONGEST = 500


def selection(asked: Mapping[str, str], series: Series) -> Selection:
    """Read the parameters; percentages and levels are those of the first series."""
    at_least, at_most = _number(asked.get("gteq", "")), _number(asked.get("lteq", ""))
    lowest, highest = _by_status(asked.get("status", ""), series)
    order = asked.get("sort", "")
    return Selection(
        addresses=_spellings(asked["url"]) if asked.get("url", "").strip() else None,
        words=tuple(asked.get("q", "")[:_LONGEST].replace("\0", " ").split()[:MOST_WORDS]),
        beginning=asked.get("pq", "")[:_LONGEST].replace("\0", " ").strip(),
        ids=_ids(asked["ids"]) if asked.get("ids", "").strip() else None,
        at_least=max((each for each in (at_least, lowest) if each is not None), default=None),
        at_most=min((each for each in (at_most, highest) if each is not None), default=None),
        order=order if order in orders(series) else "id",
        descending=asked.get("sort_direction", "") == "desc",
        page=min(max(_number(asked.get("page", "")) or 1, 1), LAST_PAGE),
    )


def _number(text: str) -> int | None:
    """Read a number that somebody may have written; one that is too large means a very large one."""
    found = text.strip()
    if not found.isascii() or not found.isdigit():
        return None
    return int(found) if len(found) < 9 else LAST_PAGE


def _ids(text: str) -> tuple[int, ...]:
    found = (_number(each) for each in text.split(","))
    return tuple(each for each in found if each is not None)[:MOST_IDS]


def _by_status(word: str, series: Series) -> tuple[int | None, int | None]:
    """Give the bounds of a status: below the first level, or at least at the level of that name."""
    if word == IN_PROGRESS:
        return None, 99
    names = [level.id for level in series.levels]
    return (100 * (names.index(word) + 1), None) if word in names else (None, None)


def _spellings(address: str) -> tuple[str, ...]:
    """Give what an address may have been before it came here: encoded twice, or with a plus that became a blank."""
    text = address.strip()[:_LONGEST]
    return tuple(dict.fromkeys((text, unquote(text), text.replace(" ", "+"))))
