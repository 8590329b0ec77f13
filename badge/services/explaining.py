"""Explaining one criterion at one repository: all that was looked at, what came of it, and what would change it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from badge import __version__, probes
from badge.core.answers import Answer, Status
from badge.core.criteria import Criteria, Criterion, Flag
from badge.core.errors import NotFoundError
from badge.core.evidence import Evidence, Files
from badge.core.findings import Confidence, Finding, Outcome
from badge.core.messages import Message, Value
from badge.core.proposals import Proposal, conflicts
from badge.core.scoring import Reason
from badge.core.support import Support
from badge.core.weighing import Fate, weigh
from badge.core.wordings import CONFIDENCES, REASONS, STATUSES
from badge.probes.facts import FACTS, Facts
from badge.probes.probe import Probe
from badge.services import probing
from badge.services.assess import Assessment, Say, assess, findings_of, look_of
from badge.services.exporting import finding_data, said
from badge.services.probing import About
from badge.sources import local


@dataclass(frozen=True)
class Looked:
    """One probe that may answer the criterion: what it opened, and each thing it said with what became of it."""

    about: About
    opened: tuple[str, ...]
    said: tuple[tuple[Finding, Fate], ...]


@dataclass(frozen=True)
class Verdict:
    """The criterion at one level, and what is missing there; `computed` where nobody answers it."""

    criterion: Criterion
    level: Message
    missing: Reason | None
    computed: bool = False


@dataclass(frozen=True)
class Explanation:
    """Everything that there is to say of one criterion."""

    id: str
    assessment: Assessment
    verdicts: tuple[Verdict, ...]
    looked: tuple[Looked, ...]
    proposal: Proposal | None
    answer: Answer | None
    support: Support | None
    against: Finding | None
    ways: tuple[Message, ...]
    """The ways to an answer besides probes, each with what came of it."""
    changes: tuple[Message, ...]
    """What would change the answer or the proposal."""


def explain_path(path: Path, criterion: str, criteria: Criteria, as_of: datetime, say: Say) -> Explanation:
    """Look at a repository as `assess` does, and note what each probe opens; raises NotFoundError."""
    if not criteria.of(criterion):
        unknown = Message("There is no criterion %(id)s. All are listed by: badge criteria list", {"id": criterion})
        raise NotFoundError(unknown)
    with local.look(path, as_of) as evidence:
        noted = _Noted(evidence)
        findings = findings_of(noted, [noted.watched(each) for each in probes.ALL])
        look = look_of(evidence, findings, criteria)
    return explain(assess(look, criteria, say), criterion, criteria, noted.opened)


def explain(
    assessment: Assessment, criterion: str, criteria: Criteria, opened: Callable[[Probe], Iterable[str]]
) -> Explanation:
    """Draw everything together. `opened` gives the files that a probe's evidence was read from."""
    proposal = assessment.proposed.get(criterion)
    own = [each for each in assessment.look.findings if each.criterion == criterion]
    fates = weigh(own, proposal)
    looked = tuple(
        Looked(
            probing.about(each),
            tuple(opened(each)),
            tuple((finding, fate) for finding, fate in fates if finding.probe == each.name),
        )
        for each in probes.ALL
        if criterion in each.answers
    )
    verdicts = tuple(_verdicts(assessment, criterion, criteria))
    answer = assessment.given.get(criterion)
    against = conflicts(own, assessment.given).get(criterion)
    return Explanation(
        criterion,
        assessment,
        verdicts,
        looked,
        proposal,
        answer,
        assessment.supports.get(criterion),
        against,
        tuple(_ways(assessment, criterion, criteria)),
        tuple(_changes(verdicts, _possible(criterion, looked), proposal, answer, against)),
    )


class _Noted(Facts):
    """Facts that note which files are opened for each of them, and by each probe."""

    def __init__(self, evidence: Evidence) -> None:
        self._reads: dict[str, set[str]] = {}
        self._stack: list[str] = []
        files = _NotedFiles(evidence.files, self._note)
        super().__init__(
            Evidence(
                files,
                evidence.head,
                evidence.history,
                evidence.tags,
                evidence.repository,
                evidence.as_of,
                evidence.absent,
                evidence.limits,
                evidence.time_left,
            )
        )

    def get(self, name: str) -> Any:  # noqa: ANN401 - as in Facts
        self._stack.append(name)
        try:
            return super().get(name)
        finally:
            self._stack.pop()

    def watched(self, each: Probe) -> Probe:
        """Make a probe whose own reads are noted under its name; all else stays as it is."""

        def look(**parts: object) -> list[Finding]:
            self._stack.append(each.name)
            try:
                return list(each.look(**parts))
            finally:
                self._stack.pop()

        return replace(each, look=look)

    def opened(self, each: Probe) -> list[str]:
        """Give the files that were opened for a probe or for the facts it reads, sorted."""
        found = set(self._reads.get(each.name, ()))
        for name in _needed(each.needs):
            found |= self._reads.get(name, set())
        return sorted(found)

    def _note(self, path: str) -> None:
        if self._stack:
            self._reads.setdefault(self._stack[-1], set()).add(path)


