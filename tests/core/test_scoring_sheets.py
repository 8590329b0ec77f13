"""Ten thousand random answer sheets are judged alike by the engine, its packed marks, its table, and a literal one."""

from __future__ import annotations

import random
from collections import Counter

from badge.core.answers import Answer, Status
from badge.core.marks import pack, standing_of
from badge.core.scoring import standing
from badge.services.asking import load_criteria
from tests.core import literal_scoring as literal

SHEETS = 10_000
TEXTS = [
    "", "no", "abcd", "abcde", "// https://example.org/a comment", "//https://example.org/", "A good reason.",
    "See https://example.org/page", "http://a.b", "https://a/b.c", "https://.a.b", "https://", "ftp://example.org",
    "https:// example.org", "x http:// y https://z.w", "http://a. b",
]  # fmt: skip
STATUSES = ["Met", "Unmet", "N/A", "?"]
IDS = sorted({own for level in literal.FACTS["levels"] for own in literal.criteria_of(level)})


def sheet(rolls: random.Random) -> dict[str, literal.Given]:
    """Make a sheet: from wholly random ones to those where next to nothing is missing, so that levels are reached."""
    wrong = rolls.choice([0, 0, 1, 2, 5, 30, len(IDS)])
    best = rolls.choice(["See https://example.org/page", "A good reason.", ""])
    found = dict.fromkeys(IDS, ("Met", best))
    if best != "See https://example.org/page":
        needing = {own for level in literal.FACTS["levels"] for own, words in literal.criteria_of(level).items()
                   if "met_url_required" in words}  # fmt: skip
        found |= dict.fromkeys(needing, ("Met", "See https://example.org/page"))
    for own in rolls.sample(IDS, wrong):
        found[own] = (rolls.choice(STATUSES), rolls.choice(TEXTS))
    return found


def test_the_engine_agrees_with_a_literal_one_on_every_level() -> None:
    rolls = random.Random(20260219)
    metal, baseline = load_criteria().series
    reached: Counter[tuple[str, str]] = Counter()
    for _ in range(SHEETS):
        given = sheet(rolls)
        answers = {own: Answer(Status(status), text) for own, (status, text) in given.items()}
        wanted = literal.percentages(given)
        first, second = standing(metal, answers), standing(baseline, answers)
        found = {name: each.percentage for one in (first, second) for name, each in one.levels.items()}
        assert found == wanted
        assert (first.tiered_percentage, first.level) == (
            literal.tiered(wanted, literal.METAL), literal.metal_level(wanted)
        )  # fmt: skip
        assert (second.tiered_percentage, second.level) == (
            literal.tiered(wanted, literal.BASELINE), literal.baseline_level(wanted)
        )  # fmt: skip
        assert standing_of(metal, pack(metal, answers)) == first
        assert standing_of(baseline, pack(baseline, answers)) == second
        reached[first.level, second.level] += 1
    levels = {each for pair in reached for each in pair}
    assert levels == {"", *literal.METAL, *literal.BASELINE}, "the sheets have to reach every level"
