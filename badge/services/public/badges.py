"""What the badges of a project say, and where each of their forms is, as public data."""

from __future__ import annotations

from typing import Any

from badge.core.criteria import Series
from badge.i18n import Shelf
from badge.services.picturing import Shown, picture
from badge.services.wishes import USUAL

_FORMS = {"svg": "", "json": ".json", "png": ".png", "text": ".txt", "shields": "/shields.json"}


def badge_data(series: Series, shown: Shown, shelf: Shelf, project_id: int, base: str) -> dict[str, Any]:
    """Write one badge. The image is drawn from the same values."""
    drawn = picture(series, shown, USUAL, shelf)
    address = f"{base}/projects/{project_id}/{series.id}"
    page = f"{base}/projects/{project_id}"
    return {
        "series": series.id,
        "level": shown.level or None,
        "label": drawn.label,
        "message": drawn.message,
        "color": drawn.color,
        "title": drawn.title,
        "description": drawn.description,
        "markdown": f"[![{series.label}]({address})]({page})",
        "images": {name: f"{address}{end}" for name, end in _FORMS.items()},
        "page": page,
    }
