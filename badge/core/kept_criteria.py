"""Criteria as plain data and back: what a cache may hold. It is made of lists, mappings, texts and numbers only."""

from __future__ import annotations

from typing import Any

from badge.core.answers import Status
from badge.core.criteria import Category, Criteria, Criterion, Flag, Level, Link, Retired, Series
from badge.core.crosswalk import Implication
from badge.core.findings import Confidence
from badge.core.profile import Excuse, Option, Question

_FIELDS = ("id", "group", "section", "title", "text", "details", "why", "original", "people")
_LEVEL_FIELDS = ("id", "title", "summary", "color", "ink", "requires", "requires_criterion")
_SERIES_FIELDS = ("id", "version", "title", "label", "summary", "cumulative", "order")


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

    def of(each: Series) -> dict[str, Any]:
        return {
            "own": [getattr(each, name) for name in _SERIES_FIELDS],
            "positions": dict(each.positions),
            "retired": [[one.id, one.original] for one in each.retired],
            "levels": [
                {
                    "own": [getattr(level, name) for name in _LEVEL_FIELDS],
                    "former": list(level.former),
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

    return {
        "series": [of(each) for each in criteria.series],
        "earlier": [of(each) for each in criteria.earlier],
        "crosswalk": [_implication(each) for each in criteria.crosswalk],
        "profile": [_question(each) for each in criteria.profile],
        "links": tables,
    }


def _implication(each: Implication) -> list[Any]:
    return [each.source, each.target, [[given, *led] for given, led in each.leads.items()]]


def _question(each: Question) -> list[Any]:
    options = [
        [one.id, one.title, [[why.reason, list(why.criteria)] for why in one.excuses], one.people]
        for one in each.options
    ]
    return [each.id, each.title, options, each.help]


def from_plain(data: Any) -> Criteria:  # noqa: ANN401 - JSON has no narrower type
    """Make criteria of what `plain` gave; data of another shape raises one of the errors of lists and mappings."""
    tables = [{name: Link(*each) for name, each in table.items()} for table in data["links"]]
    return Criteria(
        tuple(_series(each, tables) for each in data["series"]),
        tuple(_series(each, tables) for each in data["earlier"]),
        tuple(
            Implication(source, target, {Status(given): (Status(led), Confidence(sure)) for given, led, sure in leads})
            for source, target, leads in data["crosswalk"]
        ),
        tuple(
            Question(own, title, tuple(_option(*each) for each in options), hint)
            for own, title, options, hint in data["profile"]
        ),
    )


def _option(own: str, title: str, excuses: list[list[Any]], people: int) -> Option:
    return Option(own, title, tuple(Excuse(reason, tuple(criteria)) for reason, criteria in excuses), people)


def _series(data: Any, tables: list[dict[str, Link]]) -> Series:  # noqa: ANN401
    own = dict(zip(_SERIES_FIELDS, data["own"], strict=True))
    levels = tuple(_level(each, own["id"], tables) for each in data["levels"])
    retired = tuple(Retired(*each) for each in data["retired"])
    return Series(**own, levels=levels, positions=data["positions"], retired=retired)


def _level(data: Any, series: str, tables: list[dict[str, Link]]) -> Level:  # noqa: ANN401
    own = dict(zip(_LEVEL_FIELDS, data["own"], strict=True))
    criteria = tuple(_criterion(each, series, own["id"], tables) for each in data["criteria"])
    return Level(**own, criteria=criteria, former=tuple(data["former"]))


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
