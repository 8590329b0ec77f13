"""Patterns know their line, ignore case, and take time in proportion to the text."""

from __future__ import annotations

import time

import pytest

from badge.probes.patterns import LONGEST_LINE, every, first, found, replaced


def test_a_hit_has_its_line_and_groups() -> None:
    hit = first(r"^(\w+) = (\w+)?", "x\n\nName = \n")
    assert hit is not None
    assert (hit.line, hit.text, hit.groups) == (3, "Name = ", ("Name", ""))


def test_case_is_ignored_unless_told_otherwise() -> None:
    assert found("readme", "README")
    assert not found("(?-i)readme", "README")


def test_the_ends_of_lines_are_ends() -> None:
    assert found("^two$", "one\ntwo\nthree")


def test_each_line_is_given_once() -> None:
    assert [(hit.line, hit.text) for hit in every("a", "aa a\n\nb\nba\n")] == [(1, "aa a"), (4, "ba")]


def test_places_are_right_behind_letters_of_several_bytes() -> None:
    assert [hit.line for hit in every("x", "äöü 漢字\nx 漢\n🎉x")] == [2, 3]


def test_overlong_lines_are_no_hits_but_those_behind_them_are() -> None:
    text = "x" * (LONGEST_LINE + 1) + "\nx\n"
    assert [hit.line for hit in every("x", text)] == [2]


def test_nothing_is_found_in_nothing() -> None:
    assert first("a", "") is None
    assert replaced("a+", "b", "caat") == "cbt"


def seconds(pattern: str, text: str) -> float:
    """Take the best of three, so that a busy machine does not decide."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        list(every(pattern, text))
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize(
    ("pattern", "unit"),
    [
        (r"^(a+)+$", "a" * 99 + "!\n"),
        (r"(a|a)*b", "a" * 100),
        (r"(\w+\s?)+:", "ab ab ab ab "),
        (r"x", "x" * 100),
        (r"x", "x\n" * 50),
        (r"<.*>.*<.*>", "<" * 100 + "\n"),
    ],
)
def test_four_times_the_text_takes_about_four_times_as_long(pattern: str, unit: str) -> None:
    size = 1500
    ratio = (seconds(pattern, unit * size * 4) + 0.002) / (seconds(pattern, unit * size) + 0.002)
    assert ratio < 9, "the time grows faster than the text"
