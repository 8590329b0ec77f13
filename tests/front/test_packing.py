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


def on(*days: tuple[int, int]) -> array[int]:
    """Give projects and the days of their last changes as they are read."""
    return array("q", [project << 32 | day for project, day in days])


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
            Alike("kitchen", "", '{"warm": 40}', "7", 2, 1, on((3, day_of(NOON)))),
            Alike("pantry", "dry", '{"dry": 100}', "3", 1, 0, on((3, day_of(NOON) - 1))),
            Alike("kitchen@6", "", '{"warm": 41}', "6", 2, 1, on((3, day_of(NOON)))),  # an earlier version
        ]
    )
    for place in (0, 1):
        assert many.get(place, 3) == one.get(place, 3) is not None
        assert many.get(place, 4) is None


def test_projects_that_are_alike_on_one_day_or_another_come_out_as_they_were() -> None:
    found, chance = LevelMap(SERIES, 300), random.Random(7)
    days = {(place, each): chance.randrange(1, 4) for place in (0, 1) for each in chance.sample(range(300), 200)}
    found.fill(
        Alike(name, "", "{}", "7", 1, 0, on(*((each, day) for (own, each), day in days.items() if own == place)))
        for place, name in ((1, "pantry"), (0, "kitchen"))
    )
    beginning = NOON - timedelta(day_of(NOON))
    for each in range(300):
        for place in (0, 1):
            one, day = found.get(place, each), days.get((place, each))
            assert (one and one.at) == (beginning + timedelta(day) if day else None)


def test_what_has_no_room_is_left_out_of_many() -> None:
    found = LevelMap(SERIES)
    late = packing._DAYS
    found.fill(
        [
            Alike("kitchen", "", "{}", "7", 1, 0, on((3, 1), (10**6, 1), (4, late), (7, 0), (5, 2))),
            Alike("kitchen", "", "{}", "7", 1024, 0, on((6, 1))),
        ]
    )
    assert [each for each in range(9) if found.get(0, each)] == [3, 5]


def test_a_project_of_which_all_figures_are_zero_is_known() -> None:
    one, many = LevelMap(SERIES), LevelMap(SERIES)
    put(one, 0, 1, shown("", {}, "7", 0, 0, 0))
    many.fill([Alike("kitchen", "", "{}", "7", 0, 0, on((1, day_of(NOON))))])
    assert one.get(0, 1) == many.get(0, 1) is not None


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
    every = range(1, packing.MOST + 500)
    found._codes.grow(2 * packing.MOST)
    found.fill(Alike("kitchen", "", "{}", "7", each % 1000, each // 1000, on((each, 1))) for each in every)
    known = [project for project in every if found.get(0, project)]
    assert found.known() == len(known)
    assert known == list(range(1, packing.MOST))
    put(found, 0, packing.MOST + 1, shown("", {}, "7", 0, 3, 999))
    assert found.get(0, packing.MOST + 1) is None


def test_a_million_projects_take_four_megabytes() -> None:
    found = LevelMap(SERIES, 1_000_000)
    assert found.size() <= 4e6
