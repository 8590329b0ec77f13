"""A .po file: read, brought up to date, and written in its one canonical form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from badge.core.errors import UnreadableError
from badge.core.messages import Message
from badge.services.translating.texts import Form, Text

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ORIGINS = ("machine", "person")
_ORIGIN = "origin: "
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """One message of a catalogue. `previous` is the English that a fuzzy translation was made from."""

    text: str
    strings: tuple[str, ...]
    context: str = ""
    plural: str = ""
    comments: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    fuzzy: bool = False
    named: bool = False
    previous: str = ""
    line: int = field(default=1, compare=False)
    """Where it stands in the file that it was read from, counted from 1."""

    @property
    def key(self) -> tuple[str, str]:
        """Give what tells it from all others."""
        return self.context, self.text

    @property
    def translated(self) -> bool:
        """Tell whether every form has a text."""
        return bool(self.strings) and all(self.strings)

    @property
    def origin(self) -> str:
        """Say who translated it: "machine", "person", or nothing where that is not noted."""
        return next((each.removeprefix(_ORIGIN) for each in self.comments if each.startswith(_ORIGIN)), "")


def is_known(language: str) -> bool:
    """Tell whether CLDR knows a language code."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    try:
        Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def plural_forms(language: str) -> str:
    """Give the header line on plural forms."""
    from babel.messages.plurals import get_plural  # noqa: PLC0415

    return get_plural(language).plural_forms


