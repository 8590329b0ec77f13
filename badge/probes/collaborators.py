"""Who has access, by name, and how somebody new gets more rights."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.findings import Confidence, Finding, met, unknown
from badge.core.messages import Message, counted
from badge.probes.facts.documents import Document, Documents
from badge.probes.facts.papers import Papers
from badge.probes.facts.wording import words
from badge.probes.patterns import compiled, every, first, found
from badge.probes.probe import probe

_HANDLE = (
    r"(?:^|[\s(\[*,|])@([A-Za-z][\w-]{1,38}(?:/[\w.-]+)?)\b|([\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|https?://(?:github\.com|gitlab\.com|codeberg\.org)/([\w-]+)/?(?:[\s)\]|>]|$)"
)
_PERSON_LINE = r"^\s*[-*+|]\s*\[?\**(\p{Lu}[\p{L}'.-]+(?: \p{Lu}[\p{L}'.-]*){1,3})\b"
_TITLE = (
    r"^\W*(?:\w+ ){0,3}(?:maintainers?|core (?:team|developers?|members?)|committers?"
    r"|project (?:leads?|team|leadership)|administrators?|admins|owners?"
    r"|steering (?:committee|council)|(?:the )?team|code owners?)\W*(?:\w+ ?){0,2}\W*$"
)
_NO_TITLE = (
    r"\b(?:becom\w+|emeritus|former|past|inactive|retired|for|guide|responsibilit\w+|rotation|add\w*"
    r"|remov\w*|contact\w*|how)\b"
)
_LISTS = r"(?:^|/)(?:maintainers?|owners|committers|core[-_]?team|the[-_]team|team|codeowners)(?:\.\w+)?$"
_BECOMING = (
    r"\bbecom(?:e|ing) (?:a |an )?(?:\w+ ){0,2}(?:maintainer|committer|member|owner|collaborator"
    r"|reviewer|contributor|lead|admin\w*)|\b(?:new|adding|add|promot\w+|nominat\w+"
    r"|electing) (?:\w+ ){0,2}(?:maintainers?|committers?|members?|owners?|collaborators?)"
    r"|\b(?:commit|write|merge|push|release) (?:access|rights?|permissions?|bit)\b"
    r"|\bcontributor ladder\b|\bescalat\w+ (?:permissions|privileges)\b"
)
_REVIEWED = (
    r"\b(?:nominat\w+|vot(?:e|es|ed|ing)|vet(?:ted|ting)|review(?:ed|s|ing)? (?:of )?(?:the "
    r"|their )?(?:candidate|person|contributor|nominee|history|past|previous)\w*|majority|consensus"
    r"|unanim\w+|sponsor(?:ed|s)? by|track record"
    r"|demonstrat\w+|prior contributions|elect(?:ed|ion)|approv(?:ed|al) (?:by|of"
    r"|from) (?:\w+ ){0,4}(?:maintainers?|committers?|owners?|members|team|committee|council|TSC"
    r"|leads?))\b"
)
_GIVEN = (
    r"\b(?:grant\w*|giv(?:e|en|ing)|receiv\w+|invit\w+|promot\w+|add(?:ed|ing)?|appoint\w*|accept(?:ed)?"
    r"|becom\w+|get|access|rights|permissions?)\b"
)


@probe("osps_gv_01_01")
def listed(papers: Papers, documents: Documents) -> Iterator[Finding]:
    """Look for a list of the people who have access; whether it is whole and current is not visible."""
    criterion = "osps_gv_01_01"
    other = None
    for document in papers.on("people"):
        names = _names(document, document.text)
        if names and found(_LISTS, document.path) and document.path.count("/") <= 1:
            owners = document.path.lower().endswith("codeowners")
            because = counted(
                "%(path)s names %(count)s person or group; whether everybody with access to "
                "something sensitive is there is for you to say.",
                (
                    "%(path)s names %(count)s people or groups; whether everybody with access to "
                    "something sensitive is there is for you to say."
                ),
                len(names),
                path=document.path,
            )
            if owners:
                other = other or unknown(criterion, because, document.place())
                continue
            yield met(criterion, because, Confidence.PARTIAL, document.place())
            return
    for document in (*papers.on("governance"), *documents.all("readme", "contributing", "development", "support")):
        for section in document.sections:
            if not found(_TITLE, section.title) or found(_NO_TITLE, section.title) or len(section.text) > 20_000:
                continue
            if names := _names(document, section.text):
                because = counted(
                    "A section of %(path)s names %(count)s person who looks after the project; "
                    "whether that is everybody with access is for you to say.",
                    (
                        "A section of %(path)s names %(count)s people who look after the project; "
                        "whether that is everybody with access is for you to say."
                    ),
                    len(names),
                    path=document.path,
                )
                yield met(criterion, because, Confidence.PARTIAL, document.place(section.line, section.title))
                return
    if other:
        yield other
    else:
        yield unknown(criterion, Message("No list of the people who have access was found."))


def _names(document: Document, text: str) -> frozenset[str]:
    owners = document.path.lower().endswith(("codeowners", "owners"))
    found_: set[str] = set()
    for line in text.split("\n")[:400]:
        if (owners and line.lstrip().startswith("#")) or len(line) > 400:
            continue
        for match in compiled(_HANDLE).finditer(line):
            found_.add(next(group for group in match.groups() if group).lower())
        if not owners and (person := compiled(_PERSON_LINE).search(line)):
            found_.add(person.group(1).lower())
    return frozenset(found_)


@probe("osps_gv_04_01")
def escalation(papers: Papers, documents: Documents) -> Iterator[Finding]:
    """Look for a rule that a collaborator is reviewed before getting more rights."""
    criterion = "osps_gv_04_01"
    seen = None
    for document in (
        *papers.on("governance", "people"),
        *documents.all("contributing", "development", "readme", "security"),
    ):
        if not found(_BECOMING, document.prose):
            continue
        for section in document.sections or ():
            if not found(_BECOMING, section.title) or len(section.text) > 20_000:
                continue
            hit = first(_REVIEWED, section.text)
            if hit and found(_GIVEN, section.text) and len(words(section.text)) >= 20:
                because = Message(
                    "%(path)s says how somebody is chosen before getting more rights; whether that "
                    "is a review of the person is for you to say.",
                    {"path": document.path},
                )
                yield met(criterion, because, Confidence.PARTIAL, document.place(section.line + hit.line, hit.text))
                return
        hit = next(every(_BECOMING, document.prose), None)
        seen = seen or (document.place(hit.line, hit.text) if hit else None)
    if seen:
        because = Message(
            "%(path)s speaks of people who get more rights; a rule that they are reviewed before was not recognised.",
            {"path": seen.path},
        )
        yield unknown(criterion, because, seen)
    else:
        because = Message("No rule that a collaborator is reviewed before getting more rights was found.")
        yield unknown(criterion, because)
