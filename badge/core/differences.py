"""What a change of the criteria changes: for each level and criterion, in which way, as a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from badge.core.criteria import Criteria, Criterion, Flag, Level, Series
from badge.core.demands import demands
from badge.core.messages import Message
from badge.core.renaming import as_named


class Kind(StrEnum):
    """In which way something changed."""

    POSITION = "position"
    VERSION = "version"
    SERIES_ADDED = "series_added"
    SERIES_REMOVED = "series_removed"
    LEVEL_ADDED = "level_added"
    LEVEL_REMOVED = "level_removed"
    CUMULATIVE = "cumulative"
    ADDED = "added"
    RETIRED = "retired"
    STRICTER = "stricter"
    LOOSER = "looser"
    PEOPLE = "people"
    REWORDED = "reworded"


KINDS: Mapping[Kind, Message] = MappingProxyType(
    {
        Kind.POSITION: Message("Positions that moved, which must not be"),
        Kind.VERSION: Message("Versions"),
        Kind.SERIES_ADDED: Message("New series"),
        Kind.SERIES_REMOVED: Message("Series that are gone"),
        Kind.LEVEL_ADDED: Message("New levels"),
        Kind.LEVEL_REMOVED: Message("Levels that are gone"),
        Kind.CUMULATIVE: Message("How levels rest upon each other"),
        Kind.ADDED: Message("New criteria"),
        Kind.RETIRED: Message("Criteria that are asked no more"),
        Kind.STRICTER: Message("Stricter than before"),
        Kind.LOOSER: Message("Looser than before"),
        Kind.PEOPLE: Message("How many people are needed"),
        Kind.REWORDED: Message("Reworded"),
    }
)
"""The headings under which changes are listed, in the order in which they matter."""


@dataclass(frozen=True)
class Change:
    """One change. Level and criterion are empty where it is about the series as a whole."""

    kind: Kind
    series: str
    level: str
    criterion: str
    reason: Message
    fields: tuple[str, ...] = ()
    """The texts that differ."""


def differences(old: Criteria, new: Criteria) -> tuple[Change, ...]:
    """Compare all series of two folders, earlier versions too."""
    before = {each.id: each for each in (*old.series, *old.earlier)}
    after = {each.id: each for each in (*new.series, *new.earlier)}
    found: list[Change] = []
    for name in dict.fromkeys((*after, *before)):
        if name not in after:
            found.append(_series_gone(before[name]))
        elif name not in before:
            found.append(_series_new(after[name]))
        else:
            found += series_differences(before[name], after[name])
    return tuple(found)


def series_differences(before: Series, new: Series) -> tuple[Change, ...]:
    """Compare two versions of one series."""
    old = as_named(before, new)
    found = [
        *_renamed(before, old),
        *_positions(old, new),
        *_series(old, new),
        *_levels(old, new),
        *_moved(old, new),
        *(change for one, other in _pairs(old, new) for change in _criterion(one, other, new.id)),
    ]
    if old.version == new.version and any(each.kind in _COUNT for each in found):
        why = Message(
            "The version is still %(version)s. Give the change a version of its own.", {"version": new.version}
        )
        found.append(Change(Kind.VERSION, new.id, "", "", why))
    order = {name: number for number, name in enumerate(dict.fromkeys(["", *_level_ids(new), *_level_ids(old)]))}
    kinds = list(Kind)
    return tuple(sorted(found, key=lambda each: (kinds.index(each.kind), order.get(each.level, 0))))


_COUNT = {
    Kind.LEVEL_ADDED, Kind.LEVEL_REMOVED, Kind.CUMULATIVE, Kind.ADDED, Kind.RETIRED, Kind.STRICTER, Kind.LOOSER,
}  # fmt: skip


def _renamed(before: Series, old: Series) -> Iterator[Change]:
    for one, other in zip(before.levels, old.levels, strict=True):
        if one.id != other.id:
            why = Message("The level was named %(before)s. What was kept under that name goes on.", {"before": one.id})
            yield Change(Kind.REWORDED, old.id, other.id, "", why, ("id",))


def _series_new(series: Series) -> Change:
    if series.id != series.family:
        why = Message("The earlier version %(version)s is still judged.", {"version": series.version})
    else:
        why = Message("The series is new.")
    return Change(Kind.SERIES_ADDED, series.id, "", "", why)


def _series_gone(series: Series) -> Change:
    if series.id != series.family:
        why = Message("The earlier version %(version)s is judged no more.", {"version": series.version})
    else:
        why = Message("The series is gone. What is kept of it stays, and is not shown.")
    return Change(Kind.SERIES_REMOVED, series.id, "", "", why)


def moved_positions(old: Series, new: Series) -> tuple[str, ...]:
    """Name the ids whose place in the packed marks is another than it was; stored marks would be read wrongly."""
    return tuple(each for each, place in old.positions.items() if new.positions.get(each) != place)


def _positions(old: Series, new: Series) -> Iterator[Change]:
    for each in moved_positions(old, new):
        if each in new.positions:
            places = {"before": old.positions[each] + 1, "after": new.positions[each] + 1}
            why = Message("Its position was %(before)s and is %(after)s now. Put it back, and append new ids.", places)
        else:
            why = Message("Its position was taken away. Put it back: an id that is asked no more keeps its position.")
        yield Change(Kind.POSITION, new.id, "", each, why)


def _series(old: Series, new: Series) -> Iterator[Change]:
    if old.version != new.version:
        versions = {"before": old.version, "after": new.version}
        why = Message("The version was %(before)s and is %(after)s now.", versions)
        yield Change(Kind.VERSION, new.id, "", "", why)
    if old.cumulative and not new.cumulative:
        why = Message("Each level stands by itself now; before, a level counted only with all levels below it.")
        yield Change(Kind.CUMULATIVE, new.id, "", "", why)
    elif new.cumulative and not old.cumulative:
        why = Message("A level counts only with all levels below it now; before, each level stood by itself.")
        yield Change(Kind.CUMULATIVE, new.id, "", "", why)
    if fields := _differ(old, new, ("title", "label", "summary")):
        yield _reworded(new.id, "", "", fields)


def _levels(old: Series, new: Series) -> Iterator[Change]:
    for level in new.levels:
        if (before := old.level(level.id)) is None:
            yield Change(Kind.LEVEL_ADDED, new.id, level.id, "", Message("The level is new."))
            continue
        if fields := _differ(before, level, ("title", "summary", "color", "ink")):
            yield _reworded(new.id, level.id, "", fields)
        if before.requires != level.requires and level.requires:
            why = Message("The level needs the level %(below)s now.", {"below": level.requires})
            yield Change(Kind.STRICTER, new.id, level.id, level.requires_criterion, why)
        if before.requires != level.requires and before.requires:
            why = Message("The level does not need the level %(below)s any more.", {"below": before.requires})
            yield Change(Kind.LOOSER, new.id, level.id, before.requires_criterion, why)
        if set(_level_ids(old)) == set(_level_ids(new)) and _below(old, level.id) != _below(new, level.id):
            why = Message("The level stands at another place among the levels.")
            yield Change(Kind.CUMULATIVE, new.id, level.id, "", why)
    for level in old.levels:
        if new.level(level.id) is None:
            yield Change(Kind.LEVEL_REMOVED, new.id, level.id, "", Message("The level is gone."))


def _moved(old: Series, new: Series) -> Iterator[Change]:
    """Compare at which levels each id is asked."""
    before, after = _places(old), _places(new)
    for own in dict.fromkeys((*after, *before)):
        gone = [each for each in before.get(own, ()) if each not in after.get(own, ())]
        come = [each for each in after.get(own, ()) if each not in before.get(own, ())]
        if len(gone) == len(come) == 1:
            yield from _move(new, own, gone[0], come[0])
            continue
        for level in gone:
            yield Change(Kind.RETIRED, new.id, level, own, _gone(own, new, after))
        for level in come:
            yield Change(Kind.ADDED, new.id, level, own, _new(new.level(level), own, before))


def _gone(own: str, new: Series, after: Mapping[str, list[str]]) -> Message:
    if own in after:
        return Message("It is not asked at this level any more; other levels still ask for it.")
    if own in {each.id for each in new.retired}:
        return Message("It is asked no more. Old answers to it are kept and accepted.")
    return Message("It is asked no more. Old answers to it are kept, but not accepted from files: list it as retired.")


def _new(level: Level | None, own: str, before: Mapping[str, list[str]]) -> Message:
    asked = next((each for each in level.criteria if each.id == own), None) if level else None
    if asked and not asked.active:
        return Message("It is new and does not count yet.")
    if level and own == level.requires_criterion:
        return Message("It is new and is computed from the level %(below)s.", {"below": level.requires})
    if own in before:
        return Message("This level asks for it now too; the answer is the one that other levels judge.")
    return Message("It is new and counts from now on; nobody has answered it yet.")


def _move(new: Series, own: str, source: str, target: str) -> Iterator[Change]:
    """Say what a move means for each of both levels; a level that rests upon the other asks for it as before."""
    ids = _level_ids(new)
    upwards = source in ids and ids.index(source) < ids.index(target)
    levels = {"before": source, "after": target}
    why = Message("It was asked at the level %(before)s, and is asked at the level %(after)s now.", levels)
    if source in ids and (upwards or not new.cumulative):
        yield Change(Kind.LOOSER, new.id, source, own, why)
    if not upwards or not new.cumulative:
        yield Change(Kind.STRICTER, new.id, target, own, why)


def _pairs(old: Series, new: Series) -> Iterator[tuple[Criterion, Criterion]]:
    """Pair each criterion with what it was: at the same level, or at the one level from which it moved."""
    before = {(each.level, each.id): each for each in old.criteria()}
    after = {(each.level, each.id) for each in new.criteria()}
    for each in new.criteria():
        same = before.get((each.level, each.id))
        if same is None:
            moved = [one for key, one in before.items() if key[1] == each.id and key not in after]
            come = [key for key in after if key[1] == each.id and key not in before]
            same = moved[0] if len(moved) == len(come) == 1 else None
        if same is not None:
            yield same, each


def _criterion(old: Criterion, new: Criterion, series: str) -> Iterator[Change]:
    def change(kind: Kind, why: Message) -> Change:
        return Change(kind, series, new.level, new.id, why)

    for stricter, why in demands(old, new):
        yield change(Kind.STRICTER if stricter else Kind.LOOSER, why)
    if old.people != new.people:
        people = {"before": old.people, "after": new.people}
        why = Message("People who have to take part: %(before)s before, %(after)s now.", people)
        yield change(Kind.PEOPLE, why)
    if fields := _wording(old, new):
        yield _reworded(series, new.level, new.id, fields)


_SHOWN = (Flag.MET_SUPPRESS, Flag.UNMET_SUPPRESS, Flag.NA_SUPPRESS)


def _wording(old: Criterion, new: Criterion) -> tuple[str, ...]:
    """Name what readers see otherwise than before: texts, links, the place in the form, and fields that are shown."""
    before, after = dict(old.texts()), dict(new.texts())
    texts = [name for name in dict.fromkeys((*before, *after)) if before.get(name) != after.get(name)]
    shown = [str(flag) for flag in _SHOWN if (flag in old.flags) != (flag in new.flags)]
    return (*texts, *_differ(old, new, ("links", "group", "section", "original")), *shown)


def _differ(old: object, new: object, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if getattr(old, name) != getattr(new, name))


def _reworded(series: str, level: str, criterion: str, fields: tuple[str, ...]) -> Change:
    why = Message("These texts differ: %(fields)s.", {"fields": fields})
    return Change(Kind.REWORDED, series, level, criterion, why, fields)


def _level_ids(series: Series) -> list[str]:
    return [each.id for each in series.levels]


def _below(series: Series, level_id: str) -> list[str]:
    ids = _level_ids(series)
    return ids[: ids.index(level_id)]


def _places(series: Series) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in series.criteria():
        found.setdefault(each.id, []).append(each.level)
    return found
