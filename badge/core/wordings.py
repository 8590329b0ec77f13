"""The words for statuses, confidences, reasons and categories, written once and said wherever they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from badge.core.answers import Origin, Status
from badge.core.findings import Confidence, Outcome
from badge.core.messages import Message
from badge.core.scoring import Reason
from badge.core.support import Support

STATUSES: Mapping[Status, Message] = MappingProxyType(
    {
        Status.MET: Message("Met", context="status"),
        Status.UNMET: Message("Unmet", context="status"),
        Status.NA: Message("N/A", context="status"),
        Status.UNKNOWN: Message("Not answered yet", context="status"),
    }
)
"""The four statuses as a reader sees them; in data they keep their English words."""

OUTCOMES: Mapping[Outcome, Message] = MappingProxyType(
    {
        Outcome.MET: Message("Met", context="status"),
        Outcome.UNMET: Message("Unmet", context="status"),
        Outcome.NA: Message("N/A", context="status"),
        Outcome.UNKNOWN: Message("Looked at, nothing concluded", context="outcome"),
        Outcome.ERROR: Message("The look failed", context="outcome"),
    }
)

CONFIDENCES: Mapping[Confidence, Message] = MappingProxyType(
    {
        Confidence.CUE: Message("only a cue", context="confidence"),
        Confidence.PARTIAL: Message("partly shown", context="confidence"),
        Confidence.GOOD: Message("well shown", context="confidence"),
        Confidence.DIRECT: Message("shown directly", context="confidence"),
        Confidence.CERTAIN: Message("certain", context="confidence"),
    }
)

REASONS: Mapping[Reason, Message] = MappingProxyType(
    {
        Reason.UNANSWERED: Message("This is not answered yet."),
        Reason.UNMET: Message("This is not met, and the level demands it."),
        Reason.ADDRESS: Message("The reason needs a link that begins with https:// or http://."),
        Reason.JUSTIFICATION: Message("The answer needs a reason of at least five characters."),
        Reason.NA_REFUSED: Message("N/A is not allowed here. Answer Met or Unmet."),
        Reason.LEVEL_BELOW: Message("The level below is not reached yet."),
    }
)

SUPPORTS: Mapping[Support, Message] = MappingProxyType(
    {
        Support.VERIFIED: Message("verified by the last look"),
        Support.LINKED: Message("supported by a link or a file"),
        Support.CLAIMED: Message("claimed without a link"),
        Support.STALE: Message("not seen any more by the last look"),
        Support.DISPUTED: Message("disputed by the last look"),
    }
)
"""The class of an answer: how well it is supported."""

ORIGINS: Mapping[Origin, Message] = MappingProxyType(
    {
        Origin.PERSON: Message("answered by a person"),
        Origin.PROPOSAL: Message("proposed by a probe, accepted by a person"),
        Origin.PROFILE: Message("proposed because of what the project is, accepted by a person"),
        Origin.COUNTERPART: Message("proposed because of another answer, accepted by a person"),
        Origin.DECLARED: Message("declared in the repository"),
    }
)
