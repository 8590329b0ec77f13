"""What pipelines take in: texts of outsiders, code of outsiders, and inputs of people with rights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from badge.core.findings import Confidence, Finding, Place, met, not_applicable, unknown, unmet
from badge.core.messages import Message
from badge.probes.facts.ci.model import Step
from badge.probes.facts.ci.shell import QUIET, commands
from badge.probes.facts.documents import Documents
from badge.probes.facts.pipelines import (
    EXPRESSION,
    SYSTEMS,
    Pipelines,
    Task,
    code_of,
    colleagues,
    events,
    named_by_colleagues,
    outsiders,
    typed_inputs,
)
from badge.probes.facts.structured import strings, table
from badge.probes.facts.workflows import Workflows
from badge.probes.integration import SPOKEN
from badge.probes.patterns import first, found
from badge.probes.probe import probe

_SHELL_NAMES = r"\$\{?GITHUB_(?:HEAD_REF|EVENT_PATH)\b"
_GITLAB = (
    r"\bCI_(?:MERGE_REQUEST_(?:TITLE|DESCRIPTION|SOURCE_BRANCH_NAME)|COMMIT_(?:MESSAGE|TITLE|DESCRIPTION|AUTHOR"
    r"|REF_NAME|BRANCH)|EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_NAME)\b"
)
_EVALUATED = rf"\b(?:eval\s|(?:ba|z|da)?sh\s+-\w*c\s+[^'\n]*\")[^\n]*\$\{{?{_GITLAB[2:]}"
_PRIVILEGED = frozenset({"pull_request_target", "workflow_run", "issue_comment"})
_CHECKOUT = r"^[\w.-]*/?(?:[\w.-]+/)*checkout(?:@|$)"
_HEAD = (
    r"github\.event\.pull_request\.(?:head\.|merge_commit_sha)|github\.head_ref|refs/pull/|github\.event\.workflow_run\."
    r"(?:head_|pull_requests)|github\.event\.pull_request\.number|steps\.[\w.-]*(?:pr|comment|sha|ref|head)[\w.-]*"
)
_FETCHED = (
    r"^[^#\n]*(?:\bgh pr checkout\b|\bgit (?:-\S+ \S+ )*(?:fetch|checkout|switch|pull|clone)\b[^\n]*"
    r"(?:\bpull/[^\s/]+/(?:head|merge)\b|head[._]ref|head[._]sha|head\.repo))"
)
_BUILDS = (
    r"^(?:\S*/)?(?:npm|yarn|pnpm|bun) (?:ci|i|install)\b|^yarn$|\bpip[\d.]* install\b[^\n]*(?:\s-[er]|\s\.|\s\[)"
    r"|^(?:bundle|composer|poetry|pdm|uv|go|cargo|mix) \w+|^(?:source|\.) |^(?:\S*/)?docker build"
)
_GATE = (
    r"\blabels?\b|author_association|\bactor\b|user\.login|head\.repo|head_repository|head_branch|\bfork\b"
    r"|merged\b|event == 'push'|sender\.|membership|permission"
)
_OWN_MACHINE = r"\bself-hosted\b"


@probe("osps_br_01_01")
def metadata(pipelines: Pipelines, documents: Documents) -> Iterator[Finding]:
    """Look for titles, messages and names that outsiders choose in the code of a pipeline's steps."""
    criterion = "osps_br_01_01"
    workflows = pipelines.workflows
    if workflows.none:
        yield without(criterion, documents)
        return
    if bad := _put_into_code(pipelines) or _evaluated(workflows):
        because = Message(
            "%(path)s puts a text that outsiders choose into the code of a step: %(expression)s",
            {"path": bad.path, "expression": bad.excerpt},
        )
        yield unmet(criterion, because, Confidence.DIRECT, bad)
    elif taken := _taken_in(pipelines):
        because = Message(
            "%(path)s takes in a text that outsiders choose, but not into code: %(expression)s. "
            "Whether it is validated was not recognised.",
            {"path": taken.path, "expression": taken.excerpt},
        )
        yield unknown(criterion, because, taken)
    elif pipelines.rest or not all(each.system in SYSTEMS or each.system == "GitLab CI" for each in workflows.all):
        because = Message(
            "The pipelines in %(paths)s are of a kind that is not read for this.",
            {
                "paths": pipelines.rest[:4]
                or tuple(each.path for each in workflows.all if each not in pipelines.all)[:4]
            },
        )
        yield unknown(criterion, because)
    else:
        because = Message("The pipelines use no text that outsiders choose, such as titles, messages or branch names.")
        places = [workflows.files.place(each.path) for each in workflows.all[:3]]
        yield replace(met(criterion, because, Confidence.PARTIAL, *places), by_absence=True)


