"""How somebody wants a badge to look: the parameters of its address, strictly read.

What is unknown, or has a value that is unknown, is ignored: an image in a page shall be there, whatever its address
says. Equal wishes are equal values, so that finished images can be kept by them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from badge.core.criteria import Criteria
from badge.i18n import Shelf
from badge.i18n.languages import code_of
from badge.svg import STYLES, THEMES

LONGEST_LABEL = 64
PROOF = "proof"
PARAMETERS = ("style", "label", "lang", "theme", "series", "show")
"""All that an address may hold; the front needs to look no further where none of them is there."""


@dataclass(frozen=True)
class Wishes:
    """What is wanted. `label` and `series` are empty where the usual one is meant; `lang` is a catalogue's code."""

    style: str = "flat"
    theme: str = "light"
    label: str = ""
    lang: str = "en"
    series: str = ""
    proof: bool = False


USUAL = Wishes()


def wishes_of(given: Mapping[str, str], criteria: Criteria, shelf: Shelf) -> Wishes:
    """Read the parameters of an address."""
    if not any(name in given for name in PARAMETERS):
        return USUAL
    style, theme, series = given.get("style", ""), given.get("theme", ""), given.get("series", "")
    return Wishes(
        style if style in STYLES else USUAL.style,
        theme if theme in THEMES else USUAL.theme,
        _label(given.get("label", "")),
        _language(given.get("lang", ""), shelf),
        series if any(each.id == series for each in criteria.series) else "",
        given.get("show") == PROOF,
    )


def _label(wish: str) -> str:
    """Take a label only whole: what is too long, cannot be shown, or could not be read (U+FFFD), is none."""
    text = wish.strip()
    return text if len(text) <= LONGEST_LABEL and text.isprintable() and "\ufffd" not in text else ""


def _language(wish: str, shelf: Shelf) -> str:
    """Find a catalogue by its exact name, in any of its spellings."""
    code = code_of(wish)
    return code if code in shelf.codes else USUAL.lang
