"""The report in Markdown, for a comment on a change request or a summary of a CI run."""

from __future__ import annotations

from collections.abc import Iterator

from badge.cli.reports.content import ACCEPTED_HERE, Evidence, Found, LevelReport, Report
from badge.cli.speech import Speech
from badge.core.messages import Message

_SPECIAL = str.maketrans({each: f"\\{each}" for each in "\\`*_{}[]<>()#+!|~&"})


def write(report: Report, speech: Speech) -> str:
    """Lay the report out; every foreign text is escaped, so that it cannot become markup."""
    return "\n".join(_lines(report, speech)) + "\n"


def _lines(report: Report, speech: Speech) -> Iterator[str]:
    say = speech.say
    yield f"# {_plain(report.name)}"
    yield ""
    yield _plain(say(Message("Commit %(commit)s, as of %(day)s.", {"commit": report.commit[:12], "day": report.as_of})))
    yield ""
    for each in (*report.limits, *report.problems):
        yield f"> {_plain(each)}"
        yield ""
    yield f"| {_plain(say(Message('Level')))} | {_plain(say(Message('Percentage')))} | {_plain(say(Message('Open')))} |"
    yield "|---|---:|---:|"
    for level in report.levels:
        yield f"| {_plain(level.title)} | {level.percentage} % | {len(level.blockers)} |"
    yield ""
    yield _plain(say(ACCEPTED_HERE))
    yield from _part(say(Message("Conflicts: a sure finding speaks against an answer")), report.conflicts)
    yield from _given(say(Message("Answers of the repository's own file")), report)
    yield from _part(say(Message("Proposals")), report.proposals)
    yield from _part(say(Message("Looked at, without a conclusion")), report.hints)
    for level in report.levels:
        yield from _open(level, say(Message("Open for %(level)s, cheapest first", {"level": level.title})))


def _part(title: str, found: tuple[Found, ...]) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield f"## {_plain(title)}"
    yield ""
    for each in found:
        status = f"**{_plain(each.status)}** " if each.status else ""
        places = ", ".join(_place(one) for one in each.evidence)
        yield f"- {status}{_plain(each.title)} (`{each.criterion}`): {_plain(each.because)} {places}".rstrip()


def _given(title: str, report: Report) -> Iterator[str]:
    if not report.given:
        return
    yield ""
    yield f"## {_plain(title)}"
    yield ""
    yield _plain(", ".join(f"{count} {words}" for words, count in report.classes))
    yield ""
    for each in report.given:
        yield f"- **{_plain(each.status)}** {_plain(each.title)} (`{each.criterion}`): {_plain(each.support)}"


def _place(evidence: Evidence) -> str:
    if evidence.url:
        return f"[{_plain(evidence.place)}]({evidence.url})"
    return f"`{evidence.place.replace('`', '')}`"


def _open(level: LevelReport, title: str) -> Iterator[str]:
    if not level.blockers:
        return
    yield ""
    yield f"## {_plain(title)}"
    yield ""
    for each in level.blockers:
        yield f"- {_plain(each.title)} (`{each.criterion}`): {_plain(each.why)}"


def _plain(text: str) -> str:
    return " ".join(text.split()).translate(_SPECIAL)
