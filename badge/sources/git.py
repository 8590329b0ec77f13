"""git as a reader of objects: a few plumbing commands, hardened so that nothing in a repository runs or reaches out."""

from __future__ import annotations

import contextlib
import fcntl
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

from badge.core.errors import UnreadableError
from badge.core.messages import Message
from badge.sources.limits import Clock

# A repository's own configuration may name programs (fsmonitor, hooks, gpg, textconv); -c on the command line wins.
_SETTINGS = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.bare=true",
    "core.alternateRefsCommand=false",
    "core.commitGraph=false",  # a second account of the history, which may differ from the commits themselves
    "core.pager=cat",
    "i18n.logOutputEncoding=UTF-8",
    "log.showRoot=true",
    "log.showSignature=false",
    "gpg.program=false",
    "gpg.ssh.program=false",
    "gpg.x509.program=false",
    "mailmap.file=/dev/null",
    "mailmap.blob=HEAD:.mailmap",  # there is no work tree to read it from
    "protocol.allow=never",
    "submodule.recurse=false",
    "safe.directory=*",
)


_MOST_MEMORY = 512 * 2**20
_PIPE_BYTES = 2**20


def environment(home: str) -> dict[str, str]:
    """Give the whole environment a git process gets: no configuration of a person, no prompt, no lazy fetch."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": home,
        "XDG_CONFIG_HOME": home,
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "true",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_GRAFT_FILE": os.devnull,
        "GIT_LFS_SKIP_SMUDGE": "1",
        "GIT_PROTOCOL_FROM_USER": "0",
    }


def program() -> str:
    """Find git, or say that it is missing."""
    found = shutil.which("git")
    if found is None:
        raise UnreadableError(Message("git was not found. Install git, and try again."))
    return found


def widen(pipe: IO[bytes]) -> None:
    """Let whoever writes go on while nobody reads yet; where the system has no room left, he waits."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


class Git:
    """Reads one repository. Every command is bounded by the look's clock and by the bytes it may print."""

    def __init__(self, git_dir: Path, home: str, clock: Clock) -> None:
        """Take the repository's git folder; `home` is an empty folder."""
        settings = [part for each in _SETTINGS for part in ("-c", each)]
        self._command = [program(), f"--git-dir={git_dir}", "--no-pager", *settings]
        self._environment = environment(home)
        self._home = home
        self.clock = clock

    def start(self, *arguments: str, stdin: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
        """Start a command in the empty folder, with its output on a pipe, and with a bound on its memory."""
        process = subprocess.Popen(
            [*self._command, *arguments],
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self._home,
            env=self._environment,
        )
        if sys.platform == "linux":
            seconds = int(self.clock.left) + 2  # of work: it ends by itself, also when we are killed and nobody watches
            with contextlib.suppress(ProcessLookupError):
                # What it allocates, not what it maps: a small tree may stand for billions of paths.
                resource.prlimit(process.pid, resource.RLIMIT_DATA, (_MOST_MEMORY, _MOST_MEMORY))
                resource.prlimit(process.pid, resource.RLIMIT_CPU, (seconds, seconds))
            assert process.stdout is not None
            widen(process.stdout)
        return process

    def read(self, most: int, *arguments: str, share: float = 1) -> tuple[bytes, bool]:
        """Run a command; give its output up to `most` bytes, and whether that is all of a run that went well.

        `share` is the part of the time left that it may take, for a command that others should not wait for.
        """
        return self.read_from(self.start(*arguments), most, share)

    def read_from(self, process: subprocess.Popen[bytes], most: int, share: float = 1) -> tuple[bytes, bool]:
        """Read what a command that was started prints, as `read` does."""
        with self.guarded(process, share):
            assert process.stdout is not None
            output = process.stdout.read(most + 1) if self.clock.left else b""
            if len(output) > most:
                process.kill()
                return output[:most], False
            return output, bool(self.clock.left) and process.wait() == 0

    @contextlib.contextmanager
    def guarded(self, process: subprocess.Popen[bytes], share: float = 1) -> Iterator[subprocess.Popen[bytes]]:
        """Kill a process when the clock runs out, and in any case at the end."""
        alarm = threading.Timer(self.clock.left * share, process.kill)
        alarm.daemon = True
        alarm.start()
        try:
            yield process
        finally:
            alarm.cancel()
            alarm.join()  # a look may fork, which is safe only where no other thread is left
            process.kill()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()
            process.wait()


@contextlib.contextmanager
def empty_home() -> Iterator[str]:
    """Lend an empty folder for git to call home."""
    with tempfile.TemporaryDirectory(prefix="badge-") as home:
        yield home


def find_git_dir(path: Path) -> Path:
    """Find the git folder of a checkout (also from a folder inside it) or of a bare repository, without asking git."""
    try:
        there = path.exists()
    except OSError:  # a name that is too long, a folder that may not be entered
        there = False
    if not there:
        raise UnreadableError(
            Message("There is no folder %(path)s. Give the path of a git checkout.", {"path": str(path)})
        )
    start = path if path.is_dir() else path.parent
    for folder in (start, *start.resolve().parents):
        if (folder / ".git").exists():
            return (folder / ".git").resolve()
        if (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir():
            return folder.resolve()
    raise UnreadableError(
        Message(
            "%(path)s is not a git repository. Give the path of a git checkout or of a bare repository.",
            {"path": str(path)},
        )
    )


LIST_SETTINGS = ("config", "--local", "--no-includes", "--list", "-z")
"""The command whose output `settings` reads."""


def settings(output: bytes) -> Mapping[str, Sequence[str]]:
    """Read the repository's own configuration as data: names in lower case, each with all its values."""
    found: dict[str, list[str]] = {}
    for item in output.decode("utf-8", "replace").split("\0"):
        name, _, value = item.partition("\n")
        if name:
            found.setdefault(name, []).append(value)
    return found
