"""Words are kept and asked for alike, in every script."""

from __future__ import annotations

import pytest

from badge.core import words


def found(kept: str, *asked: str) -> bool:
    """Do what a database does: each token has to begin one of those that are kept."""
    return all(f" {token}" in kept for word in asked for token in words.asked(word))


KETTLE = words.kept(
    "OpenKettle",
    "Boils numbers for C++ & C#; naïve ﬁles",
    "https://github.com/Cook/Kettle-2",
    "https://水壶.example.org",
)
FRUIT = words.kept("苹果", "红色的水果 トマト", "")


@pytest.mark.parametrize(
    "word",
    [
        "openkettle",
        "OPEN",
        "kettle",
        "ettl",
        "number",
        "c++",
        "c#",
        "C",
        "naïve",
        "files",
        "github.com/cook",
        "2",
        "水",
    ],
)
def test_a_word_is_found_from_its_beginning_and_in_names_from_its_middle(word: str) -> None:
    assert found(KETTLE, word)


@pytest.mark.parametrize("word", ["umbers", "naive", "gold", "kettles", "水果"])
def test_what_is_not_there_is_not_found(word: str) -> None:
    assert not found(KETTLE, word)


@pytest.mark.parametrize("word", ["苹果", "果", "红色", "水果", "红色的水果", "的水", "トマ"])
def test_any_characters_beside_each_other_are_found(word: str) -> None:
    assert found(FRUIT, word)


@pytest.mark.parametrize("word", ["果苹", "红水", "蓝色"])
def test_characters_that_do_not_stand_beside_each_other_are_not(word: str) -> None:
    assert not found(FRUIT, word)


@pytest.mark.parametrize("text", ["%", "_", "'", '"', "* & | ! ( )", "\0", "NEAR(a b)", "§x", "a" * 500, "\ud800"])
def test_no_token_holds_a_sign_that_means_something_to_a_database(text: str) -> None:
    for token in (*words.kept(text, text, text).split(), *words.asked(text)):
        assert token.isalnum() or token.strip("＋＃").isalnum()
        assert len(token) <= words.LONGEST


def test_a_fact_is_never_found_as_a_word() -> None:
    token = words.facet("language", "C++")
    assert token == words.facet("language", "c++") != words.facet("license", "c++")
    assert words.asked(token) == (token[1:],)
