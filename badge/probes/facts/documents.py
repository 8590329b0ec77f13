"""The documents a project keeps for people: readme, contributing, security policy, changelog and so on, in sections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from badge.core.evidence import Files, Kind
from badge.core.findings import Place
from badge.probes.facts import outline
from badge.probes.facts.outline import Section
from badge.probes.patterns import Hit, compiled, found

__all__ = ["FOLDERS", "ROLES", "Document", "Documents", "Section", "gather"]

FOLDERS = (
    "", ".github", ".gitlab", ".forgejo", ".gitea", "docs", "doc", "documentation", "governance", "docs/source",
    "doc/source", "docs/src", "docs/development", "docs/dev", "docs/developer", "docs/community", "docs/project",
    "docs/about",
)  # fmt: skip
"""Where people keep such documents; earlier ones win."""

_ENDINGS = (
    "md", "markdown", "mdown", "rst", "adoc", "asciidoc", "org", "rdoc", "textile", "pod", "", "txt", "text", "html",
)  # fmt: skip
"""The endings such documents have; of two with the same name, the earlier ending is the one that is shown to people."""

_ENDING = rf"(\.({'|'.join(filter(None, _ENDINGS))}))?$"

# One role, the names a file has (without its ending, any case), and the fewest bytes it must hold.
ROLES: Mapping[str, tuple[str, int]] = {
    "readme": (r"read[-_]?me([-_.](first|en|en[-_]?(us|gb)|eng|english))?", 1),
    "contributing": (
        r"contribut(ing|e)|(contributors?|contributing|contribution)[-_ ]?(guide(lines?)?|howto)",
        100,
    ),
    "development": (r"hacking|development|developing|developers?([-_ ]?guide)?", 100),
    "security": (
        (
            r"(report(ing)?[-_])?(security|vulnerabilit(y|ies)|(vuln(erability)?[-_])?disclosure)([-_](policy|process"
            r"|issues))?"
        ),
        100,
    ),
    "changelog": (
        r"change[-_ ]?log(\.\d+|[-_.]?v?\d+)?|changes|news|history|rel(ease)?[-_ ]?notes|releases|what[-']?s[-_]?new",
        40,
    ),
    "conduct": (r"code[-_]?of[-_]?conduct", 200),
    "governance": (r"governance|charter", 1),
    "support": (r"support|supported[-_]versions|upgrading|migration|faq|getting[-_]?help", 1),
    "bugs": (r"(reporting[-_]?)?(bugs|issues)|(report[-_]?(a[-_]?)?)?bugs?([-_]?reports?)?|bug[-_]?reporting", 40),
    "install": (r"install(ation|ing)?|get(ting)?[-_]?started|quick[-_]?start|building|build", 40),
    "guide": (r"(user[-_ ]?)?(guide|manual|handbook)|usage|tutorial|cookbook", 200),
    "pull_request_template": (r"pull_request_template|merge_request_template", 1),
}

_PATTERNS = {role: compiled(f"({names}){_ENDING}") for role, (names, _) in ROLES.items()}

_PLACES = {
    "issue_template": compiled(
        r"\.(github|gitea|forgejo)/issue_template(/.+|\.\w+)?$|\.gitlab/issue_templates/.+"
        r"|(docs/)?issue_template(/.+|\.\w+)?$"
    ),
    "pull_request_template": compiled(
        r"\.(github|gitea|forgejo)/pull_request_template/.+|\.gitlab/merge_request_templates/.+"
    ),
    "security_txt": compiled(r"((public|static|docs|web|www)/)?(\.well-known/)?security\.txt"),
}

SHORT = 600
"""Characters of a guide that only says where the guide is."""

_LEADING = frozenset({"contributing", "security"})
_TARGET = compiled(r"[/(]([\w.-]+/[\w-]+)(?:\.\w{2,8})?/?(?:#[\w-]*)?[)>\s\]]")
_TELLING = compiled(r"contribut|security|vulnerab|hacking|develop")
_PAGE = compiled(r"\.(md|markdown|rst|adoc|asciidoc|txt|org|html|pod|texi|texinfo|[1-8])$")
_NO_PAGE = frozenset({"cmakelists.txt", "requirements.txt", "robots.txt"})
_PAGE_FOLDERS = frozenset({"docs", "doc", "documentation", "man", "manual"})


@dataclass(frozen=True)
class Document:
    """One document with its role. `prose` is its text with code blocks and comments taken out, line for line."""

    role: str
    path: str
    text: str
    files: Files

    @cached_property
    def form(self) -> str:
        """Name its markup; an editor's mode line on top says it where the ending does not."""
        first = self.text[:200].partition("\n")[0].lower()
        return "org" if "mode: org" in first else outline.format_of(self.path)

    @cached_property
    def prose(self) -> str:
        """Blank out code blocks and comments; line numbers stay."""
        return outline.prose(self.text, self.form)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Split at the headings."""
        return tuple(outline.sections(self.text, self.form))

    @cached_property
    def sentences(self) -> tuple[Hit, ...]:
        """Split the prose into sentences, each with its line. Of a template, comments count: people read them."""
        is_template = self.role.endswith("_template")
        return tuple(outline.sentences(self.text.replace("<!--", "").replace("-->", "") if is_template else self.prose))

    def lines_below(self, titles: str) -> frozenset[int]:
        """Collect the lines of the sections whose titles a pattern finds."""
        lines: set[int] = set()
        for section in self.sections:
            if found(titles, section.title):
                lines.update(range(section.line, section.line + section.text.count("\n") + 2))
        return frozenset(lines)

    def place(self, line: int = 0, excerpt: str = "") -> Place:
        """Pin evidence to a line of this document."""
        return self.files.place(self.path, line, excerpt)


class Documents(NamedTuple):
    """All documents by role, best placed first. `paths` lists every documentation page, opened or not."""

    by_role: Mapping[str, tuple[Document, ...]]
    paths: tuple[str, ...]

    def all(self, *roles: str) -> Iterator[Document]:
        """Yield the documents of these roles, in the order of the roles."""
        for role in roles:
            yield from self.by_role.get(role, ())

    def first(self, *roles: str) -> Document | None:
        """Give the best document of the first role that has one."""
        return next(self.all(*roles), None)


def gather(files: Files) -> Documents:
    """Find the documents by their names and read them."""
    known: dict[str, list[tuple[int, int, str]]] = {}
    pages = []
    for path, entry in files.entries.items():
        if entry.kind is Kind.SUBMODULE:
            continue
        folder, _, name = path.rpartition("/")
        for role in _roles(path, folder.lower(), name):
            order = FOLDERS.index(folder.lower()) if folder.lower() in FOLDERS else len(FOLDERS)
            if kept := path if entry.kind is Kind.FILE else files.target(path):
                known.setdefault(role, []).append((order, _rank(name), kept))
        if entry.kind is not Kind.FILE:
            continue
        in_pages = folder.partition("/")[0].lower() in _PAGE_FOLDERS
        if in_pages and name.lower() not in _NO_PAGE and _PAGE.occurs(name):
            pages.append(path)
    by_role: dict[str, tuple[Document, ...]] = {}
    leads = _Leads(files)
    for role, places in known.items():
        fewest = ROLES[role][1] if role in ROLES else 1
        # A link and the file it leads to are one document.
        texts = ((path, files.text(path)) for path in dict.fromkeys(path for _, _, path in sorted(places)))
        read = [Document(role, path, text, files) for path, text in texts if text is not None and len(text) >= fewest]
        if role in _LEADING:
            read += [one for each in read[:1] for one in leads.of(each)]
        by_role[role] = tuple(read)
    return Documents({role: each for role, each in sorted(by_role.items()) if each}, tuple(pages))


class _Leads:
    """Where a guide of a few lines sends people: to a page of the same repository, of which it gives the address."""

    def __init__(self, files: Files) -> None:
        self.files = files

    def of(self, document: Document) -> Iterator[Document]:
        """Yield the page that a short document leads to, if the end of an address and of exactly one path agree."""
        if len(document.text) > SHORT:
            return
        ends = {match.group(1).lower().removesuffix(".html") for match in _TARGET.finditer(document.text)}
        ends = {end for end in ends if _TELLING.search(end)}
        paths = [
            path
            for path, entry in (self.files.entries.items() if ends else ())
            if entry.kind is Kind.FILE
            and path != document.path
            and _PAGE.occurs(path)
            and any(f"/{path.rpartition('.')[0].lower()}".endswith(f"/{end}") for end in ends)
        ]
        if len(paths) == 1 and (text := self.files.text(paths[0])) and len(text) >= SHORT:
            yield Document(document.role, paths[0], text, self.files)


def _roles(path: str, folder: str, name: str) -> Iterator[str]:
    """Name the roles of a path; mostly none."""
    if folder in FOLDERS:
        for role, pattern in _PATTERNS.items():
            if pattern.fits(name):
                yield role
    for role, pattern in _PLACES.items():
        if pattern.fits(path):
            yield role


def _rank(name: str) -> int:
    """Order by ending, as forges do when they choose which document to show."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return _ENDINGS.index(ending) if ending in _ENDINGS else len(_ENDINGS)
