"""How strictly a compiler or interpreter is asked to look: flags and modes in build files, manifests and CI."""

# ruff: noqa: E501  # a row of the table of flags is a line

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from badge.core.evidence import Files, Kind
from badge.core.findings import Place
from badge.probes.facts.languages import is_others
from badge.probes.facts.structured import dig, json_of
from badge.probes.facts.workflows import Workflows
from badge.probes.patterns import Hit, compiled, every, first, found

MOST_FILES = 120
"""Build files that are read; those nearest to the top come first."""

LARGEST = 256 * 1024
"""Bytes of a build file that is read."""

DEEPEST = 4
"""Folders below each other in which a build file still speaks for the product."""


class Flag(StrEnum):
    """What a flag or a mode asks for."""

    WARN = "warn"
    """The usual warnings."""
    MORE = "more"
    """More than the usual warnings."""
    ERROR = "error"
    """A warning stops the build."""
    STRICT = "strict"
    """All that the language or its type checker can do."""
    SANITIZE = "sanitize"
    """A build in which memory is watched."""
    RELEASE = "release"
    """Assertions are taken out."""


BUILD_FILES = compiled(
    r"\A(?:(?:gnu|bsd)?makefile(?:\.\w+)?|.*\.(?:mk|mak|cmake|m4|gyp|gypi|pro|pri|gpr|cabal|gradle|kts|csproj|fsproj|vbproj|nimble|nims)"
    r"|cmakelists\.txt|cmakepresets\.json|meson\.build|meson_options\.txt|configure(?:\.ac|\.in)?|sconstruct|sconscript|wscript"
    r"|\.bazelrc|build(?:\.bazel)?|.*\.bzl|xmake\.lua|premake\d?\.lua|build\.zig|setup\.py|package\.swift|package\.yaml|stack\.yaml"
    r"|dune|dune-project|dune-workspace|pom\.xml|directory\.build\.(?:props|targets)|build\.sbt|plugins\.sbt|mix\.exs|rebar\.config"
    r"|cargo\.toml|config\.toml|lib\.rs|main\.rs|tsconfig[\w.-]*\.json|jsconfig\.json|mypy\.ini|\.mypy\.ini|setup\.cfg|tox\.ini"
    r"|pyproject\.toml|pyrightconfig\.json|\.golangci\.(?:ya?ml|toml)|\.perlcriticrc|fpm\.toml|makefile\.pl|eask|dub\.(?:json|sdl)"
    r"|package\.json|psalm\.xml(?:\.dist)?|phpstan(?:\.dist)?\.neon(?:\.dist)?|ruff\.toml|\.ruff\.toml|analysis_options\.yaml|\.sorbet/config"
    r"|\.editorconfig|\.globalconfig|build\.sh|justfile|composer\.json|foundry\.toml|gleam\.toml)\z"
)

