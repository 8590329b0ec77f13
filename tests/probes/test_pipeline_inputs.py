"""What pipelines take in: texts, code and inputs; the traps are expressions that only look dangerous."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.messages import Message
from badge.probes import pipeline_inputs
from badge.probes.probe import Probe

README = {"README.md": "# Tool\n\nIt does things.\n"}
CI = ".github/workflows/ci.yml"


def said(probe: Probe, texts: Mapping[str, str], limits: tuple[Message, ...] = ()) -> str:
    [finding] = probe.run(Evidence(MemoryFiles({**README, **texts}, limits)))
    return f"{finding.outcome} {int(finding.confidence)}"


def workflow(steps: str, events: str = "pull_request", job: str = "") -> dict[str, str]:
    return {CI: f"on: {events}\njobs:\n  a:\n{job}    steps:\n{steps}"}


def script(text: str, events: str = "[push, pull_request, issue_comment]") -> dict[str, str]:
    return workflow(f"      - run: |\n          true\n          {text}\n", events)


@pytest.mark.parametrize(
    "texts",
    [
        script('echo "${{ github.event.pull_request.title }}"'),
        script('echo "${{ github.head_ref }}"'),
        script('echo "${{ github.head_ref || github.ref_name }}"'),
        script('echo "${{github.event.comment.body}}"'),
        script("echo '${{ toJSON(github.event) }}'"),
        script("echo '${{ format('{0}', github.event.issue.title) }}'"),
        script('echo "${{ github.event.head_commit.message }}"', "push"),
        script('echo "${{ github.event.commits[0].author.name }}"', "push"),
        script('echo "${{ github.event.workflow_run.head_branch }}"', "workflow_run"),
        workflow('      - env: {T: "${{ github.head_ref }}"}\n        run: echo "${{ env.T }}"\n'),
        workflow(
            '      - uses: actions/github-script@v7\n        with: {script: "f(`${{ github.event.issue.body }}`)"}\n',
            "issues",
        ),
        {
            **workflow('      - uses: ./act\n        with: {title: "${{ github.event.pull_request.title }}"}\n'),
            "act/action.yml": "runs:\n  using: composite\n  steps:\n    - run: echo ${{ inputs.title }}\n",
        },
        {".forgejo/workflows/a.yml": script('echo "${{ github.head_ref }}"')[CI]},
        {".gitlab-ci.yml": 'a:\n  script:\n    - bash -c "echo $CI_COMMIT_TITLE"\n'},
        {".gitlab-ci.yml": "a:\n  script:\n    - eval echo $CI_MERGE_REQUEST_TITLE\n"},
    ],
)
def test_a_text_of_outsiders_in_code_is_found(texts: Mapping[str, str]) -> None:
    assert said(pipeline_inputs.metadata, texts) == "unmet 4"


def test_the_line_of_the_expression_is_named() -> None:
    texts = script('echo "${{ github.head_ref }}"')
    [finding] = pipeline_inputs.metadata.run(Evidence(MemoryFiles(texts)))
    assert (finding.places[0].path, finding.places[0].line) == (CI, 7)
    assert finding.places[0].excerpt == "${{ github.head_ref }}"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (script("echo ${{ github.event.pull_request.number }}"), "met 2"),
        (script("echo ${{ github.event.pull_request.head.sha }}"), "met 2"),
        (script("echo ${{ contains(github.event.comment.body, '/test') }}"), "met 2"),
        (script("echo ${{ github.head_ref == 'main' && 'a' || 'b' }}"), "met 2"),
        (script("echo ${{ github.head_ref && 'a' || 'b' }}"), "met 2"),
        (script('echo "${{ github.head_ref }}"', "push"), "met 2"),  # then it is empty
        (workflow("      - run: make\n", job="    if: \"github.head_ref == 'x'\"\n"), "met 2"),
        (workflow('      - env: {T: "${{ github.head_ref }}"}\n        run: echo "$T"\n'), "unknown 1"),
        (workflow('      - run: echo "$GITHUB_HEAD_REF"\n'), "unknown 1"),
        (workflow('      - uses: a/b@v1\n        with: {name: "${{ github.head_ref }}"}\n'), "unknown 1"),
        ({".gitlab-ci.yml": "a:\n  script:\n    - make\n"}, "met 2"),
        ({".gitlab-ci.yml": "a:\n  script:\n    - bash -c 'echo $CI_COMMIT_TITLE'\n"}, "unknown 1"),
        ({".travis.yml": "script: make\n"}, "unknown 1"),
        ({**workflow("      - run: make\n"), ".circleci/config.yml": "jobs: [\n"}, "unknown 1"),
        ({**workflow("      - run: make\n"), ".github/workflows/old.yml.bak": "x"}, "met 2"),
        ({}, "na 2"),
        ({"CONTRIBUTING.md": "# Contributing\n\n" + "Our Jenkins builds every change. " * 5}, "unknown 1"),
    ],
)
def test_look_alikes_are_not_taken_for_it(texts: Mapping[str, str], expected: str) -> None:
    assert said(pipeline_inputs.metadata, texts) == expected


FETCH = '      - uses: actions/checkout@v4\n        with: {ref: "${{ github.event.pull_request.head.sha }}"}\n'


@pytest.mark.parametrize(
    "texts",
    [
        workflow(f"{FETCH}      - run: npm ci\n", "pull_request_target"),
        workflow(f"{FETCH}      - run: ./build.sh\n", "{pull_request_target: {branches: [main]}}"),
        workflow(f"{FETCH}      - uses: ./act\n", "pull_request_target"),
        workflow("      - run: gh pr checkout 1\n      - run: make\n", "issue_comment"),
        workflow(
            '      - uses: actions/checkout@v4\n        with: {ref: "${{ github.event.workflow_run.head_sha }}"}\n'
            "      - run: make\n",
            "workflow_run",
        ),
        workflow(f"{FETCH}      - run: make\n", "pull_request_target", "    permissions: {contents: write}\n"),
    ],
)
def test_code_of_outsiders_with_rights_is_found(texts: Mapping[str, str]) -> None:
    assert said(pipeline_inputs.code, texts) == "unmet 4"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (workflow("      - uses: actions/checkout@v4\n      - run: make\n"), "met 2"),
        (workflow("      - uses: actions/labeler@v5\n", "[pull_request, pull_request_target]"), "met 2"),
        (workflow(FETCH, "pull_request_target"), "unknown 1"),  # it only reads
        (workflow(f"{FETCH}      - run: make\n", "pull_request_target", "    environment: trusted\n"), "unknown 1"),
        (
            workflow(f"{FETCH}      - run: make\n", "pull_request_target", "    if: github.actor == 'someone'\n"),
            "unknown 1",
        ),
        (workflow(f"{FETCH}      - run: make\n", "{pull_request_target: {types: [labeled]}}"), "unknown 1"),
        (
            workflow(f"{FETCH}      - run: make\n", "pull_request_target", "    permissions: {contents: read}\n"),
            "unknown 1",
        ),
        (
            workflow(
                "      - run: |\n          jq 'test(\"^refs/pull/[0-9]+/merge$\")' x\n          make\n", "workflow_run"
            ),
            "na 2",
        ),
        (workflow("      - run: make\n", job="    runs-on: [self-hosted, linux]\n"), "unknown 1"),
        (workflow("      - run: make\n", "push"), "na 2"),
        ({".forgejo/workflows/a.yml": workflow("      - run: make\n")[CI]}, "unknown 1"),
        ({".gitlab-ci.yml": "a:\n  script: [make]\n"}, "unknown 1"),
        ({}, "na 2"),
    ],
)
def test_code_that_is_kept_apart_is_not_taken_for_it(texts: Mapping[str, str], expected: str) -> None:
    assert said(pipeline_inputs.code, texts) == expected


def by_hand(run: str, details: str = "") -> dict[str, str]:
    events = f"\n  workflow_dispatch:\n    inputs:\n      version: {{description: x{details}}}"
    return workflow(f"      - run: {run}\n", events)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (by_hand('echo "${{ inputs.version }}"'), "unmet 3"),
        (by_hand('echo "${{ github.event.inputs.version }}"', ", type: string"), "unmet 3"),
        (by_hand('echo "${{ inputs.version }}"', ", type: choice, options: [a, b]"), "met 2"),
        (by_hand('echo "${{ inputs.version }}"', ", type: boolean"), "met 2"),
        (by_hand("echo ${{ inputs.version == 'x' }}"), "unknown 1"),
        (by_hand("make"), "unknown 1"),
        (workflow('      - run: echo "${{ inputs.version }}"\n', "workflow_call"), "na 2"),
        (workflow('      - run: echo "${{ github.ref_name }}"\n', "push"), "unknown 1"),
        (workflow("      - run: make\n", "push"), "na 2"),
        ({".travis.yml": "script: make\n"}, "unknown 1"),
        ({}, "na 2"),
    ],
)
def test_inputs_that_people_type_are_judged(texts: Mapping[str, str], expected: str) -> None:
    assert said(pipeline_inputs.typed, texts) == expected


@pytest.mark.parametrize("probe", [pipeline_inputs.metadata, pipeline_inputs.code, pipeline_inputs.typed])
def test_nothing_is_concluded_from_a_tree_cut_short(probe: Probe) -> None:
    cut = (Message("The tree is too large."),)
    assert said(probe, workflow("      - run: make\n"), cut) == "unknown 1"
    assert said(probe, {}, cut) == "unknown 1"
