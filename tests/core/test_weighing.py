"""What became of each finding of a criterion, beside the proposal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from badge.core.evidence import Repository
from badge.core.findings import Confidence, Finding, Outcome, met, not_applicable, unknown, unmet
from badge.core.messages import Message
from badge.core.proposals import proposals
from badge.core.weighing import FATES, Fate, weigh

CUE, PARTIAL, GOOD, DIRECT, _ = Confidence


def yes(sure: Confidence, said: str = "yes") -> Finding:
    return met("a", Message(said), sure)


def no(sure: Confidence) -> Finding:
    return unmet("a", Message("no"), sure)


@pytest.mark.parametrize(
    ("findings", "fates"),
    [
        ([yes(GOOD), no(PARTIAL), yes(PARTIAL), yes(CUE)], "chosen weaker same cue"),
        ([yes(GOOD, "one"), yes(GOOD, "two")], "chosen same"),
        ([yes(GOOD), no(GOOD), yes(PARTIAL)], "cancelled cancelled weaker"),
        ([yes(GOOD), replace(no(GOOD), declared=True)], "chosen weaker"),
        ([unknown("a", Message("?")), not_applicable("a", Message("-"), PARTIAL)], "open chosen"),
        ([Finding("a", Outcome.ERROR, Message("!"))], "failed"),
        ([], ""),
    ],
)
def test_every_finding_has_its_fate(findings: list[Finding], fates: str) -> None:
    found = weigh(findings, proposals(findings, Repository()).get("a"))
    assert " ".join(fate for _, fate in found) == fates
    assert [finding for finding, _ in found] == findings


def test_every_fate_has_its_words() -> None:
    assert set(FATES) == set(Fate)
