"""Which style guide contributions shall follow, how it is enforced, and how deprecated functions are kept out."""

# ruff: noqa: E501  # a pattern, and a sentence that is translated, is a line

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from badge.core.evidence import Files
from badge.core.findings import Confidence, Finding, Place, met, not_applicable, unknown
from badge.core.messages import Message, counted
from badge.probes.documentation import nothing_to_run
from badge.probes.facts.documents import Documents
from badge.probes.facts.languages import Languages
from badge.probes.facts.mentions import Mentions, Subject
from badge.probes.facts.papers import Papers
from badge.probes.facts.rows import Rows
from badge.probes.facts.styles import STYLES, Style, Styles
from badge.probes.facts.usage import How
from badge.probes.facts.wording import words
from badge.probes.patterns import every, found
from badge.probes.probe import probe

FEWEST_WORDS = 80
"""Words of a style guide of the project's own."""

PRIMARY = 0.25
"""Share of the source code from which on a language is a primary one."""

_SECTION = r"\b(?:contribut\w*|develop\w*|hacking|cod(?:e|ing)|style|pull requests?|format\w*|lint\w*|guidelines?)\b"
_LINKED = r"\[[^\]\n]{0,40}\b(?:cod(?:e|ing)[- ](?:style|standards?|conventions?|guidelines?)|style ?guide)[^\]\n]{0,30}\](?:\(\S+\)|\[[^\]\n]+\])"
_FOLLOW = r"\b(?:follow\w*|adher\w+|conform\w*|compl(?:y|ies)|check|read|according to|respect|use|must|should|please)\b"
_NO_STYLE = r"\bchange-?_?logs?\b|\b(?:not|n't|no longer|instead of|rather than) (?:\w+ ){0,2}(?:follow|use|using|enforce|run|required?)\b"


@probe("coding_standards")
def standards(
    files: Files, documents: Documents, papers: Papers, languages: Languages, styles: Styles
) -> Iterator[Finding]:
    """Look for a style guide that people who contribute are told to follow."""
    if nothing_to_run(files):
        because = Message("The repository holds documents and pictures only, no software.")
        yield not_applicable("coding_standards", because, Confidence.PARTIAL)
        return
    primary = _primary(languages)
    for document in papers.on("style"):
        if len(words(document.prose)) >= FEWEST_WORDS:
            because = Message("%(path)s is a style guide of the project's own.", {"path": document.path})
            certainty = Confidence.GOOD if len(primary) <= 1 else Confidence.PARTIAL
            yield met("coding_standards", because, certainty, document.place())
            return
    named = list(_named(documents))
    fitting = [(style, place) for style, place in named if not style.languages.isdisjoint(primary)]
    covered = {name for style, _ in fitting for name in style.languages}
    if fitting:
        style, place = min(fitting, key=lambda each: not each[0].guide)
        sure = style.guide and covered.issuperset(primary)
        because = Message(
            "%(path)s tells people to follow a style: %(style)s.", {"path": place.path, "style": style.name}
        )
        yield met("coding_standards", because, Confidence.GOOD if sure else Confidence.PARTIAL, place)
    elif linked := _linked(documents):
        because = Message("%(path)s links to a style that people shall follow.", {"path": linked.path})
        yield met("coding_standards", because, Confidence.PARTIAL, linked)
    elif named:
        style, place = named[0]
        because = Message(
            "%(path)s names %(style)s, which is not a style for the main language of this repository.",
            {"path": place.path, "style": style.name},
        )
        yield unknown("coding_standards", because, place)
    elif kept := next((each for name in primary for each in styles.of(name) if each.formatter), None):
        because = Message(
            "%(tool)s is set up in %(path)s, but no document was found that asks people to follow its style.",
            {"tool": kept.name, "path": kept.place.path},
        )
        yield unknown("coding_standards", because, kept.place)
    else:
        because = Message("No document was found that names a style guide.")
        yield unknown("coding_standards", because)


