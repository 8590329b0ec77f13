"""YAML, JSON, TOML and INI become plain data, and whatever is hostile or broken becomes None."""

from __future__ import annotations

import pytest

from badge.probes.facts.structured import LARGEST, Text, dig, ini_of, json_of, strings, table, toml_of, yaml_of
from badge.probes.facts.structured import yaml_documents as documents


def test_a_key_named_on_stays_a_string_and_versions_and_dates_too() -> None:
    assert yaml_of("on: push\nversion: 3.10\nday: 2024-13-45\nyes: true\ncount: 3\nnone: ~") == {
        "on": "push",
        "version": "3.10",
        "day": "2024-13-45",
        "yes": True,
        "count": 3,
        "none": None,
    }


def test_strings_know_their_lines_and_a_block_begins_below_its_mark() -> None:
    data = table(yaml_of("a: x\nb: |\n  one\n  two\n"))
    assert [(str(each), each.line) for each in data.values() if isinstance(each, Text)] == [("x", 1), ("one\ntwo\n", 3)]


def test_aliases_and_duplicate_merge_keys_are_followed() -> None:
    assert yaml_of("a: &a {k: v}\nb:\n  <<: *a\n  <<: *a\n") == {"a": {"k": "v"}, "b": {"k": "v"}}


def test_a_tag_of_a_forge_is_a_plain_list() -> None:
    assert dig(yaml_of("script: !reference [.build, script]"), "script") == [".build", "script"]


BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join(['*' + before] * 10)}]\n" for before, name in zip("abcdef", "bcdefg", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        None,
        BOMB,
        "a: &a [*a]",
        "a: *nobody",
        "- " * 200_000 + "x",
        "[" * 200_000,
        "a: b: c",
        "a: [1",
        "? [a]\n: b",
        "!!python/object/apply:os.system [ls]",
        "a: !!int ''",
        "a: !!bool maybe",
        "a: !!timestamp x",
        "x" * (LARGEST + 1),
        "a: &a {b: c}\nx:\n" + "  <<: *a\n" * 1_500,
        "\x00",
        "a:\n\t- b",
    ],
)
def test_hostile_and_broken_yaml_is_none(text: str | None) -> None:
    assert yaml_of(text) is None


def test_several_documents_are_read_one_by_one() -> None:
    assert documents("a: 1\n---\nb: 2\n") == [{"a": 1}, {"b": 2}]


def test_json_with_comments_and_trailing_commas_keeps_strings_whole() -> None:
    text = '// top\n{"a": [1, 2,], /* inside */ "b": "http://x/*y*/", "c": "\\"//",}'
    assert json_of(text, comments=True) == {"a": [1, 2], "b": "http://x/*y*/", "c": '"//'}
    assert json_of(text) is None


@pytest.mark.parametrize("text", [None, "{", "[" * 100_000, "x" * (LARGEST + 1), '{"a": ' + "9" * 5_000 + "}"])
def test_broken_json_is_none(text: str | None) -> None:
    assert json_of(text) is None


@pytest.mark.parametrize("text", [None, "a = ", "a = " + "[" * 50_000])
def test_broken_toml_is_none(text: str | None) -> None:
    assert toml_of(text) is None


def test_ini_is_read_without_interpolation_and_broken_ini_is_empty() -> None:
    assert ini_of("[a]\nb = %(c)s\nd\n") == {"a": {"b": "%(c)s", "d": ""}}
    assert ini_of("no section") == {}


def test_strings_of_a_value_are_found_in_lists_of_lists() -> None:
    assert list(strings(["a", ["b", True, 3], {"no": "mapping"}, None])) == ["a", "b", "true", "3"]
