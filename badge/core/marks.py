"""Answers packed into one character per criterion: enough to recompute every level without reading a justification."""

from __future__ import annotations

from collections.abc import Mapping

from badge.core.answers import Answers, Quality, Status
from badge.core.criteria import Criterion, Series
from badge.core.scoring import NOTHING, Given, Standing, judge

_STATUSES = (Status.UNKNOWN, Status.UNMET, Status.NA, Status.MET)
ALPHABET = "?abUuvNnoMmx"
"""Four statuses by three qualities of text; a character is never given another meaning, for it is stored."""

_PACKED: Mapping[Given, str] = {
    (status, text): ALPHABET[3 * number + text] for number, status in enumerate(_STATUSES) for text in Quality
}
_UNPACKED: Mapping[str, Given] = {mark: given for given, mark in _PACKED.items()}


def pack(series: Series, answers: Answers) -> str:
    """Give one character per position of the series' registry; positions without an answer hold `?`."""
    marks = ["?"] * (max(series.positions.values(), default=-1) + 1)
    for criterion, position in series.positions.items():
        if answer := answers.get(criterion):
            marks[position] = _PACKED[answer.status, answer.quality]
    return "".join(marks)


def standing_of(series: Series, marks: str) -> Standing:
    """Judge packed marks; the result equals that of the answers they were packed from."""

    def given(criterion: Criterion) -> Given:
        position = series.positions.get(criterion.id, len(marks))
        return _UNPACKED.get(marks[position], NOTHING) if position < len(marks) else NOTHING

    return judge(series, given)
