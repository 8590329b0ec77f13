"""What a report says, already in the reader's language: the forms only lay it out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from badge.cli.speech import visible
from badge.core.criteria import Criteria, Criterion, Level, Series
from badge.core.findings import STATUS, Confidence, Finding, Outcome, Place
from badge.core.links import address
from badge.core.messages import Message
from badge.core.proposals import conflicts
from badge.core.scoring import Reason, cheapest_first
from badge.core.support import counts
from badge.core.wordings import CONFIDENCES, REASONS, STATUSES, SUPPORTS
from badge.i18n import Catalog, date, say
from badge.i18n.criteria import criterion_plain, level_text, series_text
from badge.services.assess import Assessment


@dataclass(frozen=True)
class Evidence:
    """Where something was found: shown place, its page where known, and a quote."""

    place: str
    url: str
    excerpt: str


@dataclass(frozen=True)
class Found:
    """One proposal, hint or conflict: criterion, what it speaks for, why, and how sure it is."""

    criterion: str
    title: str
    outcome: Outcome
    status: str
    because: str
    confidence: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Open:
    """A criterion that keeps a level away."""

    criterion: str
    title: str
    why: str


@dataclass(frozen=True)
class Given:
    """An answer that the repository declares, and how well it is supported."""

    criterion: str
    title: str
    outcome: Outcome
    status: str
    support: str
    justification: str


@dataclass(frozen=True)
class LevelReport:
    """One level: its percentage, whether it is reached, and what is open, cheapest first."""

    id: str
    title: str
    series: str
    percentage: int
    reached: bool
    blockers: tuple[Open, ...]


@dataclass(frozen=True)
class Report:
    """Everything that a report says."""

    name: str
    commit: str
    as_of: str
    limits: tuple[str, ...]
    problems: tuple[str, ...]
    levels: tuple[LevelReport, ...]
    proposals: tuple[Found, ...]
    hints: tuple[Found, ...]
    conflicts: tuple[Found, ...]
    declared: int
    classes: tuple[tuple[str, int], ...]
    given: tuple[Given, ...]
    unanswered: int
    language: str


def gather(assessment: Assessment, criteria: Criteria, only: str, where: str, catalog: Catalog) -> Report:
    """Say everything once. `only` is a level's id, or empty for all."""
    look = assessment.look
    chosen = [(series, level) for series in criteria.series for level in series.levels if only in ("", level.id)]
    asked = {each.id: each for _, level in reversed(chosen) for each in level.criteria}
    speaker = _Speaker(assessment, asked, catalog)
    taken = [
        each.finding
        for criterion, each in assessment.proposed.items()
        if criterion in asked and criterion not in assessment.given
    ]
    proposed = {each.criterion for each in taken}
    hints = [
        each
        for each in look.findings
        if each.criterion in asked and each.criterion not in proposed and each.criterion not in assessment.given
    ]
    return Report(
        name=visible(look.repository.web or where),
        commit=look.repository.commit,
        as_of=date(look.as_of.date(), catalog.language),
        limits=tuple(visible(say(each, catalog)) for each in look.limits),
        problems=tuple(visible(say(each, catalog)) for each in look.problems),
        levels=tuple(_level(series, level, assessment, speaker) for series, level in chosen),
        proposals=tuple(speaker.found(each) for each in _in_order(taken, asked)),
        hints=tuple(speaker.found(each) for each in _in_order(hints, asked)),
        conflicts=tuple(speaker.found(each) for each in conflicts(look.findings, assessment.given).values()),
        declared=len(assessment.given),
        classes=tuple(
            (say(SUPPORTS[each], catalog), count) for each, count in counts(assessment.supports.values()).items()
        ),
        given=tuple(speaker.given(each, assessment) for each in asked if each in assessment.supports),
        unanswered=sum(1 for each in asked if each not in assessment.counted),
        language=catalog.language,
    )


_OUTCOMES = {status: outcome for outcome, status in STATUS.items()}


class _Speaker:
    """Says criteria and findings in one language."""

    def __init__(self, assessment: Assessment, asked: dict[str, Criterion], catalog: Catalog) -> None:
        self._repository = assessment.look.repository
        self._asked = asked
        self.catalog = catalog

    def title(self, criterion: str) -> str:
        return criterion_plain(self._asked[criterion], "title", self.catalog) if criterion in self._asked else criterion

    def reason(self, reason: Reason) -> str:
        return say(REASONS[reason], self.catalog)

    def found(self, finding: Finding) -> Found:
        return Found(
            finding.criterion,
            self.title(finding.criterion),
            finding.outcome,
            say(STATUSES[finding.status], self.catalog) if finding.status else "",
            visible(say(finding.because, self.catalog)),
            say(CONFIDENCES[Confidence(finding.confidence)], self.catalog),
            tuple(self._evidence(each) for each in finding.places[:5]),
        )

    def given(self, criterion: str, assessment: Assessment) -> Given:
        answer = assessment.given[criterion]
        return Given(
            criterion,
            self.title(criterion),
            _OUTCOMES[answer.status],
            say(STATUSES[answer.status], self.catalog),
            say(SUPPORTS[assessment.supports[criterion]], self.catalog),
            visible(" ".join(answer.justification.split())),
        )

    def _evidence(self, place: Place) -> Evidence:
        shown = f"{place.path}:{place.line}" if place.line else place.path
        return Evidence(visible(shown), address(self._repository, place), visible(place.excerpt))


def _level(series: Series, level: Level, assessment: Assessment, speaker: _Speaker) -> LevelReport:
    own = assessment.standings[series.id].levels[level.id]
    return LevelReport(
        level.id,
        level_text(series, level, "title", speaker.catalog),
        series_text(series, "title", speaker.catalog),
        own.percentage,
        own.percentage == 100,
        tuple(
            Open(each.criterion, speaker.title(each.criterion), speaker.reason(each.reason))
            for each in cheapest_first(own.blockers)
        ),
    )


def _in_order(findings: Iterable[Finding], asked: dict[str, Criterion]) -> list[Finding]:
    order = {criterion: number for number, criterion in enumerate(asked)}
    return sorted(findings, key=lambda each: (order[each.criterion], -each.confidence))


ACCEPTED_HERE = Message("Proposals count here as if a person had accepted them. They are not answers yet.")
