"""What a hostile case is: how it is built, and what a look at it has to end in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from badge.core.evidence import Evidence
from badge.core.look import Look
from badge.sources.limits import Limits
from tests.hostile.building import GOOD, Raw, Trap

Build = Callable[[Raw, Trap], "Path | None"]
"""Makes the repository hostile; may give another folder to look at."""

Seen = Callable[[Evidence, Look], None]


@dataclass(frozen=True)
class Case:
    """One hostile repository.

    `said` are pieces of the reasons that have to be shown; with `refused` the look ends in such a sentence alone.
    `seen` looks closer at what was read. `twin` names the case that must look the same.
    """

    name: str
    build: Build
    said: tuple[str, ...] = ()
    refused: bool = False
    limits: Limits = field(default_factory=Limits)
    seen: Seen | None = None
    bare: bool = True


def files(more: Mapping[str, str | bytes], *, alone: bool = False) -> Build:
    """Build one commit of a good repository with more files, or of these alone."""

    def build(raw: Raw, trap: Trap) -> None:
        del trap
        raw.hold(dict(more) if alone else {**GOOD, **more})

    return build


def at_path(path: str, make: Callable[[], str | bytes]) -> Build:
    """Build a good repository with one more file, which is made only when it is needed."""

    def build(raw: Raw, trap: Trap) -> None:
        del trap
        raw.hold({**GOOD, path: make()})

    return build


def good(raw: Raw) -> str:
    """Make a good repository, and give its commit."""
    return raw.hold(GOOD)
