"""How well an answer is supported: computed from the answer and the last look, never typed by anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from badge.core.answers import Quality, Status
from badge.core.findings import Finding
from badge.core.kept import KeptAnswer
from badge.core.proposals import Proposal


class Support(StrEnum):
    """From the best to the worst."""

    VERIFIED = "verified"
    LINKED = "linked"
    CLAIMED = "claimed"
    STALE = "stale"
    DISPUTED = "disputed"


def support(kept: KeptAnswer, proposed: Proposal | None, against: Finding | None, commit: str) -> Support | None:
    """Judge one answer; None where nothing is answered. `commit` is that of the last look, empty without one."""
    if kept.answer.status is Status.UNKNOWN:
        return None
    if against is not None:
        return Support.DISPUTED
    if proposed is not None and proposed.status is kept.answer.status:
        return Support.VERIFIED
    if kept.probe and commit and kept.commit != commit:
        return Support.STALE
    if kept.places or kept.answer.quality is Quality.ADDRESS:
        return Support.LINKED
    return Support.CLAIMED


def counts(supports: Iterable[Support]) -> dict[Support, int]:
    """Count them, the best first; what does not occur is left out."""
    found = Counter(supports)
    return {each: found[each] for each in Support if found[each]}
