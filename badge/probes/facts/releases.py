"""Whether the project releases anything at all: version tags, a changelog of versions, publishing, a package."""

from __future__ import annotations

from typing import NamedTuple

from badge.core.findings import Place
from badge.probes.facts.delivery import Delivery
from badge.probes.facts.documents import Documents
from badge.probes.facts.manifests import Manifests
from badge.probes.facts.versions import Version, Versions
from badge.probes.patterns import first

_HEADING = r"^(?:[#=*]{1,4} ?)?\[?(?:version |release |v)?\d{1,4}\.\d{1,4}(?:\.\d{1,4})?\b"
_OFFERED = r"/releases(?:/|\b)|\breleases? page\b|\blatest release\b"


class Releases(NamedTuple):
    """Signs of releases. `newest` is the newest version tag; `signs` are places that speak of releases otherwise."""

    newest: Version | None
    signs: tuple[Place, ...]
    others: tuple[str, ...]

    @property
    def none(self) -> bool:
        """Tell whether there is no sign at all."""
        return self.newest is None and not self.signs and not self.others


def gather(versions: Versions, documents: Documents, manifests: Manifests, delivery: Delivery) -> Releases:
    """Collect every sign."""
    signs = [each.place for each in delivery.publishes]
    for role, pattern in (("changelog", _HEADING), ("readme", _OFFERED)):
        hits = ((document, first(pattern, document.text)) for document in documents.all(role))
        signs += [document.place(hit.line, hit.text) for document, hit in hits if hit]
    signs += [manifests.place(each, "version") for each in manifests.top if each.version and not each.private]
    newest = next(iter(versions.releases or versions.all), None)
    return Releases(newest, tuple(signs), versions.others)
