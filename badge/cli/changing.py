"""`badge criteria diff` and `badge criteria apply`: what a change of the criteria does, and doing it.

The group takes both in; see badge/cli/criteria.py.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from badge.cli.command import argument, command, option
from badge.cli.speech import current, tell
from badge.core.errors import WrongUseError
from badge.core.messages import Message, Value, counted

if TYPE_CHECKING:
    from badge.core.criteria import Criteria
    from badge.core.differences import Change
    from badge.core.shifts import Shift

UNFIT, UNREADABLE = 1, 3
MOST_LINES = 200
"""Projects that are listed for a person; data holds all of them."""

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_EVERY_SECONDS = 2.0


@command(
    "diff",
    help=Message("Compare two versions of the criteria, and say which projects a change would touch."),
    details=(
        Message("Nothing is changed, neither criteria nor projects."),
        Message(
            "Ends with 0 when both were compared, 1 when positions moved, so that the new criteria cannot take the "
            "place of the old ones, 2 for wrong use, and 3 when criteria, answers or the database could not be read."
        ),
    ),
)
@argument("old", type=_FOLDER, metavar="OLD", help=Message("The folder with the criteria of today."))
@argument("new", type=_FOLDER, metavar="NEW", help=Message("The folder with the changed criteria."))
@option("--database", "url", metavar="URL", default="", help=Message("Compare the projects of this database."))
@option(
    "--answers", type=_FOLDER, metavar="FOLDER", default=None,
    help=Message("Compare the projects of a folder with one file of answers each, such as saved .json exports."),
)  # fmt: skip
@option("--json", "as_json", is_flag=True, help=Message("Write JSON, with every project."))
@click.pass_context
def diff(ctx: click.Context, old: Path, new: Path, url: str, answers: Path | None, as_json: bool) -> None:
    """Print what changed, and what that would do."""
    from badge.core.differences import Kind, differences

    if url and answers:
        raise WrongUseError(Message("Give a database or a folder of answers, but not both."))
    before, after = _criteria(old), _criteria(new)
    changes = differences(before, after)
    problems: list[Message] = []
    shifts: Iterable[Shift] | None = None
    if url or answers:
        shifts = _shifts(before, after, url, answers, problems)
    (_write if as_json else _tell)(changes, shifts)
    if problems:
        ctx.exit(UNREADABLE)
    if any(each.kind is Kind.POSITION for each in changes):
        ctx.exit(UNFIT)


def _criteria(folder: Path) -> Criteria:
    from badge.services.asking import load_criteria

    return load_criteria(folder.absolute())


def _shifts(
    before: Criteria, after: Criteria, url: str, answers: Path | None, problems: list[Message]
) -> Iterator[Shift]:
    from badge.services import changing

    def problem(message: Message) -> None:
        problems.append(message)
        tell(message, err=True)

    if answers:
        yield from changing.what_if_files(before, after, answers, problem, _progress(_FILES))
        return
    database = changing.open_database(url)
    try:
        yield from changing.what_if(before, after, database, _progress(_STANDINGS))
    finally:
        database.close()


def _tell(changes: Iterable[Change], shifts: Iterable[Shift] | None) -> None:
    """Write for a person: changes under headings, then projects, then how many."""
    from badge.core.differences import KINDS

    say, heading = current().say, None
    for each in changes:
        if each.kind is not heading:
            click.echo(("\n" if heading else "") + say(KINDS[each.kind]))
            heading = each.kind
        where = " · ".join(filter(None, (each.series, each.level, each.criterion)))
        click.echo("  " + say(Message("%(where)s: %(reason)s", {"where": where, "reason": each.reason})))
    if heading is None:
        tell(Message("The criteria are the same."))
    if shifts is None:
        return
    click.echo()
    gained: Counter[tuple[str, str]] = Counter()
    lost: Counter[tuple[str, str]] = Counter()
    number = 0
    for number, shift in enumerate(shifts, 1):
        gained.update((shift.series, level) for level in shift.gained)
        lost.update((shift.series, level) for level in shift.lost)
        if number <= MOST_LINES:
            tell(_sentence(shift))
    if number > MOST_LINES:
        tell(
            counted(
                "%(count)s more project is not listed here; --json lists all.",
                "%(count)s more projects are not listed here; --json lists all.",
                number - MOST_LINES,
            )
        )
    if number == 0:
        tell(Message("No project would gain or lose a level."))
    _tell_counts(gained, _would_gain)
    _tell_counts(lost, _would_lose)


def _sentence(shift: Shift) -> Message:
    project = f"{shift.project} {shift.name}".strip()
    values: dict[str, Value] = {
        "project": project, "series": shift.series, "gained": shift.gained, "lost": shift.lost,
    }  # fmt: skip
    if shift.gained and shift.lost:
        return Message("%(project)s, %(series)s: would gain %(gained)s and lose %(lost)s.", values)
    if shift.gained:
        return Message("%(project)s, %(series)s: would gain %(gained)s.", values)
    if shift.lost:
        return Message("%(project)s, %(series)s: would lose %(lost)s.", values)
    levels: dict[str, Value] = {"before": shift.before or "-", "after": shift.after or "-"}
    return Message("%(project)s, %(series)s: the level would be %(after)s, and is %(before)s.", values | levels)


def _would_gain(count: int, series: str, level: str) -> Message:
    return counted(
        "%(series)s, %(level)s: %(count)s project would gain it.",
        "%(series)s, %(level)s: %(count)s projects would gain it.",
        count, series=series, level=level,
    )  # fmt: skip


def _would_lose(count: int, series: str, level: str) -> Message:
    return counted(
        "%(series)s, %(level)s: %(count)s project would lose it.",
        "%(series)s, %(level)s: %(count)s projects would lose it.",
        count, series=series, level=level,
    )  # fmt: skip


def _gained(count: int, series: str, level: str) -> Message:
    return counted(
        "%(series)s, %(level)s: %(count)s project gained it.",
        "%(series)s, %(level)s: %(count)s projects gained it.",
        count, series=series, level=level,
    )  # fmt: skip


def _lost(count: int, series: str, level: str) -> Message:
    return counted(
        "%(series)s, %(level)s: %(count)s project lost it.",
        "%(series)s, %(level)s: %(count)s projects lost it.",
        count, series=series, level=level,
    )  # fmt: skip


def _tell_counts(levels: Counter[tuple[str, str]], sentence: Callable[[int, str, str], Message]) -> None:
    for (series, level), count in sorted(levels.items()):
        tell(sentence(count, series, level))


def _write(changes: Iterable[Change], shifts: Iterable[Shift] | None) -> None:
    """Write JSON, one change or project a line, so that a million of them need no memory."""
    click.echo('{"changes": [' + _lines(map(_change_data, changes)) + "\n]", nl=False)
    if shifts is not None:
        click.echo(', "projects": [', nl=False)
        for number, each in enumerate(shifts):
            click.echo(("," if number else "") + "\n" + _line(_shift_data(each)), nl=False)
        click.echo("\n]", nl=False)
    click.echo("}")


def _lines(found: Iterable[dict[str, Any]]) -> str:
    return ",".join(f"\n{_line(each)}" for each in found)


def _line(found: dict[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False)


def _change_data(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind, "series": change.series, "level": change.level, "criterion": change.criterion,
        "fields": change.fields, "reason": change.reason.to_json(), "text": current().say(change.reason),
    }  # fmt: skip


def _shift_data(shift: Shift) -> dict[str, Any]:
    return {
        "project": shift.project, "name": shift.name, "series": shift.series, "before": shift.before,
        "after": shift.after, "gained": shift.gained, "lost": shift.lost,
    }  # fmt: skip


@command(
    "apply",
    help=Message("Judge all projects by the criteria of today, and keep the result."),
    details=(
        Message(
            "Do it after a change of the criteria, when the server runs with them again. What is kept of answers is "
            "enough, so nobody has to answer anew. It can be stopped and started again at any time."
        ),
        Message(
            "A level that a project loses by this is shown on for the days of grace, and the project's page says so; "
            "its history names each level that was gained or lost."
        ),
        Message(
            "Ends with 0 when all is done, 2 for wrong use or when another apply is running on the database, and 3 "
            "when the criteria or the database could not be read."
        ),
    ),
)
@option(
    "--criteria", "folder", type=_FOLDER, default=None,
    help=Message("A folder with criteria. Without it, that of BADGE_CRITERIA, or those that come with badge."),
)  # fmt: skip
@option(
    "--grace", "days", type=click.IntRange(0, 3650), metavar="DAYS", default=30, show_default=True,
    help=Message("How many days a level that is lost is shown on."),
)  # fmt: skip
@option(
    "--database", "url", metavar="URL", default="",
    help=Message("The database. Without it, that of BADGE_DATABASE_URL, or the file in the data folder."),
)  # fmt: skip
def apply(folder: Path | None, days: int, url: str) -> None:
    """Recount, and say what was done."""
    from badge.cli.settings import read_settings
    from badge.services import changing
    from badge.services.asking import load_criteria

    settings = read_settings(os.environ)
    criteria = load_criteria(folder.absolute() if folder else settings.criteria)
    database = changing.open_database(url or settings.database_url)
    try:
        database.prepare()
        now = datetime.now(UTC)
        done = changing.apply(database, criteria, now, grace_days=days, progress=_progress(_STANDINGS))
    finally:
        database.close()
    tell(counted("%(count)s standing was judged.", "%(count)s standings were judged.", done.looked_at))
    tell(counted("%(count)s standing changed.", "%(count)s standings changed.", done.changed))
    _tell_counts(done.gained, _gained)
    _tell_counts(done.lost, _lost)
    if done.lost and days:
        tell(
            counted(
                "What was lost is shown on for %(count)s day.", "What was lost is shown on for %(count)s days.", days
            )
        )


# --- progress --------------------------------------------------------------------------------------------------------


_STANDINGS = Message("%(done)s of %(total)s standings")
_FILES = Message("%(done)s of %(total)s files")


def _progress(message: Message) -> Callable[[int, int], None]:
    """Say from time to time, to a person at a terminal, how far it is; logs and programs get nothing."""
    last = monotonic()

    def progress(done: int, total: int) -> None:
        nonlocal last
        if sys.stderr.isatty() and monotonic() - last >= _EVERY_SECONDS:
            last = monotonic()
            tell(Message(message.text, {"done": done, "total": total}), err=True)

    return progress
