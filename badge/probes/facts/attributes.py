"""What `.gitattributes` says of paths: which of them the archives of a release leave out."""

from __future__ import annotations

from typing import NamedTuple

from badge.core.evidence import Files
from badge.core.findings import Place

LARGEST = 64 * 1024
MOST_LINES = 2_000
_PATH = ".gitattributes"


class Line(NamedTuple):
    """A pattern, whether it leaves out what it fits, and the line it stands on."""

    pattern: str
    leaves_out: bool
    line: int


class Attributes(NamedTuple):
    """The lines about archives, in their order; the last that fits a path counts."""

    lines: tuple[Line, ...]
    files: Files

    def left_out(self, path: str) -> Place | None:
        """Give the line by which archives leave out a path, or a folder that it lies in."""
        parts = path.split("/")
        for end in range(1, len(parts) + 1):
            current = "/".join(parts[:end])
            last = next((each for each in reversed(self.lines) if _fits(each.pattern, current)), None)
            if last and last.leaves_out:
                return self.files.place(_PATH, last.line, f"{last.pattern} export-ignore")
        return None


def gather(files: Files) -> Attributes:
    """Read the file at the top of the tree."""
    entry = files.entries.get(_PATH)
    text = files.text(_PATH) if entry and (entry.size or 0) <= LARGEST else None
    lines = []
    for number, line in enumerate((text or "").split("\n")[:MOST_LINES], 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        said = [word for word in words[1:] if word.lstrip("-!") == "export-ignore"]
        lines += [Line(words[0].strip('"'), word == "export-ignore", number) for word in said]
    return Attributes(tuple(lines), files)


def _fits(pattern: str, path: str) -> bool:
    """Tell whether a pattern fits: without a slash it is for names in any folder; stars stand for anything."""
    bare = pattern.removesuffix("/**").removesuffix("/*").removesuffix("/")
    whole = "/" in bare
    bare = bare.removeprefix("/").removeprefix("**/")
    text = path if whole and not pattern.startswith("**/") else path.rpartition("/")[2]
    if not bare or "[" in bare or "?" in bare or "\\" in bare:
        return False
    first, *between = bare.split("*")
    if not between:
        return text == first
    *middle, last = between
    if not (text.startswith(first) and text.endswith(last) and len(text) >= len(first) + len(last)):
        return False
    at, end = len(first), len(text) - len(last)
    for each in middle:
        at = text.find(each, at, end)
        if at < 0:
            return False
        at += len(each)
    return True
