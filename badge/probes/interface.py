"""Whether there is a reference of the interface: what goes into the software and what comes out."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.evidence import Entry, Files, Kind
from badge.core.findings import Confidence, Finding, Place, met, not_applicable, unknown
from badge.core.messages import Message
from badge.probes.documentation import nothing_to_run
from badge.probes.facts.documents import Documents
from badge.probes.facts.languages import in_tests, is_others
from badge.probes.facts.links import Links
from badge.probes.facts.wording import ADDRESS, words
from badge.probes.patterns import compiled, first, found
from badge.probes.probe import Echo, probe

FEWEST_WORDS = 100
FEWEST_OF_API = 40
"""Words of a section on the API, which lists functions more than it tells."""

MANY_LINES = 8
LONGEST_TITLE = 4
"""Words; a longer title is about something else, such as how to fix build options."""

SMALLEST = 200
"""Bytes; a smaller page that is named like a reference holds no more than a pointer."""

DEEP = 2
"""Folders; what stands deeper may cover a part of the software only."""

_TITLE = (
    r"\b(?:usage|options|api|configuration|commands?|reference|arguments|parameters|flags|functions|methods|synopsis)\b"
)
_API = r"^\W*(?:public |exported )?API(?: reference)?\W*$"
_PROSE = (".md", ".mdx", ".rst", ".adoc", ".txt")
_FOLDER = r"^(?:docs?|documentation|website|site|manual)/(?:.*/)?"
_PAGE = r"(?:/.*)?(?:/|\.)(?:[^/]*\.)?(?:md|mdx|rst|adoc|html|txt|org|1)$"

_PAGES = (
    (
        Message("%(path)s describes the interface in a form that programs read."),
        compiled(r"(?:^|/)(?:openapi|swagger|asyncapi)[^/]*\.(?:ya?ml|json)$"),
    ),
    (
        Message("%(path)s is a manual page."),
        compiled(r"(?:^|/)man/(?:man)?[1-8][a-z]*/[^/]+$|\.[1-8]\.(?:md|adoc|rst|txt|scd|in|pod|ronn)$"),
    ),
    (Message("%(path)s is a page of the reference documentation."), compiled(r"^man/[^/]+\.rd$")),
    (Message("%(path)s is a manual."), compiled(r"^(?:docs?/)?[^/]+\.texi(?:nfo)?$")),
    (
        Message("%(path)s is a page of the reference documentation."),
        compiled(
            _FOLDER
            + r"(?:(?:api|cli|command[-_]?line|library|language)[-_]?(?:docs?|reference|ref|guide)?|reference|ref"
            r"|apidocs?|api[-_][^/]*|man(?:page)?s?|cmdline-opts)" + _PAGE
        ),
    ),
)
"""A reference, by its path alone."""

_LESSONS = frozenset(
    "examples example samples sample demo demos tour tutorial tutorials howto how-to explanation".split()
)
"""Folders of what teaches and does not list."""

_GENERATORS = (
    ("Doxygen", compiled(r"(?:^|/)\.?doxyfile(?:\.\w+){0,2}$"), r"^\s*INPUT\b"),
    (
        "Sphinx",
        compiled(r"(?:^|/)(?:docs?|documentation)/(?:.*/)?conf\.py$"),
        r"^[^#\n]*(?:sphinx\.ext\.(?:autodoc|autosummary)|\bautoapi|\bautodoc2?\b|\bbreathe\b)",
    ),
    ("mkdocstrings", compiled(r"(?:^|/)mkdocs\.ya?ml$"), r"^\s*-?\s*mkdocstrings"),
    ("TypeDoc", compiled(r"(?:^|/)typedoc\.(?:json|js|config\.\w+)$"), r"."),
    ("ExDoc", compiled(r"^mix\.exs$"), r":ex_doc\b"),
    ("Javadoc", compiled(r"^(?:pom\.xml|build\.gradle(?:\.kts)?)$"), r"maven-javadoc-plugin|withJavadocJar|\bdokka\b"),
    ("rustdoc", compiled(r"(?:^|/)src/lib\.rs$"), r"^#!\[(?:warn|deny|forbid)\([^)]*missing_docs"),
    ("Documenter", compiled(r"^docs/make\.jl$"), r"\bDocumenter\b"),
)
"""A tool that makes a reference from the source code: its name, its file, and what must stand in it."""

_MANUALS = (
    (compiled(r"(?:^|/)[^/.][^/]*\.[1-8](?:\.in)?$"), r"^\.(?:TH|Dd|SH|Sh)\b"),
    (compiled(r"^doc/[^/]+\.txt$"), r"^\*\S+\*|\bft=help\b|\bfiletype=help\b|\s\*[\w.:-]+\*$"),
)
"""A manual page, or a help page that an editor shows: its path, and what must stand in it."""

_HOSTS = (
    r"://(?:docs\.rs|pkg\.go\.dev|godoc\.org|hexdocs\.pm|(?:www\.)?rubydoc\.info|javadoc\.io"
    r"|hackage\.haskell\.org/package"
    r"|[\w-]+\.readthedocs\.(?:io|org)|metacpan\.org|pub\.dev/documentation|swiftpackageindex\.com/.+/documentation)"
)


@probe("documentation_interface", echoes={"documentation_interface": (Echo("osps_sa_02_01", Confidence.PARTIAL),)})
def reference(files: Files, documents: Documents, links: Links) -> Iterator[Finding]:
    """Look for a reference of what goes in and what comes out."""
    if nothing_to_run(files):
        because = Message("The repository holds documents and pictures only, no software.")
        yield not_applicable("documentation_interface", because, Confidence.PARTIAL)
        return
    partial = None
    for path, entry in files.entries.items():
        if entry.kind is Kind.FILE and not _is_aside(path) and (proof := _page(files, entry) or _made(files, path)):
            if path.count("/") <= DEEP or proof[1].line == 0:
                yield met("documentation_interface", proof[0], Confidence.GOOD, proof[1])
                return
            partial = partial or proof
    partial = partial or _section(documents) or _linked(links)
    if partial:
        yield met("documentation_interface", partial[0], Confidence.PARTIAL, partial[1])
    else:
        because = Message("No reference of the interface was found in the files, the readme and the links.")
        yield unknown("documentation_interface", because)


def _is_aside(path: str) -> bool:
    """Tell whether a path belongs to somebody else, to the tests, or to examples."""
    if is_others(path) or in_tests(path) or path.endswith("CMakeLists.txt"):
        return True
    return not _LESSONS.isdisjoint(path.lower().split("/")[:-1])


def _page(files: Files, entry: Entry) -> tuple[Message, Place] | None:
    if entry.size is not None and entry.size < SMALLEST:
        return None
    for because, pattern in _PAGES:
        if pattern.occurs(entry.path) and not _is_of_links(files, entry.path):
            return Message(because.text, {"path": entry.path}), files.place(entry.path)
    return None


def _is_of_links(files: Files, path: str) -> bool:
    """Tell whether a page lists mostly where one can read more, as references at the end of a book do."""
    lines = [line for line in (files.text(path) or "").split("\n") if line.strip()] if path.endswith(_PROSE) else []
    return len(lines) >= MANY_LINES and sum(found(ADDRESS, line) for line in lines) > len(lines) / 2


def _made(files: Files, path: str) -> tuple[Message, Place] | None:
    """Read the few files that say that a reference is made, or that are one."""
    for tool, pattern, wanted in _GENERATORS:
        if pattern.occurs(path) and (text := files.text(path)) is not None and (hit := first(wanted, text)):
            because = Message(
                "%(path)s has a reference made from the source code by %(tool)s.", {"path": path, "tool": tool}
            )
            return because, files.place(path, hit.line, hit.text)
    for pattern, wanted in _MANUALS:
        if pattern.occurs(path) and (text := files.text(path)) is not None and (hit := first(wanted, text)):
            return Message("%(path)s is a manual page.", {"path": path}), files.place(path, hit.line, hit.text)
    return None


def _section(documents: Documents) -> tuple[Message, Place] | None:
    """Find a long section of the readme on options, commands or functions."""
    for document in documents.all("readme", "guide"):
        for section in document.sections:
            if (
                len(section.title.split()) <= LONGEST_TITLE
                and found(_TITLE, section.title)
                and len(words(section.text)) >= (FEWEST_OF_API if found(_API, section.title) else FEWEST_WORDS)
            ):
                because = Message(
                    "A section of %(path)s describes how the software is used from outside.", {"path": document.path}
                )
                return because, document.place(section.line, section.title)
    return None


def _linked(links: Links) -> tuple[Message, Place] | None:
    """Find a link to generated reference documentation that bears the project's name."""
    name = links.owner_and_name[1].partition(".")[0].replace("_", "-")
    for link in links.all:
        if name and found(_HOSTS, link.address) and name in link.address.lower().replace("_", "-"):
            because = Message("%(path)s links to generated reference documentation.", {"path": link.place.path})
            return because, link.place
    return None
