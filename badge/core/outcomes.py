"""The scoring rules as a table, for places where Python does not run: the same verdicts, looked up instead of computed.

It is made from `scoring.blocker` itself, so there is one statement of the rules, and no second one to keep in step.
"""

from __future__ import annotations

from typing import Any

from badge.core.answers import Quality, Status
from badge.core.criteria import Criterion, Series
from badge.core.scoring import Reason, blocker

STATUSES = (Status.UNKNOWN, Status.UNMET, Status.NA, Status.MET)
ENOUGH = "."
LETTERS = {
    Reason.UNANSWERED: "q",
    Reason.UNMET: "u",
    Reason.ADDRESS: "a",
    Reason.JUSTIFICATION: "j",
    Reason.NA_REFUSED: "n",
    Reason.LEVEL_BELOW: "l",
}


def verdicts(criterion: Criterion) -> str:
    """Give twelve letters: four statuses (?, Unmet, N/A, Met) by three qualities of text (none, good, address)."""
    return "".join(
        ENOUGH if (reason := blocker(criterion, status, quality)) is None else LETTERS[reason]
        for status in STATUSES
        for quality in Quality
    )


def table(series: Series) -> dict[str, Any]:
    """Give what is needed to judge a series: levels in order, each with its active criteria and their verdicts."""
    return {
        "series": series.id,
        "cumulative": series.cumulative,
        "statuses": [str(each) for each in STATUSES],
        "reasons": {letter: str(reason) for reason, letter in LETTERS.items()},
        "levels": [
            {
                "id": level.id,
                "requires": level.requires,
                "requires_criterion": level.requires_criterion,
                "verdicts": {each.id: verdicts(each) for each in level.criteria if each.active},
            }
            for level in series.levels
        ],
    }
