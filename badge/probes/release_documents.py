"""What documents tell about releases: how to verify them, who makes them, what support they get, and when it ends."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.findings import Confidence, Finding, Place, met, unknown
from badge.core.messages import Message
from badge.probes.facts.documents import Document, Documents, Section
from badge.probes.facts.papers import Papers
from badge.probes.patterns import every, first, found
from badge.probes.probe import probe

READ = ("readme", "security", "install", "support", "guide")
"""Documents that speak to people who use a release."""

LONGEST = 20_000
"""Characters of a section that is about one thing."""

NEAR = 15
"""Lines around a command within which a text says what it is for."""

VERIFY = (
    r"\bgpg2? (?:-\S+ )*--?verify\b|\bcosign (?:-\S+ )*verify|\bgh attestation verify\b"
    r"|\bslsa-verifier\b|\bminisign\b[^\n]* -\w*V|\bsignify\b[^\n]* -\w*V"
    r"|\bgit (?:tag (?:-\S+ )*-v|tag --verify|verify-tag)\b|\bsigstore (?:-\S+ )*verify\b"
    r"|\bssh-keygen\b[^\n]*-Y verify\b|\bnpm audit signatures\b"
    r"|\brekor-cli verify\b|\bnotation verify\b|\bpypi-attestations verify\b|\bgpgv\b"
    r"|\bapksigner verify\b|\brsign verify\b|\bjarsigner -verify\b"
)
"""A command that verifies a signature."""

_RELEASE = (
    r"\b(?:releases?|downloads?|tarballs?|archives?|binar(?:y|ies)|images?|packages?|assets?|artifacts?"
    r"|tags?|\.tar|\.zip|\.whl|versions?)\b"
)
_IDENTITY = (
    r"\b(?:[0-9A-F]{4} ?){10}\b|\b0x[0-9A-F]{16}\b|--certificate-identity(?:-regexp)?\b"
    r"|--cert-identity\b|--signer-(?:workflow|repo)\b|--source-uri\b"
    r"|\bssh-ed25519 AAAA|\bRW[A-Za-z0-9+/]{54}\b|--trusted-key"
    r"|\bgh attestation verify\b[^\n]*(?:--owner|--repo|-R)\b|\bkey (?:id"
    r"|fingerprint)\b.{0,20}\b[0-9A-F]{8,}\b"
    r"|\bfingerprint\b[^\n]{0,80}\b(?:[0-9A-F]{4}\W?){4,}"
)
_SIGNED_BY = r"\b(?:signed (?:by|with)|signing key|public key|pgp key|gpg key|release key|keys? used|signer)\b"
_SUPPORT_TITLE = (
    r"\b(?:supported versions?|support(?:ed)? (?:policy|period|lifecycle|releases?|branches"
    r"|life ?cycle|schedule|timeline|window)|version support|release (?:support|life ?cycle|policy"
    r"|schedule|cadence|branches)|security updates?|life ?cycle|end of (?:life|support)"
    r"|long[- ]term support|LTS|maintenance (?:policy|status|schedule|branches)"
    r"|versions? (?:policy|maintenance)|backports?|EOL)\b"
)
_SUPPORTED = (
    r"\b(?:support(?:ed|s)?|maintain(?:ed|s)?|security (?:fix(?:es)?|updates?|patch(?:es)?)"
    r"|bug ?fix(?:es)?|patched|receives?|backport(?:ed|s)?|✅|:white_check_mark:|✔)"
)
_UNTIL = (
    r"\b(?:until|till|for (?:at least |a period of )?(?:\d+|one|two|three|six"
    r"|twelve) (?:more )?(?:months?|years?|weeks?|releases?|minor|major)|months? (?:after|of"
    r"|following)|years? (?:after|of)"
    r"|(?:only |just )?(?:the )?(?:latest|newest|current|most recent|last (?:\d|two"
    r"|three)?)(?: \w+){0,2} (?:releases?|versions?|branch|minor|major|line)|next (?:\w+ )?(?:release"
    r"|version|major|minor)|20\d\d-\d\d"
    r"|end of (?:life|support)|EOL|LTS)\b"
)
_ENDS = (
    r"\b(?:end[- ]of[- ](?:life|support|maintenance)|EOL|no longer (?:\w+ ){0,2}(?:supported"
    r"|maintained|receives?|gets?|patched|updated)|un(?:supported|maintained)|not (?:be )?supported"
    r"|not (?:be )?(?:maintained|patched)"
    r"|won'?t (?:be )?(?:get|receive|patch|fix|support|backport)\w*|(?:only|just) (?:the )?(?:latest"
    r"|newest|current|most recent|last)(?: \w+){0,3} (?:releases?|versions?|branch|series)?"
    r"|(?:until|till|support ends?|supported until|security (?:fixes|support|updates) until"
    r"|ends? (?:on|with|when))|(?:older|previous|earlier) (?:releases?|versions?|branches) (?:are|will"
    r"|do|is)"
    r")"
)
_OF_SECURITY = r"\b(?:security|vulnerabilit(?:y|ies)|CVEs?)\b"
_ONLY_NEWEST = (
    r"\b(?:only|just) (?:the )?(?:latest|newest|current|most recent|last)(?: \w+){0,3} (?:releases?|versions?)\b"
    r"|\b(?:latest|newest|most recent)(?: \w+){0,2} (?:release|version)s? (?:is|are|will be|receives?|gets?)"
    r" (?:\w+ ){0,3}(?:supported|security|patch\w*|fix\w*)"
)
_TEMPLATE = r"Use this section to tell people about which versions|\b5\.1\.x\b"


@probe("osps_do_03_01", "osps_do_03_02")
def verification(documents: Documents, papers: Papers) -> Iterator[Finding]:
    """Look for a command that verifies what is released, and for the identity that it has to show."""
    who = None
    for document in _read(documents, papers):
        for hit in every(VERIFY, document.text):
            around = _around(document, hit.line)
            if not found(_RELEASE, around):
                continue
            place = document.place(hit.line, hit.text)
            because = Message(
                "%(path)s tells how to verify the signature of what is released; whether that covers "
                "everything is for you to say.",
                {"path": document.path},
            )
            yield met("osps_do_03_01", because, Confidence.PARTIAL, place)
            if identity := first(_IDENTITY, document.text):
                because = Message(
                    "%(path)s tells how to verify a release, and names the key or the identity to expect.",
                    {"path": document.path},
                )
                yield met(
                    "osps_do_03_02", because, Confidence.PARTIAL, document.place(identity.line, identity.text), place
                )
            else:
                because = Message(
                    "%(path)s tells how to verify a release, but no key and no identity to expect "
                    "was recognised in it.",
                    {"path": document.path},
                )
                yield unknown("osps_do_03_02", because, place)
            return
        named = first(_IDENTITY, document.text) if who is None else None
        if named and found(_SIGNED_BY, _around(document, named.line)):
            who = document.place(named.line, named.text)
    if who:
        because = Message("%(path)s names a key, but no command that verifies a release was found.", {"path": who.path})
        yield unknown("osps_do_03_01", because, who)
        yield unknown("osps_do_03_02", because, who)
    else:
        because = Message("No document was found that tells how to verify a release.")
        yield unknown("osps_do_03_01", because)
        yield unknown("osps_do_03_02", because)


def _around(document: Document, line: int) -> str:
    return "\n".join(document.text.split("\n")[max(0, line - NEAR) : line + NEAR])


@probe("osps_do_04_01", "osps_do_05_01")
def support(documents: Documents, papers: Papers) -> Iterator[Finding]:
    """Look for what support a version gets and for how long, and for when it gets no more security updates."""
    scope, end, near = _supported(documents, papers)
    if scope:
        because = Message("%(path)s says which versions get support, and for how long.", {"path": scope.path})
        yield met("osps_do_04_01", because, Confidence.PARTIAL, scope)
    elif near:
        because = Message(
            "%(path)s speaks of support; what each release gets and for how long was not recognised.",
            {"path": near.path},
        )
        yield unknown("osps_do_04_01", because, near)
    else:
        yield unknown("osps_do_04_01", Message("No text that says what support a release gets was found."))
    if end:
        because = Message("%(path)s says when a version gets no more security updates.", {"path": end.path})
        yield met("osps_do_05_01", because, Confidence.PARTIAL, end)
    elif near:
        because = Message(
            "%(path)s speaks of support; when security updates end was not recognised.", {"path": near.path}
        )
        yield unknown("osps_do_05_01", because, near)
    else:
        because = Message("No text that says when a version gets no more security updates was found.")
        yield unknown("osps_do_05_01", because)


def _supported(documents: Documents, papers: Papers) -> tuple[Place | None, Place | None, Place | None]:
    """Find the support that is promised, the end of security updates, and any section that speaks of support."""
    scope = end = near = None
    for document, section in _on_support(documents, papers):
        text = f"{section.title}\n{section.text}"
        place = document.place(section.line, section.title)
        near = near or place
        if found(_TEMPLATE, section.text) and found(r"\b4\.0\.x\b", section.text):
            continue
        if scope is None and found(_SUPPORTED, text) and found(_UNTIL, section.text):
            scope = place
        of_security = document.role in {"lifecycle", "security"} or found(_OF_SECURITY, text)
        if end is None and of_security and (hit := first(_ENDS, section.text)):
            end = document.place(section.line + hit.line, hit.text)
    for document in documents.all("security") if end is None or scope is None else ():
        if hit := first(_ONLY_NEWEST, document.prose):
            end = end or document.place(hit.line, hit.text)
            scope = scope or document.place(hit.line, hit.text)
    return scope, end, near


def _on_support(documents: Documents, papers: Papers) -> Iterator[tuple[Document, Section]]:
    for document in _read(documents, papers):
        for section in document.sections:
            if found(_SUPPORT_TITLE, section.title) and section.text.strip() and len(section.text) <= LONGEST:
                yield document, section


def _read(documents: Documents, papers: Papers) -> Iterator[Document]:
    yield from documents.all(*READ)
    yield from papers.on("releases", "lifecycle")
    yield from documents.all("contributing", "development")
