"""What is enough for a criterion is said in words, one sentence for each thing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from badge.core.criteria import Category, Level
from badge.core.terms import alone, briefly, people_needed, terms
from tests.core.building import criterion

LEVEL = Level("one", "One", (), requires="zero", requires_criterion="computed")
MUST = "It has to be met: Unmet keeps this level away."


@pytest.mark.parametrize(
    ("words", "whole", "brief"),
    [
        ("MUST", [MUST, "Met needs no reason, but a link helps readers.", "N/A is not allowed."], []),
        (
            "SHOULD met_justification_required na_allowed",
            ["Unmet is enough with a reason.", "Met needs a reason.", "N/A is allowed."],
            ["Met needs a reason.", "N/A is allowed."],
        ),
        (
            "SUGGESTED met_url_required met_justification_required na_allowed na_justification_required",
            ["Unmet is enough; an answer is all that counts.", "Met needs a link.", "N/A is allowed with a reason."],
            ["Met needs a link.", "N/A is allowed with a reason."],
        ),
        (
            "MUST met_suppress future",
            [
                "It does not count yet, but will one day.", MUST, "Met needs no reason, but a link helps readers.",
                "N/A is not allowed.", "No reason is expected with Met.",
            ],
            ["It does not count yet, but will one day.", "No reason is expected with Met."],
        ),
    ],
)  # fmt: skip
def test_flags_are_said_in_words(words: str, whole: list[str], brief: list[str]) -> None:
    asked = criterion("a", words)
    assert [str(each) for each in terms(asked, LEVEL)] == whole
    assert [str(each) for each in briefly(asked, LEVEL)] == brief


def test_what_is_computed_needs_no_answer() -> None:
    computed = criterion("computed", "MUST met_url_required obsolete")
    said = [
        "It does not count any more.",
        "Nobody has to answer it: it is met as soon as the level below is reached.",
    ]
    assert [str(each) for each in terms(computed, LEVEL)] == said == [str(each) for each in briefly(computed, LEVEL)]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("MUST", "Your other answers keep their worth."), ("MUST na_allowed", "N/A is only for projects"),
        ("SHOULD", "answer Unmet and give the reason"), ("SUGGESTED", "answer Unmet. That is enough"),
    ],
)  # fmt: skip
def test_who_works_alone_is_told_what_to_answer(words: str, part: str) -> None:
    asked = criterion("a", words)
    assert alone(asked) is None
    said = alone(replace(asked, people=2))
    assert said is not None
    assert part in str(said)


def test_people_are_counted() -> None:
    asked = replace(criterion("a", "MUST"), people=3)
    assert people_needed(asked).values["count"] == 3
    assert asked.category is Category.MUST
