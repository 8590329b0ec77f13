"""The files of one commit, listed once and read on demand through a single `cat-file --batch`."""

from __future__ import annotations

import subprocess
from collections import OrderedDict, deque
from collections.abc import Iterable
from contextlib import AbstractContextManager
from posixpath import dirname, join, normpath
from types import TracebackType

from badge.core.evidence import Entry, Files, Kind, out_of_time
from badge.core.messages import Message, Value
from badge.sources.git import Git
from badge.sources.limits import Limits

_KINDS = {"120000": Kind.LINK, "160000": Kind.SUBMODULE}
_LONGEST_PATH = 2**16
_KEPT_BYTES = 8 * 2**20
_AHEAD, _AHEAD_BYTES = 32, 2**19
"""Files, and bytes, that git is asked for ahead. The names of so many fit into a pipe, so that writing never waits."""


def start_listing(git: Git, commit: str, *, sizes: bool) -> subprocess.Popen[bytes]:
    """Start to list the paths of a commit. `sizes` is off for a partial clone, where asking for them would fetch."""
    return git.start("ls-tree", "-r", "-z", *(["-l"] if sizes else []), commit)


def read_listing(
    git: Git, listing: subprocess.Popen[bytes], limits: Limits, *, sizes: bool
) -> tuple[dict[str, Entry], list[Message]]:
    """Give every path of a commit, sorted; and say what kept the list from being whole."""
    entries: dict[str, Entry] = {}
    short: list[Message] = []
    seen = 0
    deep = False
    with git.guarded(listing) as process:
        assert process.stdout is not None
        rest = b""
        whole = False
        while chunk := process.stdout.read(2**16):
            *records, rest = (rest + chunk).split(b"\0")
            for record in records:
                seen += 1
                if seen > limits.entries:
                    short.append(_too_many(limits))
                    break
                entry = _entry(record, sizes=sizes)
                if entry.path.count("/") >= limits.depth:
                    deep = True
                else:
                    entries[entry.path] = entry
            else:
                if len(rest) <= _LONGEST_PATH:
                    continue
                short.append(Message("A path is longer than any that is read, so the rest of the tree was not read."))
            break
        else:
            whole = process.wait() == 0
    if deep:
        values: dict[str, Value] = {"count": limits.depth}
        short.append(Message("Some paths lie deeper than %(count)s folders and were not read.", values))
    if not whole and (not short or (deep and len(short) == 1)):
        short.append(out_of_time() if not git.clock.left else Message("git could not list all files of the commit."))
    return dict(sorted(entries.items())), short


def _too_many(limits: Limits) -> Message:
    values: dict[str, Value] = {"count": limits.entries}
    return Message("The tree has more paths than the %(count)s that are read in one look.", values)


def _entry(record: bytes, *, sizes: bool) -> Entry:
    head, _, raw = record.partition(b"\t")
    mode, _, blob, *size = head.decode("ascii").split()
    known = int(size[0]) if sizes and size and size[0].isdigit() else None
    kind = _KINDS.get(mode, Kind.FILE)
    return Entry(raw.decode("utf-8", "backslashreplace"), blob, known, kind, executable=mode == "100755")


