"""Release notes: whether each version's changes are told, and whether they name the vulnerabilities that were fixed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from badge.core.evidence import Commit, Files, History, Kind, Tag
from badge.core.findings import Confidence, Finding, Outcome, Place, met, unknown, unmet
from badge.core.messages import Message, counted
from badge.probes.facts.documents import Document, Documents
from badge.probes.facts.languages import in_tests, is_others
from badge.probes.facts.links import Links
from badge.probes.facts.versions import Version, Versions
from badge.probes.patterns import Hit, compiled, every, first, found
from badge.probes.probe import Echo, probe

RAW = 0.6
"""A changelog with a larger share of such lines is a copy of the commit log."""

TAG_WORDS = 30

SAME_TIME = 2 * 365
"""Days; an older tag tells nothing of today's versions."""

_FRAGMENTS = compiled(
    r"(?:^|/)(?:changelog\.d|changes\.d|newsfragments|news\.d|\.changeset|\.changes|changelog_entries"
    r"|releasenotes/notes"
    r"|changelogs?/unreleased|changes/unreleased|relnotes|release[-_]?notes)/[^/]+"
)
_ELSEWHERE = compiled(
    r"(?:^|/)(?:change[-_]?log|release[-_]?notes|whats[-_]?new|changes)(?:[-_.]\w+)?\.(?:md|rst|adoc|txt|org)$"
)
_PAGE_FOLDERS = frozenset("docs doc documentation website site www web manual pages content".split())
_BESIDE = frozenset((
    "package.json", "Cargo.toml", "pyproject.toml", "setup.py", "setup.cfg", "composer.json", "pom.xml", "mix.exs",
    "build.gradle", "build.gradle.kts", "go.mod", "pubspec.yaml", "DESCRIPTION", "Chart.yaml", "Project.toml",
))  # fmt: skip
"""Manifests of a package that has a changelog of its own."""

_PROJECT_FILE = compiled(r"\.(?:gemspec|cabal|csproj|fsproj|nimble|opam|rockspec|podspec)$")
_NUMBER = compiled(r"\d{1,9}(?:\.\d{1,9})*")
_HEAD = r"^(?:#{1,4} |=+ |\*+ |h\d\. |- |\* |)\s*[^\n]{0,40}?\b?v?\d+\.\d+(?:\.\d+)*\b"
_HASH_FIRST = r"^\W*[0-9a-f]{7,40}\b"
_MERGE = r"^\W*Merge (?:pull request|branch|tag|remote)\b"
_LABEL = r"^\W*(?:the )?(?:change ?log|release notes|release history|what'?s new)\W*$"
_SHORTLOG = r"^\S.{0,80} \(\d+\):$"
_GNU = r"^\d{4}-\d\d-\d\d\s+\S.*<\S+@\S+>"
_ID = r"\b((?:CVE-\d{4}-\d{4,}|GHSA(?:-[0-9a-z]{4}){3}))\b"
_DEPENDENCY = (
    r"\b(?:bump|dependenc(?:y|ies)|deps|dependabot|(?:upgrad|updat)(?:e|es|ed|ing) \S+ (?:to|from|for|because)"
    r"|(?:upgrad|updat)(?:e|es|ed|ing) (?:bundled|vendored)|bundled|vendored|upstream|transitive|base image"
    r"|third[- ]party)\b"
)
_SECURITY_FIX = r"\bvulnerabilit|\bsecurity[- ](?:fix|issue|hole|bug|advisory|release|update)|\bCVE-|\bGHSA-"


@probe("release_notes", echoes={"release_notes": (Echo("osps_br_04_01", Confidence.GOOD),)})
def notes(files: Files, documents: Documents, links: Links) -> Iterator[Finding]:
    """Find a changelog that people wrote, or a folder of fragments that become one."""
    raw = None
    for document in documents.all("changelog"):
        versions = version_heads(document)
        if is_raw(document):
            raw = raw or document
        elif len(versions) >= 2:
            because = Message("%(path)s tells what changed, version by version.", {"path": document.path})
            yield met("release_notes", because, Confidence.PARTIAL, document.place(versions[0].line, versions[0].text))
            return
    if fragment := next((path for path in files.entries if _FRAGMENTS.occurs(path) and _is_ours(files, path)), ""):
        because = Message("Notes are collected for each change in %(path)s.", {"path": fragment.rpartition("/")[0]})
        yield met("release_notes", because, Confidence.GOOD, files.place(fragment))
    elif place := _elsewhere(files):
        because = Message("%(path)s tells what changed, version by version.", {"path": place.path})
        yield met("release_notes", because, Confidence.PARTIAL, place)
    elif raw:
        because = Message("%(path)s looks like a copy of the commit log, which is not enough.", {"path": raw.path})
        yield unknown("release_notes", because, raw.place())
    elif bare := documents.first("changelog"):
        because = Message("%(path)s was found, but no list of versions in it.", {"path": bare.path})
        yield unknown("release_notes", because, bare.place())
    elif linked := next((link for link in links.all if link.role == "readme" and found(_LABEL, link.label)), None):
        because = Message(
            "%(path)s says that release notes are at %(address)s.",
            {"path": linked.place.path, "address": linked.address},
        )
        yield met("release_notes", because, Confidence.PARTIAL, linked.place)
    else:
        because = Message(
            "No changelog was found in the repository; notes published with each release cannot be seen here."
        )
        yield unknown("release_notes", because)


