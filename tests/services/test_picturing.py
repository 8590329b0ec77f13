"""A badge says the same in every language, small, and with what stands behind it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from defusedxml.ElementTree import fromstring

from badge.core.reading import read_criteria
from badge.i18n import Catalog, Shelf, shelf
from badge.services.asking import load_criteria
from badge.services.picturing import Shown, picture, unknown
from badge.services.proof import Proof
from badge.services.wishes import USUAL, Wishes
from badge.svg import STYLES, THEMES, draw
from tests.web.building import FILES

[KITCHEN] = read_criteria(FILES).series
OURS = load_criteria(None)
NOW = datetime(2026, 3, 4, tzinfo=UTC)
ARABIC = Shelf(
    [],
    [Catalog("ar", {"in progress %(percent)s%%": "قيد التنفيذ %(percent)s%%", "kitchen.warm.title\x04Warm": "دافئ"})],
)


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (Shown(), ""),
        (Shown(version="7", at=NOW), "As of 2026-03-04, by version 7 of the criteria."),
        (
            Shown(version="7", at=NOW, proof=Proof(1, 1)),
            "As of 2026-03-04, by version 7 of the criteria. Of 1 answer, 1 is verified.",
        ),
        (
            Shown(version="7", at=NOW, proof=Proof(12, 1234)),
            "As of 2026-03-04, by version 7 of the criteria. Of 1,234 answers, 12 are verified.",
        ),
    ],
)
def test_the_description_says_day_version_and_proof(shown: Shown, said: str) -> None:
    assert picture(KITCHEN, shown, USUAL, shelf()).description == said


@pytest.mark.parametrize(("level", "message"), [("", "قيد التنفيذ 42%"), ("warm", "دافئ"), ("hot", "red hot")])
def test_a_message_is_in_the_language_that_is_wished_for(level: str, message: str) -> None:
    drawn = picture(KITCHEN, Shown(level, {"warm": 42}), Wishes(lang="ar"), ARABIC)
    assert (drawn.message, drawn.lang) == (message, "ar")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("style", STYLES)
def test_every_default_badge_is_small_and_the_same_each_time(style: str, theme: str) -> None:
    for each in OURS.series:
        for level in ("", *(one.id for one in each.levels)):
            shown = Shown(level, {each.levels[0].id: 42}, each.version, NOW, Proof(100, 180))
            image = draw(picture(each, shown, Wishes(style=style, theme=theme), shelf()))
            assert image == draw(picture(each, shown, Wishes(style=style, theme=theme), shelf()))
            assert len(image) <= (1300 if (style, theme) == ("flat", "light") else 1700)


@pytest.mark.parametrize("code", shelf().codes)
def test_it_is_valid_in_every_language(code: str) -> None:
    for wished in (Wishes(lang=code), Wishes(lang=code, proof=True)):
        shown = Shown("", {KITCHEN.levels[0].id: 7}, "7", NOW, Proof(1, 2))
        assert "7%" in fromstring(draw(picture(KITCHEN, shown, wished, shelf()))).get("aria-label", "")


def test_an_unknown_project_is_said_to_be_unknown() -> None:
    drawn = unknown("seal", Wishes(style="social", label="jiko"), shelf())
    assert (drawn.label, drawn.message, drawn.style) == ("jiko", "unknown", "social")
