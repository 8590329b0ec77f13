"""Words as lists are searched by them: the same for what is kept and for what is asked, on every database.

A word is found from its beginning; a word of a name or an address also from its middle. Scripts without blanks
between words (Chinese, Japanese, Thai and others) are cut into pairs of characters, so that any two of them that stand
beside each other are found. No token holds a blank, a quote or a sign with a meaning in any database.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator

LONGEST = 40
"""Characters of a token; what is longer is cut, on both sides."""

MOST = 3_000
"""Tokens of one project."""

_SHORTEST_PART = 3
_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    r"\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"  # East Asian
)
_RUNS = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+(?:\+\+|\#)?")
_SIGNS = str.maketrans("+#", "＋＃")  # C++ and C# are words; these are no ASCII, so no database cuts there
_FACET = "§"


def kept(name: str, description: str, *addresses: str) -> str:
    """Give the tokens of a project in one text, with a blank before and after each."""
    found: dict[str, None] = {}
    for text in (name, *(each.partition("://")[2] or each for each in addresses)):
        for run in _runs(text):
            found |= dict.fromkeys(_pairs(run) if _unspaced(run) else _parts(run))
    for run in _runs(description):
        found |= dict.fromkeys(_pairs(run) if _unspaced(run) else [run[:LONGEST]])
        if len(found) > MOST:
            break
    return "".join(f" {each}" for each in list(found)[:MOST]) + " "


def asked(word: str) -> tuple[str, ...]:
    """Give the tokens that all have to be there, each at least as the beginning of one, where this word is."""
    return tuple(token for run in _runs(word) for token in (_asked_pairs(run) if _unspaced(run) else [run[:LONGEST]]))


def facet(kind: str, value: str) -> str:
    """Give the token of a fact that is looked for as a whole, such as a language; no word begins like it."""
    digest = hashlib.blake2b(f"{kind}\0{value.casefold()}".encode("utf-8", "replace"), digest_size=8)
    return _FACET + digest.hexdigest()


def _runs(text: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return (each.translate(_SIGNS) for each in _RUNS.findall(plain))


def _unspaced(run: str) -> bool:
    return re.match(rf"[{_UNSPACED}]", run) is not None


def _pairs(run: str) -> list[str]:
    """Give the pairs; the last character stands alone, too, so that each is the beginning of a token."""
    return [run[at : at + 2] for at in range(len(run))]


def _asked_pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(max(len(run) - 1, 1))]


def _parts(run: str) -> list[str]:
    """Give a word, and what it ends with from each of its letters on."""
    last = max(len(run) - _SHORTEST_PART, 0)
    return [run[at : at + LONGEST] for at in range(min(last, LONGEST) + 1)]
