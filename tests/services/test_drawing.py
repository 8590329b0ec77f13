from __future__ import annotations

import pytest

from badge.core.reading import read_criteria
from badge.services.drawing import badge_of
from badge.svg import LEAST_CONTRAST, contrast, draw
from tests.web.building import FILES

[SERIES] = read_criteria(FILES).series


@pytest.mark.parametrize(
    ("level", "percentages", "message", "title"),
    [
        ("", {}, "in progress 0%", "kitchen seal: in progress, 0% of the level warm"),
        ("", {"warm": 42}, "in progress 42%", "kitchen seal: in progress, 42% of the level warm"),
        ("", {"warm": 100}, "in progress 99%", "kitchen seal: in progress, 99% of the level warm"),
        ("warm", {"warm": 100, "hot": 50}, "warm", "kitchen seal: warm, and 50% of the level red hot"),
        ("hot", {"warm": 100, "hot": 100}, "red hot", "kitchen seal: red hot, the highest level"),
        ("a level of old", {"warm": 7}, "in progress 7%", "kitchen seal: in progress, 7% of the level warm"),
    ],
)
def test_a_badge_says_level_and_percentage(level: str, percentages: dict[str, int], message: str, title: str) -> None:
    found = badge_of(SERIES, level, percentages)
    assert (found.label, found.message, found.title) == ("kitchen seal", message, title)


@pytest.mark.parametrize("share", range(100))
def test_every_percentage_can_be_read(share: int) -> None:
    found = badge_of(SERIES, "", {"warm": share})
    assert contrast(found.color, found.ink) >= LEAST_CONTRAST
    assert f"in progress {share}%".encode() in draw(found)
