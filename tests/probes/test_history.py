"""History probes: whether tests come with changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from badge.core.evidence import Commit, Evidence, History, MemoryFiles
from badge.core.findings import Finding
from badge.core.messages import Message
from badge.probes import history
from badge.probes.probe import run

AS_OF = datetime(2026, 1, 1, tzinfo=UTC)
BOTH, CODE, TEXT = ("src/a.py", "tests/test_a.py"), ("src/a.py",), ("README.md", "tests/README.md")


def commit(
    paths: tuple[str, ...] | None, *, days: int = 10, author: str = "Jane", parents: int = 1, subject: str = "Work"
) -> Commit:
    return Commit("c", AS_OF - timedelta(days=days), author, "jane@example.org", subject, parents=parents, paths=paths)


def look(commits: list[Commit], files: dict[str, str] | None = None) -> Finding:
    evidence = Evidence(MemoryFiles(files or {"src/a.py": "x = 1\n"}), history=History(commits), as_of=AS_OF)
    [finding] = run(evidence, [history.tests_added], strict=True)
    return finding


@pytest.mark.parametrize(
    ("commits", "expected"),
    [
        ([commit(BOTH)] * 5 + [commit(CODE)] * 5, "met 3"),
        ([commit(BOTH)] * 2 + [commit(CODE)] * 8, "met 2"),
        ([commit(BOTH)] * 5, "met 2"),
        ([commit(BOTH)] * 4, "unknown 1"),
        ([commit(BOTH)] + [commit(CODE)] * 9, "unknown 1"),
        ([commit(TEXT)] * 20, "unknown 1"),
        ([commit(("src/a.py", "tests/README.md"))] * 20, "unknown 1"),
        ([commit(BOTH, days=500)] * 20, "unknown 1"),
        ([commit(BOTH, author="dependabot[bot]")] * 20, "unknown 1"),
        ([commit(BOTH, subject="Bump the version")] * 20, "unknown 1"),
        ([commit(None, parents=2)] * 20, "unknown 1"),
        ([commit(("src/a.py", "vendor/b/test_b.py"))] * 20, "met 3"),
        ([], "unknown 1"),
    ],
)
def test_tests_come_with_changes(commits: list[Commit], expected: str) -> None:
    found = look(commits)
    assert f"{found.outcome} {found.confidence}" == expected


def test_the_figures_are_told() -> None:
    because = str(look([commit(BOTH)] * 5 + [commit(CODE)] * 5).because)
    assert because == "Of 10 changes to source files in the last twelve months, 5 touch tests too (50 %)."


def test_tests_inside_the_sources_of_rust_cannot_be_counted() -> None:
    found = look([commit(("src/lib.rs",))] * 20, {"src/lib.rs": "fn main() {}\n"})
    assert "Rust" in str(found.because)


def test_without_a_history_nothing_is_said() -> None:
    evidence = Evidence(MemoryFiles({}), absent={"history": Message("The clone is shallow.")}, as_of=AS_OF)
    [found] = run(evidence, [history.tests_added], strict=True)
    assert (str(found.outcome), str(found.because)) == ("unknown", "The clone is shallow.")
