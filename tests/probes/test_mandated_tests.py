"""A policy demands tests; a wish does not."""

# a repository of a case is a line

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Finding, Outcome
from badge.core.messages import Message
from badge.probes import mandated_tests
from badge.probes.probe import run

PROBES = (mandated_tests.policy,)
PADDING = "These words only make the document long enough to be one. " * 5 + "\n\n"


def look(texts: dict[str, str], criterion: str) -> Finding:
    evidence = Evidence(MemoryFiles(texts))
    return next(each for each in run(evidence, PROBES, strict=True) if each.criterion == criterion)


@pytest.mark.parametrize(
    ("criterion", "texts", "outcome", "confidence"),
    [
        (
            "test_policy_mandated",
            {"CONTRIBUTING.md": PADDING + "All new features must include tests.\n"},
            Outcome.MET,
            3,
        ),
        (
            "test_policy_mandated",
            {"CONTRIBUTING.md": PADDING + "Please add tests for new features.\n"},
            Outcome.UNKNOWN,
            1,
        ),
        (
            "test_policy_mandated",
            {"CONTRIBUTING.md": PADDING + "New features should include tests.\n"},
            Outcome.UNKNOWN,
            1,
        ),
        (
            "test_policy_mandated",
            {"CONTRIBUTING.md": PADDING + "Every bug fix must include a regression test.\n"},
            Outcome.UNKNOWN,
            1,
        ),
        ("test_policy_mandated", {"README.md": "All new features must include tests.\n"}, Outcome.UNKNOWN, 1),
    ],
)
def test_what_is_found_and_what_only_looks_alike(
    criterion: str, texts: dict[str, str], outcome: Outcome, confidence: int
) -> None:
    finding = look(texts, criterion)
    assert (finding.outcome, finding.confidence) == (outcome, confidence), str(finding.because)


def test_nothing_rests_on_absence_in_a_tree_that_was_not_listed_whole() -> None:
    texts = {"README.md": "# Tool\n"}
    findings = run(Evidence(MemoryFiles(texts, [Message("The tree is too large.")])), PROBES, strict=True)
    assert [each for each in findings if each.by_absence and each.status] == []
    assert [each for each in findings if each.outcome in {Outcome.UNMET, Outcome.NA}] == []
