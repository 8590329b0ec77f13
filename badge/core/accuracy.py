"""How often probes are right: their findings beside labels that people gave, counted by pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from badge.core.answers import Status
from badge.core.evidence import Repository
from badge.core.findings import Confidence, Finding
from badge.core.proposals import FROM, SURE, proposals, weight


@dataclass(frozen=True)
class Case:
    """A labelled repository: criterion -> every status that may be said of it. `?`: saying nothing is right, too."""

    name: str
    labels: Mapping[str, frozenset[Status]]
    findings: Sequence[Finding]


@dataclass(frozen=True)
class Tally:
    """What was said of labelled criteria. `silent` counts labels with a status of which nothing was said."""

    right: int = 0
    wrong: int = 0
    silent: int = 0
    still: int = 0
    """Nothing was said, and that is right, too; it counts for nothing else."""

    @property
    def labelled(self) -> int:
        """Count the labels that were there to be found or to be left alone."""
        return self.right + self.wrong + self.silent + self.still

    @property
    def precision(self) -> float | None:
        """Of what was said, the share that is true; None where nothing was said."""
        said = self.right + self.wrong
        return self.right / said if said else None

    @property
    def recall(self) -> float | None:
        """Of the labels with a status, the share that was found; a wrong status found nothing."""
        there = self.right + self.wrong + self.silent
        return self.right / there if there else None

    @property
    def unknown(self) -> float | None:
        """Of all labels, the share of which nothing was said."""
        return (self.silent + self.still) / self.labelled if self.labelled else None

    def plus(self, other: Tally) -> Tally:
        """Add two tallies."""
        return Tally(
            self.right + other.right, self.wrong + other.wrong, self.silent + other.silent, self.still + other.still
        )


@dataclass(frozen=True)
class Miss:
    """A status that is not true, with who said it and why."""

    case: str
    finding: Finding
    wanted: frozenset[Status]
    proposed: bool = True
    """Whether it came through; otherwise something surer stood against it."""


@dataclass(frozen=True)
class Silence:
    """A label with a status of which no probe said anything that makes a proposal."""

    case: str
    criterion: str
    wanted: frozenset[Status]


@dataclass(frozen=True)
class Measurement:
    """Everything that was counted. `met` counts how often a probe's sure Met came through, and whether it was true."""

    cases: int
    probes: Mapping[str, Tally]
    met: Mapping[str, Tally]
    proposed: Mapping[tuple[Status, Confidence], Tally]
    misses: tuple[Miss, ...]
    silences: tuple[Silence, ...]
    labels: int = 0
    criteria: frozenset[str] = field(default_factory=frozenset)

    def total(self, *statuses: Status, least: Confidence = FROM) -> Tally:
        """Add up what was proposed for some statuses from a confidence on."""
        total = Tally()
        for (status, confidence), tally in self.proposed.items():
            if confidence >= least and status in (statuses or tuple(Status)):
                total = total.plus(tally)
        return total


def measure(cases: Iterable[Case], abilities: Mapping[str, frozenset[str]]) -> Measurement:
    """Compare findings and labels. `abilities`: probe -> the criteria it may answer."""
    every = list(cases)
    probes: dict[str, Tally] = {}
    met: dict[str, Tally] = {}
    misses: list[Miss] = []
    for case in every:
        for probe, answers in abilities.items():
            for criterion in sorted(answers & case.labels.keys()):
                wanted = case.labels[criterion]
                said = _surest(case.findings, criterion, probe)
                probes[probe] = probes.get(probe, Tally()).plus(_tally(said, wanted))
                if said is None:
                    continue
                through = _came_through(case, said)
                if said.status is Status.MET and said.confidence >= SURE and through:
                    met[probe] = met.get(probe, Tally()).plus(_tally(said, wanted))
                if said.status not in wanted:
                    misses.append(Miss(case.name, said, wanted, through))
    proposed: dict[tuple[Status, Confidence], Tally] = {}
    silences: list[Silence] = []
    for case in every:
        for key, tally, silence in _proposed(case):
            proposed[key] = proposed.get(key, Tally()).plus(tally)
            silences += silence
    return Measurement(
        len(every),
        dict(sorted(probes.items())),
        dict(sorted(met.items())),
        dict(sorted(proposed.items())),
        tuple(misses),
        tuple(silences),
        sum(len(each.labels) for each in every),
        frozenset(criterion for each in every for criterion in each.labels),
    )


def _came_through(case: Case, said: Finding) -> bool:
    proposal = proposals(case.findings, Repository()).get(said.criterion)
    return proposal is not None and proposal.status is said.status


def _surest(findings: Iterable[Finding], criterion: str, probe: str) -> Finding | None:
    own = [
        each
        for each in findings
        if each.criterion == criterion and each.probe == probe and each.status and each.confidence >= FROM
    ]
    return max(own, key=weight) if own else None


def _tally(said: Finding | None, wanted: frozenset[Status]) -> Tally:
    if said is None:
        return Tally(still=1) if Status.UNKNOWN in wanted else Tally(silent=1)
    return Tally(right=1) if said.status in wanted else Tally(wrong=1)


def _proposed(case: Case) -> Iterator[tuple[tuple[Status, Confidence], Tally, list[Silence]]]:
    """Yield what comes of all probes together for each label."""
    offered = proposals(case.findings, Repository())
    for criterion, wanted in sorted(case.labels.items()):
        proposal = offered.get(criterion)
        said = proposal.finding if proposal else None
        tally = _tally(said, wanted)
        key = (proposal.status, Confidence(proposal.finding.confidence)) if proposal else (Status.UNKNOWN, FROM)
        yield key, tally, [Silence(case.name, criterion, wanted)] if tally.silent else []
