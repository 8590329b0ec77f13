"""Patterns that run in linear time whatever the text (RE2); the only place that knows the engine.

RE2's own objects are used, not the classes that its package lays over them: those copy all options for every pattern
and convert the place of every group of every match, which took about 80 ms of a look at a middle-sized repository.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache
from typing import Any, NamedTuple

from re2._re2 import RE2, BytesToCharLen

LONGEST_LINE = 2000
"""Characters; longer lines are no prose and no code that a person wrote."""

_ANYWHERE, _AT_START, _WHOLE = RE2.Anchor.UNANCHORED, RE2.Anchor.ANCHOR_START, RE2.Anchor.ANCHOR_BOTH
_NOWHERE = (-1, -1)

Spans = list[tuple[int, int]]
"""Where a match and its groups begin and end."""


def _options(*, groups: bool) -> Any:
    options = RE2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.never_capture = not groups
    return options


_WITH_GROUPS, _WITHOUT_GROUPS = _options(groups=True), _options(groups=False)


class Hit(NamedTuple):
    """Where a pattern stands in a text: line (from 1), the line itself, and the captured groups."""

    line: int
    text: str
    groups: tuple[str, ...] = ()


class PatternError(ValueError):
    """A pattern that the engine does not understand."""


class Pattern:
    """A pattern that is compiled when it is first used: a look needs a part of all rules, and compiling is not free.

    It exists twice, once with its groups and once without: to tell only whether something is there, RE2 needs no more
    than one pass of an automaton, where the groups of a long alternation cost up to fifty times as much.
    """

    def __init__(self, source: str) -> None:
        """Keep the source; a mistake in it shows at its first use, which a test makes for every pattern."""
        self.source = source

    def _compiled(self, options: Any) -> Any:
        engine = RE2(("(?m)" + self.source).encode(), options)
        if not engine.ok():
            raise PatternError(f"{self.source}: {engine.error()}")
        return engine

    @cached_property
    def engine(self) -> Any:
        """Give RE2's own object."""
        return self._compiled(_WITH_GROUPS)

    @cached_property
    def _locate(self) -> Any:
        """Give RE2's function that finds a match and its groups."""
        return self.engine.Match

    @cached_property
    def _test(self) -> Any:
        """Give RE2's function that finds a match alone."""
        return self._compiled(_WITHOUT_GROUPS).Match

    @cached_property
    def names(self) -> Mapping[str, int]:
        """Give the numbers of the groups that have a name."""
        return {name.decode(): number for name, number in self.engine.NamedCapturingGroups()}

    def occurs(self, text: str | bytes) -> bool:
        """Tell whether it occurs."""
        content = text.encode("utf-8", "replace") if isinstance(text, str) else text
        return bool(self._test(_ANYWHERE, content, 0, len(content))[0] != _NOWHERE)

    def opens(self, text: str) -> bool:
        """Tell whether the text begins with it."""
        content = text.encode("utf-8", "replace")
        return bool(self._test(_AT_START, content, 0, len(content))[0] != _NOWHERE)

    def fits(self, text: str) -> bool:
        """Tell whether it is the whole text."""
        content = text.encode("utf-8", "replace")
        return bool(self._test(_WHOLE, content, 0, len(content))[0] != _NOWHERE)

    def search(self, text: str) -> Match | None:
        """Find the first occurrence."""
        return self._one(_ANYWHERE, text)

    def match(self, text: str) -> Match | None:
        """Match at the beginning."""
        return self._one(_AT_START, text)

    def fullmatch(self, text: str) -> Match | None:
        """Match the whole text."""
        return self._one(_WHOLE, text)

    def _one(self, anchor: object, text: str) -> Match | None:
        content = text.encode("utf-8", "replace")
        spans = self._locate(anchor, content, 0, len(content))
        if spans[0] == _NOWHERE:
            return None
        return Match(self, text, spans if len(content) == len(text) else next(_in_characters(content, [spans])))

    def finditer(self, text: str) -> Iterator[Match]:
        """Yield every occurrence."""
        content = text.encode("utf-8", "replace")
        every_ = self.spans(content)
        for spans in every_ if len(content) == len(text) else _in_characters(content, every_):
            yield Match(self, text, spans)

    def spans(self, content: bytes) -> Iterator[Spans]:
        """Yield where each occurrence and its groups stand, in bytes."""
        position, end = 0, len(content)
        while True:
            spans = self._locate(_ANYWHERE, content, position, end)
            if spans[0] == _NOWHERE:
                return
            yield spans
            if position == end:
                return
            if position == spans[0][1]:  # an empty match: go on behind the next character
                position += 1
                while position < end and content[position] & 0xC0 == 0x80:
                    position += 1
            else:
                position = spans[0][1]

    def findall(self, text: str) -> list[str]:
        """List every occurrence; where there is a group, what it holds."""
        content = text.encode("utf-8", "replace")
        which = min(self.engine.NumberOfCapturingGroups(), 1)
        places = (spans[which] for spans in self.spans(content))
        if len(content) == len(text):  # cutting text is quicker than cutting bytes and decoding each piece
            return ["" if begin < 0 else text[begin:end] for begin, end in places]
        return ["" if begin < 0 else content[begin:end].decode() for begin, end in places]

    def sub(self, by: str, text: str) -> str:
        r"""Replace every occurrence; `\1` in what comes instead stands for the first group."""
        content = text.encode("utf-8", "replace")
        before, first_group, after = by.encode("utf-8", "replace").partition(rb"\1")
        pieces, position = [], 0
        for spans in self.spans(content):
            begin, end = spans[0]
            pieces += [content[position:begin], before]
            if first_group:
                pieces += [b"" if spans[1] == _NOWHERE else content[slice(*spans[1])], after]
            position = end
        return b"".join([*pieces, content[position:]]).decode() if pieces else text


