"""Which sites a project has, and whether they could store passwords of people outside it."""

# ruff: noqa: E501  # a pattern, and a sentence that is translated, is a line

from __future__ import annotations

from collections.abc import Iterator

from badge.core.evidence import Repository
from badge.core.findings import Confidence, Finding, Outcome, unknown
from badge.core.messages import Message
from badge.probes.facts.links import FORGES, Links, host_of
from badge.probes.patterns import found
from badge.probes.probe import probe

NAMED_ENOUGH = ("github.com", ".github.io")
"""Hosts that the criterion itself names as enough, and the static pages that they serve."""

_SITE_LABEL = (
    r"^\W*(?:official |project |our )?(?:home ?page|web ?site|site|forum|wiki|community|discourse|downloads?|docs"
    r"|documentation|manual|chat)\W*$"
)
_NO_STORE = r"(?:^|\.)(?:readthedocs\.io|readthedocs\.org|pages\.dev|netlify\.app|vercel\.app|docs\.rs|pkg\.go\.dev|crates\.io|npmjs\.com|pypi\.org|rubygems\.org|packagist\.org|hexdocs\.pm|hex\.pm|godoc\.org|javadoc\.io|shields\.io|discord\.gg|discord\.com|gitter\.im|slack\.com|stackoverflow\.com|metacpan\.org|nuget\.org|search\.maven\.org|central\.sonatype\.com)$"
"""Services of others that keep documents and packages, or where people talk: none of them is the project's own site."""


@probe("sites_password_security")
def passwords(links: Links, repository: Repository) -> Iterator[Finding]:
    """See whether every declared site is one of a known forge."""
    criterion = "sites_password_security"
    declared = [link.host for link in links.of_kind("homepage", "repository", "issues")]
    declared += [link.host for link in links.all if link.role == "readme" and found(_SITE_LABEL, link.label)]
    hosts = tuple(sorted({*filter(None, declared), *filter(None, (host_of(repository.web),))}))
    own = tuple(host for host in hosts if not _is_forge(host) and not found(_NO_STORE, host))
    if not hosts:
        because = Message("No address of a home page, repository or download is declared.")
        yield unknown(criterion, because)
    elif own:
        because = Message(
            "Whether one of these sites stores passwords of its users cannot be seen here: %(hosts)s.",
            {"hosts": own[:5]},
        )
        yield unknown(criterion, because)
    elif all(host.endswith(NAMED_ENOUGH) or found(_NO_STORE, host) for host in hosts) and links.forge == "github.com":
        because = Message("All declared sites of the project are hosted by others: %(hosts)s.", {"hosts": hosts[:5]})
        yield Finding(criterion, Outcome.MET, because, Confidence.PARTIAL, by_absence=True)
    else:
        because = Message(
            "All declared sites are hosted by others (%(hosts)s); whether the project stores no password itself is for you to say.",
            {"hosts": hosts[:5]},
        )
        yield unknown(criterion, because)


def _is_forge(host: str) -> bool:
    return host in FORGES or host.endswith((".github.io", ".gitlab.io", ".codeberg.page", ".sourceforge.net"))