@probe("release_notes", echoes={"release_notes": (Echo("osps_br_04_01", Confidence.GOOD),)})
def current(files: Files, documents: Documents, versions: Versions, links: Links) -> Iterator[Finding]:
    """Compare the changelog with the newest version tag; read the messages of the newest tags."""
    released = versions.releases
    if not released:
        yield unknown("release_notes", Message("There is no version tag that a changelog could be compared with."))
        return
    newest = released[0].tag.name
    changelogs = [document for document in documents.all("changelog") if not is_raw(document)]
    for version, confidence in _candidates(released):
        for document in (*changelogs, *_of_package(files, version)):
            if hit := next((each for each in version_heads(document) if _names(each.text, version)), None):
                because = Message(
                    "%(path)s tells what changed in the version %(version)s.",
                    {"path": document.path, "version": version.tag.name},
                )
                yield met("release_notes", because, confidence, document.place(hit.line, hit.text))
                return
    if len(released) >= 3 and all(_tells(each.tag) for each in released[:3]):
        because = Message(
            "The messages of the newest version tags tell what changed; the newest is %(version)s.", {"version": newest}
        )
        yield met("release_notes", because, Confidence.PARTIAL)
    elif changelogs:
        because = Message(
            "%(path)s does not name %(version)s, the newest version.",
            {"path": changelogs[0].path, "version": newest},
        )
        yield unknown("release_notes", because, changelogs[0].place())
    elif links.forge or documents.first("changelog") or len(released) < 3:
        because = Message("No changelog was found; notes that a forge shows with each release cannot be seen here.")
        yield unknown("release_notes", because)
    else:
        because = Message(
            "There are version tags up to %(version)s, but no release notes in the repository.", {"version": newest}
        )
        yield unmet("release_notes", because, Confidence.CUE, by_absence=True)


def _candidates(released: Sequence[Version]) -> Iterator[tuple[Version, Confidence]]:
    """Yield the newest version, and the newest of the whole where packages have tags of their own, unless it is old."""
    yield released[0], Confidence.DIRECT
    whole = next((version for version in released if not version.package), released[0])
    if whole is not released[0] and (released[0].tag.time - whole.tag.time).days <= SAME_TIME:
        yield whole, Confidence.GOOD


def _of_package(files: Files, version: Version) -> Iterator[Document]:
    """Find the changelog in the folder that has the name of a version's package."""
    folder = version.package.rpartition("/")[2].lower()
    for path in files.entries if folder else ():
        in_folder = f"/{path.rpartition('/')[0].lower()}".endswith(f"/{folder}")
        if in_folder and _ELSEWHERE.occurs(path) and _is_ours(files, path) and (text := files.text(path)) is not None:
            yield Document("changelog", path, text, files)


def _names(heading: str, version: Version) -> bool:
    """Tell whether a heading has this version's number; 1.2 and 1.2.0 are the same."""
    wanted = _trimmed(version.numbers)
    return any(
        _trimmed(tuple(int(part) for part in match.group(0).split("."))) == wanted
        for match in _NUMBER.finditer(heading)
    )


def _trimmed(numbers: tuple[int, ...]) -> tuple[int, ...]:
    while len(numbers) > 1 and not numbers[-1]:
        numbers = numbers[:-1]
    return numbers


def version_heads(document: Document) -> list[Hit]:
    """Give the headings or list heads that carry a version number."""
    titles = [Hit(each.line, each.title) for each in document.sections if found(r"\bv?\d+\.\d+", each.title)]
    if len(titles) >= 2:
        return titles
    return [hit for hit in every(_HEAD, document.prose) if len(hit.text.split()) <= 8] or titles


def is_raw(document: Document) -> bool:
    """Tell whether a changelog is a commit log: hashes first, merges, or the GNU form with one entry per change."""
    lines = [line for line in document.text.split("\n") if line.strip()]
    if not lines or found(_GNU, "\n".join(lines[:40])):
        return bool(lines)
    raw = sum(map(compiled(f"{_HASH_FIRST}|{_MERGE}").occurs, lines[:500]))
    return raw > RAW * min(len(lines), 500)


