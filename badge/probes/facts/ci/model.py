"""What continuous integration does, whichever system runs it: workflows, jobs, steps and their commands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from badge.probes.facts.ci.shell import Command, commands


class Trigger(StrEnum):
    """What makes a workflow run. PUSH means: on every push to the branch that people work on."""

    PUSH = "push"
    CHANGE = "change"
    SCHEDULE = "schedule"
    MANUAL = "manual"
    TAG = "tag"
    OTHER = "other"


ON_CHANGES = frozenset({Trigger.PUSH, Trigger.CHANGE})


@dataclass(frozen=True)
class Step:
    """One thing that a job does: a script of its own, or something ready-made that it `uses`, with inputs."""

    path: str
    line: int = 0
    name: str = ""
    script: str = ""
    uses: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    tolerated: bool = False

    @property
    def commands(self) -> tuple[Command, ...]:
        """Split the script into the commands that it runs."""
        return tuple(commands(self.script, self.path, self.line, tolerated=self.tolerated))


class Job(NamedTuple):
    """Steps that run together. `triggers` are those of its workflow that its own conditions let through."""

    name: str
    path: str
    line: int
    steps: tuple[Step, ...]
    triggers: frozenset[Trigger]


@dataclass(frozen=True)
class Workflow:
    """One configuration file. `data` is the whole of it as it was parsed, `crons` its times where it has some."""

    path: str
    system: str
    triggers: frozenset[Trigger]
    jobs: tuple[Job, ...]
    crons: tuple[str, ...] = ()
    data: Mapping[str, object] = field(default_factory=dict)

    @property
    def daily(self) -> bool:
        """Tell whether one of its times comes at least once a day."""
        return any(_daily(cron) for cron in self.crons)


def _daily(cron: str) -> bool:
    if cron.strip().lower() in {"@daily", "@midnight", "@hourly", "daily", "nightly", "hourly"}:
        return True
    fields = cron.split()
    return len(fields) >= 5 and all(each in {"*", "?", "*/1", "0-6", "1-7"} for each in fields[2:5])
