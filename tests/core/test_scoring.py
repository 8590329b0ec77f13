"""The scoring rules, row by row, from a data file that other engines can run too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from badge.core.answers import Quality, Status, quality
from badge.core.marks import pack, standing_of
from badge.core.scoring import Blocker, Reason, blocker, cheapest_first, percentage, standing
from tests.core.building import answers, criterion, series

VECTORS = yaml.safe_load((Path(__file__).parents[1] / "data" / "scoring_vectors.yml").read_text("utf-8"))
LETTERS = {
    ".": None,
    "a": Reason.UNANSWERED,
    "u": Reason.UNMET,
    "n": Reason.NA_REFUSED,
    "j": Reason.JUSTIFICATION,
    "l": Reason.ADDRESS,
}
STATUSES = (Status.UNKNOWN, Status.UNMET, Status.NA, Status.MET)
CELLS = [
    (words, status, text, LETTERS[block[text]])
    for words, row in VECTORS["table"].items()
    for status, block in zip(STATUSES, row.split(), strict=True)
    for text in Quality
]


def test_the_table_covers_every_category_status_and_quality() -> None:
    assert len(CELLS) == 28 * 12
    assert {words.split()[0] for words, *_ in CELLS} == {"MUST", "SHOULD", "SUGGESTED"}


@pytest.mark.parametrize(("words", "status", "text", "reason"), CELLS)
def test_an_answer_is_judged_as_the_table_says(
    words: str, status: Status, text: Quality, reason: Reason | None
) -> None:
    assert blocker(criterion("a", words), status, text) is reason


@pytest.mark.parametrize(
    ("text", "wanted"), [(text, Quality[name.upper()]) for name, texts in VECTORS["texts"].items() for text in texts]
)
def test_a_text_has_the_quality_the_rules_give_it(text: str, wanted: Quality) -> None:
    assert quality(text) is wanted


@pytest.mark.parametrize(("enough", "active", "wanted"), VECTORS["percentages"])
def test_percentages_round_a_half_up_and_reach_100_only_when_nothing_is_missing(
    enough: int, active: int, wanted: int
) -> None:
    assert percentage(enough, active) == wanted


@pytest.mark.parametrize("vector", VECTORS["standings"], ids=[each["name"] for each in VECTORS["standings"]])
def test_a_sheet_comes_to_its_standing(vector: dict[str, Any]) -> None:
    asked = series(vector["levels"], vector.get("requires"))
    given = answers(vector["answers"])
    found = standing(asked, given)
    assert {level: each.percentage for level, each in found.levels.items()} == vector["wanted"]
    assert (found.level, found.tiered_percentage) == (vector["level"], vector["tiered"])
    for level, blockers in vector.get("blockers", {}).items():
        assert {each.criterion: each.reason for each in found.levels[level].blockers} == blockers
    assert standing_of(asked, pack(asked, given)) == found


def test_blockers_come_cheapest_first_and_otherwise_in_order() -> None:
    reasons = [*reversed(Reason), *Reason]
    found = cheapest_first(Blocker(str(place), reason) for place, reason in enumerate(reasons))
    assert [each.reason for each in found][::2] == [
        Reason.JUSTIFICATION, Reason.ADDRESS, Reason.UNANSWERED, Reason.NA_REFUSED, Reason.UNMET, Reason.LEVEL_BELOW,
    ]  # fmt: skip
    assert all(int(one.criterion) < int(other.criterion) for one, other in zip(found[::2], found[1::2], strict=True))


def test_marks_that_are_stored_keep_their_meaning() -> None:
    asked = series({"one": dict.fromkeys("abcdefghijkl", "MUST")})
    given = answers(
        {
            "a": "?", "b": "? a text", "c": "? https://example.org",
            "d": "Unmet", "e": "Unmet a text", "f": "Unmet https://example.org",
            "g": "N/A", "h": "N/A a text", "i": "N/A https://example.org",
            "j": "Met", "k": "Met a text", "l": "Met https://example.org",
        }
    )  # fmt: skip
    assert pack(asked, given) == "?abUuvNnoMmx"


@pytest.mark.parametrize("marks", ["", "M", "M?", "M?????????", "M\x00", "Mz"])
def test_marks_that_are_short_long_or_odd_count_as_unanswered(marks: str) -> None:
    asked = series({"one": {"a": "MUST", "b": "MUST"}})
    found = standing_of(asked, marks).levels["one"]
    assert found.percentage == (50 if marks else 0)


def test_an_id_that_is_not_asked_any_more_keeps_its_place() -> None:
    asked = series({"one": {"a": "MUST", "b": "MUST"}})
    moved = type(asked)(asked.id, asked.version, asked.title, asked.label, asked.levels, {"gone": 0, "b": 1, "a": 2})
    assert pack(moved, answers({"a": "Met", "gone": "Unmet"})) == "U?M"
    assert standing_of(moved, "U?M").levels["one"].percentage == 50
