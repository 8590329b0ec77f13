"""Architecture, expectations of security and an assurance case are told from mere words."""

# ruff: noqa: E501  # a repository of a case is a line

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Finding, Outcome
from badge.core.messages import Message
from badge.probes import design
from badge.probes.probe import run

PROBES = (design.architecture, design.security, design.assurance, design.principles)


def look(texts: dict[str, str], criterion: str) -> Finding:
    evidence = Evidence(MemoryFiles(texts))
    return next(each for each in run(evidence, PROBES, strict=True) if each.criterion == criterion)


@pytest.mark.parametrize(
    ("criterion", "texts", "outcome", "confidence"),
    [
        (
            "documentation_architecture",
            {
                "docs/architecture.md": "# Architecture\n\nThe server calls the parser, which uses the cache and stores results in the database. Each module sends its data to the queue.\nThe server calls the parser, which uses the cache and stores results in the database. Each module sends its data to the queue.\nThe server calls the parser, which uses the cache and stores results in the database. Each module sends its data to the queue.\nThe server calls the parser, which uses the cache and stores results in the database. Each module sends its data to the queue.\nThe server calls the parser, which uses the cache and stores results in the database. Each module sends its data to the queue.\nThe server calls the parser, which uses the cache and stores results in the database. Each module sends its data to the queue.\nThe server calls the parser, which uses the cache and stores results in the database. Each module sends its data to the queue.\nThe server calls the parser, which uses the cache and stores results in the database. Each module sends its data to the queue.\nThe server calls the parser, which uses the cache and stores results in the database. Each module sends its data to the queue.\nThe server calls the parser, which uses the cache and stores results in the database. Each module sends its data to the queue.\n",
                "a.py": "",
            },
            Outcome.MET,
            3,
        ),
        (
            "documentation_architecture",
            {
                "docs/architecture.md": "# Architecture\n\nThe old town has many churches.\n# Architecture\n\nThe old town has many churches.\n# Architecture\n\nThe old town has many churches.\n# Architecture\n\nThe old town has many churches.\n# Architecture\n\nThe old town has many churches.\n# Architecture\n\nThe old town has many churches.\n# Architecture\n\nThe old town has many churches.\n# Architecture\n\nThe old town has many churches.\n# Architecture\n\nThe old town has many churches.\n# Architecture\n\nThe old town has many churches.\n# Architecture\n\nThe old town has many churches.\n# Architecture\n\nThe old town has many churches.\n# Architecture\n\nThe old town has many churches.\n# Architecture\n\nThe old town has many churches.\n# Architecture\n\nThe old town has many churches.\n# Architecture\n\nThe old town has many churches.\n# Architecture\n\nThe old town has many churches.\n# Architecture\n\nThe old town has many churches.\n# Architecture\n\nThe old town has many churches.\n# Architecture\n\nThe old town has many churches.\n",
                "a.py": "",
            },
            Outcome.UNKNOWN,
            1,
        ),
        ("documentation_architecture", {"README.md": "# Words\n"}, Outcome.NA, 2),
        (
            "documentation_security",
            {
                "README.md": "# Tool\n\n## Security model\n\nThe server protects the data of each user from the others by its own checks.\nIt does not protect against an administrator of the machine it runs on.\nThe server protects the data of each user from the others by its own checks.\nIt does not protect against an administrator of the machine it runs on.\nThe server protects the data of each user from the others by its own checks.\nIt does not protect against an administrator of the machine it runs on.\nThe server protects the data of each user from the others by its own checks.\nIt does not protect against an administrator of the machine it runs on.\n",
                "a.py": "",
            },
            Outcome.MET,
            2,
        ),
        (
            "documentation_security",
            {
                "SECURITY.md": "# Security Policy\n\n## Reporting\n\nPlease write to security@example.org when you find something. Please write to security@example.org when you find something. Please write to security@example.org when you find something. Please write to security@example.org when you find something. Please write to security@example.org when you find something. ",
                "a.py": "",
            },
            Outcome.UNKNOWN,
            1,
        ),
        (
            "assurance_case",
            {
                "docs/assurance-case.md": "# Assurance case\n\nThreat model: attackers can send input. Trust boundaries: the socket. Secure design principles: least privilege. Common weaknesses: CWE Top 25.\n"
            },
            Outcome.MET,
            3,
        ),
        (
            "assurance_case",
            {"docs/threat-model.md": "# Threat model\n\nAttackers can send input.\n"},
            Outcome.UNKNOWN,
            1,
        ),
        (
            "implement_secure_design",
            {"README.md": "# Tool\n\nWe follow least privilege.\n", "a.py": ""},
            Outcome.UNKNOWN,
            1,
        ),
        ("implement_secure_design", {"README.md": "# Words\n"}, Outcome.NA, 2),
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
