"""Which answer implies which, across series and within one: an answer proposes its counterpart, and decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from badge.core.answers import Status
from badge.core.findings import Confidence


class Implication(NamedTuple):
    """What an answer to `source` says about `target`: status given -> status implied, and how sure that is."""

    source: str
    target: str
    leads: Mapping[Status, tuple[Status, Confidence]]
