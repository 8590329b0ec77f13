"""Answers of the application that are kept by their path until something of their project changes."""

from __future__ import annotations

from collections.abc import Iterable

from badge.front.kept import Kept

MOST = 8_000
"""Answers that are kept: with their headers about 20 MB. Beyond, the oldest goes."""


class Memory:
    """What is kept. Whoever changes it holds the lock of its owner; reading needs none."""

    def __init__(self, ends: Iterable[str], most: int = MOST) -> None:
        """Begin with nothing. `ends` are the ends of the paths below a project that are kept, such as `/badge`."""
        self._ends, self._most = tuple(ends), most
        self._kept: dict[str, Kept] = {}
        self.get = self._kept.get

    def put(self, path: str, answer: Kept) -> None:
        """Keep an answer."""
        if len(self._kept) >= self._most:
            self._kept.pop(next(iter(self._kept)), None)
        self._kept[path] = answer

    def forget(self, project_id: int) -> None:
        """Forget what is kept of a project."""
        for end in self._ends:
            self._kept.pop(f"/projects/{project_id}{end}", None)

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()
