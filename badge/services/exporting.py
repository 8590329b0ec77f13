"""The JSON form of an assessment: stable, sorted, and the same bytes for the same commit, date and version."""

from __future__ import annotations

import json
from typing import Any

from badge import __version__
from badge.core.findings import Finding
from badge.core.messages import Message
from badge.core.proposals import conflicts
from badge.core.scoring import Standing
from badge.core.support import counts
from badge.services.assess import Assessment, Say


def as_json(assessment: Assessment, say: Say) -> str:
    """Write an assessment as JSON (the form is described in docs/json.md); it ends with a line break."""
    return json_of(as_data(assessment, say))


_OBEYED = {each: f"\\u{each:04x}" for each in (*range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))}
"""What a terminal obeys, or what turns text around; JSON itself would leave it as it is."""

_HALF = {each: f"\\u{each:04x}" for each in range(0xD800, 0xE000)}


def json_of(data: object) -> str:
    """Write plain data as JSON that can be shown on a terminal and is always UTF-8; it ends with a line break."""
    text = json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    return text if text.isascii() and "\x7f" not in text else text.translate(_OBEYED | _HALF)


def as_data(assessment: Assessment, say: Say) -> dict[str, Any]:
    """Give the same as plain data."""
    look = assessment.look
    return {
        "badge_version": __version__,
        "repository": look.repository.web or look.repository.remote,
        "commit": look.repository.commit,
        "as_of": look.as_of.date().isoformat(),
        "complete": look.complete,
        "limits": [said(each, say) for each in look.limits],
        "problems": [said(each, say) for each in look.problems],
        "findings": [finding_data(each, say) for each in look.findings],
        "proposals": {
            criterion: {
                "status": each.status,
                "confidence": int(each.finding.confidence),
                "basis": each.basis,
                "justification": each.justification(assessment.sentences[criterion]),
            }
            for criterion, each in assessment.proposed.items()
        },
        "answers": {
            criterion: {
                "status": each.status,
                "justification": each.justification,
                "origin": each.origin,
                "class": assessment.supports.get(criterion),
            }
            for criterion, each in assessment.given.items()
        },
        "classes": counts(assessment.supports.values()),
        "conflicts": {
            criterion: finding_data(each, say) for criterion, each in conflicts(look.findings, assessment.given).items()
        },
        "standing": {series: standing_data(each) for series, each in assessment.standings.items()},
        "standing_counts": "answers first, and proposals where nothing was answered",
    }


def finding_data(finding: Finding, say: Say) -> dict[str, Any]:
    """Give one finding as plain data."""
    return {
        "criterion": finding.criterion,
        "status": finding.status,
        "outcome": finding.outcome,
        "confidence": int(finding.confidence),
        "probe": finding.probe,
        "probe_version": finding.probe_version,
        "reason": finding.because.to_json(),
        "text": say(finding.because),
        "declared": finding.declared,
        "places": [
            {"path": each.path, "line": each.line or None, "blob": each.blob, "excerpt": each.excerpt}
            for each in finding.places
        ],
    }


def standing_data(standing: Standing) -> dict[str, Any]:
    """Give one standing as plain data."""
    return {
        "level": standing.level or None,
        "tiered_percentage": standing.tiered_percentage,
        "levels": {
            level: {
                "percentage": each.percentage,
                "blockers": [{"criterion": one.criterion, "reason": one.reason} for one in each.blockers],
            }
            for level, each in standing.levels.items()
        },
    }


def said(message: Message, say: Say) -> dict[str, Any]:
    """Give a message as data, and said."""
    return {**message.to_json(), "text": say(message)}
