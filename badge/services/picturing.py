"""The badge of a project as somebody wants it: in a language, in a style, with what stands behind the level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from badge.core.criteria import Criteria, Level, Series
from badge.core.messages import Message, Value, counted
from badge.core.projects import Project
from badge.i18n import Shelf, say
from badge.i18n.criteria import level_text
from badge.i18n.languages import language
from badge.services.drawing import badge_of, english_name
from badge.services.proof import Proof
from badge.services.wishes import USUAL, Wishes
from badge.storage.standings import KeptStanding
from badge.svg import NEUTRAL, Badge

_UNKNOWN_PROJECT = Message("No project with this address is known here.")


@dataclass(frozen=True)
class Shown:
    """What a badge tells of a project: the level that readers see, percentages, and what stands behind them.

    `at` is when the standing last changed, and `version` that of the criteria which judged.
    """

    level: str = ""
    percentages: Mapping[str, int] = field(default_factory=dict)
    version: str = ""
    at: datetime | None = None
    proof: Proof | None = None


def showing(
    project: Project, standing: KeptStanding | None, series: Series, proof: Proof | None, now: datetime
) -> Shown:
    """Give what the badge of a project shows at a time."""
    if standing is None:  # a project from before the series was added has no standing in it yet
        return Shown(version=series.version, at=project.created_at, proof=proof)
    level = standing.shown(now)
    return Shown(level, standing.percentages, standing.series_version, standing.updated_at, proof)


def picture(series: Series, shown: Shown, wishes: Wishes, shelf: Shelf) -> Badge:
    """Give the badge of a project."""
    catalog = shelf.catalog(wishes.lang)

    def said(message: Message) -> str:
        return say(message, catalog)

    def named(level: Level) -> str:
        text = level_text(series, level, "title", catalog)
        return english_name(level) if text == level.title else text

    drawn = badge_of(series, shown.level, shown.percentages, said, named)
    if wishes.proof and shown.proof is not None:
        values: dict[str, Value] = {
            "level": drawn.message, "verified": str(shown.proof.verified), "answered": str(shown.proof.answered),
        }  # fmt: skip
        drawn = drawn._replace(message=said(Message("%(level)s, %(verified)s of %(answered)s verified", values)))
    described = _description(shown)
    return _as_wished(drawn._replace(description=said(described) if described else ""), wishes)


def unknown(label: str, wishes: Wishes, shelf: Shelf) -> Badge:
    """Give the badge of a project that is not known: it is valid, and says nothing about anybody."""
    catalog = shelf.catalog(wishes.lang)
    message = say(Message("unknown", context="badge of a project that is not known"), catalog)
    return _as_wished(Badge(label, message, NEUTRAL, title=say(_UNKNOWN_PROJECT, catalog)), wishes)


def fixed(value: str, criteria: Criteria, wishes: Wishes, shelf: Shelf) -> Badge | None:
    """Give a badge by what it says: a level, a percentage of the first series, or `SERIES-pct-N` of another."""
    for number, series in enumerate(criteria.series):
        if series.level(value):
            return picture(series, Shown(value), wishes, shelf)._replace(title="")
        share = value if number == 0 else value.removeprefix(f"{series.id}-pct-")
        if (number == 0 or share != value) and _is_share(share) and series.levels:
            return picture(series, Shown("", {series.levels[0].id: int(share)}), wishes, shelf)
    return None


def fixed_values(criteria: Criteria) -> tuple[str, ...]:
    """Name every value for which there is a fixed badge."""
    found: list[str] = []
    for number, series in enumerate(criteria.series):
        before = "" if number == 0 else f"{series.id}-pct-"
        found += [each.id for each in series.levels]
        found += [f"{before}{share}" for share in range(100)] if series.levels else []
    return tuple(dict.fromkeys(found))


def _is_share(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 2 and text == str(int(text))


def _as_wished(drawn: Badge, wishes: Wishes) -> Badge:
    if wishes is USUAL:
        return drawn
    return drawn._replace(
        label=wishes.label or drawn.label, lang=language(wishes.lang).tag, style=wishes.style, theme=wishes.theme
    )


def _description(shown: Shown) -> Message | None:
    """Say of when it is, by which criteria, and how much of it is verified. Days are written alike everywhere."""
    if shown.at is None:
        return None
    day = shown.at.date().isoformat()
    if shown.proof is None:
        return Message("As of %(day)s, by version %(version)s of the criteria.", {"day": day, "version": shown.version})
    return counted(
        "As of %(day)s, by version %(version)s of the criteria. Of %(count)s answer, %(verified)s is verified.",
        "As of %(day)s, by version %(version)s of the criteria. Of %(count)s answers, %(verified)s are verified.",
        shown.proof.answered, day=day, version=shown.version, verified=str(shown.proof.verified),
    )  # fmt: skip
