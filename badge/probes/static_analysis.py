"""Whether static analysers look at the code, for vulnerabilities among other faults, and how often."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.evidence import Files
from badge.core.findings import Confidence, Finding, Place, met, unknown, unmet
from badge.core.messages import Message
from badge.probes.facts.cues import Cues
from badge.probes.facts.links import Links
from badge.probes.facts.structured import dig, strings, toml_of, yaml_of
from badge.probes.facts.tools import Kind
from badge.probes.facts.usage import How, Usage, Use
from badge.probes.facts.workflows import Workflows
from badge.probes.patterns import first
from badge.probes.probe import probe

FEWEST_LINES = 500
"""Lines of source below which an analyser may have nothing to find."""


@probe("static_analysis")
def used(usage: Usage, cues: Cues, workflows: Workflows, links: Links) -> Iterator[Finding]:
    """Find a static analyser, at best in continuous integration."""
    uses = usage.best(Kind.STATIC)
    if uses and uses[0].how is How.CI and uses[0].sure:
        because = Message("%(tool)s analyses the code in continuous integration: see %(path)s.", _named(uses[0]))
        yield met("static_analysis", because, Confidence.GOOD, *_places(uses))
    elif uses:
        because = Message("%(path)s sets up %(tool)s, which analyses the code.", _named(uses[0]))
        sure = Confidence.PARTIAL if uses[0].how >= How.CONFIGURED else Confidence.CUE
        yield met("static_analysis", because, sure, uses[0].place)
    elif linters := [each for each in usage.best(Kind.BUGS) if each.how >= How.CONFIGURED]:
        because = Message("%(tool)s, a linter that also finds faults, is set up in %(path)s.", _named(linters[0]))
        yield met("static_analysis", because, Confidence.PARTIAL, linters[0].place)
    elif usage.of(Kind.LINT) or not cues.whole or cues.lines < FEWEST_LINES or links.is_part:
        yield unknown(
            "static_analysis", Message("No static analyser was found in continuous integration or configuration.")
        )
    else:
        because = Message(
            "Neither a static analyser nor a linter was found in continuous integration or configuration."
        )
        # A forge may analyse code by a setting that no file shows; that needs its continuous integration.
        sure = Confidence.CUE if any("GitHub" in each.system for each in workflows.all) else Confidence.PARTIAL
        yield unmet("static_analysis", because, sure, by_absence=True)


@probe("static_analysis_common_vulnerabilities")
def for_vulnerabilities(usage: Usage, files: Files) -> Iterator[Finding]:
    """Find an analyser, or rules of one, that knows common vulnerabilities."""
    criterion = "static_analysis_common_vulnerabilities"
    uses = usage.best(Kind.SECURITY)
    if uses and uses[0].how is How.CI and uses[0].sure:
        because = Message("%(tool)s looks for common vulnerabilities: see %(path)s.", _named(uses[0]))
        yield met(criterion, because, Confidence.GOOD, *_places(uses))
        return
    for name, place in _security_rules(files):
        if not any(each.tool.name == name for each in usage.all):
            continue
        in_ci = any(each.tool.name == name and each.how is How.CI and not each.tolerated for each in usage.all)
        because = Message(
            "%(path)s turns on the rules of %(tool)s for common vulnerabilities.", {"path": place.path, "tool": name}
        )
        yield met(criterion, because, Confidence.GOOD if in_ci else Confidence.PARTIAL, place)
        return
    if uses:
        because = Message("%(path)s sets up %(tool)s, which looks for common vulnerabilities.", _named(uses[0]))
        yield met(criterion, because, Confidence.PARTIAL, uses[0].place)
    else:
        yield unknown(criterion, Message("No analyser that knows common vulnerabilities was found."))


@probe("static_analysis_often")
def often(usage: Usage) -> Iterator[Finding]:
    """Find an analyser that runs on every change or every day."""
    uses = [each for each in usage.of(Kind.STATIC, Kind.SECURITY) if each.how is How.CI]
    if use := next((each for each in uses if each.on_changes and each.sure), None):
        because = Message("%(tool)s analyses every change: see %(path)s.", _named(use))
        yield met("static_analysis_often", because, Confidence.GOOD, use.place)
    elif use := next((each for each in uses if each.daily), None):
        because = Message("%(tool)s analyses the code every day: see %(path)s.", _named(use))
        yield met("static_analysis_often", because, Confidence.GOOD, use.place)
    elif use := next((each for each in usage.of(Kind.BUGS) if each.on_changes and each.sure), None):
        because = Message(
            "%(tool)s, a linter that also finds faults, looks at every change: see %(path)s.", _named(use)
        )
        yield met("static_analysis_often", because, Confidence.PARTIAL, use.place)
    elif uses:
        because = Message("%(tool)s runs, but neither on every change nor every day: see %(path)s.", _named(uses[0]))
        yield unknown("static_analysis_often", because, uses[0].place)
    else:
        yield unknown("static_analysis_often", Message("No static analyser was found in continuous integration."))


@probe("static_analysis_fixed")
def fixed(usage: Usage) -> Iterator[Finding]:
    """Name the analysers whose findings a person has to judge."""
    uses = [each for each in usage.best(Kind.STATIC, Kind.SECURITY) if each.how is How.CI]
    if uses:
        names = tuple(dict.fromkeys(each.tool.name for each in uses))
        because = Message(
            "How soon findings of these tools are fixed has to be looked up where they report: %(tools)s.",
            {"tools": names},
        )
        yield unknown("static_analysis_fixed", because, *_places(uses))
    else:
        because = Message("No static analyser was found whose findings could be fixed.")
        yield unknown("static_analysis_fixed", because)


def _security_rules(files: Files) -> Iterator[tuple[str, Place]]:
    """Find rules for vulnerabilities that are turned on in a tool for many things."""
    for path in ("pyproject.toml", "ruff.toml", ".ruff.toml"):
        text = files.text(path) if path in files.entries else None
        data = toml_of(text)
        data = dig(data, "tool", "ruff") if path == "pyproject.toml" else data
        chosen = [
            each
            for table in (data, dig(data, "lint"))
            for key in ("select", "extend-select")
            for each in strings(dig(table, key))
        ]
        if any(each in {"ALL", "S"} or (each[:1] == "S" and each[1:].isdigit()) for each in chosen):
            hit = first(r"[\"'](?:ALL|S|S\d+)[\"']", text or "")
            yield "Ruff", files.place(path, hit.line if hit else 0, hit.text if hit else "")
    for path in (".golangci.yml", ".golangci.yaml"):
        data = yaml_of(files.text(path)) if path in files.entries else None
        enabled = list(strings(dig(data, "linters", "enable")))
        everything = dig(data, "linters", "default") == "all" or dig(data, "linters", "enable-all") is True
        disabled = list(strings(dig(data, "linters", "disable")))
        if "gosec" in enabled or (everything and "gosec" not in disabled):
            line = next((each.line for each in enabled if each == "gosec"), 0)
            yield "golangci-lint", files.place(path, line, "gosec")
    for name, path, pattern in (
        ("clang-tidy", ".clang-tidy", r"^[^#-]*\b(?:cert-|clang-analyzer-security)"),
        ("Psalm", "psalm.xml", r"runTaintAnalysis=\"true\""),
        ("Error Prone", "pom.xml", r"findsecbugs"),
    ):
        if path in files.entries and (hit := first(pattern, files.text(path) or "")):
            yield name, files.place(path, hit.line, hit.text)


def _places(uses: tuple[Use, ...] | list[Use]) -> tuple[Place, ...]:
    return tuple(each.place for each in uses if each.how is How.CI)[:3]


def _named(use: Use) -> dict[str, str]:
    return {"tool": use.tool.name, "path": use.place.path}
