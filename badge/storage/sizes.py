"""How long a list is, without counting it: kept sums where there are, else a count that ends early and says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import exists, func, select, text
from sqlalchemy.orm import Session

from badge.core.criteria import Series
from badge.core.selection import Selection
from badge.storage import tallies, wished
from badge.storage.models import ProjectRow, StandingRow
from badge.storage.tallies import Counts, Kind

MOST = 1_000
"""Up to here a list is counted."""

SMALL = 10_000
"""Up to so many projects there are, every list is counted."""

_SAMPLE = 2_000


class How(StrEnum):
    """How exact a size is."""

    EXACTLY = "exactly"
    MORE_THAN = "more than"
    ABOUT = "about"


class Size(NamedTuple):
    """So many projects fit."""

    number: int
    how: How = How.EXACTLY


def size(session: Session, wanted: Selection, series: Series, counts: Counts, now: datetime) -> Size:
    """Tell how many projects fit; `counts` are the kept ones."""
    total = counts.projects
    if wanted.everything:
        return Size(total)
    plain = replace(wanted, order="id", descending=False, page=1, after=None, before=None)
    if (known := _kept(session, plain, counts.kinds)) is not None:
        return Size(known)
    conditions = wished.conditions(plain, series, session.get_bind().dialect.name, now)
    if total <= SMALL:
        counted = select(func.count()).select_from(ProjectRow).where(*conditions)
        return Size(session.scalar(counted) or 0)
    if not wished.is_pointed(plain) and (guess := _guess(session, plain, series, total, now)) > 2 * MOST:
        return Size(_round(guess), How.ABOUT)
    some = select(ProjectRow.id).where(*conditions).limit(MOST + 1).subquery()
    found = session.scalar(select(func.count()).select_from(some)) or 0
    return Size(found) if found <= MOST else Size(MOST, How.MORE_THAN)


def _kept(session: Session, plain: Selection, kinds: Sequence[Kind]) -> int | None:
    """Give the kept sum where one thing is wished for that has one."""
    if len(plain.facets) == 1 and replace(plain, facets=()).everything:
        kind, value = plain.facets[0]
        found = (each.number for each in kinds if each.facet.kind == kind)
        same = (each.number for each in kinds if each.facet.kind == kind and _same(each.facet.value, value))
        return next(same, 0) if next(found, None) is not None else None
    if len(plain.levels) == 1 and replace(plain, levels=()).everything:
        kept = session.scalar(select(exists().select_from(StandingRow).where(text("kept_level <> ''"))))
        wish = plain.levels[0]
        return None if kept else tallies.levels(session, wish.series, wish.levels or ("",))
    return None


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _guess(session: Session, plain: Selection, series: Series, total: int, now: datetime) -> int:
    """Look at those that came last, and take the others for alike."""
    rows = select(ProjectRow.id).order_by(ProjectRow.id.desc()).limit(_SAMPLE).subquery("sample")
    fit = select(func.count()).select_from(rows).where(*wished.of_one(plain, series, rows.c.id, now))
    return (session.scalar(fit) or 0) * total // _SAMPLE


def _round(number: int) -> int:
    """Keep two digits."""
    unit: int = 10 ** max(len(str(number)) - 2, 0)
    return number // unit * unit