def read(path: Path) -> list[Entry]:
    """Read a catalogue; its header is not kept, because it follows from the language."""
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415

    try:
        with path.open("rb") as content:
            catalog = read_po(content, charset="utf-8", abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        line = getattr(error, "lineno", 0)
        values = {"path": path.as_posix(), "line": str((line or 0) + 1), "wrong": str(error)}
        raise UnreadableError(Message("%(path)s cannot be read (line %(line)s): %(wrong)s", values)) from error
    entries = []
    for message in catalog:
        if not message.id:
            continue
        text, plural = (message.id, "") if isinstance(message.id, str) else (message.id[0], message.id[1])
        given = message.string
        entries.append(
            Entry(
                text,
                (given,) if isinstance(given, str) else tuple(given or ()),
                message.context or "",
                plural,
                tuple(each for each in message.user_comments if not each.startswith("| ")),
                tuple(message.auto_comments),
                message.fuzzy,
                previous=_previous(message.user_comments),
                line=message.lineno or 1,
            )
        )
    return entries


def header_forms(path: Path) -> str:
    """Give the line on plural forms that a catalogue has, or nothing."""
    lines = path.read_text(encoding="utf-8").split("\n\n", 1)[0].splitlines()
    found = (line.strip('"').removesuffix("\\n") for line in lines if line.startswith('"Plural-Forms:'))
    return next((line.partition(":")[2].strip() for line in found), "")


def merge(texts: Iterable[Text], old: Iterable[Entry]) -> list[Entry]:
    """Give an entry for each text, with the translation it had.

    Where the text of a context changed, the translation is kept as fuzzy, with the English it was made from; so it is
    where a text moved to another context. Nothing is ever guessed from texts that only look alike.
    """
    before = {entry.key: entry for entry in old}
    wanted = list(texts)
    keys = {text.key for text in wanted}
    gone = [entry for entry in before.values() if entry.key not in keys and entry.translated]
    new = [text for text in wanted if text.key not in before]
    by_context = _single(gone, new)
    by_text = {entry.text: entry for entry in gone}
    entries = []
    for text in wanted:
        fresh = Entry(text.text, ("",), text.context, text.plural)
        entry = before.get(text.key)
        if entry is None and (source := by_context.get(text.context) or by_text.get(text.text)):
            if bool(source.plural) == bool(text.plural):
                previous = source.previous if source.fuzzy else source.text
                entry = replace(fresh, strings=source.strings, comments=source.comments, fuzzy=True, previous=previous)
        elif entry is not None and bool(entry.plural) != bool(text.plural):
            entry = None
        elif entry is not None and entry.plural != text.plural:
            entry = replace(entry, plural=text.plural, fuzzy=entry.translated)
        named = text.form is Form.NAMED and "%" in text.text + text.plural
        entries.append(replace(entry or fresh, notes=text.notes, named=named))
    return entries


def write(language: str, entries: Iterable[Entry]) -> bytes:
    """Write a catalogue: sorted, one line a text, without places and dates, so that only what changed differs."""
    from babel.messages.plurals import get_plural  # noqa: PLC0415

    forms = get_plural(language)
    head = [
        'msgid ""',
        'msgstr ""',
        f'"Language: {language}\\n"',
        '"MIME-Version: 1.0\\n"',
        '"Content-Type: text/plain; charset=UTF-8\\n"',
        '"Content-Transfer-Encoding: 8bit\\n"',
        f'"Plural-Forms: {forms.plural_forms}\\n"',
    ]
    blocks = ["\n".join(head)]
    blocks += ["\n".join(_lines(entry, forms.num_plurals)) for entry in sorted(entries, key=lambda each: each.key)]
    return ("\n\n".join(blocks) + "\n").encode()


def for_mo(content: bytes, language: str, stamp: str) -> Catalog:
    """Read a catalogue as Babel writes it into a .mo: dateless, and stamped with the .po it comes from."""
    from io import BytesIO  # noqa: PLC0415

    from babel.messages.pofile import read_po  # noqa: PLC0415

    catalog = read_po(BytesIO(content), locale=language, charset="utf-8", abort_invalid=True)
    catalog.project, catalog.version = "badge", stamp
    catalog.creation_date = catalog.revision_date = _EPOCH
    return catalog


def _single(gone: list[Entry], new: list[Text]) -> dict[str, Entry]:
    """Find the contexts in which one text went and one came: that text changed.

    Only contexts that name one place (they have dots) count; "group" or "link" are shared by texts that are not kin.
    """
    went: dict[str, list[Entry]] = {}
    for entry in gone:
        went.setdefault(entry.context, []).append(entry)
    came: dict[str, int] = {}
    for text in new:
        came[text.context] = came.get(text.context, 0) + 1
    return {
        context: entries[0]
        for context, entries in went.items()
        if "." in context and len(entries) == 1 and came.get(context) == 1
    }


def _lines(entry: Entry, forms: int) -> Iterable[str]:
    yield from (f"# {each}".rstrip() for each in entry.comments)
    yield from (f"#. {each}" for each in entry.notes)
    if flags := [*(["fuzzy"] if entry.fuzzy else []), *(["python-format"] if entry.named else [])]:
        yield f"#, {', '.join(flags)}"
    if entry.fuzzy and entry.previous:
        yield f"#| msgid {_quoted(entry.previous)}"
    if entry.context:
        yield f"msgctxt {_quoted(entry.context)}"
    yield f"msgid {_quoted(entry.text)}"
    if not entry.plural:
        yield f"msgstr {_quoted(entry.strings[0] if entry.strings else '')}"
        return
    yield f"msgid_plural {_quoted(entry.plural)}"
    empty = not any(entry.strings)
    strings = ("",) * forms if empty else entry.strings
    yield from (f"msgstr[{number}] {_quoted(string)}" for number, string in enumerate(strings))


def _quoted(text: str) -> str:
    from babel.messages.pofile import escape  # noqa: PLC0415

    return escape(text)


def _previous(comments: Iterable[str]) -> str:
    from babel.messages.pofile import denormalize  # noqa: PLC0415

    found = [each.removeprefix("| ") for each in comments if each.startswith("| ")]
    for number, line in enumerate(found):
        if line.startswith("msgid "):
            more = [each for each in found[number + 1 :] if each.startswith('"')]
            return denormalize("\n".join([line.removeprefix("msgid "), *more]))
    return ""
