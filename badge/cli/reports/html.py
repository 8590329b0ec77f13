"""The report as one HTML file that needs nothing else: to keep, to mail, or to publish from a CI run."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from badge.cli.reports.content import ACCEPTED_HERE, Evidence, Found, LevelReport, Report
from badge.cli.speech import Speech
from badge.core.findings import Outcome
from badge.core.messages import Message
from badge.i18n.languages import language

_STYLE = Markup(
    ":root{color-scheme:light dark;--ink:light-dark(#1c2430,#e6e9ee);--paper:light-dark(#fff,#14181f);"
    "--quiet:light-dark(#556070,#a4adba);--line:light-dark(#d9dee5,#333b47);--link:light-dark(#0b57a4,#8cc2ff)}"
    "body{font:1rem/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-inline-size:48rem;"
    "margin:2rem auto;padding:0 1rem}h1{font-size:1.6rem;overflow-wrap:anywhere}"
    "h2{font-size:1.2rem;margin-block:2rem .5rem}"
    "li{margin-block:.8rem;overflow-wrap:anywhere}ul{padding-inline-start:1.2rem}a{color:var(--link)}"
    "code,small{color:var(--quiet)}table{border-collapse:collapse}td,th{padding:.3rem .8rem;text-align:start;"
    "border-block-end:1px solid var(--line)}"
)
_MARKS = {Outcome.MET: "✔", Outcome.UNMET: "✘", Outcome.NA: "–"}


def write(report: Report, speech: Speech) -> str:
    """Lay the report out; every text is escaped by Markup."""
    own = language(report.language)
    head = Markup(
        '<!doctype html>\n<html lang="{}" dir="{}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n"
    ).format(own.tag, own.direction, report.name, _STYLE)
    return str(head + Markup("\n").join(_parts(report, speech)) + Markup("\n</main>\n</body>\n</html>\n"))


def _parts(report: Report, speech: Speech) -> Iterator[Markup]:
    say = speech.say
    yield Markup("<h1>{}</h1>").format(report.name)
    yield _paragraph(
        say(Message("Commit %(commit)s, as of %(day)s.", {"commit": report.commit[:12], "day": report.as_of}))
    )
    for each in (*report.limits, *report.problems):
        yield Markup("<p><strong>{}</strong></p>").format(each)
    yield Markup(
        "<table><thead><tr><th scope=col>{}</th><th scope=col>{}</th><th scope=col>{}</th></tr></thead><tbody>"
    ).format(say(Message("Level")), say(Message("Percentage")), say(Message("Open")))
    for level in report.levels:
        yield Markup("<tr><th scope=row>{}</th><td>{}&nbsp;%</td><td>{}</td></tr>").format(
            level.title, level.percentage, len(level.blockers)
        )
    yield Markup("</tbody></table>")
    yield _paragraph(say(ACCEPTED_HERE))
    yield from _part(say(Message("Conflicts: a sure finding speaks against an answer")), report.conflicts)
    yield from _given(say(Message("Answers of the repository's own file")), report)
    yield from _part(say(Message("Proposals")), report.proposals)
    yield from _part(say(Message("Looked at, without a conclusion")), report.hints)
    for level in report.levels:
        yield from _open(level, say(Message("Open for %(level)s, cheapest first", {"level": level.title})))


def _paragraph(text: str) -> Markup:
    return Markup("<p>{}</p>").format(text)


def _part(title: str, found: tuple[Found, ...]) -> Iterator[Markup]:
    if not found:
        return
    yield Markup("<h2>{}</h2>\n<ul>").format(title)
    for each in found:
        status = Markup("<strong>{} {}</strong> ").format(_MARKS[each.outcome], each.status) if each.status else ""
        places = Markup(" ").join(_place(one) for one in each.evidence)
        yield Markup("<li>{}{} <code>{}</code><br>{} <small>{}</small></li>").format(
            status, each.title, each.criterion, each.because, places
        )
    yield Markup("</ul>")


def _given(title: str, report: Report) -> Iterator[Markup]:
    if not report.given:
        return
    yield Markup("<h2>{}</h2>\n<p>{}</p>\n<ul>").format(
        title, ", ".join(f"{count} {words}" for words, count in report.classes)
    )
    for each in report.given:
        yield Markup("<li><strong>{} {}</strong> {} <code>{}</code><br><small>{}</small></li>").format(
            _MARKS[each.outcome], each.status, each.title, each.criterion, each.support
        )
    yield Markup("</ul>")


def _place(evidence: Evidence) -> Markup:
    if evidence.url:
        return Markup('<a href="{}">{}</a>').format(evidence.url, evidence.place)
    return escape(evidence.place)


def _open(level: LevelReport, title: str) -> Iterator[Markup]:
    if not level.blockers:
        return
    yield Markup("<h2>{}</h2>\n<ul>").format(title)
    for each in level.blockers:
        yield Markup("<li>{} <code>{}</code><br>{}</li>").format(each.title, each.criterion, each.why)
    yield Markup("</ul>")
