"""How vulnerabilities are reported: the published way, the private way, and the time promised for an answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from badge.core.findings import Confidence, Finding, Place, met, not_applicable, unknown, unmet
from badge.core.messages import Message
from badge.probes.facts.documents import Document, Documents
from badge.probes.facts.links import Links
from badge.probes.facts.wording import ADDRESS, MAIL
from badge.probes.patterns import every, first, found
from badge.probes.probe import probe

NEAR = 4
"""Lines within which a contact belongs to the sentence that asks for reports."""

SLOWEST = 14
"""Days within which the criterion wants a first answer."""

_ASKS = (
    r"\b(?:report|reporting|reports|reported|disclos(?:e|ing|ure)|notify|contact|e-?mail|send|submit|tell us"
    r"|let us know|reach out)\b"
)
_SUBJECT = r"\bsecur|\bvulnerab|\bexploit"
_REPORTS = (
    r"\bvulnerab|\bexploit|\bdisclos|\breport|\bsecurity@|/security\b|\bsecurity\.txt"
    r"|\bsecur\w*(?:[- ]\w+)?[- ](?:issues?|problems?|bugs?|holes?|flaws?|concerns?|contacts?|matters?|questions?"
    r"|incidents?|findings?|advisor)"
)
_TITLE = r"\bsecurity\b|\bvulnerabilit"
_NO_TITLE = (
    r"\b(?:features?|model|considerations|audits?|notes|headers|scanning|updates|fixes|best practices|contexts?)\b"
)
_NO_CONTACT = (
    r"shields\.io|badge|\.svg|\.png|wikipedia\.org|owasp\.org|cve\.mitre|cve\.org|nvd\.nist|first\.org/cvss"
    r"|cwe\.mitre|semver\.org"
    r"|/releases|/(?:issues|pull)/\d+|docs\.github\.com|example\.(?:com|org)|bestpractices|scorecard"
    r"|securityheaders|/tree/|/commit/"
)
_FORM = (
    r"[\"'“‘`*\[]report a vulnerability"
    r"|\b(?:private(?:ly)? (?:vulnerability )?report(?:ing)?|security (?:tab|advisor(?:y"
    r"|ies))|advisory form"
    r"|advisories/new|hackerone|bugcrowd|intigriti|huntr|yeswehack|open an issue|issue tracker|create an issue"
    r"|confidential (?:issue|bug)|file an issue|direct message)\b"
)
_PRIVATE = (
    r"/security/advisories|hackerone\.com|bugcrowd\.com|intigriti\.com|huntr\.(?:dev|com)|yeswehack\.com"
    r"|tidelift\.com/security|immunefi\.com"
    r"|BEGIN PGP PUBLIC KEY|\b(?:[0-9A-F]{4} ?){10}\b|\bprivate(?:ly)? (?:vulnerability )?report"
    r"|\breport (?:\w+ ){0,4}privately\b"
    r"|\bconfidential (?:issue|bug)|\bprivately\b|\bprivate (?:security )?advisory|report a vulnerability\W+button"
    r"|\b(?:not|n't|avoid|never|rather than|instead of|refrain|without)\b.{0,60}\b(?:public(?:ly)?|open(?:ing)?"
    r"|file|filing|creat(?:e|ing)"
    r"|post(?:ing)?|us(?:e|ing)|through|via)\b.{0,40}\b(?:issues?|bug tracker|tracker|forum|discussions?"
    r"|pull requests?|mailing list|public)\b"
)
_PUBLIC_ONLY = (
    r"\b(?:report|open|file|create|submit|raise)\b.{0,60}\b(?:vulnerabilit|security).{0,80}\b(?:public|regular"
    r"|normal|ordinary|usual)\b"
    r".{0,20}\b(?:issues?|bug tracker|tracker)\b|\b(?:open|file|create|raise) (?:an? )?(?:public |regular |normal "
    r"|github )*issue\b"
)
_NOT = r"\b(?:not|n't|never|avoid|instead of|rather than|refrain|before|without)\b"
_TEMPLATE = (
    r"Use this section to tell people how to report a vulnerability|\[INSERT (?:CONTACT|EMAIL"
    r"|SECURITY)[^\]]*\]|<your[- ]e-?mail>"
)
_TIME = (
    r"\b(\d{1,3}|one|two|three|five|seven|ten|fourteen|thirty)[ -]*(?:\d+ )?(?:business |working "
    r"|calendar )?(hours?|days?|weeks?)\b"
)
_ANSWER = (
    r"\b(?:acknowledg\w*|respon[ds]\w*|repl(?:y|ies)|answer|hear (?:back )?from|get back|confirm\w*|triage\w*"
    r"|contact you|receipt)\b"
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "five": 5, "seven": 7, "ten": 10, "fourteen": 14, "thirty": 30}


class Passage(NamedTuple):
    """A piece of a document about reporting vulnerabilities, and the line it begins on."""

    document: Document
    line: int
    text: str
    is_policy: bool


def passages(documents: Documents) -> Iterator[Passage]:
    """Yield the security policies first, then sections and short mentions in other documents."""
    for document in documents.all("security"):
        if not document.path.lower().startswith("doc") or _is_about_reports(document):
            yield Passage(document, 1, document.prose, is_policy=True)
    for document in documents.all("readme", "contributing", "bugs", "support", "development"):
        for section in document.sections:
            if found(_TITLE, section.title) and not found(_NO_TITLE, section.title):
                yield Passage(document, section.line + 1, section.text, is_policy=False)
    for document in documents.all("issue_template", "contributing", "bugs", "readme"):
        lines = document.text.split("\n")
        for hit in every(_SUBJECT, document.text):
            if document.role == "issue_template" or (
                found(_ASKS, hit.text) and found(rf"{MAIL}|{ADDRESS}|\]\(", hit.text)
            ):
                around = "\n".join(lines[max(0, hit.line - 2) : hit.line + 2])
                yield Passage(document, max(1, hit.line - 1), around, is_policy=False)


def _is_about_reports(document: Document) -> bool:
    """Tell a policy from a page about the software's security features."""
    return found(
        r"\breport(?:ing|s|ed)? .{0,60}(?:vulnerab|security)|(?:vulnerab|security).{0,60}\breport|\bdisclosure\b",
        document.prose[:3000],
    )


