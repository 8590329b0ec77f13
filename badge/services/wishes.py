"""How somebody wants a badge to look: the parameters of its address, strictly read.

What is unknown, or has a value that is unknown, is ignored: an image in a page shall be there, whatever its address
says. Equal wishes are equal values, so that finished images can be kept by them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from badge.core.criteria import Criteria
from badge.core.messages import Message, Value
from badge.i18n import Shelf
from badge.i18n.languages import code_of, language
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


def query_of(wishes: Wishes) -> str:
    """Write wishes as the query of an address; the series has an address of its own, so it is left out.

    A label has nothing but letters, digits and per cent signs, so that it means nothing in any markup.
    """
    pairs = []
    if wishes.style != USUAL.style:
        pairs.append(f"style={wishes.style}")
    if wishes.theme != USUAL.theme:
        pairs.append(f"theme={wishes.theme}")
    if wishes.label:
        pairs.append(f"label={_all_escaped(wishes.label)}")
    if wishes.lang != USUAL.lang:
        pairs.append(f"lang={language(wishes.lang).path}")
    if wishes.proof:
        pairs.append(f"show={PROOF}")
    return "&".join(pairs)


def slips_of(given: Mapping[str, str], criteria: Criteria, shelf: Shelf) -> dict[str, Message]:
    """Say of each parameter that cannot be read what would do; a form says it, where an image keeps silent."""
    read = wishes_of(given, criteria, shelf)
    known: dict[str, tuple[str, ...]] = {
        "style": tuple(STYLES),
        "theme": tuple(THEMES),
        "series": tuple(each.id for each in criteria.series),
        "lang": tuple(each.path for each in shelf.languages),
        "show": (PROOF,),
    }
    found = {
        name: Message(
            "%(name)s cannot be %(value)s. Choose one of these: %(known)s.",
            {"name": name, "value": _short(given[name]), "known": values},
        )
        for name, values in known.items()
        if given.get(name)
        and (code_of(given[name]) not in shelf.codes if name == "lang" else given[name] not in values)
    }
    if given.get("label", "").strip() and not read.label:
        values: dict[str, Value] = {"most": LONGEST_LABEL}
        found["label"] = Message(
            "This label cannot be shown. Write at most %(most)s characters in one line, and only such as can be seen.",
            values,
        )
    return found


def _all_escaped(text: str) -> str:
    return "".join(
        each if each.isascii() and each.isalnum() else "".join(f"%{byte:02X}" for byte in each.encode())
        for each in text
    )


def _short(text: str) -> str:
    plain = "".join(each for each in text if each.isprintable())
    return plain if len(plain) <= LONGEST_LABEL else f"{plain[:LONGEST_LABEL]}…"


def _label(wish: str) -> str:
    """Take a label only whole: what is too long, cannot be shown, or could not be read (U+FFFD), is none."""
    text = wish.strip()
    return text if len(text) <= LONGEST_LABEL and text.isprintable() and "\ufffd" not in text else ""


def _language(wish: str, shelf: Shelf) -> str:
    """Find a catalogue by its exact name, in any of its spellings."""
    code = code_of(wish)
    return code if code in shelf.codes else USUAL.lang
