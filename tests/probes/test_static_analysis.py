"""Static analysers are told from linters, and what runs on every change from what does not."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Confidence, Finding, Outcome
from badge.core.messages import Message
from badge.probes import static_analysis as family
from badge.probes.probe import run

CI = ".github/workflows/ci.yml"
MUCH = {"a.py": "x = 1\n" * 600}
CODEQL = "uses: github/codeql-action/analyze@v3"


def ci(line: str, events: str = "push") -> dict[str, str]:
    return {CI: f"on: {events}\njobs:\n  a:\n    steps:\n      - {line}\n"}


def look(texts: Mapping[str, str | None], limits: tuple[Message, ...] = ()) -> dict[str, Finding]:
    probes = [family.used, family.for_vulnerabilities, family.often, family.fixed]
    return {each.criterion: each for each in run(Evidence(MemoryFiles(texts, limits)), probes, strict=True)}


@pytest.mark.parametrize(
    ("texts", "outcome", "confidence"),
    [
        (ci(CODEQL), Outcome.MET, Confidence.GOOD),
        ({**MUCH, **ci("run: bandit -r .")}, Outcome.MET, Confidence.GOOD),
        ({".gitlab-ci.yml": "include: [{template: Security/SAST.gitlab-ci.yml}]\n"}, Outcome.MET, Confidence.GOOD),
        (
            {"pom.xml": "<artifactId>spotbugs-maven-plugin</artifactId>", "A.java": "class A {}\n"},
            Outcome.MET,
            Confidence.PARTIAL,
        ),
        ({**MUCH, **ci("run: ruff check")}, Outcome.MET, Confidence.PARTIAL),
        ({**MUCH, **ci("run: mypy .")}, Outcome.UNKNOWN, Confidence.CUE),
        ({**MUCH, **ci("uses: github/codeql-action/upload-sarif@v3")}, Outcome.UNMET, Confidence.CUE),
        (MUCH, Outcome.UNMET, Confidence.PARTIAL),
        ({"a.py": "x = 1\n"}, Outcome.UNKNOWN, Confidence.CUE),
        ({}, Outcome.UNKNOWN, Confidence.CUE),
    ],
)
def test_used(texts: Mapping[str, str | None], outcome: Outcome, confidence: Confidence) -> None:
    finding = look(texts)["static_analysis"]
    assert (finding.outcome, finding.confidence) == (outcome, confidence)


def test_nothing_is_unmet_where_not_all_could_be_read() -> None:
    assert look(MUCH, (Message("Too many."),))["static_analysis"].outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("texts", "outcome", "confidence"),
    [
        (ci(CODEQL), Outcome.MET, Confidence.GOOD),
        ({**MUCH, **ci("run: bandit -r .")}, Outcome.MET, Confidence.GOOD),
        ({**MUCH, **ci("run: ruff check"), "ruff.toml": '[lint]\nselect = ["E", "S"]\n'}, Outcome.MET, Confidence.GOOD),
        ({**MUCH, "ruff.toml": '[lint]\nselect = ["ALL"]\n'}, Outcome.MET, Confidence.PARTIAL),
        ({**MUCH, "ruff.toml": '[lint]\nselect = ["SIM"]\n', **ci("run: ruff check")}, Outcome.UNKNOWN, Confidence.CUE),
        (
            {"a.go": "package a\n", ".golangci.yml": "linters:\n  enable:\n    - gosec\n"},
            Outcome.MET,
            Confidence.PARTIAL,
        ),
        (
            {"a.go": "package a\n", ".golangci.yml": "linters:\n  disable:\n    - gosec\n"},
            Outcome.UNKNOWN,
            Confidence.CUE,
        ),
        ({**MUCH, **ci("run: ruff check")}, Outcome.UNKNOWN, Confidence.CUE),
    ],
)
def test_for_vulnerabilities(texts: Mapping[str, str | None], outcome: Outcome, confidence: Confidence) -> None:
    finding = look(texts)["static_analysis_common_vulnerabilities"]
    assert (finding.outcome, finding.confidence) == (outcome, confidence)


@pytest.mark.parametrize(
    ("texts", "outcome", "confidence"),
    [
        (ci(CODEQL), Outcome.MET, Confidence.GOOD),
        (ci(CODEQL, "{schedule: [{cron: '0 3 * * *'}]}"), Outcome.MET, Confidence.GOOD),
        (ci(CODEQL, "{schedule: [{cron: '0 3 * * 1'}]}"), Outcome.UNKNOWN, Confidence.CUE),
        ({**MUCH, **ci("run: ruff check")}, Outcome.MET, Confidence.PARTIAL),
        ({"sonar-project.properties": ""}, Outcome.UNKNOWN, Confidence.CUE),
    ],
)
def test_often(texts: Mapping[str, str | None], outcome: Outcome, confidence: Confidence) -> None:
    finding = look(texts)["static_analysis_often"]
    assert (finding.outcome, finding.confidence) == (outcome, confidence)


def test_whether_findings_are_fixed_is_for_a_person() -> None:
    for texts in ({}, ci(CODEQL)):
        assert look(texts)["static_analysis_fixed"].outcome is Outcome.UNKNOWN


def test_what_is_split_off_a_larger_repository_may_be_analysed_there() -> None:
    finding = look({**MUCH, "README.md": "# A\n[READ ONLY] Subtree split of the framework.\n"})["static_analysis"]
    assert finding.outcome is Outcome.UNKNOWN
