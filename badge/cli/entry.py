"""The commands as click knows them, each loaded when it is used; and the one place where errors become exit codes."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from badge.cli import ABOUT, COMMANDS
from badge.cli.command import Group
from badge.cli.speech import Speech, speech_for
from badge.cli.tongue import wished
from badge.cli.wrong_use import explain_usage
from badge.core.errors import BadgeError, UnreadableError
from badge.core.messages import Message
from badge.core.slips import CriteriaError

WRONG_USE, UNREADABLE = 2, 3


class Commands(Group):
    """The top of the command line; a command's module is imported when the command is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        found: click.Command = getattr(import_module(module), attribute)
        return found


def run(words: list[str]) -> int:
    """Run a command; give the exit code: 0 done, 1 level not reached, 2 wrong use, 3 could not read."""
    try:
        speech = speech_for(words)
    except BadgeError as error:  # a catalogue of a criteria folder; without the folder, the language is still known
        return _explain(error, speech_for([f"--lang={wished(words)}"]))
    commands = Commands("badge", help=ABOUT)
    try:
        result = commands.main(words, prog_name="badge", standalone_mode=False, obj=speech)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.UsageError as error:
        click.echo(explain_usage(error, speech.catalog), err=True)
        return WRONG_USE
    except click.Abort:
        speech.tell(Message("Stopped."), err=True)
        return 130
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        return WRONG_USE
    except BadgeError as error:
        return _explain(error, speech)
    except BrokenPipeError:  # the reader of our output has seen enough, as with `| head`
        sys.stderr.close()
        return 0


def _explain(error: BadgeError, speech: Speech) -> int:
    speech.warn(error.message)
    if isinstance(error, CriteriaError):
        for slip in error.slips:
            speech.warn(slip.message)
        return UNREADABLE
    return UNREADABLE if isinstance(error, UnreadableError) else WRONG_USE
