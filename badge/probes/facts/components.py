"""What the software is made of: where its dependencies are listed, and the copies of foreign code in the tree."""

# ruff: noqa: E501  # a row of a table is a line

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from badge.core.evidence import Files, Kind
from badge.core.findings import Place
from badge.probes.facts.languages import Languages, in_tests, language_of
from badge.probes.facts.manifests import Manifest, Manifests
from badge.probes.patterns import compiled, first

LARGEST = 512 * 1024

ASIDE = frozenset(
    "doc docs documentation example examples sample samples demo demos bench benchmarks website site "
    "fuzz ci .github tools scripts".split()
)
"""Folders whose lists are not about the product."""

# Which ecosystem's list speaks for sources in which languages.
SPEAKS_FOR: dict[str, str] = {
    "pypi": "Python", "npm": "JavaScript TypeScript Vue Svelte", "deno": "JavaScript TypeScript", "cargo": "Rust", "rubygems": "Ruby",
    "composer": "PHP", "maven": "Java Kotlin Scala Groovy", "gradle": "Java Kotlin Scala Groovy", "sbt": "Scala Java", "nuget": "C# F# Visual-Basic",
    "go": "Go", "hex": "Elixir Erlang", "pub": "Dart", "hackage": "Haskell", "cran": "R", "cpan": "Perl", "luarocks": "Lua", "opam": "OCaml",
    "swift": "Swift Objective-C", "cocoapods": "Swift Objective-C", "julia": "Julia", "nimble": "Nim", "shards": "Crystal", "elm": "Elm", "dub": "D",
    "clojars": "Clojure", "conan": "C C++", "vcpkg": "C C++", "haxelib": "Haxe", "zig": "Zig", "bazel": "C C++ Java Go", "helm": "Shell",
}  # fmt: skip

# Lists that are no manifests of packages: the file's name, what stands in it, and the languages.
LISTS: tuple[tuple[str, str, str], ...] = (
    (r"(?:[\w-]*requirements[\w-]*\.(?:txt|in)|requirements/[\w-]+\.(?:txt|in))", r"^[A-Za-z][\w.-]*(?:\[[\w,-]+\])?\s*(?:[=<>~!;@]|$)", "Python"),
    (r"pipfile", r"^\[packages\]", "Python"),
    (r"environment\.ya?ml", r"^dependencies:", "Python R"),
    (r"gemfile", r"^[ \t]*gem[ (]", "Ruby"),
    (r"deps\.edn", r":deps\b", "Clojure"),
    (r"project\.clj", r":dependencies\s*\[", "Clojure"),
    (r"cpanfile", r"^[ \t]*requires\b", "Perl"),
    (r"(?:makefile|build)\.pl", r"\b(?:PREREQ_PM|requires)\b[\"']?\s*=>", "Perl"),
    (r"renv\.lock", r"\"Packages\"", "R"),
    (r"cartfile", r"^(?:github|git|binary)\b", "Swift Objective-C"),
    (r"gradle/libs\.versions\.toml", r"^\[libraries\]", "Java Kotlin Scala Groovy"),
    (r"build\.(?:sc|mill)", r"\bivy\"|\bmvn\"", "Scala Java"),
    (r"eask|cask|keg", r"depends-on", "Emacs-Lisp"),
    (r"[\w-]+\.el", r"^;; Package-Requires:\s*\(", "Emacs-Lisp"),
    (r"[\w-]+\.cabal", r"\bbuild-depends\s*:", "Haskell"),
    (r"[\w.-]*opam", r"^depends:", "OCaml"),
    (r"dune-project", r"\(depends\b", "OCaml"),
    (r"setup\.py", r"install_requires", "Python"),
    (r"[\w.-]+\.rockspec", r"^dependencies\s*=", "Lua"),
    (r"fpm\.toml", r"^\[dependencies\]", "Fortran"),
    (r"alire\.toml", r"^\[\[depends-on\]\]", "Ada"),
    (r"conanfile\.(?:txt|py)", r"requires", "C C++"),
)  # fmt: skip

