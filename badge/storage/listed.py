"""What lists look for, kept with every project: its words, what it can be picked by, and how much is verified."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, event, insert, inspect, select, union, update
from sqlalchemy.orm import Mapper, Session

from badge.core import words
from badge.core.facets import COUNTED, facets
from badge.storage.models import AddressRow, ListedRow, ProjectRow, TallyRow

_FIELDS = ("name", "description", "homepage", "repository", "implementation_languages", "license")


def row_of(
    name: str, description: str, homepage: str, repository: str, languages: str, license_: str
) -> dict[str, Any]:
    """Give the columns that follow from what a project says of itself."""
    picked = facets(languages, license_, repository, homepage)
    tokens = words.kept(name, description, repository, homepage)
    return {
        "words": tokens + "".join(f"{words.facet(*each)} " for each in picked),
        "facets": [[kind, value[:254]] for kind, value in picked if kind in COUNTED],
    }


def add(connection: Connection, projects: Iterable[tuple[int, Mapping[str, Any]]], answered: Mapping[int, int]) -> None:
    """Keep the rows of new projects: the number of each, and its columns."""
    rows = [
        {"project_id": number, **_columns(each), "answered": answered.get(number, 0), "verified": 0, "share": 0}
        for number, each in projects
    ]  # fmt: skip
    if rows:
        connection.execute(insert(ListedRow), rows)
        _count(connection, [(facet, 1) for row in rows for facet in row["facets"]])


def prove(session: Session, project_id: int, answered: int, verified: int) -> None:
    """Keep how many answers a project has, and how many of them are verified."""
    share = 100 * verified // answered if answered else 0
    values = {"answered": answered, "verified": verified, "share": share}
    session.execute(update(ListedRow).where(ListedRow.project_id == project_id).values(values))


def proofs(session: Session, project_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Give how many answers of several projects are verified, and how many there are."""
    columns = (ListedRow.project_id, ListedRow.verified, ListedRow.answered)
    rows = session.execute(select(*columns).where(ListedRow.project_id.in_(list(project_ids))))
    return {number: (verified, answered) for number, verified, answered in rows}


def there(session: Session, keys: Collection[str]) -> set[str]:
    """Give those of some addresses, in their one form, at which a project is."""
    known = select(AddressRow.address).where(AddressRow.address.in_(keys))
    homepages = select(ProjectRow.homepage_key).where(ProjectRow.homepage_key.in_(keys))
    return set(session.scalars(union(known, homepages)))


def forget(connection: Connection, project_id: int) -> None:
    """Take a project out of the counts and the list."""
    former = connection.scalar(select(ListedRow.facets).where(ListedRow.project_id == project_id))
    _count(connection, [(each, -1) for each in former or ()])
    connection.execute(delete(ListedRow).where(ListedRow.project_id == project_id))


def _columns(project: Mapping[str, Any]) -> dict[str, Any]:
    return row_of(*(project.get(field) or "" for field in _FIELDS))


def _count(connection: Connection, steps: Iterable[tuple[Iterable[str], int]]) -> None:
    sums: dict[tuple[str, ...], int] = {}
    for facet, step in steps:
        sums[tuple(facet)] = sums.get(tuple(facet), 0) + step
    if rows := [{"kind": kind, "name": name, "step": step} for (kind, name), step in sums.items() if step]:
        connection.execute(insert(TallyRow), rows)


@event.listens_for(ProjectRow, "after_insert")
def _begin(_mapper: Mapper[ProjectRow], connection: Connection, row: ProjectRow) -> None:
    add(connection, [(row.id, {field: getattr(row, field) for field in _FIELDS})], {})


@event.listens_for(ProjectRow, "after_update")
def _follow(_mapper: Mapper[ProjectRow], connection: Connection, row: ProjectRow) -> None:
    state = inspect(row)
    if not any(state.attrs[field].history.has_changes() for field in _FIELDS):
        return
    former = connection.scalar(select(ListedRow.facets).where(ListedRow.project_id == row.id))
    columns = _columns({field: getattr(row, field) for field in _FIELDS})
    if former is None:
        connection.execute(insert(ListedRow), [{"project_id": row.id, **columns}])
    else:
        connection.execute(update(ListedRow).where(ListedRow.project_id == row.id).values(columns))
    _count(connection, [*((each, -1) for each in former or ()), *((each, 1) for each in columns["facets"])])


@event.listens_for(ProjectRow, "before_delete")
def _end(_mapper: Mapper[ProjectRow], connection: Connection, row: ProjectRow) -> None:
    forget(connection, row.id)
