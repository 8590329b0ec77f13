"""The history and the tags of a repository, each by one bounded git command."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from subprocess import Popen
from threading import Thread
from types import TracebackType
from typing import Generic, NamedTuple, TypeVar

from badge.core.evidence import Commit, History, Tag, out_of_time
from badge.core.messages import Message, Value
from badge.sources.git import Git
from badge.sources.limits import Limits

_FIELDS = "%H%x1f%P%x1f%ct%x1f%aN%x1f%aE%x1f%cE%x1f%s"
_LOG = (
    "log",
    "-z",
    "--no-show-signature",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--use-mailmap",
    "-O/dev/null",
)  # the last: no list of a repository sets the order of paths

WINDOW = timedelta(days=365)
"""How far back the paths, the trailers and the signatures of commits are read."""

TRAILERS = frozenset(
    "signed-off-by reviewed-by acked-by approved-by tested-by co-authored-by co-developed-by reviewed-on".split()
)
"""Lines of messages that say who had a part in a change."""

_SIGNATURES = {"OpenPGP": "BEGIN PGP ", "SSH": "BEGIN SSH ", "X.509": "BEGIN SIGNED "}


T = TypeVar("T")


class _Later(Generic[T]):
    """What a thread works out of a command's output. Python's own pool of threads would load logging and more, 4 ms."""

    def __init__(self, git: Git, command: tuple[str, ...], read: Callable[[Popen[bytes]], T]) -> None:
        """Start the command; `begin` starts to read what it prints."""
        self._process, self._read = git.start(*command), read
        self._found: list[T] = []
        self._wrong: list[BaseException] = []
        self._thread = Thread(target=self._run, name="badge-git", daemon=True)

    def begin(self) -> None:
        """Read on from now on."""
        if not self._thread.ident:
            self._thread.start()

    def _run(self) -> None:
        try:
            self._found.append(self._read(self._process))
        except BaseException as error:  # noqa: BLE001 - it is raised where the result is asked for
            self._wrong.append(error)

    def end(self) -> None:
        """Wait; or end the command, where nobody has begun to read it."""
        if self._thread.ident:
            self._thread.join()
            return
        self._process.kill()
        self._process.communicate()

    def result(self) -> T:
        """Wait, and give what was found; or raise what went wrong."""
        self.begin()
        self._thread.join()
        for error in self._wrong:
            raise error
        return self._found[0]


class Past(AbstractContextManager["Past"]):
    """History and tags on their way: three git commands that run beside everything else."""

    def __init__(self, git: Git, commit: str, limits: Limits, as_of: datetime) -> None:
        """Start the commands."""
        self._limits = limits
        self._commits = _Later(
            git, _commits_command(commit, limits), lambda process: _read_commits(git, process, limits, as_of)
        )
        self._recent = _Later(
            git, _recent_command(commit, limits, as_of), lambda process: _read_recent(git, process, limits)
        )
        self._tags = _Later(git, _tags_command(limits), lambda process: _read_tags(git, process, limits, as_of))

    def begin(self) -> None:
        """Read what they print, each in a thread. Until then this process has none of them, so that it may fork."""
        for each in (self._commits, self._recent, self._tags):
            each.begin()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait for all three, so that nothing of a look runs on after it."""
        for each in (self._commits, self._recent, self._tags):
            each.end()

    def history(self) -> tuple[History, list[Message]]:
        """Give commits, newest first, with the paths that recent ones touch; and what kept them from being whole."""
        every, short = self._commits.result()
        recent, whole_recent = self._recent.result()
        most = self._limits.commits
        commits = [_with_recent(each, recent) for each in every[:most]]
        return History(commits, complete=not short and whole_recent and len(every) <= most), short

    def cuts(self) -> list[Message]:
        """Say what of the history was left out, where it was read; nothing is asked of it that would need the rest."""
        every, short = self._commits.result()
        recent, whole_recent = self._recent.result()
        if short:
            return []
        found = []
        if len(every) > self._limits.commits:
            values: dict[str, Value] = {"count": self._limits.commits}
            found.append(Message("Only the newest %(count)s commits were read.", values))
        if not whole_recent:
            found.append(Message("Not all paths that the commits of the last year touch could be read."))
        elif len(recent) > self._limits.recent_commits:
            values = {"count": self._limits.recent_commits}
            found.append(
                Message("Only the newest %(count)s commits of the last year were read with their paths.", values)
            )
        return found

    def tags(self) -> tuple[list[Tag], list[Message]]:
        """Give tags, newest first, and what kept them from being whole."""
        return self._tags.result()


def _commits_command(commit: str, limits: Limits) -> tuple[str, ...]:
    return (*_LOG, f"--format={_FIELDS}", f"-n{limits.commits + 1}", commit, "--")


def _read_commits(
    git: Git, process: Popen[bytes], limits: Limits, as_of: datetime
) -> tuple[list[Commit], list[Message]]:
    """Read commits, newest first; those dated after `as_of` are dropped."""
    output, whole = git.read_from(process, limits.output_bytes)
    last = as_of + timedelta(days=1)
    short = [] if whole else [_why(git, Message("git could not read the whole history."))]
    if len(output) >= limits.output_bytes:
        short = [Message("The texts of the history are longer than what is read of them in one look.")]
    return [each for each in _commits(output) if each.time <= last], short


def read_head(git: Git, commit: str) -> Commit | None:
    """Read one commit alone."""
    output, _ = git.read(2**20, *_LOG, f"--format={_FIELDS}", "-n1", commit, "--")
    return next(_commits(output), None)


