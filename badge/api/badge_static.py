"""Badges that say the same for ever: one for every level and every percentage of every series."""

from __future__ import annotations

from flask import Blueprint, Response

from badge import svg
from badge.api.answering import image, nothing, parts
from badge.api.shown import wishes
from badge.services.picturing import fixed

blueprint = Blueprint("badge_static", __name__)


@blueprint.get("/badge_static/<value>")
def show(value: str) -> Response:
    """Draw the badge of a value."""
    drawn = fixed(value, parts().criteria, wishes(), parts().shelf)
    return image(svg.draw(drawn)) if drawn else nothing("There is no such badge.")
