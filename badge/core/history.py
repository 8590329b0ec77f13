"""What became of a criterion from one version of its series to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from badge.core.criteria import Criteria, Criterion, Series
from badge.core.differences import Change, Kind, series_differences
from badge.core.messages import Message


@dataclass(frozen=True)
class Stage:
    """One version of a series, and what it changed in a criterion. `first`: nothing older is known here."""

    series: Series
    asked: tuple[Criterion, ...]
    changes: tuple[Change, ...]
    first: bool


def told(change: Change) -> Message:
    """Say a change to readers, who want to know what it means for them and not which fields of a file it touched."""
    if change.kind is not Kind.REWORDED:
        return change.reason
    if set(change.fields) <= {"group", "section"}:
        return Message("It stands in another group.")
    return Message("The wording changed.")


def history(criterion_id: str, criteria: Criteria) -> tuple[Stage, ...]:
    """Give the versions that asked a criterion, and the one that asked it no more; the newest first."""
    families = dict.fromkeys(each.family for each in criteria.series)
    found = [stage for family in families for stage in _stages(criterion_id, criteria.versions(family))]
    return tuple(reversed(found))


def _stages(criterion_id: str, versions: tuple[Series, ...]) -> Iterator[Stage]:
    before: Series | None = None
    asked_before = False
    for series in versions:
        asked = tuple(each for each in series.criteria() if each.id == criterion_id)
        if asked or asked_before:
            changes = series_differences(before, series) if before else ()
            own = tuple(each for each in changes if each.criterion == criterion_id and each.kind is not Kind.POSITION)
            yield Stage(series, asked, own, before is None)
        before, asked_before = series, bool(asked)
