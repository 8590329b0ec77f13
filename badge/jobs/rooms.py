"""Folders for the temporary files of looks: each is removed with its look, and what a killed server left, later."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX = "badge-look-"
ABANDONED = 3600.0
"""Seconds after which a folder belongs to no look any more; none takes more than a few minutes."""


@contextmanager
def room() -> Iterator[str]:
    """Lend a folder, and remove it with all that is in it."""
    sweep(Path(tempfile.gettempdir()), time.time())
    with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as folder:
        yield folder


def sweep(place: Path, now: float) -> None:
    """Remove folders that were left behind by a process that was killed, with the clones in them."""
    for folder in place.glob(f"{PREFIX}*"):
        with suppress(OSError):
            seen = folder.lstat()
            if folder.is_dir() and not folder.is_symlink() and now - seen.st_mtime > ABANDONED:
                shutil.rmtree(folder, ignore_errors=True)
