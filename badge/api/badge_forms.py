"""The other forms of a badge: words for who cannot see it, data for shields, pixels for places without SVG."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, request
from flask.blueprints import BlueprintSetupState

from badge import svg
from badge.api.answering import data, nothing, parts, picture, words
from badge.api.shown import UNKNOWN, chosen, shown, wishes
from badge.core.criteria import Series
from badge.core.messages import Message
from badge.i18n import say
from badge.services.picturing import Shown
from badge.services.picturing import picture as pictured
from badge.services.wishes import USUAL, Wishes
from badge.svg import Badge, raster
from badge.svg.cards import card

blueprint = Blueprint("badge_forms", __name__)

LARGEST_SCALE = 8
NO_PIXELS = Message(
    "This server draws no PNG: it has no library or no font for it. Use the SVG image, or ask the operator to "
    "install badge[png] and a font."
)
Form = Callable[[Series, Shown], Response]


@blueprint.record_once
def _for_each_series(state: BlueprintSetupState) -> None:
    """Give every form an address below `badge`, and one below each series."""
    every = state.app.extensions["badge"].criteria.series
    forms: dict[str, Form] = {".txt": _text, ".png": _pixels, "/shields.json": _shields, "/card.png": _card}
    for end, form in forms.items():
        for number, start in enumerate(("badge", *(series.id for series in every))):
            chosen_form = {"number": number - 1, "end": end}
            name = f"{end.strip('/.').replace('.', '-')}-{number}"
            view = _view(form)
            state.add_url_rule(f"/projects/<int:project_id>/{start}{end}", name, view, defaults=chosen_form)
            state.add_url_rule(f"/projects/<name>/{start}{end}", f"no-{name}", _unknown)


def _view(form: Form) -> Callable[[int, int, str], Response]:
    def show(project_id: int, number: int, end: str) -> Response:
        del end
        series = chosen() if number < 0 else parts().criteria.series[number]
        found = shown(series, project_id)
        return nothing(UNKNOWN) if found is None else form(series, found)

    return show


def _unknown(name: str) -> Response:
    del name
    return nothing(UNKNOWN)


def _text(series: Series, found: Shown) -> Response:
    """Say the badge in words, one sentence a line."""
    drawn = pictured(series, found, wishes(), parts().shelf)
    return words("".join(f"{line}\n" for line in (f"{drawn.label}: {drawn.message}", drawn.title, drawn.description)))


def _shields(series: Series, found: Shown) -> Response:
    """Give what shields asks an endpoint for."""
    wanted = wishes()
    drawn = pictured(series, found, wanted, parts().shelf)
    given = {
        "schemaVersion": 1,
        "label": drawn.label,
        "message": drawn.message,
        "color": drawn.color,
        "labelColor": drawn.label_color,
    }
    return data(given | ({"style": wanted.style} if wanted.style != USUAL.style else {}))


def _pixels(series: Series, found: Shown) -> Response:
    """Draw pixels, `scale` times as large."""
    scale = request.args.get("scale", 1, type=int)
    zoom = scale if 1 <= scale <= LARGEST_SCALE else 1
    return _drawn(series, found, lambda drawn: raster.png(svg.draw(drawn), zoom))


def _card(series: Series, found: Shown) -> Response:
    """Draw the card that social sites show beside a link."""
    return _drawn(series, found, lambda drawn: raster.png(card(svg.draw(drawn))))


def _drawn(series: Series, found: Shown, draw: Callable[[Badge], bytes]) -> Response:
    wanted = wishes()
    try:
        return picture(draw(_writable(series, found, wanted)))
    except raster.NoPixelsError:
        return nothing(say(NO_PIXELS, parts().shelf.catalog(wanted.lang)), 406)


def _writable(series: Series, found: Shown, wanted: Wishes) -> Badge:
    """Give the badge in the language that is wished for where this machine can write it, else in English."""
    drawn = pictured(series, found, wanted, parts().shelf)
    if not raster.available() or raster.can_write(drawn.label + drawn.message):
        return drawn
    english = Wishes(style=wanted.style, theme=wanted.theme, proof=wanted.proof)
    return pictured(series, found, english, parts().shelf)
