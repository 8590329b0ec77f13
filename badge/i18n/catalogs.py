"""A language's catalogue: the texts it has, found in a plain dictionary."""

from __future__ import annotations

import gettext as standard
import re
import struct
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from badge.core.errors import UnreadableError
from badge.core.messages import Message

CONTEXT = "\x04"
"""What gettext puts between a context and a text."""

Key: TypeAlias = "str | tuple[str, int]"
_STAMP = re.compile(r"^Project-Id-Version: badge ([0-9a-f]+)$", re.MULTILINE)


def _two_forms(count: int) -> int:
    return int(count != 1)


class Catalog:
    """The texts of one language, with gettext's four functions; what is missing stays English."""

    __slots__ = ("_plural", "_texts", "language")

    def __init__(
        self, language: str = "en", texts: Mapping[Key, str] | None = None, plural: Callable[[int], int] = _two_forms
    ) -> None:
        """Take texts keyed as gettext does: context + CONTEXT + text, and (that, number of form) for plurals."""
        self.language = language
        self._texts: dict[Key, str] = dict(texts or {})
        self._plural = plural

    def __len__(self) -> int:
        """Count the texts."""
        return len(self._texts)

    def gettext(self, text: str) -> str:
        """Translate a text."""
        return self._texts.get(text) or text

    def pgettext(self, context: str, text: str) -> str:
        """Translate a text as it is meant in this context."""
        return self._texts.get(context + CONTEXT + text) or text

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Translate a text in the form that fits a number."""
        return self._texts.get((singular, self._plural(count))) or (singular if count == 1 else plural)

    def npgettext(self, context: str, singular: str, plural: str, count: int) -> str:
        """Translate a text as it is meant in this context, in the form that fits a number."""
        found = self._texts.get((context + CONTEXT + singular, self._plural(count)))
        return found or (singular if count == 1 else plural)


ENGLISH = Catalog()


def load(language: str, folders: list[Path]) -> Catalog:
    """Read a language's catalogue; where several folders have a text, that of the first is said.

    Raises UnreadableError for a file that is no catalogue.
    """
    texts: dict[Key, str] = {}
    plural: Callable[[int], int] = _two_forms
    for folder in reversed(folders):
        messages = folder / language / "LC_MESSAGES"
        found, forms = _read(messages)
        plural = forms if found else plural  # a folder without the language does not know how it counts
        texts.update(found)
    return Catalog(language, texts, plural)


def _read(messages: Path) -> tuple[dict[Key, str], Callable[[int], int]]:
    try:
        return _compiled(messages) or _source(messages / "messages.po")
    except (OSError, ValueError, RecursionError, struct.error) as error:  # all that gettext and Babel raise
        values = {"path": str(messages), "wrong": " ".join(str(error).split())}
        wrong = Message("The catalogue in %(path)s cannot be read: %(wrong)s. Mend it, or take it away.", values)
        raise UnreadableError(wrong) from error


def stamp(source: bytes) -> str:
    """Name the content of a .po; the .mo made from it carries this name, because file times lie."""
    from hashlib import blake2b  # noqa: PLC0415 (start-up time)

    return blake2b(source, digest_size=8).hexdigest()


def _compiled(folder: Path) -> tuple[dict[Key, str], Callable[[int], int]] | None:
    """Read the .mo, unless it is missing or was made from another .po than the one that stands beside it."""
    try:
        content = (folder / "messages.mo").open("rb")
    except FileNotFoundError:
        return None
    with content:
        found = standard.GNUTranslations(content)
    texts: dict[Key, str] = vars(found)["_catalog"]
    if not _fresh(folder / "messages.mo", folder / "messages.po", texts.get("", "")):
        return None
    return {key: text for key, text in texts.items() if key}, vars(found).get("plural", _two_forms)


def _fresh(compiled: Path, source: Path, header: str) -> bool:
    """Tell whether a .mo was made from the .po beside it: by its stamp, or by the times where it has none."""
    if not source.exists():
        return True
    if made_from := _STAMP.search(header):
        return made_from[1] == stamp(source.read_bytes())
    return compiled.stat().st_mtime >= source.stat().st_mtime


def _source(path: Path) -> tuple[dict[Key, str], Callable[[int], int]]:
    """Read the .po itself, so that a fresh checkout needs no build step."""
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415 (only a fresh checkout needs it)

    if not path.exists():
        return {}, _two_forms
    try:
        with path.open("rb") as content:
            catalog = read_po(content, charset="utf-8", abort_invalid=True)
    except PoFileError as error:
        raise ValueError(str(error)) from error
    texts: dict[Key, str] = {}
    for message in catalog:
        if not message.id or message.fuzzy:
            continue
        before = message.context + CONTEXT if message.context else ""
        if isinstance(message.id, str):
            if message.string:  # what is not translated leaves another folder's translation alone
                texts[before + message.id] = str(message.string)
        else:
            for form, text in enumerate(message.string or ()):
                texts[before + message.id[0], form] = text
    return texts, standard.c2py(catalog.plural_expr)
