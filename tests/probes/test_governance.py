"""Governance, roles and conduct are read from documents, not from their names alone."""

# ruff: noqa: E501  # a repository of a case is a line

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Finding, Outcome
from badge.core.messages import Message
from badge.probes import governance
from badge.probes.probe import run

PROBES = (governance.model, governance.roles, governance.continuity, governance.conduct)


def look(texts: dict[str, str], criterion: str) -> Finding:
    evidence = Evidence(MemoryFiles(texts))
    return next(each for each in run(evidence, PROBES, strict=True) if each.criterion == criterion)


@pytest.mark.parametrize(
    ("criterion", "texts", "outcome", "confidence"),
    [
        (
            "governance",
            {
                "GOVERNANCE.md": "# Governance\n\nThe maintainers take decisions by consensus, and the lead breaks a tie. The maintainers take decisions by consensus, and the lead breaks a tie. The maintainers take decisions by consensus, and the lead breaks a tie. The maintainers take decisions by consensus, and the lead breaks a tie. "
            },
            Outcome.MET,
            3,
        ),
        ("governance", {"GOVERNANCE.md": "# Governance\n\nSee the page of our foundation."}, Outcome.UNKNOWN, 1),
        (
            "governance",
            {
                "README.md": "# Tool\n\n## Governance\n\nThe project lead decides after a discussion with all maintainers in the tracker. The project lead decides after a discussion with all maintainers in the tracker. The project lead decides after a discussion with all maintainers in the tracker. "
            },
            Outcome.MET,
            2,
        ),
        ("governance", {"README.md": "# Tool\n\nDecisions are hard.\n"}, Outcome.UNKNOWN, 1),
        (
            "code_of_conduct",
            {
                "CODE_OF_CONDUCT.md": "# Code of Conduct\n\nWe want a welcoming community without harassment. # Code of Conduct\n\nWe want a welcoming community without harassment. # Code of Conduct\n\nWe want a welcoming community without harassment. # Code of Conduct\n\nWe want a welcoming community without harassment. # Code of Conduct\n\nWe want a welcoming community without harassment. # Code of Conduct\n\nWe want a welcoming community without harassment. "
            },
            Outcome.MET,
            4,
        ),
        (
            "code_of_conduct",
            {
                "CODE_OF_CONDUCT.md": "# Code of Conduct\n\nWe want a welcoming community without harassment. # Code of Conduct\n\nWe want a welcoming community without harassment. # Code of Conduct\n\nWe want a welcoming community without harassment. # Code of Conduct\n\nWe want a welcoming community without harassment. # Code of Conduct\n\nWe want a welcoming community without harassment. # Code of Conduct\n\nWe want a welcoming community without harassment. [INSERT CONTACT METHOD]"
            },
            Outcome.MET,
            2,
        ),
        (
            "code_of_conduct",
            {"README.md": "# Tool\n\nWe follow the [Code of Conduct](https://example.org/conduct).\n"},
            Outcome.MET,
            2,
        ),
        ("code_of_conduct", {"README.md": "# Tool\n\nA library for semiconductors.\n"}, Outcome.UNMET, 1),
        ("code_of_conduct", {"main.py": ""}, Outcome.UNKNOWN, 1),
        (
            "roles_responsibilities",
            {
                "GOVERNANCE.md": "# Governance\n\n## Maintainers\n\nMaintainers are responsible for review and for releases. They answer reports and look after the tracker, each in turn, every week. They answer reports and look after the tracker, each in turn, every week. They answer reports and look after the tracker, each in turn, every week. \n\n@ada and @grace hold this role.\n"
            },
            Outcome.MET,
            2,
        ),
        ("roles_responsibilities", {"MAINTAINERS": "Ada <ada@example.org>\n"}, Outcome.UNKNOWN, 1),
        ("access_continuity", {"CODEOWNERS": "* @ada @grace\n"}, Outcome.UNKNOWN, 1),
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
