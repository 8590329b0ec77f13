"""Settings of a repository that are kept as files: what protects its branches. They say what is meant, not what is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from badge.core.evidence import Files
from badge.core.findings import Place
from badge.probes.facts.marks import Mark, Marks
from badge.probes.patterns import first

MOST_FILES = 30
LARGEST = 256 * 1024

SUBJECTS: Mapping[str, str] = {
    "changes": (
        r"required_pull_request_reviews|\"type\":\s*\"pull_request\"|required_approving_review_count|pull_request\s*\{"
        r"|restrict_pushes|push_restrictions|push_access_level|^pull_request_rules:|^(?:status|use_squash_merge)\s*="
    ),
    "deletion": (
        r"allow_deletions:?\s*[=:]?\s*false|allows_deletions\s*=\s*false|\"type\":\s*\"deletion\""
        r"|^\s*deletion\s*=\s*true"
    ),
    "checks": (
        r"required_status_checks|\"type\":\s*\"required_status_checks\"|required_checks|check-success|status-success"
        r"|^status\s*=|^\s*(?:gate|check):"
    ),
    "approval": (
        r"required_approving_review_count\"?\s*[:=]\s*[1-9]|#approved-reviews-by\s*>=?\s*[1-9]|required_approvals?\s*[:=]\s*[1-9]"
        r"|approvals_before_merge\s*[:=]\s*[1-9]"
    ),
}
"""What a setting is about, and how it is written in those files."""


class Protection(NamedTuple):
    """For each subject the first place that speaks of it."""

    places: Mapping[str, Place]


def gather(marks: Marks, files: Files) -> Protection:
    """Read the few files that settings are made of."""
    places: dict[str, Place] = {}
    for path in marks.of(Mark.SETTINGS)[:MOST_FILES]:
        text = files.text(path) if (files.entries[path].size or 0) <= LARGEST else None
        for subject, pattern in SUBJECTS.items() if text else ():
            if subject not in places and (hit := first(pattern, text or "")):
                places[subject] = files.place(path, hit.line, hit.text)
    return Protection(places)
