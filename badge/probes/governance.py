"""How a project is governed: who decides and how, who has which duty, who stands in, and how people shall behave."""

# ruff: noqa: E501  # a pattern, and a sentence that is translated, is a line

from __future__ import annotations

from collections.abc import Iterator

from badge.core.evidence import Files, Kind
from badge.core.findings import Confidence, Finding, Place, met, unknown, unmet
from badge.core.messages import Message, counted
from badge.probes.facts.documents import Document, Documents
from badge.probes.facts.links import Links
from badge.probes.facts.papers import Papers
from badge.probes.facts.wording import ADDRESS, words
from badge.probes.patterns import compiled, every, first, found
from badge.probes.probe import probe

FEWEST = 200
"""Characters of a document on governance that can say something."""

FEWEST_WORDS = 25
OF_CONDUCT = 80
"""Words of a section that holds a code of conduct."""

_DECIDES = (
    r"\b(?:decisions?|decid(?:e|es|ed|ing)|vot(?:e|es|ing)|consensus|final say|veto|quorum|majority|tie[- ]?break\w*)\b"
)
_ROLE = (
    r"\b(?:maintainers?|committers?|(?:project|technical|team) leads?|leaders?|BDFL|steering|committee|core (?:team"
    r"|developers?|members?)|board|council|chair|release managers?|triagers?|reviewers?|editors?|TSC|owners?"
    r"|lead developers?|creator)\b"
)
_TITLE = r"\b(?:governance|decision[- ]?making|how decisions are (?:made|taken)|who decides|project leadership|voting(?: (?:rules|process|procedure))?)\b"
_ROLES_TITLE = r"\b(?:roles?|responsibilit(?:y|ies)|duties|maintainers?|committers?|reviewers?|core team|leads?)\b"
_DUTY = (
    r"\b(?:responsib(?:le|ilit(?:y|ies))|dut(?:y|ies)|in charge of|takes? care of|expected to|tasks? (?:of|include)"
    r"|tasked with|oversees?|accountable)\b"
)
_PERSON = rf"(?:^|[\s(\[*])@[A-Za-z][\w-]{{1,38}}\b|{ADDRESS}|[\w.+-]+@[\w-]+\.[a-z]{{2,}}"
_HANDLE = r"(?:^|[\s(\[*,])@([A-Za-z][\w-]{0,38}(?:/[\w.-]+)?)|([\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
_LOSS = (
    r"\bbus[- ]factor\b|\bsuccession\b|\bcontinuity\b|\block ?box\b|\bhit by a bus\b"
    r"|\b(?:maintainers?|owners?|leads?|admins?)\b.{0,60}\b(?:unavailable|incapacitat\w+|disappears?|dies|steps? down)\b"
)
_OF_CONDUCT = r"\b(?:conduct|harass\w*|behaviou?rs?|respect(?:ful)?|welcoming|inclusive|be (?:kind|nice|civil))\b"
_GAP = r"\[INSERT [^\]]*\]|<INSERT [^>]*>|\[your[ -]e-?mail[^\]]*\]"
_ADOPTS = rf"\bcode of conduct\b.{{0,300}}(?:{ADDRESS}|\]\()|(?:{ADDRESS}|\[)[^\n]{{0,200}}code[-_ ]of[-_ ]conduct"


