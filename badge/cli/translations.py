"""`badge translations`: update, check, build, and status of the catalogues of a checkout."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from badge.cli import command
from badge.cli.command import F
from badge.cli.speech import tell
from badge.core.messages import Message, Value, counted

if TYPE_CHECKING:
    from badge.services.translating import Status

_root = command.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help=Message("The checkout. Without it, the current folder."),
)


def _languages(help_text: Message) -> Callable[[F], F]:
    return command.option("--lang", "languages", multiple=True, metavar="CODE", help=help_text)


@command.group("translations", help=Message("Keep the translations of pages, criteria and commands."))
def group() -> None:
    """Hold the commands for translators."""


@group.command("update", help=Message("Bring the catalogues up to date with the English texts."))
@_languages(Message("Only this language; a new one gets its folder. Can be given several times."))
@_root
def update(languages: tuple[str, ...], root: Path) -> None:
    """Update catalogues and say how far they are."""
    from badge.services import translating

    _tell_status(translating.update(root, languages))


@group.command(
    "check", help=Message("Find what is missing or wrong in the catalogues. Ends with 1 if there is anything.")
)
@_languages(Message("Only this language. Can be given several times."))
@_root
@click.pass_context
def check(ctx: click.Context, languages: tuple[str, ...], root: Path) -> None:
    """Print each problem."""
    from badge.services import translating

    problems = translating.check(root, languages)
    for problem in problems:
        where = " · ".join(filter(None, (problem.language, problem.context, problem.text)))
        tell(Message("%(where)s\n  %(wrong)s", {"where": where, "wrong": problem.message}))
    if problems:
        tell(counted("There is %(count)s problem.", "There are %(count)s problems.", len(problems)), err=True)
        ctx.exit(1)
    tell(Message("The catalogues are in order."))


@group.command("build", help=Message("Compile the catalogues into the form that is read fastest."))
@_root
def build(root: Path) -> None:
    """Write the compiled catalogues."""
    from badge.services import translating

    for path in translating.build(root):
        tell(Message("Written: %(path)s", {"path": path.as_posix()}))


@group.command("status", help=Message("Show how far each language is."))
@_languages(Message("Only this language. Can be given several times."))
@_root
def status(languages: tuple[str, ...], root: Path) -> None:
    """Print one line for each language."""
    from badge.services import translating

    _tell_status(translating.status(root, languages))


def _tell_status(found: Iterable[Status]) -> None:
    for each in found:
        values: dict[str, Value] = {
            "language": each.language,
            "translated": each.translated,
            "messages": each.messages,
            "missing": each.missing,
            "fuzzy": each.fuzzy,
            "machine": each.by_machine,
            "person": each.by_person,
        }
        tell(
            Message(
                "%(language)s: %(translated)s of %(messages)s texts translated, %(missing)s missing, "
                "%(fuzzy)s outdated (by machine: %(machine)s, by people: %(person)s)",
                values,
            )
        )
