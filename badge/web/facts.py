"""Facts about a project as a whole: what is asked, what was told, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from badge.core.criteria import Criteria
from badge.core.profile import Option, Question


@dataclass(frozen=True)
class Choosable:
    """An option as the form offers it, and how many criteria get N/A as a proposal by it."""

    option: Option
    excuses: int
    chosen: bool


@dataclass(frozen=True)
class Asked:
    """A question with its options. `kept` is what is saved, where the form shows something else."""

    question: Question
    options: tuple[Choosable, ...]
    kept: Option | None = None

    @property
    def told(self) -> bool:
        """Tell whether one of the options is chosen."""
        return any(each.chosen for each in self.options)


def asked(criteria: Criteria, shown: Mapping[str, str], kept: Mapping[str, str]) -> list[Asked]:
    """Give every question with what is chosen in the form; `kept` is what is saved."""
    known = criteria.ids()
    return [
        Asked(
            question,
            tuple(
                Choosable(each, len(_excused(each) & known), each.id == shown.get(question.id))
                for each in question.options
            ),
            question.option(kept.get(question.id, "")) if kept.get(question.id) != shown.get(question.id) else None,
        )
        for question in criteria.profile
    ]


def told(criteria: Criteria, circumstances: Mapping[str, str]) -> Iterator[tuple[Question, Option]]:
    """Give what was told, in the order of the questions; what is asked no more is left out."""
    for question in criteria.profile:
        if option := question.option(circumstances.get(question.id, "")):
            yield question, option


def source(criteria: Criteria, circumstances: Mapping[str, str], criterion: str) -> Question | None:
    """Give the question whose answer excuses a criterion; the first one counts."""
    found = (question for question, option in told(criteria, circumstances) if criterion in _excused(option))
    return next(found, None)


def _excused(option: Option) -> frozenset[str]:
    return frozenset(criterion for each in option.excuses for criterion in each.criteria)