@probe("governance")
def model(papers: Papers, documents: Documents) -> Iterator[Finding]:
    """Look for a text that says how decisions are taken and who takes part in them."""
    seen = None
    for document in papers.on("governance"):
        decides, role = first(_DECIDES, document.prose), first(_ROLE, document.prose)
        if decides and role and len(document.text) >= FEWEST:
            because = Message(
                "%(path)s says how decisions are taken and who takes part in them.", {"path": document.path}
            )
            yield met(
                "governance",
                because,
                Confidence.GOOD,
                document.place(decides.line, decides.text),
                document.place(role.line, role.text),
            )
            return
        seen = seen or document
    if place := _of_section(documents):
        because = Message("A section of %(path)s says how decisions are taken, and by whom.", {"path": place.path})
        yield met("governance", because, Confidence.PARTIAL, place)
    elif seen:
        because = Message(
            "%(path)s was found, but it was not recognised how decisions are taken and who takes part in them.",
            {"path": seen.path},
        )
        yield unknown("governance", because, seen.place())
    elif place := _of_sentence(documents):
        because = Message(
            "One sentence in %(path)s speaks of who decides; whether that is the governance model is for you to say.",
            {"path": place.path},
        )
        yield unknown("governance", because, place)
    else:
        because = Message("No document on governance, and no section with such a title, was found.")
        yield unknown("governance", because)


def _of_section(documents: Documents) -> Place | None:
    for document in documents.all("readme", "contributing", "development"):
        for section in document.sections:
            if (
                found(_TITLE, section.title)
                and found(_DECIDES, section.text)
                and found(_ROLE, section.text)
                and len(words(section.text)) >= FEWEST_WORDS
            ):
                return document.place(section.line, section.title)
    return None


def _of_sentence(documents: Documents) -> Place | None:
    pattern = r"\bBDFL\b|\bbenevolent dictator\b|\bfinal (?:say|decision)\b|\b(?:lead|maintainers?) (?:decides?|has the last word)\b"
    for document in documents.all("readme", "contributing", "development"):
        if hit := first(pattern, document.prose):
            return document.place(hit.line, hit.text)
    return None


@probe("roles_responsibilities", echoes={"roles_responsibilities": ("osps_gv_01_02",)})
def roles(papers: Papers, documents: Documents) -> Iterator[Finding]:
    """Look for roles with their duties, and for the people who hold them."""
    people = _people(papers, documents)
    for document in (*papers.on("governance", "people"), *documents.all("contributing", "readme", "development")):
        own = document.role in {"governance", "people"}
        for section in document.sections:
            if not found(_ROLES_TITLE, section.title) or not found(_ROLE, f"{section.title} {section.text}"):
                continue
            if not (hit := first(_DUTY, section.text)) or len(words(section.text)) < FEWEST_WORDS:
                continue
            place = document.place(section.line + hit.line, hit.text)
            if people and own:
                because = Message(
                    "%(path)s describes roles with their duties, and %(people)s names people.",
                    {"path": document.path, "people": people.path},
                )
                yield met("roles_responsibilities", because, Confidence.PARTIAL, place, people)
            else:
                because = Message(
                    "%(path)s speaks of a role and its duties; whether all key roles and their holders are described is for you to say.",
                    {"path": document.path},
                )
                yield unknown("roles_responsibilities", because, place)
            return
    if people:
        because = Message(
            "%(path)s names people, but no description of their duties was recognised.", {"path": people.path}
        )
        yield unknown("roles_responsibilities", because, people)
    else:
        because = Message("No document was found that describes roles and their duties, or names who holds them.")
        yield unknown("roles_responsibilities", because)


def _people(papers: Papers, documents: Documents) -> Place | None:
    """Find a list of people: in a file made for it, or below such a title."""
    for document in papers.on("people"):
        if hit := next((each for each in every(_PERSON, document.text) if _is_content(document, each.text)), None):
            return document.place(hit.line, hit.text)
    for document in (*papers.on("governance"), *documents.all("readme", "contributing")):
        for section in document.sections:
            if found(r"\b(?:maintainers?|core team|committers?|team|authors?)\b", section.title) and (
                hit := first(_PERSON, section.text)
            ):
                return document.place(section.line + hit.line, hit.text)
    return None


def _is_content(document: Document, line: str) -> bool:
    return not (document.path.lower().endswith(("codeowners", "owners")) and line.lstrip().startswith("#"))


