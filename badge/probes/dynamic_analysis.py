"""Whether the program is analysed while it runs: fuzzers, scanners, watched memory, assertions."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.evidence import Files
from badge.core.findings import Confidence, Finding, Place, met, not_applicable, unknown, unmet
from badge.core.messages import Message
from badge.probes.facts.coverage import Coverage
from badge.probes.facts.cues import Cues
from badge.probes.facts.documents import Documents
from badge.probes.facts.languages import Languages
from badge.probes.facts.strict import Flag, Flags
from badge.probes.facts.testing import Testing
from badge.probes.facts.tools import Kind
from badge.probes.facts.usage import How, Usage, Use
from badge.probes.facts.vocabulary import Cue
from badge.probes.patterns import compiled, first
from badge.probes.probe import probe

SAFE = (
    "C# Clojure Common|Lisp Crystal Dart Elixir Elm Emacs|Lisp Erlang F# Go Groovy Haskell Haxe Java JavaScript Julia "
    "Kotlin Lua OCaml PHP Perl PowerShell Python R Racket Ruby Scala Scheme Shell Solidity Svelte Swift Tcl TypeScript "
    "Visual|Basic Vue Nix Groovy"
).split()
"""Languages that guard memory by themselves, as long as nothing unsafe is asked for."""

_UNSAFE_FILES = compiled(r"\.(?:pyx|pxd|cu|cuh|xs|ino|metal|cl|hlsl|inl|tcc|odin|c3|jai|mm)\z")

MOST_ASSERTIONS = 200
"""Lines of source for each assertion, at most, where there are many."""


@probe("dynamic_analysis")
def used(  # six kinds of evidence speak of it
    usage: Usage, testing: Testing, cues: Cues, strict: Flags, coverage: Coverage, documents: Documents
) -> Iterator[Finding]:
    """Find a fuzzer, a scanner, watched memory, or tests that vary their inputs or reach most branches."""
    criterion = "dynamic_analysis"
    uses = [each for each in usage.best(Kind.FUZZ, Kind.SCAN) if each.how >= How.CONFIGURED]
    if uses:
        because = Message("%(tool)s runs the program with varied inputs: see %(path)s.", _named(uses[0]))
        yield met(criterion, because, Confidence.GOOD, uses[0].place)
        return
    entries = (*testing.fuzzed, *cues.places(Cue.FUZZ))
    installed = usage.best(Kind.FUZZ)
    if entries or installed:
        place = entries[0] if entries else installed[0].place
        told = _told_of_fuzzing(documents)
        if told:
            because = Message(
                "%(path)s is the entry of a fuzzer, and %(document)s speaks of fuzzing.",
                {"path": place.path, "document": told.path},
            )
            yield met(criterion, because, Confidence.GOOD, place, told)
        else:
            because = Message(
                "%(path)s is the entry of a fuzzer; nothing was found that runs it.", {"path": place.path}
            )
            yield met(criterion, because, Confidence.PARTIAL, place)
        return
    yield _weaker(criterion, usage, strict, coverage)


def _weaker(criterion: str, usage: Usage, strict: Flags, coverage: Coverage) -> Finding:
    """Judge by what varies less: watched memory, generated inputs of tests, a high floor for branches."""
    memory = [each for each in usage.best(Kind.MEMORY) if each.how is How.CI]
    watched = tuple(each.place for each in memory) or strict.places(Flag.SANITIZE, ci=True)
    if watched:
        because = Message("%(path)s watches memory while the tests run.", {"path": watched[0].path})
        return met(criterion, because, Confidence.PARTIAL, *watched[:2])
    if varied := usage.best(Kind.PROPERTY):
        because = Message("%(tool)s varies the inputs of tests: see %(path)s.", _named(varied[0]))
        return met(criterion, because, Confidence.PARTIAL, varied[0].place)
    floor = coverage.best(branches=True)
    if floor and floor.percent >= 80:
        because = Message(
            "%(path)s demands that the tests reach %(percent)s %% of the branches.",
            {"path": floor.place.path, "percent": f"{floor.percent:g}"},
        )
        return met(criterion, because, Confidence.PARTIAL, floor.place)
    because = Message("No fuzzer, scanner, sanitizer or test with varied inputs was found.")
    return unmet(criterion, because, Confidence.CUE, by_absence=True)


def _told_of_fuzzing(documents: Documents) -> Place | None:
    for document in documents.all("readme", "contributing", "development", "security"):
        if hit := first(r"\boss-?fuzz|\bfuzz(?:ing|er|ed)\b", document.text):
            return document.place(hit.line, hit.text)
    return None


@probe("dynamic_analysis_unsafe")
def unsafe(usage: Usage, strict: Flags, languages: Languages, cues: Cues, files: Files) -> Iterator[Finding]:
    """Tell whether memory has to be watched, and whether it is."""
    criterion = "dynamic_analysis_unsafe"
    watched = tuple(each.place for each in usage.of(Kind.MEMORY) if each.how is How.CI)
    watched += strict.places(Flag.SANITIZE, ci=True)
    risky, place = _risk(languages, cues, files)
    if risky > 0 and watched:
        because = Message("%(path)s watches memory while the program runs.", {"path": watched[0].path})
        yield met(criterion, because, Confidence.GOOD, *watched[:3])
    elif not languages.sources:
        yield unknown(criterion, Message("No source code was found, so its languages are not known."))
    elif risky == 0:
        because = Message(
            "All source code is in languages that guard memory: %(languages)s.", {"languages": tuple(languages.bytes)}
        )
        sure = Confidence.DIRECT if languages.sizes_known else Confidence.GOOD
        yield not_applicable(criterion, because, sure)
    elif risky < 0.01:
        because = Message("Only a very small part of the code can harm memory.")
        yield not_applicable(criterion, because, Confidence.PARTIAL, *([place] if place else []))
    elif risky >= 0.2:
        because = Message("The code can harm memory, and nothing was found that watches it while the program runs.")
        yield unmet(criterion, because, Confidence.CUE, by_absence=True)
    else:
        because = Message("A part of the code can harm memory; nothing was found that watches it.")
        yield unknown(criterion, because, *([place] if place else []))


def _risk(languages: Languages, cues: Cues, files: Files) -> tuple[float, Place | None]:
    """Give the share of the code that can harm memory, 0 to 1, and a place of it; small but not 0 where unsure."""
    safe = languages.share(*(each.replace("|", " ") for each in SAFE))
    rust = languages.share("Rust")
    share = max(0.0, 1.0 - safe - rust)
    first_place = next((files.place(path) for path in languages.sources if _is_unsafe(path)), None)
    if share < 1e-9:
        share = 0.0
    if any(_UNSAFE_FILES.occurs(path) for path in files.entries):
        share = max(share, 0.05)
    marks = cues.count(Cue.UNSAFE)
    if not marks:
        return (share if cues.whole or not rust else max(share, 0.05)), first_place
    dense = marks * 1000 / max(cues.lines, 1)
    return max(share, 0.2 if dense > 5 else 0.05 if dense > 1 else 0.005), cues.places(Cue.UNSAFE)[0]


def _is_unsafe(path: str) -> bool:
    return path.lower().endswith((".c", ".h", ".cc", ".cpp", ".cxx", ".hpp", ".m", ".s", ".asm"))


@probe("dynamic_analysis_enable_assertions")
def assertions(cues: Cues, strict: Flags) -> Iterator[Finding]:
    """Count the assertions in the code, and see whether builds in continuous integration keep them."""
    criterion = "dynamic_analysis_enable_assertions"
    if cues.lines and cues.assertions * MOST_ASSERTIONS >= cues.lines and not strict.places(Flag.RELEASE, ci=True):
        because = Message(
            "The source code has %(count)s assertions in %(lines)s lines.",
            {"count": cues.assertions, "lines": cues.lines},
        )
        yield met(criterion, because, Confidence.CUE)
    else:
        because = Message(
            "The source code that was read has %(count)s assertions in %(lines)s lines.",
            {"count": cues.assertions, "lines": cues.lines},
        )
        yield unknown(criterion, because)


@probe("dynamic_analysis_fixed")
def fixed(usage: Usage, testing: Testing, cues: Cues, strict: Flags) -> Iterator[Finding]:
    """Name the tools whose findings a person has to judge; without any there is nothing to fix."""
    uses = usage.best(Kind.FUZZ, Kind.SCAN, Kind.MEMORY, Kind.PROPERTY)
    places = (*(each.place for each in uses), *testing.fuzzed, *cues.places(Cue.FUZZ), *strict.places(Flag.SANITIZE))
    if places:
        because = Message("How soon the findings of dynamic analysis are fixed has to be judged by a person.")
        yield unknown("dynamic_analysis_fixed", because, *places[:3])
    else:
        because = Message("No dynamic analysis was found, so there are no findings to fix.")
        yield not_applicable("dynamic_analysis_fixed", because, Confidence.CUE)


def _named(use: Use) -> dict[str, str]:
    return {"tool": use.tool.name, "path": use.place.path}
