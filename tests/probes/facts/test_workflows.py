"""Every system's configuration gives the same workflows, jobs, steps and commands."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from badge.core.evidence import MemoryFiles, Repository
from badge.probes.facts.ci.model import Trigger
from badge.probes.facts.workflows import Workflows, gather

GITHUB = ".github/workflows/ci.yml"


def read(texts: Mapping[str, str | None]) -> Workflows:
    return gather(MemoryFiles(texts), Repository(branch="main"))


def ran(workflows: Workflows) -> list[str]:
    return [run.command.text for run in workflows.runs]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (GITHUB, "on: [push, pull_request]\njobs:\n  a:\n    steps:\n      - run: pytest\n"),
        (".forgejo/workflows/ci.yaml", "on: push\njobs:\n  a:\n    steps:\n      - run: pytest\n"),
        (".gitea/workflows/ci.yaml", "on: push\njobs: {a: {steps: [{run: pytest}]}}\n"),
        (".gitlab-ci.yml", "test:\n  script:\n    - pytest\n"),
        (
            ".circleci/config.yml",
            "jobs:\n  a:\n    steps:\n      - checkout\n      - run: {name: t, command: pytest}\n",
        ),
        (".circleci/config.yml", "jobs:\n  a:\n    steps:\n      - run: pytest\n"),
        (".travis.yml", "language: python\nscript: pytest\n"),
        (".travis.yml", "jobs:\n  include:\n    - script:\n      - pytest\n"),
        ("azure-pipelines.yml", "jobs:\n- job: a\n  steps:\n  - script: pytest\n"),
        ("azure-pipelines.yml", "steps:\n- task: Bash@3\n  inputs:\n    script: pytest\n"),
        ("Jenkinsfile", "pipeline { stages { stage('t') { steps { sh 'pytest' } } } }"),
        ("bitbucket-pipelines.yml", "pipelines:\n  default:\n    - step:\n        script:\n          - pytest\n"),
        (".cirrus.yml", "test_task:\n  test_script: pytest\n"),
        (".drone.yml", "kind: pipeline\nsteps:\n- name: t\n  commands: [pytest]\n---\nkind: secret\n"),
        (".woodpecker.yml", "steps:\n  t:\n    image: python\n    commands:\n      - pytest\n"),
        (".woodpecker/test.yaml", "steps:\n  - name: t\n    commands:\n      - pytest\n"),
        ("appveyor.yml", "test_script:\n  - ps: pytest\n"),
        (".build.yml", "image: alpine\ntasks:\n  - test: |\n      pytest\n"),
        (".semaphore/semaphore.yml", "blocks:\n  - task:\n      jobs:\n        - commands:\n            - pytest\n"),
        (".buildkite/pipeline.yml", "steps:\n  - command: pytest\n"),
    ],
)
def test_a_command_is_found_in_every_system_and_runs_on_changes(path: str, text: str) -> None:
    workflows = read({path: text})
    assert [(run.command.text, run.on_changes) for run in workflows.runs] == [("pytest", True)]


@pytest.mark.parametrize(
    ("events", "triggers"),
    [
        ("push", {Trigger.PUSH}),
        ("[push, pull_request]", {Trigger.PUSH, Trigger.CHANGE}),
        ("{push: {branches: [main]}}", {Trigger.PUSH}),
        ("{push: {branches: ['release/*']}}", {Trigger.OTHER}),
        ("{push: {tags: ['v*']}}", {Trigger.TAG}),
        ("{schedule: [{cron: '0 0 * * *'}], workflow_dispatch: }", {Trigger.SCHEDULE, Trigger.MANUAL}),
        ("{release: {types: [published]}}", {Trigger.TAG}),
        ("{pull_request_target: }", {Trigger.CHANGE}),
    ],
)
def test_what_starts_a_workflow(events: str, triggers: set[Trigger]) -> None:
    [workflow] = read({GITHUB: f"on: {events}\njobs: {{a: {{steps: [{{run: make}}]}}}}\n"}).all
    assert workflow.triggers == triggers


@pytest.mark.parametrize(
    ("condition", "on_changes"),
    [
        ("true", True),
        ("github.event_name == 'schedule'", False),
        ("github.event_name != 'schedule'", True),
        ("startsWith(github.ref, 'refs/tags/')", False),
        ("github.event_name == 'push' || github.event_name == 'x'", True),
        ("github.repository == 'a/b'", True),
    ],
)
def test_a_condition_narrows_a_job(condition: str, on_changes: bool) -> None:
    text = f"on: {{push: , schedule: [{{cron: x}}]}}\njobs:\n  a:\n    if: {condition}\n    steps: [{{run: make}}]\n"
    [run] = read({GITHUB: text}).runs
    assert run.on_changes is on_changes


def test_what_never_runs_is_left_out() -> None:
    text = (
        "on: push\njobs:\n  a: {if: false, steps: [{run: one}]}\n  b: {steps: [{if: false, run: two}, {run: three}]}\n"
    )
    assert ran(read({GITHUB: text})) == ["three"]


def test_values_of_a_matrix_are_put_into_a_command() -> None:
    text = (
        "on: push\njobs:\n  a:\n    strategy:\n      matrix:\n        command: [pytest, mypy]\n        include:\n"
        "          - command: ruff check\n    steps:\n      - run: ${{ matrix.command }} src\n"
    )
    assert ran(read({GITHUB: text})) == ["pytest src", "mypy src", "ruff check src"]


def test_local_workflows_and_actions_are_followed_with_their_inputs() -> None:
    workflows = read(
        {
            GITHUB: "on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n    with: {what: pytest}\n",
            ".github/workflows/b.yml": (
                "on:\n  workflow_call:\n    inputs: {what: {default: none}}\njobs:\n  b:\n    steps:\n"
                "      - run: ${{ inputs.what }}\n      - uses: ./.github/actions/c\n"
            ),
            ".github/actions/c/action.yml": "runs:\n  using: composite\n  steps:\n    - run: make check\n",
        }
    )
    called = [run for run in workflows.runs if run.workflow.path == GITHUB]
    assert [(run.command.text, run.command.path, run.on_changes) for run in called] == [
        ("pytest", ".github/workflows/b.yml", True),
        ("make check", ".github/actions/c/action.yml", True),
    ]


def test_workflows_that_call_each_other_come_to_an_end() -> None:
    text = "on: [push, workflow_call]\njobs:\n  a:\n    uses: ./.github/workflows/ci.yml\n  b: {steps: [{run: make}]}\n"
    assert "make" in ran(read({GITHUB: text}))


@pytest.mark.parametrize(
    "line",
    ["continue-on-error: true\n        run: make", "run: make || true", "run: |\n          set +e\n          make"],
)
def test_a_bypass_is_seen(line: str) -> None:
    text = f"on: push\njobs:\n  a:\n    steps:\n      - name: x\n        {line}\n"
    assert [run.command.tolerated for run in read({GITHUB: text}).runs if run.command.text == "make"] == [True]


def test_gitlab_includes_extends_references_and_rules() -> None:
    workflows = read(
        {
            ".gitlab-ci.yml": (
                "include:\n  - local: /ci/*.yml\n  - template: Security/SAST.gitlab-ci.yml\n"
                ".base: &base\n  script: [make]\nbuild:\n  <<: *base\nlint:\n  extends: .lint\n  allow_failure: true\n"
                "nightly:\n  rules: [{if: '$CI_PIPELINE_SOURCE == \"schedule\"'}]\n"
                "  script: [!reference [.lint, script]]\n"
                "deploy:\n  only: [tags]\n  script: [ship]\n"
            ),
            "ci/lint.yml": ".lint:\n  script:\n    - flake8\n",
        }
    )
    found = {(run.job.name, run.command.text, run.on_changes, run.command.tolerated) for run in workflows.runs}
    assert found == {
        ("build", "make", True, False),
        ("lint", "flake8", True, True),
        ("nightly", "flake8", False, False),
        ("deploy", "ship", False, False),
    }
    assert "template:Security/SAST.gitlab-ci.yml" in {step.uses for _, _, step in workflows.steps}


@pytest.mark.parametrize(
    ("command", "path", "text", "wanted"),
    [
        ("npm test", "package.json", '{"scripts": {"test": "npm run lint && mocha", "lint": "eslint ."}}', "eslint ."),
        ("make ci", "Makefile", "ci: lint\n\ttrue\nlint:\n\t@ruff check src\n", "ruff check src"),
        ("tox -e py312", "tox.ini", "[testenv]\ncommands = pytest {posargs}\n", "pytest"),
        ("nox", "noxfile.py", "def tests(session):\n    session.run('pytest', '-q')\n", "pytest -q"),
        ("just check", "justfile", "check: lint\n    pytest\nlint:\n    ruff check\n", "ruff check"),
        ("task test", "Taskfile.yml", "tasks:\n  test:\n    cmds:\n      - go test ./...\n", "go test ./..."),
        ("composer test", "composer.json", '{"scripts": {"test": "phpunit"}}', "phpunit"),
        ("hatch run test:all", "pyproject.toml", '[tool.hatch.envs.test.scripts]\nall = "pytest"\n', "pytest"),
        ("./ci/run.sh", "ci/run.sh", "#!/bin/sh\nset -e\npytest\n", "pytest"),
    ],
)
def test_scripts_are_followed(command: str, path: str, text: str, wanted: str) -> None:
    workflows = read({GITHUB: f"on: push\njobs: {{a: {{steps: [{{run: '{command}'}}]}}}}\n", path: text})
    assert wanted in ran(workflows)
    assert {run.command.path for run in workflows.runs if run.command.text == wanted} == {path}


def test_scripts_that_call_each_other_come_to_an_end() -> None:
    texts = {GITHUB: "on: push\njobs: {a: {steps: [{run: make a}]}}\n", "Makefile": "a:\n\tmake b\nb:\n\tmake a\n"}
    assert ran(read(texts)) == ["make a", "make b"]


def test_what_cannot_be_read_is_not_nothing() -> None:
    workflows = read({GITHUB: "on: [push", "bors.toml": "", ".teamcity/settings.kts": ""})
    assert workflows.unread == (GITHUB,)
    assert workflows.foreign == (".teamcity/settings.kts", "bors.toml")
    assert not workflows.none


@pytest.mark.parametrize(
    "path", ["docs/Jenkinsfile.md", "src/.travis.yml", "vendor/.gitlab-ci.yml", "workflows/ci.yml"]
)
def test_look_alikes_are_not_configuration(path: str) -> None:
    assert read({path: "script: pytest"}).none


@pytest.mark.parametrize(
    ("cron", "daily"),
    [
        ("0 0 * * *", True),
        ("27 5 * * 6", False),
        ("0 */4 * * *", True),
        ("@daily", True),
        ("0 0 1 * *", False),
        ("x", False),
    ],
)
def test_what_runs_daily(cron: str, daily: bool) -> None:
    text = f"on: {{schedule: [{{cron: '{cron}'}}]}}\njobs: {{a: {{steps: [{{run: make}}]}}}}\n"
    assert read({GITHUB: text}).all[0].daily is daily


def hostile() -> Mapping[str, dict[str, str | None]]:
    many = "".join(f"      - run: |\n          make t{number} && npm run x{number}\n" for number in range(4_000))
    steps = "[" + ",".join(["*s"] * 9_000) + "]"
    long = "x; " * 20_000
    values = ",".join(map(str, range(20_000)))
    return {
        "many steps": {GITHUB: "on: push\njobs:\n  a:\n    steps:\n" + many, "Makefile": "a: b\n\tmake b\n" * 2_000},
        "one step a thousand times": {GITHUB: f"on: push\nx: &s {{run: '{long}'}}\njobs: {{a: {{steps: {steps}}}}}\n"},
        "a large matrix": {
            GITHUB: f"on: push\njobs:\n  a:\n    strategy: {{matrix: {{v: [{values}]}}}}\n    steps:\n"
            "      - run: ${{ matrix.v }}; " + "echo x; " * 8_000,
        },
        "many includes": {
            ".gitlab-ci.yml": "include: [" + ",".join(["'a*a*a*a*a*a*b'"] * 9_000) + "]\na: {script: x}\n",
            **{"a" * 200 + str(number): "" for number in range(2_000)},
        },
        "calls that never close": {"Jenkinsfile": 'sh """x\n' + "sh '''y\n" * 40_000},
        "a file that includes itself": {".gitlab-ci.yml": "include: /.gitlab-ci.yml\na: {extends: a, script: x}\n"},
    }


@pytest.mark.timeout(10)
@pytest.mark.parametrize("name", sorted(hostile()))
def test_hostile_configuration_comes_to_an_end(name: str) -> None:
    assert len(read(hostile()[name]).runs) < 200_000
