"""An answer as it is kept: with its rendered text, the evidence it was accepted with, and who gave it when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from badge.core.answers import Answer, Origin, Status
from badge.core.findings import Place


@dataclass(frozen=True)
class KeptAnswer:
    """`html` is the justification rendered at save; `commit` and `places` pin accepted evidence."""

    answer: Answer
    html: str = ""
    person: str = ""
    at: str = ""
    commit: str = ""
    probe: str = ""
    places: tuple[Place, ...] = ()

    def by(self, person: str, at: str) -> KeptAnswer:
        """Say who gave it, and when (ISO 8601)."""
        return replace(self, person=person, at=at)

    def to_json(self) -> dict[str, Any]:
        """Give the stored form; what is empty is left out."""
        stored = {
            "status": self.answer.status,
            "justification": self.answer.justification,
            "origin": self.answer.origin,
            "html": self.html,
            "person": self.person,
            "at": self.at,
            "commit": self.commit,
            "probe": self.probe,
            "places": [[each.path, each.line, each.blob, each.excerpt] for each in self.places],
        }
        return {name: value for name, value in stored.items() if value}


def kept_of_json(stored: Mapping[str, Any]) -> KeptAnswer:
    """Read what `KeptAnswer.to_json` wrote."""
    answer = Answer(
        Status(stored["status"]), stored.get("justification", ""), Origin(stored.get("origin", Origin.PERSON))
    )
    return KeptAnswer(
        answer,
        stored.get("html", ""),
        stored.get("person", ""),
        stored.get("at", ""),
        stored.get("commit", ""),
        stored.get("probe", ""),
        tuple(Place(*each) for each in stored.get("places", ())),
    )
