from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from badge.core.messages import Message
from badge.core.reading import read_criteria
from badge.storage.events import Event
from badge.web.chronicle import chronicle
from tests.web.building import FILES

AT = datetime(2026, 1, 2, tzinfo=UTC)
CRITERIA = read_criteria(FILES)


@pytest.mark.parametrize(
    ("kind", "what", "said"),
    [
        ("registered", {}, ["The project was brought in."]),
        ("look asked for", {"job": 1}, []),
        ("looked", {"commit": "a" * 40, "findings": 1}, ["A look at commit aaaaaaaaaa gave 1 finding."]),
        ("looked", {"commit": "b" * 40, "findings": 2}, ["A look at commit bbbbbbbbbb gave 2 findings."]),
        ("look failed", {"why": Message("%(x)s.", {"x": "No"}).to_json()}, ["A look failed: No."]),
        ("answered", {"answers": {"a": {}}}, ["1 answer was changed."]),
        ("level reached", {"series": "kitchen", "level": "hot"}, ["The level Red hot was reached."]),
        ("level lost", {"series": "gone", "level": "gone"}, ["The level gone was lost."]),
        ("something new", {}, []),
    ],
)
def test_an_event_is_a_sentence(kind: str, what: dict[str, Any], said: list[str]) -> None:
    found = chronicle([Event(1, AT, "local", kind, what)], CRITERIA)
    assert [str(each.text) for each in found] == said


def test_no_more_is_told_than_wanted() -> None:
    assert len(chronicle([Event(each, AT, "local", "registered", {}) for each in range(9)], CRITERIA, most=3)) == 3
