"""`badge explain`: everything that was looked at for one criterion, what came of it, and what would change it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from badge.cli import command
from badge.cli.speech import current
from badge.core.messages import Message


@command.command(
    "explain",
    help=Message("Explain one criterion: all that was looked at, what was found, and what would change it."),
    details=(
        Message("Nothing is stored, and nothing leaves this machine."),
        Message("An id may be written with hyphens, dots and large letters, too."),
    ),
)
@command.argument("criterion", metavar="CRITERION", help=Message("The id, as `badge criteria list` shows it."))
@command.argument("where", metavar="PATH", default=".", help=Message("A git checkout or a bare repository."))
@command.option("--json", "as_json", is_flag=True, help=Message("Write JSON."))
@command.option(
    "--lang", metavar="CODE", default="", help=Message("The language of the report, for example sw or zh-CN.")
)
@command.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help=Message("The day from which time is counted back; today by default."),
)
@command.option(
    "--criteria",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=Message("A folder with criteria of your own."),
)
def explain(
    criterion: str, where: str, as_json: bool, lang: str, as_of: datetime | None, criteria: Path | None
) -> None:
    """Explain and print."""
    from badge.services import explaining
    from badge.services.asking import load_criteria
    from badge.services.exporting import json_of

    del lang  # `Speech` has read it already
    speech = current()
    asked = load_criteria(criteria)
    moment = as_of or datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    spelled = {each.lower().replace("-", "_").replace(".", "_"): each for each in asked.ids()}
    name = spelled.get(criterion.lower().replace("-", "_").replace(".", "_"), criterion)
    found = explaining.explain_path(Path(where), name, asked, moment.replace(tzinfo=UTC), speech.say)
    if as_json:
        click.echo(json_of(explaining.as_data(found, speech.say)), nl=False)
        return
    from badge.cli.reports.explanation import write

    click.echo(write(found, asked, speech), nl=False)
