"""Whether every source file says whose it is and under which license."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.findings import Confidence, Finding, Place, met, unknown, unmet
from badge.core.messages import Message, counted
from badge.probes.facts.notices import Notices
from badge.probes.probe import probe

SHOWN = 5
FEW = 3
"""Files without a notice from which it is sure enough that they are no exceptions."""

RARE = 50
"""Where less than one of so many files has no notice, those may be no source files; a person should look."""


@probe("copyright_per_file")
def copyright_notices(notices: Notices) -> Iterator[Finding]:
    """Look for a copyright at the beginning of source files."""
    yes = Message("All %(count)s source files that were opened begin with a copyright.", {"count": notices.opened})
    no = counted(
        "Of the source files that were opened, %(count)s has no copyright at its beginning: %(paths)s.",
        "Of the source files that were opened, %(count)s have no copyright at their beginning, for example %(paths)s.",
        len(notices.no_copyright),
        paths=tuple(each.path for each in notices.no_copyright[:SHOWN]),
    )
    yield _judged("copyright_per_file", notices, notices.no_copyright, yes, no)


@probe("license_per_file")
def licence_notices(notices: Notices) -> Iterator[Finding]:
    """Look for a license at the beginning of source files."""
    yes = Message("All %(count)s source files that were opened begin with a license.", {"count": notices.opened})
    no = counted(
        "Of the source files that were opened, %(count)s has no license at its beginning: %(paths)s.",
        "Of the source files that were opened, %(count)s have no license at their beginning, for example %(paths)s.",
        len(notices.no_licence),
        paths=tuple(each.path for each in notices.no_licence[:SHOWN]),
    )
    yield _judged("license_per_file", notices, notices.no_licence, yes, no)


def _judged(criterion: str, notices: Notices, misses: tuple[Place, ...], yes: Message, no: Message) -> Finding:
    if not notices.opened:
        return unknown(criterion, Message("No source file that could begin with a notice was opened."))
    if misses and notices.elsewhere:
        because = Message(
            "Some source files have no notice of their own, but %(path)s may speak for them.",
            {"path": notices.elsewhere},
        )
        return unknown(criterion, because, *misses[:SHOWN])
    if misses and len(misses) * RARE <= notices.opened:
        return unknown(criterion, no, *misses[:SHOWN])
    if len(misses) >= FEW:
        return unmet(criterion, no, Confidence.GOOD, *misses[:SHOWN])
    if misses:
        return unmet(criterion, no, Confidence.PARTIAL, *misses)
    if notices.whole:
        return met(criterion, yes, Confidence.GOOD)
    return unknown(criterion, yes)