def _commits(output: bytes) -> Iterator[Commit]:
    for record in output.decode("utf-8", "replace").split("\0"):
        parts = record.split("\x1f", 6)
        if len(parts) == 7 and parts[2].isdigit() and (moment := _moment(parts[2])):
            commit, parents, _, author, email, committer, subject = parts
            yield Commit(commit, moment, author, email, subject[:500], committer, len(parents.split()))


class Recent(NamedTuple):
    """What is read of recent commits besides: see `Commit`."""

    paths: tuple[str, ...]
    trailers: tuple[tuple[str, str], ...]
    signature: str


def _recent_command(commit: str, limits: Limits, as_of: datetime) -> tuple[str, ...]:
    """Ask for the commits of a year as they are stored, with their paths; merges left out.

    The form "raw" shows a signature without asking a program of the repository's choice whether it is good.
    """
    since = int((as_of - WINDOW).timestamp())
    return (
        *_LOG, "--no-merges", "--name-only", "--no-renames", "--ignore-submodules=all",
        f"--since={since}", f"-n{limits.recent_commits + 1}", "--format=raw", commit, "--",
    )  # fmt: skip


def _read_recent(git: Git, process: Popen[bytes], limits: Limits) -> tuple[dict[str, Recent], bool]:
    output, whole = git.read_from(process, limits.output_bytes, share=0.25)
    found: dict[str, Recent] = {}
    paths: list[str] = []
    known: tuple[tuple[tuple[str, str], ...], str] = (), ""
    last = ""
    for piece in output.decode("utf-8", "backslashreplace").split("\0"):
        if piece.startswith("commit ") and "\ntree " in piece[:80]:
            if last:
                found[last] = Recent(tuple(paths), *known)
            last, known, path = _stored(piece)
            paths = [path] if path else []
        elif piece:
            paths.append(piece)
    if last:
        found[last] = Recent(tuple(paths), *known)
    return found, whole


def _stored(piece: str) -> tuple[str, tuple[tuple[tuple[str, str], ...], str], str]:
    """Take a commit apart: its id, its trailers and signature, and the first of its paths, which follows it."""
    head, _, rest = piece.partition("\n\n")
    message, path = "", rest
    if rest.startswith("    "):  # git indents every line of a message, so the first empty line ends it
        message, _, path = rest.partition("\n\n")
    trailers: list[tuple[str, str]] = []
    if "-by:" in (lower := message.lower()) or "-on:" in lower:
        for line in message.split("\n"):
            name, colon, value = line.strip().partition(":")
            if colon and name.lower() in TRAILERS:
                trailers.append((name.lower(), value.strip()[:200]))
    at = head.find("\ngpgsig")
    signature = next((kind for kind, mark in _SIGNATURES.items() if mark in head[at : at + 80]), "") if at >= 0 else ""
    return head[7:].split("\n", 1)[0].split(" ", 1)[0], (tuple(trailers[:50]), signature), path.strip("\n")


def _with_recent(commit: Commit, recent: dict[str, Recent]) -> Commit:
    more = recent.get(commit.id)
    if more is None:
        return commit
    return commit._replace(paths=more.paths, trailers=more.trailers, signature=more.signature)


_TAG_FIELDS = (
    "%(refname:strip=2)%00%(objecttype)%00%(objectname)%00%(*objectname)%00%(creatordate:unix)%00"
    "%(if)%(contents:signature)%(then)signed%(end)%00%(contents:subject)%0a%(contents:body)%00"
)
_FIELDS_A_TAG = 7


def _tags_command(limits: Limits) -> tuple[str, ...]:
    return (
        "for-each-ref", f"--count={limits.tags + 1}", "--sort=-creatordate", f"--format={_TAG_FIELDS}", "refs/tags",
    )  # fmt: skip


def _read_tags(git: Git, process: Popen[bytes], limits: Limits, as_of: datetime) -> tuple[list[Tag], list[Message]]:
    """Read tags, newest first; those dated after `as_of` are dropped."""
    output, whole = git.read_from(process, limits.output_bytes)
    parts = output.decode("utf-8", "replace").split("\0")
    tags = []
    for start in range(0, len(parts) - _FIELDS_A_TAG, _FIELDS_A_TAG):
        name, kind, own, target, time, signed, message = parts[start : start + _FIELDS_A_TAG]
        moment = _moment(time)
        if kind not in {"tag", "commit"} or moment is None or moment > as_of + timedelta(days=1):
            continue
        annotated = kind == "tag"
        tags.append(
            Tag(
                name.lstrip("\n"),
                target if annotated else own,
                moment,
                annotated=annotated,
                signed=annotated and bool(signed),
                message=message[:20_000].strip() if annotated else "",
            )
        )
    return tags[: limits.tags], _missing(git, limits, len(output), (len(parts) - 1) // _FIELDS_A_TAG, whole=whole)


def _missing(git: Git, limits: Limits, size: int, count: int, *, whole: bool) -> list[Message]:
    """Say why the tags that were read are not all."""
    values: dict[str, Value] = {"count": limits.tags}
    if count > limits.tags:
        return [Message("There are more than the %(count)s tags that are read in one look.", values)]
    if size >= limits.output_bytes:
        return [Message("The texts of the tags are longer than what is read of them in one look.")]
    return [] if whole else [_why(git, Message("Not all tags could be read."))]


def _why(git: Git, otherwise: Message) -> Message:
    """Say that the time was up, where it was."""
    return otherwise if git.clock.left else out_of_time()


def _moment(seconds: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return None
