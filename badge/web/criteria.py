"""What is asked: the series, and each level with the whole text of its criteria."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request

from badge.web import site

blueprint = Blueprint("criteria", __name__)

_YES = {"1", "true", "yes", "on"}


@blueprint.get("/<locale>/criteria")
def index() -> str:
    """List the series and their levels."""
    return render_template("criteria/index.html", all_series=site().criteria.series)


@blueprint.get("/<locale>/criteria/<level>")
def level(level: str) -> str:
    """Show the criteria of a level; `details` or `rationale` opens what is folded."""
    found = site().criteria.level(level)
    if found is None:
        abort(404)
    series, wanted = found
    opened = any(request.args.get(name, "").lower() in _YES for name in ("details", "rationale"))
    return render_template("criteria/level.html", series=series, level=wanted, opened=opened)
