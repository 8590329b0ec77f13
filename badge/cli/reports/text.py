"""The report for a terminal."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator

import click

from badge.cli.reports.content import ACCEPTED_HERE, Evidence, Found, Given, LevelReport, Report
from badge.cli.speech import Speech
from badge.core.findings import Outcome
from badge.core.messages import Message, counted

_MARKS = {Outcome.MET: ("✔", "green"), Outcome.UNMET: ("✘", "red"), Outcome.NA: ("–", "blue")}
_OTHER = ("·", "yellow")
_MOST_HINTS = 200


def write(report: Report, speech: Speech) -> str:
    """Lay the report out as plain lines; colours are taken out again where nobody sees them."""
    width = max(60, min(110, shutil.get_terminal_size((100, 24)).columns))
    return "\n".join(_lines(report, speech, width)) + "\n"


def _lines(report: Report, speech: Speech, width: int) -> Iterator[str]:
    say = speech.say
    yield click.style(report.name, bold=True)
    yield say(Message("Commit %(commit)s, as of %(day)s.", {"commit": report.commit[:12], "day": report.as_of}))
    for each in (*report.limits, *report.problems):
        yield click.style("! ", fg="yellow") + each
    yield ""
    for level in report.levels:
        yield _headline(level)
    if report.declared:
        yield say(
            counted(
                "%(count)s answer comes from the repository's own file; proposals stand in for the rest.",
                "%(count)s answers come from the repository's own file; proposals stand in for the rest.",
                report.declared,
            )
        )
        yield "  " + ", ".join(f"{count} {words}" for words, count in report.classes)
    yield say(ACCEPTED_HERE)
    yield from _part(say(Message("Conflicts: a sure finding speaks against an answer")), report.conflicts, width)
    yield from _given(say(Message("Answers of the repository's own file")), report.given)
    yield from _part(say(Message("Proposals")), report.proposals, width)
    yield from _part(say(Message("Looked at, without a conclusion")), report.hints[:_MOST_HINTS], width)
    for level in report.levels:
        yield from _open(level, speech, width)


def _headline(level: LevelReport) -> str:
    filled = round(level.percentage / 5)
    bar = click.style("█" * filled, fg="green" if level.reached else "yellow") + "░" * (20 - filled)
    return f"{bar} {level.percentage:>3} %  {level.title} ({level.series})"


def _part(title: str, found: tuple[Found, ...], width: int) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield click.style(title, bold=True)
    for each in found:
        mark, color = _MARKS.get(each.outcome, _OTHER)
        status = f"{each.status}  " if each.status else ""
        yield f"{click.style(mark, fg=color)} {status}{each.title}  " + click.style(
            f"{each.criterion}, {each.confidence}" if each.status else each.criterion, dim=True
        )
        yield from textwrap.wrap(each.because, width, initial_indent="    ", subsequent_indent="    ")
        for one in each.evidence:
            yield f"    {_shown(one)}"


def _given(title: str, given: tuple[Given, ...]) -> Iterator[str]:
    if not given:
        return
    yield ""
    yield click.style(title, bold=True)
    for each in given:
        mark, color = _MARKS.get(each.outcome, _OTHER)
        yield f"{click.style(mark, fg=color)} {each.status}  {each.title}  " + click.style(
            f"{each.criterion}, {each.support}", dim=True
        )


def _shown(evidence: Evidence) -> str:
    place = click.style(evidence.place, fg="cyan")
    return f"{place}  {evidence.excerpt[:90]}" if evidence.excerpt else place


def _open(level: LevelReport, speech: Speech, width: int) -> Iterator[str]:
    yield ""
    if level.reached:
        yield click.style(speech.say(Message("%(level)s is reached.", {"level": level.title})), fg="green", bold=True)
        return
    count = len(level.blockers)
    title = counted(
        "%(level)s: %(count)s criterion is open, cheapest first",
        "%(level)s: %(count)s criteria are open, cheapest first",
        count,
        level=level.title,
    )
    yield click.style(speech.say(title), bold=True)
    for each in level.blockers:
        yield f"○ {each.title}  " + click.style(each.criterion, dim=True)
        yield from textwrap.wrap(each.why, width, initial_indent="    ", subsequent_indent="    ")
