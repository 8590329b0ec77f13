"""How badges are drawn: one function for the styles that are two coloured parts, and one for two frames."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import NamedTuple

from badge.svg.badges import Badge
from badge.svg.colors import Dress, dress, either
from badge.svg.measuring import fit, measured

_FONTS = "Verdana,Geneva,DejaVu Sans,sans-serif"


@dataclass(frozen=True, eq=False)  # equal by identity, which is the quickest key there is
class Style:
    """Measures of a style in pixels. `shines` has light on its upper edge and shade on its lower one."""

    height: int = 20
    size: int = 11
    margin: int = 5
    radius: int = 3
    baseline: int = 14
    spacing: int = 0
    shadowed: bool = True
    large: bool = False
    shines: bool = False
    framed: bool = False

    def put(self, text: str) -> str:
        """Write a text in the letters of the style."""
        return text.upper() if self.large else text


FLAT = Style()
STYLES: Mapping[str, Style] = {
    "flat": FLAT,
    "flat-square": Style(radius=0, shadowed=False),
    "plastic": Style(radius=4, shines=True),
    "for-the-badge": Style(height=28, size=10, margin=10, radius=0, baseline=18, spacing=1, shadowed=False, large=True),
    "social": Style(margin=6, shadowed=False, framed=True),
}
"""All styles; the first is drawn where none is named."""


_MESSAGE = "\0"
"""Stands for the message until it is known; no text in an image can hold it."""


class _Pattern(NamedTuple):
    """A badge whose message has a width and no letters yet: many messages share it, so it is made once for them."""

    opening: str
    name: str
    language: str
    pieces: list[str]


def draw(badge: Badge) -> bytes:
    """Draw a badge, the label always on the left."""
    label, message, color, ink, label_color, title, lang, description, style_name, theme, data = badge
    style = STYLES.get(style_name, FLAT)
    text, width, attributes = measured(style.put(message), style.size, style.spacing, bold=style.large)
    look = (color, ink, label_color, theme)
    opening, name, language, pieces = _pattern(style, label, look, lang, data, width, attributes)
    name += escape(fit(message)) if style.large else text
    title = escape(fit(title)) if title else name
    if description:
        title += f"</title><desc>{escape(fit(description))}</desc>"
    else:
        title += "</title>"
    return f"{opening}{name}{language}{title}{text.join(pieces)}".encode()


@lru_cache(maxsize=4096)
def _pattern(
    style: Style, label: str, look: tuple[str, str, str, str], lang: str, data: str, width: int, attributes: str
) -> _Pattern:
    color, ink, label_color, theme = look
    drawn = _framed if style.framed else _coloured
    whole, css, shapes, texts = drawn(style, label, dress(color, ink, theme), label_color, theme, width, attributes)
    name = escape(fit(label))
    sheet = f"<style>@media(prefers-color-scheme:dark){{{css}}}</style>" if css else ""
    named = f' data-badge="{escape(fit(data))}"' if data else ""
    body = f'{sheet}{shapes}<g text-anchor="middle" font-family="{_FONTS}" font-size="{style.size}">{texts}</g></svg>'
    return _Pattern(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{style.height}" role="img" aria-label="',
        f"{name}: " if name else "",
        f'" xml:lang="{escape(fit(lang))}"{named}><title>',
        body.split(_MESSAGE),
    )


def _coloured(
    style: Style, label: str, own: Dress, label_color: str, theme: str, width: int, attributes: str
) -> tuple[int, str, str, str]:
    """Draw two parts side by side, or only the message; give the width, the style sheet, the shapes and the texts."""
    text, text_width, label_attributes = measured(style.put(label), style.size, style.spacing)
    right = width + 2 * style.margin
    css, left, shapes, texts = own.css, 0, _alone(right, style, own.shape), ""
    if text:
        side = dress(label_color, "#fff", theme)
        left = text_width + 2 * style.margin
        shapes = _left(left, style, side.shape) + _right(left, right, style, own.shape)
        texts = _text(left, text, label_attributes, style, side)
        css = side.css + css
    if style.shines:
        shapes += _shine(left + right)
    if style.large:
        attributes += ' font-weight="bold"'
    return left + right, css, shapes, texts + _text(2 * left + right, _MESSAGE, attributes, style, own)


def _left(width: int, style: Style, fill: str) -> str:
    radius, height = style.radius, style.height
    if not radius:
        return f'<path {fill} d="M0 0h{width}v{height}H0z"/>'
    around = f"a{radius} {radius} 0 0 1"
    return (
        f'<path {fill} d="M{radius} 0h{width - radius}v{height}H{radius}{around}-{radius}-{radius}V{radius}'
        f'{around} {radius}-{radius}z"/>'
    )


def _right(start: int, width: int, style: Style, fill: str) -> str:
    radius, height = style.radius, style.height
    if not radius:
        return f'<path {fill} d="M{start} 0h{width}v{height}H{start}z"/>'
    around = f"a{radius} {radius} 0 0 1"
    return (
        f'<path {fill} d="M{start} 0h{width - radius}{around} {radius} {radius}v{height - 2 * radius}'
        f'{around}-{radius} {radius}H{start}z"/>'
    )


def _alone(width: int, style: Style, fill: str) -> str:
    rounded = f' rx="{style.radius}"' if style.radius else ""
    return f'<rect width="{width}" height="{style.height}"{rounded} {fill}/>'


def _shine(width: int) -> str:
    # Above and below the letters only, so that what they stand on keeps the colour that was chosen for them.
    light = f'<path fill="#fff" fill-opacity=".2" d="M4 0h{width - 8}a4 4 0 0 1 4 4'
    return (
        f'{light}v-1H0v1a4 4 0 0 1 4-4z"/>{light}v1H0v-1a4 4 0 0 1 4-4z"/>'
        f'<path fill-opacity=".2" d="M0 17h{width}a4 4 0 0 1-4 3H4a4 4 0 0 1-4-3z"/>'
    )


def _text(doubled: int, text: str, attributes: str, style: Style, own: Dress) -> str:
    middle = _half(doubled)
    drawn = f'<text x="{middle}" y="{style.baseline}"{attributes} {own.text}>{text}</text>'
    if not (own.shadowed and style.shadowed):
        return drawn
    below = f'y="{style.baseline + 1}"{attributes} aria-hidden="true" fill-opacity=".3"'
    return f'<text x="{middle}" {below}>{text}</text>{drawn}'


def _framed(
    style: Style, label: str, own: Dress, _: str, theme: str, width: int, attributes: str
) -> tuple[int, str, str, str]:
    """Draw the label and the message in frames of their own; the colour is a bar beside the message."""
    text, text_width, label_attributes = measured(label, style.size, bold=True)
    frame, ink, css = _frame(theme)
    start = text_width + 2 * style.margin + 7 if text else 0
    right = width + 2 * style.margin + 6
    shapes, texts = "", ""
    if text:
        shapes = f'<rect x=".5" y=".5" width="{start - 7}" height="19" rx="2" {frame}/>'
        texts = f'<text x="{_half(start - 6)}" y="14"{label_attributes} font-weight="bold" {ink}>{text}</text>'
    shapes += f'<rect x="{start}.5" y=".5" width="{right - 1}" height="19" rx="2" {frame}/>'
    if text:
        shapes += f'<path {frame} d="M{start + 1} 6.5l-3.5 3.5 3.5 3.5"/>'
    shapes += f'<path {own.shape} d="M{start + 4} 4h3v12h-3z"/>'
    texts += f'<text x="{_half(2 * start + right + 6)}" y="14"{attributes} {ink}>{_MESSAGE}</text>'
    return start + right, css + own.shape_css, shapes, texts


_FRAME = {"light": ("#fcfcfc", "#d5d5d5", "#333"), "dark": ("#1b1f24", "#57606a", "#e6e6e6")}
"""Ground, border and ink of a frame."""


@lru_cache(maxsize=4)
def _frame(theme: str) -> tuple[str, str, str]:
    ground, border, ink = _FRAME["dark" if theme == "dark" else "light"]
    if theme != "auto":
        return f'fill="{ground}" stroke="{border}"', f'fill="{ink}"', ""
    dark_ground, dark_border, dark_ink = _FRAME["dark"]
    name = f"b{ground[1:]}-{dark_ground[1:]}"
    text, css = either(ink, dark_ink)
    css = f".{name}{{fill:{dark_ground};stroke:{dark_border}}}{css}"
    return f'fill="{ground}" stroke="{border}" class="{name}"', text, css


def _half(doubled: int) -> str:
    return f"{doubled >> 1}.5" if doubled & 1 else str(doubled >> 1)
