"""Whether people everywhere can use the software: accessibility, and texts that can be translated."""

# ruff: noqa: E501  # a pattern, and a sentence that is translated, is a line

from __future__ import annotations

from collections.abc import Iterator

from badge.core.evidence import Files, Kind
from badge.core.findings import Confidence, Finding, Place, met, unknown
from badge.core.messages import Message, counted
from badge.probes.facts.documents import Documents
from badge.probes.facts.languages import in_tests, is_others
from badge.probes.facts.mentions import Mentions, Subject
from badge.probes.facts.papers import Papers
from badge.probes.patterns import compiled, first
from badge.probes.probe import probe

_CODE = (
    r"(?:af|am|ar|az|be|bg|bn|bs|ca|cs|cy|da|de|el|en|eo|es|et|eu|fa|fi|fr|ga|gl|he|hi|hr|hu|hy|id|is|it|ja|ka|kk|km|ko"
    r"|lt|lv|mk|ml|mr|ms|nb|ne|nl|nn|no|pa|pl|pt|ro|ru|si|sk|sl|sq|sr|sv|sw|ta|te|th|tr|uk|ur|uz|vi|zh)"
    r"(?:[-_](?:[A-Z]{2}|hans|hant|latn|cyrl|419)){0,2}"
)
_CATALOGUE = compiled(
    r"(?:^|/)(?:[^/]+\.pot?|[^/]+\.xliff|[^/]+\.xlf|[^/]+\.ftl|[^/]+\.arb"
    rf"|res/values-{_CODE}(?:-r\w\w)?/strings\.xml|[^/]+\.lproj/[^/]+\.strings|[^/]+\.xcstrings"
    rf"|\w*messages_{_CODE}\.properties|[\w.]+\.{_CODE}\.resx"
    r"|(?:locales?|translations?|i18n|l10n|lang|langs|languages|_locales|nls)/(?:[\w-]+/){0,2}"
    rf"(?:[\w]+[.-])?{_CODE}(?:\.\w+)?(?:/[\w.-]+)?\.(?:json|ya?ml|php|toml|properties|js|ts|po|qm|ts|ini))$"
)
_NOT_OURS = frozenset("docs doc documentation website site examples example samples demo template templates".split())
_PAGES = (".html", ".htm", ".jsx", ".tsx", ".vue", ".svelte", ".css", ".scss", ".erb", ".haml", ".twig", ".ejs", ".hbs")
_SAID = r"\bWCAG\b|\ba11y\b|\bscreen[- ]readers?\b|\baccessibility\b|\bWAI-ARIA\b"


@probe("internationalization")
def translations(files: Files, mentions: Mentions) -> Iterator[Finding]:
    """Look for catalogues of translated texts that belong to the software."""
    seen: list[str] = []
    for path, entry in files.entries.items():
        if path.endswith((".md", ".py", ".c", ".h", ".go", ".rs")) or entry.kind is not Kind.FILE:
            continue
        if _CATALOGUE.search(path) and not in_tests(path) and not is_others(path) and not _is_aside(path):
            seen.append(path)
    if seen:
        because = counted(
            "The software has %(count)s catalogue of texts, such as %(path)s.",
            "The software has %(count)s catalogues of texts, such as %(path)s.",
            len(seen),
            path=seen[0],
        )
        yield met("internationalization", because, Confidence.GOOD, *(files.place(path) for path in seen[:3]))
    elif used := mentions.of(Subject.TRANSLATION):
        because = Message(
            "A library for translated texts is named (%(words)s), but no catalogue of texts was found.",
            {"words": mentions.words(Subject.TRANSLATION)[:5]},
        )
        yield unknown("internationalization", because, *(each.place for each in used[:3]))
    else:
        because = Message("No catalogue of texts was found. If the software makes no texts for end users, N/A fits.")
        yield unknown("internationalization", because)


@probe("accessibility_best_practices")
def practices(files: Files, mentions: Mentions, documents: Documents, papers: Papers) -> Iterator[Finding]:
    """Collect what tells of accessibility, or of there being no pages at all."""
    criterion = "accessibility_best_practices"
    said = next(
        (place for document in (*papers.on("accessibility"), *documents.all("readme", "contributing", "development"))
         if (place := _says(document.prose, document.path, files))),
        None,
    )  # fmt: skip
    if used := mentions.of(Subject.ACCESSIBILITY):
        because = Message(
            "Tools that examine accessibility are set up: %(words)s.",
            {"words": mentions.words(Subject.ACCESSIBILITY)[:5]},
        )
        yield unknown(criterion, because, *(each.place for each in used[:3]))
        return
    if said:
        because = Message("%(path)s speaks of accessibility; what you follow is for you to say.", {"path": said.path})
        yield unknown(criterion, because, said)
        return
    pages = [
        path
        for path, entry in files.entries.items()
        if path.endswith(_PAGES)
        and entry.kind is Kind.FILE
        and not in_tests(path)
        and not is_others(path)
        and not _is_aside(path)
    ]
    if pages:
        because = counted(
            "Nothing about accessibility was found, and %(count)s file looks like a part of pages that people see.",
            "Nothing about accessibility was found, and %(count)s files look like parts of pages that people see.",
            len(pages),
        )
        yield unknown(criterion, because, *(files.place(path) for path in pages[:3]))
    else:
        because = Message(
            "No pages that people see were found. If neither the software nor its sites have a user interface, N/A fits."
        )
        yield unknown(criterion, because)


def _is_aside(path: str) -> bool:
    """Tell whether a path lies in a folder of documents or examples; such words also stand in longer names."""
    folders = path.lower().rpartition("/")[0]
    return not _NOT_OURS.isdisjoint(folders.replace("-", "/").replace("_", "/").split("/"))


def _says(text: str, path: str, files: Files) -> Place | None:
    hit = first(_SAID, text)
    return files.place(path, hit.line, hit.text) if hit else None
