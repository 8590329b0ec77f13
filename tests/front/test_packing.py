"""The level map gives back what was put into it, and a million projects are small in it."""

from __future__ import annotations

import random
from array import array
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from badge.core.reading import read_criteria
from badge.front import packing
from badge.front.packing import LevelMap
from badge.services.picturing import Shown
from badge.services.proof import Proof
from badge.storage.shown import Alike, day_of
from tests.web.six_levels import FILES

SERIES = read_criteria(FILES).series
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def shown(level: str, percentages: Mapping[str, int], version: str, days: int, verified: int, answered: int) -> Shown:
    return Shown(level, percentages, version, NOON + timedelta(days), Proof(verified, answered))


def put(found: LevelMap, place: int, project: int, what: Shown) -> None:
    assert what.at is not None
    found.put(place, project, what, day_of(what.at))


def test_what_was_put_in_comes_out() -> None:
    found, chance, wanted = LevelMap(SERIES, 500), random.Random(5), {}
    for project in range(1, 2000):
        for place, level in ((0, "warm"), (1, "dry")):
            share = chance.randrange(101)
            one = shown(
                level if share == 100 else "", {level: share}, chance.choice("78"), chance.randrange(-9000, 9000),
                chance.randrange(1000), chance.randrange(1000),
            )  # fmt: skip
            wanted[place, project] = one
            put(found, place, project, one)
    assert {(place, project): found.get(place, project) for place, project in wanted} == wanted


def test_all_at_once_gives_the_same() -> None:
    one, many = LevelMap(SERIES, 10), LevelMap(SERIES, 10)
    put(one, 0, 3, shown("", {"warm": 40}, "7", 0, 1, 2))
    put(one, 1, 3, shown("dry", {"dry": 100}, "3", -1, 0, 1))  # on another day
    many.fill(
        [
            Alike("kitchen", "", '{"warm": 40}', "7", [(3, day_of(NOON), 2, 1)]),
            Alike("pantry", "dry", '{"dry": 100}', "3", [(3, day_of(NOON) - 1, 1, 0)]),
            Alike("kitchen@6", "", '{"warm": 41}', "6", [(3, day_of(NOON), 2, 1)]),  # an earlier version
        ]
    )
    for place in (0, 1):
        assert many.get(place, 3) == one.get(place, 3) is not None
        assert many.get(place, 4) is None


def test_what_is_forgotten_is_not_known() -> None:
    found = LevelMap(SERIES)
    for place in (0, 1):
        put(found, place, 7, shown("", {}, "7", 0, 0, 0))
    found.forget(7)
    assert [found.get(place, 7) for place in (0, 1)] == [None, None]
    found.forget(10**9)


def test_what_has_no_room_is_left_to_the_application() -> None:
    found = LevelMap(SERIES)
    put(found, 0, packing.LARGEST, shown("", {}, "7", 0, 0, 0))
    put(found, 0, 1, shown("", {}, "7", 0, 1024, 0))
    put(found, 0, 2, shown("", {}, "7", 100_000, 0, 0))
    assert [found.get(0, each) for each in (packing.LARGEST, 1, 2)] == [None] * 3


def test_more_states_than_there_are_numbers_are_left_to_the_application() -> None:
    found = LevelMap(SERIES)
    rows = [(project, 1, project % 1000, project // 1000) for project in range(1, packing.MOST + 500)]
    for each in (found._days, *found._slots):
        each.frombytes(bytes(2 * packing.MOST))
    found.fill([Alike("kitchen", "", "{}", "7", rows)])
    known = [project for project, *_ in rows if found.get(0, project)]
    assert known == list(range(1, packing.MOST))
    put(found, 0, packing.MOST + 1, shown("", {}, "7", 0, 3, 999))
    assert found.get(0, packing.MOST + 1) is None


def test_a_million_projects_take_four_megabytes_and_two_for_each_series_more() -> None:
    found = LevelMap(SERIES, 1_000_000)
    assert found.size() <= (2 + 2 * len(SERIES)) * 1.01e6
    assert array("H").itemsize == 2
