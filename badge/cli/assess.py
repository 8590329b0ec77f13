"""`badge assess`: look at a repository, and say in one of several forms what was found and where that leads."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from badge.cli import command
from badge.cli.speech import Speech, current
from badge.core.errors import UnreadableError, WrongUseError
from badge.core.messages import Message, Value

if TYPE_CHECKING:
    from badge.core.criteria import Criteria
    from badge.core.look import Look
    from badge.services.assess import Assessment

FORMATS = ("text", "json", "markdown", "html")
NOT_REACHED = 1


@command.command(
    "assess",
    help=Message("Look at a repository and say which level it reaches, and why."),
    details=(
        Message("Nothing is stored. For a path, nothing leaves this machine; an address is cloned and removed again."),
        Message("Exit codes: 0 done, 1 the required level is not reached, 2 wrong use, 3 could not be read."),
    ),
)
@command.argument(
    "where", metavar="PATH|URL", default=".", help=Message("A git checkout, a bare repository, or an https address.")
)
@command.option("--level", metavar="LEVEL", default="", help=Message("Show this level only."))
@command.option("--require", metavar="LEVEL", default="", help=Message("End with 1 when this level is not reached."))
@command.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help=Message("How to write it.")
)
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
@command.option("--output", type=click.Path(dir_okay=False, path_type=Path), help=Message("Write into this file."))
def assess(
    where: str, level: str, require: str, form: str, lang: str, as_of: datetime | None, criteria: Path | None,
    output: Path | None,
) -> int:  # fmt: skip
    """Assess and report."""
    del lang  # `Speech` has read it already
    from badge.services import asking
    from badge.services import assess as service
    from badge.services.keeping import cache_folder

    @cache
    def asked() -> Criteria:
        found = asking.load_criteria(criteria, cache_folder(os.environ))
        for wanted in filter(None, (level, require)):
            _known_level(wanted, found)
        return found

    speech = current()
    moment = (
        as_of.replace(tzinfo=UTC) if as_of else datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    )
    with _progress(speech) as progress:
        look = _look(where, asked, moment, progress)
    assessment = service.assess(look, asked(), speech.say)
    _write(_report(assessment, asked(), form, level, where, speech), output)
    return _exit_code(assessment, asked(), require, speech)


def _look(where: str, asked: Callable[[], Criteria], as_of: datetime, progress: Callable[[Message], None]) -> Look:
    from badge.services import assess as service

    if "://" in where:
        return _look_at_address(where, asked, as_of, progress)
    return service.look_at_path(Path(where), asked, as_of, progress=progress, alone=False)


def _look_at_address(
    where: str, asked: Callable[[], Criteria], as_of: datetime, progress: Callable[[Message], None]
) -> Look:
    """Take the rules of the network from the same variables as the website."""
    from badge.cli.settings import read_settings
    from badge.services import assess as service

    own = read_settings(os.environ)
    way = service.door(own.private_hosts, own.ca_file)
    return service.look_at_url(where, asked, as_of, way=way, progress=progress, alone=False)


def _known_level(wanted: str, asked: Criteria) -> None:
    if asked.level(wanted) is None:
        known = tuple(level.id for series in asked.series for level in series.levels)
        values: dict[str, Value] = {"level": wanted, "known": known}
        raise WrongUseError(Message("There is no level %(level)s. Levels: %(known)s.", values))


def _report(assessment: Assessment, asked: Criteria, form: str, level: str, where: str, speech: Speech) -> str:
    if form == "json":
        from badge.services.exporting import as_json

        return as_json(assessment, speech.say)
    from importlib import import_module

    from badge.cli.reports.content import gather

    writer: Callable[..., str] = import_module(f"badge.cli.reports.{form}").write
    return writer(gather(assessment, asked, level, where, speech.catalog), speech)


def _write(report: str, output: Path | None) -> None:
    if output is None:
        click.echo(report, nl=False, color=_colors(sys.stdout))
        return
    try:
        output.write_text(click.unstyle(report), "utf-8")
    except OSError as error:
        values: dict[str, Value] = {"path": str(output), "error": error.strerror or ""}
        raise UnreadableError(Message("%(path)s could not be written: %(error)s.", values)) from error


def _colors(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _exit_code(assessment: Assessment, asked: Criteria, require: str, speech: Speech) -> int:
    if not require or (found := asked.level(require)) is None:
        return 0
    series, level = found
    order = [each.id for each in series.levels]
    reached = assessment.standings[series.id].level
    if reached and order.index(reached) >= order.index(level.id):
        return 0
    speech.tell(Message("The level %(level)s is not reached.", {"level": require}), err=True)
    return NOT_REACHED


@contextlib.contextmanager
def _progress(speech: Speech) -> Iterator[Callable[[Message], None]]:
    """Tell how far it is on standard error, where a person watches; leave no trace of it."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _: None
        return

    def tell(message: Message) -> None:
        click.echo(f"\r\033[K{speech.say(message)}", nl=False, err=True)

    try:
        yield tell
    finally:
        click.echo("\r\033[K", nl=False, err=True)
