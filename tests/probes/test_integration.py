"""Tests that every change starts are told from those that a person, a tag or the clock starts."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Confidence, Finding, Outcome
from badge.core.messages import Message
from badge.probes import integration
from badge.probes.probe import run

CI = ".github/workflows/ci.yml"


def workflow(line: str, events: str = "[push, pull_request]", job: str = "a") -> dict[str, str | None]:
    return {
        CI: f"on: {events}\njobs:\n  {job}:\n    steps:\n      - {line}\n",
        "tests/test_a.py": "def test_a(): pass\n",
    }


def look(texts: Mapping[str, str | None], limits: tuple[Message, ...] = ()) -> Finding:
    found = run(Evidence(MemoryFiles(texts, limits)), [integration.on_changes], strict=True)
    [finding] = [each for each in found if each.criterion == "test_continuous_integration"]
    return finding


@pytest.mark.parametrize(
    ("trigger", "confidence"),
    [("push", Confidence.GOOD), ("[push, pull_request]", Confidence.GOOD), ("pull_request", Confidence.PARTIAL)],
)
def test_what_is_merged_has_to_be_tested_too_for_silver(trigger: str, confidence: Confidence) -> None:
    workflow = f"on: {trigger}\njobs:\n  a:\n    steps:\n      - run: pytest\n"
    texts = {".github/workflows/t.yml": workflow, "tests/test_a.py": "def test_a():\n    assert 1\n"}
    found = run(Evidence(MemoryFiles(texts)), [integration.on_changes], strict=True)
    sure = {each.criterion: (each.outcome, each.confidence) for each in found}
    assert sure == {
        "automated_integration_testing": (Outcome.MET, confidence),
        "test_continuous_integration": (Outcome.MET, Confidence.GOOD),
    }


@pytest.mark.parametrize(
    ("texts", "confidence"),
    [
        (workflow("run: pytest"), Confidence.GOOD),
        (workflow("run: make test"), Confidence.GOOD),
        (workflow("uses: r-lib/actions/check-r-package@v2"), Confidence.GOOD),
        ({".gitlab-ci.yml": "unit:\n  script: [cargo test]\n"}, Confidence.GOOD),
        ({".travis.yml": "language: python\nscript: pytest\n"}, Confidence.PARTIAL),
        ({".travis.yml": "language: go\n"}, Confidence.PARTIAL),
        (workflow("{name: Run tests, run: ./x}"), Confidence.PARTIAL),
        (workflow("uses: org/shared/.github/actions/run@v1", job="test"), Confidence.PARTIAL),
    ],
)
def test_met(texts: Mapping[str, str | None], confidence: Confidence) -> None:
    finding = look(texts)
    assert (finding.outcome, finding.confidence) == (Outcome.MET, confidence)
    assert finding.places


@pytest.mark.parametrize(
    "texts",
    [
        workflow("run: pytest", "{schedule: [{cron: '0 0 * * *'}]}"),
        workflow("run: pytest", "workflow_dispatch"),
        workflow("run: pytest", "{push: {tags: ['v*']}}"),
        workflow("run: pytest || true"),
        workflow("run: pip install pytest"),
        workflow("run: make lint"),
        workflow("run: tox -e lint"),
        {CI: "on: [push"},
        {"bors.toml": ""},
        {"README.md": "# A\n[![Build Status](https://ci.example.org/a.svg)](https://ci.example.org)\n"},
    ],
)
def test_what_is_less_stays_unknown(texts: Mapping[str, str | None]) -> None:
    assert look(texts).outcome is Outcome.UNKNOWN


def test_the_name_of_a_job_says_nothing_where_its_tests_may_fail() -> None:
    texts = {**workflow("run: pytest || true", job="test"), "tests/test_a.py": "def test_a():\n    assert 1\n"}
    finding = look(texts)
    assert finding.outcome is Outcome.UNKNOWN
    assert str(finding.because) == f"{CI} runs tests, and goes on when they fail."


def test_nothing_at_all_is_unmet_when_everything_was_read() -> None:
    finding = look({"a.py": "x = 1\n", "README.md": "# A\n"})
    assert (finding.outcome, finding.confidence, finding.by_absence) == (Outcome.UNMET, Confidence.PARTIAL, True)
    assert look({"a.py": "x = 1\n"}, (Message("Too many."),)).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "# A\n[READ ONLY] Subtree split of the framework.\n",
        (
            "# A\n [Report issues](https://e.org/issues) and\n [send PRs, Pull Requests](https://e.org/a)\n"
            " in the [main A repository](https://e.org/a)\n"
        ),
    ],
)
def test_what_is_split_off_a_larger_repository_may_be_tested_there(text: str) -> None:
    assert look({"a.py": "x = 1\n", "README.md": text}).outcome is Outcome.UNKNOWN
