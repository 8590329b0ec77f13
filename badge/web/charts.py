"""Charts as shapes and words: where each line, bar and label stands. A template draws them; a table says the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor, log10

from babel.dates import format_skeleton

from badge.i18n import number
from badge.i18n.formats import locale_of

WIDE, NARROW = 720, 320
"""Pixels of the two forms of each chart: text keeps its size, so a phone gets a drawing of its own."""

MOST_POINTS = 160
_HEIGHT, _TOP, _BOTTOM = 260, 14, 30
_LETTER = 7.2  # pixels of a usual character of the smallest text; East Asian ones have two
_ROW = 18
_AXIS = 12


@dataclass(frozen=True)
class Label:
    """Words at a place."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Line:
    """A line, or a column of its class; `number` chooses colour and dashes."""

    number: int
    path: str
    label: Label | None = None


@dataclass(frozen=True)
class Bar:
    """A column."""

    x: float
    y: float
    width: float
    height: float
    value: Label


@dataclass(frozen=True)
class Chart:
    """One drawing."""

    width: int
    height: int
    left: float
    right: float
    bottom: float
    across: tuple[Label, ...]
    """Lines across the drawing, with their values on the left."""
    below: tuple[Label, ...]
    lines: tuple[Line, ...] = ()
    area: str = ""
    bars: tuple[Bar, ...] = ()


def over_time(
    lines: Mapping[str, Sequence[tuple[date, float]]], language: str, *, filled: bool = False
) -> tuple[Chart, ...]:  # fmt: skip
    """Draw values over days, in both widths; each line has its name at its end."""
    return tuple(_over_time(lines, language, width, filled=filled) for width in (WIDE, NARROW))


def columns(values: Sequence[tuple[str, int]], language: str) -> tuple[Chart, ...]:
    """Draw a column for each class, in both widths."""
    return tuple(_columns(values, language, width) for width in (WIDE, NARROW))


def thinned(points: Sequence[tuple[date, float]], most: int = MOST_POINTS) -> list[tuple[date, float]]:
    """Leave out points that nobody could tell apart; the first and the last stay."""
    if len(points) <= most:
        return list(points)
    step = (len(points) - 1) / (most - 1)
    return [points[round(each * step)] for each in range(most)]


def _over_time(
    lines: Mapping[str, Sequence[tuple[date, float]]], language: str, width: int, *, filled: bool
) -> Chart:  # fmt: skip
    every = [point for points in lines.values() for point in points]
    first, last = min(day for day, _ in every), max(day for day, _ in every)
    days = max((last - first).days, 1)
    names = len(lines) > 1 and width == WIDE
    right = width - (max(map(_wide, lines)) + _AXIS if names else _AXIS)
    frame = _Frame.of(max(value for _, value in every), width, right, language)

    def place(day: date) -> float:
        return frame.left + (frame.right - frame.left) * (day - first).days / days

    drawn = []
    for place_, (name, points) in enumerate(lines.items(), 1):
        shown = [(place(day), frame.height_of(value)) for day, value in thinned(points)]
        path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in shown)
        drawn.append(Line(place_, path, Label(frame.right + _AXIS / 2, shown[-1][1], name) if names else None))
    area = f"{drawn[0].path}V{frame.bottom:.1f}H{place(next(iter(lines.values()))[0][0]):.1f}Z" if filled else ""
    ticks = _ticks(first, last, 4 if width == NARROW else 7, language)
    below = tuple(Label(place(day), frame.bottom + _ROW, text) for day, text in ticks)
    return frame.chart(below, lines=tuple(_apart(drawn, frame.bottom)), area=area)


def _columns(values: Sequence[tuple[str, int]], language: str, width: int) -> Chart:
    frame = _Frame.of(max((value for _, value in values), default=0), width, width - _AXIS, language)
    step = (frame.right - frame.left) / max(len(values), 1)
    bars = tuple(
        Bar(
            frame.left + step * (place + 0.14), frame.height_of(value), step * 0.72,
            frame.bottom - frame.height_of(value),
            Label(frame.left + step * (place + 0.5), frame.height_of(value) - 5, number(value, language)),
        )
        for place, (_, value) in enumerate(values)
    )  # fmt: skip
    words = tuple(
        Label(frame.left + step * (place + 0.5), frame.bottom + _ROW, name if width == WIDE else str(place + 1))
        for place, (name, _) in enumerate(values)
    )
    return frame.chart(words, bars=bars)


@dataclass(frozen=True)
class _Frame:
    """The part of a drawing where values stand, and the scale beside it."""

    width: int
    left: float
    right: float
    bottom: float
    top_value: float
    height_of: Callable[[float], float]
    across: tuple[Label, ...]

    @classmethod
    def of(cls, most: float, width: int, right: float, language: str) -> _Frame:
        step = _step(most)
        count = max(int(-(-most // step)), 1)
        texts = [number(step * each, language) for each in range(count + 1)]
        left = max(map(_wide, texts)) + _AXIS
        bottom = _HEIGHT - _BOTTOM

        def height_of(value: float) -> float:
            return bottom - (bottom - _TOP) * value / (step * count)

        across = tuple(Label(left - 6, height_of(step * each), text) for each, text in enumerate(texts))
        return cls(width, left, right, bottom, step * count, height_of, across)

    def chart(
        self, below: tuple[Label, ...], *, lines: tuple[Line, ...] = (), area: str = "", bars: tuple[Bar, ...] = ()
    ) -> Chart:  # fmt: skip
        return Chart(
            self.width, _HEIGHT, self.left, self.right, self.bottom, self.across, below, lines, area, bars
        )  # fmt: skip


def _step(most: float) -> int:
    """Give a round step, so that about four of them reach the largest value."""
    rough = max(most, 1) / 4
    unit = 10 ** floor(log10(rough)) if rough >= 1 else 1
    return int(next(unit * each for each in (1, 2, 5, 10) if unit * each >= rough))


def _ticks(first: date, last: date, most: int, language: str) -> list[tuple[date, str]]:
    """Name some days: years where there are several of them, else months or days."""
    years = [date(year, 1, 1) for year in range(first.year, last.year + 1) if date(year, 1, 1) >= first]
    if len(years) > 2:
        step = -(-len(years) // most)
        return [(day, str(day.year)) for day in years[::step]]
    span, count = (last - first).days, min(most - 1, 4)
    skeleton = "yMMM" if span > 90 else "MMMd"
    days = sorted({first + timedelta(days=span * each // count) for each in range(count + 1)})
    locale = locale_of(language)
    named = {format_skeleton(skeleton, day, locale=locale): day for day in reversed(days)}
    return sorted((day, text) for text, day in named.items())


def _wide(text: str) -> float:
    return sum(_LETTER * (2 if ord(each) > 0x2E80 else 1) for each in text)


def _apart(lines: list[Line], lowest: float) -> list[Line]:
    """Move the names at the ends of lines apart, so that none stands on another."""
    named = sorted((each for each in lines if each.label), key=lambda each: each.label.y if each.label else 0)
    at = [each.label.y if each.label else 0 for each in named]
    for place in range(1, len(at)):
        at[place] = max(at[place], at[place - 1] + _ROW)
    if at and at[-1] > lowest:
        at[-1] = lowest
        for place in range(len(at) - 2, -1, -1):
            at[place] = min(at[place], at[place + 1] - _ROW)
    moved = {
        each.number: Line(each.number, each.path, Label(each.label.x, y, each.label.text))
        for each, y in zip(named, at, strict=True)
        if each.label
    }
    return [moved.get(each.number, each) for each in lines]
