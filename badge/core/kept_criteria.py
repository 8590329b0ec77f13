"""Criteria as plain data and back: what a cache may hold. It is made of lists, mappings, texts and numbers only."""

from __future__ import annotations

from typing import Any

from badge.core.criteria import Category, Criteria, Criterion, Flag, Level, Link, Series

_FIELDS = ("id", "group", "section", "title", "text", "details", "why")
_LEVEL_FIELDS = ("id", "title", "summary", "color", "ink", "requires", "requires_criterion")
_SERIES_FIELDS = ("id", "version", "title", "label", "summary")


def plain(criteria: Criteria) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Turn criteria into data. Criteria of one file share a table of links, so each table is written once."""
    tables: list[dict[str, list[str]]] = []
    numbers: dict[int, int] = {}

    def table(criterion: Criterion) -> int:
        known = id(criterion.links)
        if known not in numbers:
            numbers[known] = len(tables)
            tables.append({name: [each.title, each.url] for name, each in criterion.links.items()})
        return numbers[known]

    series = [
        {
            "own": [getattr(each, name) for name in _SERIES_FIELDS],
            "positions": dict(each.positions),
            "levels": [
                {
                    "own": [getattr(level, name) for name in _LEVEL_FIELDS],
                    "criteria": [
                        {
                            "own": [getattr(criterion, name) for name in _FIELDS],
                            "category": criterion.category.value,
                            "flags": [flag.value for flag in Flag if flag in criterion.flags],
                            "how": list(criterion.how),
                            "placeholders": dict(criterion.placeholders),
                            "links": table(criterion),
                        }
                        for criterion in level.criteria
                    ],
                }
                for level in each.levels
            ],
        }
        for each in criteria.series
    ]
    return {"series": series, "links": tables}


def from_plain(data: Any) -> Criteria:  # noqa: ANN401 - JSON has no narrower type
    """Make criteria of what `plain` gave; data of another shape raises one of the errors of lists and mappings."""
    tables = [{name: Link(*each) for name, each in table.items()} for table in data["links"]]
    return Criteria(tuple(_series(each, tables) for each in data["series"]))


def _series(data: Any, tables: list[dict[str, Link]]) -> Series:  # noqa: ANN401
    own = dict(zip(_SERIES_FIELDS, data["own"], strict=True))
    levels = tuple(_level(each, own["id"], tables) for each in data["levels"])
    return Series(**own, levels=levels, positions=data["positions"])


def _level(data: Any, series: str, tables: list[dict[str, Link]]) -> Level:  # noqa: ANN401
    own = dict(zip(_LEVEL_FIELDS, data["own"], strict=True))
    return Level(**own, criteria=tuple(_criterion(each, series, own["id"], tables) for each in data["criteria"]))


def _criterion(data: Any, series: str, level: str, tables: list[dict[str, Link]]) -> Criterion:  # noqa: ANN401
    own = dict(zip(_FIELDS, data["own"], strict=True))
    return Criterion(
        **own,
        series=series,
        level=level,
        category=Category(data["category"]),
        flags=frozenset(map(Flag, data["flags"])),
        how=tuple(data["how"]),
        placeholders=data["placeholders"],
        links=tables[data["links"]],
    )
