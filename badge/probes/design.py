"""What is written about the design: architecture, security that users can expect, and the argument that it holds."""

# ruff: noqa: E501  # a pattern, and a sentence that is translated, is a line

from __future__ import annotations

from collections.abc import Iterator

from badge.core.evidence import Files
from badge.core.findings import Confidence, Finding, met, not_applicable, unknown
from badge.core.messages import Message
from badge.probes.documentation import nothing_to_run
from badge.probes.facts.documents import Document, Documents
from badge.probes.facts.papers import Papers
from badge.probes.facts.wording import words
from badge.probes.patterns import compiled, every, first, found
from badge.probes.probe import probe

LONG, SHORT = 150, 60
"""Words of a document and of a section that can describe an architecture."""

FEWEST_PARTS = 4
"""Different words for parts of software and their relations that such a text uses."""

_PARTS = (
    r"\b(components?|modules?|layers?|subsystems?|packages?|libraries|services?|threads?|process(?:es)?|database"
    r"|data[- ]?flows?|pipelines?|director(?:y|ies)|interfaces?|front-?end|back-?end|server|client|api|engine|parser"
    r"|plug-?ins?|event loop|queue|cache|daemon|core|storage|handlers?|buffers?|class(?:es)?|crates?)\b"
)
_RELATES = (
    r"\b(?:calls?|uses?|depends? on|consists? of|sends?|receives?|passes|communicat\w+|connects?|implements?|provides?"
    r"|handles?|wraps?|manages?|stores?|responsible for|built (?:on|around)|split into|divided into|composed of"
    r"|contains?)\b"
)
_OF_PARTS = (
    r"\b(?:architecture|components?|modules?|structure|overview|internals|layers?|subsystems?|packages?|data[- ]?flow"
    r"|processes|threads?|pipelines?|implementation|storage|database|front-?end|back-?end|server|client|directories)\b"
)
_DRAWN = r"^\s*```\s*(?:mermaid|plantuml|dot|d2)|\.(?:puml|drawio|dot)\b|^\s*\.\. (?:graphviz|uml|mermaid)::|@startuml"
_TITLE = (
    r"^\W*(?:\w+ )?(?:software |system |code |internal |high-level )?(?:architecture|internals|design overview"
    r"|(?:code|project) (?:overview|structure|organi[sz]ation|layout)|how it works|how does it work)\W*(?:overview)?\W*$"
)
_SAFETY_TITLE = (
    r"\b(?:threat model(?:l?ing)?|security (?:model|considerations?|guarantees?|assumptions|requirements|boundar(?:y|ies)"
    r"|properties|scope|notes?|warnings?|implications|issues)|trust (?:model|boundar(?:y|ies))|trusted input|untrusted"
    r"|what is (?:not )?(?:considered )?a (?:security )?(?:vulnerability|security (?:issue|bug))"
    r"|not (?:a )?(?:security )?(?:vulnerabilit|issue)\w*|in scope|out of scope|non-?vulnerabilit\w+)\b"
)
_PROTECTS = (
    r"\b(?:protects?|prevents?|guarantees?|ensures?|safe (?:against|for|to)|guards?|isolat\w+|sandbox\w*|verif(?:y|ies)"
    r"|encrypt(?:s|ed)|in scope|is considered a (?:security )?(?:vulnerability|bug|issue)|qualif(?:y|ies) as|escapes?"
    r"|mitigat\w+|resists?|defends?)\b"
)
_DOES_NOT = (
    r"\b(?:(?:does|do|is|are|will|can)(?: not|n't) (?:\w+ ){0,2}(?:protect|prevent|guarantee|defend|considered|safe|secure|ensure"
    r"|intended|designed|meant|provide|validate|sanitize|a vulnerability|security)|cannot (?:protect|prevent|guarantee)"
    r"|no (?:security )?guarantees?|out of scope|not (?:a )?(?:security )?vulnerabilit\w+|not treated as|trusted input"
    r"|never (?:run|use|load|open|expose)\b.{0,40}\buntrusted|untrusted)\b"
)
_FOUR = (
    (
        Message("a threat model", context="part of a text"),
        r"\bthreat (?:model|actors?|agents?|analysis)|\battackers? (?:can|could|may|might|who|is|with)\b",
    ),
    (
        Message("trust boundaries", context="part of a text"),
        r"\btrust(?:ed)? boundar(?:y|ies)\b|\bsecurity boundar(?:y|ies)\b",
    ),
    (
        Message("principles of secure design", context="part of a text"),
        (
            r"\b(?:secure )?design principles?\b|\bsaltzer\b|\bleast privilege\b|\bfail-?safe defaults?\b"
            r"|\bdefen[cs]e in depth\b|\bcomplete mediation\b|\beconomy of mechanism\b"
        ),
    ),
    (
        Message("common weaknesses", context="part of a text"),
        r"\b(?:CWE(?:-\d+)?|OWASP|common (?:implementation )?(?:weaknesses|vulnerabilities|errors))\b",
    ),
)
_PRINCIPLE = (
    r"\b(least[- ]privilege|fail-?safe defaults?|secure by (?:default|design)|defen[cs]e in depth|complete mediation"
    r"|economy of mechanism|separation of privileges?|privilege separation|least common mechanism|attack surface"
    r"|saltzer)\b"
)


