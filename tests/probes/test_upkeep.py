"""A project that has ended is told from one in which something has; robots keep nothing alive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from badge.core.evidence import Commit, Evidence, History, MemoryFiles
from badge.core.findings import Confidence, Finding, Outcome
from badge.probes import upkeep

NOW = datetime(2026, 6, 1, tzinfo=UTC)
LONG = "Tool sorts photos.\n" * 30


def said(readme: str) -> Finding:
    [finding] = upkeep.own_words.run(Evidence(MemoryFiles({"README.md": readme}), as_of=NOW))
    return finding


def commit(days: int, author: str = "A Person", email: str = "person@example.org") -> Commit:
    return Commit("c", NOW - timedelta(days=days), author, email)


def newest(*commits: Commit) -> Finding:
    [finding] = upkeep.newest_commit.run(Evidence(MemoryFiles({}), head=commits[0], as_of=NOW))
    return finding


def activity(*commits: Commit) -> Finding:
    [finding] = upkeep.activity.run(Evidence(MemoryFiles({}), history=History(commits), as_of=NOW))
    return finding


@pytest.mark.parametrize(
    "top",
    [
        "# Tool\n\n**DEPRECATED**\n",
        "# Tool (deprecated)\n",
        "# [DEPRECATED] Tool\n",
        "# Tool - UNMAINTAINED\n",
        "> **Warning**: Deprecated\n",
        "# Tool\n\nDEPRECATED: use another one.\n",
        "# Tool\n\nThis project is no longer maintained.\n",
        "# Tool\n\n**This repository has been archived.**\n",
        "# Tool\n\nNote: this package is deprecated in favor of another.\n",
        "# Tool\n\nThis library is not actively maintained.\n",
        "# Tool\n\n[![No Maintenance Intended](http://unmaintained.tech/badge.svg)](http://unmaintained.tech/)\n",
        "# Tool\n\n![x](https://www.repostatus.org/badges/latest/abandoned.svg)\n",
        "# Tool\n\n![x](https://img.shields.io/badge/status-archived-red)\n",
    ],
)
def test_a_project_that_says_it_has_ended_is_believed(top: str) -> None:
    finding = said(top + "\n" + LONG)
    assert (finding.outcome, finding.confidence) == (Outcome.UNMET, Confidence.DIRECT)
    assert finding.places[0].line >= 1


@pytest.mark.parametrize(
    "top",
    [
        "# Tool\n\nIt finds deprecated functions.\n",
        "# Archiver\n\nTool for archived mail.\n",
        "# Tool\n\nPython 2 is no longer supported.\n",
        "# Tool\n\nThis project is no longer maintained for versions before 2.0.\n",
        "# Tool\n\nThis fork continues a project that is no longer maintained.\n",
        "# Tool\n\n- [Deprecated options](#deprecated)\n",
        "# Tool\n\nThis repository has moved to https://git.example.org/tool.\n",
        "# Tool\n\n```\nDEPRECATED\n```\n",
        "# Tool\n\n![x](https://www.repostatus.org/badges/latest/inactive.svg)\n",
        LONG + "\nThis project is no longer maintained.\n",
    ],
)
def test_an_end_of_something_else_leaves_it_open(top: str) -> None:
    assert said(top).outcome is Outcome.UNKNOWN


def test_a_badge_of_activity_counts_a_little() -> None:
    finding = said("# Tool\n\n![x](https://www.repostatus.org/badges/latest/active.svg)\n")
    assert (finding.outcome, finding.confidence) == (Outcome.MET, Confidence.PARTIAL)


@pytest.mark.parametrize(
    ("days", "outcome", "confidence"),
    [
        (0, Outcome.MET, Confidence.GOOD),
        (90, Outcome.MET, Confidence.GOOD),
        (91, Outcome.MET, Confidence.PARTIAL),
        (365, Outcome.MET, Confidence.PARTIAL),
        (366, Outcome.UNKNOWN, Confidence.CUE),
        (1095, Outcome.UNKNOWN, Confidence.CUE),
        (1096, Outcome.UNMET, Confidence.CUE),
    ],
)
def test_activity_is_judged_by_the_last_change_of_a_person(days: int, outcome: Outcome, confidence: Confidence) -> None:
    finding = activity(commit(0, "dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com"), commit(days))
    assert (finding.outcome, finding.confidence) == (outcome, confidence)


@pytest.mark.parametrize(
    ("author", "email"),
    [
        ("renovate[bot]", "bot@renovateapp.com"),
        ("dependabot-preview", "dependabot@example.org"),
        ("Weblate", "noreply@weblate.org"),
        ("github-actions", "github-actions@github.com"),
    ],
)
def test_robots_are_no_persons(author: str, email: str) -> None:
    assert activity(commit(0, author, email)).outcome is Outcome.UNKNOWN
    assert newest(commit(0, author, email)).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("author", "email"),
    [("Abbot", "abbot@example.org"), ("Robotics Lab", "lab@example.org"), ("A", "ci.b@example.org")],
)
def test_persons_are_no_robots(author: str, email: str) -> None:
    assert activity(commit(0, author, email)).outcome is Outcome.MET


@pytest.mark.parametrize(
    ("days", "outcome"), [(0, Outcome.MET), (365, Outcome.MET), (366, Outcome.UNKNOWN), (1096, Outcome.UNMET)]
)
def test_the_newest_commit_alone_counts_less(days: int, outcome: Outcome) -> None:
    finding = newest(commit(days))
    assert finding.outcome is outcome
    assert finding.confidence <= Confidence.PARTIAL


def test_without_a_history_nothing_is_said_of_it() -> None:
    evidence = Evidence(MemoryFiles({}), as_of=NOW)
    for probe in (upkeep.activity, upkeep.newest_commit):
        assert [each.outcome for each in probe.run(evidence)] == [Outcome.UNKNOWN]


def test_a_commit_from_the_future_is_new() -> None:
    assert activity(commit(-5)).outcome is Outcome.MET