@probe("access_continuity")
def continuity(papers: Papers, documents: Documents) -> Iterator[Finding]:
    """Count the people who are named as maintainers, and look for what is said of a loss; keys cannot be seen."""
    for document in (*papers.on("continuity", "governance", "people"), *documents.all("contributing", "readme")):
        if hit := first(_LOSS, document.prose):
            because = Message(
                "%(path)s speaks of what happens when somebody is lost; whether the access is arranged for is for you to say.",
                {"path": document.path},
            )
            yield unknown("access_continuity", because, document.place(hit.line, hit.text))
            return
    for document in papers.on("people"):
        names: dict[str, Place] = {}
        for hit in every(_HANDLE, document.text):
            if _is_content(document, hit.text):
                names.setdefault("".join(hit.groups).lower(), document.place(hit.line, hit.text))
        if names:
            because = counted(
                "%(path)s names %(count)s person or group; who holds keys and rights cannot be seen here.",
                "%(path)s names %(count)s people or groups; who holds keys and rights cannot be seen here.",
                len(names),
                path=document.path,
            )
            yield unknown("access_continuity", because, *list(names.values())[:3])
            return
    because = Message("No document says who could take over when somebody is lost, and none lists the maintainers.")
    yield unknown("access_continuity", because)


@probe("code_of_conduct")
def conduct(files: Files, documents: Documents, papers: Papers, links: Links) -> Iterator[Finding]:
    """Look for a code of conduct in a standard place, without the gaps of its template."""
    for document in documents.all("conduct"):
        if not found(_OF_CONDUCT, document.text):
            continue
        if gap := first(_GAP, document.text):
            because = Message(
                "%(path)s is a code of conduct, but a gap of its template was never filled in.", {"path": document.path}
            )
            yield met("code_of_conduct", because, Confidence.PARTIAL, document.place(gap.line, gap.text))
        else:
            because = Message("%(path)s is a code of conduct.", {"path": document.path})
            yield met("code_of_conduct", because, Confidence.DIRECT, document.place())
        return
    if place := _own_section(documents):
        because = Message("A section of %(path)s is a code of conduct.", {"path": place.path})
        yield met("code_of_conduct", because, Confidence.GOOD, place)
        return
    short = next((each for each in papers.on("conduct") if found(ADDRESS, each.text)), None)
    if short:
        because = Message("%(path)s names a code of conduct that is kept elsewhere.", {"path": short.path})
        yield met("code_of_conduct", because, Confidence.PARTIAL, short.place())
    elif place := _adopted(documents):
        because = Message("%(path)s names a code of conduct that is kept elsewhere.", {"path": place.path})
        yield met("code_of_conduct", because, Confidence.PARTIAL, place)
    elif path := next((path for path, entry in files.entries.items() if entry.kind is not Kind.SUBMODULE
                       and compiled(r"(?:^|.*/)code[-_]?of[-_]?conduct[^/]*$").match(path)), ""):  # fmt: skip
        because = Message("%(path)s may be a code of conduct, but it is not in a usual place.", {"path": path})
        yield unknown("code_of_conduct", because, files.place(path))
    elif links.forge or documents.first("readme") is None:
        because = Message(
            "No code of conduct was found; one that an organisation keeps for all its repositories cannot be seen here."
        )
        yield unknown("code_of_conduct", because)
    else:
        because = Message("There is no code of conduct, and no document names one.")
        yield unmet("code_of_conduct", because, Confidence.CUE, by_absence=True)


def _own_section(documents: Documents) -> Place | None:
    """Find a section that holds the rules themselves, and does not only name them."""
    for document in documents.all("contributing", "readme", "development"):
        for section in document.sections:
            titled = found(r"^\W*(?:our )?code of conduct\W*$", section.title)
            if titled and len(words(section.text)) >= OF_CONDUCT and found(_OF_CONDUCT, section.text):
                return document.place(section.line, section.title)
    return None


def _adopted(documents: Documents) -> Place | None:
    for document in documents.all("readme", "contributing", "development"):
        if hit := next(every(_ADOPTS, document.text), None):
            return document.place(hit.line, hit.text)
    return None
