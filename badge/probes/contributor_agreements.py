"""How people assert that they may contribute what they send: a sign-off in each commit, an agreement, another text."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.evidence import Files, Kind
from badge.core.findings import Confidence, Finding, Place, met, unknown, unmet
from badge.core.messages import Message
from badge.probes.facts.documents import Documents
from badge.probes.facts.people import People, share
from badge.probes.facts.workflows import Workflows
from badge.probes.patterns import compiled, every, found
from badge.probes.probe import probe

FEWEST, MANY = 10, 50
"""Changes of a year from which a share means something, and from which a missing habit does."""

_FILES = compiled(
    r"\A(?:(?:\.github|docs?|legal|governance|community)/)?\.?(?:dco|clabot|cla(?:[-_](?:individual"
    r"|corporate|entity|signed|signatures))?|icla|ccla"
    r"|(?:individual[-_]|corporate[-_]|entity[-_])?contributor[-_]?(?:licen[cs]e[-_]?)?agreement"
    r"|developer[-_]certificate[-_]of[-_]origin"
    r"|copyright[-_](?:assignment|waiver)|licensing[-_]of[-_]contributions)(?:\.(?:md|txt|rst|adoc"
    r"|ya?ml|json|pdf|html))?\z"
)
"""Files that hold or set up such an agreement."""

_ACTIONS = (
    r"cla-assistant|contributor-assistant|dco-check|/dco\b|dco-action|clabot|cla-bot|verify-dco"
    r"|commit-check-dco|check-signoff"
)
_MECHANISM = (
    r"\bdeveloper'?s? certificate of origin\b|\bdevelopercertificate\.org|(?-i:\bDCO\b)"
    r"|\bcontributors?'? licen[cs]e agreement\b|(?-i:\bI?CLAs?\b)"
    r"|\bcontributors?'? agreement\b|\bcopyright assignment\b|\bassign(?:ed|ing)? (?:the "
    r"|your )?copyright\b|\bcommit --?s(?:ignoff)?\b|\bsigned-off-by\b"
    r"|--signoff\b|\b(?:per-commit|commit) sign-?offs?\b|\bcopyright waiver\b"
)
_DEMAND = (
    r"\b(?:must|require[sd]?|need(?:s|ed)?|have to|has to|should|please|shall|mandatory|agree[sd]?"
    r"|certif(?:y|ies|ying)|ask(?:ed|s)?|sign(?:ed|ing)?"
    r"|expect(?:ed|s)?|accept(?:ed)?|before we can|in order to|all (?:commits|contributions|contributors|patches))\b"
)
_DENIED = (
    r"\b(?:no|not|n't|without|never|nor)\b.{0,40}(?:\bCLAs?\b|\bDCO\b|sign|agreement|assign)|\b(?:CLA"
    r"|DCO|agreement|assignment)\b.{0,30}\b(?:is not|not (?:needed|required)|isn't|unnecessary)"
    r"|\bif (?:the )?CLA\b|\b(?:do(?:es)? not|don't|doesn't) (?:use|need|require|have|bother)\b"
)
_ASSERTS = (
    r"\byou (?:\w+ ){0,2}(?:certify|confirm|assert|represent|warrant|affirm|state)\b.{0,200}\b(?:right"
    r"|rights|legally entitled|authori[sz]ed|permission|own work|original work|wrote)\b"
    r"|\bI (?:\w+ ){0,2}(?:certify|confirm|assert|represent|warrant)\b.{0,200}\b(?:right|rights|permission|own work)\b"
)
"""A sentence by which whoever contributes asserts the right to do so."""

_OTHER_WORDS = (
    r"\b(?:by|when|in|sending|submitting)\b.{0,60}\b(?:submit\w*|send\w*|contribut\w+|making|opening"
    r"|pull requests?|patch\w*|changes)\b.{0,120}\b(?:you (?:agree|grant|accept|license|retain)"
    r"|licen[cs]ed?)\b"
    r"|\b(?:contributions?|submissions?)\b.{0,80}\b(?:will be|shall be|are|is) (?:\w+ ){0,3}licen[cs]ed\b"
)
_GUIDES = ("contributing", "pull_request_template", "development", "readme")


@probe("dco", "osps_le_01_01")
def written(documents: Documents, files: Files, workflows: Workflows) -> Iterator[Finding]:
    """Look for a text or a setting that asks contributors for a sign-off or an agreement."""
    if place := mechanism(documents, files, workflows):
        because = Message("%(path)s asks contributors to assert their right to contribute.", {"path": place.path})
        yield met("dco", because, Confidence.GOOD, place)
        yield unknown("osps_le_01_01", because, place)
    elif place := _said(documents, _OTHER_WORDS):
        because = Message(
            "%(path)s says under which terms contributions are taken; whether that asserts a right is for you to say.",
            {"path": place.path},
        )
        yield unknown("dco", because, place)
        yield unknown("osps_le_01_01", because, place)
    else:
        because = Message("No text that asks contributors for a sign-off or an agreement was found.")
        yield unknown("dco", because)
        yield unknown("osps_le_01_01", because)


@probe("dco", "osps_le_01_01")
def signed_off(people: People, documents: Documents, files: Files, workflows: Workflows) -> Iterator[Finding]:
    """Count the commits of people that their authors signed off."""
    if people.looked_at < FEWEST:
        because = Message(
            "There are too few changes of people in the last twelve months to tell whether they sign off."
        )
        yield unknown("dco", because)
        yield unknown("osps_le_01_01", because)
        return
    place = mechanism(documents, files, workflows)
    places = (place,) if place else ()
    because = Message(
        "Of %(commits)s commits that people made in the last twelve months, %(own)s are signed off by their authors "
        "(%(percent)s %%), and %(robots)s more were made by robots.",
        {
            "commits": people.looked_at,
            "own": people.own,
            "percent": share(people.own, people.looked_at),
            "robots": people.by_robots,
        },
    )
    percent = share(people.own, people.looked_at)
    silent = not place and documents.first("contributing") is not None and not _said(documents, _OTHER_WORDS)
    if percent >= 95:
        yield met("dco", because, Confidence.GOOD if place else Confidence.PARTIAL, *places)
    elif percent < 5 and people.looked_at >= MANY and silent and people.any_off * 20 < people.looked_at:
        yield unmet("dco", because, Confidence.PARTIAL, by_absence=True)
    else:
        yield unknown("dco", because, *places)
    if people.own == people.looked_at and people.complete:
        yield met("osps_le_01_01", because, Confidence.GOOD if place else Confidence.PARTIAL, *places)
    elif percent < 50 and people.looked_at >= MANY and silent and people.any_off * 2 < people.looked_at:
        yield unmet("osps_le_01_01", because, Confidence.PARTIAL, by_absence=True)
    else:
        yield unknown("osps_le_01_01", because, *places)


def mechanism(documents: Documents, files: Files, workflows: Workflows) -> Place | None:
    """Find a file, a setting or a sentence that asks for a sign-off or an agreement."""
    for path, entry in files.entries.items():
        if path.count("/") <= 1 and entry.kind is Kind.FILE and _FILES.match(path):
            return files.place(path)
    for _, _, step in workflows.steps:
        if step.uses and found(_ACTIONS, step.uses):
            return workflows.place(step)
    return _asked(documents) or _said(documents, _ASSERTS)


def _asked(documents: Documents) -> Place | None:
    for document in documents.all(*_GUIDES):
        for hit in every(_MECHANISM, document.text):
            if not found(_DENIED, hit.text) and (found(_DEMAND, hit.text) or _in_section(document.text, hit.line)):
                return document.place(hit.line, hit.text)
    return None


def _said(documents: Documents, pattern: str) -> Place | None:
    for document in documents.all(*_GUIDES):
        for sentence in document.sentences if found(r"\blicen[cs]|\brights?\b|\bpermission\b", document.prose) else ():
            if found(pattern, sentence.text) and not found(_DENIED, sentence.text):
                return document.place(sentence.line, sentence.text)
    return None


def _in_section(text: str, line: int) -> bool:
    """Tell whether the lines around a mention demand it: a heading, a broken sentence, a command below."""
    around = " ".join(text.split("\n")[max(0, line - 3) : line + 3])
    return found(_MECHANISM, around) and found(_DEMAND, around) and not found(_DENIED, around)