# How the build of native software names what it needs.
NATIVE_LISTS: tuple[tuple[str, str], ...] = (
    (r"(?:[\w-]+/)?cmakelists\.txt", r"^[ \t]*(?:find_package|pkg_check_modules|FetchContent_Declare)\s*\("),
    (r"(?:[\w-]+/)?meson\.build", r"\bdependency\s*\("),
    (r"configure\.(?:ac|in)", r"\b(?:PKG_CHECK_MODULES|AC_CHECK_LIB|AC_SEARCH_LIBS|AM_PATH_\w+)\b"),
)
_PRIVATE_COPY = compiled(
    r"(?:^|/)(?:vendor|vendored|_vendor|third[-_]?party|3rdparty|external|externals|extern|deps"
    r"|contrib/(?:lib|deps)|bundled|submodules)/([^/]+)/"
)
"""A folder in which copies of foreign code stand, each in a folder of its own."""

_RECORD = compiled(
    r"(?:^|/)(?:modules\.txt|metadata(?:\.\w+)?|readme\.chromium|version(?:\.\w+)?|vendor\.(?:txt|json"
    r"|conf|toml)|\.gitrepo|cgmanifest\.json|upstream(?:\.\w+)?|vendored[\w.-]*"
    r"|manifest\.(?:json|txt)|package\.json|cargo\.toml|[\w-]*update[\w-]*\.sh|sync\.sh|pkg-info|changelog[\w.]*|news)$"
)
"""A file that tells which version a copy is of."""

_RECORDS_OF_ALL = frozenset((
    "modules.txt", "vendor.txt", "vendor.json", "vendor.conf", "cgmanifest.json", "manifest.json", "versions.txt",
    "README.md", "README", "README.rst", "README.txt", "vendored.txt",
))  # fmt: skip
"""Files that tell where all the copies beside them come from."""

_COPIED = (".js", ".css", ".c", ".h", ".hpp", ".cpp")
_SINGLE_COPY = compiled(
    r"(?:^|/)(?:jquery|bootstrap|d3|vue|react|angular|moment|lodash|underscore|popper|alpine|htmx"
    r"|highlight|prism|mathjax|katex|chart|three|sqlite3|stb_\w+|miniz|cjson|catch|doctest|json11"
    r"|pugixml|tinyxml2?|lodepng|xxhash|uthash|nuklear|imgui)(?:[-.][\w.-]*)?\.(?:min\.js|min\.css|js"
    r"|c|h|hpp|cpp)$"
)


_BEGINS = (
    r"dependencies|^require \(|^require [\w.]+/|\bdeps\b|install_requires|PackageReference|add_dependency|\.package\("
    r"|^imports:|^depends:|\[deps\]"
)
_BEGINS_OF_COMPOSER = r"\"require\""
"""How the dependencies begin in a manifest."""


class Components(NamedTuple):
    """Where the dependencies are listed, and whether the list `names` any; what a native build reads; the copies.

    `copies` tells of each folder with a copy whether something says which version it is of; a submodule does.
    `single` is a file that seems to be a copy.
    """

    listed: Place | None
    names: bool
    native: Place | None
    copies: Mapping[str, bool]
    single: str


def gather(files: Files, manifests: Manifests, languages: Languages) -> Components:
    """Read the lists near the top, and look for copies by the names of folders and files."""
    near = _near(files, _only_folder(languages))
    language = languages.main.replace(" ", "-")
    listed = _listed(manifests, language, files, near)
    return Components(
        listed[0] if listed else None,
        listed[1] if listed else False,
        _native(files, near),
        _copies(files),
        next(
            (
                path
                for path, entry in files.entries.items()
                if path.endswith(_COPIED)
                and entry.kind is Kind.FILE
                and _SINGLE_COPY.search(path.lower())
                and not in_tests(path)
            ),
            "",
        ),
    )


