"""What users find in the documents: quick start, roadmap, ways to upgrade, achievements, and how current they are."""

# ruff: noqa: E501  # a pattern, and a sentence that is translated, is a line

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from badge.core.evidence import Files, History
from badge.core.findings import Confidence, Finding, met, not_applicable, unknown
from badge.core.messages import Message, counted
from badge.probes.documentation import nothing_to_run
from badge.probes.facts.documents import Documents
from badge.probes.facts.papers import Papers
from badge.probes.facts.versions import Versions
from badge.probes.facts.wording import OBTAIN_COMMAND, words
from badge.probes.patterns import Hit, compiled, every, first, found
from badge.probes.probe import probe

YEAR = timedelta(days=365)

MOST_COMMITS = 300
"""Commits whose files are looked at."""

LONG = 1500
"""Words; what is longer is a manual and no quick start."""

FEWEST_WORDS = 60
"""Words of a guide that can lead somebody through an upgrade."""

_QUICK = (
    r"\b(?:quick[- ]?start(?:ing)?|getting started|get started|first steps|hello,? world|quick (?:example|tour|intro\w*"
    r"|usage|guide)|in a nutshell|tl;?dr|tutorial|a simple example|basic example|basic usage)\b"
)
_USE = r"^\W*(?:usage|examples?|synopsis|how to use|basic usage|using \S+|use)\b"
_NO_QUICK = r"\b(?:contribut\w*|develop(?:ers?|ing|ment)?|tests?|testing|benchmarks?|hacking|build(?:ing)?)\b"
_CODE = r"^\s*(?:```|~~~)|^(?: {4}|\t)\S|::\s*$|^\s*\.\. (?:code|sourcecode|prompt|console)|<pre|^\s*----|#\+begin_src|^\s*\$ \S"
_ACHIEVED = r"(?:bestpractices\.dev|bestpractices\.coreinfrastructure\.org|best-?practices?[\w.-]*)/(?:\w\w(?:-\w\w)?/)?projects/\d+|/projects/\d+/(?:badge|baseline)\b"
_OTHER = r"securityscorecards\.dev|scorecard\.dev|shields\.io|badge\.svg|badgen\.net|badge\.fury\.io|/badge/|/badges/"
_NOT_PLANNED = (
    r"\b(?:not planned|non-?goals?|out of scope|won'?t (?:do|be|add|support)|will not (?:do|be|add|support)|not going to"
    r"|do(?:es)? not plan|no plans? to|we don'?t plan|not (?:on the|in the) roadmap|never be)\b"
)
_YEAR = r"\b(20\d\d)\b"
_UPGRADE_TITLE = (
    r"\b(?:upgrad(?:e|ing)|migrat(?:ion|ing|e)|updating|breaking changes|backwards?[- ](?:in)?compatib\w+)\b"
)
_FROM_TO = r"\b(?:from|to|before|since|in|of)\s+(?:version\s+)?v?\d+(?:\.(?:\d+|x))*\b|\bv?\d+\.(?:\d+|x)\b"
_SUPPORTED = r"^\s*\|[^|\n]*\b\d+(?:\.(?:\d+|x))+[^|\n]*\|[^\n]*(?:white_check_mark|✅|✔|\byes\b|\bsupported\b)"


