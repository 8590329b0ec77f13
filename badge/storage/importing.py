"""Keeping many projects at once, with all that belongs to them, in the transaction of whoever calls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, or_, select, text
from sqlalchemy.orm import Session

from badge.core.people import Person
from badge.storage import events, listed
from badge.storage.models import AddressRow, AnswerSheetRow, ProjectRow, StandingRow, keys

Row = dict[str, Any]


@dataclass(frozen=True)
class New:
    """A project that is to be kept: columns of its rows, without its number; `id` is the number that it shall have."""

    project: Row
    address: str
    sheet: Row
    standings: Sequence[Row]
    event: Row
    id: int | None = None


@dataclass(frozen=True)
class Known:
    """A project that is there already, by what it can be recognized."""

    id: int
    name: str
    created_at: datetime
    homepage_key: str
    address: str


def row_of(**columns: Any) -> Row:  # noqa: ANN401 - columns differ
    """Give the columns of a project, with what lists look for."""
    name_key, homepage_key = keys(columns["name"], columns["homepage"])
    return {**columns, "name_key": name_key, "homepage_key": homepage_key}


def alike(session: Session, new: Sequence[New]) -> list[Known]:
    """Give the projects that might be one of these: made at the same moment, of the same name, or at its address."""
    made = {each.project["created_at"] for each in new}
    names = {each.project["name_key"] for each in new}
    there = {each.address for each in new if each.address}
    wanted = (
        select(ProjectRow.id, ProjectRow.name, ProjectRow.created_at, ProjectRow.homepage_key, AddressRow.address)
        .outerjoin(AddressRow, AddressRow.project_id == ProjectRow.id)
        .where(
            or_(
                ProjectRow.id.in_(select(ProjectRow.id).where(ProjectRow.created_at.in_(made))),
                ProjectRow.id.in_(select(ProjectRow.id).where(ProjectRow.name_key.in_(names))),
                ProjectRow.id.in_(select(AddressRow.project_id).where(AddressRow.address.in_(there))),
            )
        )
    )
    return [Known(*row[:4], row[4] or "") for row in session.execute(wanted)]


def taken(session: Session, numbers: Iterable[int]) -> set[int]:
    """Give those of these numbers that a project has."""
    return set(session.scalars(select(ProjectRow.id).where(ProjectRow.id.in_(list(numbers)))))


def keep(session: Session, new: Sequence[New], person: Person, now: datetime) -> list[int]:
    """Keep them all and give their numbers; the address of each has to be free, or empty."""
    numbers = _projects(session, new)
    pairs = list(zip(numbers, new, strict=True))
    connection = session.connection()
    addresses = [{"address": each.address, "project_id": number} for number, each in pairs if each.address]
    standings = [{**row, "project_id": number} for number, each in pairs for row in each.standings]
    for table, rows in (
        (AddressRow, addresses),
        (AnswerSheetRow, [{"project_id": number, "answers": each.sheet} for number, each in pairs if each.sheet]),
        (StandingRow, standings),
    ):
        if rows:
            connection.execute(insert(table), rows)
    listed.add(
        connection,
        [(number, each.project) for number, each in pairs],
        {number: sum(one["status"] != "?" for one in each.sheet.values()) for number, each in pairs},
    )
    events.add_all(session, [events.New(number, "imported", each.event) for number, each in pairs], person, now)
    return numbers


def _projects(session: Session, new: Sequence[New]) -> list[int]:
    """Keep the rows of the projects: first those that bring a number, so that no other one gets it."""
    given = [{**each.project, "id": each.id} for each in new if each.id is not None]
    free = [each.project for each in new if each.id is None]
    made: list[int] = []
    if given:
        session.connection().execute(insert(ProjectRow), given)
        if session.get_bind().dialect.name == "postgresql":
            session.execute(
                text("SELECT setval(pg_get_serial_sequence('project', 'id'), (SELECT max(id) FROM project))")
            )
    if free:
        statement = insert(ProjectRow).returning(ProjectRow.id, sort_by_parameter_order=True)
        made = list(session.connection().execute(statement, free).scalars())
    rest = iter(made)
    return [each.id if each.id is not None else next(rest) for each in new]
