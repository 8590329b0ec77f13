"""Whether a build keeps to conventions: it takes the user's flags, keeps debugging information, and can be repeated."""

# ruff: noqa: E501  # a pattern, and a sentence that is translated, is a line

from __future__ import annotations

from collections.abc import Iterator

from badge.core.evidence import Files
from badge.core.findings import Confidence, Finding, Outcome, met, not_applicable, unknown, unmet
from badge.core.messages import Message
from badge.probes.documentation import nothing_to_run
from badge.probes.facts.builders import Builders, Used
from badge.probes.facts.documents import Documents
from badge.probes.facts.languages import COMPILED, Languages
from badge.probes.facts.makefiles import Makefile, Makefiles
from badge.probes.facts.mentions import Mentions, Subject
from badge.probes.patterns import Hit, first, found
from badge.probes.probe import probe

NATIVE = ("C", "C++", "Objective-C", "Assembly", "Fortran")
"""Languages whose compilers are chosen by the usual variables."""

BINARY = (
    *NATIVE,
    "Rust",
    "Go",
    "Haskell",
    "OCaml",
    "Swift",
    "Zig",
    "Nim",
    "Crystal",
    "Ada",
    "Pascal",
    "V",
    "D",
    "Vala",
    "COBOL",
)
"""Languages that are compiled to native binaries."""

MOSTLY, HARDLY = 0.5, 0.05

TAKES_FLAGS = ("GNU Autotools", "Meson", "CMake")
"""Build tools that take the usual variables by themselves."""

KNOWS_ALL = frozenset({"Cargo", "Go", "Meson", "CMake", "Bazel", "Buck", "Dune", "Gradle", "Maven", "sbt", "Mill", "Mix", "Cabal", "Stack", "Swift Package Manager", "Zig", ".NET SDK"})  # fmt: skip
"""Build tools that know the dependencies of all subdirectories at once."""

_COMPILER = r"(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+)(?:-\d+)?"
_TAKEN = r"\$[({](?:CC|CXX)[)}]"
_FLAGS = r"\$[({](?:CFLAGS|CXXFLAGS|ALL_CFLAGS|\w*CFLAGS|\w*CXXFLAGS)[)}]"
_FIXED = r"^[ \t]*(?:override +)?(CC|CXX|CFLAGS|CXXFLAGS|LDFLAGS)[ \t]*:{0,3}=(.*)$"
_STRIPS = r"(?:^|[\s;&@])(?:install|\$[({]INSTALL\w*[)}])\s+(?:-\S+\s+)*-(?:[a-z]*s[a-z]*)\s|(?:^|[\s;&@])(?:install|\$[({]INSTALL\w*[)}]).*\s--strip\b|(?:^|[;&@]\s*|^@?)(?:\$[({]STRIP[)}]|strip)\s+\S"
_STRIP_FLAG = r"^[ \t]*LDFLAGS[ \t]*[:+?]?=.*(?:^|\s)(?:-s|-Wl,-s|-Wl,--strip-all)(?:\s|$)"
_INTO = r"\$[({]MAKE[)}]\s+(?:\S+\s+)*?-C\s*(\S+)|\bcd\s+([\w./-]+)\s*(?:&&|;)\s*\$[({]MAKE[)}]"
_LOCKS = frozenset(
    "package-lock.json yarn.lock pnpm-lock.yaml bun.lockb cargo.lock go.sum poetry.lock uv.lock pdm.lock pipfile.lock "
    "gemfile.lock composer.lock mix.lock flake.lock pubspec.lock gradle.lockfile stack.yaml.lock rebar.lock "
    "packages.lock.json cabal.project.freeze podfile.lock package.resolved conda-lock.yml pixi.lock".split()
)


def _no_native(languages: Languages, files: Files, builders: Builders) -> bool:
    """Tell whether nothing is there that could become a native binary."""
    if nothing_to_run(files):
        return True
    own = any(each.tool.name in TAKES_FLAGS for each in builders.used)
    odd = any(
        path.endswith((".pyx", ".cu", ".asm", ".S", ".tcc", ".xs", ".nim", "binding.gyp")) for path in files.entries
    )
    return bool(languages.sources) and languages.share(*BINARY) == 0 and not own and not odd


def _tool(builders: Builders, *names: str) -> Used | None:
    return next((each for each in builders.used if each.tool.name in names and each.top), None)


