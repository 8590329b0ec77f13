"""What people are told who want to send a change: the way it takes, and what it must fulfil."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.evidence import Repository
from badge.core.findings import Confidence, Finding, Outcome, Place, met, unknown, unmet
from badge.core.messages import Message, counted
from badge.probes.facts.documents import Document, Documents, Section
from badge.probes.facts.links import Links
from badge.probes.facts.wording import ADDRESS, PROCESS_WORD, words
from badge.probes.patterns import every, first, found
from badge.probes.probe import probe
from badge.probes.testing_policy import asks_for_tests

FEWEST_WORDS = 15

_TITLE = (
    r"\bcontribut(?:e|ing|ions?)\b|^(?:hacking|get(?:ting)? involved|pull requests?|submitting (?:changes|patches))"
)
_POINTER = rf"{ADDRESS}|\]\([^)\s]+\)|\]\[|contribut\w*\.\w+"
_CLOSED = (
    r"\b(?:not|n't|no longer) (?:currently |yet )?(?:accept|accepting|open to|take|taking|considering|looking for) "
    r"(?:any |external |outside |public |code |third[- ]party )*(?:contributions|pull requests|patches)"
)

REQUIREMENTS = {
    "coding style": (
        r"\b(?:cod(?:e|ing)[- ]?(?:style|standards?|conventions?|guidelines?|formatting)|style[- ]?guides?|PEP ?-?8"
        r"|existing (?:code )?style|naming conventions?|checksrc|editorconfig)\b"
    ),
    "formatters and linters": (
        r"\b(?:ruff|flake8|pylint|eslint|prettier|clang-format|clang-tidy|rustfmt|cargo fmt|cargo clippy|clippy"
        r"|gofmt|goimports"
        r"|golangci-lint|rubocop|checkstyle|spotless|ktlint|swiftlint|swiftformat|stylua|luacheck|pre-commit"
        r"|mix format|phpcs"
        r"|php-cs-fixer|biome|ormolu|fourmolu|hlint|shellcheck|mypy|black|lint(?:er|ers|ing)?)\b"
    ),
    "commit messages": r"\bcommit[- ](?:messages?|titles?|log)\b|\bconventional[- ]commits?\b|\bcommit style\b",
    "tests": (
        r"\btests? (?:must |should |need to |have to )?(?:all )?(?:pass|succeed)"
        r"|\bpass(?:es)? (?:all )?(?:the )?(?:existing )?tests\b"
    ),
    "sign-off or contributor agreement": (
        r"\bsign(?:ed)?[- ]off|\bDCO\b|developer(?:'s)? certificate of origin|contributor(?:s'?)? licen[cs]e agreement"
        r"|\b(?-i:CLA)\b|copyright assignment"
    ),
    "changelog entries": (
        r"\b(?:change ?log|news|release[- ]notes?) (?:entry|entries|fragments?)\b|\b(?:update|add"
        r"|edit)\b.{0,40}\b(?:change ?log"
        r"|changes\.\w+|news\.\w+|release notes)\b|\bchangeset\b|\btowncrier\b"
    ),
}


@probe("contribution", echoes={"contribution": ("osps_gv_03_01",)})
def process(documents: Documents, repository: Repository, links: Links) -> Iterator[Finding]:
    """Read how a change is sent to the project."""
    for document in documents.all("contributing", "development", "readme"):
        if hit := first(_CLOSED, document.prose):
            because = Message("%(path)s seems to say that contributions are not accepted.", {"path": document.path})
            yield unknown("contribution", because, document.place(hit.line, hit.text))
            return
    guides = list(documents.all("contributing"))
    for document in guides:
        if hit := first(PROCESS_WORD, document.prose):
            because = Message("%(path)s explains how to contribute.", {"path": document.path})
            yield met("contribution", because, Confidence.GOOD, document.place(hit.line, hit.text))
            return
    if sent := _in_section(documents) or _in_development(documents):
        because = Message("%(path)s says something about how to contribute.", {"path": sent.path})
        yield met("contribution", because, Confidence.PARTIAL, sent)
    elif guides:
        because = Message("%(path)s exists, but names no way in which a change is sent.", {"path": guides[0].path})
        yield met("contribution", because, Confidence.PARTIAL, guides[0].place())
        yield unknown("osps_gv_03_01", because, guides[0].place())  # it asks for an explanation
    elif links.forge:
        because = Message(
            "The project is on %(forge)s, which takes proposed changes, and no document says otherwise: %(web)s",
            {"forge": links.forge, "web": repository.web},
        )
        yield Finding("contribution", Outcome.MET, because, Confidence.PARTIAL, by_absence=True)
        yield unknown("osps_gv_03_01", Message("No document says how to contribute."))  # a forge is no documentation
    elif links.is_mirror or documents.first("readme") is None:
        yield unknown("contribution", Message("No contributing guide was found in the usual places."))
    else:
        because = Message("No document says how to contribute.")
        yield unmet("contribution", because, Confidence.CUE, by_absence=True)


def _in_section(documents: Documents) -> Place | None:
    """Find a section of the readme or of a bug guide that says how to contribute."""
    for document in documents.all("readme", "development", "support"):
        for section in document.sections:
            if found(_TITLE, section.title) and _says_how(section):
                return document.place(section.line, section.title)
    return None


def _says_how(section: Section) -> bool:
    enough = len(words(section.text)) >= FEWEST_WORDS
    return enough and (found(PROCESS_WORD, section.text) or found(_POINTER, section.text))


def _in_development(documents: Documents) -> Place | None:
    """Find a guide for developers that speaks of contributions and of the way they take."""
    for document in documents.all("development"):
        if found(r"\bcontribut", document.prose) and (hit := first(PROCESS_WORD, document.prose)):
            return document.place(hit.line, hit.text)
    return None


@probe("contribution_requirements", echoes={"contribution_requirements": ("osps_gv_03_02",)})
def requirements(documents: Documents) -> Iterator[Finding]:
    """Collect what the contributing guide demands of a change: style, tests, commit messages and so on."""
    guides = list(documents.all("contributing", "development", "pull_request_template"))
    sections = [
        (document, section)
        for document in documents.all("readme")
        for section in document.sections
        if found(_TITLE, section.title)
    ]
    places = (_in_guides(guides, pattern) or _in_sections(sections, pattern) for pattern in REQUIREMENTS.values())
    demanded = [place for place in places if place]
    if asked := next(
        (each.place(hit.line, hit.text) for each in guides for hit in each.sentences if asks_for_tests(hit)), None
    ):
        demanded.append(asked)
    if demanded and (guides or len(demanded) > 1):
        sure = len({(place.path, place.line) for place in demanded}) > 1 and any(
            document.role == "contributing" for document in guides
        )
        because = counted(
            "%(path)s says what a change must fulfil; %(count)s kind of demand was found.",
            "%(path)s says what a change must fulfil; %(count)s kinds of demands were found.",
            len(demanded),
            path=demanded[0].path,
        )
        yield met("contribution_requirements", because, Confidence.GOOD if sure else Confidence.PARTIAL, *demanded)
    elif guides:
        because = Message(
            "%(path)s says nothing that was recognised about what a change must fulfil.", {"path": guides[0].path}
        )
        yield unknown("contribution_requirements", because, guides[0].place())
    else:
        because = Message("No contributing guide was found that could say what a change must fulfil.")
        yield unknown("contribution_requirements", because)


def _in_guides(guides: list[Document], pattern: str) -> Place | None:
    for document in guides:
        text = document.text if document.role == "pull_request_template" else document.prose
        for hit in every(pattern, text):
            return document.place(hit.line, hit.text)
    return None


def _in_sections(sections: list[tuple[Document, Section]], pattern: str) -> Place | None:
    for document, section in sections:
        if hit := first(pattern, section.text):
            return document.place(section.line + hit.line, hit.text)
    return None
