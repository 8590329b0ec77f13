"""What stands between a change and the branch that releases come from."""

# ruff: noqa: E501  # a case is a line

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from badge.core.evidence import Commit, Evidence, History, MemoryFiles, Repository
from badge.core.messages import Message
from badge.probes import acceptance
from badge.probes.probe import Probe

CI = ".github/workflows/ci.yml"
README = {"README.md": "# Tool\n", "tests/test_a.py": "def test_a(): pass\n"}


def said(probe: Probe, texts: Mapping[str, str], web: str = "", limits: tuple[Message, ...] = ()) -> dict[str, str]:
    evidence = Evidence(MemoryFiles({**README, **texts}, limits), repository=Repository(web=web))
    return {each.criterion: f"{each.outcome} {int(each.confidence)}" for each in probe.run(evidence)}


def workflow(step: str, events: str = "[push, pull_request]") -> dict[str, str]:
    return {CI: f"on: {events}\njobs:\n  a:\n    steps:\n      - {step}\n"}


RULESET = '{"rules": [{"type": "pull_request"}, {"type": "deletion"}, {"type": "required_status_checks"}]}'


@pytest.mark.parametrize(
    ("texts", "web", "places"),
    [
        ({".github/rulesets/main.json": RULESET}, "", ".github/rulesets/main.json"),
        (
            {".asf.yaml": "github:\n  protected_branches:\n    main:\n      required_pull_request_reviews: {}\n"},
            "",
            ".asf.yaml",
        ),
        ({"infra/github_branches.tf": "required_pull_request_reviews {}\n"}, "", "infra/github_branches.tf"),
        ({"notes.json": RULESET}, "", ""),
    ],
)
def test_settings_in_files_are_hints(texts: Mapping[str, str], web: str, places: str) -> None:
    findings = acceptance.protected.run(Evidence(MemoryFiles(texts), repository=Repository(web=web)))
    assert {each.status for each in findings} == {None}
    assert "".join(place.path for place in findings[0].places) == places


def test_a_forge_that_keeps_its_default_branch_is_a_cue() -> None:
    found = said(acceptance.protected, {}, "https://github.com/example/tool")
    assert found == {"osps_ac_03_01": "unknown 1", "osps_ac_03_02": "met 1"}
    assert said(acceptance.protected, {}, "https://git.example.org/tool")["osps_ac_03_02"] == "unknown 1"


def test_commits_that_name_a_pull_request_are_counted() -> None:
    subjects = ["Add a thing (#12)", "Merge pull request #13 from a/b", "Mend it", "See #14 for more"]
    time = datetime(2026, 1, 1, tzinfo=UTC)
    history = History([Commit(subject, time, "A", "a@example.org", subject) for subject in subjects])
    [finding] = acceptance.merged.run(Evidence(MemoryFiles({}), history=history))
    assert finding.status is None
    assert str(finding.because).startswith("2 of the newest 4 commits")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (workflow("run: make"), "unknown 1"),
        (workflow("run: make", "push"), "unknown 1"),
        (
            {".github/settings.yml": "branches:\n- protection:\n    required_status_checks: {contexts: [a]}\n"},
            "unknown 1",
        ),
        ({}, "na 2"),
    ],
)
def test_status_checks_are_a_setting_of_the_forge(texts: Mapping[str, str], expected: str) -> None:
    assert said(acceptance.status, texts) == {"osps_qa_03_01": expected}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (workflow("run: pytest"), "met 3"),
        (workflow("run: pytest", "merge_group"), "met 3"),
        (workflow("uses: r-lib/actions/check-r-package@v2"), "met 3"),
        ({".travis.yml": "language: python\nscript: pytest\n"}, "met 2"),
        ({".gitlab-ci.yml": "unit:\n  script: [pytest]\n"}, "met 2"),
        (
            {
                ".gitlab-ci.yml": "unit:\n  script: [pytest]\n  rules: [{if: $CI_PIPELINE_SOURCE == 'merge_request_event'}]\n"
            },
            "met 3",
        ),
        (workflow("run: pytest", "{push: {branches: [main]}}"), "unknown 1"),
        (workflow("run: pytest", "push"), "unknown 1"),
        (workflow("run: pytest || true"), "unknown 1"),
        (workflow("run: make lint"), "unknown 1"),
        ({"CONTRIBUTING.md": "# Contributing\n\n" + "Jenkins builds every change of ours. " * 4}, "unknown 1"),
        ({}, "unmet 2"),
    ],
)
def test_tests_before_a_change_is_accepted(texts: Mapping[str, str], expected: str) -> None:
    assert said(acceptance.tested, texts) == {"osps_qa_06_01": expected}


NEEDS = {"package.json": '{"name": "tool", "dependencies": {"left": "1"}}'}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (workflow("{uses: actions/dependency-review-action@v4, with: {fail-on-severity: high}}"), "met 2"),
        ({**workflow("run: cargo deny check"), "deny.toml": "[advisories]\n"}, "met 2"),
        (
            {
                **workflow("uses: actions/dependency-review-action@v4"),
                ".github/dependency-review-config.yml": "fail_on_severity: low\n",
            },
            "met 2",
        ),
        (workflow("uses: actions/dependency-review-action@v4"), "unknown 1"),
        (workflow("run: npm audit"), "unknown 1"),
        (workflow("run: npm audit --audit-level=high || true"), "unknown 1"),
        (
            {**workflow("run: cargo deny check", "{schedule: [{cron: '0 0 * * *'}]}"), "deny.toml": "[advisories]\n"},
            "unknown 1",
        ),
        ({**NEEDS, ".snyk": "version: v1\n"}, "unknown 1"),
        ({**NEEDS, **workflow("run: npm ci")}, "unmet 1"),
        (NEEDS, "unmet 1"),
        (workflow("run: make"), "unknown 1"),
    ],
)
def test_scanners_of_dependencies(texts: Mapping[str, str], expected: str) -> None:
    assert said(acceptance.dependencies, texts) == {"osps_vm_05_03": expected}


CODE = {"a.py": "print(1)\n" * 99}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({**CODE, **workflow("run: bandit -r ."), ".bandit": "[bandit]\n"}, "met 2"),
        ({**CODE, **workflow("run: bandit -r ."), "pyproject.toml": "[tool.bandit]\nskips = []\n"}, "met 2"),
        ({**CODE, **workflow("run: bandit -r .")}, "unknown 1"),
        ({**CODE, **workflow("run: bandit -r . || true"), ".bandit": "[bandit]\n"}, "unknown 1"),
        ({**CODE, **workflow("run: bandit -r .", "push"), ".bandit": "[bandit]\n"}, "unknown 1"),
        (workflow("uses: github/codeql-action/analyze@v3"), "unknown 1"),
        ({**CODE, **workflow("run: ruff check .")}, "unknown 1"),
        ({**CODE, **workflow("run: pytest")}, "unmet 1"),
    ],
)
def test_analysers_that_know_weaknesses(texts: Mapping[str, str], expected: str) -> None:
    assert said(acceptance.weaknesses, texts) == {"osps_vm_06_02": expected}


@pytest.mark.parametrize(
    "probe", [acceptance.status, acceptance.tested, acceptance.dependencies, acceptance.weaknesses]
)
def test_nothing_is_concluded_from_a_tree_cut_short(probe: Probe) -> None:
    assert set(said(probe, NEEDS, limits=(Message("The tree is too large."),)).values()) == {"unknown 1"}
