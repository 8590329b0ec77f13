"""A checkout or bare repository on this machine, read as evidence."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from badge.core.errors import UnreadableError
from badge.core.evidence import Commit, Evidence, History, Repository, Tag, out_of_time
from badge.core.links import web_address
from badge.core.messages import Message
from badge.sources import past
from badge.sources.git import LIST_SETTINGS, Git, empty_home, find_git_dir, settings
from badge.sources.limits import Clock, Limits
from badge.sources.tree import GitFiles, start_listing


@contextlib.contextmanager
def look(
    path: Path,
    as_of: datetime,
    limits: Limits | None = None,
    remote: str = "",
    meanwhile: Callable[[], None] = lambda: None,
) -> Iterator[Evidence]:
    """Open a repository and lend its evidence; it is read on demand, so use it inside the `with`.

    `remote` is the address it was cloned from; without it the repository's own `origin` is taken as a claim.
    `meanwhile` is done while git lists the tree and reads the history, on a processor of its own.
    Raises UnreadableError where there is no repository, no commit, or no git.
    """
    bounds = limits or Limits()
    with empty_home() as home:
        git = Git(find_git_dir(path), home, Clock(bounds.seconds))
        repository = _repository(git, path, remote)
        with contextlib.ExitStack() as ends:
            listing = start_listing(git, repository.commit, sizes=not repository.partial)
            earlier = None
            if not repository.shallow:
                earlier = ends.enter_context(past.Past(git, repository.commit, bounds, as_of))
            meanwhile()
            files = ends.enter_context(GitFiles(git, listing, bounds, partial=repository.partial))
            if earlier is None:
                why = Message("The repository is a shallow clone, so its history and tags were not read.")
                head = past.read_head(git, repository.commit)
                absent = {"history": why, "tags": why}
                yield Evidence(files, head, None, None, repository, as_of, absent, (), lambda: git.clock.left)
            else:
                yield _Reading(git, files, repository, earlier, as_of)


def _repository(git: Git, path: Path, remote: str) -> Repository:
    started = (
        git.start("rev-parse", "--is-shallow-repository", "--verify", "--end-of-options", "HEAD^{commit}"),
        git.start(*LIST_SETTINGS),
        git.start("symbolic-ref", "--short", "-q", "HEAD"),
    )
    (output, good), (listed, _), (branch, _) = (git.read_from(each, 2**20) for each in started)
    words = output.decode("ascii", "replace").split()
    if not good or not words:
        raise UnreadableError(_no_commit(path, git))
    own = settings(listed)
    partial = bool(own.get("extensions.partialclone")) or any(
        name.startswith("remote.")
        and name.endswith(".promisor")
        and values[-1].lower() not in {"false", "no", "0", "off"}
        for name, values in own.items()
    )
    declared = remote or _without_secrets((own.get("remote.origin.url") or [""])[-1])
    return Repository(
        commit=words[-1],
        branch=branch.decode("utf-8", "replace").strip(),
        remote=declared,
        web=web_address(declared),
        shallow=words[0] == "true",
        partial=partial,
    )


def _no_commit(path: Path, git: Git) -> Message:
    if not git.clock.left:
        return out_of_time()
    objects, good = git.read(2**16, "rev-list", "--all", "--max-count=1")
    if good and not objects.strip():
        return Message(
            "The repository %(path)s has no commit yet. Make a first commit, and look again.", {"path": str(path)}
        )
    return Message(
        "The current commit of %(path)s cannot be read. Run 'git fsck' there to see what is damaged.",
        {"path": str(path)},
    )


class _Reading(Evidence):
    """Evidence whose history and tags are still on their way; whoever asks for them waits."""

    def __init__(self, git: Git, files: GitFiles, repository: Repository, earlier: past.Past, as_of: datetime) -> None:
        super().__init__(files, repository=repository, as_of=as_of, time_left=lambda: git.clock.left)
        for late in ("head", "history", "tags", "absent"):  # so that the properties below are asked
            vars(self).pop(late)
        vars(self).update(_git=git, _earlier=earlier)
        self._git: Git
        self._earlier: past.Past

    def begin(self) -> None:
        self._earlier.begin()

    @cached_property
    def history(self) -> History | None:
        history, short = self._earlier.history()
        return None if short else history

    @cached_property
    def tags(self) -> Sequence[Tag] | None:
        tags, short = self._earlier.tags()
        return None if short else tags

    @cached_property
    def head(self) -> Commit | None:
        commits = self.history.commits if self.history else ()
        newest = commits[0] if commits and commits[0].id == self.repository.commit else None
        return newest or past.read_head(self._git, self.repository.commit)

    @cached_property
    def absent(self) -> Mapping[str, Message]:
        read = (("history", self._earlier.history()[1]), ("tags", self._earlier.tags()[1]))
        return {name: short[0] for name, short in read if short}

    def reasons(self) -> list[Message]:
        """Say also what of a history that was read was cut off."""
        return [*super().reasons(), *self._earlier.cuts()]


def _without_secrets(address: str) -> str:
    """Take user names and passwords out of an address, since it will be shown."""
    if "://" not in address:
        return address
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    return urlunsplit((parts.scheme, host + port, parts.path, "", ""))