def _tells(tag: Tag) -> bool:
    """Tell whether a tag's message is long enough, and not what `git shortlog` prints."""
    body = tag.message.partition("-----BEGIN")[0]
    return len(body.split()) >= TAG_WORDS and not found(_SHORTLOG, body)


def _is_ours(files: Files, path: str) -> bool:
    name = path.rpartition("/")[2]
    return (
        files.entries[path].kind is Kind.FILE
        and not is_others(path)
        and not in_tests(path)
        and not name.startswith((".git", "README"))
    )


def _elsewhere(files: Files) -> Place | None:
    """Find a changelog deeper in the tree: one of several packages, or a page of the documentation."""
    seen = 0
    packages: frozenset[str] | None = None
    for path, entry in files.entries.items():
        if "/" in path and (entry.size or 0) >= 200 and _ELSEWHERE.occurs(path) and _is_ours(files, path):
            packages = _packages(files) if packages is None else packages
            if not _is_of_a_package(path, packages):
                continue
            seen += 1
            if (text := files.text(path)) is not None and len(
                heads := version_heads(Document("changelog", path, text, files))
            ) >= 2:
                return files.place(path, heads[0].line, heads[0].text)
            if seen == 5:
                break
    return None


def _is_of_a_package(path: str, packages: frozenset[str]) -> bool:
    """Tell whether a changelog is a page of the documentation or beside a manifest; else it may be of a mere part."""
    folder = path.rpartition("/")[0]
    return folder.count("/") <= 1 or folder.partition("/")[0].lower() in _PAGE_FOLDERS or folder in packages


def _packages(files: Files) -> frozenset[str]:
    """Name the folders with a manifest."""
    split = (path.rpartition("/") for path in files.entries)
    return frozenset(folder for folder, _, name in split if name in _BESIDE or _PROJECT_FILE.occurs(name))


@probe("release_notes_vulns")
def vulnerabilities(documents: Documents) -> Iterator[Finding]:
    """Find identifiers of vulnerabilities in the release notes."""
    for document in documents.all("changelog"):
        for hit in every(_ID, document.text):
            if not found(_DEPENDENCY, hit.text):
                because = Message(
                    "%(path)s names a fixed vulnerability: %(id)s.", {"path": document.path, "id": hit.groups[0]}
                )
                yield met("release_notes_vulns", because, Confidence.PARTIAL, document.place(hit.line, hit.text))
                return
    yield unknown(
        "release_notes_vulns", Message("The release notes in the repository name no identifier of a vulnerability.")
    )


@probe("release_notes_vulns")
def fixes(documents: Documents, history: History) -> Iterator[Finding]:
    """Compare the identifiers in commit subjects with those in the release notes."""
    told = {hit.groups[0].upper() for document in documents.all("changelog") for hit in every(_ID, document.text)}
    fixed = {identifier: commit for commit in history.commits for identifier in _identifiers(commit)}
    missing = sorted(set(fixed) - told)
    if missing:
        because = counted(
            "A commit names a vulnerability that the release notes in the repository do not name: %(ids)s.",
            "Commits name %(count)s vulnerabilities that the release notes in the repository do not name: %(ids)s.",
            len(missing),
            ids=tuple(missing[:20]),
        )
        yield unknown("release_notes_vulns", because)
    elif fixed or told:
        yield unknown(
            "release_notes_vulns", Message("All vulnerabilities that commits name are named in the release notes.")
        )
    elif history.complete and not _mentions(documents, history):
        because = Message("No commit and no release note speaks of a vulnerability that was fixed.")
        yield Finding("release_notes_vulns", Outcome.NA, because, Confidence.CUE, by_absence=True)
    else:
        yield unknown(
            "release_notes_vulns", Message("Neither commits nor release notes name an identifier of a vulnerability.")
        )


def _identifiers(commit: Commit) -> Iterator[str]:
    subject = commit.subject.upper()
    if ("CVE-" not in subject and "GHSA-" not in subject) or found(_DEPENDENCY, commit.subject):
        return
    for match in compiled(_ID).finditer(commit.subject):
        yield match.group(1).upper()


def _mentions(documents: Documents, history: History) -> bool:
    """Tell whether a fix of a vulnerability is spoken of without an identifier."""
    subjects = "\n".join(commit.subject for commit in history.commits)
    return found(_SECURITY_FIX, subjects) or any(first(_SECURITY_FIX, each.text) for each in documents.all("changelog"))
