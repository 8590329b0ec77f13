"""Which of the known tools a project uses, and how: in continuous integration, in a hook, configured, or installed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from typing import Any, NamedTuple

from badge.core.evidence import Files, Kind
from badge.core.findings import Place
from badge.probes.facts import tools
from badge.probes.facts.ci.model import ON_CHANGES, Job, Step, Workflow
from badge.probes.facts.ci.shell import Command
from badge.probes.facts.languages import Languages, is_others
from badge.probes.facts.rows import Rows
from badge.probes.facts.structured import dig, ini_of, json_of, rows, strings, table, toml_of, yaml_of
from badge.probes.facts.tools import TOOLS, Tool
from badge.probes.facts.workflows import Run, Workflows
from badge.probes.patterns import compiled, every

DEEPEST = 4
"""Folders below each other in which a configuration file still speaks for the project."""

FEWEST = 0.2
"""Share of the source code that must be in a tool's languages for it to speak for the product."""

LARGEST = 256 * 1024
"""Bytes of a manifest that is read."""

_ASIDE = frozenset(
    "test tests spec specs example examples sample samples demo demos doc docs template templates fixtures testdata "
    "benchmark benchmarks website site playground".split()
)
"""Folders whose configuration says nothing about the product."""


class How(IntEnum):
    """How near to every release a tool is."""

    INSTALLED = 1
    CONFIGURED = 2
    HOOK = 3
    CI = 4


class Use(NamedTuple):
    """One use of one tool. `run` is there where continuous integration does it."""

    tool: Tool
    how: How
    place: Place
    workflow: Workflow | None = None
    job: Job | None = None
    tolerated: bool = False
    sure: bool = True

    @property
    def on_changes(self) -> bool:
        """Tell whether every push to the working branch, or every proposed change, makes it run."""
        return self.job is not None and not self.job.triggers.isdisjoint(ON_CHANGES)

    @property
    def daily(self) -> bool:
        """Tell whether it runs at least once a day by the clock."""
        return self.workflow is not None and self.workflow.daily and self.job is not None


@dataclass(frozen=True)
class Usage:
    """All uses, those nearest to a release first."""

    all: tuple[Use, ...]
    shares: Mapping[str, float] = field(default_factory=dict)

    def fits(self, tool: Tool) -> bool:
        """Tell whether a tool is for a language that a good part of the product is written in."""
        known = _languages_of().get(tool.name)
        return known is None or not self.shares or sum(self.shares.get(each, 0.0) for each in known) >= FEWEST

    def of(self, *kinds: tools.Kind) -> tuple[Use, ...]:
        """Give the uses of tools of these kinds that are for this product's languages."""
        return tuple(each for each in self.all if not each.tool.kinds.isdisjoint(kinds) and self.fits(each.tool))

    def best(self, *kinds: tools.Kind) -> tuple[Use, ...]:
        """Give the best use of each tool of these kinds."""
        return tuple({each.tool.name: each for each in reversed(self.of(*kinds))}.values())[::-1]


@lru_cache(maxsize=1)
def _languages_of() -> Mapping[str, tuple[str, ...]]:
    """Give the languages of each tool that is for some only."""
    return {
        name: tuple(each.replace("|", " ") for each in languages.split())
        for names, languages in tools.FOR.items()
        for name in names.split("; ")
    }


def gather(files: Files, workflows: Workflows, languages: Languages) -> Usage:
    """Look for every tool of the table at every kind of place, each file once."""
    uses = [*_in_ci(workflows)]
    uses += _in_hooks(files, workflows)
    uses += _in_files(files)
    unique = {(each.tool.name, each.how, each.place): each for each in reversed(uses)}
    shares = {name: languages.share(name) for name in languages.bytes}
    return Usage(tuple(sorted(unique.values(), key=_order)), shares)


def _order(use: Use) -> tuple[object, ...]:
    return (
        -use.how,
        use.tolerated,
        not use.sure,
        not use.on_changes,
        use.tool.name,
        use.place.path.count("/"),
        use.place,
    )


@lru_cache(maxsize=1)
def _commands() -> tuple[Any, Rows[Tool]]:
    """Give one pattern that any tool's command matches, and the rows of the tools."""
    each = Rows(((tool, tool.command) for tool in TOOLS if tool.command), _word)
    return compiled(_word("|".join(tool.command for tool in TOOLS if tool.command))), each


