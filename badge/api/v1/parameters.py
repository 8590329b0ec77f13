"""The parameters below /api/v1: what each may hold, once, for reading it and for describing it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias

from badge.api.answering import Parts
from badge.core.addresses import key_of
from badge.core.answers import Status
from badge.core.findings import Outcome
from badge.storage.paging import LARGEST_NUMBER, After

USUAL_LIMIT, LARGEST_LIMIT = 20, 100
LONGEST_ADDRESS = 500
_PLAIN = r"^[^\x00-\x1f\x7f]+$"
_CURSOR = re.compile(r"([0-9]{1,17})\.([0-9]{1,10})")
_DAY_AND_TIME = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}):(\d{2})(?:\.(\d{1,20}))?([Zz]|[+ -]\d{2}:\d{2})", re.ASCII
)
_CRITERION = r"^[A-Za-z0-9._-]{1,100}$"

Words: TypeAlias = Callable[[Parts], Sequence[str]]


class UnfitError(Exception):
    """A parameter does not fit; the message is a sentence that says what fits."""

    def __init__(self, sentence: str, known: Sequence[str] = ()) -> None:
        """Keep the sentence, and the words that are known where there are only so many."""
        super().__init__(sentence)
        self.known = tuple(known)


@dataclass(frozen=True)
class Parameter:
    """A parameter: its schema, and how it is read. `words` names all that it may be, where the server decides that."""

    name: str
    about: str
    schema: dict[str, Any]
    read: Callable[[str], Any] = str
    words: Words | None = None
    several: bool = False

    def described(self, parts: Parts) -> dict[str, Any]:
        """Give the schema for one installation."""
        if self.words is None:
            return self.schema
        one = {"type": "string", "enum": list(self.words(parts))}
        return {"type": "array", "items": one, "minItems": 1, "uniqueItems": True} if self.several else one

    def value(self, text: str, parts: Parts) -> Any:  # noqa: ANN401 - each parameter has a type of its own
        """Read a value; raises UnfitError."""
        if self.words is None:
            return self.read(text)
        known = self.words(parts)
        given = text.split(",") if self.several else [text]
        if unknown := [each for each in given if each not in known]:
            raise UnfitError(
                f"{self.name} may not be {unknown[0][:40]!r}. The key `known` lists what it may be.", known
            )
        if len(set(given)) < len(given):
            raise UnfitError(f"{self.name} names something twice. Name each only once.", known)
        return tuple(given) if self.several else text


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and 1 <= int(text) <= LARGEST_LIMIT):
        raise UnfitError(f"limit has to be a whole number from 1 to {LARGEST_LIMIT}.")
    return int(text)


def _cursor(text: str) -> After:
    found = _CURSOR.fullmatch(text) if text.isascii() else None
    if found is None:
        raise UnfitError("This cursor was not given here. Take it from `next` of the page before, or leave it out.")
    return After(min(int(found[2]), LARGEST_NUMBER), int(found[1]))


def _moment(text: str) -> datetime:
    wrong = UnfitError("updated_since has to be a moment like 2026-03-04T05:06:07Z, with a time zone.")
    found = _DAY_AND_TIME.fullmatch(text)
    if found is None:
        raise wrong
    zone = found[5].replace(" ", "+").upper()  # in an address, an unescaped plus means a blank
    second = "59" if found[3] == "60" else found[3]  # a leap second
    try:
        read = datetime.fromisoformat(f"{found[1]}T{found[2]}:{second}.{(found[4] or '0')[:6]:0<6}{zone}")
    except ValueError:
        raise wrong from None
    try:
        return read.astimezone(UTC)
    except OverflowError:  # a time zone leads out of the years that there are
        return read.replace(tzinfo=UTC)


def _address(text: str) -> str:
    if not 0 < len(text) <= LONGEST_ADDRESS or any(ord(each) < 32 or ord(each) == 127 for each in text):
        raise UnfitError(f"repository has to be an address of at most {LONGEST_ADDRESS} characters.")
    return key_of(text)


def _criterion(text: str) -> str:
    if not re.fullmatch(_CRITERION, text, re.ASCII) or text.endswith("\n"):
        raise UnfitError("criterion has to be the id of a criterion.")
    return text


LIMIT = Parameter(
    "limit", "How many items a page has at most.",
    {"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT, "default": USUAL_LIMIT}, _limit,
)  # fmt: skip
CURSOR = Parameter(
    "cursor", "Where the page begins. The address in `next`, and in the header `Link`, has it already.",
    {"type": "string", "pattern": "^[0-9]{1,17}\\.[0-9]{1,10}$"}, _cursor,
)  # fmt: skip
UPDATED_SINCE = Parameter(
    "updated_since",
    "Only projects that somebody saved at this moment or later, the oldest change first. What changes the level of a "
    "project without a save, such as new criteria, is among the events.",
    {"type": "string", "format": "date-time"}, _moment,
)  # fmt: skip
REPOSITORY = Parameter(
    "repository",
    "Only the project that is, or was, at this address, however it is spelled, or has it as its homepage.",
    {"type": "string", "minLength": 1, "maxLength": LONGEST_ADDRESS, "pattern": _PLAIN}, _address,
)  # fmt: skip
CRITERION = Parameter(
    "criterion", "Only what is about the criterion with this id.", {"type": "string", "pattern": _CRITERION}, _criterion
)
SERIES = Parameter("series", "Only this series.", {}, words=lambda parts: [each.id for each in parts.criteria.series])
LEVEL = Parameter(
    "level", "Only this level.", {},
    words=lambda parts: [level.id for series in parts.criteria.series for level in series.levels],
)  # fmt: skip
STATUS = Parameter(
    "status", "Only answers with this status.", {},
    words=lambda _: [str(each) for each in Status if each is not Status.UNKNOWN],
)  # fmt: skip
OUTCOME = Parameter("outcome", "Only findings with this outcome.", {}, words=lambda _: [str(each) for each in Outcome])
LANG = Parameter(
    "lang", "The language of the texts; English where nothing is said.", {},
    words=lambda parts: [each.path for each in parts.shelf.languages],
)  # fmt: skip


def fields(keys: Sequence[str]) -> Parameter:
    """Make the parameter that chooses among the keys of an answer."""
    return Parameter("fields", "Only these keys, with commas between them.", {}, words=lambda _: keys, several=True)


def project_number(text: str) -> int | None:
    """Read the number of a project in a path; None for what is none."""
    found = re.fullmatch(r"[1-9][0-9]{0,9}", text, re.ASCII)
    return int(text) if found and int(text) <= LARGEST_NUMBER else None


PROJECT_SCHEMA = {"type": "integer", "minimum": 1, "maximum": LARGEST_NUMBER}
