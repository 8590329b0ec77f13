"""Fixes of vulnerabilities that the history names, for the person who knows when each was reported."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from badge.core.evidence import History
from badge.core.findings import Finding, unknown
from badge.core.messages import counted
from badge.probes.facts.people import is_robot
from badge.probes.patterns import compiled
from badge.probes.probe import probe

WINDOW = timedelta(days=365)
NAMED = 5
"""Fixes that a sentence names one by one, the newest first."""

_ID = r"\b(?:CVE-\d{4}-\d{4,}|GHSA(?:-[0-9a-z]{4}){3})\b"


@probe("vulnerabilities_fixed_60_days", "vulnerabilities_critical_fixed")
def in_history(history: History, as_of: datetime) -> Iterator[Finding]:
    """Find commits of the last year that name a vulnerability; robots, which update what others made, left out."""
    days: dict[str, str] = {}
    for commit in history.commits:
        if as_of - WINDOW <= commit.time and not is_robot(commit.author, commit.email):
            for name in compiled(_ID).findall(commit.subject):
                days[name.upper()] = commit.time.date().isoformat()  # newest first, so the first that named it stays
    if not days:
        return
    fixes = tuple(f"{name} ({day})" for name, day in list(days.items())[:NAMED])
    because = counted(
        "Commits of the last twelve months name %(count)s vulnerability: %(fixes)s. "
        "Compare the day with the one on which it was reported and became known.",
        "Commits of the last twelve months name %(count)s vulnerabilities, among them %(fixes)s. "
        "Compare each day with the one on which it was reported and became known.",
        len(days),
        fixes=fixes,
    )
    for criterion in ("vulnerabilities_fixed_60_days", "vulnerabilities_critical_fixed"):
        yield unknown(criterion, because)
