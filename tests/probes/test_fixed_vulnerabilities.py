"""Fixes that the history names are shown, and nothing is concluded from them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from badge.core.evidence import Commit, Evidence, History, MemoryFiles
from badge.core.findings import Finding
from badge.probes import fixed_vulnerabilities
from badge.probes.probe import run

AS_OF = datetime(2026, 1, 1, tzinfo=UTC)


def commit(subject: str, days: int = 10, author: str = "Jane") -> Commit:
    return Commit("c", AS_OF - timedelta(days=days), author, "jane@example.org", subject)


def look(*commits: Commit) -> list[Finding]:
    evidence = Evidence(MemoryFiles({"a": ""}), history=History(commits), as_of=AS_OF)
    return run(evidence, [fixed_vulnerabilities.in_history], strict=True)


def test_the_first_commit_that_names_a_vulnerability_gives_its_day() -> None:
    found = look(
        commit("Mention cve-2025-1234 in the change log", 10),
        commit("Fix CVE-2025-1234 and GHSA-ab12-cd34-ef56", 20),
        commit("Fix CVE-2020-9999", 500),
    )
    assert {each.criterion for each in found} == {"vulnerabilities_critical_fixed", "vulnerabilities_fixed_60_days"}
    assert {each.status for each in found} == {None}
    assert str(found[0].because).startswith(
        "Commits of the last twelve months name 2 vulnerabilities, among them "
        "CVE-2025-1234 (2025-12-12), GHSA-AB12-CD34-EF56 (2025-12-12)."
    )


def test_one_is_told_as_one() -> None:
    because = str(look(commit("Fix CVE-2025-1234"))[0].because)
    assert because.startswith("Commits of the last twelve months name 1 vulnerability: CVE-2025-1234 (2025-12-22).")


@pytest.mark.parametrize(
    "commits",
    [[], [commit("Fix a bug")], [commit("Fix CVE-2025-1234", author="renovate[bot]")], [commit("CVE-12-1")]],
)
def test_nothing_is_said_where_nothing_is_named(commits: list[Commit]) -> None:
    assert look(*commits) == []
