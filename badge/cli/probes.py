"""`badge probes`: list them, show what one can say and how often it was right, and measure them on labelled cases."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from badge.cli import command
from badge.cli.speech import current, tell
from badge.core.messages import Message, counted

if TYPE_CHECKING:
    from badge.core.findings import Confidence, Outcome
    from badge.services.probing import About

_language = command.option(
    "--lang", metavar="CODE", default="", help=Message("The language of the texts, for example sw or zh-CN.")
)


@command.group("probes", help=Message("List and show the probes, and measure how often they are right."))
def group() -> None:
    """Hold the commands about probes."""


@group.command("list", help=Message("List the probes: name, how many criteria, and what each looks for."))
@_language
def list_(lang: str) -> None:
    """Print one line for each."""
    from badge.services import probing

    del lang
    every = probing.every()
    widest = max(len(each.name) for each in every)
    for each in every:
        click.echo(f"{each.name:<{widest}}  {len(each.abilities):>2}  {current().say(each.purpose)}")


@group.command("show", help=Message("Show a probe: what it looks at, what it can say, and how often it was right."))
@command.argument("name", metavar="ID", help=Message("A probe, a family of probes, or a criterion."))
@_language
def show(name: str, lang: str) -> None:
    """Print each probe that fits."""
    from badge.services import probing

    del lang
    click.echo("\n\n".join("\n".join(_whole(each)) for each in probing.find(name)))


def _whole(about: About) -> list[str]:
    say = current().say
    lines = [
        click.style(about.name, bold=True) + "  " + say(Message("version %(version)s", {"version": about.version})),
        say(about.purpose),
        "",
        say(Message("What it looks at")),
    ]
    lines += [f"  {need.name}: {say(need.about)}" for need in about.needs]
    lines += ["", say(Message("What it can say, at most so surely"))]
    widest = max(len(each.criterion) for each in about.abilities)
    lines += [f"  {each.criterion:<{widest}}  {_statuses(dict(each.surest))}" for each in about.abilities]
    lines += ["", say(Message("How often it was right"))]
    return [*lines, *(f"  {each}" for each in _record(about))]


def _statuses(surest: dict[Outcome, Confidence]) -> str:
    from badge.core.wordings import CONFIDENCES, OUTCOMES

    say = current().say
    if not surest:
        return say(Message("no answer; it shows what it saw"))
    return ", ".join(f"{say(OUTCOMES[each])} ({say(CONFIDENCES[sure])})" for each, sure in surest.items())


def _record(about: About) -> list[str]:
    say = current().say
    record = about.record
    if record is None or not record.labelled:
        return [say(Message("This has not been measured."))]
    given = record.right + record.wrong
    lines = [
        say(
            counted(
                "In the labelled cases %(right)s of %(count)s answer it gave was right.",
                "In the labelled cases %(right)s of %(count)s answers it gave were right.",
                given,
                right=record.right,
            )
        )
    ]
    if record.silent:
        silent = counted(
            "%(count)s time it gave none where there was one.",
            "%(count)s times it gave none where there was one.",
            record.silent,
        )
        lines.append(say(silent))
    return lines


@group.command(
    "measure",
    help=Message("Measure how often probes are right, on a folder of labelled repositories."),
    details=(
        Message("Each folder in it holds a git repository or plain files, and labels.yml with what is true of it."),
        Message("docs/accuracy.md says what such a file looks like."),
    ),
)
@command.argument(
    "folder", metavar="FOLDER", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=Message("A folder of labelled repositories."),
)  # fmt: skip
@command.option("--json", "as_json", is_flag=True, help=Message("Write JSON."))
@command.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help=Message("The day from which time is counted back, where labels.yml names none; today by default."),
)
@_language
def measure(folder: Path, as_json: bool, as_of: datetime | None, lang: str) -> None:
    """Look at every repository and print tallies and misses."""
    from badge.services import measuring
    from badge.services.asking import load_criteria

    del lang
    moment = (as_of or datetime.now(UTC)).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=UTC)
    watched = sys.stderr.isatty()
    cases = measuring.look_at_all(
        folder, load_criteria().ids(), moment, lambda name: click.echo(name, err=True) if watched else None
    )
    found = measuring.measured(cases)
    if as_json:
        click.echo(json.dumps(measuring.as_data(found), ensure_ascii=False, indent=2, sort_keys=True))
        return
    from badge.cli.reports.measurement import lines

    for line in lines(found, current()):
        click.echo(line)
    if found.misses:
        tell(counted("%(count)s answer was wrong.", "%(count)s answers were wrong.", len(found.misses)))
