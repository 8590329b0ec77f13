"""Changing the criteria: what a change would do to projects, and bringing all standings up to date after one."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from badge.config import DATABASES
from badge.core.criteria import Criteria
from badge.core.differences import moved_positions
from badge.core.errors import UnreadableError, WrongUseError
from badge.core.grace import DAYS
from badge.core.marks import pack
from badge.core.messages import Message
from badge.core.scoring import standing
from badge.core.shifts import Comparison, Shift
from badge.services.recounting import Applied, Task, recount, recount_together
from badge.sources.declared import declared_in
from badge.storage import answers, projects, recounting, standings
from badge.storage.database import Database

Progress = Callable[[int, int], None]
"""Told how many standings are done, and of how many."""

LARGEST = 8 * 2**20
"""Bytes that a file of answers may have; the longest reason for every criterion fits in."""

MANY = 300_000
"""Standings from which on it pays to start processes, which takes a second or two."""

MOST_PROCESSES = 4

_EARLIER_PAGE = 50_000
_NEW_PAGE = 500


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""


def open_database(url: str, *, there: bool = True) -> Database:
    """Open a database; one that is `there`, where nobody wants to compare or recount one that was made just now."""
    kind, separator, _ = url.partition("://")
    if not separator or kind.partition("+")[0] not in DATABASES:
        raise WrongUseError(Message("The address of a database begins with sqlite:/// or postgresql://."))
    try:
        database = Database(url)
    except (SQLAlchemyError, ValueError, ImportError) as error:  # a port that is no number, a driver that is not there
        raise WrongUseError(
            Message("The address of the database cannot be used. Look at its parts, and that its driver is installed.")
        ) from error
    if there and database.sqlite and database.url.database and not Path(database.url.database).is_file():
        raise UnreadableError(Message("There is no database %(path)s.", {"path": database.url.database}))
    return database


# --- what a change would do ------------------------------------------------------------------------------------------


def what_if(old: Criteria, new: Criteria, database: Database, progress: Progress = _silent) -> Iterator[Shift]:
    """Tell which projects of a database would gain or lose a level. It is only read, page by page."""
    compared, after, done = Comparison(old, new), recounting.START, 0
    try:
        with database.reading() as session:
            total = recounting.total(session)
        while page := _marks(database, after):
            after, done = (page[-1][0], page[-1][1]), done + len(page)
            shifts = [each for number, series, marks in page if (each := compared.of_marks(series, marks, str(number)))]
            with database.reading() as session:
                names = projects.names(session, {int(each.project) for each in shifts})
            yield from (replace(each, name=names.get(int(each.project), "")) for each in shifts)
            progress(done, total)
    except SQLAlchemyError as error:
        raise UnreadableError(database.unusable(error)) from error


def _marks(database: Database, after: recounting.Key) -> Sequence[recounting.Found]:
    with database.reading() as session:
        return recounting.marks(session, after)


def what_if_files(
    old: Criteria, new: Criteria, folder: Path, problem: Callable[[Message], None], progress: Progress = _silent
) -> Iterator[Shift]:
    """Tell the same of a folder with a file of answers for each project, as repositories and exports hold them.

    A file that cannot be read is left out, and `problem` is told why.
    """
    compared = Comparison(old, new)
    known = frozenset(
        name for criteria in (old, new) for each in (*criteria.series, *criteria.earlier)
        for name in (*each.positions, *(one.id for one in each.retired))
    )  # fmt: skip
    files = sorted(each for each in folder.rglob("*.json") if each.is_file())
    if not files:
        raise UnreadableError(
            Message("There is no file of answers in %(path)s. Such a file ends in .json.", {"path": str(folder)})
        )
    for done, path in enumerate(files, 1):
        try:
            document = _document(path)
        except UnreadableError as error:
            problem(error.message)
        else:
            given, _ = declared_in(document, known, str(path))
            project, name = _named(document, path)
            yield from compared.of_answers(given, project, name)
        progress(done, len(files))


def _document(path: Path) -> Mapping[str, Any]:
    where = {"path": str(path)}
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableError(Message("%(path)s is too large to be read as answers.", where))
        found = json.loads(path.read_bytes())
    except OSError as error:
        raise UnreadableError(Message("%(path)s could not be read.", where)) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError(
            Message("%(path)s is not valid JSON, so its answers were not read. Mend it.", where)
        ) from error
    if not isinstance(found, dict) or not any(key.endswith("_status") for key in found):
        raise UnreadableError(Message("%(path)s has to hold a JSON object with keys like NAME_status.", where))
    return found


def _named(document: Mapping[str, Any], path: Path) -> tuple[str, str]:
    """Give what a file says of itself; else its own name, or its folder's where all such files have one name."""
    stem = path.parent.name if path.stem in {".bestpractices", "bestpractices"} else path.stem
    number, name = document.get("id"), document.get("name")
    project = str(number) if isinstance(number, int | str) and number else stem
    return project, name if isinstance(name, str) else ""