@probe("build_standard_variables")
def variables(builders: Builders, makefiles: Makefiles, languages: Languages, files: Files) -> Iterator[Finding]:
    """See whether compiler and flags that the user gives reach the compiler."""
    criterion = "build_standard_variables"
    if _no_native(languages, files, builders):
        because = Message("No source file is in a language that is compiled to native binaries.")
        yield not_applicable(criterion, because, Confidence.GOOD)
    elif not languages.main:
        because = Message("No source files of a known language and no files of a build tool were found.")
        yield unknown(criterion, because)
    elif languages.share(*NATIVE) < HARDLY:
        because = Message(
            "The sources are in %(language)s; whether the usual variables matter to it is for you to say.",
            {"language": languages.main},
        )
        yield unknown(criterion, because)
    elif used := _tool(builders, *TAKES_FLAGS):
        values = {"tool": used.tool.name, "path": used.path}
        if hit := _replaced(files, used):
            because = Message(
                "%(path)s sets a compiler or its flags; a person has to judge whether the user's values still count.",
                values,
            )
            yield unknown(criterion, because, files.place(used.path, hit.line, hit.text))
        else:
            because = Message(
                "%(tool)s builds the software (%(path)s) and takes the usual variables by itself.", values
            )
            yield met(criterion, because, Confidence.PARTIAL, files.place(used.path, used.line))
    elif top := [each for each in makefiles.top if _compiles(each)]:
        yield _of_makefile(criterion, top[0], languages)
    else:
        because = Message("No makefile or build file was found that shows how the compiler is called.")
        yield unknown(criterion, because)


def _replaced(files: Files, used: Used) -> Hit | None:
    """Find where CMake is told the compiler or flags outright."""
    if used.tool.name != "CMake":
        return None
    pattern = r"^\s*set\s*\(\s*CMAKE_(?:C|CXX)_(?:COMPILER\s|FLAGS\s+[^$\n]*\))"
    text = files.text(used.path)
    return first(pattern, text) if text else None


def _compiles(makefile: Makefile) -> bool:
    return found(rf"{_TAKEN}|^\t[ \t@-]*{_COMPILER}\s", makefile.text)


def _of_makefile(criterion: str, makefile: Makefile, languages: Languages) -> Finding:
    """Judge a makefile written by hand."""
    values = {"path": makefile.path}
    hard = [(line, text) for line, _, text in makefile.recipes if found(rf"^[@-]*\s*{_COMPILER}\s+\S", text)]
    taken = found(_TAKEN, makefile.text)
    if hard and not taken and not found(r"\$[({][^)}\n]*(?:CC|CXX|FLAGS)", makefile.text):
        because = Message("%(path)s calls the compiler by its name and takes no variable of the user.", values)
        place = makefile.place(*hard[0])
        return (
            unmet(criterion, because, Confidence.PARTIAL, place)
            if languages.share(*NATIVE) >= MOSTLY
            else unknown(criterion, because, place)
        )
    fixed = next(iter(makefile.lines(_FIXED)), None)
    if hard or fixed:
        line, text = hard[0] if hard else (fixed.line, fixed.text) if fixed else (0, "")
        because = Message(
            "%(path)s sets a compiler or its flags; a person has to judge whether the user's values still count.",
            values,
        )
        return unknown(criterion, because, makefile.place(line, text))
    if taken and found(_FLAGS, makefile.text):
        because = Message("%(path)s calls the compiler through the usual variables and does not replace them.", values)
        return met(criterion, because, Confidence.PARTIAL, makefile.place(0))
    because = Message("%(path)s builds the software; which variables it takes was not recognised.", values)
    return unknown(criterion, because, makefile.place(0))


@probe("build_preserve_debug")
def debugging(builders: Builders, makefiles: Makefiles, languages: Languages, files: Files) -> Iterator[Finding]:
    """Look for steps that always take debugging information out."""
    criterion = "build_preserve_debug"
    if _no_native(languages, files, builders):
        because = Message("No source file is in a language that is compiled to native binaries.")
        yield not_applicable(criterion, because, Confidence.PARTIAL)
        return
    for makefile in makefiles.all:
        hit = next(iter(makefile.lines(_STRIP_FLAG)), None)
        step = next(
            (
                (line, text)
                for line, target, text in makefile.recipes
                if found(_STRIPS, text) and not found(r"strip|release|dist|package|small", target)
            ),
            None,
        )
        if hit or step:
            line, text = (hit.line, hit.text) if hit else step or (0, "")
            because = Message(
                "%(path)s, line %(line)s, takes debugging information out.", {"path": makefile.path, "line": line}
            )
            place = makefile.place(line, text)
            guarded = found(r"\bif(?:eq|neq|def|ndef)?\b|\$[({](?:if|STRIP\w*)|\|\|", makefile.text)
            if guarded or "/" in makefile.path or languages.share(*NATIVE) < MOSTLY:
                yield unknown(criterion, because, place)
            else:
                yield unmet(criterion, because, Confidence.PARTIAL, place)
            return
        if go := next(iter(makefile.lines(r"-ldflags?\b.*\s[\"']?-s\b|^LD_?FLAGS\s*[:?]?=.*-s -w")), None):
            because = Message(
                "%(path)s, line %(line)s, takes debugging information out.", {"path": makefile.path, "line": go.line}
            )
            yield unknown(criterion, because, makefile.place(go.line, go.text))
            return
    if languages.share(*NATIVE) >= HARDLY and (used := _tool(builders, *TAKES_FLAGS)):
        because = Message(
            "%(tool)s builds the software (%(path)s), and no step was found that takes debugging information out.",
            {"tool": used.tool.name, "path": used.path},
        )
        yield met(criterion, because, Confidence.PARTIAL, files.place(used.path, used.line))
    else:
        because = Message("No step was found that takes debugging information out.")
        yield unknown(criterion, because, *(each.place(0) for each in makefiles.top[:1]))


