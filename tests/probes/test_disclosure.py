"""Policies on disclosure with their times, contacts, published vulnerabilities and VEX documents."""

from __future__ import annotations

import json

import pytest

from badge.core.evidence import Evidence, MemoryFiles, Repository
from badge.core.findings import Confidence, Finding, Outcome
from badge.core.messages import Message
from badge.probes import disclosure
from badge.probes.probe import Probe

MET, UNMET, UNKNOWN = Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN
POLICY = (
    "# Security policy\n\nTo report a vulnerability, write to security@example.org in "
    "private.\n\n{}\n\nThank you for your patience and help.\n"
)


def look(probe: Probe, texts: dict[str, str], *limits: Message, web: str = "") -> Finding:
    [finding] = probe.run(Evidence(MemoryFiles(texts, limits), repository=Repository(web=web)))
    return finding


@pytest.mark.parametrize(
    ("text", "outcome", "confidence"),
    [
        ("We will respond within 7 days, and agree with you on when an advisory is published.", MET, Confidence.GOOD),
        (
            (
                "You will get an answer. We confirm the receipt within three business\ndays, then coordinate "
                "the disclosure."
            ),
            MET,
            Confidence.GOOD,
        ),
        ("We will reply within 48 hours.", MET, Confidence.PARTIAL),
        ("Please give us at least 90 days to work on a fix before you publish it.", UNKNOWN, Confidence.CUE),
        ("Versions that are 3 months old are not supported.", UNKNOWN, Confidence.CUE),
        ("We will respond as soon as possible.", UNMET, Confidence.PARTIAL),
        ("See https://example.org/security-policy for the rest.", UNKNOWN, Confidence.CUE),
    ],
)
def test_a_policy_names_a_time(text: str, outcome: Outcome, confidence: Confidence) -> None:
    finding = look(disclosure.timed, {"SECURITY.md": POLICY.format(text)})
    assert (finding.outcome, finding.confidence) == (outcome, confidence)


def test_a_time_that_was_not_found_is_not_missing_where_not_all_was_read() -> None:
    texts = {"SECURITY.md": POLICY.format("We answer soon.")}
    assert look(disclosure.timed, texts, Message("The tree is too large.")).outcome is UNKNOWN
    assert look(disclosure.timed, {}).outcome is UNKNOWN


@pytest.mark.parametrize(
    ("texts", "web", "outcome"),
    [
        ({"SECURITY.md": POLICY.format("")}, "", MET),
        ({"README.md": "# Tool\n\n## Security\n\nReport vulnerabilities to security@example.org.\n"}, "", MET),
        (
            {
                "SECURITY.md": (
                    "# Security\n\n[INSERT CONTACT METHOD] is where you report a vulnerability to us at any time."
                )
                + " x" * 40
            },
            "",
            UNKNOWN,
        ),
        ({"README.md": "# Tool\n"}, "", UNMET),
        ({"README.md": "# Tool\n"}, "https://github.com/example/tool", UNKNOWN),
        ({}, "", UNKNOWN),
    ],
)
def test_a_contact_is_an_address_or_a_form(texts: dict[str, str], web: str, outcome: Outcome) -> None:
    assert look(disclosure.contacts, texts, web=web).outcome is outcome


@pytest.mark.parametrize(
    ("texts", "outcome"),
    [
        ({"CHANGELOG.md": "# Changes\n\n## 1.2\n\n- Fix an overflow in the parser (CVE-2025-1234)\n"}, MET),
        ({"advisories/2025-01.md": "# Overflow"}, MET),
        ({"CHANGELOG.md": "# Changes\n\n## 1.2\n\n- Upgrade the dependency foo because of CVE-2025-1234\n"}, UNKNOWN),
        ({"SECURITY.md": POLICY.format("Advisories are published at https://example.org/advisories.")}, UNKNOWN),
        ({}, UNKNOWN),
    ],
)
def test_published_vulnerabilities_are_the_software_s_own(texts: dict[str, str], outcome: Outcome) -> None:
    assert look(disclosure.published, texts).outcome is outcome


OPENVEX = {
    "@context": "https://openvex.dev/ns/v0.2.0",
    "statements": [{"status": "not_affected", "vulnerabilities": []}],
}
CSAF = {"document": {"category": "csaf_vex"}, "vulnerabilities": []}
CYCLONEDX = {"bomFormat": "CycloneDX", "vulnerabilities": [{"id": "CVE-2025-1", "analysis": {"state": "not_affected"}}]}


@pytest.mark.parametrize(
    ("path", "content", "outcome"),
    [
        (".vex/tool.openvex.json", OPENVEX, MET),
        ("security/csaf-1.json", CSAF, MET),
        ("bom.json", CYCLONEDX, MET),
        ("bom.json", {"bomFormat": "CycloneDX", "vulnerabilities": [{"id": "CVE-2025-1"}]}, UNKNOWN),
        ("vex.json", {"name": "convex"}, UNKNOWN),
        ("package.json", OPENVEX, UNKNOWN),
    ],
)
def test_a_vex_document_is_known_by_its_form(path: str, content: object, outcome: Outcome) -> None:
    assert look(disclosure.exploitability, {path: json.dumps(content)}).outcome is outcome
