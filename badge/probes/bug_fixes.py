"""Whether bugs that were fixed got a test: what the changes of the last six months touch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from badge.core.evidence import Commit, History
from badge.core.findings import Confidence, Finding, met, unknown, unmet
from badge.core.messages import Message, counted
from badge.probes.facts.languages import Languages, in_tests, is_others, language_of
from badge.probes.facts.people import is_robot
from badge.probes.patterns import found
from badge.probes.probe import probe

HALF_A_YEAR = timedelta(days=183)
FEWEST, MANY = 10, 20
SMALL = 0.20
TESTED_INSIDE = frozenset({"Rust", "Zig", "D", "OCaml", "Racket", "V"})
"""Languages in which tests stand among the code, so that paths do not show them."""

_FIX = (
    r"^(?:\w+(?:\([\w ./-]+\))?!?: )?(?:bug ?)?fix(?:e[sd]|ing)?\b|\bfix(?:es|ed)? (?:#\d+|(?:a "
    r"|the )?(?:\w+ ){0,3}(?:bug|crash|regression|leak|issue|error|race|panic|exception|overflow"
    r"|deadlock|segfault))"
    r"|\b(?:bug|regression|crash|segfault|deadlock|use[- ]after[- ]free|null pointer|memory leak)\b"
    r"|\bclos(?:es|ed) #\d+"
)
_NO_BUG = (
    r"\b(?:docs?|documentation|typos?|spelling|lint\w*|ci|chore|deps|dependenc\w+|build|comments?|readme"
    r"|changelog|style|format\w*|warnings?|release|workflow|tests?|flaky|merge|refactor\w*|links?"
    r"|examples?|packaging|copyright|translations?|nit|mypy|ruff|clippy|cmake|makefile)\b"
)


@probe("regression_tests_added50")
def tested(history: History, languages: Languages, as_of: datetime) -> Iterator[Finding]:
    """Count the fixes of the last six months that touch tests; subjects of commits are a poor list of bugs."""
    criterion = "regression_tests_added50"
    fixes = [each for each in history.commits if _is_fix(each, as_of)]
    with_tests = sum(1 for each in fixes if any(in_tests(path) for path in each.paths or ()))
    if not fixes:
        because = Message("No commit of the last six months was recognised as the fix of a bug.")
        yield unknown(criterion, because)
        return
    because = counted(
        "Of %(count)s change in the last six months that seems to fix a bug, %(tested)s touch tests "
        "too (%(percent)s %%).",
        (
            "Of %(count)s changes in the last six months that seem to fix a bug, %(tested)s touch tests "
            "too (%(percent)s %%)."
        ),
        len(fixes),
        tested=with_tests,
        percent=100 * with_tests // len(fixes),
    )
    if len(fixes) >= FEWEST and 2 * with_tests >= len(fixes):
        yield met(criterion, because, Confidence.PARTIAL)
    elif (
        len(fixes) >= MANY
        and with_tests < SMALL * len(fixes)
        and languages.main not in TESTED_INSIDE
        and history.complete
    ):
        yield unmet(criterion, because, Confidence.CUE)
    else:
        yield unknown(criterion, because)


def _is_fix(commit: Commit, as_of: datetime) -> bool:
    """Tell whether a person seems to have fixed a bug in the source."""
    return (
        bool(commit.paths)
        and as_of - HALF_A_YEAR <= commit.time <= as_of + timedelta(days=1)
        and found(_FIX, commit.subject)
        and not found(_NO_BUG, commit.subject)
        and not is_robot(commit.author, commit.email)
        and any(language_of(path) and not in_tests(path) and not is_others(path) for path in commit.paths or ())
    )
