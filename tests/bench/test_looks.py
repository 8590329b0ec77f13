"""The picture of how long looks take: what is measured stands in it, and a straight line is found."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest

from scripts import looks
from tests.bench import looks as bench

SVG = "{http://www.w3.org/2000/svg}"


def look(files: int, commits: int, badge: float, **more: Any) -> dict[str, Any]:
    return {"name": "example", "files": files, "commits": commits, "badge": badge, "megabytes": 60.0, **more}


FOUND = {
    "looks": [look(236, 5_531, 0.3, git=0.06, reuse=0.5)],
    "files": [look(250, 5_000, 0.3), look(1_000, 5_000, 0.4), look(4_500, 5_000, 0.9)],
    "commits": [look(200, 1_250, 0.2), look(200, 10_000, 0.3), look(200, 40_000, 0.3)],
}


def test_the_picture_is_an_image_with_a_point_for_each_look() -> None:
    image = ET.fromstring(looks.picture(FOUND))
    assert len(image.findall(f"{SVG}circle")) == 6
    assert image.get("aria-label")


def test_the_document_has_each_figure_and_says_what_was_not_measured() -> None:
    text = looks.document(FOUND)
    assert "| example | 236 | 5,531 | 0.060 | 0.30 | not measured | 0.50 | 5.0 | 60 MB |" in text
    assert "| 4,500 | 5,000 | 0.90 | 60 MB |" in text


def test_a_straight_line_is_found() -> None:
    base, slope = looks.fit([(0, 1), (10, 2), (20, 3)])
    assert base == pytest.approx(1)
    assert slope == pytest.approx(0.1)


def test_growth_that_is_no_line_is_steep() -> None:
    assert bench.steepness([(100, 1.0), (200, 2.0), (400, 4.0)]) == pytest.approx(1)
    assert bench.steepness([(100, 1.0), (200, 4.0), (400, 16.0)]) == pytest.approx(1.2)
    assert bench.steepness([(1, 1.0), (2, 1.1), (3, 9.0)]) > bench.STEEPEST


def test_each_missed_target_is_said() -> None:
    assert len(list(bench.misses(look(1, 1, 1.0, git=0.1, repolinter=1.0) | {"megabytes": 101.0}))) == 3
    assert not list(bench.misses(look(1, 1, 0.3, git=0.1, repolinter=1.0)))
