"""A plain folder without git, read as evidence: its files alone, no history, no tags."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from badge.core.evidence import Evidence, MemoryFiles, Repository
from badge.core.links import web_address
from badge.core.messages import Message
from badge.sources.limits import Limits


def is_repository(folder: Path) -> bool:
    """Tell whether a folder is itself a git checkout or a bare repository; what lies around it does not count."""
    return (folder / ".git").exists() or (
        (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir()
    )


def look(
    folder: Path, as_of: datetime, limits: Limits | None = None, remote: str = "", without: frozenset[str] = frozenset()
) -> Evidence:
    """Read a folder within the limits; links are noted and not followed. `without` names files to leave out."""
    bounds = limits or Limits()
    texts: dict[str, bytes | None] = {}
    unreadable: list[str] = []
    short: list[Message] = []
    total = 0
    for path in _paths(folder, bounds.depth):
        name = path.relative_to(folder).as_posix()
        if name in without:
            continue
        if len(texts) >= bounds.entries:
            short.append(Message("The tree has more or deeper paths than are read in one look."))
            break
        if path.is_symlink():
            texts[name] = None
            continue
        size = path.stat().st_size if path.is_file() else 0
        if not path.is_file() or size > bounds.blob_bytes or total + size > bounds.total_bytes:
            texts[name] = b""
            unreadable.append(name)
            continue
        texts[name] = path.read_bytes()
        total += size
    why = Message("This is a plain folder and no git repository, so there is no history and there are no tags.")
    return Evidence(
        MemoryFiles(texts, short, unreadable),
        repository=Repository(remote=remote, web=web_address(remote)),
        as_of=as_of,
        absent={"head": why, "history": why, "tags": why},
    )


def _paths(folder: Path, depth: int) -> Iterator[Path]:
    """Yield every file and link, sorted."""
    for place, folders, files in os.walk(folder):
        here = Path(place)
        if len(here.relative_to(folder).parts) >= depth:
            folders.clear()
        links = [each for each in folders if (here / each).is_symlink()]
        folders[:] = sorted(each for each in folders if each not in links)
        yield from (here / each for each in sorted([*files, *links]))
