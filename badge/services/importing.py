"""Bringing in what was saved from the public badge service: entries with all their answers, or a list of addresses.

Each batch is one transaction, and what is there already is left alone, so an import that was ended goes on where it
was when it is started again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from badge import markup
from badge.core.addresses import canonical, key_of
from badge.core.answers import Answers
from badge.core.counting import Count, Judge
from badge.core.criteria import Criteria, Series
from badge.core.entries import Entry, Reader
from badge.core.errors import UnreadableError, WrongUseError
from badge.core.kept import KeptAnswer
from badge.core.marks import pack
from badge.core.messages import Message, Value
from badge.core.people import Person
from badge.core.scoring import standing
from badge.i18n.languages import code_of
from badge.services import entry_files, figures, registering, summary
from badge.storage import importing, projects, tallies
from badge.storage.database import Database
from badge.storage.importing import Known, New

BATCH = 200
"""Entries that are kept in one transaction, while others who save wait for some tenths of a second."""

_MOST_TRIES = 3
_OFTEN_WRITTEN = 400
"""Characters of a text up to which it is worth remembering how it is rendered: forms fill many in by themselves."""

Tell = Callable[[str, Message], None]
"""Told what could not be kept: of which entry, and a sentence."""


@dataclass(frozen=True)
class Imported:
    """What was done: entries that were kept now, those that were there already, and sentences that were told."""

    kept: int = 0
    known: int = 0
    told: int = 0

    def and_(self, other: Imported) -> Imported:
        """Add two up."""
        return Imported(self.kept + other.kept, self.known + other.known, self.told + other.told)


@dataclass(frozen=True)
class _Ready:
    """An entry that was read, judged and rendered, and only has to be kept."""

    label: str
    entry: Entry
    new: New


class Importer:
    """Keeps entries in a database."""

    def __init__(
        self, database: Database, criteria: Criteria, person: Person, now: datetime, tell: Tell, *,
        keep_ids: bool = False,
    ) -> None:  # fmt: skip
        """Prepare what is the same for every entry."""
        self._database, self._person, self._now, self._keep_ids = database, person, now, keep_ids
        self._tell, self._told = tell, 0
        self._reader = Reader(criteria)
        self._judges = [Judge(each) for each in (*criteria.earlier, *criteria.series)]
        self._criteria = criteria

    def bring_in(self, source: Path, problem: Callable[[Message], None]) -> Iterator[Imported]:
        """Keep all that a file or folder holds, and tell from time to time what was done.

        `problem` is told what could not be read. One import at a time: a second one is refused.
        """
        with _readable(self._database), self._database.alone("import") as alone:
            if not alone:
                raise WrongUseError(Message("Projects are being brought in here already. Wait until that has ended."))
            if entry_files.is_list_of_addresses(source):
                yield from self.addresses(entry_files.addresses(source))
                return
            yield from self.entries(entry_files.entries(source, problem))
            self._finish()

    def addresses(self, addresses: Iterable[str]) -> Iterator[Imported]:
        """Bring in projects by the addresses of their repositories, each in its own transaction, and ask for looks."""
        for each in addresses:
            try:
                with self._database.writing() as session:
                    known = projects.find_by_address(session, canonical(each)) is not None
                    registering.register(session, self._person, each, self._criteria, self._now)
                    session.commit()
            except WrongUseError as error:
                self._tell(each, error.message)
                yield Imported(told=1)
            else:
                yield Imported(kept=int(not known), known=int(known))

    def entries(self, documents: Iterable[Mapping[str, Any]]) -> Iterator[Imported]:
        """Keep entries, and tell after each batch what was done; those whose number is taken come last."""
        waiting: list[_Ready] = []
        stream = iter(documents)
        while some := [self._read(each) for each in islice(stream, BATCH)]:
            fresh = self._fresh(some)
            done = self._batch([self._judged(each) for each in fresh], waiting) if fresh else Imported()
            yield done.and_(Imported(known=len(some) - len(fresh)))
        for first in range(0, len(waiting), BATCH):
            yield self._batch(waiting[first : first + BATCH], None)
        if self._told:
            yield Imported(told=self._told)

    def _finish(self) -> None:
        """Count anew how many projects there were on each day: those that came have a past."""
        with self._database.writing() as session:
            figures.look_back(session, self._criteria, self._now)
            figures.keep(session, self._criteria, self._now)
            tallies.fold(session)
            session.commit()
        summary.keep(self._database, self._criteria, self._now)

    def _say(self, label: str, message: Message) -> None:
        self._told += 1
        self._tell(label, message)

    # --- before the transaction ---

    def _read(self, document: Mapping[str, Any]) -> _Ready:
        entry = self._reader.read(document)
        project = importing.row_of(
            name=entry.name, description=entry.description, homepage=entry.homepage, repository=entry.repository,
            checkout="", language=code_of(entry.language), circumstances={}, license=entry.license,
            implementation_languages=entry.implementation_languages, cpe=entry.cpe,
            general_comments=entry.general_comments, user_id=entry.user_id, entry_license=entry.entry_license,
            entry_attribution=entry.entry_attribution, version_id=max(1, entry.version),
            created_at=entry.created_at or self._now, updated_at=entry.updated_at or self._now,
        )  # fmt: skip
        event = {"from": entry.id, **({"left": _storable(entry.left)} if entry.left else {})}
        number = entry.id if self._keep_ids and entry.id else None
        address = key_of(entry.repository) if entry.repository else ""
        label = f"{entry.id if entry.id is not None else '-'} {entry.name}"
        return _Ready(label, entry, New(project, address, {}, (), event, number))

    def _fresh(self, some: Sequence[_Ready]) -> list[_Ready]:
        """Leave out what is there already, before it costs more work."""
        with self._database.reading() as session:
            there = _There(importing.alike(session, [each.new for each in some]))
        return [each for each in some if not there.has(each)]

    def _judged(self, ready: _Ready) -> _Ready:
        """Add the answers and what follows from them."""
        entry = ready.entry
        for each in entry.remarks:
            self._say(ready.label, each)
        standings = [self._standing(judge, entry, ready.label) for judge in self._judges]
        return replace(ready, new=replace(ready.new, sheet=self._sheet(entry), standings=standings))

    def _sheet(self, entry: Entry) -> dict[str, Any]:
        at = (entry.updated_at or self._now).isoformat()
        return {
            criterion: KeptAnswer(each, _rendered(each.justification), self._person.id, at).to_json()
            for criterion, each in entry.answers.items()
        }

    def _standing(self, judge: Judge, entry: Entry, label: str) -> dict[str, Any]:
        series = judge.series
        marks = pack(series, entry.answers)
        count = judge(marks)
        if series.id == series.family:  # an earlier version has no figures of its own in an entry
            for each in _differences(series, count, entry.given, entry.answers):
                self._say(label, each)
        return {
            "series": series.id, "series_version": series.version, "marks": marks, "level": count.level,
            "tiered_percentage": count.tiered_percentage, "percentages": dict(count.percentages),
            "times": _times(count, entry, self._now), "revision": 1, "updated_at": self._now, "kept_level": "",
            "kept_until": None,
        }  # fmt: skip

    # --- in it ---

    def _batch(self, ready: Sequence[_Ready], waiting: list[_Ready] | None) -> Imported:
        """Keep a batch; when somebody else brings one of its projects in at the same moment, try again."""
        for _ in range(_MOST_TRIES - 1):
            with suppress(IntegrityError):
                return self._keep(ready, waiting)
        return self._keep(ready, waiting)

    def _keep(self, ready: Sequence[_Ready], waiting: list[_Ready] | None) -> Imported:
        with self._database.writing() as session:
            there = _There(importing.alike(session, [each.new for each in ready]))
            wanted = (each.new.id for each in ready if each.new.id is not None)
            taken = importing.taken(session, wanted)
            new: list[New] = []
            later: list[_Ready] = []
            told: list[tuple[str, Message]] = []
            known = 0
            for each in ready:
                if there.has(each):
                    known += 1
                elif each.new.id in taken:
                    later.append(replace(each, new=replace(each.new, id=None)))
                    told.append((each.label, Message(_TAKEN.text, {"id": str(each.new.id)})))
                else:
                    holder = there.holder(each.new.address)
                    if holder is not None:
                        told.append((each.label, Message(_HELD.text, {"project": holder})))
                    new.append(replace(each.new, address="") if holder is not None else each.new)
                    there.add(each)
                    taken |= {each.new.id} if each.new.id is not None else set()
            if new:
                importing.keep(session, new, self._person, self._now)
                session.commit()
        for label, message in told:
            self._say(label, message)
        if waiting is not None:
            waiting += later
        return Imported(len(new), known)


class _There:
    """The projects that are there, or come in the same batch, by what an entry is recognized by."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._made: set[tuple[str, datetime]] = set()
        self._named: set[tuple[str, str]] = set()
        self._holders: dict[str, str] = {}
        for each in known:
            self._made.add((each.name, each.created_at))
            self._named.add((each.name, each.homepage_key))
            if each.address:
                self._holders[each.address] = f"{each.id} {each.name}"

    def has(self, ready: _Ready) -> bool:
        """Tell whether an entry is there: its name and moment of birth, or, without one, its address or homepage."""
        project = ready.new.project
        if ready.entry.created_at is not None:
            return (project["name"], project["created_at"]) in self._made
        if ready.new.address:
            return ready.new.address in self._holders
        return (project["name"], project["homepage_key"]) in self._named

    def holder(self, address: str) -> str | None:
        """Say which project has an address already."""
        return self._holders.get(address) if address else None

    def add(self, ready: _Ready) -> None:
        """Note that this one comes now."""
        project = ready.new.project
        self._made.add((project["name"], project["created_at"]))
        self._named.add((project["name"], project["homepage_key"]))
        if ready.new.address:
            self._holders.setdefault(ready.new.address, ready.label)


