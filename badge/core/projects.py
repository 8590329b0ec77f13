"""A project as it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from badge.core.addresses import canonical, name_of

__all__ = ["Project", "canonical", "name_of"]


@dataclass(frozen=True)
class Project:
    """A project as it is kept. `repository` is an address, `checkout` the name of a folder; at most one is there."""

    id: int
    name: str
    repository: str
    checkout: str
    description: str
    homepage: str
    language: str
    version: int
    created_at: datetime
    updated_at: datetime
    circumstances: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Facts that a person has told about it: id of the question -> id of the option."""
    license: str = ""
    """An SPDX expression."""
    implementation_languages: str = ""
    cpe: str = ""
    general_comments: str = ""
    user_id: int | None = None
    """The number of its owner, where it was brought in from a service that has accounts."""
    entry_license: str = ""
    """Under which terms its answers may be used, and below who is to be named; empty where it was made here."""
    entry_attribution: str = ""
