"""`badge import`: what was saved from the public badge service, brought in here."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from badge.cli import command
from badge.cli.speech import current, tell
from badge.core.errors import UnreadableError
from badge.core.messages import Message, counted

if TYPE_CHECKING:
    from badge.services.importing import Imported

NOT_ALL, UNREADABLE = 1, 3
_EVERY_SECONDS = 2.0


@command.command(
    "import",
    help=Message("Bring in projects that were saved from the public badge service."),
    details=(
        Message(
            "SOURCE is a JSON file with entries or pages of the list, a folder of such files, or a text file with the "
            "address of a repository on each line; for those a look is asked for."
        ),
        Message(
            "What is there already is left as it is, so an import that was ended can be started again. A line says "
            "what of which entry has no place here, and which level is not as far as it was; the history of the "
            "project keeps even what has no place."
        ),
        Message(
            "Ends with 0 when all was kept as it was, 1 when a line says that something differs, 2 for wrong use, and "
            "3 when the files or the database could not be read."
        ),
    ),
)
@command.argument(
    "source", type=click.Path(exists=True, path_type=Path), metavar="SOURCE",
    help=Message("The file or the folder."),
)  # fmt: skip
@command.option(
    "--keep-ids", is_flag=True, help=Message("Give projects the numbers that they had, so that links still work.")
)
@command.option(
    "--database", "url", metavar="URL", default="",
    help=Message("The database. Without it, that of BADGE_DATABASE_URL, or the file in the data folder."),
)  # fmt: skip
@command.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", default=None,
    help=Message("Write the lines about what differs into this file."),
)  # fmt: skip
@click.pass_context
def bring_in(ctx: click.Context, source: Path, keep_ids: bool, url: str, report: Path | None) -> None:
    """Import, and say what was done."""
    from badge.cli.settings import read_settings
    from badge.core.people import LOCAL
    from badge.services import changing, importing
    from badge.services.asking import load_criteria

    settings = read_settings(os.environ)
    criteria = load_criteria(settings.criteria)
    database = changing.open_database(url or settings.database_url, there=False)
    problems: list[Message] = []
    done, progress = importing.Imported(), _progress()
    try:
        database.prepare()
        with _lines(report) as line:
            importer = importing.Importer(database, criteria, LOCAL, datetime.now(UTC), line, keep_ids=keep_ids)
            for each in importer.bring_in(source, problems.append):
                done = done.and_(each)
                progress(done.kept + done.known)
    finally:
        database.close()
    _tell(done, problems)
    if problems:
        ctx.exit(UNREADABLE)
    if done.told:
        ctx.exit(NOT_ALL)


def _tell(done: Imported, problems: list[Message]) -> None:
    for each in problems:
        tell(each, err=True)
    tell(counted("%(count)s project was brought in.", "%(count)s projects were brought in.", done.kept))
    if done.known:
        tell(counted("%(count)s project was here already.", "%(count)s projects were here already.", done.known))
    if done.told:
        tell(counted("%(count)s line says what differs.", "%(count)s lines say what differs.", done.told))


@contextmanager
def _lines(report: Path | None) -> Iterator[Callable[[str, Message], None]]:
    """Lend somebody a way to write a line about an entry: into the report, or onto the screen."""
    say = current().say

    def line(label: str, message: Message) -> None:
        print(f"{label}: {say(message)}", file=file)

    if report is None:
        file = sys.stdout
        yield line
        return
    try:
        with report.open("w", encoding="utf-8", errors="replace") as file:
            yield line
    except OSError as error:
        values = {"path": str(report), "error": error.strerror or type(error).__name__}
        raise UnreadableError(Message("%(path)s could not be written: %(error)s.", values)) from error


def _progress() -> Callable[[int], None]:
    """Say from time to time, to a person at a terminal, how far it is."""
    last = monotonic()

    def progress(done: int) -> None:
        nonlocal last
        if sys.stderr.isatty() and monotonic() - last >= _EVERY_SECONDS:
            last = monotonic()
            tell(counted("%(count)s project", "%(count)s projects", done), err=True)

    return progress
