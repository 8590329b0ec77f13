"""The criteria that come with badge are exactly those of the published facts, and none lacks a text."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from badge.core.criteria import Category, Criterion, Flag, Level
from badge.services.asking import load_criteria

FACTS = yaml.safe_load((Path(__file__).parents[1] / "data" / "criteria_facts.yml").read_text("utf-8"))
WANTED = [
    (level, group, section, own, words)
    for level, groups in FACTS["levels"].items()
    for group, sections in groups.items()
    for section, criteria in sections.items()
    for own, words in criteria.items()
]
COUNTS = {
    "passing": (67, 43, 10, 14),
    "silver": (55, 44, 10, 1),
    "gold": (23, 21, 2, 0),
    "baseline-1": (24, 24, 0, 0),
    "baseline-2": (19, 19, 0, 0),
    "baseline-3": (21, 21, 0, 0),
}
"""How many criteria a level has, and how many of them are MUST, SHOULD and SUGGESTED."""


def level(name: str) -> Level:
    found = load_criteria().level(name)
    assert found is not None
    return found[1]


def asked(name: str, own: str) -> Criterion:
    return next(each for each in level(name).criteria if each.id == own)


def words(criterion: Criterion) -> str:
    return " ".join([criterion.category, *(flag for flag in Flag if flag in criterion.flags)])


def test_there_are_as_many_as_published() -> None:
    counts = {name: Counter(each.category for each in level(name).criteria) for name in COUNTS}
    assert {
        name: (found.total(), found[Category.MUST], found[Category.SHOULD], found[Category.SUGGESTED])
        for name, found in counts.items()
    } == COUNTS
    assert len(WANTED) == len(list(load_criteria().all())) == 209
    assert len(load_criteria().ids()) == 193


@pytest.mark.parametrize("name", COUNTS)
def test_groups_sections_and_order_are_the_published_ones(name: str) -> None:
    found = [(each.group, each.section, each.id) for each in level(name).criteria]
    assert found == [each[1:4] for each in WANTED if each[0] == name]


@pytest.mark.parametrize(("name", "own", "wanted"), [(each[0], each[3], each[4]) for each in WANTED])
def test_category_and_flags_are_the_published_ones(name: str, own: str, wanted: str) -> None:
    assert words(asked(name, own)) == wanted


@pytest.mark.parametrize(("name", "own"), [(each[0], each[3]) for each in WANTED])
def test_every_criterion_has_all_its_texts(name: str, own: str) -> None:
    criterion = asked(name, own)
    for field in ("title", "text", "details", "why"):
        assert getattr(criterion, field).strip(), field
    assert criterion.how
    if own == level(name).requires_criterion:
        assert not criterion.placeholders, "nobody answers what is computed"
    else:
        assert criterion.placeholders.get("met", "").strip()


def test_shared_ids_are_asked_at_the_published_levels_and_have_one_title() -> None:
    criteria = load_criteria()
    twice = {own: [each.level for each in criteria.of(own)] for own in criteria.ids() if len(criteria.of(own)) > 1}
    assert twice == FACTS["shared"]
    for own in twice:
        assert len({each.title for each in criteria.of(own)}) == 1, own


def test_levels_of_the_first_series_ask_for_the_one_below_and_those_of_the_second_stand_by_themselves() -> None:
    metal, baseline = load_criteria().series
    assert [(each.requires, each.requires_criterion) for each in metal.levels] == [
        ("", ""),
        ("passing", "achieve_passing"),
        ("silver", "achieve_silver"),
    ]
    assert metal.cumulative
    assert not any(each.requires for each in baseline.levels)
    assert not baseline.cumulative


def test_every_baseline_criterion_names_its_original_and_retired_ones_are_asked_nowhere() -> None:
    criteria = load_criteria()
    assert {each.id: each.original for each in criteria.all() if each.original} == FACTS["originals"]
    assert {each.id: each.original for series in criteria.series for each in series.retired} == FACTS["retired"]
    assert criteria.retired() == set(FACTS["retired"])


def test_every_id_keeps_its_position() -> None:
    metal, baseline = load_criteria().series
    for series, first, count in ((metal, "passing", 129), (baseline, "baseline-1", 64)):
        assert list(series.positions.values()) == list(range(count))
        assert list(series.positions)[: len(level(first).criteria)] == [each[3] for each in WANTED if each[0] == first]
