"""A language for tests: English with accents, in brackets, so that text nobody marked can be seen at once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from badge.i18n.catalogs import CONTEXT, Catalog, Key

LANGUAGE = "en_XA"
_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ACCENTED = "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļḿñöþǫŕšţûṽŵẋýž"
_TABLE = str.maketrans(_PLAIN, _ACCENTED)
_KEPT = re.compile(r"%\(\w+\)[-#0-9 .+]*[a-zA-Z]|%%|\{[^{}]*\}|https?://\S+")


def accented(text: str) -> str:
    """Put accents on a text and brackets around it; placeholders, tokens and addresses are kept."""
    out, at = [], 0
    for kept in _KEPT.finditer(text):
        out += [text[at : kept.start()].translate(_TABLE), kept[0]]
        at = kept.end()
    return "⟦" + "".join(out) + text[at:].translate(_TABLE) + "⟧"


def pseudo(texts: Iterable[tuple[str, str, str]]) -> Catalog:
    """Make a catalogue from (context, text, plural) of all that is marked; what is not marked stays plain."""
    found: dict[Key, str] = {}
    for context, text, plural in texts:
        key = context + CONTEXT + text if context else text
        if plural:
            found[key, 0], found[key, 1] = accented(text), accented(plural)
        else:
            found[key] = accented(text)
    return Catalog(LANGUAGE, found)
