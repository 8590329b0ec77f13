"""The rights of pipelines: what a job has that states nothing, and what it has and does not need."""

# ruff: noqa: E501  # a case is a line

from __future__ import annotations

from collections.abc import Mapping

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.messages import Message
from badge.probes import permissions
from badge.probes.probe import Probe

CI = ".github/workflows/ci.yml"


def said(probe: Probe, texts: Mapping[str, str], limits: tuple[Message, ...] = ()) -> str:
    [finding] = probe.run(Evidence(MemoryFiles({"README.md": "# Tool\n", **texts}, limits)))
    return f"{finding.outcome} {int(finding.confidence)}"


def workflow(
    top: str = "", job: str = "", steps: str = "      - run: cargo test\n", on: str = "push"
) -> dict[str, str]:
    return {CI: f"on: {on}\n{top}jobs:\n  a:\n{job}    steps:\n{steps}"}


READ, WRITE = "permissions: {contents: read}\n", "    permissions: {contents: write}\n"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (workflow(READ), "met 3"),
        (workflow("permissions: {}\n"), "met 3"),
        (workflow("permissions: read-all\n"), "met 3"),
        (workflow(READ, WRITE), "met 3"),
        (workflow("", WRITE), "met 2"),  # every job says its own
        (workflow("permissions: write-all\n"), "unmet 4"),
        (workflow("permissions: write-all\n", WRITE), "met 2"),
        (workflow("permissions: {contents: write}\n"), "unknown 1"),
        (workflow(), "unknown 1"),
        ({**workflow(READ), ".github/workflows/b.yml": workflow()[CI]}, "unknown 1"),
        ({**workflow(READ), ".github/workflows/b.yml": workflow(on="workflow_call")[CI]}, "met 3"),
        ({**workflow(READ), ".travis.yml": "script: make\n"}, "unknown 1"),
        ({".forgejo/workflows/a.yml": workflow(READ)[CI]}, "unknown 1"),
        ({".gitlab-ci.yml": "a:\n  script: [make]\n"}, "unknown 1"),
        ({}, "na 2"),
    ],
)
def test_the_rights_of_jobs_that_state_none(texts: Mapping[str, str], expected: str) -> None:
    assert said(permissions.by_default, texts) == expected


RELEASE = "      - uses: softprops/action-gh-release@v2\n"
TEST = "      - uses: actions/checkout@v4\n      - uses: actions/setup-go@v5\n      - run: go test ./...\n"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (workflow(READ), "met 2"),
        (workflow(READ, WRITE, RELEASE), "met 2"),
        (workflow(READ, "    permissions: {id-token: write, contents: read}\n", "      - uses: pypa/gh-action-pypi-publish@v1\n"), "met 2"),
        (workflow(READ, "    permissions: {security-events: write}\n", "      - uses: github/codeql-action/analyze@v3\n"), "met 2"),
        (workflow("permissions: write-all\n"), "unmet 3"),
        (workflow("", "    permissions: write-all\n", RELEASE), "unmet 3"),
        (workflow(READ, WRITE, TEST), "unmet 3"),
        (workflow("permissions: {contents: write}\n", "", TEST), "unmet 3"),
        (workflow(READ, WRITE, f"{TEST}      - run: ./publish.sh\n"), "met 2"),
        (workflow(READ, WRITE, f"{TEST}      - uses: some/thing@v1\n"), "unknown 1"),
        (workflow(READ, WRITE, "      - run: go test\n        env: {T: \"${{ secrets.GITHUB_TOKEN }}\"}\n"), "unknown 1"),
        (workflow(READ, "    permissions: {packages: write}\n", "      - run: ./deploy\n"), "unknown 1"),
        (workflow(), "unknown 1"),
        ({".gitlab-ci.yml": "a:\n  script: [make]\n"}, "unknown 1"),
        ({}, "na 2"),
    ],
)  # fmt: skip
def test_the_rights_that_jobs_are_given(texts: Mapping[str, str], expected: str) -> None:
    assert said(permissions.needed, texts) == expected


@pytest.mark.parametrize("probe", [permissions.by_default, permissions.needed])
def test_nothing_is_concluded_from_a_tree_cut_short(probe: Probe) -> None:
    assert said(probe, workflow(READ), (Message("The tree is too large."),)) == "unknown 1"
