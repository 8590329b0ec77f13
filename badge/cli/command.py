"""Commands, options and arguments whose help is a Message, said in the reader's language when it is shown."""

# What click takes, it takes as Any.
# ruff: noqa: A002, ANN401

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from badge.cli.speech import current
from badge.core.messages import Message

F = TypeVar("F", bound=Callable[..., Any])


class Option(click.Option):
    """An option with translated help."""

    def __init__(self, *declarations: Any, message: Message, **attributes: Any) -> None:
        """Keep the message; what it says depends on who reads."""
        super().__init__(*declarations, **attributes)
        self.message = message

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Give the line of the help page: the spelling, and what it means, with its default."""
        self.help = None
        record = super().get_help_record(ctx)
        if record is None:
            return None
        say = current().say
        extra = self.get_help_extra(ctx)
        remarks = []
        if "default" in extra:
            remarks.append(say(Message("default: %(value)s", {"value": str(extra["default"])})))
        if "required" in extra:
            remarks.append(say(Message("required")))
        return record[0], "  ".join([say(self.message), *(f"[{remark}]" for remark in remarks)])


class Argument(click.Argument):
    """An argument with translated help."""

    def __init__(self, declarations: Any, *, message: Message, **attributes: Any) -> None:
        """Keep the message; what it says depends on who reads."""
        super().__init__(declarations, **attributes)
        self.message = message

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Give the line of the help page."""
        return self.make_metavar(ctx), current().say(self.message)


class Command(click.Command):
    """A command with translated help: one sentence in lists, and `details` below it on its own page."""

    def __init__(
        self,
        *arguments: Any,
        help: Message,
        details: tuple[Message, ...] = (),
        **attributes: Any,
    ) -> None:
        """Keep the messages; what they say depends on who reads."""
        super().__init__(*arguments, **attributes)
        self.message = help
        self.details = details

    def get_short_help_str(self, limit: int = 45) -> str:
        """Give the sentence for a list of commands."""
        return current().say(self.message)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sentence and the details."""
        for message in (self.message, *self.details):
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(current().say(message))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how it is called."""
        prefix = current().say(Message("Usage:")) + " "
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=prefix)

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the arguments, where there are any."""
        found = [each.get_help_record(ctx) for each in self.get_params(ctx) if isinstance(each, Argument)]
        _section(formatter, Message("Arguments"), found)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = (each for each in self.get_params(ctx) if isinstance(each, click.Option))
        _section(formatter, Message("Options"), [record for each in options if (record := each.get_help_record(ctx))])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give `--help`, itself with translated help."""
        option = super().get_help_option(ctx)
        if option:
            option.help = current().say(Message("Show this page and end."))
        return option


class Group(Command, click.Group):
    """A command with commands under it."""

    command_class = Command
    group_class = type

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, and the commands below them."""
        super().format_options(ctx, formatter)
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, each.get_short_help_str()) for name, each in found if each and not each.hidden]
        _section(formatter, Message("Commands"), rows)


def command(name: str, *, help: Message, **attributes: Any) -> Callable[[Callable[..., Any]], Command]:
    """Make a function a command (`@command`)."""
    return click.command(name, cls=Command, help=help, **attributes)


def group(name: str, *, help: Message, **attributes: Any) -> Callable[[Callable[..., Any]], Group]:
    """Make a function a group (`@group`)."""
    return click.group(name, cls=Group, help=help, **attributes)


def option(*declarations: str, help: Message, **attributes: Any) -> Callable[[F], F]:
    """Give a command an option (`@option`)."""
    return click.option(*declarations, cls=Option, message=help, **attributes)


def argument(*declarations: str, help: Message, **attributes: Any) -> Callable[[F], F]:
    """Give a command an argument (`@argument`)."""
    return click.argument(*declarations, cls=Argument, message=help, **attributes)


def _section(formatter: click.HelpFormatter, title: Message, rows: list[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(current().say(title)):
            formatter.write_dl(rows)
