"""Workflows of GitHub, Forgejo and Gitea; local reusable workflows and composite actions are followed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from posixpath import normpath

from badge.core.evidence import Files
from badge.probes.facts.ci.model import Job, Step, Trigger, Workflow
from badge.probes.facts.ci.shell import LONGEST_SCRIPT
from badge.probes.facts.structured import Text, dig, rows, strings, table, yaml_of
from badge.probes.patterns import compiled, found

DEEPEST = 2
"""How many local workflows or actions inside each other are followed."""

MOST_VARIANTS = 20
"""Scripts that one step may become when matrix values are put into it."""

WORKING_BRANCHES = r"\A['\"]?(main|master|trunk|develop|development|devel|dev|next|default|\*\*?)['\"]?\z"

_EVENTS: Mapping[str, Trigger] = {
    "push": Trigger.PUSH,
    "pull_request": Trigger.CHANGE,
    "pull_request_target": Trigger.CHANGE,
    "merge_group": Trigger.CHANGE,
    "schedule": Trigger.SCHEDULE,
    "workflow_dispatch": Trigger.MANUAL,
    "repository_dispatch": Trigger.MANUAL,
    "release": Trigger.TAG,
    "create": Trigger.TAG,
}

_VALUE = compiled(r"\$\{\{\s*((?:matrix|inputs|env)\.[\w.-]+)\s*\}\}")


def read(files: Files, path: str, system: str, branch: str) -> Workflow | None:
    """Read one workflow file; None where it is no workflow."""
    data = table(yaml_of(files.text(path)))
    if not isinstance(data.get("jobs"), Mapping):
        return None
    events = data.get("on", data.get("True"))
    triggers = _triggers(events, branch)
    crons = tuple(
        str(dig(each, "cron")) for each in rows(dig(events, "schedule")) if isinstance(dig(each, "cron"), str)
    )
    jobs = tuple(_Scope(files, path, data, triggers).jobs())
    return Workflow(path, system, triggers, jobs, crons, data)


_NEVER = frozenset({"false", "${{ false }}", "${{false}}"})


def _triggers(events: object, branch: str) -> frozenset[Trigger]:
    names = table(events) if isinstance(events, Mapping) else {str(each): None for each in strings(events)}
    found_ones = set()
    for name, details in names.items():
        trigger = _EVENTS.get(name, Trigger.OTHER)
        if trigger is Trigger.PUSH:
            trigger = _push(table(details), branch)
        found_ones.add(trigger)
    return frozenset(found_ones)


def _push(details: Mapping[str, object], branch: str) -> Trigger:
    """Tell what a push trigger is worth: it counts as one when it reaches the branch that people work on."""
    if "branches" not in details:
        return Trigger.TAG if "tags" in details else Trigger.PUSH
    names = list(strings(details["branches"]))
    if any(found(WORKING_BRANCHES, name) or (branch and name == branch) for name in names):
        return Trigger.PUSH
    # A wildcard of another kind (release/*, gh-pages) tells nothing about the working branch.
    return Trigger.OTHER


@dataclass(frozen=True)
class _Scope:
    """A file that is being read: what calls it decides its triggers and the values it works with."""

    files: Files
    path: str
    data: Mapping[str, object]
    triggers: frozenset[Trigger]
    values: Mapping[str, list[str]] = field(default_factory=dict)
    depth: int = DEEPEST

    def jobs(self) -> Iterator[Job]:
        """Yield the jobs that can run at all, and those of the local workflows that are called."""
        for name, each in table(self.data.get("jobs")).items():
            job = table(each)
            triggers = narrowed(self.triggers, job.get("if"))
            if not triggers and self.triggers:
                continue
            scope = replace(
                self,
                triggers=triggers,
                values={**self.values, **_environment(self.data), **_environment(job), **_matrix(job)},
            )
            title = _filled(str(job.get("name") or name), scope.values)[0]
            line = name.line if isinstance(name, Text) else 0
            if isinstance(job.get("uses"), str):
                yield from scope.called(job, title, line)
            else:
                steps = scope.steps(job.get("steps"), tolerated=_true(job.get("continue-on-error")))
                yield Job(title, self.path, line, tuple(steps), triggers)

    def called(self, job: Mapping[str, object], title: str, line: int) -> Iterator[Job]:
        """Follow a call of a reusable workflow, if it is one of this repository; keep its name otherwise."""
        called = str(job["uses"])
        path = _local(called)
        data = table(yaml_of(self.files.text(path))) if path in self.files.entries and self.depth else {}
        if isinstance(data.get("jobs"), Mapping):
            values = _inputs(data, job)
            yield from replace(self, path=path, data=data, values=values, depth=self.depth - 1).jobs()
        else:
            step = Step(self.path, line, title, uses=called, inputs=_plain(job.get("with")))
            yield Job(title, self.path, line, (step,), self.triggers)

    def steps(self, steps: object, *, tolerated: bool) -> Iterator[Step]:
        """Yield the steps of a job or of an action, and those of the local actions among them."""
        for each in rows(steps):
            step = table(each)
            if str(step.get("if", "")).strip().lower() in _NEVER:
                continue
            ignored = tolerated or _true(step.get("continue-on-error"))
            known = {**self.values, **_environment(step)}
            script, called, name = step.get("run"), step.get("uses"), str(step.get("name") or "")
            if isinstance(script, str):
                for variant in _filled(script, known):
                    yield Step(self.path, getattr(script, "line", 0), name, variant, tolerated=ignored)
            elif isinstance(called, str):
                inputs = {key: _filled(value, known)[0] for key, value in _plain(step.get("with")).items()}
                yield Step(self.path, getattr(called, "line", 0), name, "", str(called), inputs, ignored)
                yield from self.action(called, step, tolerated=ignored)

    def action(self, called: str, step: Mapping[str, object], *, tolerated: bool) -> Iterator[Step]:
        """Follow a composite action of this repository."""
        for ending in ("yml", "yaml"):
            path = normpath(f"{_local(called)}/action.{ending}").lstrip("/")
            if called.startswith("./") and self.depth and path in self.files.entries:
                data = table(yaml_of(self.files.text(path)))
                inside = replace(self, path=path, data=data, values=_inputs(data, step), depth=self.depth - 1)
                yield from inside.steps(dig(data, "runs", "steps"), tolerated=tolerated)


def _local(called: str) -> str:
    return normpath(called.partition("@")[0]) if called.startswith("./") else ""


def _inputs(data: Mapping[str, object], caller: Mapping[str, object]) -> dict[str, list[str]]:
    """Give the values that a called workflow or action works with: what it is called with, else its defaults."""
    events = data.get("on", data.get("True"))
    declared = {**table(dig(events, "workflow_call", "inputs")), **table(data.get("inputs"))}
    given = _plain(caller.get("with"))
    values: dict[str, list[str]] = {name: [*strings(dig(each, "default"))] for name, each in declared.items()}
    chosen = {**values, **{name: [value] for name, value in given.items()}}
    return {f"inputs.{name}": [*value] for name, value in chosen.items() if value}


def _plain(value: object) -> dict[str, str]:
    return {name: " ".join(strings(each)) for name, each in table(value).items()}


def _environment(data: Mapping[str, object]) -> dict[str, list[str]]:
    return {f"env.{name}": [value] for name, value in _plain(data.get("env")).items()}


def _matrix(job: Mapping[str, object]) -> dict[str, list[str]]:
    """Give every value that each name of the matrix takes."""
    matrix = table(dig(job, "strategy", "matrix"))
    values: dict[str, list[str]] = {}
    listed = [(name, each) for name, several in matrix.items() if name != "exclude" for each in rows(several)]
    for name, each in listed:
        if name == "include":
            for inner, value in table(each).items():
                _collect(values, f"matrix.{inner}", value)
        else:
            _collect(values, f"matrix.{name}", each)
    return values


def _collect(values: dict[str, list[str]], name: str, value: object) -> None:
    if isinstance(value, Mapping):
        for inner, each in table(value).items():
            values.setdefault(f"{name}.{inner}", []).extend(strings(each))
    else:
        values.setdefault(name, []).extend(strings(value))


def _filled(text: str, values: Mapping[str, list[str]]) -> list[str]:
    """Put the values into a text, one text for each; what is not known stays as it is."""
    pieces, names, at = [], [], 0
    for match in _VALUE.finditer(text):
        if values.get(match.group(1)):
            pieces.append(text[at : match.start()])
            names.append(match.group(1))
            at = match.end()
    most = max(1, min(MOST_VARIANTS, LONGEST_SCRIPT // max(len(text), 1)))
    chosen: list[dict[str, str]] = [{}]
    for name in dict.fromkeys(names):
        choices = dict.fromkeys(values[name])
        chosen = [{**each, name: choice} for each in chosen for choice in islice(choices, most)][:most]
    return [
        "".join(piece + each[name] for piece, name in zip(pieces, names, strict=True)) + text[at:] for each in chosen
    ]


def _true(value: object) -> bool:
    return value is True or str(value).strip().lower() == "true"


_ONLY = compiled(r"github\.event_name\s*==\s*['\"](\w+)['\"]")
_NOT = compiled(r"github\.event_name\s*!=\s*['\"](\w+)['\"]")


def narrowed(triggers: frozenset[Trigger], condition: object) -> frozenset[Trigger]:
    """Leave those triggers that a job's condition lets through, as far as a plain condition tells."""
    text = str(condition if condition is not None else "").strip()
    if text.lower() in _NEVER:
        return frozenset()
    if "refs/tags" in text and "||" not in text and "!" not in text:
        return triggers & {Trigger.TAG, Trigger.PUSH} and frozenset({Trigger.TAG})
    if only := [match.group(1) for match in _ONLY.finditer(text)]:
        if "||" in text and text.count("||") != len(only) - 1:
            return triggers
        return triggers & {_EVENTS.get(name, Trigger.OTHER) for name in only}
    if not_these := [match.group(1) for match in _NOT.finditer(text)]:
        return triggers if "||" in text else triggers - {_EVENTS.get(name, Trigger.OTHER) for name in not_these}
    return triggers
