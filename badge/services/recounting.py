"""Judging standings anew, page by page, each in short transactions; very many of them in several processes."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from badge.core.counting import Judge
from badge.core.criteria import Criteria
from badge.core.errors import UnreadableError
from badge.core.messages import Message
from badge.core.people import NOBODY
from badge.core.turning import by_criteria
from badge.storage import events, projects, recounting, standings
from badge.storage.database import Database

T = TypeVar("T")

MOST_HELD = 5_000
"""Rows that are written in one transaction, while their projects wait for it."""


@dataclass(frozen=True)
class Applied:
    """What was done. Levels are counted as (series, level)."""

    looked_at: int = 0
    changed: int = 0
    gained: Counter[tuple[str, str]] = field(default_factory=Counter)
    lost: Counter[tuple[str, str]] = field(default_factory=Counter)

    def and_(self, other: Applied) -> Applied:
        """Add two up."""
        return Applied(
            self.looked_at + other.looked_at,
            self.changed + other.changed,
            self.gained + other.gained,
            self.lost + other.lost,
        )


@dataclass(frozen=True)
class Task:
    """What a run goes by: criteria, clock, days of grace, and which projects: those after `first`, up to `last`."""

    criteria: Criteria
    now: datetime
    days: int
    first: int = 0
    last: int = recounting.LAST


def recount(database: Database, task: Task) -> Iterator[Applied]:
    """Do it, and tell after each page what was done in it."""
    judges = {each.id: Judge(each) for each in (*task.criteria.series, *task.criteria.earlier)}
    after = (task.first, "~")  # behind every series of the project `first`: an id begins with a small letter
    while page := _rows(database, task, after):
        after = (page[-1][0], page[-1][1])
        yield _settle(database, task, judges, page)


def _rows(database: Database, task: Task, after: recounting.Key) -> Sequence[recounting.Found]:
    with database.reading() as session:
        return recounting.rows(session, task.now, after, task.last)


def _settle(database: Database, task: Task, judges: Mapping[str, Judge], page: Sequence[recounting.Found]) -> Applied:
    """Keep what changed in a page, in portions; a page without a change is not written at all.

    Rows that would change are read once more while their projects are held, so that a save in between is not lost.
    """
    differing: dict[str, list[int]] = {}
    outdated: dict[tuple[str, int], list[int]] = {}
    for number, series, marks, version, revision, level, tiered, text, over in page:
        judge = judges.get(series)
        if judge is None:
            continue  # a series that was taken away: what is kept of it stays
        count = judge(marks)
        same = count.level == level and count.tiered_percentage == tiered and not over
        if not same or (count.text != text and count.percentages != json.loads(text)):
            differing.setdefault(series, []).append(number)
        elif version != judge.series.version:
            outdated.setdefault((series, revision), []).append(number)
    done = Applied(len(page))
    for series, some in _portions(differing):
        with database.writing() as session:
            done = done.and_(_rewrite(session, task, judges[series], some))
            session.commit()
    for (series, revision), some in _portions(outdated):
        with database.writing() as session:
            standings.stamp(session, judges[series].series, some, revision)
            session.commit()
    return done


def _portions(found: Mapping[T, list[int]]) -> Iterator[tuple[T, list[int]]]:
    """Cut what is to be written so that others wait for a fraction of a second only."""
    for key, numbers in found.items():
        for first in range(0, len(numbers), MOST_HELD):
            yield key, numbers[first : first + MOST_HELD]


def _rewrite(session: Session, task: Task, judge: Judge, numbers: list[int]) -> Applied:
    series, new, told = judge.series, [], []
    projects.hold_all(session, numbers)
    gained: Counter[tuple[str, str]] = Counter()
    lost: Counter[tuple[str, str]] = Counter()
    for row in standings.some(session, series.id, numbers):
        count = judge(row.marks)
        if row.count == count and not (row.kept_level and not row.grace.holds(task.now)):
            continue  # somebody else has just judged it by the same criteria
        found = by_criteria(series, row.count, count, row.times, row.grace, task.now, task.days)
        new.append((row.project_id, count, found))
        for turn in found.turns if series.id == series.family else ():  # an earlier version makes no events
            (gained if turn.reached else lost)[series.id, turn.level] += 1
            told.append(events.New(row.project_id, turn.kind, turn.what(series)))
    standings.rewrite(session, series, new, task.now)
    events.add_all(session, told, NOBODY, task.now)
    return Applied(0, len(new), gained, lost)


# --- several processes -----------------------------------------------------------------------------------------------


def recount_together(database: Database, tasks: Sequence[Task]) -> Iterator[Applied]:
    """Do several tasks at once, each in a process of its own; tell after each page what was done in it."""
    context = get_context("spawn")  # a copy of this process would share its open connections
    url = database.url.render_as_string(hide_password=False)
    processes, ends = [], []
    try:
        for task in tasks:
            mine, theirs = context.Pipe(duplex=False)
            processes.append(context.Process(target=_work, args=(theirs, os.getpid(), url, task), daemon=True))
            processes[-1].start()
            theirs.close()
            ends.append(mine)
        while ends:
            for end in connection.wait(ends):
                assert isinstance(end, Connection)
                if (found := _received(end)) is None:
                    ends.remove(end)
                else:
                    yield found
    finally:
        for process in processes:
            process.terminate()
            process.join()


def _received(end: Connection) -> Applied | None:
    """Take what a process tells: a page, None when it has done all, or the error that ended it."""
    try:
        found: Applied | Message | None = end.recv()
    except EOFError as error:
        raise UnreadableError(
            Message("A part of the work ended early. Start it again: what is done stays done.")
        ) from error
    if isinstance(found, Message):
        raise UnreadableError(found)
    return found


def _work(end: Connection, parent: int, url: str, task: Task) -> None:
    """Do one task in a process of its own, as long as the one that began it lives."""
    database = Database(url)
    with suppress(BrokenPipeError):
        try:
            for done in recount(database, task):
                if os.getppid() != parent:
                    return
                end.send(done)
            end.send(None)
        except SQLAlchemyError as error:
            end.send(database.unusable(error))
