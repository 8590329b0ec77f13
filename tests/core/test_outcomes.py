"""The rules as a table say what the engine says, for every answer to every criterion."""

from __future__ import annotations

from badge.core.answers import Quality
from badge.core.outcomes import ENOUGH, STATUSES, table, verdicts
from badge.core.scoring import blocker
from badge.services.asking import load_criteria
from tests.core.building import criterion


def test_a_table_is_read_by_status_and_text() -> None:
    assert verdicts(criterion("a", "MUST")) == "qqquuunnn..."
    assert verdicts(criterion("a", "SHOULD na_allowed met_url_required")) == "qqqj.....aa."
    assert verdicts(criterion("a", "SUGGESTED na_allowed na_justification_required met_justification_required")) == (
        "qqq...j..j.."
    )


def test_it_agrees_with_the_engine_everywhere() -> None:
    compared = 0
    for series in load_criteria().series:
        made = table(series)
        for level, written in zip(series.levels, made["levels"], strict=True):
            assert set(written["verdicts"]) == {each.id for each in level.criteria if each.active}
            for each in level.criteria:
                for number, letter in enumerate(written["verdicts"][each.id]):
                    reason = blocker(each, STATUSES[number // 3], Quality(number % 3))
                    assert made["reasons"].get(letter) == (reason and str(reason))
                    assert (letter == ENOUGH) is (reason is None)
                    compared += 1
    assert compared == 209 * 12