def _listed(manifests: Manifests, language: str, files: Files, near: list[str]) -> tuple[Place, bool] | None:
    """Find the list, and tell whether it names anything."""
    empty: Place | None = None
    for manifest in manifests.all:
        if language not in SPEAKS_FOR.get(manifest.kind, "").split() or not ASIDE.isdisjoint(
            manifest.folder.lower().split("/")
        ):
            continue
        if manifest.dependencies:
            return _place(manifests, manifest), True
        if manifest.dependencies == 0 and not manifest.folder:
            empty = empty or _place(manifests, manifest)
    names = compiled("|".join(rf"\A(?:{name})\z" for name, _, _ in LISTS))
    for path in near:
        name = path.lower()
        if not names.match(name) and not names.match(name.rpartition("/")[2]):
            continue
        for pattern, wanted, spoken in LISTS:
            fits = compiled(rf"\A(?:{pattern})\z")
            mine = language in spoken.split()
            if not mine or not (fits.match(name) or fits.match(name.rpartition("/")[2])):
                continue
            if hit := first(wanted, files.text(path) or ""):
                return files.place(path, hit.line, hit.text), True
    return (empty, False) if empty else None


def _only_folder(languages: Languages) -> str:
    """Name the top folder in which all source files stand, whatever it is called; they are the product then."""
    tops = {path.partition("/")[0] if "/" in path else "" for path in languages.sources}
    return tops.pop().lower() if len(tops) == 1 else ""


def _near(files: Files, own: str) -> list[str]:
    """Give the files near the top, the nearest first, those about the product only."""
    near = [path for path, entry in files.entries.items()
            if path.count("/") <= 1 and entry.kind is Kind.FILE and (entry.size or 0) <= LARGEST
            and not in_tests(path) and (path.partition("/")[0].lower() not in ASIDE or path.partition("/")[0].lower() == own)]  # fmt: skip
    return sorted(near, key=lambda path: (path.count("/"), path))


def _place(manifests: Manifests, manifest: Manifest) -> Place:
    """Pin evidence to the line of a manifest where its dependencies begin."""
    text = manifests.files.text(manifest.path) or ""
    hit = first(_BEGINS_OF_COMPOSER if manifest.kind == "composer" else _BEGINS, text)
    return manifests.files.place(manifest.path, hit.line if hit else 0, hit.text if hit else "")


def _native(files: Files, near: list[str]) -> Place | None:
    """Find where the build of native software names what it needs."""
    for path in near:
        for pattern, wanted in NATIVE_LISTS:
            if compiled(rf"\A(?:{pattern})\z").match(path.lower()) and (hit := first(wanted, files.text(path) or "")):
                return files.place(path, hit.line, hit.text)
    return None


def _copies(files: Files) -> dict[str, bool]:
    """Find the folders with copies of foreign code that have sources, and tell which have a record; submodules do."""
    copies: dict[str, bool] = {}
    recorded: set[str] = set()
    roots: dict[str, str] = {}
    for path, entry in files.entries.items():
        above, _, name = path.rpartition("/")
        if entry.kind is Kind.SUBMODULE:
            if _PRIVATE_COPY.search(f"{path}/"):
                copies[path] = True
            continue
        if above not in roots:
            match = _PRIVATE_COPY.search(f"{above}/")
            roots[above] = above[: match.end() - 1] if match and not in_tests(above[: match.start() + 1]) else ""
        root = roots[above]
        if root and language_of(path):
            copies.setdefault(root, False)
        if root == above and root and _RECORD.search(name.lower()):
            recorded.add(root)
        elif name in _RECORDS_OF_ALL:
            recorded.add(above)
    return {root: own or root in recorded or root.rpartition("/")[0] in recorded for root, own in copies.items()}
