"""How much of the code the tests must reach for a run to succeed: the floors that configuration sets."""

# ruff: noqa: E501  # a row of the table is a line

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from badge.core.evidence import Files, Kind
from badge.core.findings import Place
from badge.probes.facts.languages import is_others
from badge.probes.facts.workflows import Workflows
from badge.probes.patterns import compiled, every, first, found

LARGEST = 256 * 1024
"""Bytes of a file that is read."""

FILES = compiled(
    r"\A(?:pyproject\.toml|setup\.cfg|tox\.ini|\.coveragerc|coverage\.toml|pytest\.ini|noxfile\.py|package\.json"
    r"|(?:jest|vitest|vite|karma)[\w.-]*\.(?:js|cjs|mjs|ts|mts|json)|\.(?:nycrc|c8rc|taprc)(?:\.\w+)?|makefile|justfile"
    r"|(?:spec|test)/(?:spec|test|rails)_helper\.rb|\.simplecov|pom\.xml|build\.gradle(?:\.kts)?|build\.sbt"
    r"|\.?codecov\.ya?ml|\.github/\.?codecov\.ya?ml|\.testcoverage\.ya?ml|\.octocov\.ya?ml|tarpaulin\.toml|\.tarpaulin\.toml"
    r"|coveralls\.json|mix\.exs|phpunit\.xml(?:\.dist)?|infection\.json5?(?:\.dist)?|directory\.build\.props|composer\.json)\z"
)

# Whether it speaks of branches, and how a floor is written.
_RULES: tuple[tuple[bool, str], ...] = (
    (False, r"(?:--cov-fail-under|--fail-under(?:-lines|-regions)?|fail[_-]under|minimum_coverage|coverageMinimum\w*|--min(?:imum)?-coverage|--check-coverage\b.*--lines|coverage_threshold)[ =:\"'>(]+([0-9]{1,3}(?:\.[0-9]+)?)"),
    (True, r"(?:--branches|--fail-under-branches|\"?branches\"?|minimum_branch\w*)\s*[ =:\"'>(]+([0-9]{1,3}(?:\.[0-9]+)?)"),
    (False, r"^[ \t]*\"?(?:lines|statements)\"?\s*:\s*([0-9]{1,3}(?:\.[0-9]+)?)"),
    (False, r"<minimum>\s*(0?\.[0-9]+|1(?:\.0+)?|[0-9]{2}%?)|\bminimum\s*=\s*[\"']?(0?\.[0-9]+)|minBound\(\s*([0-9]{1,3})|<Threshold>\s*([0-9]{1,3})"),
    (False, r"^[ \t]*(?:target|total|threshold):\s*\"?([0-9]{2,3}(?:\.[0-9]+)?)%?\"?\s*$"),
)  # fmt: skip

_BRANCHES = r"^[ \t]*branch\s*=\s*(?:true|1)|--cov-branch|--branch\b|enable_coverage\s*:?branch|counter>BRANCH"


class Floor(NamedTuple):
    """A floor in per cent, whether it is for branches, and where it stands."""

    percent: float
    branches: bool
    place: Place


class Coverage(NamedTuple):
    """All floors, the highest first. `with_branches` where coverage of branches is measured."""

    floors: tuple[Floor, ...]
    with_branches: tuple[Place, ...]

    def best(self, *, branches: bool = False) -> Floor | None:
        """Give the highest floor; with `branches` one that branches have to reach."""
        return next((each for each in self.floors if each.branches or not branches), None)


def gather(files: Files, workflows: Workflows) -> Coverage:
    """Read the usual files, and the commands of continuous integration."""
    floors: list[Floor] = []
    branched: list[Place] = []
    for path, entry in files.entries.items():
        if entry.kind is Kind.FILE and _speaks(path) and (entry.size or 0) <= LARGEST:
            text = files.text(path) or ""
            branch = first(_BRANCHES, text)
            if branch:
                branched.append(files.place(path, branch.line, branch.text))
            floors += _in_file(files, path, text, in_branches=branch is not None)
    for run in workflows.runs:
        for branches, pattern in _RULES[:2]:
            if found(r"cov|c8|nyc|jest|vitest|fail-under", run.command.text) and (
                hit := first(pattern, run.command.text)
            ):
                floors.append(Floor(_percent(hit.groups[0]), branches, workflows.place(run.command)))
    ordered = sorted(dict.fromkeys(floors), key=lambda each: (-each.percent, each.place))
    return Coverage(tuple(ordered), tuple(branched))


def _speaks(path: str) -> bool:
    name = path if path.startswith((".github/", "spec/", "test/")) else path.rpartition("/")[2]
    return path.count("/") <= 2 and FILES.opens(name.lower()) and not is_others(path)


def _in_file(files: Files, path: str, text: str, *, in_branches: bool) -> Iterator[Floor]:
    if not found(r"cover|fail.under|branches|minimum|target|threshold", text):
        return
    for branches, pattern in _RULES:
        if "target|total" in pattern and "cov" not in path.lower():
            continue  # such a word is about coverage only in a file of coverage
        for hit in every(pattern, text):
            percent = _percent(next((group for group in hit.groups if group), "0"))
            if 0 < percent <= 100 and not hit.text.lstrip().startswith(("#", "//", "<!--")):
                yield Floor(percent, branches or in_branches, files.place(path, hit.line, hit.text))


def _percent(text: str) -> float:
    number = float(text.rstrip("%"))
    return number * 100 if number <= 1 else number
