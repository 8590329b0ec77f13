"""The parts of cards that are the same for every project: rendered once per level and language, and then reused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeAlias

from flask import current_app
from markupsafe import Markup

from badge.core.answers import Status
from badge.core.criteria import Category, Criterion, Flag, Level
from badge.core.findings import STATUS, Confidence, Outcome
from badge.core.messages import Message, counted
from badge.core.terms import alone, people_needed
from badge.core.wordings import REASONS, STATUSES
from badge.i18n import say
from badge.i18n.criteria import level_text
from badge.services.assess import Say
from badge.web import site
from badge.web.forms import choices
from badge.web.language import catalog, reader
from badge.web.pages import criterion_address, criterion_text, criterion_title

Macros: TypeAlias = Mapping[str, Any]

NAMES: Mapping[Status, str] = {
    Status.MET: "met",
    Status.UNMET: "unmet",
    Status.NA: "na",
    Status.UNKNOWN: "unknown",
}
"""The statuses as they stand in the ids and classes of a page."""

_EXAMPLES = {"met": Status.MET, "unmet": Status.UNMET, "na": Status.NA}


@dataclass(frozen=True)
class Words:
    """What cards say again and again. `phrases` are those of the template by their names."""

    phrases: Mapping[str, Markup]
    statuses: Mapping[str, Markup]
    confidences: Mapping[int, Markup]
    outcomes: Mapping[str, Markup]
    accepts: Mapping[str, Markup]
    reasons: Mapping[str, str]
    say: Say


@dataclass(frozen=True)
class Fixed:
    """The unchanging parts of one card. `choices` grows: by the status that is chosen, and whether N/A may stay."""

    criterion: Criterion
    title: str
    head: Markup
    label: Markup
    needs: Markup
    help: Markup
    optional: bool
    refused: Markup
    kept_na: Markup
    choices: dict[tuple[Status, bool], Markup] = field(default_factory=dict)


@dataclass(frozen=True)
class Parts:
    """The unchanging parts of a level's cards in one language."""

    words: Words
    cards: Mapping[str, Fixed]
    macros: Macros

    def choices(self, criterion: str, selected: Status, kept: Status) -> Markup:
        """Give the radio buttons of a card; what is chosen is all in them that differs between projects."""
        fixed = self.cards[criterion]
        key = selected, kept is Status.NA
        if key not in fixed.choices:
            offered = choices(fixed.criterion, kept)
            fixed.choices[key] = self.macros["choices"](fixed.criterion, offered, selected, NAMES)
        return fixed.choices[key]


def parts(level: Level) -> Parts:
    """Give the parts in the reader's language; they are made at the first request for them."""
    made: dict[tuple[str, str], Parts] = current_app.extensions["badge.parts"]
    key = level.id, reader().path
    if key not in made:
        # Not the template's shared module: its phrases would stay in the language of the first reader.
        macros = vars(current_app.jinja_env.get_template("questionnaire/_fixed.html").make_module())
        made[key] = Parts(_words(macros), {each.id: _fixed(macros, level, each) for each in level.criteria}, macros)
    return made[key]


def needs(criterion: Criterion) -> list[Message]:
    """Say for which answers a reason is needed."""
    wanted = []
    if Flag.MET_URL_REQUIRED in criterion.flags:
        text = "%(status)s needs a reason with a link, because readers want to see it for themselves."
        wanted.append(Message(text, {"status": STATUSES[Status.MET]}))
    elif Flag.MET_JUSTIFICATION_REQUIRED in criterion.flags:
        wanted.append(_needs_reason(Status.MET))
    if criterion.category is Category.SHOULD:
        wanted.append(_needs_reason(Status.UNMET))
    if Flag.NA_JUSTIFICATION_REQUIRED in criterion.flags:
        wanted.append(_needs_reason(Status.NA))
    return wanted


def _needs_reason(status: Status) -> Message:
    return Message("%(status)s needs a reason.", {"status": STATUSES[status]})


def _words(macros: Macros) -> Words:
    speak = partial(say, catalog=catalog())
    return Words(
        {name: each for name, each in macros.items() if isinstance(each, Markup)},
        {each: macros["status"](each) for each in Status},
        {each: macros["confidence"](each) for each in Confidence},
        {each: macros["outcome"](each) for each in Outcome if each not in STATUS},
        {each: macros["accept"](each) for each in Status},
        {each: speak(message) for each, message in REASONS.items()},
        speak,
    )


def _fixed(macros: Macros, level: Level, criterion: Criterion) -> Fixed:
    wanted = needs(criterion)
    own = {each.id: each for each in level.criteria}

    def refer(name: str) -> tuple[str, str] | None:
        """Lead to the question on the same page, or else to the page of criteria."""
        if name in own:
            return f"#{name}", criterion_title(own[name])
        other = next((each for each in site().criteria.all() if each.id == name), None)
        return (criterion_address(other), criterion_title(other)) if other else None

    def text(name: str) -> Markup:
        return criterion_text(criterion, name, refer)

    examples = [(status, text(f"placeholder.{name}")) for name, status in _EXAMPLES.items()]
    return Fixed(
        criterion,
        criterion_title(criterion),
        macros["head"](
            criterion, text, future=Flag.FUTURE in criterion.flags,
            people=people_needed(criterion) if criterion.people > 1 else None, alone=alone(criterion),
        ),
        macros["label"](criterion, wanted),
        macros["needs"](criterion, wanted, [each for each in examples if each[1]]),
        macros["help"](criterion, text),
        optional=not wanted,
        refused=macros["about_na"](_refused_elsewhere(criterion)),
        kept_na=macros["about_na"](_accepted_elsewhere(criterion)),
    )  # fmt: skip


def _refused_elsewhere(criterion: Criterion) -> Message | None:
    """Say which other levels ask the same, and refuse N/A: one answer serves them all."""
    others = _levels(criterion, accepting=False) if Flag.NA_ALLOWED in criterion.flags else ()
    if not others:
        return None
    return counted(
        "%(levels)s does not accept N/A here.", "%(levels)s do not accept N/A here.", len(others), levels=others
    )


def _accepted_elsewhere(criterion: Criterion) -> Message | None:
    """Say why N/A may stay though this level refuses it."""
    others = _levels(criterion, accepting=True)
    if Flag.NA_ALLOWED in criterion.flags or not others:
        return None
    text = "N/A is kept, because it is accepted at another level (%(levels)s). This level does not accept it."
    return Message(text, {"levels": others})


def _levels(criterion: Criterion, *, accepting: bool) -> tuple[str, ...]:
    """Name the other levels that ask the same and count it, by whether they accept N/A."""
    others = (each for each in site().criteria.of(criterion.id) if each.level != criterion.level and each.active)
    found = (site().criteria.level(each.level) for each in others if (Flag.NA_ALLOWED in each.flags) is accepting)
    return tuple(level_text(*each, "title", catalog()) for each in found if each)
