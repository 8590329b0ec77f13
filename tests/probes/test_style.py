"""A style is named for the main language, and enforced only where a change cannot go round it."""

# ruff: noqa: E501  # a repository of a case is a line

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Finding, Outcome
from badge.core.messages import Message
from badge.probes import style
from badge.probes.probe import run

PROBES = (style.standards, style.enforced, style.deprecated)
PADDING = "These words only make the document long enough to be one. " * 5 + "\n\n"


def look(texts: dict[str, str], criterion: str) -> Finding:
    evidence = Evidence(MemoryFiles(texts))
    return next(each for each in run(evidence, PROBES, strict=True) if each.criterion == criterion)


@pytest.mark.parametrize(
    ("criterion", "texts", "outcome", "confidence"),
    [
        (
            "coding_standards",
            {"CONTRIBUTING.md": PADDING + "All code follows PEP 8.\n", "a.py": "x = 1\n"},
            Outcome.MET,
            3,
        ),
        (
            "coding_standards",
            {"CONTRIBUTING.md": PADDING + "All code follows PEP 8.\n", "a.go": "package a\n"},
            Outcome.UNKNOWN,
            1,
        ),
        (
            "coding_standards",
            {"CONTRIBUTING.md": PADDING + "We do not follow PEP 8.\n", "a.py": "x = 1\n"},
            Outcome.UNKNOWN,
            1,
        ),
        (
            "coding_standards",
            {"CONTRIBUTING.md": PADDING + "Run `cargo fmt` before you commit.\n", "a.rs": "fn main() {}\n"},
            Outcome.MET,
            2,
        ),
        ("coding_standards", {"README.md": "# Words\n"}, Outcome.NA, 2),
        (
            "coding_standards_enforced",
            {
                ".github/workflows/ci.yml": "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n    - run: cargo fmt --all --check\n",
                "a.rs": "fn main() {}\n",
            },
            Outcome.MET,
            3,
        ),
        (
            "coding_standards_enforced",
            {
                ".github/workflows/ci.yml": "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n    - run: cargo fmt --all --check || true\n",
                "a.rs": "fn main() {}\n",
            },
            Outcome.UNKNOWN,
            1,
        ),
        (
            "coding_standards_enforced",
            {
                ".github/workflows/ci.yml": "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n    - run: cargo fmt\n",
                "a.rs": "fn main() {}\n",
            },
            Outcome.UNKNOWN,
            1,
        ),
        (
            "coding_standards_enforced",
            {".pre-commit-config.yaml": "repos:\n- repo: x\n  hooks:\n  - id: black\n", "a.py": "x = 1\n"},
            Outcome.UNKNOWN,
            1,
        ),
        (
            "coding_standards_enforced",
            {
                ".pre-commit-config.yaml": "ci:\n  autofix_prs: true\nrepos:\n- repo: x\n  hooks:\n  - id: black\n",
                "a.py": "x = 1\n",
            },
            Outcome.MET,
            3,
        ),
        (
            "interfaces_current",
            {"pyproject.toml": '[tool.pytest.ini_options]\nfilterwarnings = ["error::DeprecationWarning"]\n'},
            Outcome.UNKNOWN,
            1,
        ),
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
