"""The texts of criteria in the reader's language, as parts and as plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias

from badge.core import tokens
from badge.core.criteria import Criterion, Level, Link, Series
from badge.core.messages import Message
from badge.core.profile import Option, Question
from badge.core.tokens import Kind, Part, TokenError
from badge.i18n.catalogs import Catalog
from badge.i18n.formats import figure
from badge.i18n.saying import say

Refer: TypeAlias = Callable[[str], tuple[str, str] | None]
"""Gives the address and the title of a criterion by its id; None where there is no such criterion."""


def criterion_text(criterion: Criterion, field: str, catalog: Catalog) -> str:
    """Give a text of a criterion ("title", "how.1", "placeholder.met"), with its tokens; empty where it has none."""
    text = _english(criterion, field)
    return catalog.pgettext(criterion.context(field), text) if text else ""


def criterion_parts(criterion: Criterion, field: str, catalog: Catalog) -> tuple[Part, ...]:
    """Give a text of a criterion taken apart; a translation whose tokens differ gives way to the English."""
    text = criterion_text(criterion, field, catalog)
    if field.startswith("placeholder."):
        return (Part(Kind.PLAIN, text),) if text else ()
    return _parts(text, _english(criterion, field))


def plain(parts: tuple[Part, ...], catalog: Catalog, links: Mapping[str, Link], refer: Refer | None = None) -> str:
    """Write parts as plain text."""
    return "".join(
        obligation(part.text, catalog, opening=opening) if part.kind is Kind.OBLIGATION
        else _plain(part, catalog, links, refer)
        for part, opening in with_openings(parts)
    )  # fmt: skip


def criterion_plain(criterion: Criterion, field: str, catalog: Catalog, refer: Refer | None = None) -> str:
    """Give a text of a criterion as plain text."""
    return plain(criterion_parts(criterion, field, catalog), catalog, criterion.links, refer)


def group_name(name: str, catalog: Catalog) -> str:
    """Translate the name of a group or of a section."""
    return catalog.pgettext("group", name) if name else ""


def link_title(link: Link, catalog: Catalog) -> str:
    """Translate the name of a link."""
    return catalog.pgettext("link", link.title)


def series_text(series: Series, field: str, catalog: Catalog) -> str:
    """Translate the title or the summary of a series."""
    text: str = getattr(series, field)
    return catalog.pgettext(f"{series.id}.{field}", text) if text else ""


def level_text(series: Series, level: Level, field: str, catalog: Catalog) -> str:
    """Translate the title or the summary of a level."""
    text: str = getattr(level, field)
    return catalog.pgettext(f"{series.id}.{level.id}.{field}", text) if text else ""


def question_text(question: Question, field: str, catalog: Catalog) -> str:
    """Translate the title or the help of a question about a project as a whole."""
    text: str = getattr(question, field)
    return catalog.pgettext(f"profile.{question.id}.{field}", text) if text else ""


def option_title(question: Question, option: Option, catalog: Catalog) -> str:
    """Translate the title of an option of such a question."""
    return catalog.pgettext(f"profile.{question.id}.{option.id}.title", option.title)


def obligation(word: str, catalog: Catalog, *, opening: bool = False) -> str:
    """Say an obligation word, with a large first letter where it opens a sentence."""
    said = say(tokens.OBLIGATIONS[word], catalog)
    return said[:1].upper() + said[1:] if opening else said


def with_openings(parts: tuple[Part, ...]) -> Iterator[tuple[Part, bool]]:
    """Yield each part and whether it opens a sentence."""
    opening = True
    for part in parts:
        yield part, opening
        opening = part.kind is Kind.PLAIN and part.text.rstrip()[-1:] in {".", "!", "?"}


def _english(criterion: Criterion, field: str) -> str:
    return next((text for name, text in criterion.texts() if name == field), "")


@lru_cache(maxsize=16384)
def _parts(text: str, english: str) -> tuple[Part, ...]:
    try:
        if text == english or tokens.signature(text) == tokens.signature(english):
            return tokens.parse(text)
        return tokens.parse(english)
    except TokenError:
        return tokens.parse(english) if text != english else (Part(Kind.PLAIN, english),)


def _plain(part: Part, catalog: Catalog, links: Mapping[str, Link], refer: Refer | None) -> str:
    match part.kind:
        case Kind.NUMBER:
            return figure(part.text, catalog.language)
        case Kind.LINK if link := links.get(part.text):
            values = {"title": link_title(link, catalog), "url": link.url}
            return say(Message("%(title)s (%(url)s)", values, context="link in plain text"), catalog)
        case Kind.CRITERION if refer and (found := refer(part.text)):
            return found[1]
    return part.text
