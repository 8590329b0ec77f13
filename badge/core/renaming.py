"""Levels that have another name than before: what was kept under the former one goes on under the new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from badge.core.counting import Count
from badge.core.criteria import Level, Series

T = TypeVar("T")


def as_named(old: Series, new: Series) -> Series:
    """Give a former version of a series with the names that its levels have now."""
    names = {each.id: _now(each.id, new) for each in old.levels}
    if all(before == now for before, now in names.items()):
        return old

    def level(each: Level) -> Level:
        own = names[each.id]
        criteria = tuple(replace(one, level=own) for one in each.criteria)
        return replace(each, id=own, criteria=criteria, requires=names.get(each.requires, ""))

    return replace(old, levels=tuple(level(each) for each in old.levels))


def count_as_named(count: Count, series: Series) -> Count:
    """Give what was kept with the names that the levels have now."""
    percentages = by_name(count.percentages, series)
    if percentages is count.percentages and count.level == _now(count.level, series):
        return count
    return Count(_now(count.level, series), count.tiered_percentage, percentages)


def by_name(kept: Mapping[str, T], series: Series) -> Mapping[str, T]:
    """Give what was kept for each level with the names that the levels have now."""
    if all(name == _now(name, series) for name in kept):
        return kept
    return {_now(name, series): each for name, each in kept.items()}


def _now(name: str, series: Series) -> str:
    if any(level.id == name for level in series.levels):
        return name
    return next((level.id for level in series.levels if name in level.former), name)
