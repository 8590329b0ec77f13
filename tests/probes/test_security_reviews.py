"""Reports of reviews need a year; assessments and threat models need all their parts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Outcome
from badge.probes import security_reviews
from badge.probes.probe import Probe

AS_OF = datetime(2026, 1, 1, tzinfo=UTC)
MET, NA, UNKNOWN = Outcome.MET, Outcome.NA, Outcome.UNKNOWN
CODE = {"a.py": "x = 1\n"}


def look(probe: Probe, texts: dict[str, str]) -> dict[str, Outcome]:
    return {each.criterion: each.outcome for each in probe.run(Evidence(MemoryFiles({**CODE, **texts}), as_of=AS_OF))}


@pytest.mark.parametrize(
    ("texts", "outcome"),
    [
        ({"README.md": "# Tool\n\nIn 2024 a security audit was performed by Example Labs.\n"}, MET),
        (
            {"docs/security-audit-2023.md": "# Security audit\n\nThe security audit was carried out by two of us.\n"},
            MET,
        ),
        ({"README.md": "# Tool\n\nIn 2015 a security audit was performed by Example Labs.\n"}, UNKNOWN),
        ({"README.md": "# Tool\n\nA security audit was performed by Example Labs.\n"}, UNKNOWN),
        ({"README.md": "# Tool\n\nThere has been no independent security review of this code as of 2025.\n"}, UNKNOWN),
        ({"README.md": "# Tool\n\nThe report of cargo audit of 2025 shows nothing.\n"}, UNKNOWN),
        ({}, UNKNOWN),
    ],
)
def test_a_review_was_done_in_the_last_five_years(texts: dict[str, str], outcome: Outcome) -> None:
    assert look(security_reviews.review, texts) == {"security_review": outcome}


MODEL = (
    "# Threat model\n\nAttackers on the network can send any request. The trust boundary lies "
    "between the client and the server. "
    "The attack surface is the parser of requests and the upload of files; both are entry points.\n\n## Threats\n\n"
    + (
        "A malicious file may fill the disk. This threat is likely, and its impact is low; the "
        "mitigation is a limit of size. "
    )
    * 6
    + "\n"
)


@pytest.mark.parametrize(
    ("texts", "assessed", "modelled"),
    [
        ({"docs/threat-model.md": MODEL}, MET, MET),
        ({"docs/threat-model.md": MODEL.replace("likely", "there")}, UNKNOWN, MET),
        (
            {"docs/threat-model.md": MODEL.replace("attack surface", "outside").replace("entry points", "doors")},
            MET,
            UNKNOWN,
        ),
        ({"docs/threat-model.md": "# Threat model\n\nTo be written.\n"}, UNKNOWN, UNKNOWN),
        ({}, UNKNOWN, UNKNOWN),
    ],
)
def test_a_threat_model_has_all_its_parts(texts: dict[str, str], assessed: Outcome, modelled: Outcome) -> None:
    assert look(security_reviews.models, texts) == {"osps_sa_03_01": assessed, "osps_sa_03_02": modelled}


DESIGN = (
    "# Architecture\n\n## Actors\n\n"
    + "A user logs in and sends a request. The server stores it, and a worker reads it later. " * 10
    + "\n"
)


@pytest.mark.parametrize(
    ("texts", "outcome"),
    [
        ({"docs/architecture.md": DESIGN}, MET),
        ({"docs/architecture.md": DESIGN.replace("Actors", "Parts")}, UNKNOWN),
        ({}, UNKNOWN),
    ],
)
def test_a_design_names_actors_and_actions(texts: dict[str, str], outcome: Outcome) -> None:
    assert look(security_reviews.actors, texts) == {"osps_sa_01_01": outcome}


def test_documents_alone_have_no_design() -> None:
    found = security_reviews.actors.run(Evidence(MemoryFiles({"README.md": "# Standard\n"}), as_of=AS_OF))
    assert [each.outcome for each in found] == [NA]
