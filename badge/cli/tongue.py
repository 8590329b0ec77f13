"""Which language the command line speaks: `--lang`, else the environment. It knows no click, so that help is quick."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from badge.i18n import Catalog, Shelf

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where a system keeps its user's language; the first that is set counts."""


def catalog_for(
    arguments: Sequence[str], environment: Mapping[str, str] = os.environ, on: Shelf | None = None
) -> Catalog:
    """Choose a language by `--lang` wherever it stands (also behind `--help`), else by the environment.

    A folder named by `--criteria` brings its own catalogues. Raises UnreadableError where one cannot be read.
    """
    from pathlib import Path

    from badge.i18n import ENGLISH, shelf

    wish = wished(arguments, environment)
    if is_english(wish):
        return ENGLISH
    folder = _value(arguments, "--criteria")
    books = on or shelf(Path(folder) if folder else None)
    return books.catalog(books.choose(wish))


def wished(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    """Give what was asked for, in whatever spelling; nothing where nobody asked."""
    return _value(arguments, "--lang") or next(filter(None, map(environment.get, VARIABLES)), "")


def is_english(wish: str) -> bool:
    """Tell, without loading anything, whether a wish is for English or for nothing."""
    return wish.partition(".")[0] in ("", "C", "POSIX", "en", "en_US", "en_GB", "en-US", "en-GB")


def _value(arguments: Sequence[str], option: str) -> str:
    """Find `--option X` or `--option=X`, up to `--`."""
    words = list(arguments)
    words = words[: words.index("--")] if "--" in words else words
    for number, word in enumerate(words):
        if word.startswith(f"{option}="):
            return word.removeprefix(f"{option}=")
        if word == option and number + 1 < len(words):
            return words[number + 1]
    return ""
