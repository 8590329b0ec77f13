"""An answer to a criterion, and how good its text is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TypeAlias

LONGEST = 8192
"""Characters that a justification may have (the wire contract's limit)."""

SHORTEST_GOOD = 5
"""Characters that make a justification more than nothing."""

# An address that counts: a scheme, then a first name up to a dot, with something behind that dot.
_ADDRESS = re.compile(r"https?://[^/.\s]+\.\S")


class Status(StrEnum):
    """The four answers there are."""

    UNKNOWN = "?"
    UNMET = "Unmet"
    NA = "N/A"
    MET = "Met"


class Quality(IntEnum):
    """What a justification is worth to the scoring rules."""

    NONE = 0
    GOOD = 1
    ADDRESS = 2


class Origin(StrEnum):
    """Where an answer comes from."""

    PERSON = "person"
    PROPOSAL = "proposal"
    PROFILE = "profile"
    COUNTERPART = "counterpart"
    DECLARED = "declared"


@dataclass(frozen=True)
class Answer:
    """A status, the text that justifies it, and where it came from."""

    status: Status = Status.UNKNOWN
    justification: str = ""
    origin: Origin = Origin.PERSON

    @property
    def quality(self) -> Quality:
        """Judge the text as the scoring rules do."""
        return quality(self.justification)


Answers: TypeAlias = Mapping[str, Answer]


def quality(text: str) -> Quality:
    """Judge a justification: nothing, good text, or text with an address (compatibility rules, section 1)."""
    if text.startswith("// ") or len(text) < SHORTEST_GOOD:
        return Quality.NONE
    return Quality.ADDRESS if _ADDRESS.search(text) else Quality.GOOD
