"""Small series for tests, from a few words each."""

from __future__ import annotations

from collections.abc import Mapping

from badge.core.answers import Answer, Status
from badge.core.criteria import Category, Criterion, Flag, Level, Series


def criterion(own: str, words: str, level: str = "one", series: str = "tiny") -> Criterion:
    """Make a criterion from its category and flags: `MUST na_allowed`."""
    category, *flags = words.split()
    return Criterion(own, series, level, Category(category), frozenset(map(Flag, flags)))


def series(levels: Mapping[str, Mapping[str, str]], requires: Mapping[str, tuple[str, str]] | None = None) -> Series:
    """Make a series from level -> criterion -> words; `requires` maps a level to (level below, criterion)."""
    built = []
    for name, asked in levels.items():
        below, own = (requires or {}).get(name, ("", ""))
        criteria = tuple(criterion(each, words, name) for each, words in asked.items())
        built.append(Level(name, name.title(), criteria, requires=below, requires_criterion=own))
    ids = dict.fromkeys(each for asked in levels.values() for each in asked)
    return Series("tiny", "1", "Tiny", "tiny", tuple(built), {each: place for place, each in enumerate(ids)})


def answers(given: Mapping[str, str]) -> dict[str, Answer]:
    """Make answers from `Met https://...`: the status, then the justification."""
    found = {}
    for own, words in given.items():
        status, _, text = words.partition(" ")
        found[own] = Answer(Status(status), text)
    return found
