"""What the forge is known to demand of accounts, and to send with its pages; settings cannot be seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from badge.core.evidence import Repository
from badge.core.findings import Confidence, Finding, Outcome, unknown
from badge.core.messages import Message
from badge.probes.facts.links import Links, host_of
from badge.probes.patterns import found
from badge.probes.probe import probe


class Forge(NamedTuple):
    """What is known of a forge: its name, whether it demands two factors of contributors, and its headers."""

    name: str
    demands: bool = False
    hardened: bool = False


# What each forge says of itself. One more forge is one more row.
FORGES: dict[str, Forge] = {
    "github.com": Forge("GitHub", demands=True, hardened=True),
    "gitlab.com": Forge("GitLab", hardened=True),
    "codeberg.org": Forge("Codeberg"),
    "bitbucket.org": Forge("Bitbucket"),
    "salsa.debian.org": Forge("Salsa"),
    "sourceforge.net": Forge("SourceForge"),
    "git.sr.ht": Forge("SourceHut"),
    "invent.kde.org": Forge("KDE Invent"),
    "gitlab.gnome.org": Forge("GNOME's GitLab"),
    "gitlab.freedesktop.org": Forge("freedesktop.org's GitLab"),
}

_OTHER_SITE = r"^\W*(?:official |project |our )?(?:home ?page|web ?site|site|downloads?)\W*$"


@probe("require_2FA", "secure_2FA", "osps_ac_01_01", "osps_ac_02_01")
def factors(repository: Repository, links: Links) -> Iterator[Finding]:
    """Say what the forge is known to demand of those who change the repository."""
    forge = FORGES.get(host_of(repository.web)) if links.forge or host_of(repository.web) == "git.sr.ht" else None
    if forge is None:
        because = Message("Nothing is known of what the place of the repository demands of accounts.")
        for criterion in ("require_2FA", "secure_2FA", "osps_ac_01_01", "osps_ac_02_01"):
            yield unknown(criterion, because)
        return
    values = {"forge": forge.name}
    if forge.demands:
        because = Message(
            "The repository names %(forge)s as its origin, which demands two-factor authentication "
            "of people who contribute code; "
            "other places with sensitive data are for you to look at.",
            values,
        )
        yield Finding("require_2FA", Outcome.MET, because, Confidence.PARTIAL)
        yield unknown("osps_ac_01_01", because)
    else:
        because = Message(
            "The repository names %(forge)s as its origin, where two-factor authentication can be "
            "demanded by a setting that cannot be seen here.",
            values,
        )
        yield unknown("require_2FA", because)
        yield unknown("osps_ac_01_01", because)
    because = Message(
        "On %(forge)s each person chooses the second factor; whether it is more than a code by SMS is for you to say.",
        values,
    )
    yield unknown("secure_2FA", because)
    because = Message(
        "On %(forge)s the permission of a new collaborator depends on settings that cannot be seen here.", values
    )
    yield unknown("osps_ac_02_01", because)


@probe("hardened_site")
def headers(repository: Repository, links: Links) -> Iterator[Finding]:
    """See whether every declared site is one that is known to send the headers."""
    criterion = "hardened_site"
    declared = {link.host for link in links.of_kind("homepage", "repository", "issues")}
    names = {part.replace("-", "") for part in links.owner_and_name if len(part) >= 3}
    declared |= {
        link.host
        for link in links.all
        if link.role == "readme"
        and (found(_OTHER_SITE, link.label) or any(each in link.host.replace("-", "") for each in names))
    }
    hosts = tuple(sorted(filter(None, {*declared, host_of(repository.web)})))
    own = tuple(host for host in hosts if not FORGES.get(host, Forge("")).hardened)
    if not hosts:
        because = Message("No address of a home page, repository or download is declared.")
        yield unknown(criterion, because)
    elif own:
        because = Message("Which headers these sites send cannot be seen here: %(hosts)s.", {"hosts": own[:5]})
        yield unknown(criterion, because)
    else:
        because = Message(
            "All declared sites are ones that are known to send the headers: %(hosts)s.", {"hosts": hosts[:5]}
        )
        yield Finding(criterion, Outcome.MET, because, Confidence.PARTIAL, by_absence=True)
