"""Finding the projects of a list. Where an index can, it does; the numbers come first, and the rows afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, union
from sqlalchemy.orm import Session

from badge.core.addresses import beginning, key_of
from badge.core.criteria import Series
from badge.core.selection import PAGE, Selection
from badge.storage.models import AddressRow, ProjectRow, StandingRow

_LAST_LETTER = "\U0010ffff"
_COLUMNS = {
    "id": ProjectRow.id,
    "name": ProjectRow.name_key,
    "homepage_url": ProjectRow.homepage_key,
    "repo_url": ProjectRow.repository,
    "updated_at": ProjectRow.updated_at,
    "created_at": ProjectRow.created_at,
    "user_id": ProjectRow.user_id,
}
_TIERED = "tiered_percentage"

Condition = ColumnElement[bool]


def orders(series: Series) -> tuple[str, ...]:
    """Name the fields of an entry by which a list can be sorted; the levels are those of the first series."""
    return (*_COLUMNS, _TIERED, *_times(series))


def numbers(session: Session, wanted: Selection, series: Series, size: int = PAGE) -> Sequence[int]:
    """Give the numbers of the projects on a page; levels and percentages are those of this series."""
    query = _standing_too(select(ProjectRow.id), wanted, series)
    query = query.where(*(each for condition in _CONDITIONS if (each := condition(wanted)) is not None))
    return session.scalars(_sorted(query, wanted, series).limit(size).offset((wanted.page - 1) * size)).all()


def _standing_too(query: Select[int], wanted: Selection, series: Series) -> Select[int]:
    if wanted.at_least is None and wanted.at_most is None and wanted.order in _COLUMNS:
        return query
    return query.join(StandingRow, and_(StandingRow.project_id == ProjectRow.id, StandingRow.series == series.id))


def _sorted(query: Select[int], wanted: Selection, series: Series) -> Select[int]:
    """Sort; what has no value comes last in both directions, and equals stand in the order of their numbers."""
    own: ColumnElement[Any] | None = None
    unique: ColumnElement[int] = ProjectRow.id.expression
    if wanted.order in _COLUMNS:
        own = _COLUMNS[wanted.order].expression
    elif wanted.order == _TIERED:
        own, unique = StandingRow.tiered_percentage.expression, StandingRow.project_id.expression
    elif level := _times(series).get(wanted.order):
        own = StandingRow.times[level]["achieved"].as_string()
    found = [] if own is None or own is unique else [own.desc() if wanted.descending else own]
    if wanted.order == "user_id" or wanted.order not in {*_COLUMNS, _TIERED}:
        found = [each.nulls_last() for each in found]
    return query.order_by(*found, unique.desc() if wanted.descending else unique)


def _times(series: Series) -> dict[str, str]:
    return {f"achieved_{level.id.replace('-', '_')}_at": level.id for level in series.levels}


# --- what has to hold ------------------------------------------------------------------------------------------------


def _at_address(wanted: Selection) -> Condition | None:
    if wanted.addresses is None:
        return None
    keys = [key for each in wanted.addresses if (key := key_of(each))]
    return ProjectRow.id.in_(
        union(
            select(AddressRow.project_id).where(AddressRow.address.in_(keys)),
            select(ProjectRow.id).where(ProjectRow.homepage_key.in_(keys)),
        )
    )


def _begins(wanted: Selection) -> Condition | None:
    if not wanted.beginning:
        return None
    name, address = wanted.beginning.casefold(), beginning(wanted.beginning)
    found = [select(ProjectRow.id).where(ProjectRow.name_key >= name, ProjectRow.name_key < name + _LAST_LETTER)]
    if address:
        end = address + _LAST_LETTER
        found += [
            select(AddressRow.project_id).where(AddressRow.address >= address, AddressRow.address < end),
            select(ProjectRow.id).where(ProjectRow.homepage_key >= address, ProjectRow.homepage_key < end),
        ]
    return ProjectRow.id.in_(union(*found))


def _has_words(wanted: Selection) -> Condition | None:
    """Look for every word in the name, the description and both addresses."""
    if not wanted.words:
        return None
    return and_(*(_has(each) for each in wanted.words))


def _has(word: str) -> Condition:
    return or_(
        ProjectRow.name_key.contains(word.casefold(), autoescape=True),
        *(
            column.icontains(word, autoescape=True)
            for column in (ProjectRow.description, ProjectRow.homepage, ProjectRow.repository)
        ),
    )


def _has_number(wanted: Selection) -> Condition | None:
    return None if wanted.ids is None else ProjectRow.id.in_(wanted.ids)


def _within(wanted: Selection) -> Condition | None:
    found = []
    if wanted.at_least is not None:
        found.append(StandingRow.tiered_percentage >= wanted.at_least)
    if wanted.at_most is not None:
        found.append(StandingRow.tiered_percentage <= wanted.at_most)
    return and_(*found) if found else None


_CONDITIONS: tuple[Callable[[Selection], Condition | None], ...] = (
    _at_address, _begins, _has_words, _has_number, _within,
)  # fmt: skip
