"""Writes docs/speed.md and its picture from what the bench of whole looks has measured.

usage: python -m tests.bench.looks ... --json FILE; python scripts/looks.py FILE [REMARK]

REMARK is a sentence about the run, for example what else the machine did.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT, PICTURE = ROOT / "docs" / "speed.md", ROOT / "docs" / "pictures" / "speed.svg"

WIDTH, HEIGHT, LEFT, TOP, GAP = 300, 180, 60, 40, 80
"""Pixels: of a panel, from the edge to the first one, and between the two."""

STYLE = (
    "rect{fill:#fff}text{fill:#333;font:12px Verdana,Geneva,DejaVu Sans,sans-serif}.grid{stroke:#ddd}"
    ".line{stroke:#777;stroke-dasharray:4 3}circle{fill:#0b62a8}"
    "@media(prefers-color-scheme:dark){rect{fill:#161b22}text{fill:#ddd}.grid{stroke:#3a3f46}.line{stroke:#999}"
    "circle{fill:#6cb6ff}}"
)

Points = Sequence[tuple[float, float]]


def main() -> None:
    """Write both."""
    found = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    DOCUMENT.write_text(document(found, " ".join(sys.argv[2:])), "utf-8")
    PICTURE.write_text(picture(found), "utf-8")


TEXT = """\
# How long a look takes

<!-- Written by scripts/looks.py from a run of tests/bench/looks.py. Do not edit it. -->

A whole `badge assess --format json`, all probes and all series, beside the bare git commands that it needs (the tree,
two hundred files, the log, the paths of a year's commits, the tags), beside repolinter, which only asks whether files
are there, and beside `reuse lint`, which asks every file for its licence. Medians of alternating runs on one machine
with two processors, in seconds; memory is what all processes of badge hold together at their most.

| repository | files | commits | bare git | badge | repolinter | reuse lint | badge / git | memory |
|---|---:|---:|---:|---:|---:|---:|---:|---:|
%(looks)s

%(remark)sThe aim is four times bare git, a third of repolinter, and 100 MB. `./run test --bench` measures it anew and
says what misses the aim.

Loading badge alone takes about 0.1 s and cannot be shared out, so a small repository cannot come near a third of
repolinter. On a machine with one free processor a look takes as long as one process needs for all of it.

## How it grows

Built repositories that differ in one thing alone. Here it is seconds of processors that count, those of git among them,
since others used the machine too; each point is the least of several runs, and the dashed line is the straight one that
fits best. Of a history at most 10,000 commits are read, so from there on it costs nothing more.

![Seconds of processors that a look takes, against its files, and against its commits](pictures/speed.svg)

| files | commits | seconds | memory |
|---:|---:|---:|---:|
%(growth)s
"""


def document(found: dict[str, Any], remark: str = "") -> str:
    """Put the figures into words and tables."""
    growth = [*found["files"], *found["commits"]]
    return TEXT % {
        "remark": f"{remark}\n\n" if remark else "",
        "looks": "\n".join(map(_row, found["looks"])),
        "growth": "\n".join(map(_grown, growth)),
    }


def _row(look: dict[str, Any]) -> str:
    peers = " | ".join(f"{look[peer]:.2f}" if peer in look else "not measured" for peer in ("repolinter", "reuse"))
    about = f"{look['name']} | {look['files']:,} | {look['commits']:,}"
    times = f"{look['git']:.3f} | {look['badge']:.2f} | {peers} | {look['badge'] / look['git']:.1f}"
    return f"| {about} | {times} | {look['megabytes']:.0f} MB |"


def _grown(look: dict[str, Any]) -> str:
    return f"| {look['files']:,} | {look['commits']:,} | {look['badge']:.2f} | {look['megabytes']:.0f} MB |"


def picture(found: dict[str, Any]) -> str:
    """Draw both series beside each other, from zero on, so that nothing looks steeper than it is."""
    series = [("files", found["files"], 5_000), ("commits", found["commits"], 10_000)]
    highest = max(each["badge"] for _, looks, _ in series for each in looks) * 1.1
    width, height = LEFT + 2 * WIDTH + GAP + 30, TOP + HEIGHT + 60
    panels = [
        line
        for number, (what, looks, straight) in enumerate(series)
        for line in _panel(LEFT + number * (WIDTH + GAP), what, _points(looks, what), highest, straight)
    ]
    about = "Seconds of processors that a look takes, against its files, and against its commits"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{about}">'
    ground = f'<rect width="{width}" height="{height}"/>'
    return "\n".join([head, f"<style>{STYLE}</style>", ground, *panels, "</svg>", ""])


def _points(looks: Sequence[dict[str, Any]], what: str) -> Points:
    return [(each[what], each["badge"]) for each in looks]


def _panel(left: float, what: str, points: Points, highest: float, straight: float) -> Iterator[str]:
    widest = max(x for x, _ in points) * 1.05
    bottom = TOP + HEIGHT

    def at(x: float, y: float) -> tuple[str, str]:
        return f"{left + x / widest * WIDTH:.1f}", f"{bottom - y / highest * HEIGHT:.1f}"

    yield f'<text x="{left}" y="{TOP - 16}">seconds of processors, by number of {what}</text>'
    for y in _ticks(highest):
        _, place = at(0, y)
        yield f'<line class="grid" x1="{left}" x2="{left + WIDTH}" y1="{place}" y2="{place}"/>'
        yield f'<text x="{left - 8}" y="{place}" text-anchor="end" dominant-baseline="middle">{y:g}</text>'
    for x in _ticks(widest):
        place, _ = at(x, 0)
        yield f'<text x="{place}" y="{bottom + 20}" text-anchor="middle">{x:,.0f}</text>'
    base, slope = fit([each for each in points if each[0] <= straight])
    end = min(straight, widest)
    (x1, y1), (x2, y2) = at(0, base), at(end, base + slope * end)
    yield f'<line class="line" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'
    for each in points:
        across, up = at(*each)
        yield f'<circle cx="{across}" cy="{up}" r="4"/>'


def _ticks(most: float) -> list[float]:
    """Give round numbers from zero on, at most six."""
    step = next(step for power in range(-3, 9) for one in (1, 2, 5) if (step := one * 10.0**power) * 5 >= most)
    return [number * step for number in range(int(most / step) + 1)]


def fit(points: Points) -> tuple[float, float]:
    """Give where the straight line that fits best begins, and how steep it is (least squares)."""
    mean_x, mean_y = (sum(each[axis] for each in points) / len(points) for axis in (0, 1))
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / spread
    return mean_y - slope * mean_x, slope


if __name__ == "__main__":
    main()
