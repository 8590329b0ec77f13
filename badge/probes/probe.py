"""What a probe is, and how it is run: its parameters are what it needs, its decorator is what it may answer."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, TypeAlias

from badge.core.evidence import Evidence
from badge.core.findings import Confidence, Finding, Outcome
from badge.core.messages import Message
from badge.probes.facts import Facts, MissingError, parameters


class Echo(NamedTuple):
    """A criterion of another series that asks the same. Where it asks more, it is met no surer than `at_most`."""

    criterion: str
    at_most: Confidence = Confidence.CERTAIN

    def of(self, finding: Finding) -> Finding:
        """Repeat a finding for this criterion: same message, same places."""
        sure = min(finding.confidence, self.at_most) if finding.outcome is Outcome.MET else finding.confidence
        return replace(finding, criterion=self.criterion, confidence=sure)


Echoes: TypeAlias = Mapping[str, tuple[str | Echo, ...]]


@dataclass(frozen=True)
class Probe:
    """A function that looks at facts and yields findings; those of some criteria are repeated for others."""

    look: Callable[..., Iterable[Finding]]
    answers: frozenset[str]
    version: str
    name: str
    needs: tuple[str, ...]
    echoes: Mapping[str, tuple[Echo, ...]] = field(default_factory=dict)

    @property
    def purpose(self) -> str:
        """Give the first line of its docstring: what it looks for."""
        return (inspect.getdoc(self.look) or "").partition("\n")[0]

    def run(self, evidence: Evidence | Facts) -> list[Finding]:
        """Look, if the evidence is there; refuse an answer that was not declared."""
        facts = evidence if isinstance(evidence, Facts) else Facts(evidence)
        try:
            parts = {name: facts.get(name) for name in self.needs}
        except MissingError as missing:
            return self.without(missing)
        before = facts.files.refusals
        findings = [self._stamp(each) for each in self._repeated(list(self.look(**parts)))]
        if facts.cut(*self.needs) or facts.files.refusals > before:
            findings = [_take_back(each) for each in findings]
        if surprise := {each.criterion for each in findings} - self.answers:
            raise AssertionError(f"{self.name} also answers {sorted(surprise)}")
        return findings

    def without(self, missing: MissingError) -> list[Finding]:
        """Say for each criterion why nothing could be found out."""
        return [self._stamp(Finding(each, Outcome.UNKNOWN, missing.message)) for each in sorted(self.answers)]

    def _repeated(self, findings: list[Finding]) -> Iterator[Finding]:
        """Yield each finding and its echoes; what the function itself says of a criterion stands instead of an echo."""
        said = {each.criterion for each in findings}
        for each in findings:
            yield each
            for echo in self.echoes.get(each.criterion, ()):
                if echo.criterion not in said:
                    yield echo.of(each)

    def _stamp(self, finding: Finding) -> Finding:
        return replace(finding, probe=self.name, probe_version=self.version)


def probe(
    *answers: str, version: str = "1", echoes: Echoes | None = None
) -> Callable[[Callable[..., Iterator[Finding]]], Probe]:
    """Make a function a probe. Raise `version` whenever its rule changes, so that old findings can be told apart.

    `echoes` names the criteria of another series that get the findings of one of `answers` too. Where such a criterion
    asks something else in one case, the function says so itself, by a finding of its own for it.
    """
    repeated = {
        answer: tuple(each if isinstance(each, Echo) else Echo(each) for each in others)
        for answer, others in (echoes or {}).items()
    }
    if strangers := set(repeated) - set(answers):
        raise AssertionError(f"there is no answer to repeat for {sorted(strangers)}")
    every = frozenset([*answers, *(echo.criterion for others in repeated.values() for echo in others)])

    def make(look: Callable[..., Iterator[Finding]]) -> Probe:
        module = look.__module__.rpartition(".")[2]
        needs = parameters(look)
        return Probe(look, every, version, f"{module}.{look.__name__}", needs, repeated)

    return make


def run(evidence: Evidence | Facts, probes: Sequence[Probe], *, strict: bool = False) -> list[Finding]:
    """Run every probe over one look, in a fixed order of findings.

    A probe that breaks yields an error for each of its criteria and the others go on; `strict` (for tests) lets it
    break. A finding that rests on absence is taken back when not everything could be read: "not found" is never "no".
    """
    facts = evidence if isinstance(evidence, Facts) else Facts(evidence)
    findings: list[Finding] = []
    for each in sorted(probes, key=lambda each: facts.waits(*each.needs)):  # what needs no history need not wait for it
        try:
            facts.at_work = True
            facts.go_on()
            found = each.run(facts)
            facts.at_work = False
        except MissingError as missing:  # the time was up before it was done
            facts.at_work = False
            found = each.without(missing)
        except Exception as error:
            facts.at_work = False
            if strict:
                raise
            found = _failed(each, error)
        findings += found
    return sorted(findings, key=_order)


def _failed(broken: Probe, error: Exception) -> list[Finding]:
    """Say for each criterion of a broken probe that nothing could be found out."""
    because = Message(
        "The probe %(probe)s failed with %(error)s. This is a fault in badge: please report it.",
        {"probe": broken.name, "error": type(error).__name__},
    )
    return [
        Finding(criterion, Outcome.ERROR, because, probe=broken.name, probe_version=broken.version)
        for criterion in sorted(broken.answers)
    ]


def _take_back(finding: Finding) -> Finding:
    """Take back a status that rests on absence, since not all of what it needed was read."""
    if not finding.by_absence or finding.status is None:
        return finding
    return finding.without_status(
        Message("Nothing was found, but not everything could be read, so nothing is concluded.")
    )


def _order(finding: Finding) -> tuple[Any, ...]:
    return (
        finding.criterion,
        -finding.confidence,
        finding.outcome,
        finding.probe,
        str(finding.because),
        finding.places,
    )
