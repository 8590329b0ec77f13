"""Patterns that run in linear time whatever the text (RE2); the only place that knows the engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import re2

LONGEST_LINE = 2000
"""Characters; longer lines are no prose and no code that a person wrote."""


@dataclass(frozen=True)
class Hit:
    """Where a pattern stands in a text: line (from 1), the line itself, and the captured groups."""

    line: int
    text: str
    groups: tuple[str, ...] = ()


class Pattern:
    """A pattern that is compiled when it is first used: a look needs a part of all rules, and compiling is not free."""

    __slots__ = ("_engine", "source")

    def __init__(self, source: str) -> None:
        """Keep the source; a mistake in it shows at its first use, which a test makes for every pattern."""
        self.source = source
        self._engine: Any = None  # RE2's object has no published type

    @property
    def engine(self) -> Any:
        """Give RE2's own object."""
        if self._engine is None:
            options = re2.Options()
            options.case_sensitive = False
            options.log_errors = False
            self._engine = re2.compile("(?m)" + self.source, options)
        return self._engine

    def search(self, text: str) -> Any:
        """Find the first occurrence."""
        return self.engine.search(text)

    def match(self, text: str) -> Any:
        """Match at the beginning."""
        return self.engine.match(text)

    def fullmatch(self, text: str) -> Any:
        """Match the whole text."""
        return self.engine.fullmatch(text)

    def finditer(self, text: str) -> Iterator[Any]:
        """Yield every occurrence."""
        found_: Iterator[Any] = self.engine.finditer(text)
        return found_

    def findall(self, text: str) -> list[Any]:
        """List every occurrence."""
        every_: list[Any] = self.engine.findall(text)
        return every_

    def split(self, text: str) -> list[str]:
        """Split at every occurrence."""
        pieces: list[str] = self.engine.split(text)
        return pieces

    def sub(self, by: Any, text: str) -> str:
        """Replace every occurrence."""
        return str(self.engine.sub(by, text))


@cache
def compiled(pattern: str) -> Pattern:
    """Give a pattern. Multi-line and ignoring case, as nearly every rule wants; `(?-i)` turns the latter off."""
    return Pattern(pattern)


@lru_cache(maxsize=32)
def _encoded(text: str) -> bytes:
    """Encode a text once for the many rules that look at it; RE2 works on bytes, and so do the functions below."""
    return text.encode("utf-8", "surrogatepass")


def found(pattern: str, text: str) -> bool:
    """Tell whether a pattern occurs in a text."""
    return compiled(pattern).engine.search(_encoded(text)) is not None


def first(pattern: str, text: str) -> Hit | None:
    """Give the first place where a pattern occurs."""
    return next(every(pattern, text), None)


def every(pattern: str, text: str) -> Iterator[Hit]:
    """Yield each place where a pattern occurs, one per line."""
    content = _encoded(text)
    line, position, last = 1, 0, 0
    for match in compiled(pattern).engine.finditer(content):
        begin = match.start()
        line += content.count(b"\n", position, begin)
        position = begin
        if line == last:
            continue
        last = line
        begin = content.rfind(b"\n", 0, position) + 1
        end = content.find(b"\n", position)
        whole = content[begin : end if end >= 0 else len(content)].decode("utf-8", "replace")
        if len(whole) <= LONGEST_LINE:
            yield Hit(line, whole, tuple((group or b"").decode("utf-8", "replace") for group in match.groups()))


def replaced(pattern: str, by: str, text: str) -> str:
    """Give the text with every occurrence of a pattern replaced."""
    return compiled(pattern).sub(by, text)
