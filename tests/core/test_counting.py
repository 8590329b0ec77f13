"""The fast judge says what the plain one says, for every series, every sheet and every strange text of marks."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge.core.counting import Judge, count_of
from badge.core.criteria import Category, Flag, Series
from badge.core.marks import ALPHABET, pack, standing_of
from badge.services.asking import load_criteria
from tests.core.building import answers, series

OURS = {each.id: each for each in load_criteria().series}
WORDS = [
    " ".join([category, *flags])
    for category in Category
    for na in ([], [Flag.NA_ALLOWED], [Flag.NA_ALLOWED, Flag.NA_JUSTIFICATION_REQUIRED])
    for met in ([], [Flag.MET_JUSTIFICATION_REQUIRED], [Flag.MET_URL_REQUIRED])
    for active in ([], [Flag.FUTURE], [Flag.OBSOLETE])
    for flags in ([*na, *met, *active],)
]
IDS = [f"c{number}" for number in range(12)]


@st.composite
def some_series(draw: st.DrawFn) -> Series:
    """Make up to four levels; some compute a criterion from one below, and ids are shared between levels."""
    names = ["one", "two", "three", "four"][: draw(st.integers(1, 4))]
    levels = {name: draw(st.dictionaries(st.sampled_from(IDS), st.sampled_from(WORDS), max_size=12)) for name in names}
    requires = {}
    for number, name in enumerate(names[1:], 1):
        if draw(st.booleans()):
            below = draw(st.sampled_from(names[:number]))
            words = draw(st.sampled_from(["MUST", "MUST future"]))
            levels[name] = {**levels[name], f"achieve_{below}_{name}": words}
            requires[name] = (below, f"achieve_{below}_{name}")
    return replace(series(levels, requires), cumulative=draw(st.booleans()))


@given(some_series(), st.data())
def test_it_agrees_with_the_plain_judge(asked: Series, data: st.DataObject) -> None:
    judge, size = Judge(asked), max(asked.positions.values(), default=-1) + 1
    letters = st.sampled_from(ALPHABET + "xxxxx")
    for _ in range(8):
        marks = "".join(data.draw(st.lists(letters, min_size=max(0, size - 2), max_size=size + 3)))
        assert judge(marks) == count_of(standing_of(asked, marks)), marks


@pytest.mark.parametrize("name", OURS)
def test_it_agrees_on_thousands_of_sheets_of_each_series_that_comes_with_badge(name: str) -> None:
    asked, chance = OURS[name], random.Random(name)
    judge, size = Judge(asked), max(asked.positions.values()) + 1
    levels = set()
    for number in range(4_000):
        marks = chance.choices(ALPHABET, [1] * 8 + [4, 4, 20, 60], k=size)
        if number % 2:  # near a level, where it matters
            marks = ["x"] * size
            for _ in range(chance.randrange(4)):
                marks[chance.randrange(size)] = chance.choice(ALPHABET)
        found = judge("".join(marks))
        levels.add(found.level)
        assert found == count_of(standing_of(asked, "".join(marks)))
    assert levels == {"", *(level.id for level in asked.levels)}


SMALL = series({"one": {"a": "MUST", "b": "SHOULD na_allowed"}, "two": {"b": "MUST", "c": "MUST"}})


@pytest.mark.parametrize("marks", ["", "M", "é" * 3, "M\U0001f600M", "MMMMMMMMMMM", "zzz", "\x00\x01\x02", "xx"])
def test_strange_marks_are_judged_as_by_the_plain_judge(marks: str) -> None:
    assert Judge(SMALL)(marks) == count_of(standing_of(SMALL, marks))


def test_it_judges_by_the_positions_at_which_the_marks_were_packed() -> None:
    moved = replace(SMALL, positions={"c": 0, "b": 1, "a": 2})
    marks = pack(SMALL, answers({"a": "Met", "b": "N/A"}))
    assert Judge(moved, SMALL.positions)(marks) == Judge(SMALL)(marks)
    assert Judge(moved)(marks) != Judge(SMALL)(marks)


def test_a_criterion_without_a_position_is_unanswered() -> None:
    found = Judge(SMALL, {"a": 0})("x")
    assert found.percentages == {"one": 50, "two": 0}


def test_percentages_are_written_as_the_database_writes_them() -> None:
    found = Judge(SMALL)("xxx")
    assert found.text == json.dumps({"one": 100, "two": 100})


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("badge.core.counting._MOST_KNOWN", 2)
    judge = Judge(SMALL)
    sheets = [one + other + third for one in "?x" for other in "?x" for third in "?x"] * 2
    assert [judge(each) for each in sheets] == [count_of(standing_of(SMALL, each)) for each in sheets]
    assert len(judge._known) <= 2