@probe("documentation_architecture")
def architecture(files: Files, documents: Documents, papers: Papers) -> Iterator[Finding]:
    """Look for a text that names the parts of the software and how they relate."""
    if nothing_to_run(files):
        because = Message("The repository holds documents and pictures only, no software.")
        yield not_applicable("documentation_architecture", because, Confidence.PARTIAL)
        return
    weak = None
    for document in papers.on("architecture"):
        if (
            _describes(document.text, LONG)
            and not found(r"\bdesign decisions\b", document.text[:400])
            and _is_about_parts(document)
        ):
            because = Message(
                "%(path)s describes the parts of the software and how they relate.", {"path": document.path}
            )
            named = found(r"architecture|internals", f"{document.path}\n{document.text[:300]}")
            yield met(
                "documentation_architecture",
                because,
                Confidence.GOOD if named else Confidence.PARTIAL,
                document.place(),
            )
            return
        weak = weak or document
    for document in documents.all("development", "contributing", "readme"):
        for section in document.sections:
            if found(_TITLE, section.title) and _describes(section.text, SHORT):
                because = Message("A section of %(path)s describes the architecture.", {"path": document.path})
                place = document.place(section.line, section.title)
                yield met("documentation_architecture", because, Confidence.PARTIAL, place)
                return
    if weak:
        because = Message(
            "%(path)s may be about the design, but parts and their relations were not recognised in it.",
            {"path": weak.path},
        )
        yield unknown("documentation_architecture", because, weak.place())
    else:
        because = Message("No document and no section about the architecture was found.")
        yield unknown("documentation_architecture", because)


def _is_about_parts(document: Document) -> bool:
    """Tell a high-level design from the goals of a design: by its name, its headings or a drawing."""
    if found(r"architecture|internals?\b|structure|overview|how[-_]it[-_]works|code[-_]?map", document.path):
        return True
    titles = "\n".join(section.title for section in document.sections)
    return found(_OF_PARTS, titles) or found(_DRAWN, document.text)


def _describes(text: str, least: int) -> bool:
    """Tell whether a text speaks of several different parts and of their relations, or has a drawing."""
    count = len(words(text))
    parts = {part.lower() for part in compiled(_PARTS).findall(text)}
    if found(_DRAWN, text) and count >= least // 2:
        return len(parts) >= FEWEST_PARTS // 2
    return count >= least and len(parts) >= FEWEST_PARTS and len(list(every(_RELATES, text))) >= 3


