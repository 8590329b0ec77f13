"""What is asked: series, levels, criteria. The names come from the criteria folders, never from here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from badge.core.crosswalk import Implication
from badge.core.profile import Question


class Category(StrEnum):
    """How much a criterion demands."""

    MUST = "MUST"
    SHOULD = "SHOULD"
    SUGGESTED = "SUGGESTED"


class Flag(StrEnum):
    """What a criterion allows or wants beyond its status, in the order of the published facts."""

    NA_ALLOWED = "na_allowed"
    NA_JUSTIFICATION_REQUIRED = "na_justification_required"
    MET_JUSTIFICATION_REQUIRED = "met_justification_required"
    MET_URL_REQUIRED = "met_url_required"
    MET_SUPPRESS = "met_suppress"
    UNMET_SUPPRESS = "unmet_suppress"
    NA_SUPPRESS = "na_suppress"
    FUTURE = "future"
    OBSOLETE = "obsolete"


class Link(NamedTuple):
    """An address with the name it is shown by."""

    title: str
    url: str


@dataclass(frozen=True)
class Criterion:
    """One question at one level. Texts are English, with tokens like {MUST}, {60} and {link:name}."""

    id: str
    series: str
    level: str
    category: Category
    flags: frozenset[Flag] = frozenset()
    group: str = ""
    section: str = ""
    title: str = ""
    text: str = ""
    details: str = ""
    why: str = ""
    how: tuple[str, ...] = ()
    placeholders: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, Link] = field(default_factory=dict)
    original: str = ""
    """The id in the document that it comes from, where that differs."""
    people: int = 1
    """How many people have to take part before it can be met."""

    @property
    def active(self) -> bool:
        """Tell whether it counts today."""
        return not self.flags & {Flag.FUTURE, Flag.OBSOLETE}

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (field, English text) for everything a person reads; a field is the end of its context."""
        for name in ("title", "text", "details", "why"):
            if text := getattr(self, name):
                yield name, text
        for number, step in enumerate(self.how, 1):
            yield f"how.{number}", step
        for status, text in self.placeholders.items():
            yield f"placeholder.{status}", text

    def context(self, field_name: str) -> str:
        """Name a text of this criterion in the catalogues."""
        return f"{self.series}.{self.level}.{self.id}.{field_name}"


@dataclass(frozen=True)
class Level:
    """A step of a series. `requires` names the level below and `requires_criterion` the criterion it computes."""

    id: str
    title: str
    criteria: tuple[Criterion, ...]
    summary: str = ""
    color: str = "#4c1"
    ink: str = "#fff"
    requires: str = ""
    requires_criterion: str = ""
    former: tuple[str, ...] = ()
    """Names under which it was known before; addresses that hold one still lead to it."""

    def groups(self) -> dict[str, dict[str, list[Criterion]]]:
        """Give group -> section -> criteria, in order."""
        found: dict[str, dict[str, list[Criterion]]] = {}
        for each in self.criteria:
            found.setdefault(each.group, {}).setdefault(each.section, []).append(each)
        return found


class Retired(NamedTuple):
    """An id that is asked no more. Old answers to it are kept, and no form shows it."""

    id: str
    original: str = ""


@dataclass(frozen=True)
class Series:
    """An ordered set of levels. `positions` is the append-only registry: id -> place in the packed marks.

    `cumulative`: a level counts only with all levels below it; otherwise each level stands by itself.
    """

    id: str
    version: str
    title: str
    label: str
    levels: tuple[Level, ...]
    positions: Mapping[str, int] = field(default_factory=dict)
    summary: str = ""
    cumulative: bool = True
    retired: tuple[Retired, ...] = ()
    order: int = 100
    """Its place among other series, the smallest first."""

    @property
    def family(self) -> str:
        """Name what all versions of the series share; an earlier version's id is `FAMILY@VERSION`."""
        return self.id.partition("@")[0]

    def level(self, level_id: str) -> Level | None:
        """Find a level by its id."""
        return next((each for each in self.levels if each.id == level_id), None)

    def criteria(self) -> Iterator[Criterion]:
        """Yield every criterion of every level, in order."""
        for level in self.levels:
            yield from level.criteria


@dataclass(frozen=True)
class Criteria:
    """All the series of one installation. `earlier` holds versions that are still judged, but asked no more."""

    series: tuple[Series, ...]
    earlier: tuple[Series, ...] = ()
    crosswalk: tuple[Implication, ...] = ()
    profile: tuple[Question, ...] = ()

    def versions(self, family: str) -> tuple[Series, ...]:
        """Give every version of a series, the oldest first and the present one last."""
        return tuple(each for each in (*self.earlier, *self.series) if each.family == family)

    def retired(self) -> frozenset[str]:
        """Give every id that was asked once, and is asked nowhere now."""
        return frozenset(each.id for series in self.series for each in series.retired) - self.ids()

    def of(self, criterion_id: str) -> tuple[Criterion, ...]:
        """Give a criterion at every level where it is asked."""
        return tuple(each for each in self.all() if each.id == criterion_id)

    def all(self) -> Iterator[Criterion]:
        """Yield every criterion of every series, in order."""
        for series in self.series:
            yield from series.criteria()

    def ids(self) -> frozenset[str]:
        """Give every id that is asked anywhere."""
        return frozenset(each.id for each in self.all())

    def level(self, level_id: str) -> tuple[Series, Level] | None:
        """Find a level, and the series it belongs to, by the level's id."""
        for series in self.series:
            if level := series.level(level_id):
                return series, level
        return None

    def formerly(self, name: str) -> tuple[Series, Level] | None:
        """Find a level, and the series it belongs to, by a name that the level had before."""
        every = ((series, level) for series in self.series for level in series.levels)
        return next(((series, level) for series, level in every if name in level.former), None)
