"""How far so many people can come: what needs more of them is named, and a SHOULD is no wall."""

from __future__ import annotations

from dataclasses import replace

import pytest

from badge.core.ceiling import ceiling, needing
from badge.core.criteria import Series
from badge.services.asking import load_criteria
from tests.core.building import series


def two_people(asked: Series, level: str, own: str) -> Series:
    """Let one criterion ask for two people."""
    levels = [
        replace(each, criteria=tuple(replace(one, people=2) if one.id == own else one for one in each.criteria))
        if each.id == level else each
        for each in asked.levels
    ]  # fmt: skip
    return replace(asked, levels=tuple(levels))


def alone(asked: Series) -> Series:
    """Let each level stand by itself."""
    return replace(asked, cumulative=False)


PLAIN = series({"one": {"a": "MUST"}, "two": {"b": "MUST", "c": "SHOULD"}, "three": {"d": "MUST future"}})


@pytest.mark.parametrize(
    ("asked", "people", "level", "beyond"),
    [
        (PLAIN, 1, "three", []),
        (two_people(PLAIN, "one", "a"), 1, "", ["a"]),
        (two_people(PLAIN, "two", "b"), 1, "one", ["b"]),
        (two_people(PLAIN, "two", "b"), 2, "three", []),
        (two_people(PLAIN, "two", "c"), 1, "three", []),
        (two_people(PLAIN, "three", "d"), 1, "three", []),
        (alone(two_people(PLAIN, "two", "b")), 1, "three", ["b"]),
        (alone(two_people(PLAIN, "one", "a")), 1, "three", ["a"]),
        (alone(PLAIN), 1, "three", []),
    ],
)
def test_ceiling(asked: Series, people: int, level: str, beyond: list[str]) -> None:
    found = ceiling(asked, people)
    assert (found.level, [each.id for each in found.beyond]) == (level, beyond)


def test_a_person_who_works_alone_comes_to_silver_and_to_the_second_baseline_level() -> None:
    metal, baseline = load_criteria().series
    assert (ceiling(metal, 1).level, ceiling(baseline, 1).level) == ("silver", "baseline-2")
    assert {each.id for each in ceiling(metal, 1).beyond} == {
        "bus_factor", "contributors_unassociated", "two_person_review"
    }  # fmt: skip
    assert ceiling(metal, 2).level == "gold"
    assert [each.id for each in needing(baseline.levels[2], 1)] == ["osps_qa_07_01"]
