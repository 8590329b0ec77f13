"""Answering the questionnaire: what was sent is judged, kept in one transaction, and scored."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from badge import markup
from badge.core.answers import LONGEST, Answer, Origin, Status
from badge.core.criteria import Criteria
from badge.core.errors import InvalidAnswersError
from badge.core.kept import KeptAnswer
from badge.core.look import Look
from badge.core.messages import Message
from badge.core.people import Person
from badge.core.projects import Project
from badge.core.proposals import Proposal, proposals
from badge.services.assess import Say
from badge.services.standing import record
from badge.storage import answers as sheets
from badge.storage import events, looks, projects


def answer(
    session: Session, person: Person, project_id: int, changes: Mapping[str, Answer], version: int,
    criteria: Criteria, say: Say, now: datetime,
) -> Project:  # fmt: skip
    """Keep changed answers. `version` is the version of the project that the person was looking at.

    `say` speaks the project's language: an answer that takes a proposal over is marked with its evidence.
    Raises StaleAnswersError when somebody saved in between, InvalidAnswersError when an answer cannot be kept; in
    both cases nothing is kept.
    """
    _judge(changes, criteria)
    project = projects.touch(session, project_id, version, now)
    former = sheets.sheet(session, project_id)
    last = looks.last(session, project_id)
    proposed = _taken_over(last[0], say) if last else {}
    kept = dict(former)
    changed: dict[str, Any] = {}
    for criterion, given in sorted(changes.items()):
        before = former.get(criterion, KeptAnswer(Answer()))
        after = _tidy(given)
        if _same(before.answer, after):
            continue
        changed[criterion] = {"from": _brief(before.answer), "to": _brief(after)}
        kept[criterion] = _keep(after, criterion, proposed, last[0] if last else None).by(person.id, now.isoformat())
        if after == Answer():
            del kept[criterion]
    if changed:
        sheets.write(session, project_id, kept)
        events.add(session, project_id, person, "answered", {"answers": changed}, now)
        record(session, person, project_id, criteria, {name: each.answer for name, each in kept.items()}, now)
    return project


def _judge(changes: Mapping[str, Answer], criteria: Criteria) -> None:
    """Refuse what the wire contract refuses; an answer that is merely not enough is kept and named as a blocker."""
    known = criteria.ids()
    wrong: dict[str, Message] = {}
    for criterion, given in changes.items():
        if criterion not in known:
            wrong[criterion] = Message("There is no criterion %(id)s.", {"id": criterion})
        elif len(given.justification) > LONGEST:
            wrong[criterion] = Message(
                "The reason has %(count)s characters. Shorten it to %(most)s.",
                {"count": len(given.justification), "most": LONGEST},
            )
        elif odd := _odd_characters(given.justification):
            wrong[criterion] = Message(
                "The reason holds characters that cannot be kept (%(codes)s). Take them out.", {"codes": odd}
            )
    if wrong:
        raise InvalidAnswersError(Message("Nothing was saved, because some answers cannot be kept."), wrong)


def _odd_characters(text: str) -> tuple[str, ...]:
    odd = {each for each in text if unicodedata.category(each) in {"Cc", "Cs"} and each not in "\t\n\r"}
    return tuple(f"U+{ord(each):04X}" for each in sorted(odd))


def _tidy(given: Answer) -> Answer:
    text = given.justification.replace("\r\n", "\n").strip()
    return Answer(given.status, text, given.origin)


def _same(one: Answer, other: Answer) -> bool:
    return (one.status, one.justification) == (other.status, other.justification)


def _brief(answer_: Answer) -> dict[str, str]:
    return {"status": answer_.status, "justification": answer_.justification}


def _taken_over(look: Look, say: Say) -> dict[str, tuple[Proposal, str]]:
    found = proposals(look.findings, look.repository)
    return {name: (each, each.justification(say(each.finding.because))) for name, each in found.items()}


def _keep(given: Answer, criterion: str, proposed: Mapping[str, tuple[Proposal, str]], look: Look | None) -> KeptAnswer:
    """Render the text once, and pin the evidence where a person agrees with a proposal."""
    html = markup.render(given.justification) if given.justification else ""
    if look is None or criterion not in proposed or proposed[criterion][0].status is not given.status:
        return KeptAnswer(Answer(given.status, given.justification, Origin.PERSON), html)
    proposal, sentence = proposed[criterion]
    word_for_word = given.justification == sentence
    origin = Origin.PROPOSAL if word_for_word else Origin.PERSON
    return KeptAnswer(
        Answer(Status(given.status), given.justification, origin),
        html,
        commit=look.repository.commit,
        probe=proposal.finding.probe,
        places=proposal.finding.places,
    )
