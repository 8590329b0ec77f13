"""`badge check`: compare the badges that a README embeds with the level that the checkout reaches."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from badge.cli import command
from badge.cli.speech import current, tell
from badge.core.errors import UnreadableError
from badge.core.messages import Message, Value, counted

if TYPE_CHECKING:
    from badge.core.criteria import Series
    from badge.i18n import Shelf
    from badge.services.embedding import Embedded

DIFFERENT = 1


@command.command(
    "check",
    help=Message("Compare the badges in a README with the level a checkout reaches."),
    details=(
        Message(
            "Nothing leaves this machine. Fixed images and files of `badge write` are compared; a badge that a server "
            "draws is listed with the level that the checkout reaches."
        ),
        Message("Exit codes: 0 nothing differs, 1 a badge says something else, 2 wrong use, 3 could not be read."),
    ),
)
@command.argument(
    "document", metavar="FILE", default="README.md", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=Message("The README, in any markup."),
)  # fmt: skip
@command.option(
    "--checkout", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=Message("The checkout. Without it, the one in which the file is."),
)  # fmt: skip
@command.option(
    "--lang", metavar="CODE", default="", help=Message("The language of the report, for example sw or zh-CN.")
)
@command.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]),
    help=Message("The day from which time is counted back; today by default."),
)  # fmt: skip
@command.option(
    "--criteria", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=Message("A folder with criteria of your own."),
)  # fmt: skip
def check(document: Path, checkout: Path | None, lang: str, as_of: datetime | None, criteria: Path | None) -> int:
    """Find, assess, compare."""
    from badge.i18n import shelf
    from badge.services import assess as service
    from badge.services import embedding
    from badge.services.asking import load_criteria

    del lang  # `Speech` has read it already
    asked = load_criteria(criteria)
    root = checkout or _checkout_of(document)
    found = embedding.embedded(_text(document), document.resolve().parent, root, asked)
    if not found:
        tell(Message("%(path)s embeds no badge.", {"path": document.as_posix()}))
        return 0
    moment = (as_of or datetime.now(UTC)).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=UTC)
    assessment = service.assess(service.look_at_path(root, asked, moment), asked, str)
    books, different = shelf(criteria), 0
    for each in found:
        reached = embedding.reached(assessment, each.series) if each.series else ""
        different += each.kind is not embedding.Kind.LIVE and each.says != reached
        tell(_sentence(each, reached, document, books))
    if different:
        tell(
            counted("%(count)s badge says something else.", "%(count)s badges say something else.", different), err=True
        )
        return DIFFERENT
    return 0


def _sentence(badge: Embedded, reached: str, document: Path, books: Shelf) -> Message:
    from badge.services.embedding import Kind

    values: dict[str, Value] = {
        "path": document.as_posix(), "line": str(badge.line), "address": badge.address, "says": badge.says,
    }  # fmt: skip
    if badge.series is None:
        return Message("%(path)s:%(line)s: %(address)s shows “%(says)s”, which no series has.", values)
    values["reached"] = _words(badge.series, reached, books)
    if badge.kind is Kind.LIVE:
        return Message(
            "%(path)s:%(line)s: %(address)s is drawn by its server; this checkout reaches “%(reached)s”.", values
        )
    values["says"] = _words(badge.series, badge.says, books)
    if badge.says == reached:
        return Message("%(path)s:%(line)s: %(address)s says “%(says)s”, as this checkout reaches.", values)
    if badge.kind is Kind.FILE:
        return Message(
            "%(path)s:%(line)s: %(address)s says “%(says)s”, but this checkout reaches “%(reached)s”. "
            "Draw it again with badge write.",
            values,
        )
    return Message(
        "%(path)s:%(line)s: %(address)s says “%(says)s”, but this checkout reaches “%(reached)s”. "
        "Embed another image, or the badge of the project.",
        values,
    )


def _words(series: Series, says: str, books: Shelf) -> str:
    """Say a level or percentage as a badge does, in the reader's language."""
    from badge.services.embedding import shown_by
    from badge.services.picturing import picture
    from badge.services.wishes import Wishes

    return picture(series, shown_by(series, says), Wishes(lang=current().catalog.language), books).message


def _checkout_of(document: Path) -> Path:
    """Find the checkout around a file; without one, its folder is tried, and what is wrong with it is said then."""
    folder = document.resolve().parent
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), folder)


def _text(document: Path) -> str:
    from badge.services.embedding import LARGEST_DOCUMENT

    try:
        with document.open("rb") as file:
            return file.read(LARGEST_DOCUMENT).decode("utf-8", "replace")
    except OSError as error:
        values: dict[str, Value] = {"path": document.as_posix(), "error": error.strerror or ""}
        raise UnreadableError(Message("%(path)s could not be read: %(error)s.", values)) from error
