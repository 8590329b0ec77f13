"""A cache of the criteria, because reading their YAML takes a sixth of a look: 25 ms for 67 criteria, 2 ms from here.

It holds plain data and never a program. It counts only while every file it was made from has the same name, size and
time, badge is the same, and its checksum fits; else, or where it cannot be read or written, nobody notices.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from badge import __version__
from badge.core.criteria import Criteria
from badge.core.kept_criteria import from_plain, plain
from badge.resources import PACKAGE

LARGEST = 16 * 2**20
"""Bytes of a cache that is read."""

_SETTLED = 2 * 10**9
"""Nanoseconds after which a file that changes again surely gets another time."""


def cache_folder(environ: Mapping[str, str]) -> Path | None:
    """Give the folder for what may be lost, or None where nothing shall be written."""
    home = environ.get("HOME")
    base = Path(environ.get("XDG_CACHE_HOME") or (f"{home}/.cache" if home else ""))
    return base / "badge" if base.is_absolute() and not sys.dont_write_bytecode else None


def through_cache(folder: Path, cache: Path, read: Callable[[], Criteria]) -> Criteria:
    """Give the criteria of a folder, from the cache where it fits; else read them, and keep them for the next time."""
    key, newest = _key(folder)
    kept = cache / f"criteria-{crc32(os.fsencode(folder)):08x}.json"
    if key and (found := _kept(kept, key)) is not None:
        return found
    criteria = read()
    if key and key == _key(folder)[0] and newest + _SETTLED < time.time_ns():
        with suppress(OSError):
            _keep(kept, key, criteria)
    return criteria


def _key(folder: Path) -> tuple[bytes, int]:
    """Say of what a cache is made: the folder, badge, and each file with size and time, our own code included."""
    files = []
    with suppress(OSError):
        for place in (folder, PACKAGE / "core"):
            files += sorted(_files(str(place), ""))
        newest = max((moment for _, _, moment in files), default=0)
        return json.dumps([__version__, str(folder), files]).encode(), newest
    return b"", 0


def _files(folder: str, below: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for each in entries:
            if each.is_dir():
                if each.name != "__pycache__":
                    yield from _files(each.path, f"{below}{each.name}/")
            else:
                found = each.stat()
                yield below + each.name, found.st_size, found.st_mtime_ns


def _kept(path: Path, key: bytes) -> Criteria | None:
    try:
        with path.open("rb") as file:
            about = os.fstat(file.fileno())
            if about.st_size > LARGEST or about.st_mode & (stat.S_IWGRP | stat.S_IWOTH) or not _is_ours(about):
                return None
            if file.readline(len(key) + 2) != key + b"\n":
                return None
            checksum, content = file.readline(32), file.read()
        return from_plain(json.loads(content)) if checksum == b"%d\n" % crc32(content) else None
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None


def _is_ours(about: os.stat_result) -> bool:
    return not hasattr(os, "getuid") or about.st_uid == os.getuid()


def _keep(path: Path, key: bytes, criteria: Criteria) -> None:
    """Write a file of one's own and move it into its place, so that nobody reads half of one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = json.dumps(plain(criteria), separators=(",", ":")).encode()
    own = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(key + b"\n%d\n" % crc32(content) + content)
        own.replace(path)
    finally:
        own.unlink(missing_ok=True)