class GitFiles(Files, AbstractContextManager["GitFiles"]):
    """The tree of a commit. Texts are kept up to a few MiB, since several probes read the same documents."""

    def __init__(self, git: Git, listing: subprocess.Popen[bytes], limits: Limits, *, partial: bool) -> None:
        """Take the paths from `start_listing`; open nothing yet."""
        self.entries, short = read_listing(git, listing, limits, sizes=not partial)
        if partial:
            short.append(
                Message(
                    "The repository is a partial clone, so only the names of its files were read, not their content."
                )
            )
        self.limits = tuple(short)
        self.unread: dict[str, Message] = {}
        self._git, self._bounds, self._partial = git, limits, partial
        self._process: subprocess.Popen[bytes] | None = None
        self._guard: AbstractContextManager[subprocess.Popen[bytes]] | None = None
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._kept_bytes = self._read_bytes = self._read_blobs = self._heads = 0
        self._expected: deque[str] = deque()
        self._asked: deque[Entry] = deque()

    def content(self, path: str) -> bytes | None:
        """Give the bytes of a file within the limits."""
        entry = self.entries.get(path)
        if entry is None or entry.kind is not Kind.FILE:
            return None
        if entry.blob in self._kept:
            return self._kept[entry.blob]
        refusal = self._refusal(entry)
        content = None if refusal else self._fetch(entry)
        if content is None:
            self.refuse(path, refusal or Message("The file %(path)s could not be read.", {"path": path}))
            return None
        self._keep(entry.blob, content)
        return content

    def expect(self, paths: Iterable[str]) -> None:
        """Ask git for these ahead, a few at a time: it reads the next ones while this one is looked at.

        Without that each file costs a wait of 0.1 ms, which was 20 ms for two hundred files.
        """
        self._expected = deque(path for path in paths if path in self.entries)

    def head(self, path: str, count: int) -> bytes | None:
        """Give the first bytes of a file; of a few that are too large to be read whole, by a process of its own."""
        entry = self.entries.get(path)
        large = entry is not None and entry.size is not None and entry.size > self._bounds.blob_bytes
        if entry is None or entry.kind is not Kind.FILE or not large:
            return super().head(path, count)
        head = b""
        if self._heads < self._bounds.heads and (entry.size or 0) <= self._bounds.head_of_bytes and not self._partial:
            self._heads += 1
            head, _ = self._git.read(count, "cat-file", "blob", entry.blob)
        if not head:
            self.refuse(path, self._refusal(entry) or out_of_time())
        return head or None

    def target(self, path: str) -> str:
        """Follow a symbolic link, once, to a file of the same tree."""
        entry = self.entries.get(path)
        if entry is None or entry.kind is not Kind.LINK or self._refusal(entry):
            return ""
        written = (self._fetch(entry) or b"").decode("utf-8", "backslashreplace")
        led_to = self.entries.get(normpath(join(dirname(path), written)))
        return led_to.path if led_to and led_to.kind is Kind.FILE else ""

    def _refusal(self, entry: Entry) -> Message | None:
        if self._partial:
            return Message("The file %(path)s is not in this partial clone.", {"path": entry.path})
        if entry.size is None or entry.size > self._bounds.blob_bytes:
            return Message("The file %(path)s is larger than what is read of one file.", {"path": entry.path})
        if self._read_blobs >= self._bounds.blobs:
            count: dict[str, Value] = {"count": self._bounds.blobs}
            return Message("More files were asked for than the %(count)s that are read in one look.", count)
        if self._read_bytes + entry.size > self._bounds.total_bytes:
            size: dict[str, Value] = {"size": max(1, self._bounds.total_bytes // 2**20)}
            return Message("The repository has more content than the %(size)s MiB that are read in one look.", size)
        if not self._git.clock.left:
            return out_of_time()
        return None

    def _fetch(self, entry: Entry) -> bytes | None:
        try:
            while self._asked and self._asked[0].blob != entry.blob:  # somebody else asks in between
                ahead = self._asked.popleft()
                if (content := self._answer(ahead)) is not None:
                    self._keep(ahead.blob, content)
            if entry.blob in self._kept:
                return self._kept[entry.blob]
            if not self._asked:
                self._ask([entry, *self._next(entry)])
            return self._answer(self._asked.popleft())
        except OSError:
            return None

    def _next(self, first: Entry) -> list[Entry]:
        """Choose what to ask for behind the first, where that was expected, and as far as the limits go."""
        wanted: dict[str, Entry] = {}
        size = 0
        while self._expected and len(wanted) < _AHEAD and size < _AHEAD_BYTES:
            entry = self.entries[self._expected[0]]
            if not wanted and entry.blob != first.blob and not self._is_known(entry):
                return []  # somebody else asks in between
            if not self._is_known(entry) and entry.blob not in wanted:
                wanted[entry.blob] = entry
                size += entry.size or 0
            self._expected.popleft()
        few = self._read_blobs + len(wanted) <= self._bounds.blobs
        return list(wanted.values())[1:] if few and self._read_bytes + size <= self._bounds.total_bytes else []

    def _is_known(self, entry: Entry) -> bool:
        """Tell whether a file is here already, or will not be had."""
        return entry.blob in self._kept or entry.kind is not Kind.FILE or self._refusal(entry) is not None

    def _ask(self, entries: Iterable[Entry]) -> None:
        if self._process is None:
            self._guard = self._git.guarded(self._git.start("cat-file", "--batch", stdin=subprocess.PIPE))
            self._process = self._guard.__enter__()
        pipe = self._process.stdin
        assert pipe is not None
        self._asked.extend(entries)
        pipe.write("".join(f"{each.blob}\n" for each in self._asked).encode())
        pipe.flush()

    def _answer(self, entry: Entry) -> bytes | None:
        assert self._process is not None
        answer = self._process.stdout
        assert answer is not None
        header = answer.readline(200).split()
        if len(header) != 3 or header[:2] != [entry.blob.encode(), b"blob"]:  # "<id> missing", or killed
            return None
        size = int(header[2])
        content = answer.read(size + 1)[:size]
        if len(content) != size:
            return None
        self._read_blobs += 1
        self._read_bytes += size
        return content

    def _keep(self, blob: str, content: bytes) -> None:
        if len(content) > _KEPT_BYTES // 32 or blob in self._kept:
            return
        self._kept[blob] = content
        self._kept_bytes += len(content)
        while self._kept_bytes > _KEPT_BYTES:
            self._kept_bytes -= len(self._kept.popitem(last=False)[1])

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the reading process go."""
        if self._guard is not None:
            self._guard.__exit__(kind, error, trace)
