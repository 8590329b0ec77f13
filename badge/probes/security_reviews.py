"""Whether somebody has looked at the security of the whole: reviews, assessments, threat models, and who does what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from badge.core.evidence import Files
from badge.core.findings import Confidence, Finding, Place, met, not_applicable, unknown
from badge.core.messages import Message
from badge.probes.documentation import nothing_to_run
from badge.probes.facts.documents import Document, Documents
from badge.probes.facts.papers import Papers
from badge.probes.facts.wording import words
from badge.probes.patterns import Hit, compiled, every, first, found
from badge.probes.probe import probe

YEARS = 5
"""Years within which the criterion wants a review."""

FEWEST_WORDS = 150

_REVIEW = (
    r"\bsecurity (?:audit|review|assessment)s?\b|\b(?:third[- ]party|independent"
    r"|external) (?:security )?(?:audit|review|assessment)s?\b|\bpenetration test\w*|\bpentest\w*"
    r"|\b(?:audit|review) (?:by|performed by|conducted by|report by) (?:trail of bits|cure53|ncc group"
    r"|radically open security|quarkslab|ada logics|x41|ostif|include security|7asecurity|doyensec)\b"
)
_DONE = (
    r"\b(?:perform\w*|conduct\w*|complet\w*|carried out|commission\w*|report|results?|findings?|was|were"
    r"|by (?:the )?\p{Lu}\w+|published|received|underwent|has been|have been|date[ds]?)\b"
)
_NO_REVIEW = (
    r"\b(?:cargo|npm|yarn|pnpm|pip|composer|bundler|lynis|automated|please|request|if you|planned|plan to"
    r"|not (?:been|yet)|never|no (?:formal|security|independent|third)|would|welcome|seek\w*|want\w*"
    r"|looking for|sponsor\w*|need\w*|should|before|checklist)\b"
)
_YEAR = r"\b(20\d\d)\b"
_ACTOR = (
    r"\b(users?|clients?|servers?|administrators?|admins?|attackers?|external systems?|operators?"
    r"|developers?|maintainers?|actors?|browsers?|services?|applications?|callers?|peers?|contributors?"
    r"|plugins?|process(?:es)?|components?|workers?|daemons?)\b"
)
_ACTION = (
    r"\b(sends?|receives?|reads?|writes?|calls?|logs? in|authenticat\w+|uploads?|downloads?|creates?"
    r"|deletes?|requests?|responds?|connects?|executes?|runs?|stores?|loads?|parses?|publishes?"
    r"|subscribes?|starts?|stops?|opens?|submits?|validates?|returns?)\b"
)
_ACTORS_TITLE = r"\bactors?\b|\b(?:roles?|users) and (?:actions|components)\b|\bdata[- ]flows?\b|\bsequence diagram"
_LIKELY = r"\b(?:likel(?:y|ihood)|probab\w+|most (?:common|likely)|frequency)\b"
_HARM = r"\b(?:impact|harm\w*|severity|damage|consequences?|most (?:dangerous|severe|serious)|critical)\b"
_PROBLEM = r"\b(?:threats?|risks?|attack\w*|vulnerab\w+|weakness\w*|security problems?)\b"
_MODEL = (
    r"\bthreat (?:models?|modell?ing|actors?|agents?|analysis)\b",
    r"\b(?:STRIDE|DREAD|PASTA|LINDDUN|attack trees?)\b|\btrust boundar(?:y|ies)\b|\bdata[- ]flow\b",
    r"\battack surface\b|\bentry points?\b|\battack vectors?\b",
    r"\battackers?\b|\badversar(?:y|ies)\b|\bmalicious\b",
    r"\bmitigat\w+|\bcounter-?measures?\b|\bdefen[cs]es?\b",
)


@probe("security_review")
def review(documents: Documents, papers: Papers, as_of: datetime) -> Iterator[Finding]:
    """Look for a report of a security review of the last five years, and for its year."""
    criterion = "security_review"
    old: Place | None = None
    seen: Place | None = None
    for document in (*papers.on("audit", "security"), *documents.all("security", "readme")):
        for hit in every(_REVIEW, document.prose):
            text = _around(document, hit)
            if found(_NO_REVIEW, hit.text) or not found(_DONE, text):
                continue
            place = document.place(hit.line, hit.text)
            years = [int(year) for year in compiled(_YEAR).findall(text)] if document.role != "audit" else [
                int(year) for year in compiled(_YEAR).findall(f"{document.path} {document.text[:3000]}")
            ]  # fmt: skip
            known = [year for year in years if year <= as_of.year]
            if known and max(known) > as_of.year - YEARS:
                because = Message(
                    "%(path)s speaks of a security review of the year %(year)s; what it looked at is for you to say.",
                    {"path": document.path, "year": str(max(known))},
                )
                yield met(criterion, because, Confidence.PARTIAL, place)
                return
            if known:
                old = old or place
            else:
                seen = seen or place
    if old:
        because = Message(
            "%(path)s speaks of a security review, but none of the last five years was recognised.", {"path": old.path}
        )
        yield unknown(criterion, because, old)
    elif seen:
        because = Message("%(path)s speaks of a security review, but its year was not recognised.", {"path": seen.path})
        yield unknown(criterion, because, seen)
    else:
        yield unknown(criterion, Message("No report of a security review was found."))


def _around(document: Document, hit: Hit) -> str:
    lines = document.prose.split("\n")
    return " ".join(lines[max(0, hit.line - 2) : hit.line + 3])


@probe("osps_sa_01_01")
def actors(papers: Papers, documents: Documents, files: Files) -> Iterator[Finding]:
    """Look for a design document that names actors and what they do."""
    criterion = "osps_sa_01_01"
    if nothing_to_run(files):
        because = Message("The repository holds documents and pictures only, no software.")
        yield not_applicable(criterion, because, Confidence.PARTIAL)
        return
    seen = None
    for document in (*papers.on("security", "architecture"), *documents.all("development")):
        text = document.text
        whom = {each.lower() for each in compiled(_ACTOR).findall(text)}
        what = {each.lower() for each in compiled(_ACTION).findall(text)}
        titled = next((each for each in document.sections if found(_ACTORS_TITLE, each.title)), None)
        if titled and len(whom) >= 3 and len(what) >= 3 and len(words(text)) >= FEWEST_WORDS:
            because = Message(
                "%(path)s names actors and what they do; whether all of them are there is for you to say.",
                {"path": document.path},
            )
            yield met(criterion, because, Confidence.PARTIAL, document.place(titled.line, titled.title))
            return
        if document.role != "development" and len(whom) >= 3 and len(what) >= 3:
            seen = seen or document
    if seen:
        because = Message(
            "%(path)s describes the design; whether it shows all actors and all their actions is for you to say.",
            {"path": seen.path},
        )
        yield unknown(criterion, because, seen.place())
    else:
        yield unknown(criterion, Message("No design document that names actors and their actions was found."))


@probe("osps_sa_03_01", "osps_sa_03_02")
def models(papers: Papers, documents: Documents, files: Files) -> Iterator[Finding]:
    """Look for an assessment of what is likely and harmful, and for a threat model with the attack surface."""
    if nothing_to_run(files):
        because = Message("The repository holds documents and pictures only, no software.")
        yield not_applicable("osps_sa_03_01", because, Confidence.PARTIAL)
        yield unknown("osps_sa_03_02", because)
        return
    read = [*papers.on("security", "audit"), *documents.all("security"), *papers.on("architecture")]
    parts = {document.path: [hit for each in _MODEL if (hit := first(each, document.prose))] for document in read}
    seen = max(read, key=lambda each: len(parts[each.path]), default=None)
    assessed = next((each for each in read if _assesses(each)), None)
    if assessed:
        because = Message("%(path)s weighs how likely and how harmful security problems are.", {"path": assessed.path})
        yield met("osps_sa_03_01", because, Confidence.PARTIAL, assessed.place())
    elif seen and len(parts[seen.path]) >= 2:
        because = Message(
            "%(path)s speaks of threats; whether it weighs how likely and how harmful they are is for you to say.",
            {"path": seen.path},
        )
        yield unknown("osps_sa_03_01", because, seen.place(parts[seen.path][0].line, parts[seen.path][0].text))
    else:
        yield unknown("osps_sa_03_01", Message("No assessment of the security of the software was found."))
    whole = next((each for each in read if _models(each, parts[each.path])), None)
    if whole:
        because = Message("%(path)s holds a threat model and looks at the attack surface.", {"path": whole.path})
        places = [whole.place(hit.line, hit.text) for hit in parts[whole.path]]
        yield met("osps_sa_03_02", because, Confidence.PARTIAL, *places)
    elif seen and parts[seen.path]:
        because = Message(
            "%(path)s speaks of attacks; whether it holds a threat model and an analysis of the "
            "attack surface is for you to say.",
            {"path": seen.path},
        )
        yield unknown("osps_sa_03_02", because, seen.place(parts[seen.path][0].line, parts[seen.path][0].text))
    else:
        yield unknown("osps_sa_03_02", Message("No threat model was found."))


def _assesses(document: Document) -> bool:
    """Tell whether a text weighs both how likely and how harmful threats are."""
    text = document.prose
    return (
        found(_LIKELY, text)
        and found(_HARM, text)
        and len(compiled(_PROBLEM).findall(text)) >= 5
        and found(r"\b(?:threat|risk|security assessment|self-?assessment)", f"{document.path}\n{text[:2000]}")
        and len(words(text)) >= FEWEST_WORDS
    )


def _models(document: Document, hits: list[Hit]) -> bool:
    named = found(
        r"threat[-_ ]?model|attack[-_ ]?surface",
        f"{document.path}\n" + "\n".join(each.title for each in document.sections),
    )
    return named and len(hits) >= 4 and found(_MODEL[2], document.prose) and len(words(document.prose)) >= FEWEST_WORDS
