"""Who made the changes of the last year: people, robots and the forge apart, and who else had a part in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from badge.core.evidence import Commit, History
from badge.probes.patterns import found

YEAR = timedelta(days=365)

BY_THE_FORGE = frozenset(
    "noreply@github.com noreply@gitlab.com noreply@codeberg.org noreply@gitea.com noreply@gitea.io "
    "noreply@git.gnome.org noreply@sourceforge.net".split()
)
"""Committers of what was made in the pages of a forge, or merged there by squashing."""

_ROBOT = (
    r"\[bot\]|^(?:dependabot|renovate|renovate-bot|github-actions|pre-commit-ci|weblate|hosted weblate"
    r"|greenkeeper|snyk-bot"
    r"|pyup-bot|scala-steward|allcontributors|imgbot|mergify|semantic-release-bot|codecov|bors"
    r"|k8s-ci-robot|crowdin(?:-bot)?"
    r"|transifex|deepsource-autofix|copilot|renovate bot|gitlab|github|action|bot|ci)(?:[@+\s-]*$|@)|[- ]bot(?:@|$)"
    r"|^\d+\+[\w-]*bot@|autoroll|\brobot@"
)
_NO_NAME = frozenset(
    ["", "root", "unknown", "none", "user", "admin", "your name", "developer", "author", "ubuntu", "me"]
)
_SECOND = frozenset(["reviewed-by", "acked-by", "approved-by", "tested-by"])
FREE_MAIL = (
    r"@(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|web|mail"
    r"|protonmail|proton|pm|posteo"
    r"|mailbox|fastmail|yandex|ya|qq|163|126|foxmail|sina|zoho|hey|tutanota|tuta|riseup|disroot|naver"
    r"|free|orange|laposte"
    r"|wanadoo|t-online|freenet|libero|seznam|wp|o2|rambler|bk|inbox|list)\.[a-z.]+$|noreply|@localhost|\.local$"
)
"""Domains that say nothing of who pays."""


class Author(NamedTuple):
    """A person by name and address, with every address that belongs to the same person, and the changes made."""

    name: str
    email: str
    commits: int
    domains: tuple[str, ...] = ()


class People(NamedTuple):
    """The changes of the last year, merges left out.

    `by_forge` of the people's `commits` were made or squashed by the forge. The other counts are of the `looked_at`
    ones, whose messages were read: `own` are signed off by their author, `any_off` by anybody, `second` show another
    person, `signed` carry a signature that was made on a person's machine, `forge_signed` one of the forge.
    `earlier` counts, by person, the changes of the year before.
    """

    authors: tuple[Author, ...] = ()
    commits: int = 0
    by_robots: int = 0
    by_forge: int = 0
    looked_at: int = 0
    own: int = 0
    any_off: int = 0
    second: int = 0
    other_committer: int = 0
    reviewed_on: int = 0
    signed: int = 0
    forge_signed: int = 0
    merges_by_others: int = 0
    merges: int = 0
    longer: int = 0
    complete: bool = True

    @property
    def fewest(self) -> int:
        """Give the bus factor by changes: the fewest people who made more than half of them."""
        total = 0
        for number, author in enumerate(self.authors, 1):
            total += author.commits
            if 2 * total > self.commits:
                return number
        return 0

    @property
    def top_share(self) -> float:
        """Give the share of the changes that one person made."""
        return self.authors[0].commits / self.commits if self.commits else 0.0

    def others(self, least: int) -> int:
        """Count the people besides the first who made so many changes."""
        return sum(1 for each in self.authors[1:] if each.commits >= least)


@lru_cache(maxsize=8192)
def is_robot(name: str, email: str) -> bool:
    """Tell a robot by its name or address."""
    return found(_ROBOT, name) or found(_ROBOT, email)


def is_by_forge(commit: Commit) -> bool:
    """Tell whether the forge, not a person's own git, made a commit."""
    return commit.committer_email.lower() in BY_THE_FORGE


