"""Licence texts as fingerprints: which text a file holds, word for word, and where it departs from it.

`licence_prints.txt` keeps, for each text of the SPDX licence list that people use, not the text but hashes of pieces of
it, eight words each, in order. Between pieces stand gaps (names, places: whatever the list says may differ) and parts
that may be left out. A file is that licence when every piece that must be there is there and nothing else of weight is.
All steps are linear in the length of the file. `licence_marks.bin` is the register of those hashes: it tells which
fingerprints are worth reading. `scripts/licence_reference.py` makes both.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from badge.probes.patterns import compiled, replaced

PIECE = 8
"""Words that are hashed together."""

HASH = 5
"""Characters in which one hash (30 bits) is written."""

SAMPLE = 40
"""Hashes of a segment that the register knows, from its beginning."""

WIDEST_GAP = 40
"""Words that may stand, at most, where the licence list allows a name."""

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)}

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


class Words(NamedTuple):
    """The words of a text, as they are compared, and the line (from 1) of each."""

    words: Sequence[str]
    lines: Sequence[int]
    text: Sequence[str]

    def line_text(self, index: int) -> str:
        """Give the line on which a word stands."""
        return self.text[self.lines[index] - 1] if index < len(self.lines) else ""


class Segment(NamedTuple):
    """A run of words: its hashes, whether it must be there, and how many other words may stand before it."""

    length: int
    hashes: tuple[int, ...]
    required: bool
    gap: int


class Print(NamedTuple):
    """The fingerprint of one licence or exception."""

    id: str
    segments: tuple[Segment, ...]


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


def hashed(words: Sequence[str]) -> int:
    """Hash some words to 30 bits."""
    return crc32(" ".join(words).encode()) >> 2


def _spelled(number: int) -> str:
    return "".join(_DIGITS[number >> shift & 63] for shift in (24, 18, 12, 6, 0))


def _unspelled(hashes: str) -> Iterator[int]:
    for start in range(0, len(hashes), HASH):
        number = 0
        for digit in hashes[start : start + HASH]:
            number = number << 6 | _VALUES[digit]
        yield number


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
        f"{'+' if s.required else '?'}{s.length}{f'~{s.gap}' if s.gap else ''}:{''.join(map(_spelled, s.hashes))}"
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
        segments.append(Segment(int(length), tuple(_unspelled(hashes)), part[0] == "+", int(gap or 0)))
    return Print(name, tuple(segments))


class Register(NamedTuple):
    """The kept fingerprints, one a line, and for each hash of their samples, sorted, the number of its line.

    A look at a licence file reads five or so of 340 fingerprints; without the register it would read them all, 25 ms.
    """

    lines: Sequence[str]
    sizes: Sequence[int]
    hashes: Sequence[int]
    owners: Sequence[int]

    def shares(self, marks: Iterable[int]) -> Iterator[tuple[str, float]]:
        """Yield the lines of which some sampled hash is among the marks, each with the share of its sample that is."""
        found: dict[int, int] = {}
        for mark in marks:
            at = bisect_left(self.hashes, mark)
            while at < len(self.hashes) and self.hashes[at] == mark:
                found[self.owners[at]] = found.get(self.owners[at], 0) + 1
                at += 1
        for owner, count in found.items():
            yield self.lines[owner], count / self.sizes[owner]


def written_register(lines: Sequence[str]) -> bytes:
    """Write the register of some fingerprints: the sizes of the samples, the hashes, and the lines they belong to."""
    samples = [sampled(read(line)) for line in lines]
    rows = sorted((mark, owner) for owner, sample in enumerate(samples) for mark in sample)
    parts = (
        array("H", [len(sample) for sample in samples]),
        array("I", [mark for mark, _ in rows]),
        array("H", [owner for _, owner in rows]),
    )
    return b"".join(_little(each).tobytes() for each in parts)


def sampled(one: Print) -> frozenset[int]:
    """Give the hashes by which a fingerprint is chosen."""
    long = (each.hashes[:SAMPLE] for each in one.segments if each.required and len(each.hashes) > 1)
    return frozenset(mark for hashes in long for mark in hashes)


@lru_cache(maxsize=1)
def kept() -> Register:
    """Load the kept fingerprints and their register."""
    here = Path(__file__)
    text = here.with_name("licence_prints.txt").read_text("ascii")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    content = here.with_name("licence_marks.bin").read_bytes()
    sizes, hashes, owners = array("H"), array("I"), array("H")
    first = len(lines) * sizes.itemsize
    second = first + (len(content) - first) // 6 * 4
    for part, piece in ((sizes, content[:first]), (hashes, content[first:second]), (owners, content[second:])):
        part.frombytes(piece)
        _little(part)
    return Register(lines, sizes, hashes, owners)


def _little(numbers: array[int]) -> array[int]:
    """Turn round the bytes of each number where this machine has them the other way than the file."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


@lru_cache(maxsize=64)
def read_once(line: str) -> Print:
    """Read a fingerprint, keeping those that are used again."""
    return read(line)
