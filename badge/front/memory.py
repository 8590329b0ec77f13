"""Answers that are finished, kept by their address until something of their project changes."""

from __future__ import annotations

from badge.front.kept import Kept

MOST = 8_000
"""Answers that are kept: with their headers about 20 MB. Beyond, the oldest goes."""


class Memory:
    """What is kept. Whoever changes it holds the lock of its owner; reading needs none."""

    def __init__(self, most: int = MOST) -> None:
        """Begin with nothing."""
        self._most = most
        self._kept: dict[str, Kept] = {}
        self._of_project: dict[int, set[str]] = {}
        self._owners: dict[str, int] = {}
        self.get = self._kept.get

    def put(self, path: str, project_id: int, answer: Kept) -> None:
        """Keep an answer; the number is 0 for what belongs to no project."""
        if path not in self._kept and len(self._kept) >= self._most:
            self._drop(next(iter(self._kept)))
        self._kept[path] = answer
        self._owners[path] = project_id
        self._of_project.setdefault(project_id, set()).add(path)

    def forget(self, project_id: int) -> None:
        """Forget what is kept of a project."""
        for path in tuple(self._of_project.get(project_id, ())):
            self._drop(path)

    def clear(self) -> None:
        """Forget everything."""
        for each in (self._kept, self._of_project, self._owners):
            each.clear()

    def _drop(self, path: str) -> None:
        del self._kept[path]
        paths = self._of_project[owner := self._owners.pop(path)]
        paths.discard(path)
        if not paths:
            del self._of_project[owner]
