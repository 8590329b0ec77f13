"""Whether the project is still looked after: what it says of itself, and when a person last changed it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from badge.core.evidence import Commit, History
from badge.core.findings import Confidence, Finding, met, unknown, unmet
from badge.core.messages import Message, counted
from badge.probes.facts.documents import Document, Documents
from badge.probes.facts.people import is_robot
from badge.probes.facts.wording import plain
from badge.probes.patterns import Hit, first, found
from badge.probes.probe import probe

RECENT, THIS_YEAR, LONG = 90, 365, 3 * 365
"""Days since the last change: plainly active, active, and so long that nobody seems to be there."""

TOP = 25
"""Lines of the readme in which a project says that it has ended."""

_ENDED = (
    r"(?:deprecated|unmaintained|archived|abandoned|discontinued|obsolete|end[- ]of[- ]life|sunset(?:ted)?|retired)"
)
_SHOUTED = r"(?-i:DEPRECATED|UNMAINTAINED|ARCHIVED|ABANDONED|DISCONTINUED|OBSOLETE)"
_STAMP = (
    rf"^\W*(?:(?:note|warning|important|(?:project |repo )?status)\W+)?{_ENDED}\W*$"
    rf"|^\W*{_SHOUTED}\b|[\[(]{_SHOUTED}[\])]|\s[-–—:|]\s*\W*{_ENDED}\W*$"
)
_SUBJECT = (
    r"\b(?:this|the) (?:\w+ ){0,2}(?:project|repo(?:sitory)?|package|library|module|plug-?in|tool|software"
    r"|code ?base|gem|crate|action"
    r"|extension|app(?:lication)?|program|fork)\b"
)
_SAID = (
    rf"{_SUBJECT}(?: \S+)? (?:is|has been|was|are)(?: now| currently| officially| effectively)* (?:{_ENDED}"
    r"|no longer (?:being |actively |under active )*(?:maintained|supported|developed|development)"
    r"|not (?:being )?(?:actively )?maintained)"
    rf"|{_SUBJECT} (?:has )?ended (?:on|in|with)\b"
    r"|^(?:\W*(?:note|warning|important)?\W*)?(?:it is |is )?no longer (?:being |actively )*maintained\b"
    r"|\bI(?: am|'m) no longer maintaining this\b|\bwe(?: are|'re) no longer maintaining this\b"
)
_BADGE = (
    r"unmaintained\.tech|no-maintenance-intended|repostatus\.org/badges/[^)\s]*/(?:abandoned|unsupported)"
    r"|badge/(?:status|maintenance|maintained|project%20status|lifecycle|state)(?:%3F)?-(?:deprecated|unmaintained"
    r"|archived|abandoned|no|none|not%20maintained|eol|retired)\b"
    r"|lifecycle-(?:archived|superseded|retired)|maintenance/no/"
)
_PART = (
    r"\bv?\d+\.(?:\d|x)|\bversions?\b|\bbranch\b|\bpython ?[23]|\bnode ?\d|\bapi\b|\bfunctions?\b|\boptions?\b"
    r"|\bolder\b|\bupstream\b|\boriginal\b"
)
_MOVED = rf"{_SUBJECT} (?:has (?:been )?)?moved to\b|\bdevelopment (?:has )?(?:moved|continues)\b|\bhas moved to\b"
_ACTIVE = r"repostatus\.org/badges/[^)\s]*/active|badge/maintenance-active|maintenance/yes/20\d\d"


@probe("maintained")
def own_words(documents: Documents) -> Iterator[Finding]:
    """Read at the top of the readme whether the project says that it has ended."""
    readme = documents.first("readme")
    if readme is None:
        yield unknown("maintained", Message("There is no readme that could say whether the project goes on."))
        return
    top = "\n".join(readme.text.split("\n")[: 2 * TOP])
    if hit := first(_BADGE, top):
        because = Message("A badge in %(path)s says that the project is not maintained.", {"path": readme.path})
        yield unmet("maintained", because, Confidence.DIRECT, readme.place(hit.line, hit.text))
    elif said := _ended(readme):
        because = Message("The beginning of %(path)s says that the project is not maintained.", {"path": readme.path})
        if found(_PART, said.text):
            because = Message("The beginning of %(path)s says that something is not maintained.", {"path": readme.path})
            yield unknown("maintained", because, readme.place(said.line, said.text))
        else:
            yield unmet("maintained", because, Confidence.DIRECT, readme.place(said.line, said.text))
    elif moved := first(_MOVED, "\n".join(readme.prose.split("\n")[:TOP])):
        because = Message("The beginning of %(path)s says that the project has moved.", {"path": readme.path})
        yield unknown("maintained", because, readme.place(moved.line, moved.text))
    elif active := first(_ACTIVE, top):
        because = Message("A badge in %(path)s says that the project is active.", {"path": readme.path})
        yield met("maintained", because, Confidence.PARTIAL, readme.place(active.line, active.text))
    else:
        because = Message("The beginning of %(path)s does not say that the project has ended.", {"path": readme.path})
        yield unknown("maintained", because, readme.place())


def _ended(readme: Document) -> Hit | None:
    """Find a line or sentence near the top that says it of the whole project."""
    top = "\n".join(readme.prose.split("\n")[:TOP])
    if hit := first(_STAMP, plain(top)):
        return hit
    for section in readme.sections[:1]:
        if found(rf"[\[(]{_ENDED}[\])]", section.title):
            return Hit(section.line, section.title)
    for sentence in readme.sentences:
        if sentence.line > TOP:
            break
        if found(_SAID, plain(sentence.text)):
            return sentence
    return None


@probe("maintained")
def newest_commit(head: Commit, as_of: datetime) -> Iterator[Finding]:
    """Measure how old the newest commit is; it is known even where the history is not."""
    days = max(0, (as_of - head.time).days)
    if days > LONG:
        yield unmet("maintained", _ago(days), Confidence.CUE)
    elif days <= THIS_YEAR and not is_robot(head.author, head.email):
        yield met("maintained", _ago(days), Confidence.PARTIAL)
    else:
        yield unknown("maintained", _ago(days))


@probe("maintained")
def activity(history: History, as_of: datetime) -> Iterator[Finding]:
    """Measure when a person, not a robot, made the last commit."""
    last = next((commit for commit in history.commits if not is_robot(commit.author, commit.email)), None)
    if last is None:
        yield unknown("maintained", Message("All commits that were read were made by robots."))
        return
    days = max(0, (as_of - last.time).days)
    because = counted(
        "A person made a commit %(count)s day before the date of this look.",
        "A person made a commit %(count)s days before the date of this look.",
        days,
    )
    if days <= RECENT:
        yield met("maintained", because, Confidence.GOOD)
    elif days <= THIS_YEAR:
        yield met("maintained", because, Confidence.PARTIAL)
    elif days > LONG:
        yield unmet("maintained", because, Confidence.CUE)
    else:
        yield unknown("maintained", because)


def _ago(days: int) -> Message:
    return counted(
        "The newest commit was made %(count)s day before the date of this look.",
        "The newest commit was made %(count)s days before the date of this look.",
        days,
    )
