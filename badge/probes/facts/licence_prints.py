"""Licence texts as fingerprints: which text a file holds, word for word, and where it departs from it.

`licence_prints.txt` keeps, for each text of the SPDX licence list that people use, not the text but hashes of pieces of
it, eight words each, in order. Between pieces stand gaps (names, places: whatever the list says may differ) and parts
that may be left out. A file is that licence when every piece that must be there is there and nothing else of weight is.
All steps are linear in the length of the file. `licence_reference.py` makes the fingerprints.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files as package_files
from zlib import crc32

from badge.probes.patterns import compiled, replaced

PIECE = 8
"""Words that are hashed together."""

HASH = 5
"""Characters that hold one hash (30 bits)."""

WIDEST_GAP = 40
"""Words that may stand, at most, where the licence list allows a name."""

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

_WORD = r"[\pL\pN]+"
_TAG = (
    r"</?(a|abbr|b|big|blockquote|body|br|center|code|dd|div|dl|dt|em|font|h[1-6]|head|hr|html|i|img|li|link|main|meta|ol|"
    r"p|pre|section|small|span|strong|style|sup|table|tbody|td|th|title|tr|tt|u|ul|!doctype)([ \t][^<>\n]*)?/?>"
)
_COMMENT = r"^[ \t]*(dnl|rem|!\s*\*)[ \t]"

_DROPPED = frozenset("ii iii iv vi vii viii ix xi xii xiii http https www".split())
"""Words that only number a list or open an address."""

_SAME = {
    "licence": "license", "licences": "licenses", "licenced": "licensed", "licencing": "licensing",
    "sublicence": "sublicense", "acknowledgement": "acknowledgment", "acknowledgements": "acknowledgments",
    "authorisation": "authorization", "organisation": "organization", "organisations": "organizations",
    "favour": "favor", "labour": "labor", "whilst": "while", "wilful": "willful", "merchantibility": "merchantability",
    "judgement": "judgment", "analogue": "analog", "artefact": "artifact", "programme": "program", "centre": "center",
    "noninfringment": "noninfringement", "cancelled": "canceled", "utilisation": "utilization",
}  # fmt: skip

_JOINED = {
    ("non", "infringement"): "noninfringement",
    ("sub", "license"): "sublicense",
    ("per", "cent"): "percent",
    ("copyright", "owner"): "copyrightholder",
    ("copyright", "holder"): "copyrightholder",
    ("copyright", "owners"): "copyrightholders",
    ("copyright", "holders"): "copyrightholders",
}


@dataclass(frozen=True)
class Words:
    """The words of a text, as they are compared, and the line (from 1) of each."""

    words: Sequence[str]
    lines: Sequence[int]
    text: Sequence[str]

    def line_text(self, index: int) -> str:
        """Give the line on which a word stands."""
        return self.text[self.lines[index] - 1] if index < len(self.lines) else ""


@dataclass(frozen=True)
class Segment:
    """A run of words: its hashes, whether it must be there, and how many other words may stand before it."""

    length: int
    hashes: tuple[str, ...]
    required: bool
    gap: int


@dataclass(frozen=True)
class Print:
    """The fingerprint of one licence or exception."""

    id: str
    segments: tuple[Segment, ...]

    @property
    def whole(self) -> frozenset[str]:
        """Give the hashes of full pieces that must be there."""
        return frozenset(each for one in self.segments if one.required and one.length >= PIECE for each in one.hashes)


def words_of(text: str) -> Words:
    """Cut a text into words for comparing: case, marks, list numbers and two spellings of one word do not count."""
    found: list[str] = []
    where: list[int] = []
    finder = compiled(_WORD)
    lines = text.split("\n")
    untagged = replaced(_TAG, " ", text).split("\n") if "<" in text else lines
    for number, line in enumerate(untagged, 1):
        for spelling in finder.findall(compiled(_COMMENT).sub("", line).lower()):
            word = _SAME.get(spelling, spelling)
            if (len(word) == 1 and word.isascii()) or word in _DROPPED or (len(word) < 3 and word.isdigit()):
                continue
            joined = _JOINED.get((found[-1], word)) if found else None
            if joined:
                found[-1] = joined
            elif word == "reserved" and found[-2:] == ["all", "rights"]:
                del found[-2:], where[-2:]
            else:
                found.append(word)
                where.append(number)
    return Words(found, where, lines)


def hashed(words: Sequence[str]) -> str:
    """Hash some words to five characters."""
    number = crc32(" ".join(words).encode()) >> 2
    return "".join(_DIGITS[number >> shift & 63] for shift in (24, 18, 12, 6, 0))


def offsets(length: int) -> list[int]:
    """Tell where the pieces of a segment begin; the last one ends with the segment."""
    if length < PIECE:
        return [0]
    last = length - PIECE
    return [*range(0, last, PIECE), last]


def segment(words: Sequence[str], *, required: bool, gap: int) -> Segment:
    """Make a segment from its words."""
    return Segment(
        len(words),
        tuple(hashed(words[start : start + PIECE]) for start in offsets(len(words))),
        required,
        gap,
    )


def written(one: Print) -> str:
    """Write a fingerprint as one line: id, then per segment kind (+ or ?), length, gap, hashes: `+12~8:abcde...`."""
    parts = [
        f"{'+' if s.required else '?'}{s.length}{f'~{s.gap}' if s.gap else ''}:{''.join(s.hashes)}"
        for s in one.segments
    ]
    return " ".join([one.id, *parts])


def read(line: str) -> Print:
    """Read what `written` wrote."""
    name, *parts = line.split(" ")
    segments = []
    for part in parts:
        figures, _, hashes = part[1:].partition(":")
        length, _, gap = figures.partition("~")
        each = tuple(hashes[start : start + HASH] for start in range(0, len(hashes), HASH))
        segments.append(Segment(int(length), each, part[0] == "+", int(gap or 0)))
    return Print(name, tuple(segments))


@lru_cache(maxsize=1)
def kept() -> tuple[tuple[str, frozenset[str], str], ...]:
    """Load the fingerprints: of each its id, a sample of its hashes to choose by, and the line that `read` reads."""
    text = package_files("badge.probes.facts").joinpath("licence_prints.txt").read_text("ascii")
    return tuple(_sampled(line) for line in text.splitlines() if line and not line.startswith("#"))


def _sampled(line: str) -> tuple[str, frozenset[str], str]:
    name = line.partition(" ")[0]
    sample: set[str] = set()
    for part in line.split(" ")[1:]:
        kind, _, hashes = part.partition(":")
        if kind[0] == "+" and len(hashes) > HASH:
            sample.update(hashes[start : start + HASH] for start in range(0, min(len(hashes), 40 * HASH), HASH))
    return name, frozenset(sample), line


@lru_cache(maxsize=64)
def read_once(line: str) -> Print:
    """Read a fingerprint, keeping those that are used again."""
    return read(line)