class _NotedFiles(Files):
    """Files that tell when one is opened; everything else is left to the files themselves."""

    def __init__(self, files: Files, note: Callable[[str], None]) -> None:
        self._files, self._note = files, note
        self.entries, self.limits, self.unread = files.entries, files.limits, files.unread

    @property
    def refusals(self) -> int:
        return self._files.refusals

    @refusals.setter
    def refusals(self, value: int) -> None:
        self._files.refusals = value

    def content(self, path: str) -> bytes | None:
        self._note(path)
        return self._files.content(path)

    def head(self, path: str, count: int) -> bytes | None:
        self._note(path)
        return self._files.head(path, count)

    def target(self, path: str) -> str:
        return self._files.target(path)


def _needed(names: Iterable[str]) -> set[str]:
    """Give facts and all that they are made of."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found and name in FACTS:
            found.add(name)
            waiting += probing.parts(name)
    return found


def _verdicts(assessment: Assessment, criterion: str, criteria: Criteria) -> Iterator[Verdict]:
    for series in criteria.series:
        for level in series.levels:
            missing = {
                each.criterion: each.reason for each in assessment.standings[series.id].levels[level.id].blockers
            }
            for each in level.criteria:
                if each.id == criterion:
                    title = Message(level.title, context=f"{series.id}.{level.id}.title")
                    yield Verdict(each, title, missing.get(criterion), criterion == level.requires_criterion)


def _ways(assessment: Assessment, criterion: str, criteria: Criteria) -> Iterator[Message]:
    """Say what other answers and the questions about the project could imply, and whether they do."""
    for each in criteria.crosswalk:
        if each.target != criterion:
            continue
        given = assessment.given.get(each.source, Answer()).status
        status, sure = each.leads.get(given, (Status.UNKNOWN, Confidence.CUE))
        values: dict[str, Value] = {
            "criterion": each.source,
            "given": STATUSES[given],
            "status": STATUSES[status],
            "confidence": CONFIDENCES[Confidence(sure)],
        }
        if given is Status.UNKNOWN:
            yield Message("Nothing follows from %(criterion)s, because the repository does not answer it.", values)
        elif status is Status.UNKNOWN:
            yield Message("Nothing follows from the answer to %(criterion)s: %(given)s.", values)
        else:
            follows = "The answer to %(criterion)s, %(given)s, speaks for %(status)s (%(confidence)s)."
            yield Message(follows, values)
    for question in criteria.profile:
        for option in question.options:
            for number, excuse in enumerate(option.excuses, 1):
                if criterion in excuse.criteria:
                    own = f"profile.{question.id}"
                    excused = 'On the website, the answer "%(option)s" to "%(question)s" proposes N/A: %(reason)s'
                    yield Message(
                        excused,
                        {
                            "option": Message(option.title, context=f"{own}.{option.id}.title"),
                            "question": Message(question.title, context=f"{own}.title"),
                            "reason": Message(excuse.reason, context=f"{own}.{option.id}.excuse.{number}"),
                        },
                    )


def _changes(
    verdicts: tuple[Verdict, ...],
    can: Mapping[Outcome, Confidence],
    proposal: Proposal | None,
    answer: Answer | None,
    against: Finding | None,
) -> Iterator[Message]:
    if any(each.computed for each in verdicts):
        yield Message("This is computed from the level below; nobody answers it.")
        return
    if answer is not None:
        yield Message("The repository's own file answers this; only a change of that file changes the answer.")
        if against is not None:
            yield Message("A sure finding speaks against that answer. It is shown, and changes nothing.")
    elif proposal is not None:
        yield Message("The proposal becomes an answer when a person accepts it.")
    else:
        yield Message("Nothing is proposed, so a person has to answer.")
    yield from _demands(verdicts)
    for outcome, sure in can.items():
        if proposal is None or outcome != proposal.finding.outcome or sure > proposal.finding.confidence:
            values: dict[str, Value] = {
                "status": STATUSES[_STATUS[outcome]],
                "confidence": CONFIDENCES[Confidence(sure)],
            }
            could = "With other content in the repository, probes could say %(status)s (at most: %(confidence)s)."
            yield Message(could, values)
    if not can:
        yield Message("No probe can conclude this; only a person can.")


_STATUS = {Outcome.MET: Status.MET, Outcome.UNMET: Status.UNMET, Outcome.NA: Status.NA}


def _demands(verdicts: tuple[Verdict, ...]) -> Iterator[Message]:
    """Say for each level whether what counts now is enough, and what an answer needs there."""
    for each in verdicts:
        values: dict[str, Value] = {"level": each.level}
        if not each.criterion.active:
            yield Message("For the level %(level)s it does not count.", values)
        elif each.missing is None:
            yield Message("For the level %(level)s what is there is enough.", values)
        else:
            values["reason"] = REASONS[each.missing]
            yield Message("For the level %(level)s something is missing. %(reason)s", values)
        flags = each.criterion.flags
        if Flag.MET_URL_REQUIRED in flags:
            yield Message("For the level %(level)s, Met needs a reason with a link.", values)
        elif Flag.MET_JUSTIFICATION_REQUIRED in flags:
            yield Message("For the level %(level)s, Met needs a reason.", values)
        if Flag.NA_JUSTIFICATION_REQUIRED in flags:
            yield Message("For the level %(level)s, N/A needs a reason.", values)
        elif Flag.NA_ALLOWED not in flags:
            yield Message("For the level %(level)s, N/A is not allowed.", values)


def _possible(criterion: str, looked: tuple[Looked, ...]) -> Mapping[Outcome, Confidence]:
    """Give the statuses that probes can propose for the criterion, with the surest confidence."""
    found: dict[Outcome, Confidence] = {}
    for each in looked:
        for ability in each.about.abilities:
            if ability.criterion == criterion:
                for outcome, sure in ability.surest.items():
                    found[outcome] = max(sure, found.get(outcome, Confidence.CUE))
    return {outcome: found[outcome] for outcome in _STATUS if outcome in found}


def as_data(found: Explanation, say: Say) -> dict[str, Any]:
    """Give an explanation as plain data (the form is described in docs/json.md)."""
    look = found.assessment.look
    return {
        "badge_version": __version__,
        "criterion": found.id,
        "repository": look.repository.web or look.repository.remote,
        "commit": look.repository.commit,
        "as_of": look.as_of.date().isoformat(),
        "complete": look.complete,
        "limits": [said(each, say) for each in look.limits],
        "problems": [said(each, say) for each in look.problems],
        "asked": [
            {
                "series": each.criterion.series,
                "level": each.criterion.level,
                "category": each.criterion.category,
                "flags": sorted(each.criterion.flags),
                "missing": each.missing,
            }
            for each in found.verdicts
        ],
        "answer": found.answer
        and {
            "status": found.answer.status,
            "justification": found.answer.justification,
            "origin": found.answer.origin,
            "class": found.support,
        },
        "proposal": found.proposal
        and {
            "status": found.proposal.status,
            "confidence": int(found.proposal.finding.confidence),
            "basis": found.proposal.basis,
            "counterpart": found.proposal.counterpart,
            "justification": found.proposal.justification(found.assessment.sentences[found.id]),
        },
        "conflict": found.against and finding_data(found.against, say),
        "probes": [_looked(each, found.id, say) for each in found.looked],
        "ways": [said(each, say) for each in found.ways],
        "changes": [said(each, say) for each in found.changes],
    }


def _looked(each: Looked, criterion: str, say: Say) -> dict[str, Any]:
    record = each.about.record
    return {
        "probe": each.about.name,
        "version": each.about.version,
        "purpose": say(each.about.purpose),
        "reads": {need.name: say(need.about) for need in each.about.needs},
        "opened": list(each.opened),
        "can": {
            outcome: int(sure)
            for ability in each.about.abilities
            if ability.criterion == criterion
            for outcome, sure in ability.surest.items()
        },
        "measured": record and {"right": record.right, "wrong": record.wrong},
        "findings": [{**finding_data(finding, say), "fate": fate} for finding, fate in each.said],
    }