def without(criterion: str, documents: Documents) -> Finding:
    """Say that there is no pipeline, unless a document speaks of one."""
    for document in documents.all("readme", "contributing", "development"):
        if hit := first(SPOKEN, document.text):
            because = Message(
                "%(path)s speaks of continuous integration, but no configuration was found.", {"path": document.path}
            )
            return unknown(criterion, because, document.place(hit.line, hit.text))
    if not documents.by_role and not documents.paths:
        return unknown(criterion, Message("No configuration of continuous integration was found among the files."))
    because = Message("No configuration of continuous integration was found among the files.")
    return not_applicable(criterion, because, Confidence.PARTIAL)


def _put_into_code(pipelines: Pipelines) -> Place | None:
    for workflow, step in pipelines.steps():
        for text in code_of(step):
            if expression := outsiders(workflow, text):
                return _at(pipelines.workflows, step, text, expression)
    return None


def _at(workflows: Workflows, step: Step, text: str, expression: str) -> Place:
    ahead = text.count("\n", 0, text.find(expression)) if text is step.script and step.line else 0
    return workflows.files.place(step.path, step.line + ahead, expression)


def _evaluated(workflows: Workflows) -> Place | None:
    """Find variables of GitLab that outsiders choose in a text that a shell reads a second time."""
    for workflow, _, step in workflows.steps:
        if workflow.system == "GitLab CI" and (place := _in_script(workflows, step, _EVALUATED)):
            return place
    return None


def _taken_in(pipelines: Pipelines) -> Place | None:
    """Find such a text that is handed to a step in another way: as a variable of the shell, as an input."""
    for workflow, step in pipelines.steps():
        if "GITHUB_" in step.script and (place := _in_script(pipelines.workflows, step, _SHELL_NAMES)):
            return place
        for value in step.inputs.values():
            if expression := outsiders(workflow, value):
                return pipelines.workflows.files.place(step.path, step.line, expression)
    return _in_environment(pipelines) or next(
        (
            place
            for workflow, _, step in pipelines.workflows.steps
            if workflow.system == "GitLab CI" and (place := _in_script(pipelines.workflows, step, _GITLAB))
        ),
        None,
    )


def _in_script(workflows: Workflows, step: Step, pattern: str) -> Place | None:
    hit = first(pattern, step.script) if step.script else None
    return workflows.files.place(step.path, step.line + hit.line - 1 if step.line else 0, hit.text) if hit else None


def _in_environment(pipelines: Pipelines) -> Place | None:
    for task in pipelines.tasks:
        for data in (task.workflow.data, task.data, *task.steps):
            for value in strings([*table(data.get("env")).values()]):
                if expression := outsiders(task.workflow, value):
                    return pipelines.place(task, value.line, expression)
    return None


@probe("osps_br_01_03")
def code(pipelines: Pipelines, documents: Documents) -> Iterator[Finding]:
    """Look for pipelines with rights that fetch and run code which nobody has reviewed."""
    criterion = "osps_br_01_03"
    workflows = pipelines.workflows
    if workflows.none:
        yield without(criterion, documents)
        return
    doubts = []
    for task in pipelines.tasks:
        if _PRIVILEGED.isdisjoint(events(task.workflow)) or (at := _foreign_code(task)) is None:
            continue
        place = pipelines.place(task, at[1], at[2])
        if _runs_something(task, at[0]) and not _is_kept_apart(task, at[0]):
            because = Message(
                "%(path)s runs code of outsiders in the job %(job)s, which has the rights of the repository.",
                {"path": task.workflow.path, "job": task.name},
            )
            yield unmet(criterion, because, Confidence.DIRECT, place)
            return
        doubts.append((task, place))
    if doubts:
        task, place = doubts[0]
        because = Message(
            "%(path)s fetches code of outsiders in the job %(job)s; whether it can reach rights or secrets was not "
            "recognised.",
            {"path": task.workflow.path, "job": task.name},
        )
        yield unknown(criterion, because, place)
    else:
        yield _of_the_others(criterion, pipelines)


def _of_the_others(criterion: str, pipelines: Pipelines) -> Finding:
    """Judge pipelines none of which mixes rights with the code of outsiders."""
    started = [each for each in pipelines.all if not {"pull_request", "merge_group"}.isdisjoint(events(each))]
    own = next((each for each in pipelines.tasks if found(_OWN_MACHINE, " ".join(_machines(each)))), None)
    if not pipelines.understood or any(each.system != "GitHub Actions" for each in pipelines.all):
        because = Message(
            "What the code of outsiders can reach depends on the settings of the system that runs the pipelines."
        )
        return unknown(criterion, because, *(pipelines.workflows.files.place(each) for each in _paths(pipelines)))
    if own and own.workflow in started:
        because = Message(
            "%(path)s runs proposed changes on a machine of the project's own, in the job %(job)s.",
            {"path": own.workflow.path, "job": own.name},
        )
        return unknown(criterion, because, pipelines.place(own))
    if not started:
        because = Message("No pipeline starts for the code of outsiders.")
        return not_applicable(criterion, because, Confidence.PARTIAL)
    because = Message(
        "Proposed changes run in pipelines that GitHub gives neither secrets nor the right to write; "
        "no other pipeline fetches their code."
    )
    places = [pipelines.workflows.files.place(each.path) for each in started[:3]]
    return replace(met(criterion, because, Confidence.PARTIAL, *places), by_absence=True)


