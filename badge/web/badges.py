"""Showing the badge elsewhere: a form for how it looks, the badge itself, and what to paste for it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from flask import Blueprint, current_app, render_template, request

from badge.core.criteria import Series
from badge.core.messages import Message, Value
from badge.core.projects import Project
from badge.i18n.languages import language
from badge.services.picturing import Shown, picture, showing
from badge.services.proof import Proofs
from badge.services.wishes import LONGEST_LABEL, USUAL, Wishes, query_of, slips_of, wishes_of
from badge.storage import projects, standings
from badge.svg import STYLES, raster
from badge.web import site
from badge.web.language import reader, told
from badge.web.snippets import Piece, every_snippet

blueprint = Blueprint("badges", __name__)

THEMES: Mapping[str, Message] = {
    "light": Message("Light pages"),
    "dark": Message("Dark pages"),
    "auto": Message("Whichever the reader has"),
}


@dataclass(frozen=True)
class Places:
    """Where the badge of a series is, and the page that it leads to; the first one's are those that everybody knows."""

    image: str
    page: str

    def form(self, end: str, wishes: Wishes = USUAL) -> str:
        """Give the address of another form of the badge, or of the image itself."""
        query = query_of(wishes)
        return f"{self.image}{end}{'?' if query else ''}{query}"


@dataclass(frozen=True)
class Address:
    """The address of a form of the badge, and what it is for."""

    id: str
    name: Message
    text: str


@blueprint.get("/<locale>/projects/<int:project_id>/badges")
def show(project_id: int) -> tuple[str, int]:
    """Show the badge as the address wants it; what cannot be read is said, and the rest is shown."""
    wrong = slips_of(request.args, site().criteria, site().shelf)
    wishes = wishes_of(request.args, site().criteria, site().shelf)
    series = next((each for each in site().criteria.series if each.id == wishes.series), site().criteria.series[0])
    project, shown = _read(project_id, series)
    places = places_of(f"{base()}/projects/{project_id}", series)
    here = places_of(f"{request.root_path}/projects/{project_id}", series)
    text = render_template(
        "projects/badges.html",
        project=project,
        series=series,
        all_series=site().criteria.series,
        wishes=wishes,
        lang=language(wishes.lang),
        wrong=wrong,
        label=request.args.get("label", "")[: 2 * LONGEST_LABEL],
        longest=LONGEST_LABEL,
        words=_words(series, shown, wishes),
        image=here.form("", wishes),
        styles={name: here.form("", replace(wishes, style=name)) for name in STYLES},
        themes=THEMES,
        snippets=every_snippet(_piece(project, series, places, wishes)),
        addresses=list(_addresses(places, wishes)),
        command=_command(series, wishes),
    )
    return text, 400 if wrong else 200


def base() -> str:
    """Give the beginning of the addresses that are shared."""
    return site().settings.public_url or request.url_root.rstrip("/")


def places_of(address: str, series: Series) -> Places:
    """Say where a series of the project at this address is."""
    first = series is site().criteria.series[0]
    page = address if first else f"{address}/{series.levels[0].id}"
    return Places(f"{address}/{'badge' if first else series.id}", page)


def _read(project_id: int, series: Series) -> tuple[Project, Shown]:
    proofs: Proofs = current_app.extensions.setdefault("badge.proofs", Proofs(site().criteria))
    with site().database.reading() as session:
        project = projects.find(session, project_id)
        standing = standings.of_project(session, project_id).get(series.id)
        proof = proofs.of(session, project_id).get(series.id)
    return project, showing(project, standing, series, proof, site().clock())


def _words(series: Series, shown: Shown, wishes: Wishes) -> str:
    """Say what is on the badge in the reader's language, whatever that of the badge is."""
    drawn = picture(series, shown, replace(wishes, lang=reader().code), site().shelf)
    return f"{drawn.label}: {drawn.message}"


def _piece(project: Project, series: Series, places: Places, wishes: Wishes) -> Piece:
    """Put together what a snippet holds; its words stay where they are pasted for years, so they name no level."""
    values: dict[str, Value] = {"label": wishes.label or series.label, "project": project.name}
    alt = told(Message("%(label)s: the level of %(project)s", values))
    light = wishes if wishes.theme == "auto" else replace(wishes, theme="light")
    dark = "" if wishes.theme == "auto" else places.form("", replace(light, theme="dark"))
    return Piece(places.form("", wishes), places.page, alt, STYLES[wishes.style].height, dark, places.form("", light))


def _addresses(places: Places, wishes: Wishes) -> Iterator[Address]:
    yield Address("address-image", Message("The image"), places.form("", wishes))
    if raster.available():
        pixels = places.form(".png", wishes)
        yield Address(
            "address-png",
            Message("The image in pixels, twice as large"),
            f"{pixels}{'&' if '?' in pixels else '?'}scale=2",
        )
    yield Address("address-words", Message("The badge in words"), places.form(".txt", wishes))
    yield Address("address-json", Message("What it says, as data"), places.form(".json"))
    yield Address("address-shields", Message("For the endpoint badge of shields"), places.form("/shields.json", wishes))
    yield Address(
        "address-oembed",
        Message("For sites that ask with oEmbed"),
        f"{base()}/oembed?url={quote(places.page, safe='')}",
    )


def _command(series: Series, wishes: Wishes) -> str:
    """Give the command that draws the same badge without a server."""
    parts = ["badge", "write", "--output", "docs/badge.svg"]
    if series is not site().criteria.series[0]:
        parts += ["--series", series.id]
    if wishes.style != USUAL.style:
        parts += ["--style", wishes.style]
    if wishes.theme != USUAL.theme:
        parts += ["--theme", wishes.theme]
    if wishes.label:
        parts.append(f"--label={wishes.label}")  # one word, so that a label that begins with - is no option
    if wishes.lang != USUAL.lang:
        parts += ["--lang", language(wishes.lang).path]
    return shlex.join([*parts, "--proof"] if wishes.proof else parts)