class Match:
    """Where a pattern stands in a text, and its groups."""

    __slots__ = ("_pattern", "_spans", "_text")

    def __init__(self, pattern: Pattern, text: str, spans: Spans) -> None:
        """Keep the text and the places in it."""
        self._pattern, self._text, self._spans = pattern, text, spans

    def group(self, which: int | str = 0) -> str:
        """Give the text of a group; empty where the match does without it."""
        return self._at(which) or ""

    def groups(self) -> tuple[str | None, ...]:
        """Give the texts of all groups."""
        return tuple(self._at(number) for number in range(1, len(self._spans)))

    def groupdict(self) -> dict[str, str | None]:
        """Give the texts of the groups that have a name."""
        return {name: self._at(number) for name, number in self._pattern.names.items()}

    def start(self, which: int = 0) -> int:
        """Tell where it begins."""
        return self._spans[which][0]

    def end(self, which: int = 0) -> int:
        """Tell where it ends."""
        return self._spans[which][1]

    def _at(self, which: int | str) -> str | None:
        span = self._spans[self._pattern.names[which] if isinstance(which, str) else which]
        return None if span == _NOWHERE else self._text[span[0] : span[1]]


def _in_characters(content: bytes, every_: Iterable[Spans]) -> Iterator[Spans]:
    """Turn places in bytes into places in characters, each counted from the one before, so in one pass."""
    known_byte = known_character = 0
    for spans in every_:
        places = {-1: -1}
        for offset in sorted({offset for span in spans for offset in span} - {-1}):
            known_character += BytesToCharLen(content, known_byte, offset)
            known_byte = offset
            places[offset] = known_character
        yield [(places[begin], places[end]) for begin, end in spans]


@cache
def compiled(pattern: str) -> Pattern:
    """Give a pattern. Multi-line and ignoring case, as nearly every rule wants; `(?-i)` turns the latter off."""
    return Pattern(pattern)


@lru_cache(maxsize=32)
def _encoded(text: str) -> bytes:
    """Encode a text once for the many rules that look at it; RE2 works on bytes, and so do the functions below."""
    return text.encode("utf-8", "replace")


def found(pattern: str, text: str) -> bool:
    """Tell whether a pattern occurs in a text."""
    return compiled(pattern).occurs(_encoded(text))


def first(pattern: str, text: str) -> Hit | None:
    """Give the first place where a pattern occurs."""
    return next(every(pattern, text), None)


def every(pattern: str, text: str) -> Iterator[Hit]:
    """Yield each place where a pattern occurs, one per line."""
    content = _encoded(text)
    line, position, last = 1, 0, 0
    for spans in compiled(pattern).spans(content):
        begin = spans[0][0]
        line += content.count(b"\n", position, begin)
        position = begin
        if line == last:
            continue
        last = line
        begin = content.rfind(b"\n", 0, position) + 1
        end = content.find(b"\n", position)
        whole = content[begin : end if end >= 0 else len(content)].decode("utf-8", "replace")
        if len(whole) <= LONGEST_LINE:
            groups = (content[start:end] if start >= 0 else b"" for start, end in spans[1:])
            yield Hit(line, whole, tuple(group.decode("utf-8", "replace") for group in groups))


def replaced(pattern: str, by: str, text: str) -> str:
    """Give the text with every occurrence of a pattern replaced."""
    return compiled(pattern).sub(by, text)
