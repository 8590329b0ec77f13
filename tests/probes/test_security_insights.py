"""What a security-insights file declares, in both schemas and at all places; and what must not be taken from it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Finding
from badge.core.messages import Message
from badge.probes import security_insights
from badge.probes.facts.insights import MOST_BYTES, PLACES, problems
from badge.probes.probe import run

AS_OF = datetime(2026, 1, 1, tzinfo=UTC)
HEAD = "header:\n  schema-version: 2.0.0\n  last-reviewed: '2025-11-01'\n"
OTHERS = "repository:\n  security:\n    assessments:\n      third-party:\n        - "
POINTS = "repository:\n  release:\n    distribution-points:\n      "
REPORTS = "project:\n  vulnerability-reporting:\n    "
PROBES = (
    security_insights.reporting,
    security_insights.state,
    security_insights.documents,
    security_insights.releases,
    security_insights.assurance,
)


def look(text: str, path: str = "security-insights.yml") -> list[Finding]:
    return run(Evidence(MemoryFiles({path: text}), as_of=AS_OF), PROBES, strict=True)


def said(text: str, path: str = "security-insights.yml") -> dict[str, str]:
    return {each.criterion: f"{each.outcome} {int(each.confidence)}" for each in look(text, path)}


@pytest.mark.parametrize("path", [*PLACES, "SECURITY-INSIGHTS.yml", ".github/Security-Insights.yaml"])
def test_the_file_is_read_at_every_place_in_any_case_of_letters(path: str) -> None:
    assert said(f"{HEAD}repository:\n  status: active\n", path) == {"maintained": "met 2"}


@pytest.mark.parametrize(
    "path", ["docs/security-insights.yml", "security-insights.json", "x/.github/security-insights.yml"]
)
def test_no_other_place_counts(path: str) -> None:
    assert said(f"{HEAD}repository:\n  status: active\n", path) == {}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (REPORTS + "reports-accepted: true\n", {"vulnerability_report_process": "met 2"}),
        (
            REPORTS + "reports-accepted: false\n",
            {"vulnerability_report_process": "unmet 2", "osps_vm_03_01": "unmet 2"},
        ),
        (
            REPORTS + "contact:\n      name: The team\n      email: a@tool.example.net\n",
            {"osps_vm_02_01": "met 3"},
        ),
        (
            "repository:\n  documentation:\n    security-policy: https://tool.example.net/SECURITY.md\n",
            {"vulnerability_report_process": "met 2", "osps_vm_01_01": "met 1"},
        ),
        ("repository:\n  status: abandoned\n", {"maintained": "unmet 3"}),
        ("repository:\n  status: WIP\n", {"maintained": "unknown 1"}),
        ("repository:\n  status: something else\n", {}),
        (
            "project:\n  administrators:\n    - {name: One}\n    - {name: Two}\n",
            {"osps_gv_01_01": "met 2", "access_continuity": "unknown 1"},
        ),
        ("project:\n  administrators:\n    - {name: One}\n", {"osps_gv_01_01": "met 2"}),
        ("project:\n  repositories:\n    - {url: https://x.example/a}\n", {}),
        (
            "project:\n  repositories:\n    - {url: 'https://x.example/a'}\n    - {url: 'https://x.example/b'}\n",
            {"osps_qa_04_01": "met 2"},
        ),
        (
            "repository:\n  security:\n    tools:\n      - {type: SAST, integration: {ci: true}}\n",
            {"static_analysis": "met 2", "osps_vm_06_02": "met 2"},
        ),
        (
            "repository:\n  security:\n    tools:\n      - {type: fuzzing, integration: {ci: false, adhoc: true}}\n",
            {"dynamic_analysis": "met 1"},
        ),
        ("repository:\n  security:\n    tools:\n      - {type: container, integration: {ci: true}}\n", {}),
        (
            POINTS + "- {uri: 'https://x.example/a'}\n      - {uri: 'pkg:x/y'}\n",
            {"delivery_mitm": "met 2", "osps_br_03_02": "met 2"},
        ),
        (
            POINTS + "- {uri: 'https://x.example'}\n      - {uri: 'http://y.example'}\n",
            {},
        ),
        (
            "repository:\n  release:\n    attestations:\n      - {predicate-uri: 'https://slsa.dev/provenance/v1'}\n",
            {"osps_br_06_01": "met 2"},
        ),
        (
            OTHERS + "{evidence: 'https://x.net/r', date: 2024-05-01}\n",
            {"security_review": "met 2"},
        ),
        (
            OTHERS + "{evidence: 'https://x.net/r', date: 2019-05-01}\n",
            {},
        ),
        ("repository:\n  security:\n    assessments:\n      third-party: []\n", {}),
        ("repository:\n  security:\n    assessments:\n      self:\n        comment: Not done yet.\n", {}),
        (
            "repository:\n  no-third-party-packages: true\n",
            {"external_dependencies": "na 2", "dependency_monitoring": "na 2"},
        ),
        ("repository:\n  no-third-party-packages: false\n", {}),
        ("project: 5\nrepository: [1, 2]\n", {}),
    ],
)  # fmt: skip
def test_each_declaration_says_what_it_is_worth(body: str, expected: dict[str, str]) -> None:
    assert said(HEAD + body) == expected


def test_the_first_schema_is_read_for_three_things_only() -> None:
    text = (
        "header:\n  schema-version: 1.0.0\n  expiration-date: '2026-12-31T00:00:00.000Z'\n"
        "project-lifecycle:\n  status: active\nsecurity-contacts:\n- type: email\n  value: a@tool.example.net\n"
        "vulnerability-reporting:\n  accepts-vulnerability-reports: true\n"
        "security-testing:\n- tool-type: sast\n  integration:\n    ci: true\n"
    )
    assert said(text) == {
        "maintained": "met 2",
        "osps_vm_02_01": "met 2",
        "vulnerability_report_process": "met 2",
    }


@pytest.mark.parametrize(
    "header",
    [
        "last-reviewed: 2024-12-30",
        "last-updated: '2023-01-01'",
        "last-reviewed: 2025-12-01\n  expiration-date: 2025-12-31",
    ],
)
def test_a_file_that_nobody_reviews_counts_one_step_less(header: str) -> None:
    text = f"header:\n  schema-version: '2.1.0'\n  {header}\nrepository:\n  status: abandoned\n"
    assert said(text) == {"maintained": "unmet 2"}


@pytest.mark.parametrize("value", ["https://example.com/security", "<PLACEHOLDER: your address>", "REPLACE-ME"])
def test_a_template_that_nobody_filled_in_concludes_nothing(value: str) -> None:
    text = f"{HEAD}repository:\n  documentation:\n    contributing-guide: '{value}'\n"
    assert said(text) == {"contribution": "unknown 1", "osps_gv_03_01": "unknown 1"}


def test_a_finding_shows_its_line_its_value_and_that_it_is_only_declared() -> None:
    finding = look(f"{HEAD}repository:\n  status: active\n")[0]
    assert finding.declared
    assert str(finding.because) == "active is what security-insights.yml declares as repository.status."
    assert (finding.places[0].line, finding.places[0].excerpt) == (5, "repository.status: active")


BROKEN = [
    ("header: [", "is not a YAML mapping"),
    ("- a\n- b\n", "is not a YAML mapping"),
    ("", "is not a YAML mapping"),
    ("a: &a [*a]\n", "is not a YAML mapping"),
    ("a: " + "[" * 5000, "is not a YAML mapping"),
    ("&a [" + ",".join(["&b [x,x,x,x,x,x,x,x]"] + ["*b"] * 9000) + "]", "is not a YAML mapping"),
    ("repository:\n  status: active\n", "no header.schema-version"),
    ("header:\n  schema-version: 3.0.0\n", "no header.schema-version"),
    ("header: text\n", "no header.schema-version"),
    ("#" + "x" * MOST_BYTES, "too large"),
]


@pytest.mark.parametrize(("text", "problem"), BROKEN)
def test_a_file_that_cannot_be_used_is_a_problem_and_no_finding(text: str, problem: str) -> None:
    assert look(text) == []
    [wrong] = problems(MemoryFiles({"security-insights.yml": text}))
    assert problem in str(wrong)


def test_a_file_that_cannot_be_read_is_a_problem() -> None:
    files = MemoryFiles({"security-insights.yml": "x"}, unreadable=["security-insights.yml"])
    assert [str(each) for each in problems(files)] == ["security-insights.yml could not be read."]


def test_no_file_is_no_problem_and_a_link_is_not_followed() -> None:
    assert problems(MemoryFiles({"README": ""})) == []
    assert problems(MemoryFiles({"security-insights.yml": None})) == []


def test_a_tree_that_was_not_listed_whole_takes_back_no_claim_that_was_read() -> None:
    files = MemoryFiles({"security-insights.yml": f"{HEAD}repository:\n  status: active\n"}, [Message("Too large.")])
    assert [each.status for each in run(Evidence(files, as_of=AS_OF), PROBES)] == ["Met"]