# --- doing it --------------------------------------------------------------------------------------------------------


def apply(
    database: Database, criteria: Criteria, now: datetime, *, grace_days: int = DAYS, progress: Progress = _silent,
    processes: int = 0,
) -> Applied:  # fmt: skip
    """Judge all standings by the criteria of today, earlier versions too, and keep what changed.

    It goes on in the order of projects and commits by itself after each portion, for no door could hold a
    million rows in one transaction. When it is killed, the next run finds what is done and does the rest; when nothing
    is left to do, it changes nothing. Where there are many standings, several processes share them (`processes`; 0
    means as many as pay). One run at a time: a second one is refused (`Database.alone`), and would do no harm if it
    were not. People may save meanwhile: a project is held while its rows are read once more, judged and written.

    A server that still runs with the former criteria would go on judging by them, so restart it first.
    """
    _must_fit(criteria)
    try:
        with database.alone("recount") as alone:
            if not alone:
                raise WrongUseError(
                    Message("Criteria are being applied to this database already. Wait until that has ended.")
                )
            _open_new(database, criteria, now)
            _open_earlier(database, criteria)
            return _apply(database, Task(criteria, now, grace_days), progress, processes)
    except SQLAlchemyError as error:
        raise UnreadableError(database.unusable(error)) from error


def _apply(database: Database, task: Task, progress: Progress, processes: int) -> Applied:
    with database.reading() as session:
        total, last = recounting.total(session), recounting.last_project(session)
    share = processes or (min(MOST_PROCESSES, len(os.sched_getaffinity(0))) if total >= MANY else 1)
    bounds = [last * number // share for number in range(share)]
    tasks = [replace(task, first=first, last=upto) for first, upto in pairwise([*bounds, recounting.LAST])]
    done = Applied()
    for each in recount_together(database, tasks) if share > 1 else recount(database, tasks[0]):
        done = done.and_(each)
        progress(done.looked_at, total)
    return done


def _must_fit(criteria: Criteria) -> None:
    """Refuse criteria whose versions disagree about positions: stored marks would be read wrongly."""
    for old in criteria.earlier:
        present = criteria.versions(old.family)[-1]
        if moved := moved_positions(old, present):
            raise WrongUseError(
                Message(
                    "In the series %(series)s, these ids have another position than in version %(version)s: %(ids)s. "
                    "Positions are append-only: put them back, and append new ids.",
                    {"series": present.id, "version": old.version, "ids": moved[:20]},
                )
            )


def _open_new(database: Database, criteria: Criteria, now: datetime) -> None:
    """Give every project a standing in a series that is new, from the answers that it has given already."""
    for series in criteria.series:
        after = 0
        while True:
            with database.writing() as session:
                numbers = recounting.without(session, series.id, after, _NEW_PAGE)
                for number in numbers:
                    given = {name: each.answer for name, each in answers.sheet(session, number).items()}
                    standings.write(session, number, series, standing(series, given), pack(series, given), now)
                session.commit()
            if not numbers:
                break
            after = numbers[-1]


def _open_earlier(database: Database, criteria: Criteria) -> None:
    with database.reading() as session:
        last = recounting.last_project(session) if criteria.earlier else 0
    for series in criteria.earlier:
        for first in range(0, last, _EARLIER_PAGE):
            with database.writing() as session:
                recounting.open_earlier(session, series, first, first + _EARLIER_PAGE)
                session.commit()
