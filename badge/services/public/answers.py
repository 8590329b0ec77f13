"""The answers of a project and what the last look found, as public data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from badge.core.answers import Status
from badge.core.criteria import Criteria
from badge.core.findings import Finding, Place
from badge.core.kept import KeptAnswer
from badge.core.look import Look
from badge.core.support import Support
from badge.services.entries import Whole, moment
from badge.services.proof import supports


def classes_of(found: Whole, criteria: Criteria) -> dict[str, Support]:
    """Give the class of each answer of a project."""
    return supports(found.sheet, found.look, found.project.circumstances, criteria)


def answers_data(found: Whole, classes: Mapping[str, Support], criteria: Criteria) -> list[dict[str, Any]]:
    """Write what people answered, in the order in which it is asked; what is computed from levels is not in it."""
    originals = {each.id: each.original for each in criteria.all()}
    computed = {level.requires_criterion for series in criteria.series for level in series.levels}
    asked = [each for each in originals if each in found.sheet]
    retired = sorted(found.sheet.keys() - originals.keys())
    return [
        _answer(name, originals.get(name, ""), found.sheet[name], str(classes.get(name, "")), asked=name in originals)
        for name in (*asked, *retired)
        if name not in computed and found.sheet[name].answer.status is not Status.UNKNOWN
    ]


def _answer(name: str, original: str, kept: KeptAnswer, support: str, *, asked: bool) -> dict[str, Any]:
    return {
        "criterion": name,
        "original": original or None,
        "asked": asked,
        "status": str(kept.answer.status),
        "justification": kept.answer.justification,
        "html": kept.html,
        "origin": str(kept.answer.origin),
        "class": support or None,
        "probe": kept.probe or None,
        "commit": kept.commit or None,
        "places": [place_data(each) for each in kept.places],
        "answered_at": moment(kept.at) if kept.at else None,
    }


def look_data(look: Look, looked_at: datetime) -> dict[str, Any]:
    """Say what was looked at, and whether all of it could be read. Sentences are English, for everybody the same."""
    return {
        "commit": look.repository.commit or None,
        "as_of": look.as_of.date().isoformat(),
        "looked_at": moment(looked_at),
        "engine": look.engine,
        "complete": look.complete,
        "limits": [str(each) for each in look.limits],
        "problems": [str(each) for each in look.problems],
    }


def findings_data(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Write what probes say."""
    return [
        {
            "criterion": each.criterion,
            "outcome": str(each.outcome),
            "status": str(each.status) if each.status else None,
            "confidence": int(each.confidence),
            "probe": each.probe,
            "probe_version": each.probe_version,
            "text": str(each.because),
            "reason": _reason(each.because.to_json()),
            "declared": each.declared,
            "by_absence": each.by_absence,
            "places": [place_data(one) for one in each.places],
        }
        for each in findings
    ]


def place_data(place: Place) -> dict[str, Any]:
    """Say where something stands; a line is null where the whole file is meant."""
    return {"path": place.path, "line": place.line or None, "blob": place.blob, "excerpt": place.excerpt}


def _reason(message: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": message["id"], "values": message["values"], "plural": message.get("plural"),
            "context": message.get("context")}  # fmt: skip
