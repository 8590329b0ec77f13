"""What holds for every series and every sheet; and a second, slow engine written from the contract alone agrees."""

from __future__ import annotations

import random
import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from badge.core.answers import Answer, Status
from badge.core.criteria import Category, Flag, Level, Series
from badge.core.marks import pack, standing_of
from badge.core.scoring import standing
from tests.core.building import series

TEXTS = [
    "",
    "abcd",
    "// a comment https://example.org",
    "a good text",
    "see https://example.org",
    "https://a/b.c",
    "http://a.b",
]
IDS = [f"c{number}" for number in range(8)]
FLAGS = [
    Flag.NA_ALLOWED, Flag.NA_JUSTIFICATION_REQUIRED, Flag.MET_JUSTIFICATION_REQUIRED, Flag.MET_URL_REQUIRED,
    Flag.FUTURE, Flag.OBSOLETE,
]  # fmt: skip

one_answer = st.builds(Answer, st.sampled_from(Status), st.sampled_from(TEXTS))
sheets = st.dictionaries(st.sampled_from(IDS), one_answer)
words = st.builds(
    lambda category, flags: " ".join([category, *flags]), st.sampled_from(Category), st.sets(st.sampled_from(FLAGS[:5]))
)
level = st.dictionaries(st.sampled_from(IDS), words, max_size=6)


@st.composite
def some_series(draw: st.DrawFn) -> Series:
    names = ["one", "two", "three"][: draw(st.integers(1, 3))]
    levels = {name: draw(level) for name in names}
    requires = {}
    for below, name in pairwise(names):
        if draw(st.booleans()):
            levels[name] = {f"achieve_{below}": "MUST", **levels[name]}
            requires[name] = (below, f"achieve_{below}")
    return series(levels, requires)


@given(some_series(), sheets, st.sampled_from(IDS), one_answer)
def test_answering_more_never_lowers_anything(asked: Series, sheet: dict[str, Answer], own: str, new: Answer) -> None:
    before = standing(asked, {**sheet, own: Answer()})
    after = standing(asked, {**sheet, own: new})
    assert after.tiered_percentage >= before.tiered_percentage
    for name, each in before.levels.items():
        assert after.levels[name].percentage >= each.percentage
        assert {one.criterion for one in after.levels[name].blockers} <= {one.criterion for one in each.blockers}


@given(some_series(), sheets, st.randoms(use_true_random=False))
def test_order_never_matters(asked: Series, sheet: dict[str, Answer], chance: random.Random) -> None:
    mixed = list(sheet.items())
    chance.shuffle(mixed)
    levels = []
    for each in asked.levels:
        criteria = list(each.criteria)
        chance.shuffle(criteria)
        own = Level(
            each.id, each.title, tuple(criteria), requires=each.requires, requires_criterion=each.requires_criterion
        )
        levels.append(own)
    other = Series(asked.id, asked.version, asked.title, asked.label, tuple(levels), asked.positions)
    one, two = standing(asked, sheet), standing(other, dict(mixed))
    assert (one.level, one.tiered_percentage) == (two.level, two.tiered_percentage)
    for name, found in one.levels.items():
        assert found.percentage == two.levels[name].percentage
        assert set(found.blockers) == set(two.levels[name].blockers)


@given(some_series(), sheets)
def test_blockers_are_empty_exactly_when_the_level_is_reached(asked: Series, sheet: dict[str, Answer]) -> None:
    found = standing(asked, sheet)
    for each in asked.levels:
        counts = any(criterion.active for criterion in each.criteria)
        own = found.levels[each.id]
        assert (own.percentage == 100) == (counts and not own.blockers)
        assert 0 <= own.percentage <= 100
    whole = [found.levels[each.id].percentage == 100 for each in asked.levels]
    reached = whole.index(False) if False in whole else len(whole)
    assert found.level == (asked.levels[reached - 1].id if reached else "")
    assert found.tiered_percentage // 100 == reached


