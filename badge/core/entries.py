"""Entries as the public badge service gives them: read into what is kept here, with a sentence for all that is not."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from badge.core.addresses import canonical, linkable, name_of
from badge.core.answers import LONGEST, Answer, Status
from badge.core.criteria import Criteria
from badge.core.errors import WrongUseError
from badge.core.messages import Message
from badge.core.naming import former, spelled_alike

_STATUS, _JUSTIFICATION = "_status", "_justification"
_STATUSES = {str(each).lower(): each for each in Status}
_TURNS = ("achieved", "first_achieved", "lost")
_SHORT = 254
_LARGEST_NUMBER = 2**31 - 1
_MOST_SPELLINGS = 10_000


_DIFFERS = Message("%(key)s says %(value)s, and its other spelling says something else, which was kept.")
_TEXTS_DIFFER = Message("The texts in both spellings of %(key)s differ; the first one was kept.")
_UNFIT = Message("%(key)s holds characters that cannot be shown; they were left out.")
_CUT = Message("%(key)s is too long, so it was cut.")
_LONG = Message("%(key)s is longer than a form takes; it was kept whole.")
_RESPELLED = Message("%(key)s was written as %(value)s; the usual spelling of that address was kept.")
_NO_PLACE = Message("%(key)s has no place here (%(value)s); the history of the project keeps it.")


@dataclass(frozen=True)
class Entry:
    """An entry that was read. `given` are the figures that it names itself: level -> per cent.

    `left` holds every key that has no place here, with its value; `remarks` says the same and more, to people.
    """

    id: int | None
    name: str
    description: str
    homepage: str
    repository: str
    language: str
    license: str
    implementation_languages: str
    cpe: str
    general_comments: str
    user_id: int | None
    version: int
    created_at: datetime | None
    updated_at: datetime | None
    entry_license: str
    entry_attribution: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    times: Mapping[str, Mapping[str, datetime]] = field(default_factory=dict)
    given: Mapping[str, int] = field(default_factory=dict)
    left: Mapping[str, Any] = field(default_factory=dict)
    remarks: tuple[Message, ...] = ()


class Reader:
    """Reads entries for one set of criteria."""

    def __init__(self, criteria: Criteria) -> None:
        """Note how ids are spelled, and how the figures and times of levels are called."""
        self._known = _Spellings(criteria)
        self._shares: dict[str, str] = {}
        self._times: dict[str, tuple[str, str]] = {}
        self._counted = {"conflicts", "looked_at_commit"}  # what is computed here
        for number, series in enumerate(criteria.series):
            prefix = f"{series.id}_" if number else ""
            self._counted |= {f"{prefix}tiered_percentage", f"{prefix}badge_level"}
            for place, level in enumerate(series.levels):
                name = level.id.replace("-", "_")
                self._shares[f"badge_percentage_{name if number else place}"] = level.id
                self._times |= {f"{turn}_{name}_at": (level.id, turn) for turn in _TURNS}

    def read(self, document: Mapping[str, Any]) -> Entry:
        """Read one entry; nothing of it is lost without a remark."""
        return _Reading(document, self._known, self._shares, self._times, self._counted).entry()


class _Spellings(dict[str, str]):
    """How ids are written -> the id, or nothing. A spelling is looked into once, for entries have them all alike."""

    def __init__(self, criteria: Criteria) -> None:
        super().__init__()
        self._ids: dict[str, str] = {}
        for each in criteria.all():
            self._ids.setdefault(spelled_alike(each.id), each.id)
            self._ids.setdefault(spelled_alike(each.original), each.id)
        for own, original in former(criteria).items():  # asked no more, and kept
            self._ids.setdefault(spelled_alike(own), own)
            self._ids.setdefault(spelled_alike(original), own)
        self._ids.pop("", None)

    def __missing__(self, name: str) -> str:
        found = self._ids.get(spelled_alike(name), "")
        if len(self) < _MOST_SPELLINGS:
            self[name] = found
        return found


class _Reading:
    """One entry while it is read: what has been taken from it, and what there is to say."""

    def __init__(
        self, document: Mapping[str, Any], known: _Spellings, shares: Mapping[str, str],
        times: Mapping[str, tuple[str, str]], counted: set[str],
    ) -> None:  # fmt: skip
        self._document, self._known, self._shares, self._times = document, known, shares, times
        self._left = {
            str(key): value for key, value in document.items()
            if key not in counted and key not in shares and key not in times
        }  # fmt: skip
        self._remarks: list[Message] = []

    def entry(self) -> Entry:
        """Take what has a place; what is left afterwards has none."""
        answers = dict(sorted(self._answers().items()))
        repository = self._address("repo_url")
        homepage = self._address("homepage_url")
        own = self._number("id")
        name = self._text("name", _SHORT) or name_of(repository or homepage) or f"{own or ''}"
        return Entry(
            id=own,
            name=name[:_SHORT],
            description=self._text("description"),
            homepage=homepage,
            repository=repository,
            language=self._language(),
            license=self._text("license", _SHORT),
            implementation_languages=self._text("implementation_languages", _SHORT),
            cpe=self._text("cpe"),
            general_comments=self._text("general_comments"),
            user_id=self._number("user_id"),
            version=self._number("lock_version") or 1,
            created_at=self._moment("created_at"),
            updated_at=self._moment("updated_at"),
            entry_license=self._text("project_entry_license", _SHORT).removeprefix("NOASSERTION"),
            entry_attribution=self._text("project_entry_attribution"),
            answers=answers,
            times=self._turns(),
            given=self._given(),
            left=dict(self._leftovers()),
            remarks=tuple(self._remarks),
        )

    def _answers(self) -> dict[str, Answer]:
        """Take every answer, in both spellings of an id; where they differ, the one that says more."""
        statuses: dict[str, Status] = {}
        texts: dict[str, str] = {}
        for key in list(self._left):
            if key.endswith(_STATUS) and (criterion := self._known[key.removesuffix(_STATUS)]):
                self._status(criterion, key, statuses)
            elif key.endswith(_JUSTIFICATION) and (criterion := self._known[key.removesuffix(_JUSTIFICATION)]):
                self._justification(criterion, key, texts)
        return {
            each: Answer(statuses.get(each, Status.UNKNOWN), texts.get(each, ""))
            for each in {*statuses, *texts}
            if statuses.get(each, Status.UNKNOWN) is not Status.UNKNOWN or texts.get(each)
        }

    def _status(self, criterion: str, key: str, statuses: dict[str, Status]) -> None:
        value = self._left[key]
        found = _STATUSES.get(str("?" if value is None or value == "" else value).strip().lower())
        if found is None:
            return  # it stays among what is left, with its value
        before = statuses.get(criterion, Status.UNKNOWN)
        if before is not Status.UNKNOWN and found not in {before, Status.UNKNOWN}:
            self._say(_DIFFERS, key, value)
            return
        del self._left[key]
        if found is not Status.UNKNOWN:
            statuses[criterion] = found

    def _justification(self, criterion: str, key: str, texts: dict[str, str]) -> None:
        text = self._text(key)
        if criterion in texts and text and text != texts[criterion]:
            self._left[key] = text
            self._say(_TEXTS_DIFFER, key)
        elif text:
            texts[criterion] = text

    def _text(self, key: str, most: int = 0) -> str:
        """Take a text without what cannot be shown; one that is too long is cut, and stays whole among what is left."""
        value = self._left.pop(key, None)
        if value is None:
            return ""
        if not isinstance(value, str):
            self._left[key] = value
            return ""
        fit = _fit(value)
        if fit != value.replace("\r\n", "\n").strip():
            self._say(_UNFIT, key)
        if most and len(fit) > most:
            self._left[key] = value
            self._say(_CUT, key)
            return fit[:most]
        if not most and len(fit) > LONGEST:
            self._say(_LONG, key)
        return fit

    def _address(self, key: str) -> str:
        """Take an address that a page may link to; any other stays among what is left."""
        value = self._left.get(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            self._left.pop(key, None)
            return ""
        found = linkable(value) if isinstance(value, str) else ""
        if not found and isinstance(value, str) and key == "repo_url":
            with suppress(WrongUseError):
                found = canonical(value)
                self._say(_RESPELLED, key, value)
        if found:
            del self._left[key]
        return found

    def _number(self, key: str) -> int | None:
        value = self._left.get(key)
        text = str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else ""
        if text.isascii() and text.isdigit() and len(text) < 11 and int(text) <= _LARGEST_NUMBER:
            del self._left[key]
            return int(text)
        return None

    def _moment(self, key: str) -> datetime | None:
        found = _moment(self._left.get(key))
        if found is not None:
            del self._left[key]
        return found

    def _language(self) -> str:
        value = self._left.get("entry_locale")
        if value is None or value == "":
            self._left.pop("entry_locale", None)
            return "en"
        if not isinstance(value, str) or not (value.replace("-", "").isalnum() and value.isascii() and len(value) < 36):
            return "en"
        del self._left["entry_locale"]
        return value

    def _turns(self) -> dict[str, dict[str, datetime]]:
        found: dict[str, dict[str, datetime]] = {}
        for key, (level, turn) in self._times.items():
            value = self._document.get(key)
            at = _moment(value)
            if at is not None:
                found.setdefault(level, {})[turn] = at
            elif value is not None and value != "":
                self._left[key] = value
        return found

    def _given(self) -> dict[str, int]:
        found = {level: self._document.get(key) for key, level in self._shares.items()}
        return {level: int(share) for level, share in found.items() if isinstance(share, int | float)}

    def _leftovers(self) -> Iterator[tuple[str, Any]]:
        for key, value in self._left.items():
            if not value or value == "?":
                continue  # it says nothing
            self._say(_NO_PLACE, key, value)
            yield key, value

    def _say(self, sentence: Message, key: str, value: object = None) -> None:
        values = {"key": _short(key), **({} if value is None else {"value": _short(str(value))})}
        self._remarks.append(Message(sentence.text, values))


def _moment(value: object) -> datetime | None:
    """Read a moment; one without a zone is meant in UTC."""
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value.strip())
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _fit(text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if text.isprintable():
        return text
    return "".join(each for each in text if each in "\t\n\r" or unicodedata.category(each) not in {"Cc", "Cs"}).strip()


def _short(text: str) -> str:
    one = " ".join(_fit(text).split())
    return one if len(one) <= 60 else f"{one[:59]}…"
