"""Whether the declared addresses are encrypted ones, and whether the software reaches people over encrypted ways."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.evidence import Files, Kind, Repository
from badge.core.findings import Confidence, Finding, Outcome, unknown, unmet
from badge.core.messages import Message, counted
from badge.probes.facts.documents import Document, Documents
from badge.probes.facts.languages import is_others
from badge.probes.facts.links import Link, Links, host_of
from badge.probes.facts.wording import OBTAIN_COMMAND
from badge.probes.patterns import Hit, compiled, every, first, found
from badge.probes.probe import Echo, probe

MOST_SCRIPTS = 300
"""Scripts that are read; where there are more, nothing is concluded from what was not found."""

TOP_LINES = 6
"""Lines at the top of a readme on which the home page stands."""

_NO_SITE = (
    r"^(?:localhost|127\.|0\.0\.0\.0|10\.|192\.168\.|\[|example\.|.*\.(?:local|localhost|test|example|invalid"
    r"|internal)$|.*example\.(?:com|org|net)$)"
)
_SITE_LABEL = r"^\W*(?:official |project |our )?(?:home ?page|web ?site|site|downloads?|download page|web page)\W*$"
_FROM_HERE = (
    r"\b(?:g?make|ninja|meson|cmake --build)\b|\./(?:configure|install\.sh|setup\.sh)\b|\bsetup\.py +install"
    r"|\bpip3? +install +(?:-\S+ +)*[\"']?\.|\bcargo +install +--path\b"
)
"""A command that installs what one has already; how it came here it does not say."""
_PLAIN = r"\b(?:http|ftp)://[^\s<>()\[\]\"'`{}|\\^]+"
_FETCH = (
    rf"\b(?:curl|wget|fetch|git +clone|pip3? +install|npm +install|go +get|Invoke-WebRequest|iwr|irm|aria2c"
    rf"|easy_install)\b[^\n]*?({_PLAIN})"
)
_ARTEFACT = (
    r"\.(?:tar(?:\.\w+)?|t[gbx]z|zip|gz|xz|bz2|7z|sh|ps1|py|pl|deb|rpm|apk|exe|msi|dmg|pkg|whl|jar|gem|run|bin"
    r"|iso|img|git|appimage)\b|git +clone"
)
_CHECKSUM = (
    r"\b(?:curl|wget|fetch|iwr|Invoke-WebRequest)\b[^\n]*http://[^\s\"']*(?:\.(?:sha\d*|md5|sum|sha\d+sums?"
    r"|digest)\b|sha\d*sums?\b|md5sums?\b|checksums?\b)"
)
_SIGNED = r"\bgpgv?2?\b|\bcosign\b|\bminisign\b|\bsignify\b|\bgpg\s+--verify\b|\.(?:asc|sig|minisig)\b"
_SCRIPT = compiled(
    r"(?:^|/)(?:dockerfile[^/]*|containerfile|makefile|gnumakefile|[^/]+\.(?:sh|bash|mk|ps1|dockerfile)|install"
    r"|\.gitlab-ci\.yml)$|^\.(?:github|forgejo|gitea)/workflows/[^/]+$"
)


@probe("sites_https", echoes={"sites_https": (Echo("osps_br_03_01", Confidence.PARTIAL),)})
def https(links: Links, repository: Repository, documents: Documents) -> Iterator[Finding]:
    """Look at the declared addresses of home page, repository and downloads."""
    declared = list(links.of_kind("homepage", "repository", "issues"))
    named = [link for link in links.all if link.role == "readme" and found(_SITE_LABEL, link.label)]
    hosts = {link.host for link in declared} | {host_of(repository.web)}
    if open_ones := [link for link in declared if _is_open(link)]:
        because = Message(
            "%(path)s declares an address without encryption: %(address)s",
            {"path": open_ones[0].place.path, "address": open_ones[0].address},
        )
        yield unmet("sites_https", because, Confidence.GOOD, *(link.place for link in open_ones))
        return
    for link in named:
        if _is_open(link):
            because = Message(
                "%(path)s names a site by an address without encryption: %(address)s",
                {"path": link.place.path, "address": link.address},
            )
            if link.host in hosts or _is_named_like(link.host, links):
                yield unmet("sites_https", because, Confidence.GOOD, link.place)
            else:
                yield unknown("sites_https", because, link.place)
            return
    if bare := next((link for link in links.all if _is_on_top(link)), None):
        because = Message(
            "%(path)s names a site by an address without encryption: %(address)s",
            {"path": bare.place.path, "address": bare.address},
        )
        if bare.host in hosts or _is_named_like(bare.address, links):
            yield unmet("sites_https", because, Confidence.GOOD, bare.place)
        else:
            yield unknown("sites_https", because, bare.place)
        return
    if repository.web.startswith("http://") or repository.remote.startswith("git://"):
        because = Message(
            "The address of the repository is without encryption: %(address)s",
            {"address": repository.remote or repository.web},
        )
        yield unknown("sites_https", because)
        return
    sites = [link for link in (*declared, *named) if link.address.startswith("https://")]
    if sites or repository.web:
        sure = (
            Confidence.GOOD if repository.web and any(link.kind == "homepage" for link in sites) else Confidence.PARTIAL
        )
        because = Message("All declared addresses of the project are encrypted ones.")
        places = tuple(dict.fromkeys(link.place for link in sites[:5]))
        yield Finding("sites_https", Outcome.MET, because, sure, places, by_absence=True)
    else:
        yield unknown(
            "sites_https",
            Message("No address of a home page, repository or download is declared."),
            *(each.place() for each in documents.all("readme")),
        )


def _is_open(link: Link) -> bool:
    return link.address.startswith(("http://", "ftp://")) and not found(_NO_SITE, link.host)


def _is_on_top(link: Link) -> bool:
    """Tell whether it stands alone on a line below the title of the readme, as plain texts give their home page."""
    alone = link.context.strip() == link.address or not link.context.replace(link.address, "").strip(" \t<>*-")
    return link.role == "readme" and 0 < link.place.line <= TOP_LINES and not link.label and alone and _is_open(link)


def _is_named_like(text: str, links: Links) -> bool:
    """Tell whether a host or an address holds the project's name or its owner's."""
    owner, name = links.owner_and_name
    squeezed = text.lower().replace("-", "").replace("_", "")
    names = (name.partition(".")[0].replace("-", "").replace("_", ""), owner.replace("-", "").replace("/", ""))
    return any(len(each) >= 3 and each in squeezed for each in names)


@probe("delivery_mitm", echoes={"delivery_mitm": ("osps_br_03_02",)})
def delivery(documents: Documents, links: Links) -> Iterator[Finding]:
    """Read the instructions for getting the software: package managers and https, or open ways."""
    read = list(documents.all("readme", "install"))
    for document in read:
        for hit in every(_FETCH, document.text):
            target = hit.groups[0]
            if found(_NO_SITE, host_of(target)) or not found(_ARTEFACT, hit.text):
                continue
            because = Message(
                "%(path)s tells people to fetch something without encryption: %(address)s",
                {"path": document.path, "address": target},
            )
            place = document.place(hit.line, hit.text)
            if _is_named_like(target, links):
                yield unmet("delivery_mitm", because, Confidence.GOOD, place)
            else:
                yield unknown("delivery_mitm", because, place)
            return
    command = _command(read)
    if command:
        document, hit = command
        because = Message("%(path)s tells people to get the software over an encrypted way.", {"path": document.path})
        yield Finding(
            "delivery_mitm",
            Outcome.MET,
            because,
            Confidence.PARTIAL,
            (document.place(hit.line, hit.text),),
            by_absence=True,
        )
    elif links.forge:
        because = Message("The source code is on %(forge)s, which serves it over https.", {"forge": links.forge})
        yield Finding("delivery_mitm", Outcome.MET, because, Confidence.PARTIAL, by_absence=True)
    else:
        yield unknown("delivery_mitm", Message("No instructions were found that say how people get the software."))


def _command(read: list[Document]) -> tuple[Document, Hit] | None:
    for document in read:
        for hit in every(OBTAIN_COMMAND, document.text):
            if not found(_PLAIN, hit.text) and not found(_FROM_HERE, hit.text):
                return document, hit
    return None


@probe("delivery_unsigned")
def checksums(files: Files, documents: Documents) -> Iterator[Finding]:
    """Look for checksums that are fetched over an open way and not signed."""
    scripts = [
        path
        for path, entry in files.entries.items()
        if entry.kind is Kind.FILE and not is_others(path) and _SCRIPT.occurs(path)
    ]
    texts = [
        (document.path, document.text) for document in documents.all("readme", "install", "contributing", "development")
    ]
    texts += [(path, text) for path in scripts[:MOST_SCRIPTS] if (text := files.text(path)) is not None]
    plain = None
    for path, text in texts:
        if "http://" not in text:
            continue
        if hit := first(_CHECKSUM, text):
            because = Message("%(path)s fetches a checksum without encryption.", {"path": path})
            if found(_SIGNED, text):
                yield unknown("delivery_unsigned", because, files.place(path, hit.line, hit.text))
            else:
                yield unmet("delivery_unsigned", because, Confidence.GOOD, files.place(path, hit.line, hit.text))
            return
        plain = plain or next(
            (files.place(path, each.line, each.text) for each in every(_FETCH, text) if _is_foreign(each)), None
        )
    if plain:
        because = Message(
            "%(path)s fetches something without encryption; whether a checksum goes with it was not found.",
            {"path": plain.path},
        )
        yield unknown("delivery_unsigned", because, plain)
    elif texts and len(scripts) <= MOST_SCRIPTS:
        because = counted(
            "Nothing is fetched without encryption in the %(count)s script or document that was read.",
            "Nothing is fetched without encryption in the %(count)s scripts and documents that were read.",
            len(texts),
        )
        yield Finding("delivery_unsigned", Outcome.MET, because, Confidence.PARTIAL, by_absence=True)
    else:
        yield unknown(
            "delivery_unsigned", Message("There are too few or too many scripts and documents to conclude anything.")
        )


def _is_foreign(hit: Hit) -> bool:
    return not found(_NO_SITE, host_of(hit.groups[0]))
