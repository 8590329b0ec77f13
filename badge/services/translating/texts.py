"""All texts that are to be translated: from Python, templates, criteria and probes, in one order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from badge.core.messages import Message

KINDS_OF_PLACE = {
    "probes": "Reason that a probe gives",
    "sources": "What a source could not read",
    "web": "Website",
    "cli": "Command line",
    "api": "Answer to a program",
    "services": "Used on pages and on the command line",
    "core": "Used in several places",
}
"""For the translator's note: what a reader sees the texts of a folder as."""


class Form(StrEnum):
    """How a text is filled in: with %(name)s, with {tokens}, or not at all."""

    NAMED = "named"
    TOKENS = "tokens"
    PLAIN = "plain"


@dataclass(frozen=True)
class Text:
    """An English text, with the notes that tell a translator where it appears and what is in it."""

    text: str
    context: str = ""
    plural: str = ""
    notes: tuple[str, ...] = ()
    form: Form = Form.NAMED

    @property
    def key(self) -> tuple[str, str]:
        """Give what tells it from all others."""
        return self.context, self.text


@dataclass(frozen=True)
class Slip:
    """A place where a text cannot be taken out, and why."""

    place: str
    wrong: Message


@dataclass(frozen=True)
class Gathered:
    """What was found."""

    texts: tuple[Text, ...]
    slips: tuple[Slip, ...] = ()
    words: tuple[Text, ...] = ()
    """What is wanted besides in a language that badge itself does not speak."""

    def wanted(self, language: str) -> tuple[Text, ...]:
        """Give all that a catalogue of a language has to hold."""
        from badge.i18n import shelf  # noqa: PLC0415 (loads no catalogue)

        return self.texts if not self.words or language in shelf().codes else in_order([*self.texts, *self.words])


def gather_criteria(folder: Path) -> Gathered:
    """Take the texts out of a folder with criteria of one's own; a new language needs the obligations, too."""
    from badge.core.tokens import OBLIGATIONS  # noqa: PLC0415
    from badge.services.translating import from_criteria  # noqa: PLC0415

    found = from_criteria.of_folder(folder, folder)
    notes = ("An obligation; it stands in a sentence where the text has a token.",)
    words = [Text(each.text, each.context, notes=notes, form=Form.PLAIN) for each in OBLIGATIONS.values()]
    return Gathered(in_order(found.texts), found.slips, in_order(words))


def gather(root: Path) -> Gathered:
    """Take all texts out of a folder that is laid out like this project (any of its parts may be missing)."""
    from badge.services.translating import from_criteria, from_probes, from_python, from_templates  # noqa: PLC0415

    found: list[Text] = []
    slips: list[Slip] = []
    for part in (from_python.gather, from_templates.gather, from_criteria.gather, from_probes.gather):
        gathered = part(root)
        found += gathered.texts
        slips += gathered.slips
    return Gathered(in_order(found), tuple(slips))


def in_order(texts: Iterable[Text]) -> tuple[Text, ...]:
    """Join equal texts and sort by context, then text.

    This order depends on nothing else, so that moving code or adding a text changes few lines, and two people who add
    texts seldom touch the same ones; and all texts of one criterion stand together.
    """
    joined: dict[tuple[str, str], Text] = {}
    for text in texts:
        if before := joined.get(text.key):
            notes = dict.fromkeys(sorted({*before.notes, *text.notes}))
            text = replace(before, notes=tuple(notes), plural=before.plural or text.plural)  # noqa: PLW2901
        joined[text.key] = text
    return tuple(joined[key] for key in sorted(joined))


def note_of(path: str) -> str:
    """Say where the texts of a file appear."""
    folder = path.split("/")[1] if "/" in path else ""
    return f"{KINDS_OF_PLACE.get(folder, 'Program')} ({path})"