@lru_cache(maxsize=1)
def _actions() -> tuple[Any, Rows[Tool]]:
    each = Rows((tool, tool.uses) for tool in TOOLS if tool.uses)
    return compiled("|".join(tool.uses for tool in TOOLS if tool.uses)), each


@lru_cache(maxsize=4096)
def _tools_in(text: str) -> tuple[Tool, ...]:
    """Name the tools that a command runs."""
    some, each = _commands()
    return tuple(each.of(text)) if some.occurs(text) else ()


def _word(pattern: str) -> str:
    return rf"(?:^|[\s/'\"=(@:])(?:{pattern})(?:$|[\s'\");:@,])"


def _in_ci(workflows: Workflows) -> Iterator[Use]:
    for run in workflows.runs:
        for tool in _tools_in(run.command.text):
            yield _use(tool, How.CI, workflows, run, run.command)
    some_action, actions = _actions()
    for workflow, job, step in workflows.steps:
        if step.uses and some_action.occurs(step.uses):
            for tool in actions.of(step.uses):
                yield Use(tool, How.CI, workflows.place(step), workflow, job, step.tolerated, sure=True)


def _use(tool: Tool, how: How, workflows: Workflows, run: Run, at: Command) -> Use:
    tolerated = at.tolerated or compiled(tools.LENIENT).occurs(at.text)
    return Use(tool, how, workflows.place(at), run.workflow, run.job, tolerated, run.sure)


# Hooks ------------------------------------------------------------------------------------------------------------


def _in_hooks(files: Files, workflows: Workflows) -> Iterator[Use]:
    """Read pre-commit's hooks, and those that are shell commands. Hooks that CI runs too count as CI."""
    for path in (".pre-commit-config.yaml", ".pre-commit-config.yml"):
        if path in files.entries:
            yield from _pre_commit(files, workflows, path)
    for path, entry in files.entries.items():
        if entry.kind is Kind.FILE and compiled(r"\A(?:\.husky/[\w-]+|\.?lefthook\.ya?ml|\.githooks/[\w.-]+)\z").opens(
            path
        ):
            yield from _lines(files, path)
    staged = dig(json_of(_text(files, "package.json")), "lint-staged")
    for value in table(staged).values():
        for text in strings(value):
            for tool in _tools_in(text):
                yield Use(tool, How.HOOK, files.place("package.json", 0, text))


def _pre_commit(files: Files, workflows: Workflows, path: str) -> Iterator[Use]:
    data = yaml_of(files.text(path))
    by_hook = {hook: tool for tool in TOOLS for hook in tool.hooks}
    runner = _hook_runner(workflows)
    service = isinstance(data, Mapping) and "ci" in data  # what the pre-commit.ci service reads; it runs on changes
    skipped = set(strings(dig(data, "ci", "skip")))
    for repo in rows(dig(data, "repos")):
        for hook in rows(dig(repo, "hooks")):
            name = str(dig(hook, "id") or "")
            entry = str(dig(hook, "entry") or "")
            found = [by_hook[name]] if name in by_hook else []
            found += [tool for tool in _tools_in(entry) if tool not in found]
            line = getattr(dig(hook, "id"), "line", 0)
            manual = "manual" in list(strings(dig(hook, "stages")))
            for tool in found:
                place = files.place(path, line, f"id: {name}")
                if runner and not manual:
                    yield Use(tool, How.CI, place, runner[0], runner[1], runner[2].tolerated)
                elif service and name not in skipped and not manual:
                    job = Job("pre-commit.ci", path, 0, (), ON_CHANGES)
                    yield Use(tool, How.CI, place, Workflow(path, "pre-commit.ci", ON_CHANGES, (job,)), job)
                else:
                    yield Use(tool, How.HOOK, place)


def _hook_runner(workflows: Workflows) -> tuple[Workflow, Job, Step] | None:
    """Find where continuous integration runs the hooks, on changes if possible."""
    found = [
        (run.workflow, run.job, run.step)
        for run in workflows.runs
        if compiled(_word(r"(?:pre-commit|prek|pre_commit) run|pre-commit(?:-run)?|prek")).occurs(run.command.text)
    ]
    found += [
        each for each in workflows.steps if compiled(r"pre-commit/action|prek-action|pre-commit").occurs(each[2].uses)
    ]
    return next((each for each in found if not each[1].triggers.isdisjoint(ON_CHANGES)), found[0] if found else None)


