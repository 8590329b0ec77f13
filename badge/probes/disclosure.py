"""How vulnerabilities become public: the policy and its times, the contacts, and what was published."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.evidence import Files, Kind
from badge.core.findings import Confidence, Finding, Place, met, unknown, unmet
from badge.core.messages import Message
from badge.probes.facts.documents import Documents
from badge.probes.facts.links import Links
from badge.probes.facts.papers import Papers
from badge.probes.facts.structured import dig, json_of, rows
from badge.probes.facts.wording import MAIL
from badge.probes.patterns import compiled, every, first, found
from badge.probes.probe import probe
from badge.probes.security_policy import Passage, contact, passages

LARGEST = 512 * 1024
MOST_DOCUMENTS = 20

_TIME = (
    r"\b(?:\d{1,3}|one|two|three|four|five|six|seven|eight|ten|twelve|fourteen|thirty|forty-five|sixty|ninety)"
    r"(?:[\s-]*(?:to|-|–|or)[\s-]*(?:\d{1,3}|three|five|seven))?[\s-]*(?:\(\d+\)\s?)?(?:business\s+"
    r"|working\s+|calendar\s+|full\s+)?"
    r"(?:hours?|days?|weeks?|months?|hrs?|h)\b|\bwithin an? (?:business |working )?(?:hour|day|week|month)\b"
    r"|\bnext (?:business|working) day\b|\d+ ?(?:天|日|小时|个工作日|时间|営業日|Tagen?\b|Werktagen?\b|jours\b"
    r"|heures\b|días\b|horas\b|дн|час)"
)
_RESPONDS = (
    r"\b(?:acknowledg\w*|respon[ds]\w*|repl(?:y|ies)|answer(?:ed|s)?|hear (?:back )?from|get back"
    r"|confirm\w*|triag\w*|contact you|receipt|follow up|in touch)\b"
)
_NO_TIME = (
    r"\b(?:ago|old|older|every|each|rotat\w+|supported|versions? (?:from|of)|if you (?:do not|don't"
    r"|have not|haven't))\b"
)
_DISCLOSES = (
    r"\b(?:disclos\w+|advisor(?:y|ies)|embargo\w*|coordinat\w+|announc\w+|publish\w*|make (?:it |this )?public)\b"
)
_TEMPLATE = r"Use this section to tell people how to report a vulnerability|\[INSERT (?:CONTACT|EMAIL|SECURITY)[^\]]*\]"
_PUBLISHED_IN = (
    r"/security/advisories(?:\)|\s|$|\?|/GHSA)|\bosv\.dev\b|\bcve\.org\b|\bnvd\.nist\.gov\b"
    r"|\bcve\.mitre\.org\b|\bsecurity advisories (?:page|are)\b"
    r"|\badvisor(?:y|ies)\b.{0,60}\b(?:published|posted|announced|listed|available|at)\b|\b(?:publish"
    r"|announce|post|list)\w*\b.{0,80}\b(?:security )?(?:advisor(?:y|ies)|vulnerabilities|CVEs?)\b"
)
_ID = r"\b((?:CVE-\d{4}-\d{4,}|GHSA(?:-[0-9a-z]{4}){3}))\b"
_NOT_OURS = (
    r"\b(?:bump|dependenc(?:y|ies)|deps|dependabot|upgrad\w+|updat\w+ \S+ (?:to|from|for)|bundled|vendored"
    r"|upstream|transitive|base image|third[- ]party)\b"
)
_VEX_FILE = compiled(
    r"(?:^|/)(?:[^/]*(?:vex|csaf)[^/]*\.(?:json|cdx\.json)|vex/[^/]+\.json|[^/]+\.cdx\.json|bom\.json)$"
)
_ADVISORIES = compiled(
    r"(?:^|/)(?:security[-_]?)?advisor(?:y|ies)/[^/]+\.(?:md|rst|adoc|txt|json|html|ya?ml|toml)$|(?:^"
    r"|/)(?:CVE-\d{4}-\d{4,}|GHSA(?:-[0-9a-z]{4}){3})\.(?:md|json|rst|txt|adoc|html)$"
)


@probe("osps_vm_01_01")
def timed(documents: Documents) -> Iterator[Finding]:
    """Look for a policy on disclosure that says within what time the project responds."""
    criterion = "osps_vm_01_01"
    policy: Passage | None = None
    other: Place | None = None
    for passage in passages(documents):
        if found(_TEMPLATE, passage.text):
            continue
        for hit in every(_TIME, passage.text):
            place = passage.document.place(passage.line + hit.line - 1, hit.text)
            if not found(_RESPONDS, _around(passage.text, hit.line)) or found(_NO_TIME, hit.text):
                other = other or place
                continue
            values = {"path": passage.document.path}
            if found(_DISCLOSES, passage.text) and passage.is_policy:
                because = Message(
                    "%(path)s says how a vulnerability is disclosed, and within what time the project responds.", values
                )
                yield met(criterion, because, Confidence.GOOD, place)
            else:
                because = Message(
                    "%(path)s names a time in which the project responds; whether it is a policy on "
                    "disclosure is for you to say.",
                    values,
                )
                yield met(criterion, because, Confidence.PARTIAL, place)
            return
        if passage.is_policy and policy is None and contact(passage):
            policy = passage
    if other:
        because = Message(
            "%(path)s names a time; whether it is one in which the project responds is for you to say.",
            {"path": other.path},
        )
        yield unknown(criterion, because, other)
    elif policy and not found(
        r"https?://\S*(?:security|disclosure|vulnerab)\S*|\bsee (?:the |our )?\[?(?:\w+ ){0,3}policy", policy.text
    ):
        because = Message(
            "%(path)s says how to report a vulnerability, but names no time in which the project responds.",
            {"path": policy.document.path},
        )
        yield unmet(criterion, because, Confidence.PARTIAL, policy.document.place(), by_absence=True)
    elif policy:
        because = Message(
            "%(path)s names no time in which the project responds, but it points to another page.",
            {"path": policy.document.path},
        )
        yield unknown(criterion, because, policy.document.place())
    else:
        yield unknown(criterion, Message("No policy on the disclosure of vulnerabilities was found."))


def _around(text: str, line: int) -> str:
    """Give a line with the one before and the one after it, as far as no gap is between them."""
    lines = text.split("\n")
    before, after = lines[max(0, line - 2) : line - 1], lines[line : line + 1]
    return " ".join([*before, lines[line - 1], *after])


@probe("osps_vm_02_01")
def contacts(documents: Documents, papers: Papers, links: Links) -> Iterator[Finding]:
    """Look for a person or a place that takes reports about vulnerabilities."""
    criterion = "osps_vm_02_01"
    for passage in passages(documents):
        if not found(_TEMPLATE, passage.text) and (place := contact(passage)):
            because = Message("%(path)s names a contact for vulnerabilities.", {"path": place.path})
            yield met(criterion, because, Confidence.DIRECT if passage.is_policy else Confidence.GOOD, place)
            return
    for document in (*documents.all("security_txt"), *papers.on("people")):
        listed = "security" in document.path.lower() and first(
            rf"^Contact:\s*\S+|{MAIL}|^\W*-?\s*@?[\w-]+\s*$", document.text
        )
        if listed:
            because = Message("%(path)s names a contact for vulnerabilities.", {"path": document.path})
            yield met(criterion, because, Confidence.PARTIAL, document.place(listed.line, listed.text))
            return
    if policy := documents.first("security"):
        because = Message(
            "%(path)s speaks of reporting vulnerabilities, but no contact was recognised in it.", {"path": policy.path}
        )
        yield unknown(criterion, because, policy.place())
    elif links.forge or documents.first("readme") is None:
        because = Message(
            "No security policy was found; one that an organisation keeps for all its repositories cannot be seen here."
        )
        yield unknown(criterion, because)
    else:
        because = Message("No document says how to report a vulnerability.")
        yield unmet(criterion, because, Confidence.CUE, by_absence=True)


@probe("osps_vm_04_01")
def published(files: Files, documents: Documents, papers: Papers) -> Iterator[Finding]:
    """Look for published vulnerabilities: advisories, identifiers in release notes, and where they are announced."""
    criterion = "osps_vm_04_01"
    advisories = (
        path
        for path, entry in files.entries.items()
        if ("dvisor" in path or "CVE-" in path or "GHSA-" in path)
        and entry.kind is Kind.FILE
        and _ADVISORIES.search(path)
    )
    if path := next(advisories, ""):
        because = Message("%(path)s is published information about a vulnerability.", {"path": path})
        yield met(criterion, because, Confidence.PARTIAL, files.place(path))
        return
    for document in (*documents.all("changelog"), *documents.all("security"), *papers.on("thanks")):
        for hit in every(_ID, document.text):
            if not found(_NOT_OURS, hit.text) and "xxxx" not in hit.text.lower():
                because = Message(
                    "%(path)s names a vulnerability of the software: %(id)s.",
                    {"path": document.path, "id": hit.groups[0]},
                )
                yield met(criterion, because, Confidence.PARTIAL, document.place(hit.line, hit.text))
                return
    for passage in passages(documents):
        if passage.is_policy and (said := first(_PUBLISHED_IN, passage.text)):
            because = Message(
                "%(path)s says where vulnerabilities are published; whether one was found and "
                "published is for you to say.",
                {"path": passage.document.path},
            )
            yield unknown(criterion, because, passage.document.place(passage.line + said.line - 1, said.text))
            return
    because = Message(
        "No published vulnerability was found in the repository. If none was discovered so far, N/A "
        "fits; a forge's advisories cannot be seen here."
    )
    yield unknown(criterion, because)


@probe("osps_vm_04_02")
def exploitability(files: Files) -> Iterator[Finding]:
    """Look for VEX documents."""
    criterion = "osps_vm_04_02"
    paths = [
        path
        for path, each in files.entries.items()
        if path.endswith(".json") and _VEX_FILE.search(path) and each.kind is Kind.FILE and (each.size or 0) <= LARGEST
    ][:MOST_DOCUMENTS]
    named = None
    for path in paths:
        form = _vex(files.text(path) or "")
        if form:
            because = Message("%(path)s is a VEX document in the form %(form)s.", {"path": path, "form": form})
            yield met(criterion, because, Confidence.PARTIAL, files.place(path))
            return
        named = named or (files.place(path) if "vex" in path.lower() else None)
    if named:
        because = Message("%(path)s may be a VEX document, but its form was not recognised.", {"path": named.path})
        yield unknown(criterion, because, named)
    else:
        because = Message(
            "No VEX document was found. If no component has a vulnerability that does not affect the "
            "software, N/A fits."
        )
        yield unknown(criterion, because)


def _vex(text: str) -> str:
    """Name the form of a VEX document, or nothing."""
    if '"vulnerabilities"' not in text and "openvex" not in text and "csaf_vex" not in text:
        return ""
    data = json_of(text)
    if str(dig(data, "@context")).startswith("https://openvex.dev/ns") and rows(dig(data, "statements")):
        return "OpenVEX"
    if str(dig(data, "document", "category")) == "csaf_vex":
        return "CSAF"
    analysed = [each for each in rows(dig(data, "vulnerabilities")) if dig(each, "analysis", "state") is not None]
    return "CycloneDX" if analysed and dig(data, "bomFormat") is not None else ""
