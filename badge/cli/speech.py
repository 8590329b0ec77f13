"""The language that the command line speaks, and the saying of messages in it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from unicodedata import category

import click

from badge.cli.tongue import catalog_for
from badge.core.messages import Message
from badge.i18n import ENGLISH, Catalog, Shelf, say


class Speech:
    """Says messages in the language that was chosen."""

    def __init__(self, catalog: Catalog = ENGLISH) -> None:
        """Take the catalogue of that language."""
        self.catalog = catalog

    def say(self, message: Message) -> str:
        """Give a message in that language."""
        return say(message, self.catalog)

    def tell(self, message: Message, *, err: bool = False) -> None:
        """Print a message."""
        click.echo(self.say(message), err=err)

    def warn(self, message: Message) -> None:
        """Print a message that may hold foreign text on standard error, with nothing in it that a terminal obeys."""
        click.echo("\n".join(map(visible, self.say(message).split("\n"))), err=True)


def visible(text: str) -> str:
    """Show characters that a terminal would obey, or that turn text around, as a mark instead."""
    return "".join("\ufffd" if category(each) in {"Cc", "Cs"} or each in _TURNING else each for each in text)


_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def speech_for(
    arguments: Sequence[str], environment: Mapping[str, str] = os.environ, on: Shelf | None = None
) -> Speech:
    """Choose a language by `--lang`, else by the environment."""
    return Speech(catalog_for(arguments, environment, on))


def current() -> Speech:
    """Give the speech of the command that is running; English where none is."""
    context = click.get_current_context(silent=True)
    return (context.find_object(Speech) if context else None) or Speech()


def tell(message: Message, *, err: bool = False) -> None:
    """Print a message in the language of the command that is running."""
    current().tell(message, err=err)
