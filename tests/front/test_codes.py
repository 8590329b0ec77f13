"""Codes give back days and numbers, in three bytes each, in four when that is too few, and nothing when those are."""

from __future__ import annotations

import random
from array import array

import pytest

from badge.front import codes
from badge.front.codes import Codes

NOTHING = (0, array("H", (0, 0)))


def numbers(*found: int) -> array[int]:
    return array("H", found)


def filled(days: list[int], *columns: list[int]) -> Codes:
    found = Codes(len(columns))
    found.fill(array("H", days), [array("H", each) for each in columns])
    return found


def test_what_is_put_in_comes_out_whether_at_once_or_one_by_one() -> None:
    chance = random.Random(3)
    days, *columns = ([chance.randrange(most) for _ in range(3000)] for most in (1500, 40, 256))
    at_once, one_by_one = filled(days, *columns), Codes(2, 3000)
    wanted = list(zip(days, map(numbers, *columns), strict=True))
    for each, what in enumerate(wanted):
        one_by_one.put(each, *what)
    assert [at_once.get(each) for each in range(3000)] == wanted
    assert [one_by_one.get(each) for each in range(3000)] == wanted
    assert at_once.count() == one_by_one.count() == sum(number > 0 for column in columns for number in column)


def test_a_row_is_not_taken_for_one_that_begins_inside_another() -> None:
    found = filled([0, 1, 1], [0, 1, 2], [0, 2, 1])  # 1 2 and 2 1 beside each other hold 2 2 as well
    found.put(0, 1, numbers(2, 2))
    assert [found.get(each)[1] for each in range(3)] == [numbers(2, 2), numbers(1, 2), numbers(2, 1)]


def test_three_bytes_become_four_when_there_are_many_combinations() -> None:
    found = Codes(2, 5000)
    small = found.size()
    for each in range(5000):
        found.put(each, each % 7 + 1, numbers(each, 0))
    assert found.size() > small + 5000
    assert [found.get(each) for each in range(5000)] == [(each % 7 + 1, numbers(each, 0)) for each in range(5000)]
    many = list(range(5000))
    again = filled(many, many, many)
    assert [again.get(each) for each in (1, 4999)] == [(each, numbers(each, each)) for each in (1, 4999)]
    found.grow(9000)
    assert found.get(9000) == NOTHING


def test_what_there_is_no_room_for_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "_MOST_DAYS", 3)
    days = Codes(2)
    for each in range(1, 5):
        days.put(each, each, numbers(7, 7))
    assert [days.get(each)[0] for each in range(1, 5)] == [1, 2, 0, 0]
    assert days.get(3) == NOTHING
    monkeypatch.setattr(codes, "_MOST_DAYS", 256**4 // 3)
    rows = Codes(2)
    for each in range(1, 5):
        rows.put(each, 1, numbers(each, 0))
    assert [rows.get(each)[1][0] for each in range(1, 5)] == [1, 2, 0, 0]


def test_more_combinations_at_once_than_there_is_room_for_are_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "_SPARE_DAYS", 256**4 // 4)
    found = filled([0, 5, 5, 5, 5], [0, 1, 2, 3, 4], [0, 0, 0, 0, 0])
    assert [found.get(each)[1][0] for each in range(5)] == [0, 1, 2, 0, 0]
    found.forget(2)
    assert [found.get(each) for each in (0, 2)] == [NOTHING] * 2
