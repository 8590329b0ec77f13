"""The colours of badges: which ink can be read on which colour, how far is how yellow, and what a dark page needs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

LEAST_CONTRAST = 4.5
"""What WCAG 2 asks of text of this size (level AA)."""

INKS = ("#fff", "#222", "#000")
"""Tried in this order; black is readable on whatever white and the dark grey are not."""

NEUTRAL = "#6a737d"
"""For what is no level at all."""

THEMES = ("light", "dark", "auto")
"""For a light page, for a dark one, and for whichever the reader has."""

FIRST, LAST = (254, 99, 61), (250, 214, 40)
"""Red-orange for 0 per cent, yellow for 99."""

_DARK_PAGE = "#0d1117"
_LEAST_OF_SHAPES = 3.0  # WCAG 2, level AA, of what is no text
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")


class Dress(NamedTuple):
    """A colour and its ink as attributes of the shape and of the text, and what a dark page changes in them."""

    shape: str
    text: str
    shadowed: bool
    shape_css: str = ""
    text_css: str = ""

    @property
    def css(self) -> str:
        """Give the style for dark of both."""
        return self.shape_css + self.text_css


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


@lru_cache(maxsize=1024)
def for_dark_page(color: str) -> str:
    """Give the colour itself where it stands out from a dark page, else the nearest lighter one that does."""
    parts = _parts(color)
    for share in range(101):
        found = "#" + "".join(f"{each + (255 - each) * share // 100:02x}" for each in parts) if share else color
        if contrast(found, _DARK_PAGE) >= _LEAST_OF_SHAPES:
            return found
    raise AssertionError("white stands out from a dark page")


@lru_cache(maxsize=1024)
def dress(color: str, wish: str, theme: str) -> Dress:
    """Choose colour and ink for a theme."""
    ink = _ink(color, wish)
    if theme == "light":
        return Dress(f'fill="{color}"', f'fill="{ink}"', not _is_dark(ink))
    dark = for_dark_page(color)
    dark_ink = _ink(dark, wish)
    if theme == "dark":
        return Dress(f'fill="{dark}"', f'fill="{dark_ink}"', not _is_dark(dark_ink))
    shape, shape_css = either(color, dark)
    text, text_css = either(ink, dark_ink)
    return Dress(shape, text, shadowed=False, shape_css=shape_css, text_css=text_css)


def either(light: str, dark: str) -> tuple[str, str]:
    """Fill something with one of two colours by the reader's scheme: its attributes, and the style for dark.

    The name of the class says both, so that the badges of one page can never mean different things by one name.
    """
    if light == dark:
        return f'fill="{light}"', ""
    name = f"b{light[1:]}-{dark[1:]}"
    return f'fill="{light}" class="{name}"', f".{name}{{fill:{dark}}}"


def _ink(color: str, wish: str) -> str:
    return wish if contrast(wish, color) >= LEAST_CONTRAST else ink_for(color)


def _is_dark(ink: str) -> bool:
    return contrast(ink, "#fff") > contrast(ink, "#000")


def _luminance(color: str) -> float:
    shares = [part / 255 for part in _parts(color)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(color: str) -> list[int]:
    if not _HEX.fullmatch(color):
        raise ValueError(f"not a colour like #rgb or #rrggbb: {color!r}")
    digits = color[1:] if len(color) == 7 else "".join(each * 2 for each in color[1:])
    return [int(digits[at : at + 2], 16) for at in (0, 2, 4)]
