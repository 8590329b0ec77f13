"""The figures of each day as data: all of them as a table, and as series for charts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from flask import Blueprint, Response, abort

from badge.api.answering import data, finished, parts, problem
from badge.api.tables import table
from badge.api.without_language import TAG
from badge.core.messages import Message
from badge.i18n import ENGLISH, Catalog, say
from badge.i18n.criteria import level_text
from badge.services import figures
from badge.services.figures import BOUNDS, TOTAL, key

blueprint = Blueprint("statistics", __name__)

Days = Sequence[tuple[date, Mapping[str, int]]]
Line = tuple[str, dict[str, float]]

_AVERAGED = 7


@blueprint.get("/project_stats.json")
@blueprint.get("/<tag>/project_stats.json")
def as_json(tag: str = "en") -> Response:
    """Give the figures of every day."""
    return data(_rows(_days(tag)))


@blueprint.get("/project_stats.csv")
@blueprint.get("/<tag>/project_stats.csv")
def as_csv(tag: str = "en") -> Response:
    """Give the same as a table."""
    rows = _rows(_days(tag))
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    answer = finished(table(columns, rows), "text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="project_stats.csv"'
    return answer


@blueprint.get("/project_stats/<name>.json")
@blueprint.get("/<tag>/project_stats/<name>.json")
def series(name: str, tag: str = "en") -> Response:
    """Give one series; the names of its lines are in the language of the address."""
    found = _days(tag)
    if name == "total_projects":  # the only one that is a single line
        return data(_line(found, lambda day: day.get(TOTAL)))
    language = parts().shelf.by_path(tag)
    lines = _every(parts().shelf.catalog(language.code) if language else ENGLISH).get(name)
    if lines is None:
        return problem(404, "There are no such statistics.")
    return data([{"name": each, "data": points} for each, points in lines(found)])


def _every(catalog: Catalog) -> dict[str, Callable[[Days], list[Line]]]:
    """Give every series by its name; those of single levels are named like the levels of the first series."""
    first = parts().criteria.series[0]
    titles = {level.id: level_text(first, level, "title", catalog) for level in first.levels}
    full = {level.id: key(first, level, 100, first=True) for level in first.levels}
    above = [level.id for level in first.levels[1:]]

    def shares(number: int, bounds: Sequence[int]) -> Callable[[Days], list[Line]]:
        own = {f">={bound}%": key(first, first.levels[number], bound, first=True) for bound in bounds}
        return lambda days: [(name, _figure(days, each)) for name, each in own.items()]

    def earned(days: Days) -> list[Line]:
        return [(titles[level], _figure(days, full[level])) for level in above]

    def earning(days: Days) -> list[Line]:
        return [(titles[level], _shares(days, own)) for level, own in full.items()]

    together = {"_and_".join(above): earned} if len(above) > 1 else {}
    return {
        "nontrivial_projects": shares(0, BOUNDS),
        **{level: shares(number, BOUNDS[1:]) for number, level in enumerate(above, 1)},
        **together,
        "percent_earning": earning,
        "activity_30": _named(_ACTIVITY, catalog),
        "daily_activity": lambda days: _daily(days, catalog),
        "reminders": _named(_REMINDERS, catalog),
        "user_statistics": _named(_USERS, catalog, {f"users_with_{one}_projects": titles[one] for one in titles}),
    }


_ACTIVITY = {
    "active_projects": Message("Projects changed in the last 30 days"),
    "active_in_progress": Message("Of these, still in progress"),
    "active_edited_projects": Message("Projects changed in the last 30 days, and more than once ever"),
    "active_edited_in_progress": Message("Of those, still in progress"),
}
_DAILY = {
    "created_since_yesterday": (Message("New projects"), Message("New projects, average of 7 days")),
    "updated_since_yesterday": (Message("Changed projects"), Message("Changed projects, average of 7 days")),
}
_REMINDERS = {
    "reminders_sent": Message("Reminders sent"),
    "reactivated_after_reminder": Message("Projects changed after a reminder"),
}
_USERS = {
    "users": Message("Owners of projects"),
    "users_with_multiple_projects": Message("Owners of several projects"),
}
_OWNERS_AT = Message("Owners of projects at the level %(level)s")


def _named(
    names: Mapping[str, Message], catalog: Catalog, levels: Mapping[str, str] | None = None
) -> Callable[[Days], list[Line]]:
    said = {own: say(message, catalog) for own, message in names.items()}
    for own, title in (levels or {}).items():
        said[own] = say(Message(_OWNERS_AT.text, {"level": title}), catalog)
    return lambda days: [(name, _figure(days, own)) for own, name in said.items()]


def _daily(days: Days, catalog: Catalog) -> list[Line]:
    """Give what happened each day, and the average of a week up to each day."""
    found = []
    for own, (name, average) in _DAILY.items():
        points = _figure(days, own)
        found.append((say(name, catalog), points))
        stamps, numbers = list(points), list(points.values())
        ends = range(_AVERAGED, len(numbers) + 1)
        smooth = {stamps[end - 1]: sum(numbers[end - _AVERAGED : end]) / _AVERAGED for end in ends}
        found.append((say(average, catalog), smooth))
    return found


def _shares(days: Days, name: str) -> dict[str, float]:
    """Give which share of all projects has this figure, in per cent."""
    return _line(days, lambda day: round(100 * day[name] / (day.get(TOTAL) or 1), 2) if name in day else None)


def _figure(days: Days, name: str) -> dict[str, float]:
    return _line(days, lambda day: day.get(name))


def _line(days: Days, value: Callable[[Mapping[str, int]], float | None]) -> dict[str, float]:
    """Give the points of a line; a day on which nobody counted has none."""
    points = ((_stamp(day), value(counts)) for day, counts in days)
    return {stamp: number for stamp, number in points if number is not None}


def _rows(days: Days) -> list[dict[str, Any]]:
    return [
        {"id": number, "created_at": _stamp(day), "updated_at": _stamp(day), **counts}
        for number, (day, counts) in enumerate(days, 1)
    ]


def _stamp(day: date) -> str:
    return f"{day.isoformat()}T00:00:00.000Z"


def _days(tag: str) -> Days:
    if not TAG.fullmatch(tag):
        abort(404)
    with parts().database.reading() as session:
        return figures.table(session, parts().criteria, parts().clock())
