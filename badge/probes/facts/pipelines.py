"""Pipelines of GitHub, Forgejo and Gitea as they are written: events, permissions, conditions, and text of outsiders.

The commands that they run are in the fact `workflows`; here is what stands around them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from badge.core.findings import Place
from badge.probes.facts.ci.model import Step, Workflow
from badge.probes.facts.structured import dig, rows, strings, table
from badge.probes.facts.workflows import Workflows
from badge.probes.patterns import compiled

SYSTEMS = frozenset({"GitHub Actions", "Forgejo Actions", "Gitea Actions"})

WRITE_ALL = "write-all"


class Grant(NamedTuple):
    """What a workflow or a job is allowed. `said` is False where nothing is stated, and the settings decide."""

    said: bool
    writes: tuple[str, ...] = ()
    line: int = 0

    @property
    def all(self) -> bool:
        """Tell whether it may write everything."""
        return WRITE_ALL in self.writes


class Task(NamedTuple):
    """A job as it is written in its own file, and the workflow that it belongs to."""

    workflow: Workflow
    name: str
    line: int
    data: Mapping[str, object]

    @property
    def steps(self) -> tuple[Mapping[str, object], ...]:
        """Give its steps as they are written."""
        return tuple(table(each) for each in rows(self.data.get("steps")))

    @property
    def grant(self) -> Grant:
        """Give its own permissions, or those of the whole workflow."""
        own = grant_of(self.data)
        return own if own.said else grant_of(self.workflow.data)

    @property
    def calls(self) -> str:
        """Name the workflow that it calls instead of having steps."""
        called = self.data.get("uses")
        return called if isinstance(called, str) else ""


@dataclass(frozen=True)
class Pipelines:
    """The workflows that are written in the language of GitHub's, and their jobs."""

    all: tuple[Workflow, ...]
    workflows: Workflows

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """Give every job of every workflow, as it is written."""
        return tuple(
            Task(each, name, getattr(name, "line", 0), table(data))
            for each in self.all
            for name, data in table(each.data.get("jobs")).items()
        )

    @property
    def rest(self) -> tuple[str, ...]:
        """Name what could not be understood; files beside the workflows that are none do not count."""
        several = (*self.workflows.unread, *self.workflows.foreign)
        return tuple(each for each in several if "/workflows/" not in each or each.endswith((".yml", ".yaml")))

    @property
    def understood(self) -> bool:
        """Tell whether there is nothing besides, of another system or not readable."""
        return len(self.all) == len(self.workflows.all) and not self.rest

    def place(self, task: Task, line: int = 0, excerpt: str = "") -> Place:
        """Pin evidence to a job, or to a line of it."""
        return self.workflows.files.place(task.workflow.path, line or task.line, excerpt or f"{task.name}:")

    def steps(self) -> Iterator[tuple[Workflow, Step]]:
        """Yield every step, values filled in, of these workflows; local actions are followed."""
        for workflow, _, step in self.workflows.steps:
            if workflow.system in SYSTEMS:
                yield workflow, step


def gather(workflows: Workflows) -> Pipelines:
    """Choose the workflows that are written in this language."""
    return Pipelines(tuple(each for each in workflows.all if each.system in SYSTEMS), workflows)


def events(workflow: Workflow) -> Mapping[str, object]:
    """Give the events that start a workflow, each with what is said about it."""
    said = workflow.data.get("on", workflow.data.get("True"))
    return table(said) if isinstance(said, Mapping) else {str(each): None for each in strings(said)}


def grant_of(data: Mapping[str, object]) -> Grant:
    """Read `permissions` of a workflow or of a job."""
    if "permissions" not in data:
        return Grant(said=False)
    line = next((getattr(key, "line", 0) for key in data if key == "permissions"), 0)
    said = data["permissions"]
    if isinstance(said, str):
        return Grant(True, (WRITE_ALL,) if said == WRITE_ALL else (), line)
    return Grant(True, tuple(sorted(name for name, value in table(said).items() if value == "write")), line)


# Texts that outsiders choose ---------------------------------------------------------------------------------------

