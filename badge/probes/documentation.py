"""What the documentation holds: how to install and use the software, and in which language."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.evidence import Files
from badge.core.findings import Confidence, Finding, Place, met, not_applicable, unknown, unmet
from badge.core.messages import Message
from badge.probes.facts.documents import Document, Documents
from badge.probes.facts.links import Links
from badge.probes.facts.wording import OBTAIN_COMMAND, words
from badge.probes.patterns import compiled, every, found
from badge.probes.probe import Echo, probe

FEW_PAGES = 3

_INSTALL_TITLE = (
    r"\b(?:install(?:ation|ing)?|getting started|set[- ]?up|download(?:s|ing)?|quick[- ]?start|building|build"
    r"|deploy(?:ment|ing)?|how to (?:get|install|build))\b"
)
_USE_TITLE = (
    r"\b(?:usage|us(?:e|ing)|quick[- ]?start|examples?|getting started|tutorials?|how to use|user(?:'s)? (?:guide"
    r"|manual)|guide"
    r"|commands?|options|configur(?:ation|ing|e)|running|run|basics?|^api|api (?:reference|documentation|usage"
    r"|examples)|cookbook|recipes|synopsis|walk-?through)\b"
)
_NO_USE_TITLE = (
    r"\b(?:tests?|testing|contribut\w+|develop\w+|benchmarks?|licen[cs]e|install\w*|build(?:ing)?|compil\w+"
    r"|who|badges?)\b"
)
_GUIDES = (["guide"], ["manual"], ["handbook"], ["book"], ["documentation"], ["docs"], ["wiki"])
"""What stands behind the project's name where a link leads to its guide."""

_SITE_LABEL = (
    r"^\W*(?:<b>)?(?:read |see |view )?(?:the |our )?(?:full |complete |online |official |user )*(?:docs|documentation"
    r"|manual|user(?:'s)? guide|handbook|installation (?:instructions|guide))(?: site| website| page)?(?:</b>)?\W*$"
)
_DOCUMENT_ENDINGS = frozenset(
    "md markdown rst adoc org txt pdf png jpg jpeg gif svg webp ico csv tsv docx odt pptx odp xlsx ods tex bib epub "
    "bmp mp3 mp4 wav ogg webm license cff gitignore gitattributes editorconfig mailmap".split()
)
_STOP_WORDS = frozenset(
    "the of and to in a is that for it as with on by this be are or from at an can you your not if which will has have "
    "was we but all use used using when how see also other more then than do does into there their its may should any "
    "only so they these our no one what where them such some up out".split()
)


@probe("documentation_basics", echoes={"documentation_basics": (Echo("osps_do_01_01", Confidence.PARTIAL),)})
def basics(files: Files, documents: Documents, links: Links) -> Iterator[Finding]:
    """Look for how to install and how to use the software."""
    if nothing_to_run(files):
        because = Message("The repository holds documents and pictures only, no software.")
        yield not_applicable("documentation_basics", because, Confidence.PARTIAL)
        yield unknown("osps_do_01_01", because)  # it asks for guides of whatever is released
        return
    read = list(documents.all("readme", "guide", "install"))
    if not read and not documents.paths:
        because = Message("There is no readme and no folder of documentation.")
        yield unmet("documentation_basics", because, Confidence.PARTIAL, by_absence=True)
        yield unknown("osps_do_01_01", because)  # it asks only once there is a release
        return
    first_steps = [document for document in read if document.role != "guide"]
    install = _by_title(first_steps, _INSTALL_TITLE) or _by_command(first_steps)
    use = _by_title(read, _USE_TITLE, _NO_USE_TITLE) or next((each.place() for each in documents.all("guide")), None)
    places = [place for place in (install, use) if place]
    if install and use and install != use:
        because = Message("The documents say how to install the software and how to use it.")
        yield met("documentation_basics", because, Confidence.GOOD, *places)
    elif places and (install == use or len(documents.paths) >= FEW_PAGES):
        because = Message("The documents say how newcomers get started.")
        yield met("documentation_basics", because, Confidence.PARTIAL, *places)
    elif site := _site(links):
        because = Message("%(path)s links to documentation that is kept elsewhere.", {"path": site.path})
        yield met("documentation_basics", because, Confidence.PARTIAL, site, *places)
    elif install:
        yield unknown(
            "documentation_basics",
            Message("The documents say how to install, but no section on use was found."),
            install,
        )
    elif use:
        yield unknown(
            "documentation_basics",
            Message("The documents say how to use, but no section on installing was found."),
            use,
        )
    else:
        because = Message("No section was found that says how to install or use the software.")
        yield unknown("documentation_basics", because, *(each.place() for each in read[:1]))


