"""A badge as pixels, for places that show no SVG; it needs the extra `png` and a font on this machine."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

_NOWHERE = "\U0010fffd"
"""A character that no font has."""


class NoPixelsError(Exception):
    """The library that draws pixels is not installed, or it finds no font."""


def available() -> bool:
    """Tell whether pixels can be drawn here."""
    return find_spec("resvg_py") is not None and _writes("a")


def png(image: bytes, zoom: int = 1) -> bytes:
    """Draw an image of ours; raises NoPixelsError."""
    if not available():
        raise NoPixelsError
    return _draw(image.decode(), zoom)


def can_write(text: str) -> bool:
    """Tell whether the fonts of this machine know the scripts of a text; else boxes would be seen."""
    letters = {each for each in text if not each.isascii() and unicodedata.category(each)[0] == "L"}
    # One letter speaks for its script: drawing takes some milliseconds, and an address can hold any label.
    return all(map(_writes, {_script(each): each for each in sorted(letters)}.values()))


@lru_cache(maxsize=256)
def _writes(letter: str) -> bool:
    return _letter(letter) not in {_letter(_NOWHERE), _letter("")}


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


@lru_cache(maxsize=64)
def _letter(letter: str) -> bytes:
    text = f'<text x="4" y="24" font-family="Verdana,DejaVu Sans,sans-serif" font-size="20">{letter}</text>'
    return _draw(f'<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32">{text}</svg>', 1)


def _draw(image: str, zoom: int) -> bytes:
    import resvg_py  # noqa: PLC0415 (the extra may not be installed)

    library: Any = resvg_py
    return bytes(library.svg_to_bytes(svg_string=image, zoom=zoom))


def forget() -> None:
    """Look at the fonts anew."""
    _writes.cache_clear()
    _letter.cache_clear()
