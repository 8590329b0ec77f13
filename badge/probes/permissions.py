"""What pipelines are allowed: the rights a task has when it states none, and whether those it is given are needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from badge.core.findings import Confidence, Finding, Place, met, unknown, unmet
from badge.core.messages import Message, counted
from badge.probes.facts.ci.model import Workflow
from badge.probes.facts.documents import Documents
from badge.probes.facts.permissions import HARMLESS, REASONS, USES_ITS_RIGHTS
from badge.probes.facts.pipelines import Pipelines, Task, events, grant_of
from badge.probes.facts.structured import strings, table
from badge.probes.patterns import found
from badge.probes.pipeline_inputs import without
from badge.probes.probe import probe

_GITHUB = "GitHub Actions"


@probe("osps_ac_04_01")
def by_default(pipelines: Pipelines, documents: Documents) -> Iterator[Finding]:
    """Look whether every workflow states at its top that its jobs may only read."""
    criterion = "osps_ac_04_01"
    if pipelines.workflows.none:
        yield without(criterion, documents)
        return
    open_ones = [each for each in _own(pipelines) if not _all_state_their_own(pipelines, each)]
    if broad := next((each for each in open_ones if grant_of(each.data).all), None):
        because = Message("%(path)s lets every job write everything that states no rights.", {"path": broad.path})
        place = pipelines.workflows.files.place(broad.path, grant_of(broad.data).line, "permissions: write-all")
        yield unmet(criterion, because, Confidence.DIRECT, place)
    elif pushing := next(filter(None, (_pushes(pipelines, each) for each in open_ones)), None):
        because = Message(
            "%(path)s states no rights and pushes with the token of the pipeline, so the default lets it write.",
            {"path": pushing.path},
        )
        yield unmet(criterion, because, Confidence.PARTIAL, pushing)
    elif silent := [each for each in open_ones if not grant_of(each.data).said]:
        because = counted(
            "%(path)s states no rights for all its jobs, so the settings of the repository decide.",
            "%(count)s workflows, such as %(path)s, state no rights for all their jobs, so the settings of the "
            "repository decide.",
            len(silent),
            path=silent[0].path,
        )
        yield unknown(criterion, because, *(pipelines.workflows.files.place(each.path) for each in silent[:3]))
    elif writing := next((each for each in open_ones if grant_of(each.data).writes), None):
        grant = grant_of(writing.data)
        because = Message(
            "%(path)s gives all its jobs the right to write: %(rights)s.",
            {"path": writing.path, "rights": grant.writes},
        )
        yield unknown(criterion, because, pipelines.workflows.files.place(writing.path, grant.line, "permissions:"))
    elif not pipelines.understood or any(each.system != _GITHUB for each in pipelines.all):
        paths = tuple(each for each in pipelines.workflows.paths if not each.startswith(".github/"))[:4]
        because = Message("The pipelines in %(paths)s are of a kind that is not read for this.", {"paths": paths})
        yield unknown(criterion, because)
    else:
        tops = [grant_of(each.data) for each in _own(pipelines)]
        because = Message("Every workflow states that its jobs may only read, unless a job states something else.")
        places = [pipelines.workflows.files.place(each.path, grant_of(each.data).line) for each in pipelines.all[:5]]
        sure = Confidence.GOOD if tops and all(each.said and not each.writes for each in tops) else Confidence.PARTIAL
        yield replace(met(criterion, because, sure, *places), by_absence=True)


def _pushes(pipelines: Pipelines, workflow: Workflow) -> Place | None:
    """Find the push of a workflow that states no rights and brings no token or key of its own."""
    text = pipelines.workflows.files.text(workflow.path) or ""
    if grant_of(workflow.data).said or found(r"\bsecrets\.|\bssh-key\b", text):
        return None
    for each, _, step in pipelines.workflows.steps:
        if each is workflow and found(r"\bgit push\b", step.script):
            return pipelines.workflows.place(step)
    return None


def _own(pipelines: Pipelines) -> list[Workflow]:
    """Give the workflows that start by themselves; one that is only called has the rights of its caller."""
    return [each for each in pipelines.all if set(events(each)) != {"workflow_call"}]


def _all_state_their_own(pipelines: Pipelines, workflow: Workflow) -> bool:
    return all(grant_of(task.data).said for task in pipelines.tasks if task.workflow is workflow)


@probe("osps_ac_04_02")
def needed(pipelines: Pipelines, documents: Documents) -> Iterator[Finding]:
    """Compare the rights that each job is given with what its steps do."""
    criterion = "osps_ac_04_02"
    if pipelines.workflows.none:
        yield without(criterion, documents)
        return
    for task in pipelines.tasks:
        place = pipelines.place(task, grant_of(task.data).line or task.line)
        values = {"path": task.workflow.path, "job": task.name}
        if task.grant.all:
            because = Message("%(path)s gives the job %(job)s the right to write everything.", values)
            yield unmet(criterion, because, Confidence.GOOD, place)
            return
        if task.grant.writes and (wrong := _unneeded(task)):
            because = Message(
                "%(path)s gives the job %(job)s the right to write %(right)s, and no step of it writes anything.",
                {**values, "right": wrong},
            )
            yield unmet(criterion, because, Confidence.GOOD, place)
            return
    yield _of_the_unclear(criterion, pipelines)


def _of_the_unclear(criterion: str, pipelines: Pipelines) -> Finding:
    """Say which job is not clear; else that every right has a reason."""
    for task in pipelines.tasks:
        values = {"path": task.workflow.path, "job": task.name}
        place = pipelines.place(task)
        if not task.grant.said:
            because = Message("%(path)s states no rights for the job %(job)s.", values)
            return unknown(criterion, because, place)
        if right := next((each for each in task.grant.writes if not _has_reason(task, each)), ""):
            because = Message(
                "%(path)s gives the job %(job)s the right to write %(right)s; what for was not recognised.",
                {**values, "right": right},
            )
            return unknown(criterion, because, place)
    if not pipelines.understood or not pipelines.all or any(each.system != _GITHUB for each in pipelines.all):
        paths = tuple(each for each in pipelines.workflows.paths if not each.startswith(".github/"))[:4]
        because = Message("The pipelines in %(paths)s are of a kind that is not read for this.", {"paths": paths})
        return unknown(criterion, because)
    because = counted(
        "%(count)s job states its rights, and each right to write has a step that seems to need it.",
        "%(count)s jobs state their rights, and each right to write has a step that seems to need it.",
        len(pipelines.tasks),
    )
    places = [pipelines.place(task) for task in pipelines.tasks if task.grant.writes][:3]
    return replace(met(criterion, because, Confidence.PARTIAL, *places), by_absence=True)


def _does(task: Task) -> str:
    """Give all that a job uses and runs, as one text."""
    texts = [task.calls, task.name, *strings(task.data.get("name"))]
    for step in task.steps:
        for value in step.values():
            texts += strings([*table(value).values()] if isinstance(value, dict) else value)
    return "\n".join(texts)


def _has_reason(task: Task, right: str) -> bool:
    pattern = REASONS.get(right)
    return pattern is not None and found(pattern, _does(task))


def _unneeded(task: Task) -> str:
    """Name a right to write of a job that builds and tests only."""
    if task.calls or not task.steps:
        return ""
    for step in task.steps:
        called, script = step.get("uses"), step.get("run")
        if isinstance(called, str) and not found(HARMLESS, called):
            return ""
        if isinstance(script, str) and found(USES_ITS_RIGHTS, script):
            return ""
        given = " ".join(strings([*table(step.get("with")).values(), *table(step.get("env")).values()]))
        if found(r"token|secrets\.", given):
            return ""
    if found(r"token|secrets\.", " ".join(strings([*table(task.data.get("env")).values()]))):
        return ""
    return next((each for each in task.grant.writes if each != "id-token"), "")
