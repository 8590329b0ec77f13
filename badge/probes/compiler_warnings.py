"""Whether doubtful code is warned of, whether the warnings are dealt with, and how strict they are."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.findings import Confidence, Finding, Place, met, unknown, unmet
from badge.core.messages import Message
from badge.probes.facts.cues import Cues
from badge.probes.facts.languages import Languages
from badge.probes.facts.strict import Flag, Flags
from badge.probes.facts.tools import Kind
from badge.probes.facts.usage import How, Usage, Use
from badge.probes.facts.vocabulary import Cue
from badge.probes.probe import probe

_LINTERS = (Kind.LINT, Kind.BUGS)

MERE_COMPILERS = frozenset({"TypeScript"})
"""Tools that every project of their language has; they warn only where they are set to."""


@probe("warnings")
def enabled(usage: Usage, strict: Flags, cues: Cues, languages: Languages) -> Iterator[Finding]:
    """Find a linter, warning flags of a compiler, or a safe mode of the language."""
    uses = [each for each in usage.best(*_LINTERS) if each.tool.name not in MERE_COMPILERS]
    if uses and uses[0].how >= How.CONFIGURED:
        use = uses[0]
        because = Message("%(tool)s looks for doubtful code: see %(path)s.", _named(use))
        yield met("warnings", because, Confidence.GOOD, use.place)
    elif places := strict.places(Flag.WARN, Flag.MORE, Flag.ERROR, Flag.STRICT):
        words = strict.words(Flag.WARN, Flag.MORE, Flag.ERROR, Flag.STRICT)[:3]
        because = Message("%(path)s turns on warnings: %(flags)s.", {"path": places[0].path, "flags": words})
        yield met("warnings", because, Confidence.GOOD, *places[:3])
    elif modes := cues.of(Cue.STRICT):
        place = modes[0].place
        because = Message("%(path)s turns on a strict mode of its language.", {"path": place.path})
        perl = languages.share("Perl") >= 0.5
        yield met("warnings", because, Confidence.GOOD if perl else Confidence.PARTIAL, place)
    elif uses:
        because = Message("%(path)s names %(tool)s, but no configuration and no run of it was found.", _named(uses[0]))
        yield met("warnings", because, Confidence.PARTIAL, uses[0].place)
    elif languages.sources:
        because = Message("No linter, no warning flag and no strict mode was found.")
        yield unmet("warnings", because, Confidence.CUE, by_absence=True)
    else:
        yield unknown("warnings", Message("No source code was found that a linter or compiler could warn of."))


@probe("warnings_fixed")
def fixed(usage: Usage, strict: Flags) -> Iterator[Finding]:
    """Find a linter or compiler in continuous integration whose warnings stop the run."""
    uses = [
        each
        for each in usage.of(*_LINTERS)
        if each.how is How.CI and each.on_changes and each.tool.name not in MERE_COMPILERS
    ]
    if use := next((each for each in uses if not each.tolerated and each.sure), None):
        because = Message("What %(tool)s finds stops the run in %(path)s.", _named(use))
        yield met("warnings_fixed", because, Confidence.PARTIAL, use.place)
    elif places := strict.places(Flag.ERROR, ci=True) or strict.places(Flag.ERROR):
        because = Message("%(path)s treats warnings as errors.", {"path": places[0].path})
        yield met("warnings_fixed", because, Confidence.PARTIAL, *places[:2])
    elif uses:
        because = Message("%(tool)s runs in %(path)s, but the run goes on whatever it finds.", _named(uses[0]))
        yield unknown("warnings_fixed", because, uses[0].place)
    else:
        yield unknown(
            "warnings_fixed", Message("No linter that stops a run, and no warning treated as an error, was found.")
        )


@probe("warnings_strict")
def strictest(usage: Usage, strict: Flags, languages: Languages) -> Iterator[Finding]:
    """Find warnings turned up as far as is usual, and treated as errors."""
    checked = languages.share("Python", "TypeScript", "PHP", "Rust", "Go", "C#", "F#", "Dart", "Ruby", "Vue", "Svelte")
    if checked >= 0.3 and (places := strict.places(Flag.STRICT)):
        because = Message("%(path)s asks for the strict mode of a checker.", {"path": places[0].path})
        yield met("warnings_strict", because, Confidence.GOOD, *places[:3])
        return
    linter = next(
        (each for each in usage.of(Kind.LINT) if each.how is How.CI and not each.tolerated and _is_strict(each)), None
    )
    if linter:
        because = Message("%(path)s runs %(tool)s so that every warning is an error.", _named(linter))
        yield met("warnings_strict", because, Confidence.GOOD, linter.place)
        return
    more, errors = strict.places(Flag.MORE), strict.places(Flag.ERROR)
    in_ci = strict.places(Flag.ERROR, ci=True)
    if more and errors:
        because = Message(
            "%(path)s turns on more than the usual warnings, and %(other)s treats warnings as errors.",
            {"path": more[0].path, "other": (in_ci or errors)[0].path},
        )
        sure = Confidence.GOOD if in_ci or _same_file(more, errors) else Confidence.PARTIAL
        yield met("warnings_strict", because, sure, more[0], (in_ci or errors)[0])
    elif more:
        because = Message("%(path)s turns on more than the usual warnings.", {"path": more[0].path})
        yield met("warnings_strict", because, Confidence.PARTIAL, more[0])
    elif errors:
        because = Message("%(path)s treats warnings as errors.", {"path": errors[0].path})
        yield unknown("warnings_strict", because, errors[0])
    else:
        yield unknown("warnings_strict", Message("No sign was found that warnings are as strict as they can be."))


def _is_strict(use: Use) -> bool:
    words = use.place.excerpt.replace("=", " ").lower()
    return (
        "-d warnings" in words or "-dwarnings" in words or "--max-warnings 0" in words or "--error-on-warnings" in words
        or "--deny-warnings" in words or ("credo" in words and "--strict" in words) or "--fail-level all" in words
    )  # fmt: skip


def _same_file(some: tuple[Place, ...], others: tuple[Place, ...]) -> bool:
    return not {each.path for each in some}.isdisjoint(each.path for each in others)


def _named(use: Use) -> dict[str, str]:
    return {"tool": use.tool.name, "path": use.place.path}
