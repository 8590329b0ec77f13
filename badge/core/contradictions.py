"""Finds where the words of a criterion contradict its category or its flags: only what is sure enough to be named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from badge.core.criteria import Category, Criterion, Flag
from badge.core.messages import Message
from badge.core.tokens import Kind, TokenError, parse

Found: TypeAlias = Iterator[tuple[str, Message]]
"""The field, and what is wrong with it."""

_OBLIGATION = "\x00"
"""Stands in for an obligation, so that a sentence keeps its shape."""

_STRONG = (
    r"(?P<word>must|shall|has to|have to|needs? to|(?:is|are) (?:required|mandatory|obligatory|compulsory)|mandatory)\b"
)
_WEAK = r"(?P<word>should|ought to|(?:is|are) (?:suggested|recommended|optional)|optional|nice to have)\b"
_ASIDE = rf"\b(?:what|which|who|whom|whose|how|(?<!{_OBLIGATION} )that)\b(?: [\w'-]+){{0,4}}? "
"""`what a contribution has to fulfil` obliges a contribution; `{SUGGESTED} that it has to` obliges the project."""

_BY_DEMAND = (Category.SUGGESTED, Category.SHOULD, Category.MUST)
_OBLIGING = re.compile(rf"\b{_STRONG}", re.IGNORECASE)
_ADVISING = re.compile(rf"\b{_WEAK}", re.IGNORECASE)
_OBLIGING_ASIDE = re.compile(_ASIDE + _STRONG, re.IGNORECASE)
_ADVISING_ASIDE = re.compile(_ASIDE + _WEAK, re.IGNORECASE)

_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_CLAUSE = re.compile(r",|:|\b(?:if|when|where|because|unless|although|while|as long as|only)\b", re.IGNORECASE)
_NA = re.compile(r"(?<![\w/])N/A(?![\w/])")
_NA_IN_WORDS = re.compile(r"\bnot applicable\b", re.IGNORECASE)
_NEGATED = re.compile(
    r"\b(?:no|not|never|neither|nor|none|cannot|nobody|without|hardly)\b|n't\b|\brefus|\binstead of\b|\brather than\b",
    re.IGNORECASE,
)
_NA_REFUSED = re.compile(
    r"\bN/A (?:(?:is|can) (?:not|never)|cannot) (?:be )?(?:possible|allowed|accepted|chosen)|\bN/A is refused",
    re.IGNORECASE,
)
_ONLY_SOMETIMES = re.compile(
    r"\b(?:if|when|where|unless|while|for|because|until|before|after|here|levels?)\b", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://[^\s<>]")


def contradictions(criterion: Criterion) -> Found:
    """Yield (field, what is wrong) for each; texts whose tokens are malformed are passed over."""
    for name, text in criterion.texts():
        if name.startswith("placeholder."):
            continue
        try:
            parts = parse(text)
        except TokenError:
            continue
        if name in {"title", "text"}:
            shape = "".join(part.text if part.kind is Kind.PLAIN else _stand_in(part.kind) for part in parts)
            yield from ((name, wrong) for wrong in _by_prose(criterion.category, " ".join(shape.split())))
        if name != "text":
            words = dict.fromkeys(part.text for part in parts if part.kind is Kind.OBLIGATION)
            yield from ((name, wrong) for wrong in _by_token(criterion.category, words))
        plain = "".join(part.text if part.kind is Kind.PLAIN else "x" for part in parts)
        yield from ((name, wrong) for wrong in _not_applicable(plain, allowed=Flag.NA_ALLOWED in criterion.flags))
    example = criterion.placeholders.get("met", "")
    if example and Flag.MET_URL_REQUIRED in criterion.flags and not _ADDRESS.search(example):
        yield "placeholders.met", Message("The flag met_url_required wants an address, but the example has none.")


def _stand_in(kind: Kind) -> str:
    return _OBLIGATION if kind is Kind.OBLIGATION else "x"


def _by_prose(category: Category, text: str) -> Iterator[Message]:
    if category is Category.MUST:
        if found := _ADVISING.search(_ADVISING_ASIDE.sub("", text)):
            values = {"word": found["word"], "category": str(category)}
            yield Message("The words say '%(word)s', but the category is %(category)s. Say the same in both.", values)
    elif found := _OBLIGING.search(_OBLIGING_ASIDE.sub("", text)):
        values = {"word": found["word"], "category": str(category)}
        yield Message("The words say '%(word)s', but the category is only %(category)s. Say the same in both.", values)


def _by_token(category: Category, words: dict[str, None]) -> Iterator[Message]:
    """Name tokens outside of the text that demand more than the category; weaker ones may explain something."""
    for word in words:
        if _BY_DEMAND.index(Category(word.removesuffix(" NOT"))) > _BY_DEMAND.index(category):
            values = {"word": word, "category": str(category)}
            yield Message("The token {%(word)s} demands more than the category %(category)s. Take it out.", values)


def _not_applicable(text: str, *, allowed: bool) -> Iterator[Message]:
    for sentence in _SENTENCE.split(_NA_IN_WORDS.sub("N/A", text)):
        if allowed and _NA_REFUSED.search(sentence) and not _ONLY_SOMETIMES.search(sentence):
            yield Message("This says that N/A is refused, but the flag na_allowed allows it. Mend one of them.")
            return
        if not allowed and any(_NA.search(each) and not _NEGATED.search(each) for each in _CLAUSE.split(sentence)):
            yield Message("This speaks of N/A as an answer, but N/A is refused. Add the flag na_allowed, or reword it.")
            return
