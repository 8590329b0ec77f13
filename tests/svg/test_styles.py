"""Every style and theme can be read in every colour there is, and has the size that its texts need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from badge.services.asking import load_criteria
from badge.svg import LEAST_CONTRAST, NEUTRAL, STYLES, THEMES, Badge, contrast, draw, for_dark_page, palette
from badge.svg.cards import HEIGHT, WIDTH, card

SVG = "{http://www.w3.org/2000/svg}"
COLORS = [
    *(palette(percent) for percent in range(100)),
    *((level.color, level.ink) for series in load_criteria(None).series for level in series.levels),
    (NEUTRAL, "#fff"),
]
HEIGHTS = {"flat": 20, "flat-square": 20, "plastic": 20, "for-the-badge": 28, "social": 20}


def schemes(image: bytes) -> Iterator[Element]:
    """Give an image as a reader with a light page sees it, and as one with a dark page does."""
    root: Element = fromstring(image)
    yield root
    dark = fromstring(image)
    rules = dict(re.findall(r"\.([\w-]+)\{fill:(#\w+)", dark.findtext(f"{SVG}style") or ""))
    for each in dark.iter():
        if name := each.get("class"):
            each.set("fill", rules[name])
    yield dark


def texts(root: Element) -> list[Element]:
    return [each for each in root.iter(f"{SVG}text") if each.get("aria-hidden") is None]


def grounds(root: Element) -> list[str]:
    """Give what the label and the message stand on: the first two shapes that are not transparent, or frames."""
    shapes = [each for each in root if each.tag in {f"{SVG}path", f"{SVG}rect"} and each.get("fill-opacity") is None]
    frames = [each for each in shapes if each.get("stroke") and each.tag == f"{SVG}rect"]
    return [each.get("fill", "") for each in (frames or shapes)[:2]]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("style", STYLES)
def test_every_text_can_be_read_on_what_it_stands_on(style: str, theme: str) -> None:
    seen = 0
    for color, ink in COLORS:
        for root in schemes(draw(Badge("label", "message", color, ink, style=style, theme=theme))):
            for text, ground in zip(texts(root), grounds(root), strict=True):
                assert contrast(text.get("fill", ""), ground) >= LEAST_CONTRAST, (color, text.text)
                seen += 1
    assert seen == len(COLORS) * 4


@pytest.mark.parametrize("style", STYLES)
def test_what_lies_over_a_colour_lies_beside_the_letters(style: str) -> None:
    root = fromstring(draw(Badge("label", "message", "#4c1", style=style)))
    baseline = int(texts(root)[0].get("y", "0"))
    over = [each.get("d", "") for each in root.iter(f"{SVG}path") if each.get("fill-opacity")]
    assert bool(over) == (style == "plastic")
    for shape in over:
        top = int(re.findall(r"M[\d.]+ (\d+)", shape)[0])
        assert top < baseline - 8 or top > baseline + 2


@pytest.mark.parametrize("style", STYLES)
def test_a_style_has_its_height_and_holds_its_texts(style: str) -> None:
    root = fromstring(draw(Badge("openssf best practices", "in progress 42%", "#4c1", style=style)))
    assert int(root.get("height", "0")) == HEIGHTS[style]
    label, message = texts(root)
    half = int(message.get("textLength", "0")) / 2
    assert float(message.get("x", "0")) + half + 4 <= int(root.get("width", "0"))
    assert float(label.get("x", "0")) + int(label.get("textLength", "0")) / 2 < float(message.get("x", "0")) - half


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("text", ["passing", "进行中42%", "ベストプラクティス", "готово на 42%", "قيد التنفيذ"])
def test_a_badge_without_a_label_is_only_its_message(style: str, theme: str, text: str) -> None:
    root = fromstring(draw(Badge("", text, "#4c1", style=style, theme=theme)))
    assert [each.text for each in texts(root)] == [text.upper() if style == "for-the-badge" else text]
    assert root.get("aria-label") == text


def test_large_letters_are_drawn_and_not_told() -> None:
    root = fromstring(draw(Badge("best practices", "passing", "#4c1", style="for-the-badge")))
    assert [each.text for each in texts(root)] == ["BEST PRACTICES", "PASSING"]
    assert root.get("aria-label") == "best practices: passing"


def test_joined_letters_are_not_spaced() -> None:
    root = fromstring(draw(Badge("", "ممتاز", "#4c1", style="for-the-badge")))
    assert texts(root)[0].get("textLength") is None


def test_an_unknown_style_or_theme_is_drawn_as_usual() -> None:
    plain = draw(Badge("a", "b", "#4c1"))
    assert draw(Badge("a", "b", "#4c1", style="wavy")) == plain


@pytest.mark.parametrize("style", STYLES)
def test_only_the_automatic_theme_brings_a_style_sheet(style: str) -> None:
    images = {theme: draw(Badge("a", "b", "#0b3d91", style=style, theme=theme)) for theme in THEMES}
    assert b"prefers-color-scheme:dark" in images["auto"]
    assert b"<style" not in images["light"] + images["dark"]
    assert images["light"] != images["dark"]
    assert max(map(len, images.values())) <= 1300


@pytest.mark.parametrize("color", [color for color, _ in COLORS])
def test_every_colour_stands_out_from_a_dark_page(color: str) -> None:
    assert contrast(for_dark_page(color), "#0d1117") >= 3


def test_a_class_means_the_same_in_every_badge_of_a_page() -> None:
    known: dict[str, str] = {}
    for color, ink in COLORS:
        for style in STYLES:
            image = draw(Badge("a", "b", color, ink, style=style, theme="auto")).decode()
            for name, rule in re.findall(r"\.([\w-]+)\{([^}]*)\}", image):
                assert known.setdefault(name, rule) == rule


def test_a_card_holds_a_badge_whole() -> None:
    for message in ("b", "b" * 300):
        root = fromstring(card(draw(Badge("a", message, "#4c1"))))
        assert (root.get("width"), root.get("height")) == (str(WIDTH), str(HEIGHT))
        inner = root.find(f"{SVG}g/{SVG}svg")
        assert inner is not None
        zoom = float(re.findall(r"scale\(([\d.]+)\)", root.find(f"{SVG}g").get("transform", ""))[0])  # type: ignore[union-attr]  # it is there
        assert int(inner.get("width", "0")) * zoom <= WIDTH


def test_what_is_no_badge_goes_onto_no_card() -> None:
    with pytest.raises(ValueError, match="not an image"):
        card(b"<svg/>")
