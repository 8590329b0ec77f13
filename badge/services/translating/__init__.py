"""What a translator can do: update the catalogues, have them proofread, compile them, see how far they are."""

from __future__ import annotations

import io
import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from badge.core.errors import WrongUseError
from badge.core.messages import Message
from badge.i18n.catalogs import stamp
from badge.i18n.languages import OWN, code_of
from badge.services.translating import catalogues, proofreading
from badge.services.translating.catalogues import Entry
from badge.services.translating.proofreading import Problem
from badge.services.translating.texts import Gathered, Text, gather, gather_criteria

__all__ = ["Problem", "Status", "Text", "build", "check", "gather", "languages", "status", "update"]

# `own` says what the root is: a folder with criteria of one's own, and not a checkout of badge.


@dataclass(frozen=True)
class Status:
    """How far a language is."""

    language: str
    messages: int
    translated: int
    fuzzy: int
    missing: int
    obsolete: int
    by_machine: int
    by_person: int


def languages(root: Path) -> list[str]:
    """Give the languages that have a catalogue."""
    return sorted(path.parent.parent.name for path in root.glob(f"{OWN}/*/LC_MESSAGES/messages.po"))


def source(root: Path, language: str) -> Path:
    """Give the place of a language's catalogue."""
    return root / OWN / language / "LC_MESSAGES" / "messages.po"


def update(root: Path, wanted: Iterable[str] = (), *, own: bool = False) -> list[Status]:
    """Bring catalogues up to date with the texts, keeping translations; a new language gets its folder."""
    gathered = _gather(root, own=own)
    found = []
    for language in list(wanted) or languages(root):
        code = code_of(language)
        if not catalogues.is_known(code):
            wrong = Message(
                '"%(language)s" is not a language code. Use a code such as sw or zh_Hans.', {"language": language}
            )
            raise WrongUseError(wrong)
        texts = gathered.wanted(code)
        path = source(root, code)
        old = catalogues.read(path) if path.exists() else []
        entries = catalogues.merge(texts, old)
        path.parent.mkdir(parents=True, exist_ok=True)
        written = catalogues.write(code, entries)
        if not path.exists() or path.read_bytes() != written:
            path.write_bytes(written)
        found.append(_status(code, texts, entries))
    return found


def check(root: Path, wanted: Iterable[str] = (), *, own: bool = False) -> list[Problem]:
    """Proofread the English texts and the catalogues."""
    gathered = _gather(root, own=own)
    problems = proofreading.english(gathered)
    for language in list(map(code_of, wanted)) or languages(root):
        folder = root / OWN / language
        problems += proofreading.catalogue(folder, language, gathered.wanted(language), _command(root, own=own))
    return problems


def build(root: Path) -> list[Path]:
    """Compile each catalogue into the .mo that the program reads fastest; give what was written."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415

    written = []
    for language in languages(root):
        path = source(root, language)
        content = path.read_bytes()
        buffer = io.BytesIO()
        write_mo(buffer, catalogues.for_mo(content, language, stamp(content)))
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.read_bytes() != buffer.getvalue():
            compiled.write_bytes(buffer.getvalue())
            written.append(compiled)
    return written


def status(root: Path, wanted: Iterable[str] = (), *, own: bool = False) -> list[Status]:
    """Say how far each language is."""
    gathered = _gather(root, own=own)
    found = []
    for language in list(map(code_of, wanted)) or languages(root):
        path = source(root, language)
        if not path.exists():
            wrong = Message(
                "There is no catalogue %(path)s. Make one with: %(command)s",
                {
                    "path": path.relative_to(root).as_posix(),
                    "command": f"{_command(root, own=own)} --lang {language}",
                },
            )
            raise WrongUseError(wrong)
        found.append(_status(language, gathered.wanted(language), catalogues.read(path)))
    return found


def _gather(root: Path, *, own: bool) -> Gathered:
    return gather_criteria(root) if own else gather(root)


def _command(root: Path, *, own: bool) -> str:
    """Give the command that brings catalogues up to date, as it is typed."""
    update_all = "badge translations update"
    return f"{update_all} --criteria {shlex.quote(str(root))}" if own else update_all


def _status(language: str, texts: Iterable[Text], entries: Iterable[Entry]) -> Status:
    wanted = {text.key for text in texts}
    current = [entry for entry in entries if entry.key in wanted]
    done = [entry for entry in current if entry.translated and not entry.fuzzy]
    return Status(
        language,
        messages=len(wanted),
        translated=len(done),
        fuzzy=sum(entry.fuzzy for entry in current),
        missing=len(wanted) - len([entry for entry in current if entry.translated]),
        obsolete=len([entry for entry in entries if entry.key not in wanted]),
        by_machine=sum(entry.origin == "machine" for entry in done),
        by_person=sum(entry.origin == "person" for entry in done),
    )
