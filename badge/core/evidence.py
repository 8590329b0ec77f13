"""What a source has read: files of one commit, its history, its tags, and what is known of the repository."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from math import inf
from typing import NamedTuple

from badge.core.findings import Place
from badge.core.messages import Message

LONGEST_EXCERPT = 200


class Kind(StrEnum):
    """What stands at a path."""

    FILE = "file"
    LINK = "link"
    SUBMODULE = "submodule"


class Entry(NamedTuple):
    """One path of the tree: its blob id and, where known, its size in bytes."""

    path: str
    blob: str
    size: int | None = None
    kind: Kind = Kind.FILE
    executable: bool = False


class Files(ABC):
    """The tree of one commit.

    `limits` says what of the tree could not be listed. `unread` names the files whose content was asked for and could
    not be had, each with the reason. `refusals` counts every such request, also for the same file again: whoever
    compares it before and after some work knows whether that work saw everything.
    """

    entries: Mapping[str, Entry]
    limits: Sequence[Message]
    unread: dict[str, Message]
    refusals: int = 0

    @property
    def complete(self) -> bool:
        """Tell whether the whole tree was listed, so that the absence of a path means something."""
        return not self.limits

    def refuse(self, path: str, why: Message) -> None:
        """Note that a file was asked for and could not be had."""
        self.unread[path] = why
        self.refusals += 1

    @abstractmethod
    def content(self, path: str) -> bytes | None:
        """Give the bytes of a file, or None for a link, a submodule, or a file that could not be read."""

    def head(self, path: str, count: int) -> bytes | None:
        """Give the first bytes of a file, which may be larger than what is read of one; None as with its content."""
        content = self.content(path)
        return None if content is None else content[:count]

    def text(self, path: str) -> str | None:
        """Give a file as text; None where there is none or it is not text."""
        content = self.content(path)
        if content is None or b"\0" in content[:8000]:
            return None
        return content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")

    def expect(self, paths: Iterable[str]) -> None:  # noqa: B027 - only a source that has to wait gains by knowing
        """Say which files will be asked for next, in order, so that a source can fetch ahead."""

    def target(self, path: str) -> str:
        """Give the path of the file that a symbolic link leads to; "" where it is none, leads away or was not read."""
        del path
        return ""

    def place(self, path: str, line: int = 0, excerpt: str = "") -> Place:
        """Pin evidence to a path, a line (from 1) and the blob that was read."""
        entry = self.entries.get(path)
        return Place(path, line, entry.blob if entry else "", " ".join(excerpt.split())[:LONGEST_EXCERPT])


class MemoryFiles(Files):
    """Files from a dict, for tests and for trying a probe out. A value of None is a symbolic link."""

    def __init__(
        self, texts: Mapping[str, str | bytes | None], limits: Iterable[Message] = (), unreadable: Iterable[str] = ()
    ) -> None:
        """Keep the texts and give each the blob id that git would; `unreadable` files are listed but give nothing."""
        import hashlib  # noqa: PLC0415 - only tests need it, and looks shall start quickly

        self.limits = tuple(limits)
        self.unread = {}
        self._unreadable = frozenset(unreadable)
        self._contents: dict[str, bytes] = {}
        entries = {}
        for path, text in sorted(texts.items()):
            content = text.encode() if isinstance(text, str) else text or b""
            blob = hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
            entries[path] = Entry(path, blob, len(content), Kind.LINK if text is None else Kind.FILE)
            if text is not None:
                self._contents[path] = content
        self.entries = entries

    def content(self, path: str) -> bytes | None:
        """Give the bytes of a file."""
        if path in self._unreadable:
            self.refuse(path, Message("The file %(path)s could not be read.", {"path": path}))
            return None
        return self._contents.get(path)


class Commit(NamedTuple):
    """A commit; a plain tuple, because ten thousand are made in one look.

    `time` is the committer's. `paths`, `trailers` and `signature` are set for recent non-merge commits only: trailers
    as pairs of a name in lower case and a value, the signature as its kind, which does not say that it is good.
    """

    id: str
    time: datetime
    author: str
    email: str
    subject: str = ""
    committer_email: str = ""
    parents: int = 1
    paths: tuple[str, ...] | None = None
    trailers: tuple[tuple[str, str], ...] = ()
    signature: str = ""


class History(NamedTuple):
    """Commits, newest first. `complete` is False when there are more than were read."""

    commits: Sequence[Commit]
    complete: bool = True


class Tag(NamedTuple):
    """A tag and the commit it stands on; `time` is the tagger's where there is one."""

    name: str
    commit: str
    time: datetime
    annotated: bool = False
    signed: bool = False
    message: str = ""


@dataclass(frozen=True)
class Repository:
    """What is known of the repository itself. `remote` and `web` are empty when nothing is declared."""

    commit: str = ""
    branch: str = ""
    remote: str = ""
    web: str = ""
    shallow: bool = False
    partial: bool = False


def out_of_time() -> Message:
    """Say that the time for a look is up."""
    return Message("The repository was not read whole, because the time for one look was up.")


def _endless() -> float:
    return inf


@dataclass(frozen=True)
class Evidence:
    """All that was read. A part that is None was not readable: `absent` says why, by the part's name.

    `time_left` gives the seconds that are left for the look, for reading and for thinking about what was read.
    """

    files: Files
    head: Commit | None = None
    history: History | None = None
    tags: Sequence[Tag] | None = None
    repository: Repository = field(default_factory=Repository)
    as_of: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    absent: Mapping[str, Message] = field(default_factory=dict)
    limits: Sequence[Message] = ()
    time_left: Callable[[], float] = _endless

    def begin(self) -> None:
        """Read on beside everything else, where something is still on its way."""

    @property
    def complete(self) -> bool:
        """Tell whether everything could be read."""
        return not self.reasons()

    def reasons(self) -> list[Message]:
        """Say everything that could not be read, and why."""
        reasons = [*self.limits, *self.files.limits, *self.absent.values()]
        reasons += [why for _, why in sorted(self.files.unread.items())]  # the same order, whoever read them
        if not self.time_left():
            reasons.append(out_of_time())
        return list({str(each): each for each in reasons}.values())
