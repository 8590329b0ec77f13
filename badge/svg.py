"""Badge images: a label and a message, drawn as a small SVG that anybody can read and that never changes by itself.

Only texts and colours go in; the same badge gives the same bytes. There are no ids in it, so any number of badges
can stand in one page, and nothing in a text can become an element.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from itertools import repeat

from badge.svg_widths import EM, WIDTHS

HEIGHT = 20
SIZE = 11
MARGIN = 5
LEAST_CONTRAST = 4.5
"""What WCAG 2 asks of text of this size (level AA)."""

INKS = ("#fff", "#222", "#000")
"""Tried in this order; black is readable on whatever white and the dark grey are not."""

FIRST, LAST = (254, 99, 61), (250, 214, 40)
"""Red-orange for 0 per cent, yellow for 99."""

# Three fifths of an em: a middling letter, for scripts that the table does not know (Thai, Devanagari, ...).
_MIDDLING = EM * 3 // 5
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
# What XML cannot hold, what cannot be seen, and what would turn the text around.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufff0-\uffff\ud800-\udfff]+")


@dataclass(frozen=True)
class Badge:
    """What a badge says and how it looks. An ink that would be hard to read on its colour is replaced.

    `title` is what a pointer that rests on it shows (else label and message). Colours are `#rgb` or `#rrggbb`.
    """

    label: str
    message: str
    color: str
    ink: str = "#fff"
    label_color: str = "#555"
    title: str = ""
    lang: str = "en"
    direction: str = "ltr"


def draw(badge: Badge) -> bytes:
    """Draw a badge: flat, 20 pixels high, the label always on the left."""
    label, label_width, label_fit = _measured(badge.label)
    message, message_width, message_fit = _measured(badge.message)
    left = label_width + 2 * MARGIN if label else 0
    right = message_width + 2 * MARGIN
    name = f"{label}: {message}" if label else message
    title = escape(_fit(badge.title)) if badge.title else name
    direction = ' direction="rtl"' if badge.direction == "rtl" else ""
    texts = _text(left + right / 2, message, message_fit, _ink(badge.color, badge.ink))
    if label:
        texts = _text(left / 2, label, label_fit, _ink(badge.label_color, "#fff")) + texts
        shapes = (
            f'<path fill="{badge.label_color}" d="M3 0h{left - 3}v20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z"/>'
            f'<path fill="{badge.color}" d="M{left} 0h{right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H{left}z"/>'
        )
    else:
        shapes = f'<rect width="{right}" height="20" rx="3" fill="{badge.color}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" aria-label="{name}" '
        f'xml:lang="{escape(_fit(badge.lang))}"><title>{title}</title>{shapes}<g text-anchor="middle" '
        f'font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11"{direction}>{texts}</g></svg>'
    ).encode()


def percent_color(percent: int) -> str:
    """Give the colour of a percentage, from red-orange at 0 to yellow at 99."""
    share = min(max(percent, 0), 99)
    return "#" + "".join(f"{a + round((b - a) * share / 99):02x}" for a, b in zip(FIRST, LAST, strict=True))


def palette(percent: int) -> tuple[str, str]:
    """Give the colour of a percentage, and an ink that can be read on it."""
    color = percent_color(percent)
    return color, ink_for(color)


@lru_cache(maxsize=1024)
def contrast(a: str, b: str) -> float:
    """Give the contrast ratio of two colours as WCAG 2 defines it, from 1 to 21."""
    low, high = sorted((_luminance(a), _luminance(b)))
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=1024)
def ink_for(color: str) -> str:
    """Choose white where it can be read on this colour, else a dark ink that can."""
    return next(ink for ink in INKS if contrast(ink, color) >= LEAST_CONTRAST)


def text_width(text: str) -> float:
    """Tell how wide a text is at 11 pixels: Verdana's kin for letters, one em for East Asian wide ones, 0 for marks."""
    widths = _widths()
    return sum(map(widths.__getitem__, text if text.isascii() else _joined(text))) * SIZE / EM


@lru_cache(maxsize=1024)
def _measured(text: str) -> tuple[str, int, str]:
    # The text as XML, its width in whole pixels, and the attribute that makes every reader's font take just that.
    # Labels recur, and so do most messages.
    text = _fit(text)
    width = round(text_width(text))
    return escape(text), width, f' textLength="{width}"' if width and _stretches(text) else ""


def _text(middle: float, text: str, fit: str, ink: str) -> str:
    drawn = f'<text x="{middle:g}" y="14"{fit} fill="{ink}">{text}</text>'
    if _is_dark(ink):
        return drawn
    shadow = f'<text x="{middle:g}" y="15"{fit} aria-hidden="true" fill-opacity=".3">{text}</text>'
    return shadow + drawn


@lru_cache(maxsize=1024)
def _ink(color: str, wish: str) -> str:
    return wish if contrast(wish, color) >= LEAST_CONTRAST else ink_for(color)


@lru_cache(maxsize=1024)
def _is_dark(ink: str) -> bool:
    return contrast(ink, "#fff") > contrast(ink, "#000")


def _luminance(color: str) -> float:
    if not _HEX.fullmatch(color):
        raise ValueError(f"not a colour like #rgb or #rrggbb: {color!r}")
    digits = color[1:] if len(color) == 7 else "".join(each * 2 for each in color[1:])
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _fit(text: str) -> str:
    # Nearly every text is printable as it is; asking costs a tenth of cleaning.
    return text if text.isprintable() else _UNFIT.sub(" ", text).strip()


def _stretches(text: str) -> bool:
    # Spreading letters tears joined ones (Arabic) and marks apart, and a fallback font for wide ones knows its own em.
    return text.isascii() or all(each < "\u0300" or "\u0370" <= each < "\u0590" or each in "–—…✓" for each in text)


class _Widths(dict[str, int]):
    """Widths by character, in parts of an em; what the table does not know is reckoned and not kept."""

    def __missing__(self, character: str) -> int:
        """Reckon the width of a character from what Unicode says of it."""
        if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
            return 0
        return EM if unicodedata.east_asian_width(character) in "WF" else _MIDDLING


@cache
def _widths() -> _Widths:
    found = _Widths()
    for line in WIDTHS.split("\n"):
        code, *words = line.split() or ["0"]
        at = int(code, 16)
        for word in words:
            width, _, times = word.partition("*")
            for _ in repeat(None, int(times or 1)):
                found[chr(at)] = int(width)
                at += 1
    return found


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
