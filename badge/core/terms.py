"""What is enough for a criterion at a level, in sentences: its flags, and how many people it takes."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.criteria import Category, Criterion, Flag, Level
from badge.core.messages import Message, counted

_UNMET = {
    Category.MUST: Message("It has to be met: Unmet keeps this level away."),
    Category.SHOULD: Message("Unmet is enough with a reason."),
    Category.SUGGESTED: Message("Unmet is enough; an answer is all that counts."),
}
_NOT_EXPECTED = {
    Flag.MET_SUPPRESS: Message("No reason is expected with Met."),
    Flag.UNMET_SUPPRESS: Message("No reason is expected with Unmet."),
    Flag.NA_SUPPRESS: Message("No reason is expected with N/A."),
}


def terms(criterion: Criterion, level: Level) -> tuple[Message, ...]:
    """Say what the category and the flags of a criterion mean for whoever answers it."""
    if _computed(criterion, level):
        return briefly(criterion, level)
    required, allowed = tuple(_met(criterion)), tuple(_na(criterion))
    return (
        *_counting(criterion),
        _UNMET[criterion.category],
        *(required or [Message("Met needs no reason, but a link helps readers.")]),
        *(allowed or [Message("N/A is not allowed.")]),
        *_not_expected(criterion),
    )


def briefly(criterion: Criterion, level: Level) -> tuple[Message, ...]:
    """Say what its flags mean, and nothing that holds without a flag."""
    if _computed(criterion, level):
        said = Message("Nobody has to answer it: it is met as soon as the level below is reached.")
        return (*_counting(criterion), said)
    return (*_counting(criterion), *_met(criterion), *_na(criterion), *_not_expected(criterion))


def _computed(criterion: Criterion, level: Level) -> bool:
    return level.requires_criterion == criterion.id


def _counting(criterion: Criterion) -> Iterator[Message]:
    if Flag.OBSOLETE in criterion.flags:
        yield Message("It does not count any more.")
    elif Flag.FUTURE in criterion.flags:
        yield Message("It does not count yet, but will one day.")


def _met(criterion: Criterion) -> Iterator[Message]:
    if Flag.MET_URL_REQUIRED in criterion.flags:
        yield Message("Met needs a link.")
    elif Flag.MET_JUSTIFICATION_REQUIRED in criterion.flags:
        yield Message("Met needs a reason.")


def _na(criterion: Criterion) -> Iterator[Message]:
    if Flag.NA_JUSTIFICATION_REQUIRED in criterion.flags:
        yield Message("N/A is allowed with a reason.")
    elif Flag.NA_ALLOWED in criterion.flags:
        yield Message("N/A is allowed.")


def _not_expected(criterion: Criterion) -> Iterator[Message]:
    return (said for flag, said in _NOT_EXPECTED.items() if flag in criterion.flags)


def people_needed(criterion: Criterion) -> Message:
    """Say how many people have to take part."""
    return counted("Needs %(count)s person", "Needs %(count)s people", criterion.people)


def alone(criterion: Criterion) -> Message | None:
    """Say what a person who works alone answers; None where one person is enough."""
    if criterion.people < 2:
        return None
    match criterion.category:
        case Category.SHOULD:
            return Message("If you work alone, answer Unmet and give the reason. That is enough for this level.")
        case Category.SUGGESTED:
            return Message("If you work alone, answer Unmet. That is enough for this level.")
        case Category.MUST if Flag.NA_ALLOWED in criterion.flags:
            return Message(
                "If you work alone, the honest answer is Unmet, and this level stays out of reach until more people "
                "take part. N/A is only for projects to which this cannot apply at all."
            )
        case Category.MUST:
            return Message(
                "If you work alone, the honest answer is Unmet, and this level stays out of reach until more people "
                "take part. Your other answers keep their worth."
            )
