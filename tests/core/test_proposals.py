"""From findings to proposals: the surest wins, a tie that disagrees says nothing, and a person's answer stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from badge.core.answers import Answer, Origin, Status
from badge.core.evidence import Repository
from badge.core.findings import Confidence, Finding, Outcome, Place, met, unmet
from badge.core.messages import Message
from badge.core.offers import from_look
from badge.core.proposals import Basis, conflicts, fill, proposals

NOWHERE = Repository()
CUE, PARTIAL, GOOD, DIRECT, CERTAIN = Confidence


def yes(confidence: Confidence, said: str = "yes", *places: Place) -> Finding:
    return met("a", Message(said), confidence, *places)


def no(confidence: Confidence, said: str = "no") -> Finding:
    return unmet("a", Message(said), confidence)


@pytest.mark.parametrize(
    ("findings", "wanted"),
    [
        ([], None),
        ([yes(CUE)], None),
        ([yes(PARTIAL)], Status.MET),
        ([no(CERTAIN)], Status.UNMET),
        ([yes(GOOD), no(DIRECT)], Status.UNMET),
        ([no(DIRECT), yes(GOOD)], Status.UNMET),
        ([yes(DIRECT), no(DIRECT)], None),
        ([no(DIRECT), yes(DIRECT), yes(CERTAIN)], Status.MET),
        ([yes(DIRECT, "one"), yes(DIRECT, "two")], Status.MET),
        ([Finding("a", Outcome.UNKNOWN, Message("?"), CERTAIN)], None),
        ([Finding("a", Outcome.ERROR, Message("!"), CERTAIN), yes(GOOD)], Status.MET),
        ([Finding("a", Outcome.NA, Message("-"), GOOD)], Status.NA),
    ],
)
def test_the_surest_finding_is_proposed(findings: list[Finding], wanted: Status | None) -> None:
    found = proposals(findings, NOWHERE)
    assert (found["a"].status if found else None) is wanted


@pytest.mark.parametrize(
    ("seen", "told", "wanted"),
    [
        (None, DIRECT, (Status.MET, Basis.DECLARED)),
        (PARTIAL, PARTIAL, (Status.UNMET, Basis.LOOK)),
        (DIRECT, PARTIAL, (Status.UNMET, Basis.LOOK)),
        (PARTIAL, GOOD, (Status.MET, Basis.DECLARED)),
    ],
)
def test_what_was_seen_counts_before_what_is_only_declared(
    seen: Confidence | None, told: Confidence, wanted: tuple[Status, Basis]
) -> None:
    declared = replace(yes(told), declared=True)
    other = [no(seen)] if seen else []
    for findings in ([*other, declared], [declared, *other]):
        found = proposals(findings, NOWHERE)
        assert (found["a"].status, found["a"].basis) == wanted
        assert bool(from_look(found)) is (found["a"].basis is Basis.LOOK)


def test_the_first_of_equals_is_shown() -> None:
    assert str(proposals([yes(GOOD, "one"), yes(GOOD, "two")], NOWHERE)["a"].finding.because) == "one"


def test_proposals_are_sure_from_good_on() -> None:
    assert [proposals([yes(each)], NOWHERE)["a"].sure for each in (PARTIAL, GOOD, DIRECT)] == [False, True, True]


def test_a_justification_holds_the_reason_and_at_most_three_different_addresses() -> None:
    here = Repository(commit="c0ffee", web="https://github.com/owner/name")
    places = [Place("LICENSE"), Place("LICENSE"), Place("a b.md", 3), Place("third"), Place("fourth")]
    proposal = proposals([yes(GOOD, "yes", *places)], here)["a"]
    assert proposal.justification("It has one.") == (
        "It has one. https://github.com/owner/name/blob/c0ffee/LICENSE "
        "https://github.com/owner/name/blob/c0ffee/a%20b.md#L3"
    )


def test_proposals_fill_only_what_nobody_answered() -> None:
    answers = {"a": Answer(Status.UNMET, "We do not."), "b": Answer(Status.UNKNOWN, "a draft")}
    found = proposals([yes(CERTAIN), met("b", Message("b"), GOOD), met("c", Message("c"), GOOD)], NOWHERE)
    filled = fill(answers, found, {"a": "said a", "b": "said b", "c": "said c"})
    assert filled == {
        "a": Answer(Status.UNMET, "We do not."),
        "b": Answer(Status.MET, "said b", Origin.PROPOSAL),
        "c": Answer(Status.MET, "said c", Origin.PROPOSAL),
    }
    assert answers["b"].status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("given", "findings", "wanted"),
    [
        (Status.MET, [no(DIRECT)], "no"),
        (Status.MET, [no(GOOD)], None),
        (Status.MET, [yes(CERTAIN)], None),
        (Status.UNKNOWN, [no(CERTAIN)], None),
        (Status.UNMET, [yes(DIRECT, "weak"), yes(CERTAIN, "strong")], "strong"),
        (Status.UNMET, [yes(CERTAIN, "strong"), yes(DIRECT, "weak")], "strong"),
        (Status.NA, [Finding("a", Outcome.UNKNOWN, Message("?"), CERTAIN)], None),
    ],
)
def test_only_a_sure_finding_against_an_answer_is_a_conflict(
    given: Status, findings: list[Finding], wanted: str | None
) -> None:
    found = conflicts(findings, {"a": Answer(given)})
    assert (str(found["a"].because) if found else None) == wanted
