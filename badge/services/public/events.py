"""What happened to projects, as public data: of each kind only what is listed here, and never who did it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from badge.core.people import NOBODY
from badge.services.entries import moment
from badge.storage.paging import Kept

What = Mapping[str, Any]


def _nothing(_: What) -> dict[str, Any]:
    return {}


def _answered(what: What) -> dict[str, Any]:
    changes = [
        {"criterion": name, "from": _brief(each["from"]), "to": _brief(each["to"])}
        for name, each in sorted(what["answers"].items())
    ]
    return {"answers": changes, "version": what["version"]}


def _brief(given: Mapping[str, str]) -> dict[str, str]:
    return {"status": given["status"], "justification": given["justification"]}


def _told(what: What) -> dict[str, Any]:
    facts = [{"question": name, "from": each["from"], "to": each["to"]} for name, each in sorted(what["facts"].items())]
    return {"facts": facts, "version": what["version"]}


def _looked(what: What) -> dict[str, Any]:
    return {"commit": what["commit"] or None, "findings": what["findings"], "complete": what["complete"]}


def _turned(what: What) -> dict[str, Any]:
    return {
        "series": what["series"],
        "level": what["level"],
        "because": what.get("because"),
        "version": what.get("version"),
        "shown_until": moment(what["shows"]) if what.get("shows") else None,
    }


def _registered(what: What) -> dict[str, Any]:
    return {"repository": what["repository"] or None}


def _imported(what: What) -> dict[str, Any]:
    number = what.get("from")
    return {"former_id": number if isinstance(number, int) else None}


def _moved(what: What) -> dict[str, Any]:
    return {"from": what["from"] or None, "to": what["to"]}


DETAILS: Mapping[str, Callable[[What], dict[str, Any]]] = MappingProxyType(
    {
        "registered": _registered,
        "imported": _imported,
        "moved": _moved,
        "answered": _answered,
        "told": _told,
        "look asked for": _nothing,
        "looked": _looked,
        "look failed": _nothing,
        "level reached": _turned,
        "level lost": _turned,
    }
)
"""The kinds of events that are public, and what is told of each."""


def event_data(event: Kept) -> dict[str, Any]:
    """Write an event. `hash` and `previous` are of the event as it is kept, so that a later change shows."""
    return {
        "id": event.id,
        "project": event.project_id,
        "at": moment(event.at),
        "kind": event.kind,
        "actor": "badge" if event.person == NOBODY.id else "person",
        "details": DETAILS[event.kind](event.what),
        "previous": event.previous or None,
        "hash": event.hash,
    }
