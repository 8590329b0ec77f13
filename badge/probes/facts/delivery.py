"""What the pipelines install, download, publish and sign, and whether they list the parts of what they deliver."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from badge.core.evidence import Files
from badge.core.findings import Place
from badge.probes.facts import means
from badge.probes.facts.ci.model import Step, Workflow
from badge.probes.facts.marks import Mark, Marks
from badge.probes.facts.means import Means
from badge.probes.facts.rows import Rows
from badge.probes.facts.workflows import Workflows
from badge.probes.patterns import compiled, every, first, found

MOST_CHARACTERS = 1024 * 1024
"""Characters of scripts that are looked through."""

MOST_BUILD_FILES = 30
LARGEST = 64 * 1024
"""Bytes of a makefile or script that is read."""

_TABLES: dict[str, tuple[Means, ...]] = {
    "installs": means.INSTALLERS,
    "publishes": means.PUBLISHERS,
    "signs": means.SIGNERS,
    "lists": means.SBOMS,
}


class Seen(NamedTuple):
    """One use of a tool: its name, where it stands, and the path of the workflow; empty for configuration."""

    name: str
    place: Place
    workflow: str = ""
    versioned: bool = False


class Delivery(NamedTuple):
    """All uses by what they are for, and the commands that download something by themselves."""

    installs: tuple[Seen, ...]
    publishes: tuple[Seen, ...]
    signs: tuple[Seen, ...]
    lists: tuple[Seen, ...]
    downloads: tuple[Place, ...]
    named_by_version: tuple[Seen, ...]


def gather(workflows: Workflows, marks: Marks, files: Files) -> Delivery:
    """Look through every script and every ready-made step once."""
    found: dict[str, list[Seen]] = {use: [] for use in _TABLES}
    downloads: list[Place] = []
    for workflow, path, line, text in _lines(workflows):
        for use, row in _named(text, "command"):
            place = files.place(path, line, text)
            if use == "downloads":
                downloads.append(place)
            else:
                found[use].append(Seen(row.name, place, workflow.path, row.versioned))
    downloads += _in_build_files(marks, files)
    for workflow, _, step in workflows.steps:
        for use, row in _named(step.uses, "uses") if step.uses else ():
            found[use].append(Seen(row.name, workflows.place(step), workflow.path, row.versioned))
        if step.uses and "build-push-action" in step.uses and step.inputs.get("sbom", "") not in {"", "false"}:
            found["lists"].append(Seen("Docker", workflows.place(step), workflow.path))
    found["signs"] += _configured(marks, files, means.SIGNED_BY_CONFIGURATION)
    found["lists"] += _configured(marks, files, means.SBOMS_BY_CONFIGURATION)
    unique = {use: tuple({each.name: each for each in reversed(seen)}.values())[::-1] for use, seen in found.items()}
    named = tuple(_configured(marks, files, means.VERSIONED_BY_CONFIGURATION))
    return Delivery(
        unique["installs"],
        unique["publishes"],
        unique["signs"],
        tuple(dict.fromkeys(found["lists"])),
        tuple(dict.fromkeys(downloads)),
        named,
    )


def _lines(workflows: Workflows) -> Iterator[tuple[Workflow, str, int, str]]:
    """Yield the lines of scripts that name one of the tools; each script once, those that steps call among them."""
    some, left, seen = _some(), MOST_CHARACTERS, set()
    for workflow, _, step in workflows.steps:
        key = (workflow.path, step.script)
        if not step.script or key in seen or left < 0:
            continue
        seen.add(key)
        left -= len(step.script)
        for line, text in _hits(some, step.script):
            if not text.lstrip().startswith(("#", "echo ", "printf ")):
                yield workflow, step.path, _at(step, line), text
    for run in workflows.runs:
        command = run.command
        if command.path != run.step.path and compiled(some).search(command.text):
            yield run.workflow, command.path, command.line, command.text


def _in_build_files(marks: Marks, files: Files) -> Iterator[Place]:
    """Find downloads in the makefiles and scripts that a pipeline may call."""
    for path in marks.of(Mark.BUILD)[:MOST_BUILD_FILES]:
        text = files.text(path) or "" if (files.entries[path].size or 0) <= LARGEST else ""
        if "://" in text:
            for line, found in islice(_hits(means.DOWNLOAD, text), 1):
                yield files.place(path, line, found)


def _hits(pattern: str, script: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that a pattern finds; lines that end in a backslash are joined with the next."""
    hits = list(every(pattern, script.replace("\\\n", " ")))
    lines = script.split("\n") if hits and "\\\n" in script else []
    begins = [at for at, _ in enumerate(lines, 1) if at == 1 or not lines[at - 2].endswith("\\")]
    for hit in hits:
        yield (begins[hit.line - 1] if begins else hit.line), hit.text


def _at(step: Step, line: int) -> int:
    return step.line + line - 1 if step.line else 0


@lru_cache(maxsize=1)
def _some() -> str:
    rows = [row.command for table in _TABLES.values() for row in table if row.command != means.NOTHING]
    return "|".join([*rows, means.DOWNLOAD])


@lru_cache(maxsize=8)
def _joined(use: str, trace: str) -> str:
    rows = [getattr(row, trace) for row in _TABLES[use]]
    return "|".join(row for row in rows if row != means.NOTHING)


@lru_cache(maxsize=8)
def _rows(use: str, trace: str) -> Rows[Means]:
    wanted = ((row, str(getattr(row, trace))) for row in _TABLES[use])
    return Rows((row, pattern) for row, pattern in wanted if pattern != means.NOTHING)


@lru_cache(maxsize=4096)
def _named(text: str, trace: str) -> Sequence[tuple[str, Means]]:
    """Name the tools in one line, or in the name of a ready-made step, each with what it is for."""
    seen = [(use, row) for use in _TABLES if found(_joined(use, trace), text) for row in _rows(use, trace).of(text)]
    if trace == "command" and found(means.DOWNLOAD, text):
        seen.append(("downloads", Means("")))
    return tuple(seen)


def _configured(marks: Marks, files: Files, table: tuple[tuple[str, str, str], ...]) -> Iterator[Seen]:
    for path in marks.of(Mark.RELEASE)[:MOST_BUILD_FILES]:
        rows = [row for row in table if compiled(rf"\A(?:{row[1]})\z").match(path)]
        text = files.text(path) if rows else None
        for name, _, wanted in rows if text else ():
            if hit := first(wanted, text or ""):
                yield Seen(name, files.place(path, hit.line, hit.text))
