"""The binary files of the tree, told by their first bytes; files that people write are not opened."""

from __future__ import annotations

from typing import NamedTuple

from badge.core.evidence import Entry, Files, Kind
from badge.probes.facts.languages import BY_ENDING, in_tests, is_others
from badge.probes.facts.magic import (
    FORMS,
    MEDIA_ENDINGS,
    SUSPECT_ENDINGS,
    TEXT_ENDINGS,
    TEXT_NAMES,
    Form,
    Sort,
)
from badge.probes.facts.secrets import LARGEST, Secrets
from badge.probes.patterns import compiled

HEAD = 1024
"""Bytes of a file that are read."""

MOST = 500
"""Files that are opened; those with a suspect ending come first."""

SMALLEST = 16
"""Bytes; no program is smaller."""

_WIDE = frozenset({b"\xff\xfe", b"\xfe\xff"})
"""Marks of texts whose signs are two bytes long."""

_JAVA = range(43, 100)
"""Versions of Java's class files; a fat program of Apple's has a small number of parts in that place."""

_DATA = compiled(
    r"(?:^|/)(?:tests?[-_]?(?:data|files|suite|cases|corpus|assets|resources|inputs)|corpus|corpora|fuzz(?:ing|er|ers)?"
    r"|fuzz[-_]\w+|seeds?|samples?|examples?|golden|snapshots?|mocks?|cassettes?|regress(?:ion)?s?)(?:/|$)"
)


class Binary(NamedTuple):
    """A binary file: what it is, and whether it lies among the tests and samples."""

    path: str
    form: str
    sort: Sort
    sample: bool


class Binaries(NamedTuple):
    """All that were found; `opened` files were looked into, `left` were too many to be."""

    all: tuple[Binary, ...]
    opened: int
    left: int

    def of(self, *sorts: Sort) -> tuple[Binary, ...]:
        """Give those of some sorts, what lies among tests and samples last."""
        return tuple(
            sorted((each for each in self.all if each.sort in sorts), key=lambda each: (each.sample, each.path))
        )


def gather(files: Files, secrets: Secrets) -> Binaries:
    """Open the files with a suspect name, and those that were no text when they were searched for secrets."""
    suspects, others = [], []
    for path, entry in files.entries.items():
        if entry.kind is not Kind.FILE or (entry.size is not None and entry.size < SMALLEST):
            continue
        name = path.rpartition("/")[2].lower()
        stem, _, ending = name.rpartition(".")
        if ending in SUSPECT_ENDINGS:
            suspects.append(entry)
        elif path in secrets.binary:
            others += [entry] if ending not in MEDIA_ENDINGS else []
        elif (is_others(path) or (entry.size or 0) > LARGEST) and not _is_text(name, stem, ending):
            others.append(entry)  # nobody has opened it
    chosen = [*suspects, *others]
    found = []
    for entry in chosen[:MOST]:
        head = files.head(entry.path, HEAD)
        if head and (binary := _told(entry, head)):
            found.append(binary)
    return Binaries(tuple(found), len(chosen[:MOST]), len(chosen[MOST:]))


def _is_text(name: str, stem: str, ending: str) -> bool:
    """Tell by its name alone that a file is text, or a picture and the like."""
    if not stem:  # no ending, or a name such as .gitignore
        return name.startswith(".") or name in TEXT_NAMES
    if ending in TEXT_ENDINGS or ending in BY_ENDING or ending in MEDIA_ENDINGS:
        return True
    return stem in TEXT_NAMES


def _told(entry: Entry, head: bytes) -> Binary | None:
    ending = entry.path.rpartition("/")[2].rpartition(".")[2].lower()
    form = _form(ending, head)
    if form is None and (b"\0" not in head or head[:2] in _WIDE):
        return None
    name, sort = (form.name, form.sort) if form else ("binary", Sort.OTHER)
    return Binary(entry.path, name, sort, in_tests(entry.path) or _DATA.search(entry.path.lower()) is not None)


def _form(ending: str, head: bytes) -> Form | None:
    if head[:4] == b"\xca\xfe\xba\xbe" and len(head) >= 8:
        java = int.from_bytes(head[6:8], "big") in _JAVA
        return Form("Java class" if java else "Mach-O", Sort.PROGRAM, b"")
    if head[:2] == b"MZ" and len(head) >= 64:
        begin = int.from_bytes(head[60:64], "little")
        if head[begin : begin + 4] == b"PE\0\0":
            return Form("Windows program", Sort.PROGRAM, b"")
    for form in FORMS:
        if head.startswith(form.magic, form.at) and (not form.endings or ending in form.endings):
            return form
    return None
