"""YAML, JSON, TOML and INI texts as plain data, or None for whatever is too large, too deep, bent or broken."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Self

from badge.probes.patterns import found

LARGEST = 512 * 1024
"""Characters; a longer text is not parsed at all."""

DEEPEST = 60
"""Levels of nesting; nobody writes more, and parsers and readers recurse."""

MOST_NODES = 50_000
"""Values of a YAML text after its aliases are followed, long ones counting more: no small text becomes a large one."""

_PART = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*"""
_LONG_KEY = rf"(?:{_PART}\.[ \t]*){{{DEEPEST}}}"
"""A TOML key of too many parts: Python's reader keeps every beginning of one, which is quadratic."""

MOST_MERGES = 1_000
"""Merge keys (`<<`) of a YAML text; each costs a copy of its mapping."""


class Text(str):
    """A string that knows its line (from 1) in the YAML text it came from."""

    __slots__ = ("line",)
    line: int

    def __new__(cls, value: str, line: int = 0) -> Self:
        """Make one; a string made of it by any method has no line."""
        text = super().__new__(cls, value)
        text.line = line
        return text


class Tagged(list[object]):
    """A YAML sequence under a tag of its own, such as GitLab's `!reference`."""

    tag = ""


def yaml_of(text: str | None) -> object:
    """Read one YAML document. Strings in it are `Text`; `on:` stays a string, and so do dates and 3.10."""
    return next(iter(yaml_documents(text)), None)


def yaml_documents(text: str | None) -> list[object]:
    """Read all documents of a YAML text; nothing where one of them cannot be read."""
    if text is None or len(text) > LARGEST:
        return []
    from badge.probes.facts import yaml_texts  # noqa: PLC0415 - 7 ms, which only a tree with such files needs

    return yaml_texts.documents(text)


def json_of(text: str | None, *, comments: bool = False) -> object:
    """Read JSON; with `comments` also the dialect of editors and compilers: comments and trailing commas."""
    if text is None or len(text) > LARGEST:
        return None
    try:
        return _whole(text)
    except ValueError:
        pass  # with comments, it is no JSON until they are taken out
    except RecursionError:
        return None
    if not comments:
        return None
    try:
        return _whole(_plain(text))
    except (ValueError, RecursionError):
        return None


def _whole(text: str) -> object:
    """Read JSON, with a mark in the place of each half character: JSON can spell those, and nobody can write them."""
    value: object = json.loads(text)
    if "\\ud" not in text and "\\uD" not in text:
        return value
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def _plain(text: str) -> str:
    """Take comments and trailing commas out of JSON, leaving strings alone."""
    kept: list[str] = []
    at, end = 0, len(text)
    while at < end:
        sign = text[at]
        if sign == '"':
            close = at + 1
            while close < end and text[close] != '"':
                close += 2 if text[close] == "\\" else 1
            kept.append(text[at : close + 1])
            at = close + 1
        elif text.startswith(("//", "/*"), at):
            until = "\n" if text[at + 1] == "/" else "*/"
            close = text.find(until, at + 2)
            at = end if close < 0 else close + (len(until) if until == "*/" else 0)
        else:
            if sign in "]}":
                last = len(kept) - 1
                while last >= 0 and kept[last].isspace():
                    last -= 1
                if last >= 0 and kept[last] == ",":
                    kept[last] = " "
            kept.append(sign)
            at += 1
    return "".join(kept)


@lru_cache(maxsize=4)
def toml_of(text: str | None) -> object:
    """Read TOML. The last few are kept: several facts read pyproject.toml, and parsing it anew took 10 ms of a look."""
    if text is None or len(text) > LARGEST or (text.count(".") >= DEEPEST and found(_LONG_KEY, text)):
        return None
    import tomllib  # noqa: PLC0415 - 2 ms, which only a tree with such files needs

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return None


def ini_of(text: str | None) -> Mapping[str, Mapping[str, str]]:
    """Read an INI file as sections of strings, without interpolation; nothing where it cannot be read."""
    if text is None or len(text) > LARGEST:
        return {}
    import configparser  # noqa: PLC0415 - 2 ms, which only a tree with such files needs

    parser = configparser.RawConfigParser(strict=False, allow_no_value=True)
    try:
        parser.read_string(text)
    except (configparser.Error, ValueError, AttributeError):
        return {}
    return {name: {key: value or "" for key, value in parser.items(name)} for name in parser.sections()}


def table(value: object) -> Mapping[str, object]:
    """Give a mapping whose keys are strings as it is, and nothing for anything else."""
    if not isinstance(value, Mapping):
        return {}
    if all(isinstance(key, str) for key in value):
        return value
    return {str(key): each for key, each in value.items()}


def rows(value: object) -> list[object]:
    """Give a list as it is, a single value as a list of one, and nothing for None."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def strings(value: object) -> Iterator[Text]:
    """Yield the strings in a value, a list, or lists in lists, with their lines where they are known."""
    if isinstance(value, str):
        yield value if isinstance(value, Text) else Text(value)
    elif isinstance(value, (bool, int, float)):
        yield Text(str(value).lower() if isinstance(value, bool) else str(value))
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def dig(value: object, *names: str) -> object:
    """Walk down mappings by names; None where one is missing."""
    for name in names:
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value
