"""How much one criterion demands now and before: each way in which it became stricter or looser, as a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from badge.core.criteria import Category, Criterion, Flag
from badge.core.messages import Message

Demands: TypeAlias = Iterator[tuple[bool, Message]]
"""Whether it became stricter, and the sentence."""

_BY_DEMAND = (Category.SUGGESTED, Category.SHOULD, Category.MUST)


def demands(old: Criterion, new: Criterion) -> Demands:
    """Give every way in which a criterion asks for more, or for less, than before; there may be some of both."""
    for compare in (_category, _counts, _not_applicable, _met):
        yield from compare(old, new)


def _category(old: Criterion, new: Criterion) -> Demands:
    if old.category is new.category:
        return
    words = {"before": str(old.category), "after": str(new.category)}
    if _BY_DEMAND.index(new.category) > _BY_DEMAND.index(old.category):
        yield True, Message("It was %(before)s and is %(after)s now, so fewer answers are enough.", words)
    else:
        yield False, Message("It was %(before)s and is %(after)s now, so more answers are enough.", words)


def _counts(old: Criterion, new: Criterion) -> Demands:
    if new.active and not old.active:
        yield True, Message("It counts now; before, it was only shown.")
    elif old.active and Flag.OBSOLETE in new.flags:
        yield False, Message("It counts no more, because it is obsolete.")
    elif old.active and not new.active:
        yield False, Message("It does not count yet; before, it did.")


def _not_applicable(old: Criterion, new: Criterion) -> Demands:
    before, after = (Flag.NA_ALLOWED in each.flags for each in (old, new))
    if before != after:
        yield before, Message("N/A is not accepted any more.") if before else Message("N/A is accepted now.")
    if before and after:
        asked, asks = (Flag.NA_JUSTIFICATION_REQUIRED in each.flags for each in (old, new))
        if asked != asks:
            yield asks, Message("N/A needs a reason now.") if asks else Message("N/A needs no reason any more.")


def _met(old: Criterion, new: Criterion) -> Demands:
    match _text_for_met(old), _text_for_met(new):
        case before, after if before == after:
            return
        case _, 2:
            yield True, Message("Met needs a reason with a link now.")
        case 0, _:
            yield True, Message("Met needs a reason now.")
        case _, 1:
            yield False, Message("Met needs no link any more; a reason is enough.")
        case _:
            yield False, Message("Met needs no reason any more.")


def _text_for_met(criterion: Criterion) -> int:
    if Flag.MET_URL_REQUIRED in criterion.flags:
        return 2
    return 1 if Flag.MET_JUSTIFICATION_REQUIRED in criterion.flags else 0
