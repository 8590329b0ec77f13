"""Tools that compare dependencies with known vulnerabilities, or keep them new, as data, and where they are used.

One more tool is one more row: its name, a pattern for commands, and one for ready-made steps.
"""

# ruff: noqa: E501  # a row of these tables is a line

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from badge.core.evidence import Files, Kind
from badge.core.findings import Place
from badge.probes.facts.ci.model import Job, Workflow
from badge.probes.facts.languages import Languages
from badge.probes.facts.structured import dig, json_of, rows, yaml_of
from badge.probes.facts.workflows import Workflows
from badge.probes.patterns import compiled, found

NOTHING = r"\z."

# A tool that looks dependencies up among known vulnerabilities: its name, commands, ready-made steps.
AUDITORS: tuple[tuple[str, str, str], ...] = (
    ("OSV-Scanner", r"\bosv-scanner\b", r"osv-scanner"),
    ("GitHub's dependency review", NOTHING, r"dependency-review-action"),
    ("GitLab's dependency scanning", NOTHING, r"dependency[-_]scanning"),
    ("pip-audit", r"\bpip-audit\b", r"gh-action-pip-audit"),
    ("Safety", r"\bsafety (?:check|scan|--)", r"pyupio/safety"),
    ("npm audit", (
        r"\b(?:npm|pnpm|bun) (?:-\S+ )*audit\b(?: signatures)?|\byarn (?:npm )?audit\b|\baudit-ci\b"
        r"|\bimproved-yarn-audit\b|\bbetter-npm-audit\b"
    ), r"audit-ci|npm-audit"),
    ("cargo-audit", r"\bcargo[- ]audit\b", r"rustsec/audit-check|actions-rust-lang/audit|rust-audit"),
    ("cargo-deny", r"\bcargo[- ]deny\b", r"cargo-deny"),
    ("govulncheck", r"\bgovulncheck\b", r"govulncheck"),
    ("Nancy", r"\bnancy sleuth\b", r"nancy-github-action"),
    ("bundler-audit", r"\bbundler?[- ]audit\b|\bruby-audit\b", r"bundler-audit"),
    ("composer audit", r"\bcomposer (?:-\S+ )*audit\b|\blocal-php-security-checker\b|\bsymfony security:check\b", r"security-checker-action"),
    ("mix audits", r"\bmix (?:deps\.audit|hex\.audit)\b", NOTHING),
    ("dotnet list package", r"\bdotnet list\b[^\n]*\bpackage\b[^\n]*--vulnerable", NOTHING),
    ("OWASP Dependency-Check", r"\bdependency-check(?:\.sh|:check|-maven)?\b|dependencyCheck\w+", r"dependency-check"),
    ("Trivy", r"\btrivy (?:-\S+ )*(?:fs|filesystem|repo|repository|rootfs|image|sbom|vm)\b", r"trivy-action"),
    ("Grype", r"\bgrype\b", r"anchore/scan-action"),
    ("Snyk", r"\bsnyk (?:test|monitor|container test)\b", r"snyk/actions|snyk-action"),
    ("Mend", r"\bwss-unified-agent\b|\bmend dep\b", r"whitesource|mend-"),
    ("Black Duck", r"\bdetect\.(?:sh|jar)\b|synopsys-detect", r"blackduck|synopsys-(?:action|detect)"),
    ("FOSSA", r"\bfossa (?:analyze|test)\b", r"fossas?/"),
    ("Nexus IQ", r"\bnexus-iq-cli\b|\bossindex:audit\b|\bossIndexAudit\b", r"nexus-iq|ossindex"),
    ("Docker Scout", r"\bdocker scout (?:cves|quickview|compare)\b", r"docker/scout-action"),
    ("Retire.js", r"\bretire\b(?: --\S+|\s*$)", NOTHING),
    ("Julia's or R's audits", r"\boysteR::audit|oysteR\b", NOTHING),
    ("Meterian", NOTHING, r"meterian"),
    ("Socket", r"\bsocket (?:scan|ci)\b", r"socketdev|socketsecurity"),
)  # fmt: skip

NATIVE = frozenset("C C++ Assembly Fortran Ada Shell".split())

