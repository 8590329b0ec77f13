"""How far a project can come with the people it has: an honest ceiling for those who work alone."""

from __future__ import annotations

from dataclasses import dataclass

from badge.core.criteria import Category, Criterion, Level, Series


@dataclass(frozen=True)
class Ceiling:
    """The highest level within reach (empty for none), and the criteria that keep the next one out of it."""

    level: str
    next: str
    beyond: tuple[Criterion, ...]


def ceiling(series: Series, people: int) -> Ceiling:
    """Find the highest level that so many people can reach.

    Only a criterion that has to be met, and that has no honest way around it, is out of reach: a SHOULD may stay unmet
    with a reason.
    """
    out = {level.id: beyond for level in series.levels if (beyond := needing(level, people))}
    following = next(iter(out), "")
    within = [level.id for level in series.levels if level.id not in out]
    if series.cumulative and following:
        within = within[: [level.id for level in series.levels].index(following)]
    return Ceiling(within[-1] if within else "", following, out.get(following, ()))


def needing(level: Level, people: int) -> tuple[Criterion, ...]:
    """Give the criteria of a level that ask for more people than there are."""
    return tuple(
        each for each in level.criteria
        if each.active and each.category is Category.MUST and each.people > people
    )  # fmt: skip
