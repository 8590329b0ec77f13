from __future__ import annotations

import re
from pathlib import Path

import pytest

from badge.resources import data_folder
from badge.svg import contrast

SHEETS = sorted(data_folder("static").glob("*.css"))
STYLE = (data_folder("static") / "style.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    for block in re.findall(r":root \{\n(.*?)\n\s*\}", STYLE, re.DOTALL)[:2]
)
TEXT = [
    (ink, ground)
    for ground in ("paper", "surface", "sunken")
    for ink in ("ink", "ink-soft", "accent", "accent-strong", "met", "unmet", "unknown", "na")
] + [
    ("on-accent", "accent"), ("on-accent", "accent-strong"), ("accent-strong", "accent-soft"), ("ink", "accent-soft"),
    ("ink-soft", "na-soft"), *((each, f"{each}-soft") for each in ("met", "unmet", "unknown", "na")),
    *(("ink", f"{each}-soft") for each in ("met", "unmet", "unknown", "na")), ("on-icon", "met"), ("on-icon", "unmet"),
]  # fmt: skip
EDGES = [(edge, ground) for ground in ("paper", "surface", "sunken") for edge in ("line-strong", "accent", "unmet")]


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(scheme: dict[str, str], ink: str, ground: str) -> None:
    assert contrast(scheme[ink], scheme[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_fields_can_be_seen(scheme: dict[str, str], edge: str, ground: str) -> None:
    assert contrast(scheme[edge], scheme[ground]) >= 3


def test_both_schemes_have_the_same_colours() -> None:
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda each: each.name)
def test_colours_and_sizes_of_text_come_from_tokens(sheet: Path) -> None:
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    rules = re.sub(r":root \{.*?\}", "", rules, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", rules) == []
    sizes = set(re.findall(r"font-size: ([^;]+);", rules))
    assert {each for each in sizes if not re.fullmatch(r"var\(--text-[1-5]\)|inherit|[0-9.]+em", each)} == set()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda each: each.name)
def test_distances_follow_the_direction_of_the_text(sheet: Path) -> None:
    found = re.findall(
        r"^\s*((?:margin|padding|border)-(?:left|right|top|bottom)[\w-]*|left|right|top|bottom|width|height|(?:min|max)-(?:width|height)|"
        r"text-align: (?:left|right)|float: \w+):",
        sheet.read_text("utf-8"),
        re.MULTILINE,
    )
    assert found == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda each: each.name)
def test_nothing_is_loaded_from_anywhere(sheet: Path) -> None:
    assert not re.search(r"url\(|@import|@font-face", sheet.read_text("utf-8"))
