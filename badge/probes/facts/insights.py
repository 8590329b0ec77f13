"""The security-insights file of a repository: what a project declares about itself, in schema 1 or 2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from badge.core.evidence import Files, Kind
from badge.core.findings import Place
from badge.core.messages import Message
from badge.probes.facts.structured import Text, dig, rows, strings, table, yaml_of

PLACES = tuple(
    f"{folder}security-insights.{ending}" for folder in ("", ".github/", ".gitlab/") for ending in ("yml", "yaml")
)
"""Where the file may be, in any case of letters; the first counts."""

MOST_BYTES = 50_000
"""The same as for the file of answers: nobody declares more."""

SCHEMAS = ("1", "2")

_LENGTHS = frozenset(map(len, PLACES))


class Declared(NamedTuple):
    """One value that is declared: its key, the text of it, and the line it is on (0 where that is not known)."""

    key: str
    value: str
    line: int = 0


@dataclass(frozen=True)
class Insights:
    """What was read. `path` is empty where there is no file; `problem` says why a file that is there was not read."""

    path: str = ""
    schema: str = ""
    document: Mapping[str, object] = field(default_factory=dict)
    problem: Message | None = None
    files: Files | None = None

    def value(self, key: str) -> object:
        """Give what stands under a dotted key; None where nothing does."""
        return dig(self.document, *key.split("."))

    def items(self, key: str) -> list[object]:
        """Give the items of a list under a dotted key; one value counts as a list of one."""
        return [each for each in rows(self.value(key)) if each not in ("", {}, [])]

    def day(self, key: str) -> date | None:
        """Give a day under a dotted key."""
        return day_of(self.value(key))

    def stale(self, as_of: datetime) -> bool:
        """Tell whether nobody has reviewed the file for a year, or whether it has run out."""
        seen = self.day("header.last-reviewed") or self.day("header.last-updated")
        ends = self.day("header.expiration-date")
        today = as_of.date()
        return bool((seen and (today - seen).days > 365) or (ends and ends < today))

    def place(self, line: int, excerpt: str) -> Place:
        """Pin evidence to a line of the file."""
        return self.files.place(self.path, line, excerpt) if self.files else Place(self.path, line)


def gather(files: Files) -> Insights:
    """Find the file and read it, within limits; what is wrong with it becomes its problem."""
    path = _path(files)
    if not path:
        return Insights()
    size = files.entries[path].size
    if size is not None and size > MOST_BYTES:
        return Insights(path, problem=Message("%(path)s is too large to be read as a declaration.", {"path": path}))
    text = files.text(path)
    if text is None:
        return Insights(path, problem=Message("%(path)s could not be read.", {"path": path}))
    document = table(yaml_of(text))
    if not document:
        broken = "%(path)s is not a YAML mapping that can be read, so what it declares was not used. Mend it."
        return Insights(path, problem=Message(broken, {"path": path}))
    version = str(dig(document, "header", "schema-version") or "").strip()
    schema = version.partition(".")[0]
    if schema not in SCHEMAS:
        strange = "%(path)s has no header.schema-version that is known (1 or 2), so what it declares was not used."
        return Insights(path, problem=Message(strange, {"path": path}))
    return Insights(path, schema, document, None, files)


def problems(files: Files) -> list[Message]:
    """Say what is wrong with the file, for the list of problems of a look."""
    found = gather(files).problem
    return [found] if found else []


def day_of(value: object) -> date | None:
    """Read a day as it is written in such files."""
    try:
        return date.fromisoformat(str(value).strip()[:10])
    except ValueError:
        return None


def first_text(value: object) -> Text | None:
    """Find the first text in a value, so that its line can be shown."""
    if isinstance(value, Mapping):
        return next(filter(None, map(first_text, value.values())), None)
    if isinstance(value, list):
        return next(filter(None, map(first_text, value)), None)
    return next(_texts(value), None)


def _texts(value: object) -> Iterator[Text]:
    yield from (each for each in strings(value) if each)


def _path(files: Files) -> str:
    lowered = {
        path.lower(): path
        for path, entry in files.entries.items()
        if len(path) in _LENGTHS and entry.kind is Kind.FILE and path.lower() in PLACES
    }
    return next((lowered[each] for each in PLACES if each in lowered), "")
