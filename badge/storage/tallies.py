"""How many projects there are, of all and of each kind, without counting them: sums that every change keeps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import delete, func, insert, literal, select, union_all
from sqlalchemy.orm import Session

from badge.core.facets import COUNTED, Facet
from badge.storage.models import TallyRow

BLOCK = 1_000
"""Numbers of projects that are counted together."""

_BLOCKS, _LEVELS = "block", "level"
_AT_ONCE = 50_000
_MOST_KINDS = 2_000


class Kind(NamedTuple):
    """Something that projects can be picked by, and how many have it."""

    facet: Facet
    number: int


class Counts(NamedTuple):
    """All projects, and those of each kind."""

    projects: int
    kinds: Sequence[Kind]


def projects(session: Session) -> int:
    """Tell how many projects there are."""
    return session.scalar(select(func.sum(TallyRow.step)).where(TallyRow.kind == _BLOCKS)) or 0


def levels(session: Session, series: str, wanted: Sequence[str]) -> int:
    """Tell how many have one of these levels in a series; an empty name counts those that have none."""
    names = [f"{series} {each}" for each in wanted]
    condition = (TallyRow.kind == _LEVELS, TallyRow.name.in_(names))
    return session.scalar(select(func.sum(TallyRow.step)).where(*condition)) or 0


def counts(session: Session) -> Counts:
    """Give how many projects there are, and every language, licence and forge with how many have it.

    The most frequent come first. Spellings that differ only in the case of letters are one; the most frequent is shown.
    """
    total = func.sum(TallyRow.step)
    each = (
        select(TallyRow.kind, TallyRow.name, total.label("total"))
        .where(TallyRow.kind.in_(COUNTED)).group_by(TallyRow.kind, TallyRow.name).having(total > 0)
        .order_by(total.desc(), TallyRow.name).limit(_MOST_KINDS).subquery()
    )  # fmt: skip
    blocks = select(literal(_BLOCKS), literal(""), total).where(TallyRow.kind == _BLOCKS)
    projects, found = 0, dict[tuple[str, str], Kind]()
    for kind, name, number in session.execute(union_all(select(each), blocks)):
        if kind == _BLOCKS:
            projects = int(number or 0)
            continue
        key = (kind, name.casefold())
        known = found.get(key)
        found[key] = Kind(known.facet, known.number + number) if known else Kind(Facet(kind, name), int(number))
    return Counts(projects, tuple(sorted(found.values(), key=lambda each: (-each.number, each.facet))))


def skip(session: Session, number: int) -> tuple[int, int]:
    """Give the first number of a block, and how many of its projects are still to be skipped to skip so many in all.

    Behind the last project it gives a block that is empty.
    """
    rows = session.execute(
        select(TallyRow.name, func.sum(TallyRow.step)).where(TallyRow.kind == _BLOCKS).group_by(TallyRow.name)
    )
    for block, inside in sorted((int(name), int(found)) for name, found in rows):
        if number < inside:
            return block * BLOCK, number
        number -= inside
    return 2**31 - 1, 0


def fold(session: Session) -> None:
    """Put the rows of each name together. Whoever reads sees all of it before, or all of it after."""
    last = session.scalar(select(func.max(TallyRow.id))) or 0
    old = session.execute(
        delete(TallyRow).where(TallyRow.id <= last).returning(TallyRow.kind, TallyRow.name, TallyRow.step)
    )
    sums: dict[tuple[str, str], int] = {}
    for kind, name, step in old:
        sums[kind, name] = sums.get((kind, name), 0) + step
    rows = [{"kind": kind, "name": name, "step": step} for (kind, name), step in sums.items() if step]
    for first in range(0, len(rows), _AT_ONCE):
        session.connection().execute(insert(TallyRow), rows[first : first + _AT_ONCE])
