"""From findings to proposals: the surest finding for each criterion, ready to be an answer if a person wants it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from badge.core.answers import Answer, Answers, Origin, Status
from badge.core.evidence import Repository
from badge.core.findings import Confidence, Finding, Place
from badge.core.links import address

FROM = Confidence.PARTIAL
"""The least confidence that makes a proposal; below it a finding is shown as a cue and fills nothing."""

SURE = Confidence.GOOD
"""The confidence from which "accept all sure ones" takes a proposal."""

CONFLICT = Confidence.DIRECT
"""The confidence from which a finding against a given answer is shown as a conflict."""


class Basis(StrEnum):
    """What a proposal rests on; where two are equally sure, the one named first here counts.

    LOOK is what a probe has seen itself; DECLARED is what the project says of itself, and a probe has only read.
    """

    LOOK = "look"
    DECLARED = "declared"
    PROFILE = "profile"
    COUNTERPART = "counterpart"


class Proposal(NamedTuple):
    """A finding that speaks for a status, and the addresses of its places where the forge's pages are known.

    `counterpart` names the criterion whose answer it follows from, and `quoted` is the text of that answer.
    """

    finding: Finding
    status: Status
    addresses: tuple[str, ...] = ()
    basis: Basis = Basis.LOOK
    counterpart: str = ""
    quoted: str = ""

    @property
    def sure(self) -> bool:
        """Tell whether it may be accepted together with others."""
        return self.finding.confidence >= SURE

    def justification(self, sentence: str) -> str:
        """Give the text for the form: the reason, said in the project's language, and where to see it."""
        return " ".join([sentence, *self.addresses, *([self.quoted] if self.quoted else [])])


def proposals(findings: Iterable[Finding], repository: Repository) -> dict[str, Proposal]:
    """Keep the surest finding of each criterion; two that are equally sure and disagree cancel each other out.

    What was seen counts before what is only declared, where both are equally sure.
    """
    best: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.status is None or finding.confidence < FROM:
            continue
        rivals = best.setdefault(finding.criterion, [])
        if not rivals or weight(finding) > weight(rivals[0]):
            best[finding.criterion] = [finding]
        elif weight(finding) == weight(rivals[0]):
            rivals.append(finding)
    return {
        criterion: _propose(rivals[0], repository)
        for criterion, rivals in sorted(best.items())
        if len({each.outcome for each in rivals}) == 1
    }


def weight(finding: Finding) -> tuple[int, bool]:
    """Give what decides between findings of one criterion: the larger one wins."""
    return finding.confidence, not finding.declared


def fill(answers: Answers, proposed: Mapping[str, Proposal], sentences: Mapping[str, str]) -> dict[str, Answer]:
    """Put proposals where nobody has answered; `sentences` holds each proposal's reason, already said."""
    filled = dict(answers)
    for criterion, proposal in proposed.items():
        if answers.get(criterion, Answer()).status is Status.UNKNOWN:
            text = proposal.justification(sentences[criterion])
            filled[criterion] = Answer(proposal.status, text, Origin.PROPOSAL)
    return filled


def conflicts(findings: Iterable[Finding], answers: Answers) -> dict[str, Finding]:
    """Give the sure findings that speak against a person's answer; they change nothing by themselves."""
    against: dict[str, Finding] = {}
    for finding in findings:
        given = answers.get(finding.criterion, Answer()).status
        if given is Status.UNKNOWN or finding.status in (None, given) or finding.confidence < CONFLICT:
            continue
        rival = against.get(finding.criterion)
        if rival is None or finding.confidence > rival.confidence:
            against[finding.criterion] = finding
    return against


def _propose(finding: Finding, repository: Repository) -> Proposal:
    assert finding.status is not None
    found = (address(repository, place) for place in _shown(finding.places))
    basis = Basis.DECLARED if finding.declared else Basis.LOOK
    return Proposal(finding, finding.status, tuple(dict.fromkeys(each for each in found if each)), basis)


def _shown(places: tuple[Place, ...]) -> tuple[Place, ...]:
    return places[:3]  # a justification is read by people