def nothing_to_run(files: Files) -> bool:
    """Tell whether all files are documents and pictures."""
    for path in files.entries:
        name = path.rpartition("/")[2]
        if path.startswith((".github/", ".gitlab/", ".forgejo/")) or ("." not in name and name.upper() == name):
            continue
        if "." not in name or name.rpartition(".")[2].lower() not in _DOCUMENT_ENDINGS:
            return False
    return bool(files.entries)


def _by_title(read: list[Document], pattern: str, but_not: str = r"\bbuild status\b") -> Place | None:
    """Find a section of that title that holds something."""
    for document in read:
        for section in document.sections:
            fits = found(pattern, section.title) and not found(but_not, section.title)
            if fits and len(section.text.split()) >= 3:
                return document.place(section.line, section.title)
    return None


def _by_command(read: list[Document]) -> Place | None:
    for document in read:
        aside = document.lines_below(_NO_USE_TITLE)
        for hit in every(OBTAIN_COMMAND, document.text):
            if hit.line not in aside or document.role == "install":
                return document.place(hit.line, hit.text)
    return None


def _site(links: Links) -> Place | None:
    """Find a link to documentation that is kept elsewhere."""
    for link in links.all:
        if link.role == "readme" and found(_SITE_LABEL, link.label):
            return link.place
    name = links.owner_and_name[1].partition(".")[0]
    for link in links.all:
        words = link.label.lower().replace("-", " ").split()
        if (
            link.role == "readme"
            and name
            and words[-1:] in _GUIDES
            and words[:-1] in ([name.lower()], ["the", name.lower()])
        ):
            return link.place
    return None


@probe("english")
def language(files: Files, documents: Documents) -> Iterator[Finding]:
    """Tell from the commonest words whether the documents are in English."""
    read = list(documents.all("readme", "contributing", "guide", "install"))
    foreign = None
    for document in read:
        share, latin, count, letters = _english(document)
        if count >= 60 and share >= 0.12 and latin >= 0.9:
            because = Message(
                "%(path)s is in English: %(share)s %% of its words are the commonest English words.",
                {"path": document.path, "share": round(100 * share)},
            )
            yield met("english", because, Confidence.GOOD, document.place())
            return
        if document.role == "readme" and letters >= 100 and latin < 0.5:
            foreign = foreign or document
    elsewhere = compiled(
        r"(?:^|/)(?:readme[-_.]?(?:en|eng|english|us)\b[^/]*|(?:docs?|content|i18n)/(?:.*/)?en(?:[-_]\w+)?/.+)$"
    )
    english = next((path for path in files.entries if elsewhere.occurs(path)), "")
    if english:
        yield unknown("english", Message("%(path)s may be in English.", {"path": english}), files.place(english))
    elif foreign:
        because = Message("%(path)s is not in English, and no document in English was found.", {"path": foreign.path})
        yield unmet("english", because, Confidence.PARTIAL, foreign.place(), by_absence=True)
    else:
        because = Message("There is too little text to tell whether the documents are in English.")
        yield unknown("english", because, *(each.place() for each in read[:1]))


def _english(document: Document) -> tuple[float, float, int, int]:
    """Give the share of common English words, the share of Latin letters, and how many words and letters."""
    found_words = words(document.prose)
    letters = "".join(found_words)
    latin = sum(letter < "\u0250" for letter in letters)
    common = sum(word in _STOP_WORDS for word in found_words)
    count = len(found_words)
    return common / max(count, 1), latin / max(len(letters), 1), count, len(letters)