@probe("documentation_quick_start")
def quick_start(files: Files, documents: Documents, papers: Papers) -> Iterator[Finding]:
    """Look for a short way to a first result, with commands or code to copy."""
    if nothing_to_run(files):
        because = Message("The repository holds documents and pictures only, no software.")
        yield not_applicable("documentation_quick_start", because, Confidence.PARTIAL)
        return
    titled = None
    for document in documents.all("readme", "guide", "install"):
        for section in document.sections:
            if not found(_QUICK, section.title) or found(_NO_QUICK, section.title):
                continue
            place = document.place(section.line, section.title)
            if found(_CODE, section.text):
                because = Message(
                    "%(path)s has a short guide for newcomers with something to copy: %(title)s.",
                    {"path": document.path, "title": " ".join(section.title.split())},
                )
                sure = Confidence.GOOD if len(words(section.text)) <= LONG else Confidence.PARTIAL
                yield met("documentation_quick_start", because, sure, place)
                return
            titled = titled or place
    for document in papers.on("quick start"):
        if found(_CODE, document.text):
            because = Message("%(path)s is a guide for newcomers with something to copy.", {"path": document.path})
            sure = Confidence.GOOD if len(words(document.prose)) <= LONG else Confidence.PARTIAL
            yield met("documentation_quick_start", because, sure, document.place())
            return
    readme = documents.first("readme")
    use = readme and next(
        (each for each in readme.sections if found(_USE, each.title) and found(_CODE, each.text)), None
    )
    command = first(OBTAIN_COMMAND, readme.text) if readme else None
    if readme and use and command:
        because = Message("%(path)s says how to get the software and shows a first use.", {"path": readme.path})
        yield met(
            "documentation_quick_start",
            because,
            Confidence.PARTIAL,
            readme.place(command.line, command.text),
            readme.place(use.line, use.title),
        )
    elif titled:
        because = Message("%(path)s has a section for newcomers, but nothing to copy in it.", {"path": titled.path})
        yield unknown("documentation_quick_start", because, titled)
    else:
        because = Message("No quick start was found in the readme, or in a document of that name.")
        yield unknown("documentation_quick_start", because)


@probe("documentation_roadmap")
def roadmap(documents: Documents, papers: Papers, as_of: datetime) -> Iterator[Finding]:
    """Look for a roadmap, the years it names, and what it leaves out."""
    parts = [(each, 1, each.prose) for each in papers.on("roadmap")]
    parts += [
        (document, section.line, section.text)
        for document in documents.all("readme", "contributing")
        for section in document.sections
        if found(r"\broad[- ]?map\b|\bfuture (?:plans?|work)\b|\bplanned features\b", section.title)
    ]
    if not parts:
        yield unknown("documentation_roadmap", Message("No roadmap was found in the repository."))
        return
    document, line, text = parts[0]
    years = [int(year) for year in compiled(_YEAR).findall(text)]
    left_out = first(_NOT_PLANNED, text)
    values = {"path": document.path}
    place = document.place(line)
    if years and max(years) > as_of.year and left_out:
        because = Message(
            "The roadmap in %(path)s reaches into the next year and says what is not planned.",
            values,
        )
        at = document.place(line + left_out.line - 1, left_out.text)
        yield met("documentation_roadmap", because, Confidence.GOOD, place, at)
    elif years and max(years) < as_of.year:
        because = Message(
            "The roadmap in %(path)s names no year after %(year)s, so it may be old.",
            {**values, "year": str(max(years))},
        )
        yield unknown("documentation_roadmap", because, place)
    elif left_out:
        because = Message(
            "The roadmap in %(path)s says what is not planned; whether it covers the next year was not recognised.",
            values,
        )
        yield unknown("documentation_roadmap", because, document.place(line + left_out.line - 1, left_out.text))
    else:
        because = Message(
            "There is a roadmap in %(path)s; what it leaves out, and whether it covers the next year, was not recognised.",
            values,
        )
        yield unknown("documentation_roadmap", because, place)


@probe("documentation_achievements")
def achievements(documents: Documents) -> Iterator[Finding]:
    """Look for this badge, with a link to its page, and for other badges on the front page."""
    readme = documents.first("readme")
    if readme is None:
        because = Message("There is no readme that could list achievements.")
        yield unknown("documentation_achievements", because)
    elif hit := first(_ACHIEVED, readme.text):
        because = Message("%(path)s shows a best practices badge with a link to its page.", {"path": readme.path})
        yield met("documentation_achievements", because, Confidence.GOOD, readme.place(hit.line, hit.text))
    elif others := list(every(_OTHER, readme.text)):
        because = counted(
            "%(path)s shows other badges on %(count)s line, but no best practices badge.",
            "%(path)s shows other badges on %(count)s lines, but no best practices badge.",
            len(others),
            path=readme.path,
        )
        yield unknown("documentation_achievements", because, readme.place(others[0].line, others[0].text))
    else:
        because = Message("%(path)s shows no badge; a website may list achievements.", {"path": readme.path})
        yield unknown("documentation_achievements", because, readme.place())


