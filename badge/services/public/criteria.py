"""What is asked, as public data: one row for each criterion at each level, with plain texts in a language."""

from __future__ import annotations

from typing import Any

from badge.core.criteria import Criteria
from badge.i18n import Catalog
from badge.services.listing import listed

_SAME = ("id", "original", "position", "category", "flags", "active", "people", "group", "section")
_TEXTS = ("title", "text", "details", "why")


def criteria_data(criteria: Criteria, catalog: Catalog) -> list[dict[str, Any]]:
    """Write every criterion, in the order in which they are asked."""
    return [
        {"series": series["id"], "version": series["version"], "level": level["id"], **_criterion(each)}
        for series in listed(criteria, catalog)["series"]
        for level in series["levels"]
        for each in level["criteria"]
    ]


def _criterion(found: dict[str, Any]) -> dict[str, Any]:
    same = {name: found[name] for name in _SAME} | {"original": found["original"] or None}
    texts = {name: found[name]["text"] for name in _TEXTS}
    return {**same, **texts, "how": [each["text"] for each in found["how"]]}


def series_data(criteria: Criteria, catalog: Catalog) -> list[dict[str, Any]]:
    """Write every series with its levels, and without what they ask."""
    return [
        {
            **{name: series[name] for name in ("id", "version", "title", "summary", "label", "cumulative")},
            "levels": [
                {
                    **{name: level[name] for name in ("id", "title", "summary", "color")},
                    "requires": level["requires"] or None,
                    "criteria": len(level["criteria"]),
                }
                for level in series["levels"]
            ],
        }
        for series in listed(criteria, catalog)["series"]
    ]
