"""The page of one criterion: every level that asks for it, its counterparts, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from flask import render_template, url_for

from badge.core.answers import Status
from badge.core.criteria import Criterion, Level, Series
from badge.core.findings import Confidence
from badge.core.history import history, told
from badge.core.messages import Message
from badge.core.naming import former
from badge.core.proposals import FROM
from badge.core.terms import alone, people_needed, terms
from badge.web import site
from badge.web.pages import criterion_title

_ANSWERS = (Status.MET, Status.UNMET, Status.NA)


@dataclass(frozen=True)
class Asked:
    """A criterion at one level, and what is enough there."""

    series: Series
    level: Level
    criterion: Criterion
    terms: tuple[Message, ...]
    alone: Message | None


Lead: TypeAlias = "tuple[Status, Confidence] | None"
"""What is implied, and how sure that is; None where nothing is."""


@dataclass(frozen=True)
class Counterpart:
    """Another criterion; for each answer, what it implies from here to there, and from there to here."""

    criterion: Criterion
    level: Level
    leads: tuple[tuple[Status, Lead, Lead], ...]


def show(own: str) -> str:
    """Show a criterion that is asked, or say that it is asked no more."""
    criteria = site().criteria
    asked = _asked(own)
    shared = {"own": own, "stages": history(own, criteria), "told": told, "refer": refer}
    if not asked:
        return render_template("criteria/retired.html", original=former(criteria)[own], homes=_homes(own), **shared)
    order = list(dict.fromkeys(each.id for each in asked[0].series.criteria()))
    place = order.index(own)
    return render_template(
        "criteria/criterion.html",
        asked=asked,
        first=asked[0].criterion,
        counterparts=_counterparts(own),
        proposes_from=FROM,
        people_needed=people_needed,
        crowd=next((each.criterion for each in asked if each.criterion.people > 1), None),
        before=criteria.of(order[place - 1])[0] if place else None,
        after=criteria.of(order[place + 1])[0] if place + 1 < len(order) else None,
        **shared,
    )


def refer(criterion_id: str) -> tuple[str, str] | None:
    """Give the page and the title of a criterion that a text names."""
    found = site().criteria.of(criterion_id)
    return (url_for("criteria.criterion", criterion=criterion_id), criterion_title(found[0])) if found else None


def _asked(own: str) -> tuple[Asked, ...]:
    return tuple(
        Asked(series, level, each, terms(each, level), alone(each))
        for series in site().criteria.series
        for level in series.levels
        for each in level.criteria
        if each.id == own
    )


def _counterparts(own: str) -> tuple[Counterpart, ...]:
    criteria = site().criteria
    forth = {each.target: each.leads for each in criteria.crosswalk if each.source == own}
    back = {each.source: each.leads for each in criteria.crosswalk if each.target == own}
    found = []
    for other in dict.fromkeys((*forth, *back)):
        criterion = criteria.of(other)[0]
        home = criteria.level(criterion.level)
        assert home is not None
        leads = [(each, forth.get(other, {}).get(each), back.get(other, {}).get(each)) for each in _ANSWERS]
        found.append(Counterpart(criterion, home[1], tuple(lead for lead in leads if lead[1] or lead[2])))
    return tuple(found)


def _homes(own: str) -> tuple[Series, ...]:
    """Give the series that once asked for it."""
    criteria = site().criteria
    return tuple(
        each for each in criteria.series
        if any(old.id == own for old in each.retired)
        or any(own == old.id for version in criteria.versions(each.family) for old in version.criteria())
    )  # fmt: skip
