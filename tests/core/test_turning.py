"""Levels that are reached or lost, by the criteria or by a person, and what is shown on then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from badge.core.counting import Count, Judge, count_of
from badge.core.criteria import Series
from badge.core.grace import NONE, Grace
from badge.core.scoring import standing
from badge.core.turning import Outcome, by_criteria, by_person
from tests.core.building import answers, series

NOW = datetime(2026, 11, 22, tzinfo=UTC)
UNTIL = NOW + timedelta(days=30)
OLD = series({"low": {"a": "MUST", "b": "SHOULD"}, "high": {"top": "MUST", "c": "MUST"}}, {"high": ("low", "top")})
NEW = series({"low": {"a": "MUST", "b": "MUST"}, "high": {"top": "MUST", "c": "MUST"}}, {"high": ("low", "top")})
SHEET = {"a": "Met", "b": "Unmet because of reasons", "c": "Met"}
ALL = {"low": 100, "high": 100}


def counted(asked: Series, **given: str) -> Count:
    return count_of(standing(asked, answers(given)))


def saved(before: Count, old: dict[str, str], new: dict[str, str], grace: Grace = NONE) -> Outcome:
    anew, after = (standing(NEW, answers(each)) for each in (old, new))
    return by_person(NEW, before, anew, after, {}, grace, NOW)


def told(outcome: Outcome) -> list[tuple[str, bool, str, datetime | None]]:
    return [(each.level, each.reached, each.because, each.shows) for each in outcome.turns]


def test_the_criteria_take_levels_and_the_day_is_said() -> None:
    times = {"low": {"achieved": "x", "first_achieved": "x"}}
    found = by_criteria(NEW, counted(OLD, **SHEET), counted(NEW, **SHEET), times, NONE, NOW)
    assert told(found) == [("low", False, "criteria", UNTIL), ("high", False, "criteria", UNTIL)]
    assert found.grace == Grace("high", UNTIL)
    assert found.times["low"] == {"achieved": "x", "first_achieved": "x", "lost": NOW.isoformat()}
    assert times["low"] == {"achieved": "x", "first_achieved": "x"}
    assert found.turns[0].what(NEW) == {
        "series": "tiny", "level": "low", "because": "criteria", "version": "1", "shows": UNTIL.isoformat(),
    }  # fmt: skip


def test_the_criteria_give_levels_back() -> None:
    found = by_criteria(OLD, counted(NEW, **SHEET), counted(OLD, **SHEET), {}, Grace("high", UNTIL), NOW)
    assert told(found) == [("low", True, "criteria", None), ("high", True, "criteria", None)]
    assert found.grace == NONE
    assert found.times["high"] == {"achieved": NOW.isoformat(), "first_achieved": NOW.isoformat()}


def test_a_level_that_the_badge_does_not_rest_on_is_lost_at_once() -> None:
    alone = series({"low": {"a": "MUST"}, "high": {"c": "MUST"}})
    alone = replace(alone, cumulative=False)
    before, after = Count("high", 200, ALL), Count("high", 50, {"low": 50, "high": 100})
    found = by_criteria(alone, before, after, {}, NONE, NOW)
    assert (told(found), found.grace) == ([("low", False, "criteria", NOW)], NONE)


def test_a_level_that_is_gone_is_lost_at_once_and_the_one_below_is_what_was_held() -> None:
    short = series({"low": {"a": "MUST"}})
    found = by_criteria(short, Count("high", 200, ALL), Judge(short)("?"), {}, NONE, NOW)
    assert told(found) == [("low", False, "criteria", UNTIL), ("high", False, "criteria", NOW)]
    assert found.grace == Grace("low", UNTIL)


def test_a_level_with_another_name_is_neither_lost_nor_reached() -> None:
    low, high = NEW.levels
    named = replace(NEW, levels=(low, replace(high, id="top_one", former=("high",))))
    before, after = Count("high", 200, ALL), Count("top_one", 200, {"low": 100, "top_one": 100})
    times: dict[str, Any] = {"high": {"achieved": "x"}}
    found = by_criteria(named, before, after, times, NONE, NOW)
    assert (found.turns, found.grace, dict(found.times)) == ((), NONE, {"top_one": {"achieved": "x"}})
    lost = by_criteria(named, before, Count("low", 150, {"low": 100, "top_one": 50}), times, NONE, NOW)
    assert lost.grace == Grace("top_one", UNTIL)


def test_what_a_person_breaks_is_lost_at_once() -> None:
    before = counted(NEW, a="Met", b="Met", c="Met")
    found = saved(before, {"a": "Met", "b": "Met", "c": "Met"}, {"a": "Met", "b": "Met"})
    assert (told(found), found.grace) == ([("high", False, "", None)], NONE)


def test_what_the_criteria_took_is_not_put_on_the_person_who_saves_next() -> None:
    found = saved(counted(OLD, **SHEET), SHEET, {**SHEET, "other": "Met"})
    assert told(found) == [("low", False, "criteria", UNTIL), ("high", False, "criteria", UNTIL)]
    assert found.grace == Grace("high", UNTIL)


def test_what_is_mended_in_the_same_save_was_never_lost() -> None:
    found = saved(counted(OLD, **SHEET), SHEET, {**SHEET, "b": "Met"})
    assert (told(found), found.grace) == ([], NONE)


def test_a_save_that_breaks_something_ends_the_grace() -> None:
    held, before = Grace("high", UNTIL), counted(NEW, **SHEET)
    for new in ({**SHEET, "c": "Unmet"}, {**SHEET, "a": "?"}):
        assert saved(before, SHEET, new, held).grace == NONE


def test_a_save_about_something_else_leaves_the_grace() -> None:
    held, before = Grace("high", UNTIL), counted(NEW, **SHEET)
    assert saved(before, SHEET, SHEET, held).grace == held
    assert saved(before, SHEET, {**SHEET, "b": "?"}, held).grace == held  # it was missing before the save, too
    mended = saved(before, SHEET, {**SHEET, "b": "Met"}, held)
    assert (mended.grace, [each.reached for each in mended.turns]) == (NONE, [True, True])
