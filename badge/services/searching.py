"""Searching the criteria in the reader's language: every word has to be somewhere in what is asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from badge.core.criteria import Criteria, Criterion
from badge.i18n import Catalog
from badge.i18n.criteria import criterion_plain

LONGEST = 200
MOST_WORDS = 12
_FIRST = ("id", "original", "title")
"""What is shown with every hit anyway."""
_BETWEEN = re.compile(r"(?<=[.!?])\s+(?![a-z])|(?<=[。！？])")

Marked = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it is one of the words that were searched for."""


@dataclass(frozen=True)
class Hit:
    """A criterion at one level that has all the words, and the sentence that shows it best."""

    criterion: Criterion
    name: Marked
    """Its original name, or its id where that is the one."""
    title: Marked
    sentence: Marked
    field: str
    """Where the sentence stands: text, details, why or how."""


class Index:
    """All texts of all criteria in one language, as plain text; made once and searched often."""

    def __init__(self, criteria: Criteria, catalog: Catalog) -> None:
        """Write down what can be found."""
        titles = {each.id: criterion_plain(each, "title", catalog) for each in reversed(tuple(criteria.all()))}
        self._entries = [(each, dict(_texts(each, catalog, titles))) for each in criteria.all()]

    def search(self, query: str) -> tuple[Hit, ...]:
        """Find the criteria that have every word, in their order; nothing for no words."""
        words = words_of(query)
        if not words:
            return ()
        return tuple(self._hits(words))

    def _hits(self, words: list[str]) -> Iterator[Hit]:
        patterns = [re.compile(re.escape(word), re.IGNORECASE) for word in words]
        either = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))), re.IGNORECASE)
        for criterion, texts in self._entries:
            if all(any(pattern.search(text) for text in texts.values()) for pattern in patterns):
                field, sentence = _best(texts, patterns)
                name = _marked(criterion.original or criterion.id, either)
                yield Hit(criterion, name, _marked(texts["title"], either), _marked(sentence, either), field)


def words_of(query: str) -> list[str]:
    """Give the words of a query, each once; what is too long is cut."""
    plain = unicodedata.normalize("NFC", query[:LONGEST])
    return list({word.casefold(): word for word in plain.split()}.values())[:MOST_WORDS]


def _texts(criterion: Criterion, catalog: Catalog, titles: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield "id", criterion.id
    yield "original", criterion.original
    for field, _ in criterion.texts():
        if not field.startswith("placeholder."):
            said = criterion_plain(criterion, field, catalog, lambda name: ("", titles[name]))
            yield field, unicodedata.normalize("NFC", said)


def _best(texts: dict[str, str], patterns: Iterable[re.Pattern[str]]) -> tuple[str, str]:
    """Give the sentence with the most of the words; the first sentence where only the title or an id has them."""
    best, most = ("text", next(_sentences(texts["text"]))), 0
    for field, text in texts.items():
        if field in _FIRST:
            continue
        for sentence in _sentences(text):
            count = sum(1 for pattern in patterns if pattern.search(sentence))
            if count > most:
                best, most = (field.partition(".")[0], sentence), count
    return best


def _sentences(text: str) -> Iterator[str]:
    yield from filter(None, _BETWEEN.split(text))


def _marked(text: str, either: re.Pattern[str]) -> Marked:
    pieces: list[tuple[str, bool]] = []
    at = 0
    for found in either.finditer(text):
        if found.start() > at:
            pieces.append((text[at : found.start()], False))
        pieces.append((found[0], True))
        at = found.end()
    if at < len(text):
        pieces.append((text[at:], False))
    return tuple(pieces)
