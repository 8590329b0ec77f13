"""What is shown on after a change of the criteria, and until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from badge.core.grace import NONE, Grace, after_criteria, after_person, levels_shown_on
from tests.core.building import series

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SOON, LATER = NOW + timedelta(days=10), NOW + timedelta(days=30)
STEPS = series({"low": {"a": "MUST"}, "mid": {"b": "MUST"}, "high": {"c": "MUST"}})


@pytest.mark.parametrize(
    ("before", "after", "grace", "expected"),
    [
        ("high", "mid", NONE, Grace("high", LATER)),
        ("high", "", NONE, Grace("high", LATER)),
        ("low", "high", NONE, NONE),
        ("mid", "mid", NONE, NONE),
        ("mid", "mid", Grace("high", SOON), Grace("high", SOON)),  # nothing new: the day stays
        ("mid", "low", Grace("high", SOON), Grace("high", LATER)),  # one more is lost: the later day
        ("low", "mid", Grace("high", SOON), Grace("high", SOON)),  # a part comes back
        ("low", "high", Grace("high", SOON), NONE),  # it is reached again
        ("mid", "mid", Grace("high", NOW), NONE),  # the day is over
        ("mid", "low", Grace("high", NOW), Grace("mid", LATER)),
        ("gone", "mid", NONE, NONE),  # a level that the series has no more cannot be shown
        ("low", "", Grace("gone", SOON), Grace("low", LATER)),
    ],
)
def test_the_highest_level_is_shown_on(before: str, after: str, grace: Grace, expected: Grace) -> None:
    assert after_criteria(STEPS, before, after, grace, NOW) == expected


def test_without_days_nothing_is_shown_on() -> None:
    assert after_criteria(STEPS, "high", "", NONE, NOW, 0) == NONE
    assert after_criteria(STEPS, "mid", "", Grace("high", SOON), NOW, 0) == Grace("high", SOON)  # that day was said


@pytest.mark.parametrize(
    ("after", "grace", "broke", "expected"),
    [
        ("low", Grace("high", SOON), False, Grace("high", SOON)),
        ("mid", Grace("high", SOON), False, Grace("high", SOON)),
        ("high", Grace("high", SOON), False, NONE),
        ("low", Grace("high", SOON), True, NONE),
        ("low", Grace("high", NOW), False, NONE),
        ("low", NONE, False, NONE),
    ],
)
def test_what_people_do_shows_at_once(after: str, grace: Grace, broke: bool, expected: Grace) -> None:
    assert after_person(STEPS, after, grace, NOW, broke=broke) == expected


def test_it_holds_until_its_moment() -> None:
    grace = Grace("high", SOON)
    assert grace.holds(SOON - timedelta(microseconds=1))
    assert not grace.holds(SOON)
    assert not NONE.holds(NOW)


def test_a_level_rests_on_those_below_it_only_in_a_cumulative_series() -> None:
    grace = Grace("mid", SOON)
    assert levels_shown_on(STEPS, grace) == ("low", "mid")
    assert levels_shown_on(replace(STEPS, cumulative=False), grace) == ("mid",)
    assert levels_shown_on(STEPS, NONE) == ()
