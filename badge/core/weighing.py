"""Why one finding became the proposal and another did not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from badge.core.findings import Finding, Outcome
from badge.core.messages import Message
from badge.core.proposals import FROM, Proposal, weight


class Fate(StrEnum):
    """What became of a finding."""

    CHOSEN = "chosen"
    SAME = "same"
    WEAKER = "weaker"
    CANCELLED = "cancelled"
    CUE = "cue"
    OPEN = "open"
    FAILED = "failed"


FATES: Mapping[Fate, Message] = MappingProxyType(
    {
        Fate.CHOSEN: Message("This is proposed: nothing surer was found."),
        Fate.SAME: Message("It says the same as what is proposed."),
        Fate.WEAKER: Message("Something surer was found, so this is not proposed."),
        Fate.CANCELLED: Message("Something just as sure says the opposite, so neither is proposed."),
        Fate.CUE: Message("It is only a cue, so it proposes nothing."),
        Fate.OPEN: Message("It speaks for no answer."),
        Fate.FAILED: Message("It failed, so nothing is known from it."),
    }
)


def weigh(findings: Iterable[Finding], chosen: Proposal | None) -> list[tuple[Finding, Fate]]:
    """Say of each finding of one criterion what became of it, beside the proposal that was chosen, if one was."""
    every = list(findings)
    heavy = [each for each in every if each.status is not None and each.confidence >= FROM]
    top = max(map(weight, heavy), default=None)
    torn = len({each.status for each in heavy if weight(each) == top}) > 1
    return [(each, _fate(each, chosen, cancelled=torn and weight(each) == top)) for each in every]


def _fate(finding: Finding, chosen: Proposal | None, *, cancelled: bool) -> Fate:
    if finding.outcome is Outcome.ERROR:
        return Fate.FAILED
    if finding.status is None:
        return Fate.OPEN
    if finding.confidence < FROM:
        return Fate.CUE
    if cancelled:
        return Fate.CANCELLED
    if chosen is not None and finding == chosen.finding:
        return Fate.CHOSEN
    return Fate.SAME if chosen is not None and finding.status is chosen.status else Fate.WEAKER
