"""The summary beside the questions: the badge as it would be, the percentage, and what is left, cheapest first."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from badge import svg
from badge.core.answers import Answers
from badge.core.criteria import Level, Series
from badge.core.scoring import LevelStanding, Reason, cheapest_first, standing
from badge.services.drawing import badge_of
from badge.web.language import told
from badge.web.what_if import WhatIf, what_if


@dataclass(frozen=True)
class Left:
    """A question that keeps the level away."""

    criterion: str
    title: str
    reason: Reason
    proposed: bool


@dataclass(frozen=True)
class Summary:
    """All that the summary shows; `groups` holds how many questions are left by the anchor of their group."""

    level: Level
    standing: LevelStanding
    badge: str
    image: str
    left: tuple[Left, ...]
    groups: Mapping[str, int]
    what_if: WhatIf

    @property
    def percentage(self) -> int:
        """Give the percentage of the level."""
        return self.standing.percentage


def summary(
    series: Series, level: Level, answers: Answers, kept: Answers, titles: Mapping[str, str], proposed: Collection[str]
) -> Summary:
    """Judge answers and say where they lead. What has a proposal is cheaper than what has none."""
    judged = standing(series, answers)
    own = judged.levels[level.id]
    blockers = cheapest_first(sorted(own.blockers, key=lambda each: each.criterion not in proposed))
    drawn = badge_of(series, judged.level, {name: each.percentage for name, each in judged.levels.items()}, told)
    return Summary(
        level,
        own,
        f"{drawn.label}: {drawn.message}",
        f"data:image/svg+xml;base64,{base64.b64encode(svg.draw(drawn)).decode()}",
        tuple(
            Left(each.criterion, titles[each.criterion], each.reason, proposed=each.criterion in proposed)
            for each in blockers
        ),
        _by_group(level, own),
        what_if(series, level, kept, judged, titles),
    )


def _by_group(level: Level, own: LevelStanding) -> dict[str, int]:
    group_of = {each.id: each.group for each in level.criteria}
    left = Counter(group_of[each.criterion] for each in own.blockers)
    return {f"group-{number}": left[name] for number, name in enumerate(level.groups(), 1)}
