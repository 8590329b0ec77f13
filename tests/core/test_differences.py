"""Every way in which criteria can change is named, at its level, as stricter or looser, in a whole sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from badge.core.criteria import Criteria, Link, Retired, Series
from badge.core.differences import KINDS, Change, Kind, differences, series_differences
from badge.services.asking import load_criteria
from tests.core.building import criterion, series


def words(changes: tuple[Change, ...]) -> list[tuple[str, str, str, str]]:
    return [(str(each.kind), each.level, each.criterion, str(each.reason)) for each in changes]


def change_of(before: str, after: str) -> list[tuple[str, str]]:
    """Compare two wordings of the only criterion; the version moves along."""
    old, new = series({"one": {"a": before}}), replace(series({"one": {"a": after}}), version="2")
    found = series_differences(old, new)
    assert {each.criterion for each in found} <= {"a", ""}
    return [(str(each.kind), str(each.reason)) for each in found if each.criterion]


def test_the_same_criteria_do_not_differ() -> None:
    ours = load_criteria()
    assert differences(ours, ours) == ()


STRICTER, LOOSER = "stricter", "looser"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("SHOULD", "MUST", [(STRICTER, "It was SHOULD and is MUST now, so fewer answers are enough.")]),
        ("MUST", "SUGGESTED", [(LOOSER, "It was MUST and is SUGGESTED now, so more answers are enough.")]),
        ("MUST na_allowed", "MUST", [(STRICTER, "N/A is not accepted any more.")]),
        ("MUST", "MUST na_allowed na_justification_required", [(LOOSER, "N/A is accepted now.")]),
        ("MUST na_allowed", "MUST na_allowed na_justification_required", [(STRICTER, "N/A needs a reason now.")]),
        (
            "MUST na_allowed na_justification_required",
            "MUST na_allowed",
            [(LOOSER, "N/A needs no reason any more.")],
        ),
        ("MUST", "MUST na_justification_required", []),  # where N/A is refused, its reason means nothing
        ("MUST", "MUST met_justification_required", [(STRICTER, "Met needs a reason now.")]),
        ("MUST met_justification_required", "MUST", [(LOOSER, "Met needs no reason any more.")]),
        ("MUST", "MUST met_url_required", [(STRICTER, "Met needs a reason with a link now.")]),
        (
            "MUST met_justification_required",
            "MUST met_url_required",
            [(STRICTER, "Met needs a reason with a link now.")],
        ),
        (
            "MUST met_url_required",
            "MUST met_justification_required",
            [(LOOSER, "Met needs no link any more; a reason is enough.")],
        ),
        ("MUST met_url_required", "MUST", [(LOOSER, "Met needs no reason any more.")]),
        ("MUST met_url_required", "MUST met_url_required met_justification_required", []),
        ("MUST future", "MUST", [(STRICTER, "It counts now; before, it was only shown.")]),
        ("MUST", "MUST obsolete", [(LOOSER, "It counts no more, because it is obsolete.")]),
        ("MUST", "MUST future", [(LOOSER, "It does not count yet; before, it did.")]),
        ("MUST future", "MUST obsolete", []),
        (
            "SHOULD na_allowed met_url_required",
            "MUST met_justification_required",
            [
                (STRICTER, "It was SHOULD and is MUST now, so fewer answers are enough."),
                (STRICTER, "N/A is not accepted any more."),
                (LOOSER, "Met needs no link any more; a reason is enough."),
            ],
        ),
        ("MUST", "MUST met_suppress", [("reworded", "These texts differ: met_suppress.")]),
    ],
)
def test_more_and_less_are_told_apart(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    assert change_of(before, after) == expected


def test_what_is_new_and_what_is_asked_no_more_is_told() -> None:
    old = series({"one": {"a": "MUST", "b": "MUST", "gone": "MUST", "left": "MUST"}, "two": {"left": "MUST"}})
    new = replace(
        series({"one": {"a": "MUST", "c": "MUST", "d": "MUST future"}, "two": {"left": "MUST", "a": "MUST"}}),
        version="2", positions={**old.positions, "c": 4, "d": 5}, retired=(Retired("b"),),
    )  # fmt: skip
    gone = "It is asked no more. Old answers to it are kept, but not accepted from files: list it as retired."
    assert words(series_differences(old, new)) == [
        ("version", "", "", "The version was 1 and is 2 now."),
        ("added", "one", "c", "It is new and counts from now on; nobody has answered it yet."),
        ("added", "one", "d", "It is new and does not count yet."),
        ("added", "two", "a", "This level asks for it now too; the answer is the one that other levels judge."),
        ("retired", "one", "left", "It is not asked at this level any more; other levels still ask for it."),
        ("retired", "one", "b", "It is asked no more. Old answers to it are kept and accepted."),
        ("retired", "one", "gone", gone),
    ]


def moved(before: str, after: str, cumulative: bool) -> list[tuple[str, str, str]]:
    def asked(level: str) -> Series:
        levels = {name: {f"other_{name}": "MUST"} | ({"a": "MUST"} if name == level else {}) for name in ("low", "top")}
        found = series(levels)
        positions = {name: place for place, name in enumerate(sorted(found.positions))}
        return replace(found, cumulative=cumulative, positions=positions)

    found = series_differences(asked(before), replace(asked(after), version="2"))
    return [(str(each.kind), each.level, each.criterion) for each in found if each.criterion]


def test_a_move_is_told_for_the_levels_that_it_means_something_for() -> None:
    assert moved("low", "top", True) == [(LOOSER, "low", "a")]  # the top level rests on the low one anyway
    assert moved("top", "low", True) == [(STRICTER, "low", "a")]
    assert moved("low", "top", False) == [(STRICTER, "top", "a"), (LOOSER, "low", "a")]
    assert moved("top", "low", False) == [(STRICTER, "low", "a"), (LOOSER, "top", "a")]


def test_a_criterion_that_moves_and_changes_is_told_in_each_way() -> None:
    old = series({"low": {"a": "SHOULD", "b": "MUST"}, "top": {"c": "MUST"}})
    new = replace(
        series({"low": {"b": "MUST"}, "top": {"a": "MUST", "c": "MUST"}}), version="2", positions=old.positions
    )
    found = [(str(each.kind), each.level) for each in series_differences(old, new) if each.criterion == "a"]
    assert found == [("stricter", "top"), ("looser", "low")]


def test_texts_that_differ_are_named() -> None:
    old = criterion("a", "MUST")
    new = replace(
        old, title="t", how=("x",), placeholders={"met": "y"}, links={"l": Link("n", "https://x.example")}, group="g",
        original="A-1",
    )  # fmt: skip
    level = series({"one": {"a": "MUST"}}).levels[0]
    before, after = (
        replace(series({"one": {"a": "MUST"}}), levels=(replace(level, criteria=(each,)),)) for each in (old, new)
    )
    [found] = series_differences(before, after)
    assert (found.kind, found.fields) == (
        Kind.REWORDED, ("title", "how.1", "placeholder.met", "links", "group", "original"),
    )  # fmt: skip
    assert str(found.reason) == "These texts differ: title, how.1, placeholder.met, links, group, original."


def test_how_many_people_are_needed_is_told() -> None:
    before = series({"one": {"a": "MUST"}})
    level = before.levels[0]
    after = replace(before, levels=(replace(level, criteria=(replace(level.criteria[0], people=2),)),))
    [found] = series_differences(before, after)
    assert (found.kind, str(found.reason)) == (Kind.PEOPLE, "People who have to take part: 1 before, 2 now.")


def test_positions_that_move_or_go_are_an_error() -> None:
    old = series({"one": {"a": "MUST", "b": "MUST"}})
    swapped = replace(old, positions={"b": 0, "a": 1})
    assert words(series_differences(old, swapped)) == [
        ("position", "", "a", "Its position was 1 and is 2 now. Put it back, and append new ids."),
        ("position", "", "b", "Its position was 2 and is 1 now. Put it back, and append new ids."),
    ]
    gone = "Its position was taken away. Put it back: an id that is asked no more keeps its position."
    assert words(series_differences(old, replace(old, positions={"a": 0})))[0] == ("position", "", "b", gone)
    assert series_differences(old, replace(old, positions={**old.positions, "c": 2})) == ()


def test_levels_and_how_they_rest_on_each_other_are_told() -> None:
    old = series({"one": {"a": "MUST"}, "two": {"b": "MUST"}})
    new = replace(
        series({"one": {"a": "MUST"}, "three": {"below": "MUST", "b": "MUST"}}, {"three": ("one", "below")}),
        version="2", cumulative=False, positions={"a": 0, "b": 1, "below": 2}, title="Other",
    )  # fmt: skip
    found = {(each.kind, each.level, each.criterion): str(each.reason) for each in series_differences(old, new)}
    assert found[Kind.LEVEL_ADDED, "three", ""] == "The level is new."
    assert found[Kind.LEVEL_REMOVED, "two", ""] == "The level is gone."
    assert found[Kind.CUMULATIVE, "", ""].startswith("Each level stands by itself now;")
    assert found[Kind.ADDED, "three", "below"] == "It is new and is computed from the level one."
    assert found[Kind.REWORDED, "", ""] == "These texts differ: title."
    back = {(each.kind, each.level): str(each.reason) for each in series_differences(new, old)}
    assert back[Kind.CUMULATIVE, ""].startswith("A level counts only with all levels below it now;")


def test_a_level_that_needs_another_one_now_is_stricter() -> None:
    free = series({"one": {"a": "MUST"}, "two": {"below": "MUST", "b": "MUST"}})
    bound = series({"one": {"a": "MUST"}, "two": {"below": "MUST", "b": "MUST"}}, {"two": ("one", "below")})
    found = series_differences(free, replace(bound, version="2"))
    assert ("stricter", "two", "below", "The level needs the level one now.") in words(found)
    found = series_differences(bound, replace(free, version="2"))
    assert ("looser", "two", "below", "The level does not need the level one any more.") in words(found)


def test_levels_in_another_order_are_told() -> None:
    old = series({"one": {"a": "MUST"}, "two": {"b": "MUST"}})
    new = replace(old, levels=old.levels[::-1], version="2")
    kinds = {(each.kind, each.level) for each in series_differences(old, new)}
    assert kinds == {(Kind.VERSION, ""), (Kind.CUMULATIVE, "one"), (Kind.CUMULATIVE, "two")}


def test_a_level_with_another_name_is_the_same_level() -> None:
    old = series({"one": {"a": "MUST"}, "two": {"below": "MUST", "b": "MUST"}}, {"two": ("one", "below")})
    new = series({"first": {"a": "MUST"}, "two": {"below": "MUST", "b": "MUST"}}, {"two": ("first", "below")})
    new = replace(new, levels=(replace(new.levels[0], title="One", former=("one",)), new.levels[1]))
    assert words(series_differences(old, new)) == [
        ("reworded", "first", "", "The level was named one. What was kept under that name goes on."),
    ]


def test_a_change_without_a_version_of_its_own_is_told() -> None:
    old, new = series({"one": {"a": "SHOULD"}}), series({"one": {"a": "MUST"}})
    found = words(series_differences(old, new))
    assert found[0] == ("version", "", "", "The version is still 1. Give the change a version of its own.")


def test_whole_series_come_and_go_and_earlier_versions_are_named() -> None:
    tiny = series({"one": {"a": "MUST"}})
    other = replace(tiny, id="other")
    before = replace(tiny, id="tiny@1")
    found = differences(Criteria((tiny,)), Criteria((replace(tiny, version="2"), other), (before,)))
    assert [(each.kind, each.series, str(each.reason)) for each in found] == [
        (Kind.VERSION, "tiny", "The version was 1 and is 2 now."),
        (Kind.SERIES_ADDED, "other", "The series is new."),
        (Kind.SERIES_ADDED, "tiny@1", "The earlier version 1 is still judged."),
    ]
    found = differences(Criteria((tiny, other), (before,)), Criteria((tiny,)))
    assert [(each.kind, each.series) for each in found] == [
        (Kind.SERIES_REMOVED, "other"), (Kind.SERIES_REMOVED, "tiny@1"),
    ]  # fmt: skip


def test_every_kind_has_a_heading() -> None:
    assert list(KINDS) == list(Kind)
