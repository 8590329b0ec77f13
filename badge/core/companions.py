"""Reads the two files that speak of all series: crosswalk.yml (which answer implies which) and profile.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from badge.core.answers import Status
from badge.core.criteria import Criteria, Flag
from badge.core.crosswalk import Implication
from badge.core.findings import Confidence
from badge.core.messages import Message
from badge.core.nodes import Node
from badge.core.profile import Excuse, Option, Question
from badge.core.slips import Notes, Slip

CROSSWALK = "crosswalk.yml"
PROFILE = "profile.yml"

_ID = re.compile(r"[a-z][a-z0-9_]*")
_GIVEN = {"met": Status.MET, "unmet": Status.UNMET, "na": Status.NA}
_LEADS_TO = re.compile(r"(?P<sure>[1-5])(?: (?P<status>met|unmet|na))?")


def read_crosswalk(files: Mapping[str, str], criteria: Criteria, slips: list[Slip]) -> tuple[Implication, ...]:
    """Read the implications; one that leads to an id or a status that is not there is a slip."""
    notes = Notes(CROSSWALK, slips)
    if CROSSWALK not in files or (root := notes.parsed(files[CROSSWALK])) is None:
        return ()
    notes.fields(root, ("crosswalk",), ())
    allowed = _statuses_allowed(criteria)
    found: dict[tuple[str, str], Implication] = {}
    for node in notes.parts(root, "crosswalk"):
        notes.fields(node, ("from", "to"), tuple(_GIVEN))
        pair = notes.text(node, "from"), notes.text(node, "to")
        for field, criterion in zip(("from", "to"), pair, strict=True):
            if criterion and criterion not in allowed:
                notes.note(node.line, Message("There is no criterion %(id)s.", {"id": criterion}), "", field)
        if pair in found:
            notes.note(node.line, Message("This pair stands here twice."), pair[0], "to")
        found[pair] = Implication(*pair, _read_leads(node, allowed.get(pair[1], frozenset(Status)), notes))
    return tuple(found.values())


def _read_leads(node: Node, allowed: frozenset[Status], notes: Notes) -> dict[Status, tuple[Status, Confidence]]:
    leads: dict[Status, tuple[Status, Confidence]] = {}
    for name, given in _GIVEN.items():
        text = notes.text(node, name)
        if not text:
            continue
        match = _LEADS_TO.fullmatch(text)
        if match is None:
            wrong = Message("Write how sure it is, from 1 to 5, and another status behind it where it is another one.")
            notes.note(node.line, wrong, "", name)
            continue
        implied = _GIVEN[match["status"] or name]
        if implied not in allowed:
            notes.note(node.line, Message("N/A is not allowed for the criterion that it leads to."), "", name)
            continue
        leads[given] = implied, Confidence(int(match["sure"]))
    return leads


def read_profile(files: Mapping[str, str], criteria: Criteria, slips: list[Slip]) -> tuple[Question, ...]:
    """Read the questions about the project as a whole; an excuse for what refuses N/A everywhere is a slip."""
    notes = Notes(PROFILE, slips)
    if PROFILE not in files or (root := notes.parsed(files[PROFILE])) is None:
        return ()
    notes.fields(root, ("questions",), ())
    allowed = _statuses_allowed(criteria)
    found: dict[str, Question] = {}
    for node in notes.parts(root, "questions"):
        notes.fields(node, ("id", "title", "options"), ("help",))
        own = _read_id(node, set(found), notes)
        options: dict[str, Option] = {}
        for each in notes.parts(node, "options"):
            notes.fields(each, ("id", "title"), ("excuses", "people"))
            name = _read_id(each, set(options), notes)
            excuses = tuple(_read_excuses(each, allowed, notes))
            number = notes.number(each, "people", most=99, default=0)
            options[name] = Option(name, notes.text(each, "title"), excuses, number)
        found[own] = Question(own, notes.text(node, "title"), tuple(options.values()), notes.text(node, "help"))
    return tuple(found.values())


def _read_id(node: Node, taken: set[str], notes: Notes) -> str:
    own = notes.text(node, "id")
    if not _ID.fullmatch(own):
        notes.note(node.line, Message("An id has small letters, digits and _, and begins with a letter."), "", "id")
    if own in taken:
        notes.note(node.line, Message("The id %(id)s stands here twice.", {"id": own}), "", "id")
    return own


def _read_excuses(node: Node, allowed: Mapping[str, frozenset[Status]], notes: Notes) -> Iterator[Excuse]:
    for each in notes.parts(node, "excuses"):
        notes.fields(each, ("reason", "criteria"), ())
        ids = []
        for part in notes.parts(each, "criteria"):
            name = part.text() or ""
            if name not in allowed:
                notes.note(part.line, Message("There is no criterion %(id)s.", {"id": name}), "", "criteria")
            elif Status.NA not in allowed[name]:
                notes.note(part.line, Message("N/A is not allowed for %(id)s.", {"id": name}), "", "criteria")
            else:
                ids.append(name)
        yield Excuse(notes.text(each, "reason"), tuple(ids))


def _statuses_allowed(criteria: Criteria) -> dict[str, frozenset[Status]]:
    """Give the statuses that may be proposed: N/A only where every level that asks allows it.

    One answer serves them all, so a proposal that helps at one level must not take another one away.
    """
    found: dict[str, frozenset[Status]] = {}
    for each in criteria.all():
        own = frozenset(Status) if Flag.NA_ALLOWED in each.flags else frozenset(Status) - {Status.NA}
        found[each.id] = found.get(each.id, own) & own
    return found
