"""What the history shows of habits: whether tests come with changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from badge.core.evidence import Commit, History
from badge.core.findings import Confidence, Finding, met, unknown
from badge.core.messages import Message, counted
from badge.probes.facts.languages import Languages, in_tests, is_others, language_of
from badge.probes.facts.people import is_robot
from badge.probes.patterns import found
from badge.probes.probe import probe

WINDOW = timedelta(days=365)
LARGE_SHARE, SMALL_SHARE = 0.30, 0.15
MANY, FEW = 10, 5

_NO_CHANGE = (
    r"^(bump|release|version|update (dependenc|changelog|copyright|version)|prepare|chore\(?(deps|release)|v?\d+\.\d+)"
)


@probe("tests_are_added")
def tests_added(history: History, languages: Languages, as_of: datetime) -> Iterator[Finding]:
    """Count the changes of the last twelve months that touch tests besides source files."""
    changes = [each for each in history.commits if _is_change(each, as_of)]
    touching = [each for each in changes if any(_is_source(path) for path in each.paths or ())]
    tested = [each for each in touching if any(in_tests(path) and _is_no_text(path) for path in each.paths or ())]
    share = len(tested) / len(touching) if touching else 0.0
    figures = {"tested": len(tested), "percent": round(100 * share)}
    if not touching:
        because = Message(
            "No change of the last twelve months touches source files, so nothing shows that tests are added."
        )
        yield unknown("tests_are_added", because)
        return
    because = counted(
        "Of %(count)s change to source files in the last twelve months, %(tested)s touch tests too (%(percent)s %%).",
        "Of %(count)s changes to source files in the last twelve months, %(tested)s touch tests too (%(percent)s %%).",
        len(touching),
        **figures,
    )
    if len(touching) >= MANY and share >= LARGE_SHARE:
        yield met("tests_are_added", because, Confidence.GOOD)
    elif len(touching) >= FEW and share >= SMALL_SHARE:
        yield met("tests_are_added", because, Confidence.PARTIAL)
    elif languages.main == "Rust":
        because = counted(
            "Of %(count)s change to source files in the last twelve months, %(tested)s touch files of tests too; "
            "Rust's tests often stand in the source files themselves, where this cannot be counted.",
            "Of %(count)s changes to source files in the last twelve months, %(tested)s touch files of tests too; "
            "Rust's tests often stand in the source files themselves, where this cannot be counted.",
            len(touching),
            tested=len(tested),
        )
        yield unknown("tests_are_added", because)
    else:
        yield unknown("tests_are_added", because)


def _is_change(commit: Commit, as_of: datetime) -> bool:
    """Tell whether a person made this commit in the window, and not for a release alone."""
    return (
        commit.paths is not None
        and commit.parents <= 1
        and as_of - WINDOW <= commit.time <= as_of + timedelta(days=1)
        and not is_robot(commit.author, commit.email)
        and not found(_NO_CHANGE, commit.subject)
    )


def _is_no_text(path: str) -> bool:
    return not path.lower().endswith((".md", ".rst", ".adoc"))


def _is_source(path: str) -> bool:
    return bool(language_of(path)) and not in_tests(path) and not is_others(path)
