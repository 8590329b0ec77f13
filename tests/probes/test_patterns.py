"""Patterns know their line, ignore case, and take time in proportion to the text."""

from __future__ import annotations

import time

import pytest

from badge.probes.patterns import LONGEST_LINE, Pattern, PatternError, compiled, every, first, found, replaced


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


def test_a_match_knows_its_places_and_groups_also_behind_letters_of_several_bytes() -> None:
    for before in ("ab ", "äb ", "漢🎉 "):
        match = compiled(r"(?P<name>[a-zä]{3})=(?P<value>\w)?(;)?").search(before + "täg=;")
        assert match is not None
        at = len(before)
        assert (match.start(), match.end(), match.start(1), match.group("name")) == (at, at + 5, at, "täg")
        assert match.groups() == ("täg", None, ";")
        assert match.groupdict() == {"name": "täg", "value": None}
        assert match.group("value") == ""


@pytest.mark.parametrize(
    ("text", "occurs", "opens", "fits"),
    [("ab", True, True, True), ("abc", True, True, False), ("cab", True, False, False), ("c", False, False, False)],
)
def test_to_tell_is_as_to_find(text: str, occurs: bool, opens: bool, fits: bool) -> None:
    pattern = Pattern("(a)(b)")
    assert (pattern.occurs(text), pattern.opens(text), pattern.fits(text)) == (occurs, opens, fits)
    found_ = (pattern.search(text), pattern.match(text), pattern.fullmatch(text))
    assert tuple(each is not None for each in found_) == (occurs, opens, fits)


def test_empty_matches_stand_between_letters_of_any_width() -> None:
    assert [(each.start(), each.end()) for each in compiled("x*").finditer("äxx漢")] == [(0, 0), (1, 3), (3, 3), (4, 4)]
    assert compiled("x*").sub("-", "ä漢") == "-ä-漢-"


def test_what_is_found_and_replaced_may_be_a_group() -> None:
    assert compiled(r"\b(\w)").findall("ab äc d") == ["a", "c", "d"]
    assert compiled(r"\pL+").findall("ab äc d") == ["ab", "äc", "d"]
    assert replaced(r"\[(\pL+)\]\(\w*\)", r"<\1>", "[ä](b) c [d]()") == "<ä> c <d>"


def test_a_mistake_in_a_pattern_is_told() -> None:
    with pytest.raises(PatternError, match="missing"):
        found("(", "x")


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
