"""Tables of patterns of which few occur: a row is compiled only once a text holds what the row begins with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from badge.probes.patterns import found

FEWEST = 2
"""Characters of a beginning that says anything."""

_PLAIN = frozenset(" -_/@:")
_ESCAPED = frozenset(".-/+@")
_REPEATS = frozenset("?*{")

T = TypeVar("T")


class Rows(Generic[T]):
    """Rows of a value and a pattern. A hundred patterns cost 5 ms to compile, and a look needs a few of them.

    `whole` makes of a row's pattern what is looked for; in front of the row it may only ask for something more.
    """

    def __init__(self, rows: Iterable[tuple[T, str]], whole: Callable[[str], str] = str) -> None:
        """Note what each row begins with."""
        self._rows = tuple((value, whole(pattern), beginnings(pattern)) for value, pattern in rows)

    def likely(self, text: str) -> Iterator[tuple[T, str]]:
        """Yield the rows that may occur in a text, in order, each with its pattern."""
        low = text.lower() if text.isascii() else ""  # other letters may be the same as one of ASCII without its case
        for value, pattern, starts in self._rows:
            if not low or not starts or any(start in low for start in starts):
                yield value, pattern

    def of(self, text: str) -> Iterator[T]:
        """Yield the values of the rows that occur in a text, in order."""
        return (value for value, pattern in self.likely(text) if found(pattern, text))


def beginnings(pattern: str) -> tuple[str, ...]:
    """Give the letters with which each alternative begins, in lower case; nothing where one of them has none."""
    starts: list[str] = []
    for each in _alternatives(pattern):
        part = each.removeprefix("^").removeprefix(r"\b").removeprefix(r"\A")
        inner = _group(part) if part.startswith("(") else ""
        several = beginnings(inner) if inner else (_letters(part),)
        if not several or min(map(len, several)) < FEWEST:
            return ()
        starts += several
    return tuple(dict.fromkeys(starts))


def _alternatives(pattern: str) -> list[str]:
    """Cut a pattern at the bars that stand in no group and in no class."""
    if "(" not in pattern and "[" not in pattern and r"\|" not in pattern:
        return pattern.split("|")
    parts, begin, depth, at = [], 0, 0, 0
    in_class = False
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\":
            at += 1
        elif in_class:
            in_class = sign != "]"
        elif sign == "[":
            in_class = True
            at += pattern[at + 1 : at + 2] == "^"
            at += pattern[at + 1 : at + 2] == "]"
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "|" and not depth:
            parts.append(pattern[begin:at])
            begin = at + 1
        at += 1
    return [*parts, pattern[begin:]]


def _group(part: str) -> str:
    """Give what stands in the group that a part begins with, where the group has to occur and holds no other group."""
    if not part.startswith("(?:"):
        return ""
    inner, closed, rest = part[3:].partition(")")
    plain = closed and not set(inner) & set("([\\")
    return inner if plain and rest[:1] not in _REPEATS else ""


def _letters(part: str) -> str:
    if part.isascii() and part.replace(" ", "").replace("-", "").isalnum():
        return part.lower()
    letters: list[str] = []
    at = 0
    while at < len(part):
        sign = part[at]
        if sign == "\\" and part[at + 1 : at + 2] in _ESCAPED:
            at += 1
            sign = part[at]
        elif not (sign.isascii() and (sign.isalnum() or sign in _PLAIN)):
            break
        letters.append(sign.lower())
        at += 1
    if part[at : at + 1] in _REPEATS:
        letters = letters[:-1]
    return "".join(letters)