EXPRESSION = compiled(r"\$\{\{((?:[^}]|\}[^}])*)\}\}")

_HARMLESS = compiled(
    r"\b(?:contains|startsWith|endsWith|hashFiles)\s*\([^()]*\)|[\w.*\[\]'\"-]+\s*(?:==|!=|&&)|(?:==|!=)\s*[\w.*\[\]'\"-]+"
    r"|![\w.*-]+"
)
"""Parts of an expression whose value is true, false or a text of the workflow's own, whatever was put in."""

_COMMITS = (
    r"\bgithub\.event\.(?:head_commit|commits?\b[\w.\[\]*]*|workflow_run\.head_commit|merge_group\.head_commit)"
    r"\.(?:message|(?:author|committer)\.(?:name|email))\b"
)
_OUTSIDERS = (
    r"\bgithub\.head_ref\b|\bgithub\.event\.(?:(?:issue|pull_request|discussion)\.(?:title|body)\b"
    r"|pull_request\.head\.(?:ref|label|repo\.(?:default_branch|description|homepage))\b"
    r"|(?:comment|review|review_comment)\.body\b|pages\b[\w.\[\]*]*\.(?:page_name|title)\b"
    r"|workflow_run\.(?:head_branch|display_title|head_repository\.description)\b"
    r"|workflow_run\.pull_requests\b[\w.\[\]*]*\.head\.ref\b)|\btoJSON\(\s*github(?:\.event)?\s*\)"
)
_TRUSTED = r"\b(?:github\.ref_name|github\.ref|github\.base_ref|github\.event\.release\.(?:tag_name|name|body))\b"

STARTED_BY_OUTSIDERS = frozenset(
    "pull_request pull_request_target pull_request_review pull_request_review_comment issues issue_comment discussion "
    "discussion_comment commit_comment workflow_run workflow_call gollum fork".split()
)

RUNS_AS_CODE = frozenset({"script", "run", "command", "commands", "cmd", "inlineScript", "pre_build", "post_build"})
"""Inputs of ready-made steps that are code: an expression in them is put into the code before it runs."""


def outsiders(workflow: Workflow, text: str) -> str:
    """Give the expression in a text that holds what outsiders choose, if the workflow's events can supply it."""
    if "${{" not in text or not compiled(f"{_COMMITS}|{_OUTSIDERS}").search(text):
        return ""
    supplied = not STARTED_BY_OUTSIDERS.isdisjoint(events(workflow))
    return _expression(text, compiled(f"{_COMMITS}|{_OUTSIDERS}" if supplied else _COMMITS))


def colleagues(text: str, names: tuple[str, ...]) -> str:
    """Give the expression in a text that holds one of these inputs, which people with rights choose."""
    if "${{" not in text or not names:
        return ""
    wanted = "|".join(
        "".join(sign if sign.isalnum() or sign in "_-" else "\\" + sign for sign in each) for each in names
    )
    return _expression(text, compiled(rf"\b(?:github\.event\.)?inputs\.(?:{wanted})(?:[^\w-]|$)"))


def named_by_colleagues(text: str) -> str:
    """Give the expression in a text that holds the name of a branch, tag or release."""
    return _expression(text, compiled(_TRUSTED)) if "${{" in text else ""


def _expression(text: str, pattern: object) -> str:
    for match in EXPRESSION.finditer(text):
        if pattern.search(_HARMLESS.sub(" ", match.group(1))):  # type: ignore[attr-defined]
            return str(match.group(0))
    return ""


def code_of(step: Step) -> Iterator[str]:
    """Yield the texts of a step that are run as code."""
    if step.script:
        yield step.script
    for name, value in step.inputs.items():
        if name in RUNS_AS_CODE:
            yield value


def typed_inputs(workflow: Workflow) -> Iterator[tuple[str, str]]:
    """Yield the inputs that a person gives when starting a workflow by hand: name and type."""
    for name, each in table(dig(events(workflow).get("workflow_dispatch"), "inputs")).items():
        kind = dig(each, "type")
        yield name, kind if isinstance(kind, str) else "string"
