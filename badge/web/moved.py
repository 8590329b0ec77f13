"""Addresses that hold a name which a level had before: they lead to its present one, for good."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from badge.web import site


def moved(endpoint: str, project_id: int, name: str) -> Response | None:
    """Redirect to the same page of the level that had this name; None where the name is not an old one."""
    found = site().criteria.formerly(name)
    if found is None:
        return None
    query = request.query_string.decode("ascii", "ignore")
    address = url_for(endpoint, project_id=project_id, level=found[1].id)
    return redirect(address + (f"?{query}" if query else ""), 301)