def _paths(pipelines: Pipelines) -> tuple[str, ...]:
    return pipelines.workflows.paths[:3]


def _machines(task: Task) -> Iterator[str]:
    machine = task.data.get("runs-on")
    yield from strings(machine if not isinstance(machine, dict) else [*machine.values()])


def _foreign_code(task: Task) -> tuple[int, int, str] | None:
    """Find the step that fetches proposed code: its number, line and text."""
    for number, step in enumerate(task.steps):
        called, script = step.get("uses"), step.get("run")
        if isinstance(called, str) and found(_CHECKOUT, called):
            given = table(step.get("with"))
            for name in ("ref", "repository"):
                value = next(strings(given.get(name)), None)
                if value is not None and any(found(_HEAD, each.group(1)) for each in EXPRESSION.finditer(value)):
                    return number, value.line, value
                if value is not None and "refs/pull/" in value:
                    return number, value.line, value
        elif isinstance(script, str) and (hit := first(_FETCHED, script)):
            return number, getattr(script, "line", 0) + hit.line - 1, hit.text
    return None


def _runs_something(task: Task, after: int) -> bool:
    """Tell whether a later step runs or builds what was fetched."""
    for step in task.steps[after:]:
        called, script = step.get("uses"), step.get("run")
        if isinstance(called, str) and called.startswith("./"):
            return True
        if isinstance(script, str) and any(
            found(_BUILDS, each.text) or not QUIET.match(each.text) for each in commands(script, "")
        ):
            return True
    return False


def _is_kept_apart(task: Task, at: int) -> bool:
    """Tell whether somebody has to agree first, or there is nothing to reach: no right to write and no secret."""
    data = task.data
    conditions = " ".join(strings([data.get("if"), *(each.get("if") for each in task.steps[: at + 1])]))
    if found(_GATE, conditions) or "environment" in data or "needs" in data:
        return True
    said = events(task.workflow).get("pull_request_target")
    if {"labeled", "closed"} & set(strings(table(said).get("types"))):
        return True
    steps = " ".join(text for step in task.steps for text in _texts(step))
    return task.grant.said and not task.grant.writes and not found(r"\bsecrets\.(?:[A-FH-Z]|G[A-HJ-Z])", steps)


def _texts(step: dict[str, object] | object) -> Iterator[str]:
    for value in table(step).values():
        yield from strings([*table(value).values()] if isinstance(value, dict) else value)


@probe("osps_br_01_04")
def typed(pipelines: Pipelines, documents: Documents) -> Iterator[Finding]:
    """Look for inputs of people with rights in the code of a pipeline's steps."""
    criterion = "osps_br_01_04"
    workflows = pipelines.workflows
    if workflows.none:
        yield without(criterion, documents)
        return
    inputs = {each.path: tuple(typed_inputs(each)) for each in pipelines.all}
    free = {path: tuple(name for name, kind in each if kind == "string") for path, each in inputs.items()}
    if bad := _typed_into_code(pipelines, free):
        because = Message(
            "%(path)s puts an input that a person types into the code of a step: %(expression)s",
            {"path": bad.path, "expression": bad.excerpt},
        )
        yield unmet(criterion, because, Confidence.GOOD, bad)
    elif path := next((path for path, names in free.items() if names), ""):
        because = Message(
            "%(path)s takes the input %(name)s, but not into code. Whether it is validated was not recognised.",
            {"path": path, "name": free[path][0]},
        )
        yield unknown(criterion, because, workflows.files.place(path))
    elif named := _names_in_code(pipelines):
        because = Message(
            "%(path)s puts the name of a branch, tag or release into the code of a step: %(expression)s",
            {"path": named.path, "expression": named.excerpt},
        )
        yield unknown(criterion, because, named)
    elif not pipelines.understood:
        because = Message(
            "Not every pipeline is of a kind that is read for this: %(paths)s.", {"paths": _paths(pipelines)}
        )
        yield unknown(criterion, because)
    elif path := next((path for path, each in inputs.items() if each), ""):
        because = Message(
            "People who start a pipeline can only choose among given values: see %(path)s.", {"path": path}
        )
        yield replace(met(criterion, because, Confidence.PARTIAL, workflows.files.place(path)), by_absence=True)
    else:
        yield not_applicable(criterion, Message("No pipeline takes an input from a person."), Confidence.PARTIAL)


def _typed_into_code(pipelines: Pipelines, free: dict[str, tuple[str, ...]]) -> Place | None:
    for workflow, step in pipelines.steps():
        names = free[workflow.path] if step.path == workflow.path else ()
        for text in code_of(step):
            if expression := colleagues(text, names):
                return _at(pipelines.workflows, step, text, expression)
    return None


def _names_in_code(pipelines: Pipelines) -> Place | None:
    for _, step in pipelines.steps():
        for text in code_of(step):
            if expression := named_by_colleagues(text):
                return _at(pipelines.workflows, step, text, expression)
    return None
