"""Charts stand inside their frame, in both widths, whatever the numbers are."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest

from badge.web.charts import MOST_POINTS, Chart, columns, over_time, thinned

DAY = date(2020, 2, 29)


def inside(chart: Chart) -> bool:
    """Tell whether all that is drawn lies in the drawing."""
    points = [
        tuple(map(float, pair)) for line in chart.lines for pair in re.findall(r"(-?[\d.]+) (-?[\d.]+)", line.path)
    ]
    points += [(each.x, each.y) for each in chart.bars] + [
        (each.x + each.width, each.y + each.height) for each in chart.bars
    ]
    points += [(each.x, each.y) for each in (*chart.across, *chart.below)]
    return all(0 <= x <= chart.width and 0 <= y <= chart.height for x, y in points)


@pytest.mark.parametrize("days", [1, 6, 100, 800, 4000])
@pytest.mark.parametrize("top", [0, 1, 3, 99, 1_000_000])
def test_lines_stay_inside(days: int, top: int) -> None:
    lines: dict[str, list[tuple[date, float]]] = {
        "One": [(DAY + timedelta(days=each), top * each / days) for each in range(days + 1)],
        "Two": [(DAY + timedelta(days=each), 0) for each in range(days + 1)],
    }
    for chart in over_time(lines, "zh-Hans", filled=True):
        assert inside(chart)
        assert len(chart.below) >= 2
        assert len({each.y for each in chart.across}) == len(chart.across)


def test_names_at_the_ends_do_not_stand_on_each_other() -> None:
    lines = {name: [(DAY, 0.0), (DAY + timedelta(days=9), 5.0)] for name in "abcd"}
    wide, narrow = over_time(lines, "en")
    heights = sorted(each.label.y for each in wide.lines if each.label)
    assert all(later - earlier >= 15 for earlier, later in pairwise(heights))
    assert [each.label for each in narrow.lines] == [None] * 4


@pytest.mark.parametrize("values", [[], [("a", 0)], [("a", 7), ("b", 0), ("c", 123_456)]])
def test_columns_stay_inside(values: list[tuple[str, int]]) -> None:
    for chart in columns(values, "en"):
        assert inside(chart)
        assert len(chart.bars) == len(values)


def test_thinning_keeps_both_ends() -> None:
    points = [(DAY + timedelta(days=each), float(each)) for each in range(5_000)]
    found = thinned(points)
    assert len(found) == MOST_POINTS
    assert (found[0], found[-1]) == (points[0], points[-1])
