"""What a probe has to say about a criterion, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from typing import NamedTuple

from badge.core.answers import Status
from badge.core.messages import Message


class Outcome(StrEnum):
    """What a look ended in. UNKNOWN says what was looked at; it never means "no"."""

    MET = "met"
    UNMET = "unmet"
    NA = "na"
    UNKNOWN = "unknown"
    ERROR = "error"


STATUS = {Outcome.MET: Status.MET, Outcome.UNMET: Status.UNMET, Outcome.NA: Status.NA}


class Confidence(IntEnum):
    """How sure a finding is: 1 a cue, 3 worth a glance, 5 the artefact is the answer."""

    CUE = 1
    PARTIAL = 2
    GOOD = 3
    DIRECT = 4
    CERTAIN = 5


class Place(NamedTuple):
    """Where the evidence stands: path, line (from 1, 0 for the whole file), blob id, and a short quote."""

    path: str
    line: int = 0
    blob: str = ""
    excerpt: str = ""


@dataclass(frozen=True)
class Finding:
    """One thing a probe says. `by_absence`: it rests on something not being there, so all must have been read.

    `declared`: the project itself says so in a file made for that, and nothing else was seen of it.
    """

    criterion: str
    outcome: Outcome
    because: Message
    confidence: Confidence = Confidence.CUE
    places: tuple[Place, ...] = ()
    by_absence: bool = False
    probe: str = ""
    probe_version: str = ""
    declared: bool = False

    @property
    def status(self) -> Status | None:
        """Give the status it speaks for, or None where it speaks for none."""
        return STATUS.get(self.outcome)

    def without_status(self, because: Message) -> Finding:
        """Take the status back: all that is left is that somebody looked."""
        return replace(self, outcome=Outcome.UNKNOWN, because=because, confidence=Confidence.CUE, by_absence=False)


def met(criterion: str, because: Message, confidence: Confidence, *places: Place) -> Finding:
    """Say that it is met."""
    return Finding(criterion, Outcome.MET, because, confidence, places)


def unmet(
    criterion: str, because: Message, confidence: Confidence, *places: Place, by_absence: bool = False
) -> Finding:
    """Say that it is not met; `by_absence` where the reason is that something is missing."""
    return Finding(criterion, Outcome.UNMET, because, confidence, places, by_absence=by_absence)


def not_applicable(
    criterion: str, because: Message, confidence: Confidence, *places: Place, by_absence: bool = True
) -> Finding:
    """Say that it does not apply; that mostly rests on something being absent."""
    return Finding(criterion, Outcome.NA, because, confidence, places, by_absence=by_absence)


def unknown(criterion: str, because: Message, *places: Place) -> Finding:
    """Say what was looked at and seen, without a status."""
    return Finding(criterion, Outcome.UNKNOWN, because, Confidence.CUE, places)
