"""The makefiles written by hand, near the top: which flags they take or fix, what they install, where they recurse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from badge.core.evidence import Files, Kind
from badge.core.findings import Place
from badge.probes.facts.languages import in_tests, is_others
from badge.probes.patterns import LONGEST_LINE, Hit, compiled, every

MOST = 12
"""Makefiles that are read; those nearest to the top come first."""

DEEPEST = 1
"""Folders above a makefile that still speaks for the product."""

LARGEST = 256 * 1024

_NAME = compiled(r"\A(?:(?:gnu|bsd)?makefile|makefile\.(?:in|unix|linux|common|inc))\z")
_TARGET = compiled(r"^([\w.$%/(){}@ -]+?)\s*::?(?:[^=].*)?$")
_ASIDE = frozenset("docs doc documentation examples example bench benchmarks benchmark fuzz".split())


class Makefile(NamedTuple):
    """One makefile and its recipe lines: number, target, command."""

    path: str
    text: str
    recipes: tuple[tuple[int, str, str], ...]
    files: Files

    def lines(self, pattern: str) -> Iterator[Hit]:
        """Yield the lines that a pattern finds, comments left out."""
        for hit in every(pattern, self.text):
            if not hit.text.lstrip().startswith("#"):
                yield hit

    def has_target(self, pattern: str) -> bool:
        """Tell whether there is a target of such a name."""
        return compiled(rf"^(?:[\w.-]+ +)*(?:{pattern})(?: +[\w.-]+)*\s*::?(?:[^=]|$)").search(self.text) is not None

    def place(self, line: int, excerpt: str = "") -> Place:
        """Pin evidence to a line."""
        return self.files.place(self.path, line, excerpt)


class Makefiles(NamedTuple):
    """All that were read, those nearest to the top first."""

    all: tuple[Makefile, ...]

    @property
    def top(self) -> tuple[Makefile, ...]:
        """Give those at the top of the tree, or in the folder of the sources where there is none at the top."""
        return tuple(each for each in self.all if "/" not in each.path) or tuple(
            each for each in self.all if each.path.lower().startswith("src/")
        )


def gather(files: Files) -> Makefiles:
    """Find and read them."""
    wanted = []
    for path, entry in files.entries.items():
        depth = path.count("/")
        if depth > DEEPEST or entry.kind is not Kind.FILE or not _NAME.match(path.rpartition("/")[2]):
            continue
        folder = path.partition("/")[0].lower() if depth else ""
        if folder in _ASIDE or is_others(path) or (depth and in_tests(path)) or (entry.size or 0) > LARGEST:
            continue
        wanted.append((depth, path))
    read = ((path, files.text(path)) for _, path in sorted(wanted)[:MOST])
    return Makefiles(tuple(Makefile(path, text, tuple(_recipes(text)), files) for path, text in read if text))


def _recipes(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the lines of recipes; lines that end in a backslash are not joined, as each is short and says enough."""
    target = ""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            continue
        if line.startswith("\t"):
            if not line.lstrip().startswith(("#", "@#", "@echo", "echo")):
                yield number, target, line.strip()
        elif match := _TARGET.match(line):
            target = match.group(1).strip()