@given(some_series(), sheets)
def test_packed_marks_give_the_same_as_full_answers(asked: Series, sheet: dict[str, Answer]) -> None:
    marks = pack(asked, sheet)
    assert len(marks) == len(asked.positions)
    assert standing_of(asked, marks) == standing(asked, sheet)


# --- the second engine: the sentences of the contract, one after the other, as slowly as they are said --------------


def has_url(text: str) -> bool:
    if text.startswith("// "):
        return False
    for place in range(len(text)):
        for scheme in ("http://", "https://"):
            if text[place:].startswith(scheme):
                rest = text[place + len(scheme) :]
                name = re.split(r"[/.\s]", rest, maxsplit=1)[0]
                behind = rest[len(name) :]
                if name and behind[:1] == "." and behind[1:2].strip():
                    return True
    return False


def good_text(text: str) -> bool:
    return text != "" and not text.startswith("// ") and len(text) >= 5


def satisfied(category: str, flags: set[str], status: str, text: str) -> bool:
    if status == "Met":
        if "met_url_required" in flags:
            return has_url(text)
        if "met_justification_required" in flags:
            return good_text(text)
        return True
    if status == "N/A":
        return "na_allowed" in flags and (good_text(text) or "na_justification_required" not in flags)
    if status == "Unmet":
        return category == "SUGGESTED" or (category == "SHOULD" and good_text(text))
    return False


def slow_percentages(
    levels: dict[str, dict[str, str]], computed: dict[str, tuple[str, str]], sheet: dict[str, tuple[str, str]]
) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, asked in levels.items():
        met = total = 0
        for own, said in asked.items():
            category, *flags = said.split()
            if "future" in flags or "obsolete" in flags:
                continue
            total += 1
            if name in computed and computed[name][1] == own:
                met += found[computed[name][0]] == 100
            else:
                met += satisfied(category, set(flags), *sheet.get(own, ("?", "")))
        if total == 0:
            found[name] = 0
        elif met == total:
            found[name] = 100
        else:
            found[name] = min(99, int(100 * met / total + 0.5))
    return found


def slow_tiered(found: dict[str, int]) -> int:
    one, two, three = found.values()
    if one < 100:
        return one
    return 100 + two if two < 100 else 200 + three


def test_a_second_engine_agrees_on_two_thousand_sheets() -> None:
    chance = random.Random(20260101)
    reached = set()
    for _ in range(2000):
        kinds = [chance.choice(["MUST", "SHOULD", "SUGGESTED"]) for _ in range(30)]
        levels: dict[str, dict[str, str]] = {
            "one": {},
            "two": {"achieve_one": "MUST"},
            "three": {"achieve_two": "MUST"},
        }
        for asked in levels.values():
            for own in chance.sample(IDS, chance.randint(1, 8)):
                asked[own] = " ".join([chance.choice(kinds), *chance.sample(FLAGS, chance.choice([0, 0, 1, 2]))])
        computed = {"two": ("one", "achieve_one"), "three": ("two", "achieve_two")}
        statuses = chance.choice([["Met", "N/A", "Unmet", "?"], ["Met"], ["Met", "Met", "Met", "Unmet"]])
        texts = chance.choice([TEXTS, ["see https://example.org"]])
        sheet = {
            own: (chance.choice(statuses), chance.choice(texts)) for own in chance.sample(IDS, chance.randint(4, 8))
        }
        found = standing(
            series(levels, computed), {own: Answer(Status(status), text) for own, (status, text) in sheet.items()}
        )
        slow = slow_percentages(levels, computed, sheet)
        assert {name: each.percentage for name, each in found.levels.items()} == slow, (levels, sheet)
        assert found.tiered_percentage == slow_tiered(slow)
        assert found.level == ["", "one", "two", "three"][slow_tiered(slow) // 100]
        reached.add(found.level)
    assert reached == {"", "one", "two", "three"}  # or the sheets were too dull to show anything
