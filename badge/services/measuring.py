"""Measuring how often probes are right: a folder of labelled repositories, looked at one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from badge import probes
from badge.core.accuracy import Case, Measurement, Miss, Silence, Tally, measure
from badge.core.answers import Status
from badge.core.errors import UnreadableError
from badge.core.messages import Message, Value
from badge.probes.facts.structured import dig, rows, table, yaml_of
from badge.probes.probe import run
from badge.sources import folder as plain
from badge.sources import local

LABELS = "labels.yml"
INSIDE = "repository"
"""Where the repository is, if it is not the folder of the labels itself."""

_MOST_BYTES = 200_000
_STATUS = {str(each).lower(): each for each in Status}


@dataclass(frozen=True)
class Labels:
    """What a person says of a repository: what is true of each criterion on a given day."""

    truths: Mapping[str, frozenset[Status]]
    as_of: datetime
    remote: str = ""


def measured(cases: Iterable[Case]) -> Measurement:
    """Count what all probes said of some cases."""
    return measure(cases, {each.name: each.answers for each in probes.ALL})


def look_at_all(
    folder: Path, known: frozenset[str], as_of: datetime, tell: Callable[[str], None] = lambda _: None
) -> list[Case]:
    """Look at every labelled repository in a folder; raises UnreadableError where labels cannot be used."""
    places = sorted(each.parent for each in folder.glob(f"*/{LABELS}"))
    if not places:
        none = "%(path)s holds no folder with a file labels.yml. docs/accuracy.md says what one looks like."
        raise UnreadableError(Message(none, {"path": str(folder)}))
    cases = []
    for place in places:
        tell(place.name)
        cases.append(look(place, read_labels(place / LABELS, known, as_of)))
    return cases


def look(place: Path, labels: Labels) -> Case:
    """Run all probes over one repository: git where it is git, else its files alone."""
    where = place / INSIDE if (place / INSIDE).is_dir() else place
    if plain.is_repository(where):
        with local.look(where, labels.as_of, remote=labels.remote) as evidence:
            findings = run(evidence, probes.ALL)
    else:
        findings = run(plain.look(where, labels.as_of, None, labels.remote, frozenset({LABELS})), probes.ALL)
    return Case(place.name, labels.truths, findings)


def read_labels(path: Path, known: frozenset[str], as_of: datetime) -> Labels:
    """Read what is true of a repository."""
    values: dict[str, Value] = {"path": str(path)}
    if path.stat().st_size > _MOST_BYTES:
        raise UnreadableError(Message("%(path)s is too large to be read as labels.", values))
    document = yaml_of(path.read_text("utf-8", errors="replace"))
    truths = {name: _truth(value) for name, value in table(dig(document, "labels")).items()}
    if not truths:
        raise UnreadableError(Message("%(path)s has no labels. It needs a mapping labels: CRITERION: STATUS.", values))
    for name, truth in truths.items():
        if name not in known:
            raise UnreadableError(
                Message("There is no criterion %(name)s, as %(path)s says.", {**values, "name": name})
            )
        if truth is None:
            wrong = "The label of %(name)s in %(path)s has to be Met, Unmet, N/A or ?, or a list of these."
            raise UnreadableError(Message(wrong, {**values, "name": name}))
    return Labels(
        {name: truth for name, truth in truths.items() if truth},
        _day(dig(document, "as_of")) or as_of,
        str(dig(document, "remote") or ""),
    )


def _truth(value: object) -> frozenset[Status] | None:
    statuses = [_STATUS.get(str(each).strip().lower()) for each in rows(value)]
    return frozenset(each for each in statuses if each) if statuses and all(statuses) else None


def _day(value: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(value)).replace(tzinfo=UTC)
    except ValueError:
        return None


def as_data(found: Measurement) -> dict[str, Any]:
    """Give a measurement as plain data."""
    return {
        "cases": found.cases,
        "labels": found.labels,
        "criteria": len(found.criteria),
        "probes": {name: _tally(each) for name, each in found.probes.items()},
        "proposals": [
            {"status": status, "confidence": int(confidence), "right": each.right, "wrong": each.wrong}
            for (status, confidence), each in found.proposed.items()
            if each.right or each.wrong
        ],
        "misses": [_miss(each) for each in found.misses],
        "silences": [_silence(each) for each in found.silences],
    }


def record(found: Measurement) -> dict[str, Any]:
    """Give what is kept beside the probes: how often each was right."""
    return {
        "probes": {name: asdict(each) for name, each in found.probes.items()},
        "met": {name: asdict(each) for name, each in found.met.items()},
    }


def _tally(tally: Tally) -> dict[str, Any]:
    shares = {"precision": tally.precision, "recall": tally.recall, "unknown": tally.unknown}
    return {**asdict(tally), **{name: None if each is None else round(each, 3) for name, each in shares.items()}}


def _miss(miss: Miss) -> dict[str, Any]:
    finding = miss.finding
    return {
        "case": miss.case,
        "criterion": finding.criterion,
        "probe": finding.probe,
        "said": finding.status,
        "confidence": int(finding.confidence),
        "true": sorted(miss.wanted),
        "text": str(finding.because),
        "proposed": miss.proposed,
    }


def _silence(silence: Silence) -> dict[str, Any]:
    return {"case": silence.case, "criterion": silence.criterion, "true": sorted(silence.wanted)}
