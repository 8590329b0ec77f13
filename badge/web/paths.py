"""What a person can choose from: every level with what is left there, where to begin, and how far one can come."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from badge.core.answers import Answer, Answers, Status
from badge.core.ceiling import ceiling, needing
from badge.core.criteria import Criteria, Criterion, Level, Series
from badge.core.messages import Message
from badge.core.offers import offers
from badge.core.profile import people
from badge.core.projects import Project
from badge.core.scoring import Standing, standing
from badge.i18n.criteria import level_text, series_text
from badge.storage import answers as sheets
from badge.storage import looks, projects
from badge.web.forms import asked
from badge.web.ladders import reached
from badge.web.language import catalog


@dataclass(frozen=True)
class Step:
    """A level: how far it is, how many questions keep it away, and how many proposals wait there."""

    level: Level
    percentage: int
    reached: bool
    left: int
    waiting: int


@dataclass(frozen=True)
class Reach:
    """How far so many people can come in a series; `beyond` holds what needs more of them, by level."""

    top: Level | None
    people: int
    beyond: tuple[tuple[Level, tuple[Criterion, ...]], ...]

    @property
    def lacking(self) -> int:
        """Tell how many more people the highest of these demands asks for."""
        most = max((each.people for _, criteria in self.beyond for each in criteria), default=self.people)
        return most - self.people


@dataclass(frozen=True)
class Path:
    """A series with its steps. `reach` is None where nobody has told how many people take part."""

    series: Series
    steps: tuple[Step, ...]
    reach: Reach | None


@dataclass(frozen=True)
class Beginning:
    """The level to begin with, why, and whether anything counts there already."""

    level: Level
    why: Message
    begun: bool


@dataclass(frozen=True)
class Choice:
    """All that the page shows. `beginning` is None when every level is reached."""

    project: Project
    paths: tuple[Path, ...]
    beginning: Beginning | None
    wants_people: bool
    """Some criteria need more than one person, and nobody has told yet how many there are."""


def choice(session: Session, project_id: int, criteria: Criteria) -> Choice:
    """Gather what a person chooses from; raises NotFoundError."""
    project = projects.find(session, project_id)
    given = {name: each.answer for name, each in sheets.sheet(session, project_id).items()}
    look, _ = looks.last(session, project_id) or (None, None)
    offered = offers(look, given, project.circumstances, criteria)
    there = people(criteria.profile, project.circumstances)
    found = []
    for series in criteria.series:
        steps = tuple(_steps(series, standing(series, given), given, offered))
        found.append(Path(series, steps, _reach(series, there) if there else None))
    could_tell = any(option.people for question in criteria.profile for option in question.options)
    wants = could_tell and not there and any(needing(level, 1) for each in criteria.series for level in each.levels)
    return Choice(project, tuple(found), _beginning(found), wants)


def _steps(series: Series, judged: Standing, given: Answers, offered: Collection[str]) -> list[Step]:
    there = reached(series, judged.level, {level: each.percentage for level, each in judged.levels.items()})
    return [
        Step(
            level,
            judged.levels[level.id].percentage,
            level.id in there,
            len(judged.levels[level.id].blockers),
            sum(each.id in offered and _open(given, each) for each in asked(level)),
        )
        for level in series.levels
    ]


def _open(given: Mapping[str, Answer], criterion: Criterion) -> bool:
    return given.get(criterion.id, Answer()).status is Status.UNKNOWN


def _reach(series: Series, there: int) -> Reach:
    beyond = ((level, needing(level, there)) for level in series.levels)
    return Reach(
        series.level(ceiling(series, there).level), there, tuple((level, each) for level, each in beyond if each)
    )


def _beginning(paths: list[Path]) -> Beginning | None:
    """Take the first level of the first series that is not reached, and say why."""
    for number, path in enumerate(paths):
        for place, step in enumerate(path.steps):
            if step.reached:
                continue
            values = {"level": _level(path, step), "series": _series(path)}
            begun = step.percentage > 0
            if place:
                values["below"] = _level(path, path.steps[place - 1])
                why = "%(below)s is reached, and %(level)s is the next level of %(series)s."
                return Beginning(step.level, Message(why, values), begun)
            if number:
                values["before"] = _series(paths[number - 1])
                why = "Every level of %(before)s is reached, and %(level)s is the first level of %(series)s."
                return Beginning(step.level, Message(why, values), begun)
            why = "It is the first level of %(series)s, and nothing else has to be reached before it."
            return Beginning(step.level, Message(why, values), begun)
    return None


def _level(path: Path, step: Step) -> str:
    return level_text(path.series, step.level, "title", catalog())


def _series(path: Path) -> str:
    return series_text(path.series, "title", catalog())
