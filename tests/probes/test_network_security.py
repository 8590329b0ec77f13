"""What has no network needs no answers, and a line that a user can ask for is left to a person."""

# a repository of a case is a line

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Finding, Outcome
from badge.core.messages import Message
from badge.probes import network_security
from badge.probes.probe import run

PROBES = (
    network_security.algorithms,
    network_security.credentials,
    network_security.protocols,
    network_security.newest,
    network_security.verification,
    network_security.inputs,
)


def look(texts: dict[str, str], criterion: str) -> Finding:
    evidence = Evidence(MemoryFiles(texts))
    return next(each for each in run(evidence, PROBES, strict=True) if each.criterion == criterion)


@pytest.mark.parametrize(
    ("criterion", "texts", "outcome", "confidence"),
    [
        ("crypto_algorithm_agility", {"a.py": "x = 1\n"}, Outcome.NA, 2),
        ("crypto_credential_agility", {"a.py": "x = 1\n"}, Outcome.NA, 2),
        ("crypto_used_network", {"a.py": "x = 1\n"}, Outcome.NA, 2),
        ("crypto_tls12", {"a.py": "x = 1\n"}, Outcome.NA, 2),
        ("crypto_certificate_verification", {"a.py": "x = 1\n"}, Outcome.NA, 2),
        ("crypto_verification_private", {"a.py": "x = 1\n"}, Outcome.NA, 2),
        (
            "crypto_certificate_verification",
            {"a.py": "import requests\nrequests.get(url, verify=False)\n"},
            Outcome.UNMET,
            2,
        ),
        (
            "crypto_certificate_verification",
            {"a.py": "import requests\nrequests.get(url, verify=False) if insecure else 1\n"},
            Outcome.UNKNOWN,
            1,
        ),
        (
            "crypto_certificate_verification",
            {"a.py": "import requests\nrequests.get(url)\n# requests.get(url, verify=False)\n"},
            Outcome.UNKNOWN,
            1,
        ),
        (
            "crypto_certificate_verification",
            {"a.c": "SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL);\n"},
            Outcome.UNKNOWN,
            1,
        ),
        ("crypto_tls12", {"a.py": "import ssl\nc = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n"}, Outcome.UNKNOWN, 1),
        (
            "crypto_used_network",
            {"a.py": 'import requests\nrequests.get("http://data.company.com/x")\n'},
            Outcome.UNKNOWN,
            1,
        ),
        (
            "input_validation",
            {"pyproject.toml": '[project]\nname = "a"\ndependencies = ["pydantic"]\n'},
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
