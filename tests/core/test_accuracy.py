"""Findings beside labels: what counts as right, as wrong and as silence."""

from __future__ import annotations

import pytest

from badge.core.accuracy import Case, Tally, measure
from badge.core.answers import Status
from badge.core.findings import Confidence, Finding, Outcome
from badge.core.messages import Message

MET, UNMET, UNKNOWN = Status.MET, Status.UNMET, Status.UNKNOWN
PROBES = {"f.one": frozenset({"a"}), "f.two": frozenset({"a", "b"})}


def finding(probe: str, outcome: Outcome, sure: int, criterion: str = "a") -> Finding:
    return Finding(criterion, outcome, Message("Because."), Confidence(sure), probe=probe)


@pytest.mark.parametrize(
    ("said", "labels", "one", "two"),
    [
        ([finding("f.one", Outcome.MET, 3)], {"a": {MET}}, Tally(right=1), Tally(silent=1)),
        ([finding("f.one", Outcome.MET, 1)], {"a": {MET}}, Tally(silent=1), Tally(silent=1)),
        ([finding("f.one", Outcome.MET, 2)], {"a": {UNMET}}, Tally(wrong=1), Tally(silent=1)),
        ([finding("f.one", Outcome.MET, 2)], {"a": {UNKNOWN}}, Tally(wrong=1), Tally(still=1)),
        ([finding("f.one", Outcome.UNMET, 2)], {"a": {UNMET, UNKNOWN}}, Tally(right=1), Tally(still=1)),
        ([finding("f.two", Outcome.MET, 3, "b")], {"b": {MET}}, None, Tally(right=1)),
        (
            [finding("f.one", Outcome.MET, 2), finding("f.one", Outcome.UNMET, 3)],
            {"a": {UNMET}}, Tally(right=1), Tally(silent=1),
        ),
    ],
)  # fmt: skip
def test_each_probe_is_measured(
    said: list[Finding], labels: dict[str, set[Status]], one: Tally | None, two: Tally
) -> None:
    case = Case("case", {name: frozenset(each) for name, each in labels.items()}, said)
    found = measure([case], PROBES)
    assert (found.probes.get("f.one"), found.probes["f.two"]) == (one, two)


def test_shares_are_none_where_there_is_nothing_to_share() -> None:
    assert (Tally().precision, Tally().recall, Tally().unknown) == (None, None, None)
    tally = Tally(right=3, wrong=1, silent=4, still=2)
    assert (tally.precision, tally.recall, tally.unknown) == (0.75, 0.375, 0.6)


def test_a_miss_says_whether_something_surer_stood_against_it() -> None:
    said = [finding("f.one", Outcome.MET, 3), finding("f.two", Outcome.UNMET, 4)]
    found = measure([Case("case", {"a": frozenset({UNMET})}, said)], PROBES)
    [miss] = found.misses
    assert (miss.case, miss.finding.probe, miss.proposed) == ("case", "f.one", False)
    assert found.met == {}
    assert found.total(UNMET) == Tally(right=1)


def test_what_comes_of_all_probes_together_is_counted_by_status_and_confidence() -> None:
    cases = [
        Case("good", {"a": frozenset({MET})}, [finding("f.one", Outcome.MET, 3)]),
        Case("bad", {"a": frozenset({UNMET})}, [finding("f.one", Outcome.MET, 2)]),
        Case("quiet", {"a": frozenset({MET}), "b": frozenset({MET, UNKNOWN})}, []),
    ]
    found = measure(cases, PROBES)
    assert found.total(MET) == Tally(right=1, wrong=1)
    assert found.total(MET, least=Confidence.GOOD) == Tally(right=1)
    assert [(each.case, each.criterion) for each in found.silences] == [("quiet", "a")]
    assert (found.cases, found.labels, found.criteria) == (3, 4, frozenset({"a", "b"}))
