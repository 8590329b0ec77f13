"""What is asked: the series with a search, each level with the whole text of its criteria, and each criterion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from badge.core.ceiling import needing
from badge.core.criteria import Category, Level, Series
from badge.core.naming import criterion_named
from badge.core.terms import briefly, people_needed
from badge.services.searching import LONGEST, Hit, Index
from badge.web import criterion, site
from badge.web.language import catalog, reader

blueprint = Blueprint("criteria", __name__)

_YES = {"1", "true", "yes", "on"}


@dataclass(frozen=True)
class Found:
    """The criteria of one level that have all the words of a search."""

    series: Series
    level: Level
    hits: tuple[Hit, ...]


@blueprint.get("/<locale>/criteria")
def index() -> str:
    """List the series and their levels, or what has the words of `q`."""
    query = " ".join(request.args.get("q", "")[:LONGEST].split())
    found = _by_level(_index().search(query))
    return render_template(
        "criteria/index.html",
        all_series=site().criteria.series,
        query=query,
        found=found,
        count=len({hit.criterion.id for each in found for hit in each.hits}),
        longest=LONGEST,
        tally=_tally,
        crowd=lambda level: needing(level, 1),
    )


@blueprint.get("/<locale>/criteria/<name>")
def page(name: str) -> str | Response:
    """Show a level, else a criterion; a former name, or another spelling, leads to the one address that it has."""
    criteria = site().criteria
    if found := criteria.level(name):
        return _level(*found)
    own = criterion_named(name, criteria)
    if own and own == name:
        return criterion.show(own)
    if renamed := criteria.formerly(name):
        query = request.query_string.decode("ascii", "ignore")
        return redirect(url_for("criteria.level", level=renamed[1].id) + (f"?{query}" if query else ""), 301)
    if not own:
        abort(404)
    return redirect(url_for("criteria.criterion", criterion=own), 301)


blueprint.add_url_rule("/<locale>/criteria/<level>", "level", build_only=True)
blueprint.add_url_rule("/<locale>/criteria/<criterion>", "criterion", build_only=True)


def _level(series: Series, level: Level) -> str:
    """Show the criteria of a level; `details` or `rationale` opens what is folded."""
    opened = any(request.args.get(name, "").lower() in _YES for name in ("details", "rationale"))
    groups = level.groups()
    return render_template(
        "criteria/level.html",
        series=series,
        level=level,
        groups=groups,
        one_section=sum(len(sections) for sections in groups.values()) == 1,
        below=_below(series, level),
        also=_also(series, level),
        tally=_tally(level),
        opened=opened,
        briefly=briefly,
        people_needed=people_needed,
    )


def _below(series: Series, level: Level) -> tuple[Level, ...]:
    """Give the lower levels whose criteria are needed too, the nearest first."""
    if not series.cumulative:
        return ()
    return tuple(reversed(series.levels[: series.levels.index(level)]))


def _also(series: Series, level: Level) -> dict[str, Level]:
    """Give the lowest other level of the series that asks for the same thing, for each id where there is one."""
    own = {each.id for each in level.criteria}
    found: dict[str, Level] = {}
    for other in series.levels:
        for each in other.criteria:
            if other is not level and each.id in own:
                found.setdefault(each.id, other)
    return found


def _tally(level: Level) -> list[tuple[Category, int]]:
    """Count the criteria that count, by category."""
    counts = [(each, sum(1 for one in level.criteria if one.active and one.category is each)) for each in Category]
    return [(category, count) for category, count in counts if count]


def _by_level(hits: Iterable[Hit]) -> list[Found]:
    grouped = [(own, tuple(each)) for own, each in groupby(hits, key=lambda hit: hit.criterion.level)]
    return [Found(*level, own_hits) for own, own_hits in grouped if (level := site().criteria.level(own))]


def _index() -> Index:
    """Give the index of the reader's language, made when somebody first searches in it."""
    known: dict[str, Index] = current_app.extensions.setdefault("badge.criteria.index", {})
    code = reader().code
    if code not in known:
        known[code] = Index(site().criteria, catalog())
    return known[code]