def _primary(languages: Languages) -> tuple[str, ...]:
    """Name the languages in which most of the code is written."""
    large = tuple(name for name in languages.bytes if languages.share(name) >= PRIMARY)
    return large or tuple(filter(None, (languages.main,)))


@lru_cache(maxsize=1)
def _styles() -> Rows[Style]:
    return Rows((style, style.named) for style in STYLES)


def _named(documents: Documents) -> Iterator[tuple[Style, Place]]:
    """Yield each style that the documents for contributors name, and the readme below a fitting title."""
    for document in documents.all("contributing", "development", "readme"):
        allowed = document.lines_below(_SECTION) if document.role == "readme" else None
        for style, pattern in _styles().likely(document.text):
            for hit in every(pattern, document.text):
                badge = "shields.io" in hit.text or "badge" in hit.text
                if (allowed is None or hit.line in allowed) and not badge and not found(_NO_STYLE, hit.text):
                    yield style, document.place(hit.line, hit.text)
                    break


def _linked(documents: Documents) -> Place | None:
    """Find a line that sends people to a style guide which has no name that is known."""
    for document in documents.all("contributing", "development"):
        for hit in every(_LINKED, document.text):
            if found(_FOLLOW, hit.text) and not found(_NO_STYLE, hit.text):
                return document.place(hit.line, hit.text)
    return None


@probe("coding_standards_enforced")
def enforced(files: Files, languages: Languages, styles: Styles) -> Iterator[Finding]:
    """Look for a formatter or a linter of style that every change goes through."""
    if nothing_to_run(files):
        because = Message("The repository holds documents and pictures only, no software.")
        yield not_applicable("coding_standards_enforced", because, Confidence.PARTIAL)
        return
    primary = _primary(languages)
    by_language = {name: styles.of(name) for name in primary}
    fits = list(dict.fromkeys(each for uses in by_language.values() for each in uses))
    firm = [each for each in fits if each.how is How.CI and each.on_changes and not each.tolerated]
    formatters = [each for each in firm if each.formatter]
    if formatters:
        whole = all(
            any(not each.tolerated and each.formatter and each.how is How.CI and each.on_changes for each in uses)
            for uses in by_language.values()
        )
        because = Message(
            "Continuous integration stops on wrong style: %(tool)s in %(path)s.",
            {"tool": formatters[0].name, "path": formatters[0].place.path},
        )
        sure = Confidence.GOOD if whole else Confidence.PARTIAL
        yield met("coding_standards_enforced", because, sure, *(each.place for each in formatters[:3]))
    elif firm:
        because = Message(
            "%(tool)s runs on every change (%(path)s); whether it enforces your style depends on its rules.",
            {"tool": firm[0].name, "path": firm[0].place.path},
        )
        yield met("coding_standards_enforced", because, Confidence.PARTIAL, *(each.place for each in firm[:3]))
    elif fits:
        because = Message(
            "%(tool)s is set up in %(path)s, but no run on every change was found that stops on wrong style.",
            {"tool": fits[0].name, "path": fits[0].place.path},
        )
        yield unknown("coding_standards_enforced", because, fits[0].place)
    else:
        because = Message("No formatter and no linter of style for the main language was found.")
        yield unknown("coding_standards_enforced", because)


@probe("interfaces_current")
def deprecated(mentions: Mentions) -> Iterator[Finding]:
    """Look for settings that warn of deprecated functions; whether any is used cannot be seen."""
    if seen := mentions.of(Subject.DEPRECATION):
        because = Message(
            "Something that watches for deprecated functions is set up: %(words)s.",
            {"words": mentions.words(Subject.DEPRECATION)[:5]},
        )
        yield unknown("interfaces_current", because, *(each.place for each in seen[:5]))
        return
    because = counted(
        "Nothing that watches for deprecated functions was found in the %(count)s file of configuration that was read.",
        "Nothing that watches for deprecated functions was found in the %(count)s files of configuration that were read.",
        mentions.read,
    )
    yield unknown("interfaces_current", because)