@probe("build_non_recursive")
def recursion(builders: Builders, makefiles: Makefiles, languages: Languages, files: Files) -> Iterator[Finding]:
    """Look for builds that start themselves again in subdirectories."""
    criterion = "build_non_recursive"
    into = []
    for makefile in makefiles.all:
        for hit in makefile.lines(_INTO):
            folder = next((each for each in hit.groups if each), "")
            into.append((folder, makefile.place(hit.line, hit.text)))
    subdirs = [(each, hit) for each in makefiles.all for hit in each.lines(r"^[ \t]*SUBDIRS\s*\+?=\s*\S+")]
    into += [("SUBDIRS", each.place(hit.line, hit.text)) for each, hit in subdirs]
    native = languages.share(*NATIVE) >= HARDLY
    if into and native:
        because = Message(
            "%(path)s starts the build again in subdirectories; whether they depend on each other is for you to say.",
            {"path": into[0][1].path},
        )
        yield unknown(criterion, because, *(place for _, place in into[:5]))
    elif used := _tool(builders, *sorted(KNOWS_ALL)):
        because = Message(
            "%(tool)s builds the software (%(path)s), and it knows the dependencies of all subdirectories.",
            {"tool": used.tool.name, "path": used.path},
        )
        yield met(criterion, because, Confidence.PARTIAL, files.place(used.path, used.line))
    elif _needs_no_building(builders, makefiles, languages, files):
        because = Message("The sources need no building, and no file of a build tool was found.")
        yield not_applicable(criterion, because, Confidence.PARTIAL)
    elif makefiles.all and native:
        because = Message("No makefile starts the build again in a subdirectory.")
        yield Finding(criterion, Outcome.MET, because, Confidence.CUE, (makefiles.all[0].place(0),), by_absence=True)
    else:
        because = Message("No build was found that starts itself again in a subdirectory.")
        yield unknown(criterion, because)


def _needs_no_building(builders: Builders, makefiles: Makefiles, languages: Languages, files: Files) -> bool:
    if nothing_to_run(files):
        return True
    none = not builders.used and not builders.scripts and not makefiles.all
    return none and bool(languages.sources) and languages.share(*COMPILED) <= HARDLY


@probe("build_repeatable")
def repeatable(
    builders: Builders,
    makefiles: Makefiles,
    languages: Languages,
    files: Files,
    mentions: Mentions,
    documents: Documents,
) -> Iterator[Finding]:
    """Collect what helps to repeat a build bit by bit; only two builds could prove it."""
    criterion = "build_repeatable"
    if _needs_no_building(builders, makefiles, languages, files):
        because = Message("The sources need no building, and no file of a build tool was found.")
        yield not_applicable(criterion, because, Confidence.PARTIAL)
        return
    if seen := mentions.of(Subject.REPEATABLE):
        because = Message(
            "The build takes care to be repeatable: %(words)s. Only two builds can show that it is.",
            {"words": mentions.words(Subject.REPEATABLE)[:5]},
        )
        yield unknown(criterion, because, *(each.place for each in seen[:5]))
        return
    for document in documents.all("readme", "install", "development", "security"):
        hit = next(
            (
                each
                for each in document.sentences
                if found(r"\breproducible (?:builds?|binar)|\bbit-for-bit\b|\bbuilds? reproducibly\b", each.text)
            ),
            None,
        )
        if hit:
            because = Message(
                "%(path)s speaks of builds that can be repeated. Only two builds can show it.", {"path": document.path}
            )
            yield unknown(criterion, because, document.place(hit.line, hit.text))
            return
    if locks := [path for path in files.entries if "/" not in path and path.lower() in _LOCKS]:
        because = Message(
            "%(path)s fixes the versions of what is built from. Only two builds can show that the result is the same.",
            {"path": locks[0]},
        )
        yield unknown(criterion, because, *(files.place(path) for path in locks[:3]))
    else:
        because = Message("Nothing was found that shows whether a build can be repeated bit by bit.")
        yield unknown(criterion, because)