@probe("vulnerability_report_process")
def process(documents: Documents, links: Links, as_of: datetime) -> Iterator[Finding]:
    """Find a published way to report vulnerabilities, with a contact."""
    told = None
    for passage in passages(documents):
        document = passage.document
        if found(_TEMPLATE, passage.text):
            because = Message("%(path)s is a template that nobody has filled in.", {"path": document.path})
            yield unknown("vulnerability_report_process", because, document.place())
            return
        if place := contact(passage):
            because = Message("%(path)s says how to report a vulnerability, and to whom.", {"path": document.path})
            yield met(
                "vulnerability_report_process",
                because,
                Confidence.DIRECT if passage.is_policy else Confidence.GOOD,
                place,
            )
            return
        if passage.is_policy and not told and _is_about_reports(document):
            told = document
    if entry := _security_txt(documents, as_of):
        yield entry
    elif told:
        because = Message(
            "%(path)s speaks of reporting vulnerabilities, but no contact was recognised in it.", {"path": told.path}
        )
        yield met("vulnerability_report_process", because, Confidence.PARTIAL, told.place())
    elif policy := documents.first("security"):
        because = Message("%(path)s says nothing that was recognised about reporting.", {"path": policy.path})
        yield unknown("vulnerability_report_process", because, policy.place())
    elif links.forge or documents.first("readme") is None:
        because = Message(
            "No security policy was found; one that an organisation keeps for all its repositories cannot be seen here."
        )
        yield unknown("vulnerability_report_process", because)
    else:
        because = Message("No document says how to report a vulnerability.")
        yield unmet("vulnerability_report_process", because, Confidence.CUE, by_absence=True)


def contact(passage: Passage) -> Place | None:
    """Find an address, a form or a link near a sentence that asks for reports."""
    lines = passage.text.split("\n")
    asking = {number for number, line in enumerate(lines) if found(_ASKS, line)}
    if not passage.is_policy and not found(_REPORTS, passage.text):  # a feature of the software has a page, too
        return None
    near = None
    for number, line in enumerate(lines):
        linked = found(rf"{ADDRESS}|\]\([^)#\s]+\)", line) and not found(_NO_CONTACT, line)
        if linked or found(rf"{MAIL}|{_FORM}", line):
            if number in asking:
                return passage.document.place(passage.line + number, line)
            if near is None and any(number + step in asking for step in range(-NEAR, 3)):
                near = passage.document.place(passage.line + number, line)
    return near


