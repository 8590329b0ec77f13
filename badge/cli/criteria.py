"""`badge criteria`: list what is asked, show one criterion whole, lint the files, and give new ids a position."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from badge.cli import changing, command, new_series
from badge.cli.command import F
from badge.cli.speech import current, tell
from badge.core.errors import NotFoundError
from badge.core.messages import Message, counted

if TYPE_CHECKING:
    from badge.core.criteria import Criterion


def _folder(function: F) -> F:
    return command.option(
        "--criteria", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path),
        help=Message("A folder with criteria of your own."),
    )(function)  # fmt: skip


def _language(function: F) -> F:
    return command.option(
        "--lang", metavar="CODE", default="", help=Message("The language of the texts, for example sw or zh-CN.")
    )(function)


@command.group("criteria", help=Message("List, show and lint the criteria."))
def group() -> None:
    """Hold the commands about criteria."""


@group.command(
    "list",
    help=Message("List the criteria: id, level, category and title, with the original id and the people needed."),
)
@command.option("--level", metavar="LEVEL", default="", help=Message("Show this level only."))
@_language
@_folder
def list_(level: str, lang: str, folder: Path | None) -> None:
    """Print one line for each."""
    from badge.i18n.criteria import criterion_plain
    from badge.services.asking import load_criteria

    del lang
    every = [each for each in load_criteria(folder).all() if level in ("", each.level)]
    if level and not every:
        raise NotFoundError(Message("There is no level %(level)s.", {"level": level}))
    widest = max((len(each.id) for each in every), default=0)
    for each in every:
        title = criterion_plain(each, "title", current().catalog)
        more = "".join(f" · {said}" for said in _more(each))
        click.echo(f"{each.id:<{widest}}  {each.level:<10}  {each.category:<9}  {title}{more}")


def _more(criterion: Criterion) -> Iterator[str]:
    """Give what few criteria have: the name in the original document, and how many people it takes."""
    from badge.core.terms import people_needed

    if criterion.original:
        yield criterion.original
    if criterion.people > 1:
        yield current().say(people_needed(criterion))


@group.command("show", help=Message("Show a criterion whole: what it asks, why, and how to meet it."))
@command.argument("criterion_id", metavar="ID", help=Message("The id, as in the list, or the original one."))
@_language
@_folder
def show(criterion_id: str, lang: str, folder: Path | None) -> None:
    """Print it for every level at which it is asked."""
    from badge.core.naming import criterion_named
    from badge.services.asking import load_criteria

    del lang
    criteria = load_criteria(folder)
    own = criterion_named(criterion_id, criteria)
    found = criteria.of(own)
    if own and not found:
        raise NotFoundError(Message("%(id)s is asked no more. Old answers to it are kept.", {"id": own}))
    if not found:
        raise NotFoundError(
            Message("There is no criterion %(id)s. All are listed by: badge criteria list", {"id": criterion_id})
        )
    titles = {each.id: each for each in criteria.all()}
    click.echo("\n\n".join(_whole(each, titles) for each in found))


def _whole(criterion: Criterion, every: dict[str, Criterion]) -> str:
    from badge.i18n.criteria import criterion_plain

    speech = current()

    def said(field: str) -> str:
        return criterion_plain(
            criterion, field, speech.catalog, lambda name: ("", criterion_plain(every[name], "title", speech.catalog))
        )

    names = " · ".join((criterion.id, criterion.level, criterion.category, *_more(criterion)))
    lines = [said("title"), names, "", said("text")]
    for field, heading in (("details", Message("Details")), ("why", Message("Why"))):
        if getattr(criterion, field):
            lines += ["", speech.say(heading), said(field)]
    if criterion.how:
        lines += ["", speech.say(Message("How"))]
        lines += [f"{number}. {said(f'how.{number}')}" for number in range(1, len(criterion.how) + 1)]
    return "\n".join(lines)


@group.command("lint", help=Message("Look for slips in the criteria files. Ends with 1 if there is one."))
@click.argument("place", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.pass_context
def lint(ctx: click.Context, place: Path | None) -> None:
    """Print every slip with file, line, criterion and field."""
    from badge.services.asking import load_criteria
    from badge.services.linting import lint as slips_of

    slips = slips_of(place)
    for slip in slips:
        tell(slip.message)
    if slips:
        ctx.exit(1)
    count = len(list(load_criteria(place).all()))
    tell(counted("%(count)s criterion is in order.", "%(count)s criteria are in order.", count))


@group.command("positions", help=Message("Append new ids to the register of positions."))
@click.argument("place", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
def positions(place: Path | None) -> None:
    """Give every id without a position the next free one. Nothing is ever moved."""
    from badge.services.asking import append_positions

    added = append_positions(place)
    tell(counted("%(count)s id got a position.", "%(count)s ids got a position.", added))


group.add_command(new_series.new)
group.add_command(changing.diff)
group.add_command(changing.apply)
