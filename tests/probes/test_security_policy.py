"""A way to report vulnerabilities is told from templates and from pages about security features."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from badge.core.evidence import Evidence, MemoryFiles, Repository
from badge.core.findings import Confidence, Finding, Outcome
from badge.core.messages import Message
from badge.probes import security_policy
from badge.probes.probe import Probe

MAIL = (
    "# Security policy\n\n"
    "Please report vulnerabilities by e-mail to security@example.org, not in the open tracker. We thank you.\n"
)
TABLE = (
    "# Security policy\n\n## Supported versions\n\n"
    "| Version | Supported |\n| ------- | --------- |\n| 5.1.x | yes |\n| 4.0.x | no |\n"
)
STOCK = TABLE + "\n## Reporting a Vulnerability\n\nUse this section to tell people how to report a vulnerability.\n"
FORM = "# Security\n\nTo report a vulnerability, use\n[the form](https://acme.dev/report). We answer all of it soon.\n"
BUTTON = "# Security\n\nPlease use the 'Report a vulnerability' button on the page of this repository. Thank you.\n"
IN_PERSON = (
    "# Security\n\nPlease report a vulnerability to the maintainers in person, whenever you happen to meet them.\n"
)
PADDING = "\n\nWe thank everybody who helps us to make the tool better.\n" * 2
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def look(probe: Probe, texts: dict[str, str], web: str = "", *limits: Message) -> Finding:
    evidence = Evidence(MemoryFiles(texts, limits), repository=Repository(web=web), as_of=NOW)
    [finding] = [each for each in probe.run(evidence) if not each.criterion.startswith("osps_")]
    return finding


@pytest.mark.parametrize(
    ("path", "text", "confidence"),
    [
        ("SECURITY.md", MAIL, Confidence.DIRECT),
        (".github/SECURITY.md", MAIL.replace("@example.org", " at example dot org"), Confidence.DIRECT),
        ("SECURITY.md", FORM, Confidence.DIRECT),
        ("SECURITY.md", BUTTON, Confidence.DIRECT),
        ("docs/security.md", MAIL, Confidence.DIRECT),
        ("README.md", "## Security\n\nReport vulnerabilities to security@example.org.\n", Confidence.GOOD),
        ("README.md", "## Security\n\nFor security related issues please e-mail me@example.org.\n", Confidence.GOOD),
        ("CONTRIBUTING.md", f"{TABLE}\n\nReport security problems to me@example.org.\n", Confidence.GOOD),
        ("security.txt", "Contact: mailto:me@example.org\nExpires: 2027-01-01T00:00:00Z\n", Confidence.GOOD),
        ("SECURITY.md", IN_PERSON, Confidence.PARTIAL),
    ],
)
def test_a_way_to_report_is_found(path: str, text: str, confidence: Confidence) -> None:
    finding = look(security_policy.process, {path: text})
    assert (finding.outcome, finding.confidence) == (Outcome.MET, confidence)


def test_a_section_on_features_is_no_way_to_report() -> None:
    features = (
        "## Security\n\nSecurity headers are sent by default. Contact forms are protected against spam; "
        "see https://tool.example.net/docs/headers for more.\n"
    )
    assert look(security_policy.process, {"README.md": features}).outcome is not Outcome.MET
    assert look(security_policy.private, {"README.md": features}).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    "texts",
    [
        {"SECURITY.md": STOCK},
        {"SECURITY.md": TABLE},
        {"security.txt": "Contact: mailto:security@example.org\nExpires: 2026-01-01T00:00:00Z\n"},
        {
            "docs/security.md": "# Security features\n\n"
            + "The tool encrypts all that it stores, see https://example.org/crypto. " * 3
        },
    ],
)
def test_templates_tables_and_feature_pages_leave_it_open(texts: dict[str, str]) -> None:
    assert look(security_policy.process, texts).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    "readme",
    [
        "A tool. Report bugs to bugs@example.org.",
        "## Security features\n\nContact sales@example.org for reports on prices.\n",
        "Its security was reported on by many.",
    ],
)
def test_nothing_found_is_a_weak_sign_and_none_where_an_organisation_may_have_a_policy(readme: str) -> None:
    finding = look(security_policy.process, {"README.md": readme})
    assert (finding.outcome, finding.confidence, finding.by_absence) == (Outcome.UNMET, Confidence.CUE, True)
    forge = "https://github.com/example/tool"
    assert look(security_policy.process, {"README.md": readme}, forge).outcome is Outcome.UNKNOWN
    cut = look(security_policy.process, {"README.md": readme}, "", Message("The tree is too large."))
    assert cut.outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        MAIL,
        "Report vulnerabilities in [an advisory](https://github.com/acme/tool/security/advisories/new).",
        "Please do not report vulnerabilities through public issues. Use [the contact](https://acme.dev/security).",
        "Report vulnerabilities to sec [at] example [dot] org, best with our key, which is on our own web site.",
        "Report vulnerabilities at https://hackerone.com/example, and nowhere else, if you can do so.",
    ],
)
def test_a_private_way_is_found(text: str) -> None:
    finding = look(security_policy.private, {"SECURITY.md": text + PADDING})
    assert (finding.outcome, finding.confidence) == (Outcome.MET, Confidence.GOOD)


def test_a_policy_of_public_reports_only_makes_the_private_way_needless() -> None:
    text = "# Security\n\nTo report a vulnerability, open an issue as for any other problem.\n" + PADDING
    finding = look(security_policy.private, {"SECURITY.md": text})
    assert (finding.outcome, finding.confidence) == (Outcome.NA, Confidence.CUE)


@pytest.mark.parametrize(
    "texts",
    [
        {"SECURITY.md": STOCK},
        {"SECURITY.md": TABLE + "\nPlease do not open issues.\n"},
        {"README.md": "Mail me at me@example.org."},
        {},
    ],
)
def test_without_a_private_way_it_stays_open(texts: dict[str, str]) -> None:
    assert look(security_policy.private, texts).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("We acknowledge reports within 48 hours.", "in time"),
        ("You will hear back in three business days; we respond to all.", "in time"),
        ("We will respond within 30 days.", "more than 14 days"),
        ("We respond within 3 weeks.", "more than 14 days"),
        ("Fixes are published after 90 days.", "No document promises"),
        ("We answer soon.", "No document promises"),
    ],
)
def test_a_promise_is_a_hint_and_never_a_status(sentence: str, words: str) -> None:
    finding = look(security_policy.response, {"SECURITY.md": MAIL + "\n" + sentence + "\n"})
    assert finding.outcome is Outcome.UNKNOWN
    assert words in str(finding.because)
