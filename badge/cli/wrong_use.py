"""Wrong use of the command line, explained in the reader's language."""

# click's errors are many: _bad_value has a case for each kind of value.

from __future__ import annotations

import click

from badge.core.messages import Message, Value
from badge.i18n import Catalog, say


def explain_usage(error: click.UsageError, catalog: Catalog) -> str:
    """Say what was wrong and where help is. What click says and we do not know stays as click says it."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    wrong = _wrong(error)
    said = say(wrong, catalog) if wrong else error.format_message()
    if error.ctx is None:
        return said
    help_is = Message("Help is shown by: %(command)s --help", {"command": error.ctx.command_path})
    return f"{said}\n{say(help_is, catalog)}"


def _wrong(error: click.UsageError) -> Message | None:
    if isinstance(error, (click.NoSuchOption, click.exceptions.NoSuchCommand)):
        return _unknown(error)
    if isinstance(error, click.MissingParameter):
        return Message("A value for %(name)s is missing.", {"name": _name(error)})
    if isinstance(error, click.BadParameter):
        return _bad_value(error)
    if isinstance(error, click.BadOptionUsage):
        return Message("The option %(option)s is not used rightly.", {"option": error.option_name})
    if error.message.startswith("Got unexpected extra argument"):
        return Message("There are more arguments than the command takes.")
    return None


def _unknown(error: click.NoSuchOption | click.exceptions.NoSuchCommand) -> Message:
    alike = tuple(sorted(error.possibilities or ()))
    if isinstance(error, click.NoSuchOption):
        values: dict[str, Value] = {"option": error.option_name, "alike": alike}
        if alike:
            return Message("There is no option %(option)s. Similar options: %(alike)s", values)
        return Message("There is no option %(option)s.", {"option": error.option_name})
    values = {"command": error.command_name, "alike": alike}
    if alike:
        return Message("There is no command %(command)s. Similar commands: %(alike)s", values)
    return Message("There is no command %(command)s.", {"command": error.command_name})


def _bad_value(error: click.BadParameter) -> Message:
    name = _name(error)
    kind = error.param.type if error.param else None
    match kind:
        case click.Choice():
            values: dict[str, Value] = {"name": name, "choices": tuple(map(str, kind.choices))}
            return Message("The value for %(name)s does not fit. Use one of these: %(choices)s", values)
        case click.IntRange() if kind.min is not None and kind.max is not None:
            bounds = {"name": name, "least": str(kind.min), "most": str(kind.max)}
            return Message("The value for %(name)s has to be a whole number from %(least)s to %(most)s.", bounds)
        case click.types.IntParamType():
            return Message("The value for %(name)s has to be a whole number.", {"name": name})
        case click.Path() if kind.exists:
            return Message("The path given for %(name)s does not exist or cannot be read.", {"name": name})
        case click.DateTime():
            return Message("The value for %(name)s has to be a date, for example 2026-01-31.", {"name": name})
    return Message("The value for %(name)s does not fit: %(wrong)s", {"name": name, "wrong": error.message})


def _name(error: click.BadParameter) -> str:
    if isinstance(error.param_hint, str):
        return error.param_hint
    if error.param_hint:
        return " ".join(error.param_hint)
    if error.param is None:
        return "?"
    return error.param.opts[0] if isinstance(error.param, click.Option) else error.param.human_readable_name.upper()