@probe("documentation_security")
def security(files: Files, documents: Documents, papers: Papers) -> Iterator[Finding]:
    """Look for what users can expect in terms of security, and what they cannot."""
    if nothing_to_run(files):
        because = Message("The repository holds documents and pictures only, no software.")
        yield not_applicable("documentation_security", because, Confidence.PARTIAL)
        return
    parts = [(document, 1, document.prose) for document in papers.on("security")]
    parts += [
        (document, section.line, section.text)
        for document in documents.all("security", "readme", "guide")
        for section in document.sections
        if found(_SAFETY_TITLE, section.title)
    ]
    seen = None
    for document, line, text in parts:
        if len(words(text)) < SHORT:
            continue
        yes, no = _without(_PROTECTS, _DOES_NOT, text), first(_DOES_NOT, text)
        if yes and no:
            because = Message(
                "%(path)s says what the software protects and what it does not protect.", {"path": document.path}
            )
            places = (document.place(line + yes - 1), document.place(line + no.line - 1, no.text))
            yield met("documentation_security", because, Confidence.PARTIAL, *places)
            return
        seen = seen or document.place(line)
    if seen:
        because = Message(
            "%(path)s speaks of security; whether it says both what users can expect and what they cannot was not recognised.",
            {"path": seen.path},
        )
        yield unknown("documentation_security", because, seen)
    else:
        because = Message("No document was found that says what users can and cannot expect in terms of security.")
        yield unknown("documentation_security", because)


def _without(pattern: str, other: str, text: str) -> int:
    """Give the first line that one pattern finds and the other does not, or 0."""
    return next((hit.line for hit in every(pattern, text) if not found(other, hit.text)), 0)


@probe("assurance_case")
def assurance(papers: Papers, documents: Documents) -> Iterator[Finding]:
    """Look for one document with all four parts of an assurance case."""
    best: tuple[list[Message], Document] | None = None
    for document in (*papers.on("security", "architecture"), *documents.all("security")):
        there = [name for name, pattern in _FOUR if found(pattern, document.prose)]
        if len(there) == len(_FOUR) and found(r"\bassurance case\b", document.text):
            because = Message(
                "%(path)s is an assurance case: all four parts were found in it.", {"path": document.path}
            )
            places = [document.place(hit.line, hit.text) for _, each in _FOUR if (hit := first(each, document.prose))]
            yield met("assurance_case", because, Confidence.GOOD, *places)
            return
        if there and (best is None or len(there) > len(best[0])):
            best = (there, document)
    if best and len(best[0]) == len(_FOUR):
        because = Message(
            "%(path)s speaks of all four parts of an assurance case; whether it argues is for you to say.",
            {"path": best[1].path},
        )
        yield met("assurance_case", because, Confidence.PARTIAL, best[1].place())
    elif best:
        missing = tuple(name for name, _ in _FOUR if name not in best[0])
        because = Message(
            "%(path)s speaks of a part of an assurance case (%(there)s); this was not found in it: %(missing)s.",
            {"path": best[1].path, "there": tuple(best[0]), "missing": missing},
        )
        yield unknown("assurance_case", because, best[1].place())
    else:
        because = Message("No document with a threat model or another part of an assurance case was found.")
        yield unknown("assurance_case", because)


@probe("implement_secure_design")
def principles(files: Files, papers: Papers, documents: Documents) -> Iterator[Finding]:
    """Look for documents that name principles of secure design; whether they are applied cannot be seen."""
    if nothing_to_run(files):
        because = Message("The repository holds documents and pictures only, no software.")
        yield not_applicable("implement_secure_design", because, Confidence.PARTIAL)
        return
    for document in (*papers.on("security", "architecture"), *documents.all("security", "readme", "development")):
        if hit := first(_PRINCIPLE, document.prose):
            because = Message(
                "%(path)s names a principle of secure design (%(principle)s); whether it is applied is for you to say.",
                {"path": document.path, "principle": hit.groups[0].lower()},
            )
            yield unknown("implement_secure_design", because, document.place(hit.line, hit.text))
            return
    because = Message("No document names a principle of secure design; a person has to answer.")
    yield unknown("implement_secure_design", because)
