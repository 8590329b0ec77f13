"""One look at a repository: what was found at which commit, in a form that can be stored and read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from badge.core.answers import Answer, Answers, Origin, Status
from badge.core.evidence import Repository
from badge.core.findings import Confidence, Finding, Outcome, Place
from badge.core.messages import Message, of_json


@dataclass(frozen=True)
class Look:
    """Findings and declared answers of one commit. `limits` says all that could not be read; empty means whole."""

    repository: Repository
    as_of: datetime
    findings: Sequence[Finding]
    limits: Sequence[Message] = ()
    declared: Answers = field(default_factory=dict)
    problems: Sequence[Message] = ()
    engine: str = ""

    @property
    def complete(self) -> bool:
        """Tell whether everything could be read."""
        return not self.limits

    def to_json(self) -> dict[str, Any]:
        """Give the stored form."""
        return {
            "repository": vars(self.repository),
            "as_of": self.as_of.isoformat(),
            "engine": self.engine,
            "limits": [each.to_json() for each in self.limits],
            "problems": [each.to_json() for each in self.problems],
            "declared": {
                criterion: {"status": answer.status, "justification": answer.justification}
                for criterion, answer in sorted(self.declared.items())
            },
            "findings": [_packed(each) for each in self.findings],
        }


def look_of_json(stored: Mapping[str, Any]) -> Look:
    """Read what `Look.to_json` wrote."""
    return Look(
        Repository(**stored["repository"]),
        datetime.fromisoformat(stored["as_of"]).astimezone(UTC),
        [_unpacked(each) for each in stored["findings"]],
        [of_json(each) for each in stored["limits"]],
        {
            criterion: Answer(Status(each["status"]), each["justification"], Origin.DECLARED)
            for criterion, each in stored["declared"].items()
        },
        [of_json(each) for each in stored["problems"]],
        stored["engine"],
    )


def _packed(finding: Finding) -> dict[str, Any]:
    return {
        "criterion": finding.criterion,
        "outcome": finding.outcome,
        "confidence": int(finding.confidence),
        "because": finding.because.to_json(),
        "places": [[each.path, each.line, each.blob, each.excerpt] for each in finding.places],
        "by_absence": finding.by_absence,
        "probe": finding.probe,
        "probe_version": finding.probe_version,
        **({"declared": True} if finding.declared else {}),
    }


def _unpacked(stored: Mapping[str, Any]) -> Finding:
    return Finding(
        stored["criterion"],
        Outcome(stored["outcome"]),
        of_json(stored["because"]),
        Confidence(stored["confidence"]),
        tuple(Place(*each) for each in stored["places"]),
        stored["by_absence"],
        stored["probe"],
        stored["probe_version"],
        stored.get("declared", False),
    )
