"""Badges are small, readable, stable images, and no text breaks out of one."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from badge.svg import (
    INKS,
    LEAST_CONTRAST,
    STYLES,
    THEMES,
    Badge,
    contrast,
    draw,
    ink_for,
    palette,
    percent_color,
    text_width,
)
from tests.data.markup_corpus import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
ELEMENTS = {"svg", "title", "g", "rect", "text", "path", "desc", "style"}
DEFAULT = Badge("openssf best practices", "in progress 42%", percent_color(42))
BRANDS = ["#4c1", "#c0c0c0", "#ffd700", "#555", "#0b3d91", "#1f6feb", "#58a6ff", "#000", "#fff", "#767676", "#757575"]

HOSTILE_TEXTS = [
    *(each for each in HOSTILE if len(each) < 200),
    "</text><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    '" onload="alert(1)',
    "' onload='alert(1)",
    '"/><script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
    "]]><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>&a;',
    "&lol9;",
    "</svg><svg onload=alert(1)>",
    '<image href="https://evil.test/x.png"/>',
    "<foreignObject><body onload=alert(1)></foreignObject>",
    "<style>@import 'https://evil.test'</style>",
    '<set attributeName="onload" to="alert(1)"/>',
    "\ufffe\uffff\ufdd0",
    "a\tb\nc\rd\x85e\u2028f",
    "{badge.color} %s ${x}",
]

# Measured in Chromium with DejaVu Sans at 11 pixels, without kerning.
MEASURED = {
    "openssf best practices": 123.8,
    "in progress 42%": 89.4,
    "passing": 42.2,
    "silver": 29.6,
    "gold": 23.8,
    "openssf baseline v2026.02.19": 165.3,
    "baseline 1": 56.6,
    "mazoea bora ya openssf": 135.0,
    "inaendelea 7%": 81.8,
    "über Straße ÄÖÜ": 92.7,
    "český žluťoučký kůň": 111.5,
    "лучшие практики": 102.4,
    "καλές πρακτικές": 92.7,
    "iiiiiiiiii": 30.6,
    "WWWWWWWWWW": 108.8,
    'a & b < c > "d"': 84.9,
    "1234567890": 70.0,
    "أفضل الممارسات": 80.4,
    "قيد التنفيذ": 45.6,
    "بهترین روش": 56.5,
    "שיטות עבודה": 60.5,
    "— … ✓ €": 48.7,
}

# East Asian characters by Noto Sans CJK: one em (11 pixels), Korean ones less; a mark that combines is nothing.
RECKONED = {
    "": 0.0,
    "进行中": 33.0,
    "最佳实践 7%": 44.0 + 3.5 + 7.0 + 10.5,
    "ベストプラクティス": 99.0,
    "ｗｉｄｅ": 44.0,
    "ﾍﾞｽﾄ": 22.0,
    "모범 사례": 44.0 * 0.92 + 3.5,
    "e\u0301": 6.8,
    "\u0301\u0302\u0303": 0.0,
    "a\u200db": 13.7,
    "\U0001f600": 11.0,
}


def read(badge: Badge) -> Element:
    return fromstring(draw(badge), forbid_dtd=True)


def texts(root: Element) -> list[Element]:
    """Give the texts that are read, without their shadows."""
    return [each for each in root.iter(f"{SVG}text") if each.get("aria-hidden") is None]


def test_a_badge_says_what_it_is_to_everybody() -> None:
    root = read(Badge("build", "passing", "#4c1", title="Passing since 2026-01-01", lang="sw"))
    assert root.get("role") == "img"
    assert root.get("aria-label") == "build: passing"
    assert root.get(LANGUAGE) == "sw"
    assert root.findtext(f"{SVG}title") == "Passing since 2026-01-01"
    assert [each.text for each in texts(root)] == ["build", "passing"]


def test_without_a_title_it_is_label_and_message() -> None:
    assert read(DEFAULT).findtext(f"{SVG}title") == "openssf best practices: in progress 42%"


def test_without_a_label_there_is_only_the_message() -> None:
    root = read(Badge("", "alone", "#4c1"))
    assert root.get("aria-label") == "alone"
    assert [each.text for each in texts(root)] == ["alone"]


def test_the_default_badge_is_small() -> None:
    assert len(draw(DEFAULT)) <= 1300


def test_the_parts_have_the_width_of_their_texts() -> None:
    root = read(DEFAULT)
    label, message = texts(root)
    assert (root.get("width"), root.get("height")) == (str(124 + 10 + 89 + 10), "20")
    assert (label.get("x"), label.get("textLength")) == ("67", "124")
    assert (message.get("x"), message.get("textLength")) == ("183.5", "89")


def test_no_bytes_change_from_one_drawing_to_the_next() -> None:
    assert draw(DEFAULT) == draw(Badge("openssf best practices", "in progress 42%", percent_color(42)))
    assert draw(Badge("a", "b", "#4c1")) == (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="34" height="20" role="img" aria-label="a: b" xml:lang="en">'
        b'<title>a: b</title><path fill="#555" d="M3 0h14v20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z"/>'
        b'<path fill="#4c1" d="M17 0h14a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H17z"/>'
        b'<g text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">'
        b'<text x="8.5" y="15" textLength="7" aria-hidden="true" fill-opacity=".3">a</text>'
        b'<text x="8.5" y="14" textLength="7" fill="#fff">a</text>'
        b'<text x="25.5" y="14" textLength="7" fill="#222">b</text></g></svg>'
    )


@pytest.mark.parametrize("text", HOSTILE_TEXTS, ids=range(len(HOSTILE_TEXTS)))
def test_a_hostile_text_stays_a_text(text: str) -> None:
    assert_harmless(text, "flat", "light")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("style", STYLES)
def test_a_hostile_text_stays_a_text_in_every_style(style: str, theme: str) -> None:
    for text in HOSTILE_TEXTS[-24:]:
        assert_harmless(text, style, theme)


def assert_harmless(text: str, style: str, theme: str) -> None:
    root = read(Badge(text, text, "#4c1", title=text, lang=text, description=text, style=style, theme=theme, data=text))
    assert {each.tag for each in root.iter()} <= {SVG + name for name in ELEMENTS}
    allowed = {"width", "height", "role", "aria-label", "aria-hidden", LANGUAGE, "d", "x", "y", "rx", "textLength"}
    allowed |= {"class", "stroke", "font-weight", "direction", "data-badge"}
    allowed |= {"fill", "fill-opacity", "text-anchor", "font-family", "font-size"}
    assert {name for each in root.iter() for name in each.attrib} <= allowed
    drawn = " ".join([*root.itertext(), root.get("aria-label", "")])
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", drawn)


def test_there_are_enough_hostile_texts() -> None:
    assert len(HOSTILE_TEXTS) >= 60


@pytest.mark.parametrize("color", ["red", "#12", "#12345", "#4c1;x", '"/><script>', "", "#4c1\n", "url(#a)", "#٣٣٣"])
def test_what_is_no_colour_is_refused(color: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        draw(Badge("a", "b", color))
    with pytest.raises(ValueError, match="not a colour"):
        draw(Badge("a", "b", "#4c1", label_color=color))


def test_a_badge_has_no_ids_that_could_clash() -> None:
    assert b" id=" not in draw(DEFAULT)
    assert b"url(" not in draw(DEFAULT)


@pytest.mark.parametrize("percent", range(100))
def test_every_percentage_can_be_read(percent: int) -> None:
    color, ink = palette(percent)
    assert color == percent_color(percent)
    assert contrast(color, ink) >= LEAST_CONTRAST


def test_percentages_run_from_red_orange_to_yellow() -> None:
    assert [percent_color(percent) for percent in (0, 99)] == ["#fe633d", "#fad628"]
    assert len({percent_color(percent) for percent in range(100)}) == 100
    assert percent_color(-5) == percent_color(0)
    assert percent_color(100) == percent_color(99)


@pytest.mark.parametrize("color", BRANDS)
@pytest.mark.parametrize("wish", ["#fff", "#000", "#777", "#4c1"])
def test_what_is_drawn_can_be_read_on_its_colour(color: str, wish: str) -> None:
    label, message = texts(read(Badge("a", "b", color, wish, label_color=color)))
    assert contrast(label.get("fill", ""), color) >= LEAST_CONTRAST
    assert contrast(message.get("fill", ""), color) >= LEAST_CONTRAST


def test_an_ink_that_can_be_read_is_kept() -> None:
    assert texts(read(Badge("a", "b", "#ffd700", "#123")))[1].get("fill") == "#123"


@pytest.mark.parametrize(
    ("color", "ink"), [("#4c1", "#222"), ("#555", "#fff"), ("#767676", "#fff"), ("#808080", "#000")]
)
def test_the_ink_is_white_where_it_can_be(color: str, ink: str) -> None:
    assert ink_for(color) == ink
    assert ink in INKS


@given(st.integers(0, 0xFFFFFF))
def test_there_is_an_ink_for_every_colour(number: int) -> None:
    color = f"#{number:06x}"
    assert contrast(ink_for(color), color) >= LEAST_CONTRAST


@pytest.mark.parametrize(
    ("a", "b", "ratio"),
    [("#fff", "#000", 21.0), ("#000000", "#FFFFFF", 21.0), ("#777", "#fff", 4.48), ("#4c1", "#4c1", 1.0)],
)
def test_contrast_is_that_of_wcag(a: str, b: str, ratio: float) -> None:
    assert contrast(a, b) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("color", ["#555", "#4c1"])
def test_only_light_ink_has_a_shadow_and_nobody_hears_it(color: str) -> None:
    shadows = [
        each.text for each in read(Badge("", "b", color)).iter(f"{SVG}text") if each.get("aria-hidden") == "true"
    ]
    assert shadows == (["b"] if color == "#555" else [])


@pytest.mark.parametrize(("text", "width"), MEASURED.items())
def test_widths_are_those_a_browser_measures(text: str, width: float) -> None:
    assert text_width(text) == pytest.approx(width, abs=0.06)


@pytest.mark.parametrize(("text", "width"), RECKONED.items())
def test_widths_follow_unicode_where_there_is_no_table(text: str, width: float) -> None:
    assert text_width(text) == pytest.approx(width, abs=0.06)


@pytest.mark.parametrize(
    ("text", "stretched"),
    [
        ("passing", True),
        ("über 7%", True),
        ("практики", True),
        ("进行中 7%", False),
        ("ممتاز", False),
        ("e\u0301", False),
    ],
)
def test_only_separate_letters_are_stretched(text: str, *, stretched: bool) -> None:
    [message] = texts(read(Badge("", text, "#4c1")))
    assert ("textLength" in message.attrib) is stretched


def test_right_to_left_turns_the_text_that_is_and_no_other() -> None:
    root = read(Badge("openssf", "ممتاز 42%", "#4c1", lang="ar"))
    label, message = texts(root)
    assert (label.get("direction"), message.get("direction")) == (None, "rtl")
    assert float(label.get("x", "")) < float(message.get("x", ""))


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_any_text_gives_a_well_formed_badge(label: str, message: str, title: str) -> None:
    badge = Badge(label, message, "#4c1", title=title)
    root = read(badge)
    assert draw(badge) == draw(badge)
    assert {each.tag for each in root.iter()} <= {SVG + name for name in ("svg", "title", "g", "rect", "path", "text")}
    for each in root.iter(f"{SVG}text"):
        assert re.fullmatch(r"\d+(\.5)?", each.get("x", ""))


@given(st.text(st.characters(categories=["L", "N", "P"])), st.text(st.characters(categories=["L", "N", "P"])))
def test_more_text_is_never_narrower_by_much(text: str, more: str) -> None:
    # A joined Arabic letter may be narrower than the same letter at the end of a word, by less than an em.
    assert text_width(text + more) >= text_width(text) - 11
