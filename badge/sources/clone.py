"""A repository from an https address, cloned bare into a temporary folder within limits of time and size."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from badge.core.errors import UnreadableError
from badge.core.messages import Message, Value
from badge.sources import http
from badge.sources.git import environment, program
from badge.sources.limits import Clock, Limits

Progress = Callable[[Message], None]

# Checks of incoming objects that refuse harmless old repositories; the dangerous ones stay fatal.
_HARMLESS = (
    "badTimezone", "missingSpaceBeforeDate", "missingEmail", "badEmail", "badName", "zeroPaddedFilemode",
    "badDateOverflow", "badDate", "missingNameBeforeEmail", "missingTaggerEntry",
)  # fmt: skip
_OLDEST = (2, 37)  # http.curloptResolve, which pins the address that was judged, came with git 2.37


@contextlib.contextmanager
def cloned(
    url: str, door: http.Door, limits: Limits, progress: Progress = lambda _: None
) -> Iterator[tuple[Path, str]]:
    """Lend a bare clone and the final address it came from. Falls back to a shallow clone when all of it is too much.

    Raises UnreadableError where the address is refused, unreachable, or holds no repository that can be read.
    """
    _need_new_git()
    clock = Clock(limits.clone_seconds)
    progress(Message("Asking %(url)s for the repository.", {"url": url}))
    checked = _repository_at(url, door, clock)
    with tempfile.TemporaryDirectory(prefix="badge-clone-", ignore_cleanup_errors=True) as folder:
        target = Path(folder) / "repository.git"
        progress(Message("Fetching the repository with its history."))
        if _fetch(checked, door, target, folder, limits, clock.left * 0.75, shallow=False) is not None:
            progress(Message("The whole history is too much, so only the newest commit is fetched."))
            target = Path(folder) / "shallow.git"
            broken = _fetch(checked, door, target, folder, limits, max(20.0, clock.left), shallow=True)
            if broken is not None:
                raise UnreadableError(_too_much(url, broken, limits))
        yield target, checked.url


def _repository_at(url: str, door: http.Door, clock: Clock) -> http.Checked:
    """Follow redirects as a git client would, but through our own door, and give the address to clone from."""
    base = url.rstrip("/")
    http.check(base, door)  # so that a refusal names the address as it was given
    response = http.get(f"{base}/info/refs?service=git-upload-pack", door, clock)
    if response.status != 200 or b"service=git-upload-pack" not in response.body[:100]:
        raise UnreadableError(
            Message(
                "There is no public git repository at %(url)s (answer %(status)s). See that the address is right.",
                {"url": url, "status": str(response.status)},
            )
        )
    return http.check(response.url.partition("/info/refs")[0], door)


def _fetch(
    checked: http.Checked, door: http.Door, target: Path, home: str, limits: Limits, seconds: float, *, shallow: bool
) -> str | None:
    """Run one clone under watch; name the limit that it broke; UnreadableError when git itself refused."""
    settings = [
        "protocol.allow=never", "protocol.https.allow=always", "http.followRedirects=false", "http.proxy=",
        f"http.curloptResolve={checked.host}:{checked.port}:{_bracketed(checked.ip)}", "credential.helper=",
        "core.hooksPath=/dev/null", "core.fsmonitor=false", "submodule.recurse=false", "transfer.fsckObjects=true",
        "http.lowSpeedLimit=1000", "http.lowSpeedTime=30", "core.bare=true",
        *(f"fetch.fsck.{each}=ignore" for each in _HARMLESS),
    ]  # fmt: skip
    if door.ca_file:
        settings.append(f"http.sslCAInfo={door.ca_file}")
    # A mirror would bring the head of every pull request; the default branch and its tags are what is judged.
    depth = ["--depth=1", "--no-tags"] if shallow else []
    process = subprocess.Popen(
        [
            program(),
            *(part for each in settings for part in ("-c", each)),
            "clone",
            "--quiet",
            "--bare",
            "--single-branch",
            "--template=",
            *depth,
            "--",
            checked.url,
            str(target),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=home,
        env={**environment(home), "GIT_ALLOW_PROTOCOL": "https"},
        start_new_session=True,
    )
    assert process.stderr is not None
    with process.stderr:
        broken = _broken(process, target, limits.clone_bytes, seconds)
        if broken is not None:
            return broken
        said = process.stderr.read(4000).decode("utf-8", "replace")
    if process.returncode != 0:
        raise UnreadableError(_refusal(checked.url, said))
    return None


_SIZE, _TIME = "size", "time"


def _broken(process: subprocess.Popen[bytes], target: Path, most: int, seconds: float) -> str | None:
    """Wait for a process; end its whole group when it takes too long or its folder grows too large, and say which."""
    end = time.monotonic() + seconds
    try:
        while process.poll() is None:
            if time.monotonic() > end:
                return _TIME
            if _size(target) > most:
                return _SIZE
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.1)
        return _SIZE if _size(target) > most else None
    finally:
        if process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _size(folder: Path) -> int:
    total = 0
    for root, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(root, name)).st_size  # noqa: PTH118 - walked every 0.1 s, so cheap
    return total


def _too_much(url: str, broken: str, limits: Limits) -> Message:
    if broken == _SIZE:
        size: dict[str, Value] = {"url": url, "size": max(1, limits.clone_bytes // 2**20)}
        return Message(
            "Even without its history, %(url)s is larger than the %(size)s MiB that are cloned. "
            "Clone it yourself, and look at the checkout.",
            size,
        )
    seconds: dict[str, Value] = {"url": url, "count": round(limits.clone_seconds)}
    return Message(
        "Even without its history, %(url)s takes longer to clone than the %(count)s seconds there are for that. "
        "Clone it yourself, and look at the checkout.",
        seconds,
    )


def _refusal(url: str, said: str) -> Message:
    if "fsck" in said:
        return Message(
            "git refused the repository at %(url)s, because some of its objects are malformed. "
            "Clone it yourself, and look at the checkout.",
            {"url": url},
        )
    last = (said.strip().splitlines() or ["?"])[-1][:200]
    return Message("git could not clone %(url)s. It said: %(said)s", {"url": url, "said": last})


def _need_new_git() -> None:
    said = subprocess.run([program(), "--version"], capture_output=True, text=True, check=False).stdout
    words = next((word for word in said.split() if word[:1].isdigit()), "")
    numbers = tuple(int(each) for each in words.split(".")[:2] if each.isdigit())
    if numbers < _OLDEST:
        raise UnreadableError(
            Message("git 2.37 or newer is needed to look at an address. Update git, or look at a checkout instead.")
        )


def _bracketed(ip: str) -> str:
    return f"[{ip}]" if ":" in ip else ip
