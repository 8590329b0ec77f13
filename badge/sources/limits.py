"""How much of a foreign repository is read: limits with their reasons, and one clock for a whole look."""

from __future__ import annotations

import time
from typing import NamedTuple


class Limits(NamedTuple):
    """Bounds of one look. Bytes, counts and seconds; the defaults follow docs/operating.md."""

    seconds: float = 60
    clone_seconds: float = 120
    clone_bytes: int = 500 * 2**20
    entries: int = 200_000
    depth: int = 60
    blob_bytes: int = 2**20
    head_of_bytes: int = 64 * 2**20
    heads: int = 20
    blobs: int = 20_000
    total_bytes: int = 256 * 2**20
    commits: int = 10_000
    recent_commits: int = 3_000
    tags: int = 20_000
    output_bytes: int = 64 * 2**20


class Clock:
    """Counts down the seconds of one look."""

    def __init__(self, seconds: float) -> None:
        """Start now."""
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Give the seconds that are left, never below zero."""
        return max(0.0, self._end - time.monotonic())
