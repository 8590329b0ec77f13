"""What probes there are: what each looks at, what it can say and how surely, and how often it was right."""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from badge import probes
from badge.core.accuracy import Tally
from badge.core.errors import NotFoundError
from badge.core.messages import Message
from badge.probes.abilities import Ability, abilities
from badge.probes.facts import FACTS
from badge.probes.probe import Probe

EVIDENCE: Mapping[str, Message] = {
    "files": Message("The names and contents of the files of the commit."),
    "head": Message("The newest commit."),
    "history": Message("The commits, newest first, within the limits of one look."),
    "tags": Message("The tags, and the commits they stand on."),
    "repository": Message("The address of the repository and its branch, as far as they are declared."),
    "as_of": Message("The day from which time is counted back."),
}
"""What a probe reads that is no fact made of something else."""

RECORD = Path(probes.__file__).with_name("accuracy.json")
"""How often each probe was right in the labelled cases; written by scripts/accuracy.py."""


@dataclass(frozen=True)
class Need:
    """Something that a probe reads: its name, and what it is."""

    name: str
    about: Message


@dataclass(frozen=True)
class About:
    """A probe as people see it. `right` and `wrong` count what it said of labelled criteria."""

    name: str
    purpose: Message
    version: str
    needs: tuple[Need, ...]
    abilities: tuple[Ability, ...]
    record: Tally | None


def every() -> list[About]:
    """Describe all probes, in their order."""
    return [about(each) for each in probes.ALL]


def find(name: str) -> list[About]:
    """Find a probe by its name, or all probes of a family, or all that may answer a criterion."""
    found = [
        about(each) for each in probes.ALL if name in {each.name, each.name.partition(".")[0]} or name in each.answers
    ]
    if not found:
        unknown = "There is no probe, family or criterion %(name)s. All probes are listed by: badge probes list"
        raise NotFoundError(Message(unknown, {"name": name}))
    return found


def about(each: Probe) -> About:
    """Describe one probe."""
    return About(
        each.name,
        purpose(each),
        each.version,
        tuple(Need(name, need(name)) for name in each.needs),
        abilities(each),
        _records().get(each.name),
    )


def purpose(each: Probe) -> Message:
    """Say what a probe looks for: the first line of its docstring, under its name in the catalogues."""
    return Message(each.purpose, context=f"probe.{each.name}")


def need(name: str) -> Message:
    """Say what a part of the evidence is, or a fact: the first line of its module, under its name."""
    if name in EVIDENCE:
        return EVIDENCE[name]
    text = inspect.getdoc(sys.modules[FACTS[name].__module__]) or name
    return Message(text.partition("\n")[0], context=f"fact.{name}")


def parts(name: str) -> tuple[str, ...]:
    """Name what a fact is made of."""
    return tuple(inspect.signature(FACTS[name]).parameters)


@lru_cache(maxsize=1)
def _records() -> dict[str, Tally]:
    """Read how often probes were right; nothing where that was not measured."""
    try:
        stored: dict[str, Any] = json.loads(RECORD.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: Tally(**each) for name, each in stored["probes"].items()}
