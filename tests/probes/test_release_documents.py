"""What is told about releases: verifying them, who makes them, support and its end."""

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Outcome
from badge.probes import release_documents
from badge.probes.probe import Probe

MET, UNKNOWN = Outcome.MET, Outcome.UNKNOWN


def look(probe: Probe, texts: dict[str, str]) -> tuple[Outcome, Outcome]:
    first, second = probe.run(Evidence(MemoryFiles(texts)))
    return first.outcome, second.outcome


HOW = "# Tool\n\n## Verifying releases\n\nDownload the archive and its signature, then run\n\n```\n{}\n```\n"


@pytest.mark.parametrize(
    ("command", "outcomes"),
    [
        ("gpg --verify tool.tar.gz.asc", (MET, UNKNOWN)),
        (
            ("gpg --verify tool.tar.gz.asc\n```\n\nThe key is 27ED EAF2 2F3A BCEB 50DB 9A12 5CC9 08FD B71E 12C2.\n```"),
            (MET, MET),
        ),
        ("cosign verify-blob --certificate-identity=https://x.example/r.yml a.tar.gz", (MET, MET)),
        ("gh attestation verify tool.tar.gz --repo example/tool", (MET, MET)),
        ("sha256sum -c SHA256SUMS", (UNKNOWN, UNKNOWN)),
        ("tool verify file.txt", (UNKNOWN, UNKNOWN)),
    ],
)
def test_a_command_and_an_identity_verify_a_release(command: str, outcomes: tuple[Outcome, Outcome]) -> None:
    assert look(release_documents.verification, {"README.md": HOW.format(command)}) == outcomes


def test_a_page_on_verifying_is_read_and_a_bare_key_is_a_hint() -> None:
    assert look(release_documents.verification, {"docs/verify.md": HOW.format("minisign -Vm a.tar.gz")})[0] is MET
    key = {
        "SECURITY.md": (
            "# Security\n\nReleases are signed with the PGP key 27ED EAF2 2F3A BCEB 50DB 9A12 5CC9 08FD B71E 12C2."
        )
        + "\n" * 99
    }
    [first, _] = release_documents.verification.run(Evidence(MemoryFiles(key)))
    assert first.places


POLICY = (
    "# Security policy\n\nReport problems to security@example.org, and we will look at them.\n\n## "
    "Supported versions\n\n{}\n"
)


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("Only the latest release is supported with security fixes.", (MET, MET)),
        ("Each minor version gets security fixes for 12 months. After that it is no longer supported.", (MET, MET)),
        ("Version 2 gets bug fixes until 2027-01.", (MET, MET)),
        ("| Version | Supported |\n| --- | --- |\n| 2.x | :white_check_mark: |\n| 1.x | :x: |", (UNKNOWN, UNKNOWN)),
        (
            (
                "Use this section to tell people about which versions are supported.\n\n| 5.1.x | yes |\n| "
                "4.0.x | no longer supported |"
            ),
            (UNKNOWN, UNKNOWN),
        ),
        ("We are happy to help.", (UNKNOWN, UNKNOWN)),
    ],
)
def test_support_has_a_scope_and_an_end(text: str, outcomes: tuple[Outcome, Outcome]) -> None:
    assert look(release_documents.support, {"SECURITY.md": POLICY.format(text)}) == outcomes


def test_outside_of_a_security_policy_the_end_has_to_name_security() -> None:
    readme = "# Tool\n\n## Supported versions\n\nVersion 2 gets bug fixes until 2027-01.\n"
    assert look(release_documents.support, {"README.md": readme}) == (MET, UNKNOWN)
    assert look(release_documents.support, {"README.md": readme.replace("bug", "security")}) == (MET, MET)


def test_without_a_document_nothing_is_said() -> None:
    for probe in (release_documents.verification, release_documents.support):
        assert look(probe, {}) == (UNKNOWN, UNKNOWN)
