"""The criteria that come with badge are exactly those of the published facts, and none lacks a text."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from badge.core.criteria import Criterion, Flag, Level
from badge.services.asking import load_criteria

FACTS = yaml.safe_load((Path(__file__).parents[1] / "data" / "criteria_facts.yml").read_text("utf-8"))
WANTED = [
    (group, section, own, words)
    for group, sections in FACTS["passing"].items()
    for section, criteria in sections.items()
    for own, words in criteria.items()
]


def level() -> Level:
    found = load_criteria().level("passing")
    assert found is not None
    return found[1]


def asked(own: str) -> Criterion:
    return next(each for each in level().criteria if each.id == own)


def words(criterion: Criterion) -> str:
    return " ".join([criterion.category, *(flag for flag in Flag if flag in criterion.flags)])


def test_there_are_as_many_as_published() -> None:
    assert len(WANTED) == 67
    assert Counter(words.split()[0] for *_, words in WANTED) == {"MUST": 43, "SHOULD": 10, "SUGGESTED": 14}


def test_groups_sections_and_order_are_the_published_ones() -> None:
    assert [(each.group, each.section, each.id) for each in level().criteria] == [each[:3] for each in WANTED]


@pytest.mark.parametrize(("own", "wanted"), [each[2:] for each in WANTED], ids=[each[2] for each in WANTED])
def test_category_and_flags_are_the_published_ones(own: str, wanted: str) -> None:
    assert words(asked(own)) == wanted


@pytest.mark.parametrize("own", [each[2] for each in WANTED])
def test_every_criterion_has_all_its_texts(own: str) -> None:
    criterion = asked(own)
    for name in ("title", "text", "details", "why"):
        assert getattr(criterion, name).strip(), name
    assert criterion.how
    assert criterion.placeholders.get("met", "").strip()


def test_shared_ids_are_asked_as_published_where_they_are_asked() -> None:
    compared = 0
    for own, levels in FACTS["shared"].items():
        for name, wanted in levels.items():
            found = load_criteria().level(name)
            for criterion in found[1].criteria if found else ():
                if criterion.id == own:
                    assert words(criterion) == wanted
                    compared += 1
    assert compared >= 12


def test_every_id_keeps_its_position() -> None:
    [series] = [each for each in load_criteria().series if each.level("passing")]
    first = [each[2] for each in WANTED]
    assert [series.positions[each] for each in first] == list(range(67))
