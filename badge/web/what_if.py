"""What answers would give beside what is saved; and the rules and marks from which a script says the same at once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from flask import current_app
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from badge.core.answers import Answer, Answers
from badge.core.criteria import Level, Series
from badge.core.marks import ALPHABET
from badge.core.outcomes import STATUSES, table
from badge.core.scoring import Standing, standing


@dataclass(frozen=True)
class Rung:
    """One level: its percentage as it is saved, and as it would be."""

    level: Level
    saved: int
    would: int


@dataclass(frozen=True)
class Way:
    """A question that would stand in the way of the level, or would do so no longer."""

    criterion: str
    title: str


@dataclass(frozen=True)
class WhatIf:
    """What the answers in a form would change. `saved` and `would` are the levels reached, None while there is none."""

    series: Series
    own: Level
    rungs: tuple[Rung, ...]
    saved: Level | None
    would: Level | None
    gone: tuple[Way, ...]
    new: tuple[Way, ...]
    marks: str

    @property
    def differs(self) -> bool:
        """Tell whether anything would change."""
        return bool(self.gone or self.new) or any(each.saved != each.would for each in self.rungs)

    @property
    def turn(self) -> str:
        """Name what would happen to the level: it is reached, it falls, none is left, or nothing."""
        if self.saved == self.would:
            return ""
        if self.would is None:
            return "none"
        levels = self.series.levels
        higher = self.saved is None or levels.index(self.would) > levels.index(self.saved)
        return "reach" if higher else "fall"


def what_if(series: Series, own: Level, kept: Answers, would: Standing, titles: Mapping[str, str]) -> WhatIf:
    """Compare what is kept with where the answers in a form lead."""
    saved = standing(series, kept)
    before, after = (
        {each.criterion: titles[each.criterion] for each in one.levels[own.id].blockers} for one in (saved, would)
    )
    return WhatIf(
        series,
        own,
        tuple(Rung(each, saved.levels[each.id].percentage, would.levels[each.id].percentage) for each in series.levels),
        series.level(saved.level),
        series.level(would.level),
        tuple(Way(each, title) for each, title in before.items() if each not in after),
        tuple(Way(each, title) for each, title in after.items() if each not in before),
        marks(series, kept),
    )


def marks(series: Series, answers: Answers) -> str:
    """Give one character for every criterion that counts, in the order of the table in which each comes first."""
    nothing = Answer()
    given = (answers.get(each, nothing) for each in dict.fromkeys(each.id for each in series.criteria() if each.active))
    return "".join(ALPHABET[3 * STATUSES.index(each.status) + each.quality] for each in given)


def rules(series: Series) -> Markup:
    """Give the engine's table as JSON that may stand in a page; it is made once."""
    made: dict[str, Markup] = current_app.extensions.setdefault("badge.rules", {})
    if series.id not in made:
        data = {"table": table(series), "alphabet": ALPHABET}
        made[series.id] = htmlsafe_json_dumps(data, dumps=json.dumps, separators=(",", ":"))
    return made[series.id]
