"""The configuration of continuous integration in the repository, of whichever system, and what its commands run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from badge.core.evidence import Files, Kind, Repository
from badge.core.findings import Place
from badge.probes.facts.ci import github, gitlab, jenkins, others
from badge.probes.facts.ci.model import Job, Step, Trigger, Workflow
from badge.probes.facts.ci.scripts import Scripts
from badge.probes.facts.ci.shell import Command
from badge.probes.facts.structured import Text
from badge.probes.patterns import compiled

MOST_FILES = 200
"""Configuration files that are read."""

MOST_BYTES = 4 * 1024 * 1024
"""Bytes of them that are read."""

MOST_CHARACTERS = 4 * 1024 * 1024
"""Characters of scripts, aliases followed, that are cut into commands."""

DEEPEST = 4
"""Folders below each other in which configuration is looked for."""

_READ: Mapping[str, tuple[str, Callable[[Files, str, str, str], Workflow | None]]] = {
    "GitHub Actions": (r"\.github/workflows/[^/]+\.ya?ml", github.read),
    "Forgejo Actions": (r"\.forgejo/workflows/[^/]+\.ya?ml", github.read),
    "Gitea Actions": (r"\.gitea/workflows/[^/]+\.ya?ml", github.read),
    "GitLab CI": (r"\.gitlab-ci\.ya?ml", gitlab.read),
    "Jenkins": (
        r"(?:[\w.-]+/)?Jenkinsfile(?:[._-][\w.-]+)?|[\w.-]+\.Jenkinsfile|\.?jenkins/[^/]+\.groovy",
        jenkins.read,
    ),
    "CircleCI": (r"\.circleci/config\.ya?ml|circle\.yml", others.read),
    "Travis CI": (r"\.travis\.ya?ml", others.read),
    "Azure Pipelines": (
        r"\.?azure[-_]?pipelines?[\w.-]*\.ya?ml|\.?(?:azure-pipelines|pipelines|vsts|ado)/.+\.ya?ml",
        others.read,
    ),
    "Bitbucket Pipelines": (r"bitbucket-pipelines\.ya?ml", others.read),
    "Cirrus CI": (r"\.cirrus\.ya?ml", others.read),
    "Drone": (r"\.drone\.ya?ml", others.read),
    "Woodpecker": (r"\.woodpecker\.ya?ml|\.woodpecker/.+\.ya?ml", others.read),
    "AppVeyor": (r"\.?appveyor[\w.-]*\.ya?ml", others.read),
    "builds.sr.ht": (r"\.build\.ya?ml|\.builds/[^/]+\.ya?ml", others.read),
    "Semaphore": (r"\.semaphore/[^/]+\.ya?ml", others.read),
    "Buildkite": (r"\.?buildkite(?:/.+)?\.ya?ml", others.read),
    "Tekton": (r"\.tekton/.+\.ya?ml", others.read),
    "Google Cloud Build": (r"cloudbuild[\w.-]*\.ya?ml", others.read),
    "AWS CodeBuild": (r"buildspec[\w.-]*\.ya?ml", others.read),
}  # fmt: skip

_FOREIGN = (
    r"\A(?:\.cirrus\.star|\.drone\.(?:star|jsonnet)|\.?zuul\.ya?ml|\.?zuul\.d/.+|\.teamcity/.+|\.?(?:bitrise|codemagic|codeship"
    r"[\w.-]*|wercker|shippable|\.vela|\.prow|\.packit|packit|\.testing-farm|concourse|\.gocd|screwdriver|\.lgtm)\.ya?ml"
    r"|bors\.toml|\.ci/.+|ci/pipeline[\w.-]*\.ya?ml|\.kokoro/.+|kokoro/.+|\.rultor\.yml|\.evergreen/.+|\.evergreen\.yml"
    r"|\.taskcluster\.yml|\.expeditor/.+|dagger\.json|\.dagger/.+|\.harness/.+|\.hydra/.+|hydra\.json|\.?garnix\.ya?ml"
    r"|\.mergify\.yml|\.github/workflows/[^/]+|\.?buildbot/.+|master\.cfg|\.yarn/ci/.+|earthfile|\.earthly/.+)\z"
)
"""Configuration of systems that are not read: enough to know that there is something."""

STALE = frozenset({"Travis CI", "Jenkins", "AppVeyor", "Drone"})
"""Systems whose files are often left behind when a project moves on, or whose runs are set up elsewhere."""


class Run(NamedTuple):
    """A command that continuous integration runs, and the workflow, job and step that run it.

    The command may stand elsewhere: in a Makefile, a package's scripts, a script that the step calls.
    """

    command: Command
    workflow: Workflow
    job: Job
    step: Step

    @property
    def on_changes(self) -> bool:
        """Tell whether every push to the working branch, or every change that is proposed, runs it."""
        return not self.job.triggers.isdisjoint({Trigger.PUSH, Trigger.CHANGE})

    @property
    def sure(self) -> bool:
        """Tell whether the system is one whose configuration files are in use when they are there."""
        return self.workflow.system not in STALE and self.workflow.path != "circle.yml"


@dataclass(frozen=True)
class Workflows:
    """All configuration that was found. `unread` could not be understood, `foreign` belongs to systems not read."""

    all: tuple[Workflow, ...]
    files: Files
    unread: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()

    def values(self, workflow: Workflow) -> Iterator[Text]:
        """Yield every string of a configuration, `key: value` where it has a key; variables and matrices among them."""
        waiting: list[object] = [workflow.data]
        while waiting:
            value = waiting.pop()
            if isinstance(value, Mapping):
                for key, each in value.items():
                    if isinstance(each, str):
                        yield Text(f"{key}: {each}", getattr(each, "line", 0))
                    elif isinstance(each, list):
                        waiting += [{key: one} if isinstance(one, str) else one for one in each]
                    else:
                        waiting.append(each)
            elif isinstance(value, list):
                waiting += value

    @property
    def none(self) -> bool:
        """Tell whether there is no sign of continuous integration at all."""
        return not (self.all or self.unread or self.foreign)

    @property
    def paths(self) -> tuple[str, ...]:
        """Name every configuration file."""
        return tuple(dict.fromkeys([*(each.path for each in self.all), *self.unread, *self.foreign]))

    @cached_property
    def steps(self) -> tuple[tuple[Workflow, Job, Step], ...]:
        """Give every step with its workflow and job."""
        return tuple((each, job, step) for each in self.all for job in each.jobs for step in job.steps)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """Give every command, those in the scripts that are called among them; printing and installing left out."""
        return tuple(self._runs(Scripts(self.files)))

    def place(self, at: Command | Step | Job) -> Place:
        """Pin evidence to a command, step or job."""
        quote = (
            at.text if isinstance(at, Command) else (at.uses or at.script or at.name) if isinstance(at, Step) else ""
        )
        return self.files.place(at.path, at.line, quote)

    def _runs(self, scripts: Scripts) -> Iterator[Run]:
        left = MOST_CHARACTERS
        for workflow, job, step in self.steps:
            left -= len(step.script)
            for command in step.commands if left >= 0 else ():
                for each in (command, *scripts.inside(command)):
                    if not each.quiet:
                        yield Run(each, workflow, job, step)


def gather(files: Files, repository: Repository) -> Workflows:
    """Find and read the configuration files, by the names that each system demands."""
    found: list[Workflow] = []
    unread: list[str] = []
    foreign: list[str] = []
    patterns = [(system, compiled(rf"\A(?:{names})\z"), read) for system, (names, read) in _READ.items()]
    budget = MOST_BYTES
    some = compiled("|".join([*(rf"\A(?:{names})\z" for names, _ in _READ.values()), _FOREIGN]))
    for path, entry in files.entries.items():
        if entry.kind is Kind.SUBMODULE or path.count("/") > DEEPEST or not some.opens(path):
            continue
        if path.endswith((".md", ".txt", ".rst", ".html")):
            continue  # it is about the configuration
        for system, pattern, read in patterns:
            if pattern.opens(path):
                budget -= entry.size or 0
                within = len(found) < MOST_FILES and budget >= 0
                workflow = read(files, path, system, repository.branch) if within else None
                if workflow:
                    found.append(workflow)
                else:
                    unread.append(path)
                break
        else:
            foreign.append(path)
    workflows = Workflows(tuple(found), files, tuple(unread), tuple(foreign))
    _ = workflows.runs  # now, so that a script that cannot be read counts for everything that is made of this fact
    return workflows
