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


def _place(function: F) -> F:
    """Take the two options that say whose catalogues are meant."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    for_checkout = Message("The checkout. Without it, the current folder.")
    for_criteria = Message("A folder with criteria of your own: its texts and its catalogues, instead of a checkout's.")
    function = command.option("--criteria", "own", type=folder, help=for_criteria)(function)
    return command.option("--root", type=folder, default=Path(), help=for_checkout)(function)


def _languages(help_text: Message) -> Callable[[F], F]:
    return command.option("--lang", "languages", multiple=True, metavar="CODE", help=help_text)


@command.group("translations", help=Message("Keep the translations of pages, criteria and commands."))
def group() -> None:
    """Hold the commands for translators."""


@group.command("update", help=Message("Bring the catalogues up to date with the English texts."))
@_languages(Message("Only this language; a new one gets its folder. Can be given several times."))
@_place
def update(languages: tuple[str, ...], root: Path, own: Path | None) -> None:
    """Update catalogues and say how far they are."""
    from badge.services import translating

    _tell_status(translating.update(own or root, languages, own=own is not None))


@group.command(
    "check", help=Message("Find what is missing or wrong in the catalogues. Ends with 1 if there is anything.")
)
@_languages(Message("Only this language. Can be given several times."))
@_place
@click.pass_context
def check(ctx: click.Context, languages: tuple[str, ...], root: Path, own: Path | None) -> None:
    """Print each problem."""
    from badge.services import translating

    problems = translating.check(own or root, languages, own=own is not None)
    for problem in problems:
        where = " · ".join(filter(None, (problem.language, problem.context, problem.text)))
        tell(Message("%(where)s\n  %(wrong)s", {"where": where, "wrong": problem.message}))
    if problems:
        tell(counted("There is %(count)s problem.", "There are %(count)s problems.", len(problems)), err=True)
        ctx.exit(1)
    tell(Message("The catalogues are in order."))


@group.command("build", help=Message("Compile the catalogues into the form that is read fastest."))
@_place
def build(root: Path, own: Path | None) -> None:
    """Write the compiled catalogues."""
    from badge.services import translating

    for path in translating.build(own or root):
        tell(Message("Written: %(path)s", {"path": path.as_posix()}))


@group.command("status", help=Message("Show how far each language is."))
@_languages(Message("Only this language. Can be given several times."))
@_place
def status(languages: tuple[str, ...], root: Path, own: Path | None) -> None:
    """Print one line for each language."""
    from badge.services import translating

    _tell_status(translating.status(own or root, languages, own=own is not None))


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
