"""`badge write`: draw the badge of a checkout into a file, without any server."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from badge.cli import command
from badge.cli.speech import tell
from badge.core.errors import UnreadableError, WrongUseError
from badge.core.messages import Message, Value

if TYPE_CHECKING:
    from badge.core.criteria import Criteria
    from badge.i18n import Shelf
    from badge.services.wishes import Wishes

STYLES = ("flat", "flat-square", "plastic", "for-the-badge", "social")
THEMES = ("light", "dark", "auto")


@command.command(
    "write",
    help=Message("Draw the badge of a checkout into a file, without any server."),
    details=(
        Message(
            "A file that would differ by the day alone is left as it is, so that it can be kept under version control."
        ),
        Message("Exit codes: 0 done, 2 wrong use, 3 could not be read or written."),
    ),
)
@command.argument(
    "where", metavar="PATH", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=Message("A git checkout or a bare repository."),
)  # fmt: skip
@command.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), default=Path("docs/badge.svg"), show_default=True,
    help=Message("The file, inside of the checkout unless it is an absolute path."),
)  # fmt: skip
@command.option(
    "--style", type=click.Choice(STYLES), default=STYLES[0], show_default=True, help=Message("How it is drawn.")
)
@command.option(
    "--theme", type=click.Choice(THEMES), default=THEMES[0], show_default=True,
    help=Message("For light pages, for dark ones, or for whichever the reader has."),
)  # fmt: skip
@command.option("--label", default="", help=Message("The text on the left, instead of the usual one."))
@command.option(
    "--lang", metavar="CODE", default="", help=Message("The language of the badge, for example sw or zh-CN.")
)
@command.option("--series", metavar="SERIES", default="", help=Message("The series; the first one by default."))
@command.option("--proof", is_flag=True, help=Message("Say on the badge how many answers are verified."))
@command.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]),
    help=Message("The day from which time is counted back; today by default."),
)  # fmt: skip
@command.option(
    "--criteria", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=Message("A folder with criteria of your own."),
)  # fmt: skip
def write(**given: object) -> None:
    """Assess, draw, write."""
    from badge.i18n import shelf
    from badge.services import assess as service
    from badge.services.asking import load_criteria
    from badge.services.embedding import written

    where, output, own, as_of = Path(str(given["where"])), Path(str(given["output"])), given["criteria"], given["as_of"]
    folder = own if isinstance(own, Path) else None
    asked, books = load_criteria(folder), shelf(folder)
    wishes = _wishes(given, asked, books)
    series = next((each for each in asked.series if each.id == wishes.series), asked.series[0])
    day = as_of if isinstance(as_of, datetime) else datetime.now(UTC)
    moment = day.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=UTC)
    assessment = service.assess(service.look_at_path(where, asked, moment), asked, str)
    path = where / output
    before = _read(path)
    image = written(assessment, series, asked, wishes, books, before)
    if image == before:
        tell(Message("%(path)s is up to date.", {"path": path.as_posix()}))
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(image)
    except OSError as error:
        values: dict[str, Value] = {"path": path.as_posix(), "error": error.strerror or ""}
        raise UnreadableError(Message("%(path)s could not be written: %(error)s.", values)) from error
    tell(Message("Written: %(path)s", {"path": path.as_posix()}))


def _wishes(given: dict[str, object], asked: Criteria, books: Shelf) -> Wishes:
    """Read the wishes as an address is read; but a person who mistypes is told so."""
    from badge.services.wishes import LONGEST_LABEL, PROOF, wishes_of

    words = {name: str(given[name]) for name in ("style", "theme", "label", "lang", "series")}
    found = wishes_of(words | ({"show": PROOF} if given["proof"] else {}), asked, books)
    if words["series"] != found.series:
        known = tuple(each.id for each in asked.series)
        values: dict[str, Value] = {"series": words["series"], "known": known}
        raise WrongUseError(Message("There is no series %(series)s. Series: %(known)s.", values))
    if words["label"].strip() != found.label:
        raise WrongUseError(
            Message("The label may have %(most)s characters that can be shown, and no more.", {"most": LONGEST_LABEL})
        )
    return found


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # not there yet; where it cannot be written either, that is said then
        return b""