class _Groups:
    """Finds which names and addresses belong to one person."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def of(self, name: str, email: str) -> str:
        """Give the person's key, and remember that this name and this address are the same person's."""
        address = f"@{_plain(email)}"
        low = " ".join(name.lower().split())
        root = self._root(address)
        if low not in _NO_NAME and (" " in low or len(low) >= 4):
            other = self._root(f"n{low}")
            if other != root:
                root, other = sorted((root, other))
                self._parents[other] = root
        return root

    def final(self, key: str) -> str:
        """Give the key that a key led to in the end."""
        return self._root(key)

    def _root(self, key: str) -> str:
        parent = self._parents.setdefault(key, key)
        while parent != self._parents[parent]:
            self._parents[key] = parent = self._parents[parent]
        return parent


def _plain(email: str) -> str:
    """Take the number out of an address that a forge gives to people who hide theirs."""
    low = email.lower().strip()
    return low.partition("+")[2] if low.endswith("@users.noreply.github.com") and "+" in low else low


def gather(history: History, as_of: datetime) -> People:
    """Count what people, robots and the forge did in the last year, and a little of the year before."""
    latest, since, before = as_of + timedelta(days=1), as_of - YEAR, as_of - 2 * YEAR
    groups = _Groups()
    human: list[tuple[Commit, str]] = []
    merges: list[tuple[Commit, str]] = []
    earlier: Counter[str] = Counter()
    keys: dict[tuple[str, str], str] = {}
    robots = 0
    for commit in history.commits:
        time = commit.time
        if time < before or time > latest:
            continue
        who = commit.author, commit.email
        if who not in keys:
            keys[who] = "" if is_robot(*who) else groups.of(*who)
        if not (key := keys[who]):
            robots += commit.parents <= 1 and time >= since
            continue
        if commit.parents > 1:
            if time >= since:
                merges.append((commit, key))
        elif time >= since:
            human.append((commit, key))
        else:
            earlier[key] += 1
    counts: Counter[str] = Counter(groups.final(key) for _, key in human)
    authors = _authors(human, counts, groups)
    top = counts.most_common(1)[0][0] if counts else ""
    total = Counter(counts)
    for key, number in earlier.items():
        total[groups.final(key)] += number
    read = [commit for commit, _ in human if commit.paths is not None]
    told = [_parts(commit) for commit in read]
    return People(
        authors,
        commits=len(human),
        by_robots=robots,
        by_forge=sum(is_by_forge(commit) for commit, _ in human),
        looked_at=len(read),
        own=sum(own for own, _, _ in told),
        any_off=sum(off for _, off, _ in told),
        second=sum(second for _, _, second in told),
        other_committer=sum(_has_other_committer(commit) for commit in read),
        reviewed_on=sum(any(name == "reviewed-on" for name, _ in commit.trailers) for commit in read),
        signed=sum(bool(commit.signature) and not is_by_forge(commit) for commit in read),
        forge_signed=sum(bool(commit.signature) and is_by_forge(commit) for commit in read),
        merges=len(merges),
        merges_by_others=sum(groups.final(key) != top for _, key in merges),
        longer=sum(1 for key, number in total.items() if key != top and number >= 10),
        complete=history.complete or (bool(history.commits) and history.commits[-1].time < since),
    )


def _authors(human: list[tuple[Commit, str]], counts: Counter[str], groups: _Groups) -> tuple[Author, ...]:
    first: dict[str, Commit] = {}
    domains: dict[str, set[str]] = {}
    for commit, key in human:
        root = groups.final(key)
        first.setdefault(root, commit)
        if not _is_free(commit.email):
            domains.setdefault(root, set()).add(commit.email.lower().rpartition("@")[2])
    made = [
        Author(commit.author, commit.email, counts[key], tuple(sorted(domains.get(key, ()))))
        for key, commit in first.items()
    ]
    return tuple(sorted(made, key=lambda each: (-each.commits, each.email, each.name)))


@lru_cache(maxsize=8192)
def _is_free(email: str) -> bool:
    return found(FREE_MAIL, email)


def _parts(commit: Commit) -> tuple[bool, bool, bool]:
    """Tell whether the author signed a commit off, whether anybody did, and whether a second person shows."""
    own = anybody = second = False
    for name, value in commit.trailers:
        mine = _is_author(commit, value)
        if name == "signed-off-by":
            anybody = True
            own = own or mine
            second = second or (
                not mine and _has_other_committer(commit) and _email(value) == commit.committer_email.lower()
            )
        elif name in _SECOND and not mine and not is_robot(value.partition("<")[0].strip(), _email(value)):
            second = True
    return own, anybody, second


def _has_other_committer(commit: Commit) -> bool:
    committer = commit.committer_email.lower()
    return committer != commit.email.lower() and not is_by_forge(commit) and not is_robot("", committer)


def _is_author(commit: Commit, value: str) -> bool:
    """Tell whether a trailer names the author of its commit; the address in it may be an older one."""
    name = " ".join(value.partition("<")[0].lower().split())
    return _plain(_email(value)) == _plain(commit.email) or (
        bool(name) and name == " ".join(commit.author.lower().split())
    )


def _email(value: str) -> str:
    return value.rpartition("<")[2].partition(">")[0].strip().lower()


def share(part: int, whole: int) -> int:
    """Give a share in per cent, rounded down, so that 100 means all."""
    return 100 * part // whole if whole else 0


def robots_named(commits: Iterable[Commit], names: str) -> bool:
    """Tell whether a robot with such a name made one of these commits."""
    return any(found(names, f"{each.author} {each.email}") for each in commits)