def _lines(files: Files, path: str) -> Iterator[Use]:
    for number, line in enumerate((_text(files, path) or "").split("\n"), 1):
        if not line.lstrip().startswith("#"):
            for tool in _tools_in(line):
                yield Use(tool, How.HOOK, files.place(path, number, line))


# Files ------------------------------------------------------------------------------------------------------------


def _in_files(files: Files) -> Iterator[Use]:
    by_name: dict[str, list[tuple[str, Tool]]] = {}
    for tool in TOOLS:
        for name in tool.files:
            by_name.setdefault(name.rpartition("/")[2].lower(), []).append((name, tool))
    for path, entry in files.entries.items():
        *folders, name = path.split("/")
        if entry.kind is Kind.SUBMODULE or len(folders) > DEEPEST:
            continue
        wanted, manifest = by_name.get(name.lower(), ()), _manifests()[0].opens(name)
        if not (wanted or manifest) or is_others(path) or not _ASIDE.isdisjoint(map(str.lower, folders)):
            continue
        for full, tool in wanted:
            if path == full or path.endswith("/" + full):
                yield Use(tool, How.CONFIGURED, files.place(path))
        if manifest and entry.kind is Kind.FILE and (entry.size or 0) <= LARGEST:
            yield from _in_manifest(files, path, name)
    yield from _in_keys(files)


@lru_cache(maxsize=1)
def _manifests() -> tuple[Any, ...]:
    return (compiled("|".join(rf"\A(?:{names})\z" for names, _ in tools.MANIFESTS.values())),)


@lru_cache(maxsize=32)
def _packages(ecosystem: str) -> tuple[str, Mapping[str, Tool]]:
    """Give the pattern for the packages of an ecosystem, and which tool each belongs to."""
    named = [(tool, each.partition(":")) for tool in TOOLS for each in tool.packages]
    by_package = {name.lower(): tool for tool, (prefix, _, name) in named if prefix == ecosystem}
    names = "|".join(_quoted(each) for each in sorted(by_package, key=len, reverse=True))
    return tools.MANIFESTS[ecosystem][1].replace("NAMES", names), by_package


def _quoted(name: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "_-/" else "\\" + sign for sign in name)


def _in_manifest(files: Files, path: str, name: str) -> Iterator[Use]:
    text = _text(files, path)
    for ecosystem, (names, _) in tools.MANIFESTS.items():
        if text is None or not compiled(rf"\A(?:{names})\z").opens(name):
            continue
        pattern, by_package = _packages(ecosystem)
        how = How.CONFIGURED if ecosystem in tools.IN_THE_BUILD else How.INSTALLED
        for hit in every(pattern, text):
            tool = by_package.get(hit.groups[0].lower())
            if tool and not hit.text.lstrip().startswith(("#", "//", "*", ";", "<!--", "--", "%")):
                yield Use(tool, how, files.place(path, hit.line, hit.text))


def _in_keys(files: Files) -> Iterator[Use]:
    """Look into the files that several tools share."""
    wanted: dict[str, list[tuple[str, Tool]]] = {}
    for tool in TOOLS:
        for each in tool.keys:
            path, _, key = each.partition("#")
            wanted.setdefault(path, []).append((key, tool))
    for path, keys in wanted.items():
        text = _text(files, path) or ""
        for key, mark in _present(path, text):
            for wanted_key, tool in keys:
                if key == wanted_key:
                    yield Use(tool, How.CONFIGURED, files.place(path, _line(text, mark), mark))


def _present(path: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield the keys of the table that a shared file has, and how they stand in it."""
    wanted = {key.partition("#")[2] for tool in TOOLS for key in tool.keys if key.startswith(path + "#")}
    if path.endswith((".toml", ".json")):
        data = toml_of(text) if path.endswith(".toml") else json_of(text)
        for key in sorted(wanted):
            if dig(data, *key.split(".")) is not None:
                yield key, f"[{key}" if path.endswith(".toml") else f'"{key}"'
        return
    for section in ini_of(text):
        for key in wanted:
            if section == key or section.startswith((key + ".", key + "-")):
                yield key, f"[{section}]"


def _line(text: str, mark: str) -> int:
    at = text.find(mark)
    return text.count("\n", 0, at) + 1 if at >= 0 else 0


def _text(files: Files, path: str) -> str | None:
    return files.text(path) if path in files.entries else None