_RULES: tuple[tuple[Flag, str], ...] = (
    (Flag.WARN, r"-W(?:all|extra|everything|pedantic|shadow|conversion|default|compat)(?:[^\w-]|$)|(?:^|[\s\"'(;,])/W[34]\b|(?:^|[\s\"';,(])-w[34]\b|-Xlint|-gnatw|warning_level\s*[=:]\s*'?[123]|\bwarn(?:ing)?_?level\b|warnings\s*\(?\s*=?\s*[\"'](?:all|extra)|warn_on_|WarningLevel|AnalysisLevel|EnableNETAnalyzers|-pedantic|:standard\s+-w\s|-w\s+[+@A]|AX_COMPILER_FLAGS|gl_WARN|warn_(?:unused|export|missing|untyped|shadow)\w*|std-warnings|diagnostics\s*=|enableAllWarnings|CMAKE_COMPILE_WARNING"),
    (Flag.MORE, r"-Wextra(?:[^\w-]|$)|-Weverything\b|(?:^|[\s\"'(;,])/W(?:4|all)\b|warning_level\s*[=:]\s*'?(?:3|everything)|-Xlint:all|-Xlint(?:[\s\"',]|$)|-Wcompat\b|AnalysisMode>(?:All|Recommended)|warnings\s*\(?\s*=?\s*[\"']extra"),
    (Flag.ERROR, r"-Werror(?:[\s\"',)\\;\]]|$)|(?:^|[\s\"',;(])/WX(?:[\s\"',;)]|$)|TreatWarningsAsErrors>\s*true|werror\s*[=:]\s*'?true|allWarningsAsErrors\s*(?:=|\.set\()\s*true|-Xfatal-warnings|-Werror\b.*Xlint|-Xlint.*-Werror|deny\(warnings\)|-D\s?warnings|warnings[-_]as[-_]errors|CMAKE_COMPILE_WARNING_AS_ERROR\s+(?:ON|TRUE|1)|fatal[-_]warnings|byte-compile-error-on-warn\s+t|warnings\s*=\s*\"deny\"|warnings:\s*error|<failOnWarning>true|-warnaserror|deny_warnings"),
    (Flag.STRICT, r"^[ \t]*strict\s*=\s*(?:true|1|yes)\b|--strict\b|disallow_untyped_defs\s*=\s*true|typeCheckingMode\"?\s*[=:]\s*\"(?:strict|all)|strict-casts:\s*true|strict-inference:\s*true|^[ \t]*level:\s*(?:8|9|10|max)\b|errorLevel=\"1\"|select\s*=\s*\[\s*\"ALL\"|default:\s*all\b|pedantic\s*=\s*\"(?:warn|deny)\"|all\s*=\s*\"deny\"|AnalysisMode>All|strict_types"),
    (Flag.SANITIZE, r"-fsanitize[= ]\S*(?:address|memory|undefined|thread)|b_sanitize|\bsanitize[\w.]*\s*[=:({].*(?:address|undefined|memory|thread)|enable[_-](?:asan|ubsan|msan|tsan)|sanitize-address|\bvalgrind\b"),
    (Flag.RELEASE, r"-DNDEBUG\b"),
)  # fmt: skip

_ERROR = next(pattern for flag, pattern in _RULES if flag is Flag.ERROR)
_SOME = "|".join(pattern for _, pattern in _RULES)
_COMMENT = compiled(r"^[ \t]*(?:#|//|/?\*|;|--|dnl\b|<!--|rem\b)")
_RUST_ATTRIBUTE = compiled(r"^[ \t]*#!?\[")

_OTHERS_MACROS = compiled(
    r"\A(?:ax_|lt|libtool|pkg|gettext|gl_|gnulib|acx_|m4_|codeset|iconv|nls|po|progtest|intl)[\w.-]*\.m4\z"
)
"""Macros that projects copy; their flags only try a compiler out."""

_NO_FLAGS = ("run:", "script:", "name:", "RUSTDOCFLAGS:")
"""Keys whose values are read as commands, are read by people only, or speak of documentation."""

_NAMES = r"-W\w[\w=+-]*|/W\w+|-X\w[\w:-]*|-D\s?warnings|-fsanitize[= ][\w,]+|-gnatw\S*|-pedantic[\w-]*|\w[\w.-]*"


_OFF = r"^[ \t]*option\s*\(\s*(\w+)[^()]*\bOFF\s*\)"
_GUARD = 6
"""Lines above a flag within which a condition on an option governs it."""


class Flags(NamedTuple):
    """Every flag that was found, with where and how it is written there. In CI: where a command or variable has it."""

    all: tuple[tuple[Flag, Place, str, bool], ...]

    def places(self, *flags: Flag, ci: bool = False) -> tuple[Place, ...]:
        """Give the places of some flags; with `ci` only those in continuous integration."""
        return tuple(place for flag, place, _, in_ci in self.all if flag in flags and (in_ci or not ci))

    def has(self, *flags: Flag, ci: bool = False) -> bool:
        """Tell whether each of the flags is set somewhere."""
        return all(self.places(flag, ci=ci) for flag in flags)

    def words(self, *flags: Flag) -> tuple[str, ...]:
        """Give how some flags are written, each once."""
        return tuple(dict.fromkeys(word for flag, _, word, _ in self.all if flag in flags))


