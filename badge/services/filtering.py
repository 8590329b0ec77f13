"""What the address of a list asks for beyond the public service's parameters; what cannot be read is told in words."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from badge.core.criteria import Criteria
from badge.core.errors import WrongUseError
from badge.core.facets import COUNTED, OWNER, Facet, owner_of
from badge.core.messages import Message
from badge.core.selection import LAST_PAGE, Place, Reached, Selection
from badge.services import contract_lists
from badge.services.drawing import IN_PROGRESS
from badge.storage.selecting import KEYED, orders

NONE = "none:"
"""Before the id of a series: none of its levels is reached."""

LONGEST = 200
_LONGEST_PLACE = 1_000
_DATES = {"created_at", "updated_at"}
_NUMBERS = {"id", "tiered_percentage", "verified"}


@dataclass(frozen=True)
class Wish:
    """What is asked, and what could not be read: name of the parameter -> what to write instead."""

    selection: Selection
    wrong: Mapping[str, Message]


def wish_of(
    asked: Mapping[str, str], levels: Iterable[str], criteria: Criteria, usual: str = "id", *, strict: bool = False
) -> Wish:  # fmt: skip
    """Read all parameters, of which `level` may come several times. `usual` is the order where none is asked for.

    The public service's own parameters are read as it reads them, and what is odd in them is left out; `strict` tells
    of that, too.
    """
    series = criteria.series[0]
    single = {name: asked.get(name, "") for name in contract_lists.PARAMETERS}
    wrong: dict[str, Message] = {}
    order, down = _order(single["sort"] or usual, single["sort_direction"], orders(series))
    selection = contract_lists.selection({**single, "sort": order, "sort_direction": "desc" if down else ""}, series)

    def read(name: str, change: Callable[[str], Selection]) -> None:
        nonlocal selection
        text = asked.get(name, "").strip()
        if text:
            try:
                selection = change(text)
            except WrongUseError as slip:
                wrong[name] = slip.message

    try:
        selection = replace(selection, levels=_levels(levels, criteria))
    except WrongUseError as slip:
        wrong["level"] = slip.message
    for name in COUNTED:
        read(name, lambda text, kind=name: _with_facet(selection, Facet(kind, _short(text))))  # type: ignore[misc]
    read(OWNER, lambda text: _with_facet(selection, Facet(OWNER, _owner(text))))
    read("since", lambda text: replace(selection, changed_since=_day(text)))
    read("verified", lambda text: replace(selection, verified=_percent(text)))
    read("after", lambda text: replace(selection, after=_place(text, order)))
    read("before", lambda text: replace(selection, before=_place(text, order)))
    if strict:
        wrong |= dict(_odd(single, order, orders(series), [each.id for each in series.levels]))
    return Wish(selection, wrong)


def written(place: Place) -> str:
    """Write a place for an address."""
    return base64.urlsafe_b64encode(json.dumps(place, ensure_ascii=False).encode()).decode().rstrip("=")


def order_of(selection: Selection) -> str:
    """Write an order as one word: with a minus before it, it begins with the largest."""
    return f"-{selection.order}" if selection.descending else selection.order


# --- single parameters -----------------------------------------------------------------------------------------------


def _order(text: str, direction: str, known: Sequence[str]) -> tuple[str, bool]:
    name = text.removeprefix("-")
    if name not in known:
        return text, direction == "desc"
    return name, direction == "desc" if direction in {"asc", "desc"} else text.startswith("-")


def _levels(asked: Iterable[str], criteria: Criteria) -> tuple[Reached, ...]:
    """Read levels, each of which means itself and those above it; one of each series counts, the last one."""
    found: dict[str, Reached] = {}
    for text in filter(None, asked):
        if text.startswith(NONE):
            series = next((each for each in criteria.series if each.id == text.removeprefix(NONE)), None)
            levels: tuple[str, ...] = ()
        else:
            pair = criteria.level(text) or criteria.formerly(text)
            series = pair[0] if pair else None
            ids = [each.id for each in series.levels] if series else []
            levels = tuple(ids[ids.index(pair[1].id) :]) if pair else ()
        if series is None:
            every = tuple(level.id for each in criteria.series for level in each.levels)
            raise WrongUseError(Message("There is no such level. Take one of these: %(levels)s.", {"levels": every}))
        found[series.id] = Reached(series.id, levels)
    return tuple(found.values())


def _with_facet(selection: Selection, facet: Facet) -> Selection:
    return replace(selection, facets=(*selection.facets, facet))


def _short(text: str) -> str:
    if len(text) > LONGEST or not text.isprintable():
        raise WrongUseError(Message("This is too long, or holds signs that cannot be shown. Write one short name."))
    return text


def _owner(text: str) -> str:
    found = owner_of(_short(text))
    if not found:
        raise WrongUseError(Message("Write the forge and the owner, like git.example.org/owner."))
    return found


def _day(text: str) -> datetime:
    try:
        found = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        found = None
    if found is None or len(text) != len("2026-01-31"):
        raise WrongUseError(Message("Write the day as year, month and day, like %(day)s.", {"day": "2026-01-31"}))
    return found


def _percent(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 4 and int(text) <= 100):
        raise WrongUseError(Message("Write a whole number from 0 to 100."))
    return int(text)


def _place(text: str, order: str) -> Place:
    """Read a place in a list; it has to fit the order, for otherwise it names none."""
    try:
        found = json.loads(base64.urlsafe_b64decode(text[:_LONGEST_PLACE] + "=" * (-len(text) % 4)))
        value, number = found
        good = order in KEYED and type(number) is int and 0 <= number < 2**31 and _fits(value, order)
    except (ValueError, TypeError, RecursionError):
        good = False
    if not good:
        raise WrongUseError(Message("This place in the list cannot be found. Go to the beginning of the list."))
    return Place(value, number)


def _fits(value: Any, order: str) -> bool:  # noqa: ANN401 - whatever JSON holds
    if order in _NUMBERS:
        return type(value) is int and 0 <= value < 2**31
    if not isinstance(value, str) or "\0" in value:
        return False
    if order in _DATES:
        return datetime.fromisoformat(value).tzinfo is not None
    value.encode()  # half characters are none
    return True


def _odd(
    single: Mapping[str, str], order: str, known: Sequence[str], levels: Sequence[str]
) -> Iterable[tuple[str, Message]]:
    """Tell what of the public service's parameters would be left out."""
    if order not in known:
        yield (
            "sort",
            Message("A list cannot be sorted by this. Take one of these: %(orders)s.", {"orders": tuple(known)}),
        )
    if single["sort_direction"] not in {"", "asc", "desc"}:
        yield "sort_direction", Message("Write asc or desc.")
    for name in ("gteq", "lteq"):
        if (text := single[name].strip()) and not (text.isascii() and text.isdigit() and len(text) < 4):
            yield name, Message("Write a whole number from 0 to %(most)s.", {"most": 100 * len(levels)})
    text = single["page"].strip()
    if text and not (text.isascii() and text.isdigit() and 0 < len(text) < 9 and 0 < int(text) <= LAST_PAGE):
        yield "page", Message("Write the number of a page, from 1 on.")
    statuses = (IN_PROGRESS, *levels)
    if single["status"] not in {"", *statuses}:
        yield "status", Message("There is no such level. Take one of these: %(levels)s.", {"levels": statuses})
