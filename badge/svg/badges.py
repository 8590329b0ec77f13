"""What a badge says and how it looks, before it is drawn."""

from __future__ import annotations

from typing import NamedTuple


class Badge(NamedTuple):
    """What a badge says and how it looks. An ink that would be hard to read on its colour is replaced.

    `title` is what a pointer that rests on it shows (else label and message), `description` what stands behind it.
    Colours are `#rgb` or `#rrggbb`. `data` is for programs that find the image in a file again. It is no dataclass,
    because a frozen one takes as long to make as half of the drawing.
    """

    label: str
    message: str
    color: str
    ink: str = "#fff"
    label_color: str = "#555"
    title: str = ""
    lang: str = "en"
    description: str = ""
    style: str = "flat"
    theme: str = "light"
    data: str = ""
