"""A written rule counts with all its parts, and only in a section that is about it."""

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Outcome
from badge.probes import rules_for_findings
from badge.probes.probe import Probe

MET, UNKNOWN = Outcome.MET, Outcome.UNKNOWN

DEPENDENCIES = (
    "We add a new dependency only after a maintainer has evaluated its licence and upkeep. Dependencies are installed "
    "from PyPI with pinned hashes. Dependabot tracks new versions, and we update each week."
)
COMPOSITION = (
    "Findings of SCA with high or critical severity must be fixed within 14 days. Dependencies may only have licenses "
    "on the list of accepted licenses. Any violation is addressed before any release."
)
ANALYSIS = "CodeQL reads every change. Findings of medium severity or above must be fixed within 30 days of the alert."
SECRETS = (
    "Tokens are stored as environment secrets of the forge and never committed. Only maintainers have access to them. "
    "They are rotated every six months."
)


def look(probe: Probe, title: str, text: str, path: str = "SECURITY.md") -> dict[str, Outcome]:
    top = "# Security\n\nReport problems to security@example.org; we will answer you as soon as we can do it."
    document = f"{top}\n\n## {title}\n\n{text}\n"
    return {each.criterion: each.outcome for each in probe.run(Evidence(MemoryFiles({path: document})))}


@pytest.mark.parametrize(
    ("probe", "title", "text", "outcomes"),
    [
        (rules_for_findings.dependencies, "Dependencies", DEPENDENCIES, [MET]),
        (
            rules_for_findings.dependencies,
            "Dependencies",
            "You need libfoo and libbar, which you install with apt before you build this.",
            [UNKNOWN],
        ),
        (rules_for_findings.dependencies, "Other things", DEPENDENCIES, [UNKNOWN]),
        (rules_for_findings.composition, "Dependency findings", COMPOSITION, [MET, MET]),
        (rules_for_findings.composition, "Dependencies", DEPENDENCIES, [UNKNOWN, UNKNOWN]),
        (
            rules_for_findings.composition,
            "Dependencies",
            "We look at alerts about vulnerabilities in dependencies when there is time for it.",
            [UNKNOWN, UNKNOWN],
        ),
        (rules_for_findings.analysis, "Static analysis", ANALYSIS, [MET]),
        (
            rules_for_findings.analysis,
            "Static analysis",
            "CodeQL reads every change, and somebody looks at what it reports to us later.",
            [UNKNOWN],
        ),
        (rules_for_findings.secrets, "Secrets and credentials", SECRETS, [MET]),
        (
            rules_for_findings.secrets,
            "Access tokens",
            "The library reads a token from the environment and sends it with each request.",
            [UNKNOWN],
        ),
    ],
)
def test_every_part_has_to_be_there(probe: Probe, title: str, text: str, outcomes: list[Outcome]) -> None:
    assert list(look(probe, title, text).values()) == outcomes


def test_a_list_of_dependencies_is_no_rule_and_a_policy_of_its_own_is_one() -> None:
    assert list(look(rules_for_findings.dependencies, "x", DEPENDENCIES, "docs/dependencies.md").values()) == [UNKNOWN]
    assert list(look(rules_for_findings.dependencies, "x", DEPENDENCIES, "docs/dependency-policy.md").values()) == [MET]


@pytest.mark.parametrize(
    "probe",
    [
        rules_for_findings.dependencies,
        rules_for_findings.composition,
        rules_for_findings.analysis,
        rules_for_findings.secrets,
    ],
)
def test_without_documents_nothing_is_said(probe: Probe) -> None:
    assert {each.outcome for each in probe.run(Evidence(MemoryFiles({})))} == {UNKNOWN}
