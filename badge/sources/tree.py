"""The files of one commit, listed once and read on demand through a single `cat-file --batch`."""

from __future__ import annotations

import subprocess
from collections import OrderedDict
from contextlib import AbstractContextManager
from posixpath import dirname, join, normpath
from types import TracebackType

from badge.core.evidence import Entry, Files, Kind
from badge.core.messages import Message
from badge.sources.git import Git
from badge.sources.limits import Limits, out_of_time

_KINDS = {"120000": Kind.LINK, "160000": Kind.SUBMODULE}
_KEPT_BYTES = 8 * 2**20


def list_tree(git: Git, commit: str, limits: Limits, *, sizes: bool) -> tuple[dict[str, Entry], list[Message]]:
    """List every path of a commit, sorted; and say what kept the list from being whole.

    `sizes` is off for a partial clone, where asking for them would fetch.
    """
    entries: dict[str, Entry] = {}
    short: list[Message] = []
    arguments = ["ls-tree", "-r", "-z", *(["-l"] if sizes else []), commit]
    with git.guarded(git.start(*arguments)) as process:
        assert process.stdout is not None
        rest = b""
        whole = False
        while chunk := process.stdout.read(2**16):
            *records, rest = (rest + chunk).split(b"\0")
            for record in records:
                entry = _entry(record, sizes=sizes)
                if entry.path.count("/") >= limits.depth or len(entries) >= limits.entries:
                    break
                entries[entry.path] = entry
            else:
                if len(rest) <= 2**16:
                    continue
            short.append(Message("The tree has more or deeper paths than are read in one look."))
            break
        else:
            whole = process.wait() == 0
    if not short and not whole:
        short.append(out_of_time() if not git.clock.left else Message("git could not list all files of the commit."))
    return dict(sorted(entries.items())), short


def _entry(record: bytes, *, sizes: bool) -> Entry:
    head, _, raw = record.partition(b"\t")
    mode, _, blob, *size = head.decode("ascii").split()
    known = int(size[0]) if sizes and size and size[0].isdigit() else None
    kind = _KINDS.get(mode, Kind.FILE)
    return Entry(raw.decode("utf-8", "backslashreplace"), blob, known, kind, executable=mode == "100755")


class GitFiles(Files, AbstractContextManager["GitFiles"]):
    """The tree of a commit. Texts are kept up to a few MiB, since several probes read the same documents."""

    def __init__(self, git: Git, commit: str, limits: Limits, *, partial: bool) -> None:
        """List the tree; open nothing yet."""
        self.entries, short = list_tree(git, commit, limits, sizes=not partial)
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
        self._kept_bytes = self._read_bytes = self._read_blobs = 0

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
        if self._read_blobs >= self._bounds.blobs or self._read_bytes + entry.size > self._bounds.total_bytes:
            return Message("The repository has more content than is read in one look.")
        if not self._git.clock.left:
            return out_of_time()
        return None

    def _fetch(self, entry: Entry) -> bytes | None:
        if self._process is None:
            self._guard = self._git.guarded(self._git.start("cat-file", "--batch", stdin=subprocess.PIPE))
            self._process = self._guard.__enter__()
        pipe, answer = self._process.stdin, self._process.stdout
        assert pipe is not None
        assert answer is not None
        try:
            pipe.write(entry.blob.encode() + b"\n")
            pipe.flush()
            header = answer.readline(200).split()
            if len(header) != 3 or header[1] != b"blob":  # "<id> missing", or killed
                return None
            size = int(header[2])
            content = answer.read(size)
            answer.read(1)
        except OSError:
            return None
        if len(content) != size:
            return None
        self._read_blobs += 1
        self._read_bytes += size
        return content

    def _keep(self, blob: str, content: bytes) -> None:
        if len(content) > _KEPT_BYTES // 32:
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
