"""Which source files begin with a copyright and with a licence: as many are opened as are needed to know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from badge.core.evidence import Files
from badge.core.findings import Place
from badge.probes.facts.languages import Languages, language_of
from badge.probes.patterns import found

ENOUGH = 12
"""Files without a notice after which no more are opened: every file would have to have one."""

MOST_FILES = 3_000
"""Files that are opened."""

TOP = 4_096
"""Bytes at the beginning of a file in which a notice stands."""

FEWEST_LINES = 10
"""Lines of a file below which nobody expects a notice."""

_COPYRIGHT = (
    r"SPDX-FileCopyrightText:\s*\S|\bcopyright\b|©|\(c\) ?(?:19|20)\d\d|\bcopr\.|&copy;|copyleft"
    r"|\bAuthors?: .*(?:19|20)\d\d"
)
_LICENCE = (
    r"SPDX-License-Identifier:\s*\S|\blicen[cs]e|permission is hereby granted|permission to use, copy"
    r"|redistribution and use|public domain"
    r"|\bGPL\b|\bunlicen[cs]e\b|terms of (?:the|use)|free software"
)
_GENERATED = (
    r"\bgenerated (?:by|from|file|code|automatically)|\bauto-?generated|do not (?:edit|modify)|@generated"
    r"|machine generated"
)
_NO_SOURCE = frozenset("Svelte Vue".split())
_ASIDE = frozenset(
    "fixtures testdata test-data data snapshots __snapshots__ golden examples example samples sample "
    "demo demos templates "
    "template stubs migrations locale locales resources".split()
)
"""Folders whose files are data of tests, or are made to be copied by users."""


class Notices(NamedTuple):
    """What was seen: files opened, and those without a notice. `whole` where every source file was opened.

    `elsewhere` says that a file at the top (REUSE) may hold the notices of others.
    """

    opened: int
    no_copyright: tuple[Place, ...]
    no_licence: tuple[Place, ...]
    whole: bool
    total: int
    elsewhere: str = ""


def gather(files: Files, languages: Languages) -> Notices:
    """Open source files, far from each other first, until enough are known to lack a notice."""
    paths = [path for path in (*languages.sources, *languages.tests) if _is_source(path)]
    elsewhere = next((path for path in ("REUSE.toml", ".reuse/dep5") if path in files.entries), "")
    without: tuple[list[Place], list[Place]] = ([], [])
    opened = looked = 0
    whole = True
    for path in _spread(sorted(paths)):
        if looked >= MOST_FILES or (len(without[0]) >= ENOUGH and len(without[1]) >= ENOUGH):
            whole = False
            break
        looked += 1
        content = files.head(path, TOP)
        if content is None:
            whole = False
            continue
        top = content.decode("utf-8", "replace")
        if top.count("\n") < FEWEST_LINES or "\0" in top or found(_GENERATED, "\n".join(top.split("\n", 6)[:6])):
            continue
        opened += 1
        sidecar = f"{path}.license" in files.entries
        for pattern, places in zip((_COPYRIGHT, _LICENCE), without, strict=True):
            if not sidecar and not found(pattern, top):
                places.append(files.place(path, 1))
    return Notices(opened, tuple(without[0]), tuple(without[1]), whole, len(paths), elsewhere)


def _is_source(path: str) -> bool:
    *folders, name = path.lower().split("/")
    return (
        _ASIDE.isdisjoint(folders)
        and language_of(path) not in _NO_SOURCE
        and not name.startswith(".")
        and ".config." not in name
        and name not in {"conf.py", "setup.py", "__init__.py", "gulpfile.js", "gruntfile.js"}
    )


def _spread(paths: list[str]) -> Iterator[str]:
    """Yield every path once, neighbours far apart, always in the same order."""
    step = max(1, len(paths) // 40)
    for start in range(step):
        yield from paths[start::step]
