"""What has to hold for a project to be in a list: each wish as a condition."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    cast,
    func,
    literal_column,
    not_,
    or_,
    select,
    text,
    true,
    union,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import InstrumentedAttribute

from badge.core import words
from badge.core.addresses import beginning, key_of
from badge.core.criteria import Series
from badge.core.selection import Reached, Selection
from badge.storage.models import AddressRow, Base, ListedRow, ProjectRow, StandingRow

Condition = ColumnElement[bool]

_LAST_LETTER = "\U0010ffff"
_NUMBER = ProjectRow.id.expression
_KEPT = StandingRow.kept_level != literal_column("''")  # literally, as the index says it


def conditions(wanted: Selection, series: Series, dialect: str, now: datetime) -> list[Condition]:
    """Give all conditions in the form that finds few among many: each by an index of its own.

    Where words are searched for, or few projects are pointed at, those few are looked at one by one for the rest.
    Percentages are those of this series.
    """
    found = [_at_address(wanted), _begins(wanted), _has_number(wanted), _below(wanted)]
    if tokens := tokens_of(wanted):
        found.append(_by_index(tokens, dialect))
    if wanted.words or is_pointed(wanted):
        rest = replace(wanted, words=tuple(each for each in wanted.words if not words.asked(each)), facets=())
        found += of_one(rest, series, _NUMBER, now)
        return [each for each in found if each is not None]
    if bounds := _bounds(wanted):
        found.append(ProjectRow.id.in_(_numbers(StandingRow.project_id, StandingRow.series == series.id, *bounds)))
    found += [_reached(each, now) for each in wanted.levels]
    if wanted.changed_since is not None:
        found.append(ProjectRow.updated_at >= wanted.changed_since)
    if wanted.verified:
        found.append(ProjectRow.id.in_(_numbers(ListedRow.project_id, ListedRow.share >= wanted.verified)))
    return [each for each in found if each is not None]


def of_one(wanted: Selection, series: Series, number: ColumnElement[int], now: datetime) -> list[Condition]:
    """Give the same for the project of this number, one at a time, for going through a list from its beginning.

    Each is a small question of its own, which no database turns into reading a whole table first. What leads to few
    projects anyway (addresses, numbers, beginnings) is not asked here.
    """
    found = []
    own = [ListedRow.words.contains(f" {each}") for each in tokens_of(wanted)]
    own += [ListedRow.share >= wanted.verified] if wanted.verified else []
    if own:
        found.append(_question(and_(*own), ListedRow, ListedRow.project_id == number))
    for wish, asked in ((series.id, _bounds(wanted)), *((each.series, [_shown(each, now)]) for each in wanted.levels)):
        if asked:
            its_own = and_(StandingRow.project_id == number, StandingRow.series == wish)
            found.append(_question(and_(*asked), StandingRow, its_own))
    beside = _signs(wanted)
    if wanted.changed_since is not None:
        beside.append(ProjectRow.updated_at >= wanted.changed_since)
    if number is _NUMBER or not beside:
        return [*found, *beside]
    return [*found, _question(and_(*beside), ProjectRow, ProjectRow.id == number)]


def is_pointed(wanted: Selection) -> bool:
    """Tell whether something is asked that leads to few projects by itself."""
    return bool(wanted.beginning) or any(each is not None for each in (wanted.addresses, wanted.ids, wanted.places))


def tokens_of(wanted: Selection) -> tuple[str, ...]:
    """Give the tokens that have to be there."""
    found = [token for word in wanted.words for token in words.asked(word)]
    return tuple(dict.fromkeys([*found, *(words.facet(*each) for each in wanted.facets)]))


def _signs(wanted: Selection) -> list[Condition]:
    """Look for words that have neither letter nor digit as they stand: no index of words has them."""
    texts = (ProjectRow.name, ProjectRow.description, ProjectRow.homepage, ProjectRow.repository)
    bare = [each for each in wanted.words if not words.asked(each)]
    return [or_(*(column.contains(each, autoescape=True) for column in texts)) for each in bare]


def _question(asked: Condition, table: type[Base], which: Condition) -> Condition:
    """Ask a row of a table, also where the list itself is sorted by that table."""
    return select(asked).where(which).correlate_except(table).scalar_subquery()


def _numbers(column: InstrumentedAttribute[int], *which: Condition) -> Select[int]:
    """Give the numbers of projects whatever the list itself is sorted by."""
    return select(column).where(*which).correlate(None)


def _by_index(tokens: tuple[str, ...], dialect: str) -> Condition:
    """Ask the index of words that each database has; tokens hold no sign that means anything to it."""
    if dialect == "sqlite":
        matching = text("listed_words MATCH :tokens").bindparams(tokens=" ".join(f'"{each}"*' for each in tokens))
        rowid = literal_column("rowid", ProjectRow.id.type)
        return ProjectRow.id.in_(select(rowid).select_from(text("listed_words")).where(matching))
    asked = " & ".join(f"'{each}':*" for each in tokens)
    vector = func.array_to_tsvector(func.string_to_array(func.btrim(ListedRow.words), literal_column("' '")))
    return ProjectRow.id.in_(_numbers(ListedRow.project_id, vector.op("@@")(cast(asked, TSQUERY))))


def _at_address(wanted: Selection) -> Condition | None:
    return None if wanted.addresses is None else _at_one_of([key_of(each) for each in wanted.addresses])


def _below(wanted: Selection) -> Condition | None:
    return None if wanted.places is None else _at_one_of([key_of(each) for each in wanted.places])


def _at_one_of(keys: list[str]) -> Condition:
    asked = [each for each in keys if each]
    return ProjectRow.id.in_(
        union(
            select(AddressRow.project_id).where(AddressRow.address.in_(asked)),
            select(ProjectRow.id).where(ProjectRow.homepage_key.in_(asked)),
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


def _has_number(wanted: Selection) -> Condition | None:
    return None if wanted.ids is None else ProjectRow.id.in_(wanted.ids)


def _bounds(wanted: Selection) -> list[Condition]:
    found: list[Condition] = []
    if wanted.at_least is not None:
        found.append(StandingRow.tiered_percentage >= wanted.at_least)
    if wanted.at_most is not None:
        found.append(StandingRow.tiered_percentage <= wanted.at_most)
    return found


def _shown(wish: Reached, now: datetime) -> Condition:
    """Compare what readers see: the level that is reached, or one that a change of the criteria took, until its day."""
    kept = and_(_KEPT, StandingRow.kept_until > now)
    if wish.levels:
        return or_(StandingRow.level.in_(wish.levels), and_(StandingRow.kept_level.in_(wish.levels), kept))
    return and_(StandingRow.level == "", func.coalesce(not_(kept), true()))


def _reached(wish: Reached, now: datetime) -> Condition:
    """Give the same in two parts, each of which has an index."""
    own = StandingRow.series == wish.series
    if not wish.levels:
        return ProjectRow.id.in_(_numbers(StandingRow.project_id, own, _shown(wish, now)))
    kept = _numbers(
        StandingRow.project_id, own, _KEPT, StandingRow.kept_level.in_(wish.levels), StandingRow.kept_until > now
    )
    found = _numbers(StandingRow.project_id, own, StandingRow.level.in_(wish.levels))
    return ProjectRow.id.in_(union(found, kept))
