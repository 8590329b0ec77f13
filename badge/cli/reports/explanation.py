"""The explanation of one criterion for a terminal: what was asked, seen, weighed and left out, in that order."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator
from unicodedata import east_asian_width

import click

from badge.cli.speech import Speech, visible
from badge.core.criteria import Criteria, Criterion
from badge.core.findings import Finding, Outcome, Place
from badge.core.links import address
from badge.core.messages import Message, counted
from badge.core.proposals import Basis
from badge.core.weighing import FATES, Fate
from badge.core.wordings import CONFIDENCES, ORIGINS, OUTCOMES, STATUSES, SUPPORTS
from badge.i18n.criteria import criterion_plain
from badge.services.explaining import Explanation, Looked

_MARKS = {Outcome.MET: ("✔", "green"), Outcome.UNMET: ("✘", "red"), Outcome.NA: ("–", "blue")}
_OTHER = ("·", "yellow")
_MOST_FILES = 8
_MOST_PLACES = 5


def write(found: Explanation, criteria: Criteria, speech: Speech) -> str:
    """Lay the explanation out as plain lines."""
    return "\n".join(_Writer(found, criteria, speech).lines()) + "\n"


class _Writer:
    """Writes one explanation in one language."""

    def __init__(self, found: Explanation, criteria: Criteria, speech: Speech) -> None:
        self._found, self._criteria, self._speech = found, criteria, speech
        self._say = speech.say
        self._width = max(60, min(110, shutil.get_terminal_size((100, 24)).columns))

    def lines(self) -> Iterator[str]:
        yield from self._asked()
        yield from self._answer()
        yield from self._proposal()
        yield from self._head(Message("Everything that was looked at"))
        for each in self._found.looked:
            yield from self._looked(each)
        if not self._found.looked:
            yield self._say(Message("No probe looks at anything for this criterion."))
        yield from self._list(Message("Other ways to an answer"), self._found.ways)
        yield from self._list(Message("What would change it"), self._found.changes)
        yield from self._how()
        yield from self._unread()

    def _head(self, title: Message) -> Iterator[str]:
        yield ""
        yield click.style(self._say(title), bold=True)

    def _list(self, title: Message, messages: tuple[Message, ...]) -> Iterator[str]:
        if messages:
            yield from self._head(title)
            for each in messages:
                yield from self._wrapped(f"* {visible(self._say(each))}", "")

    def _wrapped(self, text: str, indent: str) -> list[str]:
        # Chinese takes two columns a character and has no spaces to break at: a terminal breaks such a line better.
        if any(east_asian_width(each) == "W" for each in text):
            return [indent + text]
        return textwrap.wrap(text, self._width, initial_indent=indent, subsequent_indent=indent + "  ") or [indent]

    def _asked(self) -> Iterator[str]:
        first = self._found.verdicts[0].criterion
        yield click.style(self._text(first, "title"), bold=True)
        yield f"{self._found.id} · " + ", ".join(
            f"{self._say(each.level)} {each.criterion.category}" for each in self._found.verdicts
        )
        for text in dict.fromkeys(self._text(each.criterion, "text") for each in self._found.verdicts):
            yield from self._wrapped(text, "")
        look = self._found.assessment.look
        values = {"commit": look.repository.commit[:12], "day": look.as_of.date().isoformat()}
        yield self._say(Message("Commit %(commit)s, as of %(day)s.", values))

    def _text(self, criterion: Criterion, field: str) -> str:
        titles = {each.id: each for each in self._criteria.all()}
        catalog = self._speech.catalog
        return criterion_plain(
            criterion, field, catalog, lambda name: ("", criterion_plain(titles[name], "title", catalog))
        )

    def _answer(self) -> Iterator[str]:
        answer = self._found.answer
        yield from self._head(Message("The answer"))
        if answer is None:
            yield self._say(Message("The repository declares no answer."))
            return
        support = f", {self._say(SUPPORTS[self._found.support])}" if self._found.support else ""
        yield f"{self._say(STATUSES[answer.status])} ({self._say(ORIGINS[answer.origin])}{support})"
        if answer.justification:
            yield from self._wrapped(visible(" ".join(answer.justification.split())), "  ")
        if self._found.against:
            yield self._say(Message("Conflicts: a sure finding speaks against an answer"))
            yield from self._finding(self._found.against, None)

    def _proposal(self) -> Iterator[str]:
        yield from self._head(Message("The proposal"))
        proposal = self._found.proposal
        if proposal is None:
            yield self._say(Message("Nothing is proposed."))
            return
        yield self._status(proposal.finding)
        yield from self._wrapped(visible(self._say(proposal.finding.because)), "    ")
        if proposal.basis is Basis.DECLARED:
            yield from self._wrapped(self._say(Message("The project says so itself; nothing else shows it.")), "    ")

    def _looked(self, each: Looked) -> Iterator[str]:
        mark, color = _MARKS.get(next((one.outcome for one, _ in each.said if one.status), Outcome.UNKNOWN), _OTHER)
        yield click.style(mark, fg=color) + " " + click.style(each.about.name, bold=True)
        yield from self._wrapped(self._say(each.about.purpose), "    ")
        for need in each.about.needs:
            yield from self._wrapped(f"{need.name}: {self._say(need.about)}", "      ")
        if each.opened:
            yield from self._wrapped(self._opened(each.opened), "    ")
        for finding, fate in each.said:
            yield from self._finding(finding, fate)
        if not each.said:
            yield from self._wrapped(
                self._say(Message("It said nothing, because it found nothing to speak of.")), "    "
            )
        record = each.about.record
        if record and record.right + record.wrong:
            values = {"right": record.right}
            right = counted(
                "In the labelled cases %(right)s of %(count)s answer it gave was right.",
                "In the labelled cases %(right)s of %(count)s answers it gave were right.",
                record.right + record.wrong,
                **values,
            )
            yield from self._wrapped(self._say(right), "    ")

    def _opened(self, paths: tuple[str, ...]) -> str:
        shown = tuple(visible(each) for each in paths[:_MOST_FILES])
        more = len(paths) - len(shown)
        if not more:
            return self._say(Message("Opened: %(paths)s.", {"paths": shown}))
        opened = counted(
            "Opened: %(paths)s and %(count)s more file.",
            "Opened: %(paths)s and %(count)s more files.",
            more,
            paths=shown,
        )
        return self._say(opened)

    def _status(self, finding: Finding) -> str:
        mark, color = _MARKS.get(finding.outcome, _OTHER)
        sure = f", {self._say(CONFIDENCES[finding.confidence])}" if finding.status else ""
        return f"  {click.style(mark, fg=color)} {self._say(OUTCOMES[finding.outcome])}{sure}"

    def _finding(self, finding: Finding, fate: Fate | None) -> Iterator[str]:
        yield self._status(finding)
        yield from self._wrapped(visible(self._say(finding.because)), "    ")
        for place in finding.places[:_MOST_PLACES]:
            yield f"    {self._place(place)}"
        if fate is not None:
            yield from self._wrapped(self._say(FATES[fate]), "    ")

    def _place(self, place: Place) -> str:
        shown = f"{place.path}:{place.line}" if place.line else place.path
        url = address(self._found.assessment.look.repository, place)
        parts = [click.style(visible(shown), fg="cyan"), visible(place.excerpt[:90]), url]
        return "  ".join(filter(None, parts))

    def _how(self) -> Iterator[str]:
        criterion = self._found.verdicts[0].criterion
        if criterion.how and self._found.answer is None:
            yield from self._head(Message("How"))
            for number in range(1, len(criterion.how) + 1):
                yield from self._wrapped(f"{number}. {self._text(criterion, f'how.{number}')}", "")

    def _unread(self) -> Iterator[str]:
        look = self._found.assessment.look
        yield from self._head(Message("What was not read"))
        for each in (*look.limits, *look.problems):
            yield from self._wrapped(f"! {visible(self._say(each))}", "")
        if not look.limits:
            yield self._say(Message("Everything was read."))
