"""`badge dump`: everything that is public, in a few files."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from badge.cli import command
from badge.cli.speech import tell
from badge.core.messages import Message


@command.command(
    "dump",
    help=Message("Write everything that is public into files: JSON Lines and SQLite, with checksums."),
    details=(
        Message(
            "Each dump is a folder of its own, named by its moment; it appears only when it is complete. Answers "
            "have no address of a mailbox in it, and nobody is named. A server offers the dumps of its own folder "
            "below /dumps, and writes one each night."
        ),
    ),
)
@command.option(
    "--output", "place", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER", default=None,
    help=Message("Where dumps are kept. Without it, the folder of BADGE_DUMPS, or one in the data folder."),
)  # fmt: skip
@command.option(
    "--keep", type=click.IntRange(min=1), metavar="NUMBER", default=None,
    help=Message("Keep only so many of the newest dumps there. Without it, all stay."),
)  # fmt: skip
@command.option(
    "--database", "url", metavar="URL", default="",
    help=Message("The database. Without it, that of BADGE_DATABASE_URL, or the file in the data folder."),
)  # fmt: skip
def dump(place: Path | None, keep: int | None, url: str) -> None:
    """Write a dump, and say where it is."""
    from badge.cli.settings import read_settings
    from badge.services import changing, dumping
    from badge.services.asking import load_criteria

    settings = read_settings(os.environ)
    criteria = load_criteria(settings.criteria)
    database = changing.open_database(url or settings.database_url)
    try:
        found = dumping.write(
            database, criteria, (place or dumping.folder(settings)).absolute(), datetime.now(UTC), keep=keep or 0,
            tell=lambda _: None,
        )  # fmt: skip
    finally:
        database.close()
    tell(Message("The dump is in %(path)s.", {"path": str(found)}))
