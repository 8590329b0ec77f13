"""What a project is, in a few plain facts asked first, so that nobody answers what cannot apply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from badge.core.messages import Message

Circumstances: TypeAlias = Mapping[str, str]
"""The facts that a person has told: id of the question -> id of the option."""


class Excuse(NamedTuple):
    """A reason why some criteria cannot apply; it is said in the project's language, and a person may change it."""

    reason: str
    criteria: tuple[str, ...]


class Option(NamedTuple):
    """One answer to a question about the project. `people` is how many take part; 0 where that is not what it says."""

    id: str
    title: str
    excuses: tuple[Excuse, ...] = ()
    people: int = 0


class Question(NamedTuple):
    """A question about the project as a whole."""

    id: str
    title: str
    options: tuple[Option, ...]
    help: str = ""

    def option(self, option_id: str) -> Option | None:
        """Find an option by its id."""
        return next((each for each in self.options if each.id == option_id), None)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (context, English text) for everything a person reads."""
        yield f"profile.{self.id}.title", self.title
        if self.help:
            yield f"profile.{self.id}.help", self.help
        for option in self.options:
            yield f"profile.{self.id}.{option.id}.title", option.title
            for number, excuse in enumerate(option.excuses, 1):
                yield f"profile.{self.id}.{option.id}.excuse.{number}", excuse.reason


def excused(profile: Iterable[Question], told: Circumstances) -> dict[str, Message]:
    """Give the criteria that cannot apply to a project, each with the reason; the first reason counts."""
    found: dict[str, Message] = {}
    for question in profile:
        option = question.option(told.get(question.id, ""))
        for number, excuse in enumerate(option.excuses if option else (), 1):
            assert option is not None
            said = Message(excuse.reason, context=f"profile.{question.id}.{option.id}.excuse.{number}")
            for criterion in excuse.criteria:
                found.setdefault(criterion, said)
    return found


def people(profile: Iterable[Question], told: Circumstances) -> int:
    """Tell how many people take part, as far as was told; 0 where it was not."""
    chosen = (question.option(told.get(question.id, "")) for question in profile)
    return next((each.people for each in chosen if each and each.people), 0)
