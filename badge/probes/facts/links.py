"""The addresses a project declares in its documents and manifests, and the forge it lives on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from badge.core.evidence import Repository
from badge.core.findings import Place
from badge.probes.facts.documents import Documents
from badge.probes.facts.manifests import Manifests
from badge.probes.facts.wording import ADDRESS, address, plain
from badge.probes.patterns import LONGEST_LINE, compiled, found

FORGES = frozenset(
    "github.com gitlab.com codeberg.org bitbucket.org gitea.com salsa.debian.org framagit.org gitlab.gnome.org "
    "gitlab.freedesktop.org invent.kde.org gitlab.inria.fr gitlab.haskell.org gitlab.torproject.org foss.heptapod.net "
    "gitee.com opendev.org launchpad.net sourceforge.net".split()
)
"""Public forges that give every project an issue tracker, unless its people turn it off."""

_READ = ("readme", "contributing", "support", "bugs", "security", "development", "issue_template", "install")
_LINK = compiled(
    rf"!?\[(?P<image>[^\[\]\n]*)\]\(\s*<?(?P<a>{ADDRESS})|^\s*\[(?P<name>[^\]\n]+)\]:\s*<?(?P<b>{ADDRESS})"
    rf"|`(?P<rst>[^`<>\n]+?)\s*<(?P<c>{ADDRESS})>`"
    rf"|<a\s[^>]*href\s*=\s*[\"'](?P<d>{ADDRESS})[\"'][^>]*>(?P<tag>[^\n]*?)</a>"
    rf"|(?P<e>{ADDRESS})\[(?P<adoc>[^\]\n]*)\]|\[\[(?P<f>{ADDRESS})\]\[(?P<org>[^\]\n]*)\]\]|(?P<bare>{ADDRESS})"
)
_LABELS = ("image", "name", "rst", "tag", "adoc", "org")
_TARGETS = ("a", "b", "c", "d", "e", "f", "bare")

_KINDS = {"homepage": "homepage", "repository": "repository", "bugs": "issues"}
"""A field of a manifest, and the kind of address it declares."""


class Link(NamedTuple):
    """An address, what it is called where it stands, and where that is. `kind` is set for a manifest's addresses."""

    address: str
    label: str
    place: Place
    kind: str = ""
    role: str = ""
    context: str = ""

    @property
    def host(self) -> str:
        """Give the host, in lower case, without www."""
        return host_of(self.address)


@dataclass(frozen=True)
class Links:
    """All addresses in the order in which they were found; manifests first."""

    all: tuple[Link, ...]
    repository: Repository
    is_mirror: bool = False
    is_part: bool = False
    """Whether work is done in another, larger repository, from which this one is split off."""

    def of_kind(self, *kinds: str) -> tuple[Link, ...]:
        """Give the manifest addresses of these kinds."""
        return tuple(link for link in self.all if link.kind in kinds)

    @cached_property
    def forge(self) -> str:
        """Name the public forge the project lives on, or nothing; a mirror, or a copy left behind, has none."""
        host = host_of(self.repository.web)
        declared = {link.host for link in self.of_kind("repository")}
        return host if host in FORGES and not self.is_mirror and (not declared or host in declared) else ""

    @cached_property
    def owner_and_name(self) -> tuple[str, str]:
        """Give the path of the repository on its forge: the owner (or group) and the name."""
        path = self.repository.web.partition("://")[2].partition("/")[2].strip("/").removesuffix(".git").lower()
        owner, _, name = path.rpartition("/")
        return owner, name

    def is_own(self, link: Link) -> bool:
        """Tell whether an address lies in this repository, or in one of the same owner or of the same name."""
        host, path = link.host, link.address.partition("://")[2].partition("/")[2].lower().split("/")
        owner, name = self.owner_and_name
        if not name or host != host_of(self.repository.web):
            return False
        return path[0] == owner.partition("/")[0] or path[1:2] == [name]


def host_of(web: str) -> str:
    """Give the host of an address, in lower case, without user, port and www."""
    host = web.partition("://")[2].partition("/")[0].partition("?")[0].rpartition("@")[2].partition(":")[0].lower()
    return host.removeprefix("www.")


_PART = (
    r"\bsub-?tree[- ]split\b|\bread[- ]only\W+(?:sub-?tree )?split\b"
    r"|\b(?:pull requests?|issues?|contributions?)\b[^.]{0,40}\s(?:in|to|at|against|on)\s+the\s+main\s+"
    r"(?:\w+\s+)?repository\b"
)


def gather(manifests: Manifests, documents: Documents, repository: Repository) -> Links:
    """Collect the addresses of the manifests at the top, then those of the documents."""
    links = [*_declared(manifests)]
    for document in documents.all(*_READ):
        text = document.text if document.role == "issue_template" else document.prose
        for number, line in enumerate(text.split("\n"), 1):
            if "://" not in line or len(line) > LONGEST_LINE:
                continue
            for match in _LINK.finditer(line):
                parts = match.groupdict()
                target = next(filter(None, (parts[name] for name in _TARGETS)))
                label = next(filter(None, (parts[name] for name in _LABELS)), "")
                links.append(
                    Link(address(target), label.strip(), document.place(number, line), "", document.role, line)
                )
    readme = documents.first("readme")
    top = "\n".join(readme.prose.split("\n")[:25]) if readme else ""
    is_mirror = found(
        r"\b(read-?only|unofficial|official|git(hub)?|automatic|this (repository|repo) is an?) mirror\b", top
    )
    is_part = found(_PART, plain(readme.prose)) if readme else False
    return Links(tuple(links), repository, is_mirror, is_part)


def _declared(manifests: Manifests) -> Iterator[Link]:
    """Take the addresses that the manifests at the top of the tree declare."""
    for manifest in manifests.top:
        for field, kind in _KINDS.items():
            if match := compiled(ADDRESS).search(getattr(manifest, field)):
                target = address(match.group(0)).removesuffix(".git")
                yield Link(target, field, manifests.place(manifest, field), kind, "manifest")