def _security_txt(documents: Documents, as_of: datetime) -> Finding | None:
    """Read a security.txt file (RFC 9116)."""
    document = documents.first("security_txt")
    hit = first(r"^Contact:\s*\S+", document.text) if document else None
    if document is None or hit is None:
        return None
    if (expires := first(r"^Expires:\s*(\S+)", document.text)) and _is_past(expires.groups[0], as_of):
        because = Message("%(path)s names a contact, but it has expired.", {"path": document.path})
        return unknown("vulnerability_report_process", because, document.place(expires.line, expires.text))
    because = Message("%(path)s names a contact for vulnerabilities.", {"path": document.path})
    return met("vulnerability_report_process", because, Confidence.GOOD, document.place(hit.line, hit.text))


def _is_past(stamp: str, as_of: datetime) -> bool:
    try:
        moment = datetime.fromisoformat(stamp.replace("Z", "+00:00").replace("z", "+00:00"))
    except ValueError:
        return False
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) < as_of


@probe("vulnerability_report_private", echoes={"vulnerability_report_private": ("osps_vm_03_01",)})
def private(documents: Documents) -> Iterator[Finding]:
    """Find a private way to report vulnerabilities."""
    public = None
    for passage in passages(documents):
        document = passage.document
        if found(_TEMPLATE, passage.text):
            continue
        place = contact(passage)
        if place and (hit := first(_PRIVATE, passage.text)):
            shown = document.place(passage.line + hit.line - 1, hit.text)
            because = Message("%(path)s says how to report a vulnerability in private.", {"path": document.path})
            yield met("vulnerability_report_private", because, Confidence.GOOD, shown)
            return
        if place and found(MAIL, place.excerpt):
            because = Message(
                "%(path)s gives an e-mail address for reports of vulnerabilities.", {"path": document.path}
            )
            yield met("vulnerability_report_private", because, Confidence.GOOD, place)
            return
        if passage.is_policy and (said := first(_PUBLIC_ONLY, passage.text)) and not found(_NOT, said.text):
            public = public or document.place(passage.line + said.line - 1, said.text)
    if public:
        because = Message("%(path)s asks people to report vulnerabilities in public.", {"path": public.path})
        yield not_applicable("vulnerability_report_private", because, Confidence.CUE, public)
        yield unmet("osps_vm_03_01", because, Confidence.CUE, public)  # public reports are no reason for N/A there
    elif policy := documents.first("security"):
        because = Message("No private way to report a vulnerability was recognised in %(path)s.", {"path": policy.path})
        yield unknown("vulnerability_report_private", because, policy.place())
    else:
        yield unknown(
            "vulnerability_report_private",
            Message("No document was found that names a private way to report a vulnerability."),
        )


@probe("vulnerability_report_response")
def response(documents: Documents) -> Iterator[Finding]:
    """Read how soon an answer is promised; a promise is not yet an answer, so there is never a status."""
    for passage in passages(documents):
        for hit in every(_TIME, passage.text):
            if not found(_ANSWER, hit.text):
                continue
            place = passage.document.place(passage.line + hit.line - 1, hit.text)
            if _days(*hit.groups[:2]) <= SLOWEST:
                because = Message(
                    "%(path)s promises an answer in time; whether reports were answered so is for you to say.",
                    {"path": passage.document.path},
                )
            else:
                because = Message(
                    "%(path)s promises an answer only after more than %(days)s days.",
                    {"path": passage.document.path, "days": SLOWEST},
                )
            yield unknown("vulnerability_report_response", because, place)
            return
    yield unknown(
        "vulnerability_report_response",
        Message("No document promises an answer to reports of vulnerabilities within some time."),
    )


def _days(number: str, unit: str) -> float:
    count = _NUMBERS.get(number.lower()) or int(number)
    return count / 24 if unit.lower().startswith("hour") else count * 7 if unit.lower().startswith("week") else count
