"""The list of projects as a page: a form that asks, what was found, and the ways on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import render_template, request, url_for
from sqlalchemy.orm import Session

from badge.core.facets import FORGE, LANGUAGE, LICENSE
from badge.core.messages import Message, Value, counted
from badge.core.projects import Project
from badge.core.selection import Selection
from badge.i18n import date
from badge.i18n.criteria import level_text, series_text
from badge.services import filtering
from badge.services.filtering import NONE, Wish
from badge.storage import listed, projects, selecting, sizes, standings, tallies
from badge.storage.sizes import How, Size
from badge.storage.tallies import Counts, Kind
from badge.web import site
from badge.web.ladders import Ladder, ladders
from badge.web.language import catalog, reader

PAGE = 25
USUAL = "-updated_at"
_OFFERED = 40
_PLACES = ("after", "before", "page")
_FIELDS = ("q", "language", "license", "forge", "owner", "since", "verified", "gteq", "lteq", *_PLACES)
_BESIDE = ("pq", "url", "ids", "status")
"""What an address can ask for that has no field: it goes along when the form is sent."""

ORDERS = {
    "-updated_at": Message("Last changed first"),
    "-tiered_percentage": Message("Furthest first"),
    "tiered_percentage": Message("Least far first"),
    "-verified": Message("Most verified first"),
    "-created_at": Message("Newest first"),
    "name": Message("By name"),
    "id": Message("Oldest first"),
}


@dataclass(frozen=True)
class Row:
    """A project in the list."""

    project: Project
    ladders: Sequence[Ladder]
    verified: int
    answered: int


@dataclass(frozen=True)
class Chip:
    """Something that is asked for, and the address of the list without it."""

    text: Message
    without: str


@dataclass(frozen=True)
class Found:
    """A page of the list: its rows, how long the list is, and the addresses of the pages beside it."""

    rows: Sequence[Row] = ()
    size: Message | None = None
    before: str = ""
    after: str = ""
    any: bool = True
    """There is at least one project at all."""


def page() -> tuple[str, int]:
    """Draw the list that the address asks for; what cannot be read is said at its field, and nothing is listed."""
    wish = filtering.wish_of(request.args, request.args.getlist("level"), site().criteria, USUAL, strict=True)
    with site().database.reading() as session:
        counts = tallies.counts(session)
        found = Found() if wish.wrong else _found(session, wish.selection, counts)
    text = render_template(
        "projects/index.html",
        wish=wish,
        found=found,
        chips=list(_chips(wish)),
        orders=ORDERS,
        order=filtering.order_of(wish.selection),
        asked={name: request.args.get(name, "") for name in _FIELDS},
        asked_levels=request.args.getlist("level"),
        beside=[pair for pair in _pairs() if pair[0] in _BESIDE],
        levels=_level_choices(),
        offered=_offered(counts.kinds),
        most=100 * len(site().criteria.series[0].levels),
        scale=site().criteria.series[0].levels,
        longest=filtering.LONGEST,
        open=_has_filters(wish),
        data=urlencode([pair for pair in _pairs() if pair[0] != "before"]),
    )
    return text, 400 if wish.wrong else 200


def _found(session: Session, wanted: Selection, counts: Counts) -> Found:
    series, now = site().criteria.series[0], site().clock()
    places = selecting.places(session, wanted, series, PAGE + 1, now)
    more = len(places) > PAGE
    shown = places[-PAGE:] if wanted.before else places[:PAGE]
    size = sizes.size(session, wanted, series, counts, now)
    earlier = more if wanted.before else bool(wanted.after or wanted.page > 1)
    later = bool(wanted.before) or more
    keyed = wanted.order in selecting.KEYED
    return Found(
        rows(session, [each.id for each in shown]),
        _sentence(size),
        _address(before=filtering.written(shown[0])) if shown and earlier and keyed else "",
        _address(after=filtering.written(shown[-1])) if shown and later and keyed else "",
        any=bool(shown) or not wanted.everything or size.number > 0,
    )


def rows(session: Session, ids: Sequence[int]) -> list[Row]:
    """Read what is shown of some projects."""
    known, proofs = standings.of_projects(session, ids), listed.proofs(session, ids)
    return [
        Row(each, ladders(site().criteria, known.get(each.id, {}), site().clock()), *proofs.get(each.id, (0, 0)))
        for each in projects.find_all(session, ids)
    ]


def _sentence(size: Size) -> Message:
    if size.how is How.EXACTLY:
        return counted("%(count)s project", "%(count)s projects", size.number)
    if size.how is How.ABOUT:
        return Message("About %(number)s projects", {"number": size.number})
    return Message("More than %(number)s projects", {"number": size.number})


# --- the form --------------------------------------------------------------------------------------------------------


def _level_choices() -> list[tuple[str, list[tuple[str, Message]]]]:
    """Give for each series its name, and what can be asked of its levels."""
    found = []
    for series in site().criteria.series:
        choices = [(f"{NONE}{series.id}", Message("None yet"))]
        for level in series.levels:
            name = level_text(series, level, "title", catalog())
            top = level is series.levels[-1]
            values: dict[str, Value] = {"level": name}
            choices.append((level.id, Message("%(level)s", values) if top else Message("%(level)s or higher", values)))
        found.append((series_text(series, "title", catalog()), choices))
    return found


def _offered(kinds: Sequence[Kind]) -> Mapping[str, list[Kind]]:
    return {kind: [each for each in kinds if each.facet.kind == kind][:_OFFERED] for kind in (LANGUAGE, LICENSE, FORGE)}


def _has_filters(wish: Wish) -> bool:
    plain = {"q", "sort", "sort_direction", *_PLACES}
    return any(name not in plain and value for name, value in _pairs()) or bool(wish.wrong.keys() - {"q", *_PLACES})


# --- what is asked for, and how to ask otherwise ---------------------------------------------------------------------


def _pairs() -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.args.items(multi=True) if value.strip()]


def _address(**changes: str) -> str:
    asked = [pair for pair in _pairs() if pair[0] not in {*_PLACES, *changes}]
    return f"{url_for('projects.index')}?{urlencode([*asked, *changes.items()])}"


def _without(name: str, value: str) -> str:
    asked = [pair for pair in _pairs() if pair[0] not in _PLACES and pair != (name, value)]
    return url_for("projects.index") + (f"?{urlencode(asked)}" if asked else "")


_CHIPS = {
    "q": Message("Words: %(value)s"),
    "pq": Message("Begins with: %(value)s"),
    "url": Message("Address: %(value)s"),
    "ids": Message("Numbers: %(value)s"),
    "gteq": Message("At least %(value)s%%"),
    "lteq": Message("At most %(value)s%%"),
    "status": Message("Level: %(value)s"),
    "language": Message("Language: %(value)s"),
    "license": Message("Licence: %(value)s"),
    "forge": Message("Forge: %(value)s"),
    "owner": Message("Owner: %(value)s"),
    "verified": Message("At least %(value)s%% verified"),
}


def _chips(wish: Wish) -> Iterator[Chip]:
    for name, value in _pairs():
        if name in wish.wrong:
            continue
        if name in _CHIPS:
            yield Chip(Message(_CHIPS[name].text, {"value": value[:80]}), _without(name, value))
        elif name == "level":
            yield Chip(_level_words(value), _without(name, value))
        elif name == "since" and wish.selection.changed_since:
            day = date(wish.selection.changed_since.date(), reader().code)
            yield Chip(Message("Changed since %(day)s", {"day": day}), _without(name, value))


def _level_words(value: str) -> Message:
    for series, choices in _level_choices():
        for name, text in choices:
            if name == value:
                return Message("%(series)s: %(choice)s", {"series": series, "choice": text})
    return Message(_CHIPS["status"].text, {"value": value[:80]})
