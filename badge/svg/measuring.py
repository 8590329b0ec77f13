"""How wide a text is in a badge, from a table of real fonts, and how it is written into the image."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from html import escape
from itertools import repeat

from badge.svg.widths import BOLD, EAST, EM, WIDTHS

SIZE = 11

# Three fifths of an em: a middling letter, for scripts that the table does not know (Thai, Devanagari, ...).
_MIDDLING = EM * 3 // 5
# What XML cannot hold, what cannot be seen, and what would turn the text around.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufff0-\uffff\ud800-\udfff]+")


def text_width(text: str, size: float = SIZE, *, bold: bool = False) -> float:
    """Tell how wide a text is: letters as in Verdana's free kin, East Asian ones as in Noto's, 0 for marks."""
    widths = _heavy() if bold else _regular()
    return sum(map(widths.__getitem__, text if text.isascii() else _joined(text))) * size / EM


def fit(text: str) -> str:
    """Take out what an image cannot hold. Nearly every text is printable as it is; asking costs a tenth of cleaning."""
    return text if text.isprintable() else _UNFIT.sub(" ", text).strip()


def measured(text: str, size: float = SIZE, spacing: int = 0, *, bold: bool = False) -> tuple[str, int, str]:
    """Give a text as XML, its width in whole pixels, and the attributes that make every reader's font take just that.

    Only separate letters are spread, here and by `spacing`: what is joined (Arabic) would be torn, marks would leave
    their letters, and a fallback font for wide ones knows its own em.
    """
    if text.isascii() and text.isprintable():
        widths = _heavy() if bold else _regular()
        width = round(sum(map(widths.__getitem__, text)) * size / EM) + spacing * len(text)
        return escape(text), width, f' textLength="{width}"' if width else ""
    text = fit(text)
    width = round(text_width(text, size, bold=bold))
    if not _stretches(text):
        return escape(text), width, ' direction="rtl"' if _is_from_the_right(text) else ""
    width += spacing * len(text)
    return escape(text), width, f' textLength="{width}"' if width else ""


def _stretches(text: str) -> bool:
    return all(each < "\u0300" or "\u0370" <= each < "\u0590" or each in "–—…✓" for each in text)


def _is_from_the_right(text: str) -> bool:
    """Tell by the first letter that has a direction, as Unicode does for a paragraph."""
    kinds = map(unicodedata.bidirectional, text)
    return next((each for each in kinds if each in {"L", "R", "AL"}), "L") != "L"


class _Widths(dict[str, int]):
    """Widths by character, in parts of an em; what the table does not know is reckoned and not kept."""

    def __missing__(self, character: str) -> int:
        """Look into the East Asian ranges, else reckon from what Unicode says of a character."""
        if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
            return 0
        starts, ranges = _east()
        at = bisect_right(starts, ord(character)) - 1
        if at >= 0 and ord(character) <= ranges[at][0]:
            return ranges[at][1]
        return EM if unicodedata.east_asian_width(character) in "WF" else _MIDDLING


@cache
def _regular() -> _Widths:
    return _read(WIDTHS)


@cache
def _heavy() -> _Widths:
    return _read(BOLD)


def _read(table: str) -> _Widths:
    found = _Widths()
    for line in table.split("\n"):
        code, *words = line.split() or ["0"]
        at = int(code, 16)
        for word in words:
            width, _, times = word.partition("*")
            for _ in repeat(None, int(times or 1)):
                found[chr(at)] = int(width)
                at += 1
    return found


@cache
def _east() -> tuple[list[int], list[tuple[int, int]]]:
    """Read the ranges: where each begins, where it ends, and how wide its characters are."""
    lines = [line.split() for line in EAST.split("\n") if line]
    return [int(first, 16) for first, _, _ in lines], [(int(last, 16), int(width)) for _, last, width in lines]


@cache
def _forms() -> dict[str, dict[str, str]]:
    # Arabic letters have up to four forms; Unicode lists them, and which letter joins to which side follows from that.
    found: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        form, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if len(letters) == 1:
            found.setdefault(chr(int(letters[0], 16)), {})[form] = chr(code)
    return found


def _joined(text: str) -> Iterator[str]:
    # Put each Arabic letter in the form that it takes between its neighbours; the rest stays as it is.
    if max(text) < "\u0600":
        yield from text
        return
    letters = [each for each in text if unicodedata.category(each) != "Mn"]
    forms = _forms()
    for at, each in enumerate(letters):
        known = forms.get(each)
        if not known:
            yield each
            continue
        before = at > 0 and "<initial>" in forms.get(letters[at - 1], {}) and "<final>" in known
        after = at + 1 < len(letters) and "<initial>" in known and "<final>" in forms.get(letters[at + 1], {})
        yield known.get(("<isolated>", "<initial>", "<final>", "<medial>")[after + 2 * before], each)