def gather(files: Files, workflows: Workflows) -> Flags:
    """Read the build files nearest to the top, and the commands and variables of continuous integration."""
    wanted = sorted(
        (path for path, entry in files.entries.items() if _speaks(path) and (entry.size or 0) <= LARGEST
         and entry.kind is Kind.FILE),
        key=lambda path: (path.count("/"), path),
    )[:MOST_FILES]  # fmt: skip
    seen: list[tuple[Flag, Place, str, bool]] = []
    texts = {path: files.text(path) for path in wanted}
    in_ci = " ".join(run.command.text for run in workflows.runs)
    off = {hit.groups[0] for text in texts.values() if text and "OFF" in text for hit in every(_OFF, text)}
    off = {name for name in off if not found(rf"-D\s*{name}(?::\w+)?=(?:on|1|true|yes)\b", in_ci)}
    for path, text in texts.items():
        if text is None:
            continue
        for hit in every(_SOME, text):
            if off and _is_off(hit, text.split("\n"), off):
                continue
            if not _COMMENT.opens(hit.text) or _RUST_ATTRIBUTE.opens(hit.text):
                place = files.place(path, hit.line, hit.text)
                seen += [(flag, place, _word(pattern, hit.text), False) for flag, pattern in _of(hit.text, path)]
        seen += _type_script(files, path, text)
    for run in workflows.runs:
        place = workflows.place(run.command)
        seen += [(flag, place, _word(pattern, run.command.text), True) for flag, pattern in _of(run.command.text, "")]
    for workflow in workflows.all:
        for value in workflows.values(workflow):
            if found(_SOME, value) and not value.startswith(_NO_FLAGS):
                place = files.place(workflow.path, value.line, value)
                seen += [(flag, place, _word(pattern, value), True) for flag, pattern in _of(value, "")]
    return Flags(tuple(dict.fromkeys(seen)))


def _is_off(hit: Hit, lines: list[str], off: set[str]) -> bool:
    """Tell whether a line of CMake offers warnings as errors by an option that is off unless somebody asks for it."""
    above = lines[max(0, hit.line - 1 - _GUARD) : hit.line]
    guards = {word for line in above for word in compiled(r"\w+").findall(line) if found(r"^\s*(?:if|option)\b", line)}
    return found(_ERROR, hit.text) and not off.isdisjoint(guards)


def _speaks(path: str) -> bool:
    *folders, name = path.split("/")
    aside = {
        "test",
        "tests",
        "example",
        "examples",
        "docs",
        "doc",
        "bench",
        "benchmarks",
        "fixtures",
        "samples",
        "demo",
    }
    return (
        len(folders) <= DEEPEST
        and BUILD_FILES.opens(name)
        and not _OTHERS_MACROS.opens(name)
        and aside.isdisjoint(each.lower() for each in folders)
        and not is_others(path)
    )


def _of(line: str, path: str) -> list[tuple[Flag, str]]:
    """Give what a line asks for. `strict` means what it says only where a type checker or linter reads it."""
    asked = [(flag, pattern) for flag, pattern in _RULES if found(pattern, line)]
    strict_here = compiled(
        r"mypy|pyproject|setup\.cfg|pyright|phpstan|psalm|ruff|golangci|analysis_options|cargo\.toml|proj\z"
    )
    if path and not strict_here.occurs(path.lower()):
        asked = [each for each in asked if each[0] is not Flag.STRICT]
    if not path and not found(r"mypy|pyright|tsc|dmypy", line):
        asked = [each for each in asked if each[0] is not Flag.STRICT]
    return asked


def _word(pattern: str, line: str) -> str:
    at = compiled(pattern).search(line)
    name = compiled(_NAMES).search(line[at.start() : at.end() + 20]) if at else None
    return str(name.group(0)) if name else ""


def _type_script(files: Files, path: str, text: str) -> list[tuple[Flag, Place, str, bool]]:
    """Find `strict` in the compiler options of TypeScript."""
    name = path.rpartition("/")[2]
    if not name.startswith(("tsconfig", "jsconfig")):
        return []
    options = dig(json_of(text, comments=True), "compilerOptions")
    if dig(options, "strict") is not True:
        return []
    hit = first(r"\"strict\"\s*:", text)
    return [(Flag.STRICT, files.place(path, hit.line if hit else 0, '"strict": true'), "strict", False)]