# Files that set up a service which keeps dependencies new and warns of vulnerable ones.
UPDATERS: tuple[tuple[str, str], ...] = (
    ("Dependabot", r"\.github/dependabot\.ya?ml|\.dependabot/config\.ya?ml"),
    ("Renovate", (
        r"(?:\.github/|\.gitlab/|\.forgejo/|\.gitea/)?renovate\.json5?|\.renovaterc(?:\.json5?)?"
        r"|renovate\.jsonc?"
    )),
    ("Scala Steward", r"(?:\.github/|\.config/)?\.?scala-steward\.conf"),
    ("Snyk", r"\.snyk"),
    ("Mend", r"\.whitesource"),
    ("PyUp", r"\.pyup\.ya?ml"),
    ("Depfu", r"\.depfu\.ya?ml"),
)  # fmt: skip

ECOSYSTEMS: dict[str, str] = {
    "npm": "JavaScript TypeScript Vue Svelte", "bun": "JavaScript TypeScript Vue Svelte", "pip": "Python", "uv": "Python", "conda": "Python R", "gomod": "Go", "cargo": "Rust",
    "bundler": "Ruby", "composer": "PHP", "maven": "Java Kotlin Scala Groovy Clojure", "gradle": "Java Kotlin Scala Groovy", "sbt": "Scala", "nuget": "C# F# Visual-Basic PowerShell",
    "dotnet-sdk": "C# F#", "mix": "Elixir Erlang", "pub": "Dart", "elm": "Elm", "swift": "Swift Objective-C", "julia": "Julia", "vcpkg": "C C++", "helm": "Shell", "gitsubmodule": "C C++",
}  # fmt: skip
"""What Dependabot can watch, and the languages of the software that this is about; the rest builds it only."""


class Watcher(NamedTuple):
    """One use of such a tool. For a command or a step: the workflow and job it stands in, and whether a failure counts.

    `narrow` says that it watches only what builds the software, not what the software is made of.
    """

    name: str
    place: Place
    workflow: Workflow | None = None
    job: Job | None = None
    tolerated: bool = False
    narrow: bool = False


class Watchers(NamedTuple):
    """All uses: `audits` look for known vulnerabilities, `updates` are services that keep dependencies new."""

    audits: tuple[Watcher, ...]
    updates: tuple[Watcher, ...]


def gather(files: Files, workflows: Workflows, languages: Languages) -> Watchers:
    """Look at the configuration of services, and at what continuous integration runs."""
    updates = []
    for path, entry in files.entries.items():
        if entry.kind is Kind.FILE and path.count("/") <= 1 and _UPDATERS.match(path.lower()):
            name = next(name for name, pattern in UPDATERS if compiled(rf"\A(?:{pattern})\z").match(path.lower()))
            updates.append(Watcher(name, files.place(path), narrow=_is_narrow(name, files, path, languages.main)))
    text = (files.text("package.json") or "") if "package.json" in files.entries else ""
    if '"renovate"' in text and dig(json_of(text), "renovate") is not None:
        updates.append(Watcher("Renovate", files.place("package.json")))
    audits = []
    for run in workflows.runs:
        if name := _audits(run.command.text, 1):
            place = workflows.place(run.command)
            audits.append(Watcher(name, place, run.workflow, run.job, run.command.tolerated or run.step.tolerated))
    for workflow, job, step in workflows.steps:
        if step.uses and (name := _audits(step.uses, 2)):
            audits.append(Watcher(name, workflows.place(step), workflow, job, step.tolerated))
    return Watchers(tuple(audits), tuple(updates))


_UPDATERS = compiled("|".join(rf"\A(?:{pattern})\z" for _, pattern in UPDATERS))


@lru_cache(maxsize=2)
def _some(column: int) -> str:
    return "|".join(row[column] for row in AUDITORS if row[column] != NOTHING)


@lru_cache(maxsize=4096)
def _audits(text: str, column: int) -> str:
    """Name the tool that a command or a step uses, or nothing."""
    if not found(_some(column), text):
        return ""
    return next((row[0] for row in AUDITORS if found(row[column], text)), "")


def _is_narrow(name: str, files: Files, path: str, language: str) -> bool:
    """Tell whether a service watches only what builds the software, or parts in other languages."""
    if name != "Dependabot":
        return language in NATIVE  # what such software is made of, no package manager knows
    watched = {str(dig(each, "package-ecosystem")) for each in rows(dig(yaml_of(files.text(path)), "updates"))}
    return not any(language.replace(" ", "-") in ECOSYSTEMS.get(each, "").split() for each in watched)
