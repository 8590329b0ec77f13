"""All that can be offered as an answer: what a look found, what a project is, and what other answers imply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from badge.core.answers import Answer, Answers, Status
from badge.core.criteria import Criteria
from badge.core.findings import STATUS, Confidence, Finding
from badge.core.look import Look
from badge.core.messages import Message
from badge.core.profile import Circumstances, excused
from badge.core.proposals import FROM, Basis, Proposal, proposals

_OUTCOMES = {status: outcome for outcome, status in STATUS.items()}
_RANK = list(Basis)
_QUOTED = 2000
"""Characters of another answer that a proposal repeats; the rest stays where it is."""


def offers(look: Look | None, answers: Answers, told: Circumstances, criteria: Criteria) -> dict[str, Proposal]:
    """Give the best proposal for each criterion that is asked. Nothing is decided by it.

    `answers` are those that people gave: a proposal never leads to another one.
    """
    known = criteria.ids()
    best = dict(proposals(look.findings, look.repository)) if look else {}
    for each in (*_from_profile(told, criteria), *_from_answers(answers, criteria)):
        criterion = each.finding.criterion
        if criterion not in best or _order(each) > _order(best[criterion]):
            best[criterion] = each
    return {criterion: each for criterion, each in sorted(best.items()) if criterion in known}


def _order(proposal: Proposal) -> tuple[int, int]:
    return proposal.finding.confidence, -_RANK.index(proposal.basis)


def _from_profile(told: Circumstances, criteria: Criteria) -> Iterator[Proposal]:
    for criterion, reason in excused(criteria.profile, told).items():
        finding = Finding(criterion, _OUTCOMES[Status.NA], reason, Confidence.DIRECT)
        yield Proposal(finding, Status.NA, basis=Basis.PROFILE)


def _from_answers(answers: Answers, criteria: Criteria) -> Iterator[Proposal]:
    """Give the surest proposal for each counterpart; two that are equally sure and disagree cancel each other out."""
    found: dict[str, list[Proposal]] = {}
    for each in criteria.crosswalk:
        given = answers.get(each.source, Answer())
        status, sure = each.leads.get(given.status, (Status.UNKNOWN, Confidence.CUE))
        if status is Status.UNKNOWN or sure < FROM:
            continue
        because = Message("This follows from the answer to %(criterion)s.", {"criterion": each.source})
        finding = Finding(each.target, _OUTCOMES[status], because, sure)
        proposal = Proposal(
            finding, status, basis=Basis.COUNTERPART, counterpart=each.source, quoted=given.justification[:_QUOTED]
        )
        found.setdefault(each.target, []).append(proposal)
    for rivals in found.values():
        top = max(each.finding.confidence for each in rivals)
        surest = [each for each in rivals if each.finding.confidence == top]
        if len({each.status for each in surest}) == 1:
            yield surest[0]


def from_look(offered: Mapping[str, Proposal]) -> dict[str, Proposal]:
    """Keep those that rest on what a look found: only they verify an answer."""
    return {criterion: each for criterion, each in offered.items() if each.basis is Basis.LOOK}
