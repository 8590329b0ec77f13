"""What is a quick start, a roadmap, a badge and a way to upgrade, and what is not."""

# ruff: noqa: E501  # a repository of a case is a line

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Finding, Outcome
from badge.core.messages import Message
from badge.probes import documents_for_users
from badge.probes.probe import run

PROBES = (
    documents_for_users.quick_start,
    documents_for_users.roadmap,
    documents_for_users.achievements,
    documents_for_users.current,
    documents_for_users.upgrading,
    documents_for_users.release_lines,
)


def look(texts: dict[str, str], criterion: str) -> Finding:
    evidence = Evidence(MemoryFiles(texts))
    return next(each for each in run(evidence, PROBES, strict=True) if each.criterion == criterion)


@pytest.mark.parametrize(
    ("criterion", "texts", "outcome", "confidence"),
    [
        (
            "documentation_quick_start",
            {"README.md": "# Tool\n\n## Quick start\n\n```\ntool run\n```\n", "a.py": ""},
            Outcome.MET,
            3,
        ),
        (
            "documentation_quick_start",
            {"README.md": "# Tool\n\n## Getting started with development\n\n```\nmake\n```\n", "a.py": ""},
            Outcome.UNKNOWN,
            1,
        ),
        (
            "documentation_quick_start",
            {"README.md": "# Tool\n\n## Quick start\n\nSee the website.\n", "a.py": ""},
            Outcome.UNKNOWN,
            1,
        ),
        ("documentation_quick_start", {"README.md": "# Words\n"}, Outcome.NA, 2),
        (
            "documentation_roadmap",
            {"ROADMAP.md": "# Roadmap until 2027\n\nNew parser.\n\n## Not planned\n\nA window.\n"},
            Outcome.MET,
            3,
        ),
        ("documentation_roadmap", {"ROADMAP.md": "# Roadmap\n\nNew parser.\n"}, Outcome.UNKNOWN, 1),
        (
            "documentation_roadmap",
            {"ROADMAP.md": "# Roadmap 2019\n\n## Not planned\n\nA window.\n"},
            Outcome.UNKNOWN,
            1,
        ),
        (
            "documentation_achievements",
            {
                "README.md": "[![b](https://www.bestpractices.dev/projects/12/badge)](https://www.bestpractices.dev/projects/12)\n"
            },
            Outcome.MET,
            3,
        ),
        (
            "documentation_achievements",
            {"README.md": "Read https://www.bestpractices.dev/ and https://img.shields.io/a.svg\n"},
            Outcome.UNKNOWN,
            1,
        ),
        ("documentation_achievements", {"a.py": ""}, Outcome.UNKNOWN, 1),
        (
            "maintenance_or_update",
            {
                "UPGRADING.md": "# From 1.2 to 2.0\n\nRename the old function in your code before you start the new version 2.0.\nRename the old function in your code before you start the new version 2.0.\nRename the old function in your code before you start the new version 2.0.\nRename the old function in your code before you start the new version 2.0.\nRename the old function in your code before you start the new version 2.0.\nRename the old function in your code before you start the new version 2.0.\nRename the old function in your code before you start the new version 2.0.\nRename the old function in your code before you start the new version 2.0.\n"
            },
            Outcome.MET,
            3,
        ),
        (
            "maintenance_or_update",
            {
                "SECURITY.md": "# Security Policy\n\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n\n| 2.1.x | :white_check_mark: |\n| 1.9.x | :white_check_mark: |\n| 1.8.x | :x: |\n"
            },
            Outcome.MET,
            2,
        ),
        ("maintenance_or_update", {"UPGRADING.md": "# Upgrading\n\nSoon.\n"}, Outcome.UNKNOWN, 1),
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
