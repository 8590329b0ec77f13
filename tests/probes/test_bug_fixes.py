"""Fixes of the last six months, and whether tests came with them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from badge.core.evidence import Commit, Evidence, History, MemoryFiles
from badge.core.findings import Outcome
from badge.probes import bug_fixes

AS_OF = datetime(2026, 1, 1, tzinfo=UTC)
BARE, TESTED = ("src/a.py",), ("src/a.py", "tests/test_a.py")


def fixes(
    tested: int, bare: int, subject: str = "Fix crash in the parser", days: int = 10, author: str = "Ada"
) -> list[Commit]:
    return [
        Commit(
            f"{n:040x}",
            AS_OF - timedelta(days=days),
            author,
            "ada@example.org",
            subject,
            paths=TESTED if n < tested else BARE,
        )
        for n in range(tested + bare)
    ]


def outcome(commits: list[Commit], source: str = "src/a.py") -> Outcome:
    evidence = Evidence(MemoryFiles({source: "x"}), history=History(commits), as_of=AS_OF)
    [finding] = bug_fixes.tested.run(evidence)
    return finding.outcome


@pytest.mark.parametrize(
    ("tested", "bare", "expected"),
    [
        (6, 6, Outcome.MET),
        (5, 6, Outcome.UNKNOWN),
        (4, 0, Outcome.UNKNOWN),
        (2, 28, Outcome.UNMET),
        (1, 9, Outcome.UNKNOWN),
        (0, 0, Outcome.UNKNOWN),
    ],
)
def test_half_of_enough_fixes_touch_tests(tested: int, bare: int, expected: Outcome) -> None:
    assert outcome(fixes(tested, bare)) is expected


@pytest.mark.parametrize(
    "subject",
    [
        "fix: wrong sum (#12)",
        "Fixed a race in the cache",
        "bugfix: overflow",
        "parser: fix regression of 1.2",
        "Closes #33",
    ],
)
def test_subjects_that_speak_of_a_bug_count(subject: str) -> None:
    assert outcome(fixes(12, 0, subject)) is Outcome.MET


@pytest.mark.parametrize(
    "subject",
    ["Fix typo", "docs: fix link", "Fix CI", "fix(deps): bump x", "Fix ruff warnings", "Add a prefix", "Release 1.2"],
)
def test_subjects_that_speak_of_something_else_do_not(subject: str) -> None:
    assert outcome(fixes(12, 0, subject)) is Outcome.UNKNOWN


def test_old_fixes_and_those_of_robots_do_not_count() -> None:
    assert outcome(fixes(12, 0, days=200)) is Outcome.UNKNOWN
    assert outcome(fixes(12, 0, author="fixer[bot]")) is Outcome.UNKNOWN


def test_where_tests_stand_among_the_code_paths_do_not_show_that_they_miss() -> None:
    assert outcome([each._replace(paths=("src/a.rs",)) for each in fixes(0, 30)], "src/a.rs") is Outcome.UNKNOWN