_TAKEN = Message("The number %(id)s belongs to another project here, so the entry gets a new one.")
_HELD = Message("Its address belongs to the project %(project)s already; a look-up by address leads there.")
_LESS = Message(
    "%(level)s was at %(there)s%% there and is at %(here)s%% here, because these are not enough: %(criteria)s."
)
_OTHER = Message("%(level)s was at %(there)s%% there and is at %(here)s%% here.")


def _differences(series: Series, count: Count, given: Mapping[str, int], answers: Answers) -> Iterator[Message]:
    """Say where a level is not as far here as there. Both judge the same answers, so somebody should know why."""
    for level, there in given.items():
        here = count.percentages.get(level)
        if here is None or here == there:
            continue
        values: dict[str, Value] = {"level": level, "here": here, "there": there}
        if there == 100:
            blockers = standing(series, answers).levels[level].blockers
            yield Message(_LESS.text, {**values, "criteria": tuple(each.criterion for each in blockers[:20])})
        else:
            yield Message(_OTHER.text, values)


def _times(count: Count, entry: Entry, now: datetime) -> dict[str, dict[str, str]]:
    """Give the times of levels as the entry has them; a level that is reached here has one in any case."""
    found = {level: {turn: at.isoformat() for turn, at in own.items()} for level, own in entry.times.items()}
    found = {level: own for level, own in found.items() if level in count.percentages}
    for level, share in count.percentages.items():
        own = found.get(level, {})
        reached = own.get("achieved", "") > own.get("lost", "")
        if share == 100 and not reached:
            own["achieved"] = (entry.updated_at or now).isoformat()
            own.setdefault("first_achieved", own["achieved"])
        elif share < 100 and reached:
            own["lost"] = now.isoformat()
        if own:
            found[level] = own
    return found


@lru_cache(maxsize=20_000)
def _remembered(text: str) -> str:
    return markup.render(text)


def _rendered(text: str) -> str:
    if not text:
        return ""
    return _remembered(text) if len(text) <= _OFTEN_WRITTEN else markup.render(text)


def _storable(value: Any) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Give the same without what no database takes: half characters, and the character 0."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_storable(each) for each in value]
    if isinstance(value, Mapping):
        return {_storable(str(key)): _storable(each) for key, each in value.items()}
    return value


@contextmanager
def _readable(database: Database) -> Iterator[None]:
    """Say in a sentence when the database cannot be used."""
    try:
        yield
    except SQLAlchemyError as error:
        raise UnreadableError(database.unusable(error)) from error
