"""A language's glossary: how terms are said, and the words that must not appear."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from badge.core.errors import UnreadableError
from badge.core.messages import Message

_HAN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True)
class Term:
    """An English term, how it is said, and the words that must not be used for it."""

    english: str
    translation: str
    avoid: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Glossary:
    """All terms of a language; `avoid` are words that must appear nowhere, each with what to write instead."""

    terms: tuple[Term, ...] = ()
    avoid: Mapping[str, str] | None = None

    def slips(self, english: str, translated: str) -> Iterator[tuple[str, str]]:
        """Yield (the word that must not appear, what to write instead) for a text and its translation."""
        for word, instead in (self.avoid or {}).items():
            if _holds(translated, word):
                yield word, instead
        for term in self.terms:
            if term.avoid and _holds(english, term.english, ending="(?:s|es)?"):
                yield from ((word, term.translation) for word in term.avoid if _holds(translated, word))


def load(path: Path) -> Glossary:
    """Read a glossary; an absent one is empty."""
    import yaml  # noqa: PLC0415

    if not path.exists():
        return Glossary()
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        terms = tuple(
            Term(str(term), str(each["say"]), tuple(map(str, each.get("avoid", ()))), str(each.get("note", "")))
            for term, each in (document.get("terms") or {}).items()
        )
        avoid = {str(word): str(instead) for word, instead in (document.get("avoid") or {}).items()}
    except (yaml.YAMLError, AttributeError, KeyError, TypeError) as error:
        values = {"path": path.as_posix(), "wrong": " ".join(str(error).split())}
        wrong = Message("The glossary %(path)s cannot be read: %(wrong)s. Each term needs a value for: say", values)
        raise UnreadableError(wrong) from error
    return Glossary(terms, avoid)


def _holds(text: str, word: str, ending: str = "") -> bool:
    if _HAN.search(word):
        return word in text
    return bool(re.search(rf"(?<!\w){re.escape(word)}{ending}(?!\w)", text, re.IGNORECASE))
