"""The repository itself: that it keeps who changed what, that work between releases is seen, that it is git."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from badge.core.evidence import Commit, History, Repository
from badge.core.findings import Confidence, Finding, met, unknown, unmet
from badge.core.messages import Message, counted
from badge.probes.facts.versions import Versions
from badge.probes.patterns import first, found
from badge.probes.probe import Echo, probe

FEWEST_COMMITS = 10
"""Commits from which releases can be told from the work between them."""

_GIT_SVN = r"@[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
_ADDRESS = r"^(?:(\w[\w+.-]*)://(?:[^@/]*@)?([\w.-]+)|(?:[\w.-]+@)([\w.-]+):)"


@probe("repo_public", echoes={"repo_public": ("osps_qa_01_01",)})
def public(repository: Repository) -> Iterator[Finding]:
    """Name the address of the repository; a copy of it cannot show that everybody may read it."""
    address = first(_ADDRESS, repository.remote or repository.web)
    if address is None:
        yield unknown("repo_public", Message("The repository names no address at which the public could read it."))
        return
    scheme, host, short = address.groups
    because = Message(
        "The repository names %(host)s as its origin; a copy cannot show that everybody may read it there.",
        {"host": host or short, "scheme": scheme or "ssh"},
    )
    yield unknown("repo_public", because)


@probe("repo_track", echoes={"repo_track": (Echo("osps_qa_01_02", Confidence.GOOD),)})
def track(history: History) -> Iterator[Finding]:
    """Look for commits with an author and a date."""
    named = sum(1 for each in history.commits if each.author or each.email)
    if named >= 2 and not history.complete:
        because = Message(
            "The history has more than %(count)s commits; those that were read name their author and date.",
            {"count": named},
        )
        yield met("repo_track", because, Confidence.DIRECT)
    elif named >= 2:
        because = counted(
            "The history has %(count)s commit, with its author and date.",
            "The history has %(count)s commits, each with its author and date.",
            named,
        )
        yield met("repo_track", because, Confidence.DIRECT)
    elif named:
        because = Message("The history is one commit, with its author and date.")
        yield met("repo_track", because, Confidence.PARTIAL)
        yield unknown("osps_qa_01_02", because)  # it asks for every single change
    else:
        yield unknown("repo_track", Message("The history has no commit with an author."))


@probe("repo_track", echoes={"repo_track": (Echo("osps_qa_01_02", Confidence.CUE),)})
def track_by_head(head: Commit) -> Iterator[Finding]:
    """Look at the newest commit alone, where the history was not copied."""
    if head.author or head.email:
        because = Message("Commit %(commit)s names its author and its date.", {"commit": head.id[:12]})
        yield met("repo_track", because, Confidence.PARTIAL)
    else:
        yield unknown("repo_track", Message("The newest commit names no author."))


@probe("repo_interim")
def interim(history: History, versions: Versions) -> Iterator[Finding]:
    """Count the commits between releases."""
    commits = history.commits
    at = {commit.id: index for index, commit in enumerate(commits)}
    marks = sorted({at[each.tag.commit] for each in versions.all if each.tag.commit in at})
    between = [later - earlier for earlier, later in pairwise(marks)]
    if between and len(commits) >= FEWEST_COMMITS and _middle(between) >= 3:
        because = Message(
            "Between one release and the next there are usually %(between)s commits.", {"between": _middle(between)}
        )
        yield met("repo_interim", because, Confidence.GOOD)
        return
    if history.complete and len(marks) >= 3 and len(commits) <= len(marks) + 1:
        because = counted(
            "The history has %(count)s commit, and nearly every commit is a release: the work between is not shown.",
            "The history has %(count)s commits, and nearly every commit is a release: the work between is not shown.",
            len(commits),
        )
        yield unmet("repo_interim", because, Confidence.PARTIAL)
        return
    days = len({commit.time.date() for commit in commits})
    if len(marks) <= 1 and len(commits) >= 2 * FEWEST_COMMITS and days >= 5:
        because = counted(
            "The history has %(commits)s commits on %(count)s day.",
            "The history has %(commits)s commits on %(count)s days.",
            days,
            commits=len(commits),
        )
        yield met("repo_interim", because, Confidence.PARTIAL)
        return
    because = counted(
        "The history has %(count)s commit and %(tags)s release tags: too little to tell.",
        "The history has %(count)s commits and %(tags)s release tags: too little to tell.",
        len(commits),
        tags=len(marks),
    )
    yield unknown("repo_interim", because)


@probe("repo_distributed")
def distributed(head: Commit) -> Iterator[Finding]:
    """See that the repository is git, and not a copy of a Subversion repository."""
    if found(_GIT_SVN, head.email):
        because = Message("The repository is git, but its newest commit was brought over from Subversion.")
        yield met("repo_distributed", because, Confidence.PARTIAL)
    else:
        because = Message(
            "The repository is git, which is distributed; commit %(commit)s was read.", {"commit": head.id[:12]}
        )
        yield met("repo_distributed", because, Confidence.CERTAIN)


def _middle(numbers: list[int]) -> int:
    """Give the median, rounded down; the statistics module would take longer to load than all of this file."""
    return sorted(numbers)[(len(numbers) - 1) // 2]
