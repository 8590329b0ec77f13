"""Tools that build software, and the files that say a project uses them, from the table in `builders.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files as package_files

from badge.core.evidence import Files, Kind
from badge.probes.facts.languages import COMPILED, Languages, in_tests, is_others
from badge.probes.patterns import compiled, first

MOSTLY = 0.5
"""Share of sources in compiled languages from which any target of a general tool builds."""

DEEPEST = 3
"""Folders above a file of a build tool that still counts."""


@dataclass(frozen=True)
class Tool:
    """A build tool: the pattern of its file's name, what must stand in the file, and what it is.

    `common` tools are known to everybody of their language, `free` ones are free software, and a `general` one also
    runs tests or makes documents only, so that a target for building has to be there.
    """

    name: str
    names: str
    needs: str = ""
    common: bool = True
    free: bool = True
    general: bool = False


_ANY_TARGET = r"^[\w.$%/()-]+[^\n=:]*:([^=]|$)"

SCRIPT = r"(build|compile|make|install|bootstrap)(-all)?\.(sh|bash|bat|cmd|ps1|py|rb|pl)"


@lru_cache(maxsize=1)
def tools() -> tuple[Tool, ...]:
    """Read the table."""
    text = package_files("badge.probes.facts").joinpath("builders.toml").read_text("utf-8")
    return tuple(Tool(**each) for each in tomllib.loads(text)["tool"])


@dataclass(frozen=True)
class Used:
    """A build tool that the repository uses, and the file that shows it."""

    tool: Tool
    path: str
    line: int = 0

    @property
    def top(self) -> bool:
        """Tell whether it stands at the top of the tree."""
        return "/" not in self.path


@dataclass(frozen=True)
class Builders:
    """The build tools of a repository, one entry per tool, nearest to the top first; and its own build scripts."""

    used: tuple[Used, ...]
    scripts: tuple[str, ...]


def gather(files: Files, languages: Languages) -> Builders:
    """Find the files of build tools; open only those whose content decides."""
    places: list[tuple[int, str, Tool]] = []
    scripts = []
    any_name = compiled("|".join(f"({tool.names})" for tool in tools()))
    for path, entry in files.entries.items():
        folders, _, name = path.rpartition("/")
        depth = path.count("/")
        if depth > DEEPEST or entry.kind is not Kind.FILE or (depth and (is_others(path) or in_tests(path))):
            continue
        if not folders and compiled(SCRIPT).fits(name):
            scripts.append(path)
        if any_name.fits(name):
            places += [(depth, path, tool) for tool in tools() if compiled(tool.names).fits(name)]
    used: dict[str, Used] = {}
    tried: dict[str, int] = {}
    for _, path, tool in sorted(places, key=lambda each: each[:2]):
        if tool.name in used or tried.get(tool.name, 0) >= 5:
            continue
        tried[tool.name] = tried.get(tool.name, 0) + 1
        if found := _uses(files, path, tool, languages):
            used[tool.name] = found
    return Builders(
        tuple(sorted(used.values(), key=lambda each: (not each.top, tools().index(each.tool)))), tuple(scripts)
    )


def _uses(files: Files, path: str, tool: Tool, languages: Languages) -> Used | None:
    if not tool.needs:
        return Used(tool, path)
    text = files.text(path)
    needs = _ANY_TARGET if tool.general and languages.share(*COMPILED) >= MOSTLY else tool.needs
    hit = first(needs, text) if text is not None else None
    return Used(tool, path, hit.line) if hit else None
