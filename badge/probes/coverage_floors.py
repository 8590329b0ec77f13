"""Whether a floor holds the coverage of the tests at what silver and gold ask for."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.findings import Confidence, Finding, met, unknown
from badge.core.messages import Message
from badge.probes.facts.coverage import Coverage, Floor
from badge.probes.facts.testing import Testing
from badge.probes.patterns import found
from badge.probes.probe import probe

STATEMENTS: dict[str, int] = {"test_statement_coverage80": 80, "test_statement_coverage90": 90}
BRANCHES: dict[str, int] = {"test_branch_coverage80": 80}

_ONLY_BRANCHES = r"branch"
_PUBLISHED = r"^[ \t]*(?:target|total|threshold)"


@probe("test_statement_coverage80", "test_statement_coverage90")
def statements(coverage: Coverage, testing: Testing) -> Iterator[Finding]:
    """Compare the floors for statements or lines with what is asked."""
    floors = [each for each in coverage.floors if not found(_ONLY_BRANCHES, each.place.excerpt)]
    for criterion, least in STATEMENTS.items():
        yield _judged(criterion, floors, least, testing)


@probe("test_branch_coverage80")
def branches(coverage: Coverage, testing: Testing) -> Iterator[Finding]:
    """Compare the floors that are for branches alone, or that nothing can miss, with what is asked."""
    floors = [each for each in coverage.floors
              if found(_ONLY_BRANCHES, each.place.excerpt) or (each.branches and each.percent >= 100)]  # fmt: skip
    for criterion, least in BRANCHES.items():
        yield _judged(criterion, floors, least, testing, measured=bool(coverage.with_branches))


def _judged(criterion: str, floors: list[Floor], least: int, testing: Testing, *, measured: bool = False) -> Finding:
    best = floors[0] if floors else None
    if best is None:
        if measured:
            return unknown(criterion, Message("The coverage of branches is measured, but no floor for it was found."))
        return unknown(criterion, Message("No floor for the coverage of the tests was found in the configuration."))
    values = {"path": best.place.path, "percent": f"{best.percent:g}"}
    if best.percent < least:
        because = Message("%(path)s demands only that the tests reach %(percent)s %% of the code.", values)
        return unknown(criterion, because, best.place)
    because = Message("%(path)s demands that the tests reach %(percent)s %% of the code.", values)
    if testing.runs or testing.ready_made:
        return met(criterion, because, Confidence.PARTIAL, best.place)
    return unknown(criterion, because, best.place)
