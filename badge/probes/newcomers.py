"""Whether small tasks for people who are new are marked."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.findings import Confidence, Finding, met, unknown
from badge.core.messages import Message
from badge.probes.facts.documents import Documents
from badge.probes.facts.links import Links
from badge.probes.patterns import first, found, replaced
from badge.probes.probe import probe

_LABEL = (
    r"\bgood[-+ %20_]{0,3}first[-+ %20_]{0,3}(?:issues?|bugs?|tasks?|patch|contribution)"
    r"|\bhelp[-+ %20_]{0,3}wanted\b|\bup[-+ %20]{0,3}for[-+ %20]{0,3}grabs\b"
    r"|\bbeginner[-+ %20_]{0,3}friendly\b"
    r"|\b(?:first[-+ %20_]{0,3}timers?|newcomers?|easy pickings?|low[- ]hanging fruit"
    r"|starter (?:issues?|tasks?|bugs?)|easy (?:issues?|tasks?|bugs?)|junior jobs?)\b"
    r"|\blabels?\W{1,8}(?:easy|beginner|starter)\b"
)
_CODED = r"%(?:20|22|3A)|\+"
_LINKED = r"label|/contribute/?$|q=|milestone|good[-+%20_]*first"


@probe("small_tasks")
def labels(documents: Documents, links: Links) -> Iterator[Finding]:
    """Look for a label of the issue tracker that marks small tasks; the tracker itself is not read."""
    criterion = "small_tasks"
    for link in links.all:
        if (
            found(_LABEL, replaced(_CODED, " ", f"{link.label} {link.address}"))
            and found(_LINKED, link.address)
            and links.is_own(link)
        ):
            because = Message(
                "%(path)s links to tasks for people who are new: %(address)s.",
                {"path": link.place.path, "address": link.address},
            )
            yield met(criterion, because, Confidence.PARTIAL, link.place)
            return
    for document in documents.all("contributing", "readme", "development", "support"):
        if hit := first(_LABEL, document.prose):
            because = Message(
                "%(path)s speaks of a mark for small tasks; whether tasks carry it cannot be seen here.",
                {"path": document.path},
            )
            yield unknown(criterion, because, document.place(hit.line, hit.text))
            return
    because = Message("No document names a mark for small tasks; the labels of an issue tracker cannot be seen here.")
    yield unknown(criterion, because)
