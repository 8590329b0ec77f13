"""What happened to a project, as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from badge.core.criteria import Criteria
from badge.core.messages import Message, counted, of_json
from badge.storage.events import Event


@dataclass(frozen=True)
class Happening:
    """One thing that happened, and when."""

    at: datetime
    text: Message


def chronicle(events: Iterable[Event], criteria: Criteria, most: int = 8) -> list[Happening]:
    """Say what happened, in the order given; what only prepares another event is left out."""
    told = ((each.at, _sentence(each, criteria)) for each in events)
    return [Happening(at, text) for at, text in told if text is not None][:most]


def _sentence(event: Event, criteria: Criteria) -> Message | None:
    what = event.what
    found: Message | None = None
    match event.kind:
        case "registered" | "imported" | "moved":
            found = _whence(event)
        case "looked":
            found = counted(
                "A look at commit %(commit)s gave %(count)s finding.",
                "A look at commit %(commit)s gave %(count)s findings.",
                int(what.get("findings", 0)),
                commit=str(what.get("commit", ""))[:10],
            )
        case "look failed":
            found = Message("A look failed: %(why)s", {"why": of_json(what.get("why", {}))})
        case "answered":
            changed = len(what.get("answers", ()))
            found = counted("%(count)s answer was changed.", "%(count)s answers were changed.", changed)
        case "told":
            changed = len(what.get("facts", ()))
            found = counted(
                "%(count)s fact about the project was told anew.",
                "%(count)s facts about the project were told anew.",
                changed,
            )
        case "level reached":
            found = Message("The level %(level)s was reached.", {"level": _level(what, criteria)})
        case "level lost" if what.get("because") == "criteria":
            found = Message(
                "The level %(level)s was lost, because the criteria changed.", {"level": _level(what, criteria)}
            )
        case "level lost":
            found = Message("The level %(level)s was lost.", {"level": _level(what, criteria)})
    return found


def _whence(event: Event) -> Message:
    if event.kind == "registered":
        return Message("The project was brought in.")
    if event.kind == "imported":
        return Message("The project was brought in from the public badge service, with its answers.")
    return Message("The repository has another address now: %(address)s", {"address": str(event.what.get("to", ""))})


def _level(what: Mapping[str, object], criteria: Criteria) -> str | Message:
    known = criteria.level(str(what.get("level", "")))
    if known is None:
        return str(what.get("level", ""))
    series, level = known
    return Message(level.title, context=f"{series.id}.{level.id}.title")
