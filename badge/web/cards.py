"""What a page of questions shows: one card per criterion, made from its texts, its answer and what was found."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from badge.core.answers import Answer, Answers, Status
from badge.core.criteria import Criterion, Flag, Level
from badge.core.findings import Finding
from badge.core.look import Look
from badge.core.messages import Message
from badge.core.proposals import Proposal, conflicts
from badge.core.scoring import LevelStanding, Reason
from badge.services.answering import Meanwhile
from badge.services.assess import Say
from badge.web.card_parts import NAMES, Fixed, Parts
from badge.web.origins import Source


@dataclass(frozen=True)
class Offer:
    """A proposal, and the text that the answer would get, in the project's language.

    `source` is the other question from whose answer it follows; None where a look found it.
    """

    proposal: Proposal
    text: str
    source: Source | None = None


@dataclass(frozen=True)
class Below:
    """The level from which a criterion here is computed, and how far that level is."""

    level: Level
    standing: LevelStanding


@dataclass(frozen=True)
class Card:
    """One question as it is shown; `answer` stands in the form, `kept` is what is saved."""

    fixed: Fixed
    answer: Answer
    kept: Answer
    choices: Markup
    blocker: Reason | None = None
    error: Message | None = None
    offer: Offer | None = None
    conflict: Finding | None = None
    others: tuple[Finding, ...] = ()
    meanwhile: Meanwhile | None = None
    computed: bool = False
    below: Below | None = None

    @property
    def kept_na(self) -> bool:
        """Tell whether N/A stands here though this level refuses it: another level that asks the same accepts it."""
        return self.kept.status is Status.NA and Flag.NA_ALLOWED not in self.fixed.criterion.flags

    @property
    def state(self) -> str:
        """Name the status for the style sheet."""
        return NAMES[self.answer.status]

    @property
    def agrees(self) -> bool:
        """Tell whether the proposal says what is answered already."""
        return self.offer is not None and self.offer.proposal.status is self.answer.status

    @property
    def disputed(self) -> bool:
        """Tell whether the proposal is what speaks against the answer."""
        return self.offer is not None and self.offer.proposal.finding is self.conflict


@dataclass(frozen=True)
class Group:
    """A group of questions that folds: its place in the page, its cards by section, and the place after it."""

    anchor: str
    name: str
    sections: tuple[tuple[str, tuple[Card, ...]], ...]
    next: str = ""


@dataclass(frozen=True)
class Content:
    """What cards are made from. `answers` are shown, `kept` are saved; `only` names what is wanted, or None all."""

    level: Level
    answers: Answers
    kept: Answers
    standing: LevelStanding
    look: Look | None
    proposed: Mapping[str, Proposal]
    errors: Mapping[str, Message]
    meanwhile: Mapping[str, Meanwhile]
    says: Say
    only: Collection[str] | None = None
    below: Below | None = None
    source: Callable[[Proposal], Source | None] = lambda _: None


def groups(content: Content, parts: Parts) -> list[Group]:
    """Give the groups of a level with their cards; groups without any are left out."""
    dealer = _Dealer(content, parts)
    found = []
    for number, (name, sections) in enumerate(content.level.groups().items(), 1):
        cards = ((section, tuple(dealer.cards(criteria))) for section, criteria in sections.items())
        if filled := tuple(each for each in cards if each[1]):
            found.append(Group(f"group-{number}", name, filled))
    return [replace(each, next=after.anchor) for each, after in zip(found, found[1:] + found[:1], strict=True)]


class _Dealer:
    """Makes cards; what all of them need is looked up once."""

    def __init__(self, content: Content, parts: Parts) -> None:
        self._content = content
        self._parts = parts
        self._blockers = {each.criterion: each.reason for each in content.standing.blockers}
        self._against = conflicts(content.look.findings, content.answers) if content.look else {}
        self._findings: dict[str, list[Finding]] = {}
        for finding in content.look.findings if content.look else ():
            self._findings.setdefault(finding.criterion, []).append(finding)

    def cards(self, criteria: Iterable[Criterion]) -> Iterable[Card]:
        """Make the cards of those criteria that are wanted."""
        only = self._content.only
        for each in criteria:
            if Flag.OBSOLETE not in each.flags and (only is None or each.id in only):
                yield self._card(each.id)

    def _card(self, criterion: str) -> Card:
        content = self._content
        answer = content.answers.get(criterion, Answer())
        kept = content.kept.get(criterion, Answer())
        proposal = content.proposed.get(criterion)
        conflict = self._against.get(criterion)
        shown = (proposal.finding if proposal else None, conflict)
        others = (each for each in self._findings.get(criterion, ()) if not any(each is one for one in shown))
        return Card(
            self._parts.cards[criterion],
            answer,
            kept,
            self._parts.choices(criterion, answer.status, kept.status),
            self._blockers.get(criterion),
            content.errors.get(criterion),
            self._offer(proposal) if proposal else None,
            conflict,
            tuple(sorted(others, key=lambda each: -each.confidence)),
            content.meanwhile.get(criterion),
            computed=criterion == content.level.requires_criterion,
            below=content.below if criterion == content.level.requires_criterion else None,
        )

    def _offer(self, proposal: Proposal) -> Offer:
        text = proposal.justification(self._content.says(proposal.finding.because))
        return Offer(proposal, text, self._content.source(proposal))
