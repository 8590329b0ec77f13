"""Badge images: a label and a message, drawn as a small SVG that anybody can read and that never changes by itself.

Only texts and colours go in; the same badge gives the same bytes. There are no ids in it, so any number of badges
can stand in one page, and nothing in a text can become an element.
"""

from badge.svg.badges import Badge
from badge.svg.colors import (
    INKS,
    LEAST_CONTRAST,
    NEUTRAL,
    THEMES,
    contrast,
    for_dark_page,
    ink_for,
    palette,
    percent_color,
)
from badge.svg.measuring import text_width
from badge.svg.styles import STYLES, draw

__all__ = [
    "INKS",
    "LEAST_CONTRAST",
    "NEUTRAL",
    "STYLES",
    "THEMES",
    "Badge",
    "contrast",
    "draw",
    "for_dark_page",
    "ink_for",
    "palette",
    "percent_color",
    "text_width",
]
