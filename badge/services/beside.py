"""A second process beside a look: it works out the facts that read many files, while the first does all the rest.

Python uses one processor at a time; where there is another, this takes a quarter off a look. Facts are pure, so it
does not matter who works them out. What the second process does not deliver, whatever the reason, the first works out.
"""

from __future__ import annotations

import gc
import os
import pickle  # what is read comes through a pipe from a copy of this very process
import select
import signal
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from mmap import mmap
from types import TracebackType
from typing import IO

from badge.core.evidence import Evidence, Files
from badge.probes.facts import BESIDE, Facts, Taken
from badge.services.alarm import ringing
from badge.sources.git import widen
from badge.sources.limits import Limits

_BY_NOBODY, _BY_SECOND, _BY_FIRST = range(3)
_SHARE = 2
"""What one look may read is counted in each process, so a tree has to stay this many times below it."""


@contextmanager
def facts_of(evidence: Evidence, bounds: Limits) -> Iterator[Facts]:
    """Lend the facts of a look, with a second process where there is room for one."""
    second = Second.start(evidence) if _may_fork() and not _is_large(evidence, bounds) else None
    if second is None:
        yield Facts(evidence)
        return
    with second:
        yield second.facts
        second.finish()


def _may_fork() -> bool:
    """Tell whether a copy of this process works: only where no other thread may hold a lock just then."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return hasattr(os, "fork") and processors > 1 and threading.active_count() == 1


def _is_large(evidence: Evidence, bounds: Limits) -> bool:
    entries = evidence.files.entries.values()
    size = sum(each.size or 0 for each in entries)
    return len(entries) * _SHARE > bounds.blobs or size * _SHARE > bounds.total_bytes


class Second(AbstractContextManager["Second"]):
    """A copy of this process that works out facts and sends them, one after the other, through a pipe."""

    names = BESIDE

    def __init__(self, evidence: Evidence, child: int, pipe: IO[bytes], begun: mmap) -> None:
        """Take from a process what it sends; `begun` is common to both and says of each fact that somebody is at it."""
        self._evidence, self._child, self._pipe, self._begun = evidence, child, pipe, begun
        self.facts = Facts(evidence, self)
        self._taken: dict[str, Taken] = {}
        self._ended = False

    @classmethod
    def start(cls, evidence: Evidence) -> Second | None:
        """Start it; None where the system gives no further process."""
        reading, writing = os.pipe()
        begun = mmap(-1, len(BESIDE))
        with os.fdopen(writing, "wb") as out:
            pipe = os.fdopen(reading, "rb")
            widen(pipe)
            try:
                child = os.fork()
            except OSError:
                pipe.close()
                return None
            if not child:
                _work(evidence, out, begun)
        return cls(evidence, child, pipe, begun)

    def take(self, name: str) -> Taken | None:
        """Wait for a fact, and help meanwhile; None where it will not come, or nobody has begun it."""
        while (
            name not in self._taken and self._begun[BESIDE.index(name)] == _BY_SECOND and (self._help() or self._next())
        ):
            pass
        if name not in self._taken:
            self._begun[BESIDE.index(name)] = _BY_FIRST
        return self._taken.get(name)

    def _help(self) -> bool:
        """Work out the last fact that nobody has begun, unless something has come; tell whether there was one."""
        if select.select([self._pipe], [], [], 0)[0]:
            return False
        at = self._begun.rfind(bytes([_BY_NOBODY]))
        if at >= 0:
            with suppress(Exception):  # whoever needs it will meet that again
                self.facts.get(BESIDE[at])
        return at >= 0

    def finish(self) -> None:
        """Wait for the rest, because what could not be read for it has to be said."""
        while self._next():
            pass

    def _next(self) -> bool:
        """Take in one more fact, and what could not be read until then."""
        if self._ended:
            return False
        try:
            name, taken, unread = _Unpickler(self._pipe, self._evidence.files).load()
        except Exception:  # noqa: BLE001 - it came to an end; if too early, what broke there is met again here
            self._ended = True
            return False
        self._taken[name] = taken
        self._evidence.files.unread.update(unread)
        return True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let nothing of a look run on after it."""
        self._pipe.close()
        with suppress(ProcessLookupError):
            os.kill(self._child, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self._child, 0)


def _work(evidence: Evidence, pipe: IO[bytes], begun: mmap) -> None:
    """Be the second process; it ends here, and never returns into what the first was about to do."""
    code = 1
    try:
        gc.disable()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        facts = Facts(evidence)
        with ringing(facts.time_left, facts.go_on):
            for at, name in enumerate(BESIDE):
                if begun[at] != _BY_NOBODY:  # should both begin at once, it is worked out twice, to the same end
                    continue
                begun[at] = _BY_SECOND
                _send(pipe, evidence.files, name, Taken(facts.get(name), facts.cut(name)))
        code = 0
    except BaseException:  # noqa: BLE001, S110 - the first process works out what is missing, and says what is wrong
        pass
    finally:
        os._exit(code)


def _send(pipe: IO[bytes], files: Files, name: str, taken: Taken) -> None:
    _Pickler(pipe, files).dump((name, taken, files.unread))
    pipe.flush()


class _Pickler(pickle.Pickler):
    """Facts may hold the tree they are made of; of that each process has its own, so only a sign of it is sent."""

    def __init__(self, pipe: IO[bytes], files: Files) -> None:
        super().__init__(pipe, pickle.HIGHEST_PROTOCOL)
        self._files = files

    def persistent_id(self, value: object) -> str | None:
        return "files" if value is self._files else None


class _Unpickler(pickle.Unpickler):
    """Put the tree of this process where that of the other was."""

    def __init__(self, pipe: IO[bytes], files: Files) -> None:
        super().__init__(pipe)
        self._files = files

    def persistent_load(self, _: str) -> Files:
        return self._files
