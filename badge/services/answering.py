"""Answering the questionnaire: what was sent is judged, kept in one transaction, and scored."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from badge import markup
from badge.core.answers import LONGEST, Answer, Answers, Origin, Status
from badge.core.criteria import Criteria, Flag
from badge.core.errors import InvalidAnswersError
from badge.core.kept import KeptAnswer
from badge.core.look import Look
from badge.core.messages import Message
from badge.core.offers import offers
from badge.core.people import Person
from badge.core.projects import Project
from badge.core.proposals import Basis, Proposal
from badge.core.scoring import Reason
from badge.core.wordings import REASONS
from badge.services.assess import Say
from badge.services.standing import record
from badge.storage import answers as sheets
from badge.storage import events, looks, projects

NOTHING_SAVED = Message("Nothing was saved, because some answers cannot be kept.")


@dataclass(frozen=True)
class Meanwhile:
    """What others made of one answer since a person loaded it."""

    before: Answer
    after: Answer


def answer(
    session: Session, person: Person, project_id: int, changes: Mapping[str, Answer], version: int,
    criteria: Criteria, say: Say, now: datetime,
) -> Project:  # fmt: skip
    """Keep changed answers. `version` is the version of the project that the person was looking at.

    `say` speaks the project's language: an answer that takes a proposal over is marked with its evidence.
    Raises StaleAnswersError when somebody saved in between, InvalidAnswersError when an answer cannot be kept; in
    both cases nothing is kept. Sending once more what is kept already changes nothing, whatever the version.
    """
    tidied = {criterion: tidy(given) for criterion, given in sorted(changes.items())}
    former = sheets.sheet(session, project_id)
    nothing = KeptAnswer(Answer())
    changed = {name: each for name, each in tidied.items() if not _same(former.get(name, nothing).answer, each)}
    _judge(changed, criteria)
    if not changed:
        return projects.find(session, project_id)
    project = projects.touch(session, project_id, version, now)
    look, _ = looks.last(session, project_id) or (None, None)
    offered = offers(look, {name: each.answer for name, each in former.items()}, project.circumstances, criteria)
    kept = dict(former)
    brief: dict[str, Any] = {}
    for criterion, after in changed.items():
        brief[criterion] = {"from": _brief(former.get(criterion, nothing).answer), "to": _brief(after)}
        kept[criterion] = _keep(after, offered.get(criterion), look, say).by(person.id, now.isoformat())
        if (after.status, after.justification) == (Status.UNKNOWN, ""):
            del kept[criterion]
    sheets.write(session, project_id, kept)
    events.add(session, project_id, person, "answered", {"answers": brief, "version": project.version}, now)
    record(session, person, project_id, criteria, {name: each.answer for name, each in kept.items()}, now)
    return project


def accepted(
    proposed: Mapping[str, Proposal], wanted: Collection[str], answers: Answers, say: Say
) -> dict[str, Answer]:
    """Turn proposals into answers, as a person has asked; nothing is kept yet. `say` speaks the project's language.

    A text that somebody has written stays, and the proposal's follows it.
    """
    taken = {}
    for criterion in sorted(proposed.keys() & set(wanted)):
        own = tidy(answers.get(criterion, Answer())).justification
        sentence = proposed[criterion].justification(say(proposed[criterion].finding.because))
        text = own if sentence in own else f"{own}\n\n{sentence}".strip()
        taken[criterion] = Answer(proposed[criterion].status, text)
    return taken


def sure(proposed: Mapping[str, Proposal], answers: Answers) -> frozenset[str]:
    """Name the criteria that nobody has answered, and that have a proposal sure enough to be accepted with others."""
    return frozenset(
        name for name, each in proposed.items() if each.sure and answers.get(name, Answer()).status is Status.UNKNOWN
    )


def meanwhile(session: Session, project_id: int, version: int) -> dict[str, Meanwhile]:
    """Give what was answered since a version, and from what: for a person whose save came too late."""
    found: dict[str, Meanwhile] = {}
    for event in reversed(events.newest(session, project_id)):
        if event.kind != "answered" or event.what.get("version", 0) <= version:
            continue
        for criterion, each in event.what["answers"].items():
            before, after = _of_brief(each["from"]), _of_brief(each["to"])
            first = found.get(criterion, Meanwhile(before, after))
            found[criterion] = Meanwhile(first.before, after)
    return {criterion: each for criterion, each in found.items() if each.before != each.after}


def tidy(given: Answer) -> Answer:
    """Give an answer as it would be kept."""
    return Answer(given.status, _tidy_text(given.justification), given.origin)


def complaint(given: Answer) -> Message | None:
    """Say why a text cannot be kept, or nothing where it can."""
    text = tidy(given).justification
    if len(text) > LONGEST:
        return Message(
            "The reason has %(count)s characters. Shorten it to %(most)s.", {"count": len(text), "most": LONGEST}
        )
    if odd := _odd_characters(text):
        return Message("The reason holds characters that cannot be kept (%(codes)s). Take them out.", {"codes": odd})
    return None


def _judge(changes: Mapping[str, Answer], criteria: Criteria) -> None:
    """Refuse what the wire contract refuses; an answer that is merely not enough is kept and named as a blocker."""
    allowed: dict[str, bool] = {}
    for each in criteria.all():  # one answer serves every level that asks for it
        allowed[each.id] = allowed.get(each.id, False) or Flag.NA_ALLOWED in each.flags
    allowed |= dict.fromkeys(criteria.retired(), True)  # nobody asks for them now, but old data is not lost
    wrong: dict[str, Message] = {}
    for criterion, given in changes.items():
        if criterion not in allowed:
            wrong[criterion] = Message("There is no criterion %(id)s.", {"id": criterion})
        elif given.status is Status.NA and not allowed[criterion]:
            wrong[criterion] = REASONS[Reason.NA_REFUSED]
        elif complained := complaint(given):
            wrong[criterion] = complained
    if wrong:
        raise InvalidAnswersError(NOTHING_SAVED, wrong)


def _odd_characters(text: str) -> tuple[str, ...]:
    if text.isprintable():
        return ()
    odd = {each for each in text if unicodedata.category(each) in {"Cc", "Cs"} and each not in "\t\n\r"}
    return tuple(f"U+{ord(each):04X}" for each in sorted(odd))


def _tidy_text(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _same(one: Answer, other: Answer) -> bool:
    return (one.status, one.justification) == (other.status, other.justification)


def _brief(answer_: Answer) -> dict[str, str]:
    return {"status": answer_.status, "justification": answer_.justification}


def _of_brief(stored: Mapping[str, str]) -> Answer:
    return Answer(Status(stored["status"]), stored["justification"])


_ORIGINS = {
    Basis.LOOK: Origin.PROPOSAL,
    Basis.DECLARED: Origin.DECLARED,
    Basis.PROFILE: Origin.PROFILE,
    Basis.COUNTERPART: Origin.COUNTERPART,
}


def _keep(given: Answer, proposal: Proposal | None, look: Look | None, say: Say) -> KeptAnswer:
    """Render the text once, and pin the evidence where a person agrees with what a look found."""
    html = markup.render(given.justification) if given.justification else ""
    if proposal is None or proposal.status is not given.status:
        return KeptAnswer(Answer(given.status, given.justification, Origin.PERSON), html)
    word_for_word = given.justification == _tidy_text(proposal.justification(say(proposal.finding.because)))
    origin = _ORIGINS[proposal.basis] if word_for_word else Origin.PERSON
    answer_ = Answer(given.status, given.justification, origin)
    if look is None or proposal.basis not in {Basis.LOOK, Basis.DECLARED}:
        return KeptAnswer(answer_, html)
    commit, finding = look.repository.commit, proposal.finding
    seen = finding.probe if proposal.basis is Basis.LOOK else ""  # only what a look saw can be missed by a later one
    return KeptAnswer(answer_, html, commit=commit, probe=seen, places=finding.places)
