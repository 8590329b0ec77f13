"""Which languages the sources are written in, by the bytes of their files, without opening one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from badge.core.evidence import Entry, Files, Kind

BY_ENDING: Mapping[str, str] = {
    ending: language
    for language, endings in {
        "Ada": "adb ads", "Assembly": "s asm nasm", "C": "c h", "C#": "cs", "C++": "cc cpp cxx hpp hh hxx ipp",
        "Clojure": "clj cljs cljc", "COBOL": "cob cbl", "Common Lisp": "lisp lsp", "Crystal": "cr", "D": "d",
        "Dart": "dart", "Elixir": "ex exs", "Elm": "elm", "Emacs Lisp": "el", "Erlang": "erl hrl", "F#": "fs fsx fsi",
        "Fortran": "f f77 f90 f95 f03 f08", "Go": "go", "Groovy": "groovy", "Haskell": "hs lhs", "Haxe": "hx",
        "Java": "java", "JavaScript": "js mjs cjs jsx", "Julia": "jl", "Kotlin": "kt kts", "Lua": "lua",
        "Nim": "nim", "Nix": "nix", "Objective-C": "m mm", "OCaml": "ml mli", "Pascal": "pas pp", "Perl": "pl pm t",
        "PHP": "php", "PowerShell": "ps1 psm1", "Python": "py pyx pyi", "R": "r", "Racket": "rkt", "Ruby": "rb",
        "Rust": "rs", "Scala": "scala", "Scheme": "scm ss", "Shell": "sh bash zsh", "Solidity": "sol",
        "Svelte": "svelte",
        "Swift": "swift", "Tcl": "tcl", "TypeScript": "ts tsx mts cts", "V": "v", "Vala": "vala", "VHDL": "vhd vhdl",
        "Visual Basic": "vb", "Vue": "vue", "Zig": "zig",
    }.items()
    for ending in endings.split()
}  # fmt: skip

COMPILED = frozenset(
    "Ada Assembly C C# C++ COBOL Crystal D Dart Elm Erlang F# Fortran Go Haskell Haxe Java Kotlin Nim Objective-C "
    "OCaml Pascal Rust Scala Solidity Swift TypeScript V Vala VHDL Zig".split()
)

OTHERS_FOLDERS = frozenset(
    "vendor vendored third_party third-party thirdparty external node_modules dist build bower_components extern "
    "deps Godeps _vendor".split()
)
"""Folders whose files somebody else wrote, or a machine."""

KEPT = 8192
"""Paths of which is remembered what they are: a dozen facts ask the same of each."""

TEST_FOLDERS = frozenset("test tests spec specs __tests__ testing t testdata test-data e2e fixtures".split())


class Languages(NamedTuple):
    """Bytes per language, and the source files themselves; others' code and generated folders left out."""

    bytes: Mapping[str, int]
    sources: tuple[str, ...]
    tests: tuple[str, ...]
    sizes_known: bool = True

    @property
    def main(self) -> str:
        """Name the language with the most bytes, or nothing where there is no source."""
        return max(self.bytes, key=lambda name: (self.bytes[name], name)) if self.bytes else ""

    def share(self, *names: str) -> float:
        """Give the share of the source bytes that these languages have together, 0 to 1."""
        total = sum(self.bytes.values())
        return sum(self.bytes.get(name, 0) for name in names) / total if total else 0.0


@lru_cache(maxsize=KEPT)
def language_of(path: str) -> str:
    """Name the language of a file by its ending, or nothing."""
    name = path.rpartition("/")[2]
    if name.endswith((".d.ts", ".d.mts", ".d.cts", ".test-d.ts")):
        return "JavaScript"  # such a file only says which types a script has, and is not built
    return BY_ENDING.get(name.rpartition(".")[2].lower(), "") if "." in name else ""


@lru_cache(maxsize=KEPT)
def is_others(path: str) -> bool:
    """Tell whether a path lies in a folder of foreign or generated code."""
    return not OTHERS_FOLDERS.isdisjoint(path.split("/")[:-1]) or path.endswith((".min.js", ".min.css"))


@lru_cache(maxsize=KEPT)
def in_tests(path: str) -> bool:
    """Tell whether a path lies in a folder of tests or is named like a test file."""
    *folders, name = path.split("/")
    stem = name.rpartition(".")[0] or name
    return (
        not TEST_FOLDERS.isdisjoint(map(str.lower, folders))
        or stem.startswith(("test_", "Test"))
        or stem.endswith(("_test", ".test", ".spec", "_spec", "Test", "Tests", "Spec", "-test", ".test-d"))
        or stem in {"test", "tests", "conftest"}
    )


def gather(files: Files) -> Languages:
    """Count the bytes of every source file by its language."""
    totals: dict[str, int] = {}
    sources, tests = [], []
    for path, entry in files.entries.items():
        language = language_of(path)
        if not language or entry.kind is not Kind.FILE or is_others(path):
            continue
        if in_tests(path):
            tests.append(path)
            continue
        sources.append(path)
        totals[language] = totals.get(language, 0) + _weight(entry)
    known = all(files.entries[path].size is not None for path in sources)
    return Languages(dict(sorted(totals.items())), tuple(sources), tuple(tests), known)


def _weight(entry: Entry) -> int:
    return entry.size if entry.size is not None else 1