@probe("documentation_current")
def current(documents: Documents, versions: Versions, history: History) -> Iterator[Finding]:
    """Count how many of the newest commits change documents, and see which version the readme names."""
    read = [each for each in islice(history.commits, MOST_COMMITS) if each.paths]
    pages = {each.path for each in documents.all("readme", "install", "guide")} | set(documents.paths)
    touched = sum(not pages.isdisjoint(each.paths or ()) for each in read)
    readme = documents.first("readme")
    newest = versions.releases[0] if versions.releases else None
    named = (
        readme and newest and next((hit for hit in every(r"\d+\.\d+", readme.text) if newest.text in hit.text), None)
    )
    if readme and newest and named:
        because = counted(
            "%(path)s names the newest version, %(version)s, and %(touched)s of the newest commit changes documents.",
            "%(path)s names the newest version, %(version)s, and %(touched)s of the newest %(count)s commits change documents.",
            len(read),
            path=readme.path,
            version=newest.tag.name,
            touched=touched,
        )
        yield unknown("documentation_current", because, readme.place(named.line, named.text))
    elif read:
        because = counted(
            "%(touched)s of the newest commit changes documents.",
            "%(touched)s of the newest %(count)s commits change documents.",
            len(read),
            touched=touched,
        )
        yield unknown("documentation_current", because)
    else:
        because = Message("The history does not show how often the documents are changed.")
        yield unknown("documentation_current", because)


@probe("maintenance_or_update")
def upgrading(documents: Documents, papers: Papers) -> Iterator[Finding]:
    """Look for a guide to upgrading, and for a list of versions that are still maintained."""
    for document in papers.on("upgrading"):
        versions = list(islice(every(_FROM_TO, document.text), 2))
        if len(versions) < 2 or len(words(document.prose)) < FEWEST_WORDS:
            continue
        sure = "upgrad" in document.path.lower() and document.path.count("/") <= 1
        because = Message("%(path)s says how to upgrade from one version to another.", {"path": document.path})
        yield met("maintenance_or_update", because, Confidence.GOOD if sure else Confidence.PARTIAL, document.place())
        return
    for document in documents.all("changelog", "readme", "install", "support"):
        for section in document.sections:
            if found(_UPGRADE_TITLE, section.title) and len(words(section.text)) >= FEWEST_WORDS // 2:
                because = Message("A section of %(path)s is about upgrading.", {"path": document.path})
                place = document.place(section.line, section.title)
                if found(_FROM_TO, f"{section.title} {section.text}"):
                    yield met("maintenance_or_update", because, Confidence.PARTIAL, place)
                else:
                    yield unknown("maintenance_or_update", because, place)
                return
    for document in documents.all("security", "support", "readme"):
        rows: list[Hit] = list(every(_SUPPORTED, document.text))
        if len(rows) >= 2:
            because = Message("%(path)s lists several versions that are supported.", {"path": document.path})
            place = document.place(rows[0].line, rows[0].text)
            yield met("maintenance_or_update", because, Confidence.PARTIAL, place)
            return
    because = Message("No guide to upgrading and no list of supported versions was found.")
    yield unknown("maintenance_or_update", because)


@probe("maintenance_or_update")
def release_lines(versions: Versions, as_of: datetime) -> Iterator[Finding]:
    """See whether older lines of versions still got releases within the last year."""
    releases = [each for each in versions.releases if not each.dated and not each.calendar and len(each.numbers) >= 2]
    recent = [each for each in releases if as_of - each.tag.time <= YEAR]
    newest: dict[str, tuple[int, ...]] = {}
    for each in sorted(recent, key=lambda each: (each.tag.time, each.numbers)):
        best = newest.get(each.package, ())
        if best and each.numbers[0] < best[0]:
            because = Message(
                "The older version %(older)s was released after the newer line %(newer)s had begun, within the last year.",
                {"older": each.tag.name, "newer": ".".join(map(str, best[:2]))},
            )
            yield met("maintenance_or_update", because, Confidence.PARTIAL)
            return
        newest[each.package] = max(best, each.numbers)
    because = Message("Within the last year, no release of an older line of versions was seen among the tags.")
    yield unknown("maintenance_or_update", because)
