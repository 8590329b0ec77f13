"""Finding the projects of a list. The numbers come first, and the rows afterwards.

A list is gone through in its order from the place where a page begins: where many projects fit, the page is full
after a few rows. Where it is not after some thousand, few fit, and they are asked for by the indexes of what was
wished for. So no wish makes a list slow, and a page far behind is as fast as the first one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, select, tuple_
from sqlalchemy.orm import Session

from badge.core.criteria import Series
from badge.core.selection import PAGE, Place, Selection
from badge.storage import tallies, wished
from badge.storage.models import ListedRow, ProjectRow, StandingRow

AT_HAND = (250, 4_000)
"""Rows that are gone through before an index is asked: first few, and then more where the page is not full yet."""

_KEYS: dict[str, ColumnElement[Any]] = {
    "id": ProjectRow.id.expression,
    "name": ProjectRow.name_key.expression,
    "updated_at": ProjectRow.updated_at.expression,
    "created_at": ProjectRow.created_at.expression,
    "tiered_percentage": StandingRow.tiered_percentage.expression,
    "verified": ListedRow.share.expression,
}
_OTHERS: dict[str, ColumnElement[Any]] = {
    "homepage_url": ProjectRow.homepage_key.expression,
    "repo_url": ProjectRow.repository.expression,
    "user_id": ProjectRow.user_id.expression,
}
KEYED = tuple(_KEYS)
"""Orders that an index has: a page of such a list can begin at a place."""


def orders(series: Series) -> tuple[str, ...]:
    """Name the fields of an entry by which a list can be sorted; the levels are those of the first series."""
    return (*_KEYS, *_OTHERS, *_times(series))


def numbers(
    session: Session, wanted: Selection, series: Series, size: int = PAGE, now: datetime | None = None
) -> Sequence[int]:  # fmt: skip
    """Give the numbers of the projects on a page; levels and percentages are those of this series."""
    return [each.id for each in places(session, wanted, series, size, now)]


def places(
    session: Session, wanted: Selection, series: Series, size: int = PAGE, now: datetime | None = None
) -> list[Place]:  # fmt: skip
    """Give the same with the value that the list is sorted by, so that another page can begin or end there."""
    now = now or datetime.now(UTC)
    if wanted.order not in _KEYS:
        return _by_others(session, wanted, series, size, now)
    line = _Line(wanted, series, size, now, session.get_bind().dialect.name)
    offset = (wanted.page - 1) * size if wanted.after is None and wanted.before is None else 0
    if wanted.everything:
        found = _all(session, line, offset)
    else:
        found = []
        for rows in () if offset or wished.is_pointed(wanted) else AT_HAND:
            found = _read(session, line.near(rows))
            if len(found) == size:
                break
        else:
            found = _read(session, line.far().offset(offset))
    return found[::-1] if wanted.before is not None else found


def _all(session: Session, line: _Line, offset: int) -> list[Place]:
    """Give a page of all projects. By their numbers, the kept counts tell where any page begins."""
    if line.wanted.order == "id" and not line.wanted.descending and offset >= tallies.BLOCK:
        first, offset = tallies.skip(session, offset)
        line = replace(line, wanted=replace(line.wanted, after=Place(first - 1, first - 1)))
    return _read(session, line.rows().limit(line.size).offset(offset))


def _read(session: Session, query: Select[*tuple[Any, ...]]) -> list[Place]:
    return [
        Place(value.isoformat() if isinstance(value, datetime) else value, number)
        for value, number in session.execute(query)
    ]


@dataclass(frozen=True)
class _Line:
    """A list in an order that has an index."""

    wanted: Selection
    series: Series
    size: int
    now: datetime
    dialect: str

    @property
    def down(self) -> bool:
        """Tell whether it is read from its largest value on; what lies before a place is read backwards."""
        return self.wanted.descending != (self.wanted.before is not None)

    def rows(self) -> Select[*tuple[Any, ...]]:
        """Give value and number of all that follow, in the order of the index, and nothing but the index."""
        key = _KEYS[self.wanted.order]
        number = self._number()
        query = select(key.label("value"), number.label("id"))
        if self.wanted.order == "tiered_percentage":
            query = query.where(StandingRow.series == self.series.id)
            for bound in (self.wanted.at_least, self.wanted.at_most):
                if bound is not None:
                    query = query.where(key >= bound if bound is self.wanted.at_least else key <= bound)
        return self._sorted(self._behind(query, key, number), key, number)

    def near(self, most: int) -> Select[*tuple[Any, ...]]:
        """Go through the next rows, and take those that fit."""
        rows = self.rows().limit(most).subquery("near")
        query = select(rows.c.value, rows.c.id).where(
            *wished.of_one(self.wanted, self.series, rows.c.id, self.now)
        )  # fmt: skip
        return self._sorted(query, rows.c.value, rows.c.id).limit(self.size)

    def far(self) -> Select[*tuple[Any, ...]]:
        """Take all that fit by the indexes of what is wished for, and sort them afterwards.

        Values in a function keep a database from going through the index of the order instead, in the hope to find
        enough soon.
        """
        plain = _KEYS[self.wanted.order]
        key, number = func.coalesce(plain, plain), func.coalesce(ProjectRow.id, ProjectRow.id)
        query = select(plain, ProjectRow.id)
        if self.wanted.order == "tiered_percentage":
            query = query.join(StandingRow, _standing(self.series))
        elif self.wanted.order == "verified":
            query = query.join(ListedRow, ListedRow.project_id == ProjectRow.id)
        query = query.where(*wished.conditions(self.wanted, self.series, self.dialect, self.now))
        return self._sorted(self._behind(query, key, number), key, number).limit(self.size)

    def _number(self) -> ColumnElement[int]:
        found = {"tiered_percentage": StandingRow.project_id, "verified": ListedRow.project_id}
        return found.get(self.wanted.order, ProjectRow.id).expression

    def _behind(
        self, query: Select[*tuple[Any, ...]], key: ColumnElement[Any], number: ColumnElement[int]
    ) -> Select[*tuple[Any, ...]]:  # fmt: skip
        place = self.wanted.after or self.wanted.before
        if place is None:
            return query
        if self.wanted.order == "id":
            return query.where(number < place.id if self.down else number > place.id)
        value = _value(place, self.wanted.order)
        pair, here = tuple_(key, number), tuple_(literal(value, key.type), literal(place.id))
        return query.where(pair < here if self.down else pair > here)

    def _sorted(
        self, query: Select[*tuple[Any, ...]], key: ColumnElement[Any], number: ColumnElement[int]
    ) -> Select[*tuple[Any, ...]]:  # fmt: skip
        own = [number] if self.wanted.order == "id" else [key, number]
        return query.order_by(*(each.desc() if self.down else each for each in own))


def _value(place: Place, order: str) -> Any:  # noqa: ANN401 - orders differ
    return datetime.fromisoformat(str(place.value)) if order in {"updated_at", "created_at"} else place.value


def _standing(series: Series) -> ColumnElement[bool]:
    return and_(StandingRow.project_id == ProjectRow.id, StandingRow.series == series.id)


def _by_others(session: Session, wanted: Selection, series: Series, size: int, now: datetime) -> list[Place]:
    """Sort by what has no index; what has no value comes last in both directions, and equals by their numbers."""
    query = select(ProjectRow.id).where(*wished.conditions(wanted, series, session.get_bind().dialect.name, now))
    own: ColumnElement[Any] | None = _OTHERS.get(wanted.order)
    if own is None and (level := _times(series).get(wanted.order)):
        query = query.join(StandingRow, _standing(series))
        own = StandingRow.times[level]["achieved"].as_string()
    number: ColumnElement[int] = ProjectRow.id.expression
    if own is not None:
        own = own.desc() if wanted.descending else own
        query = query.order_by(own.nulls_last())
    query = query.order_by(number.desc() if wanted.descending else number)
    found = session.scalars(query.limit(size).offset((wanted.page - 1) * size))
    return [Place("", each) for each in found]


def _times(series: Series) -> dict[str, str]:
    return {f"achieved_{level.id.replace('-', '_')}_at": level.id for level in series.levels}
