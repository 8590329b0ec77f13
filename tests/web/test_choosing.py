"""Choosing a level: what a series is for, where to begin and why, what is left, and how far one comes alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from badge.api import BLUEPRINTS
from badge.core.findings import Confidence, met
from badge.core.messages import Message
from badge.web import create_app
from tests.web.building import Kitchen, words
from tests.web.ground import Seen
from tests.web.six_levels import tell, two_series

CHOOSE = "/en/projects/1/choose"
EDIT = "/en/projects/1/choose/edit"
WARM = {"clean": "Met https://kitchen.example/floor", "tidy": "Met", "sharp": "Met"}
HOT = {**WARM, "spicy": "Met with pepper"}
PANTRY = {"jars": "Met", "salt": "Met", "ice": "Met", "lock": "Met"}


@pytest.fixture
def pantry(tmp_path: Path) -> Iterator[Kitchen]:
    site = two_series(tmp_path)
    site.register()
    yield site
    site.site.database.close()


@pytest.fixture
def visitor(pantry: Kitchen) -> FlaskClient:
    return create_app(pantry.site, "secret of the tests", BLUEPRINTS).test_client()


@pytest.mark.parametrize(("address", "end"), [(CHOOSE, ""), (EDIT, "/edit")])
def test_every_level_is_shown_with_its_way(visitor: FlaskClient, address: str, end: str) -> None:
    page = visitor.get(address).text
    said = words(page)
    for expected in ("Good kitchens What a kitchen does.", "Good pantries What guests ask of a pantry. Choose it when"):
        assert expected in said
    for level in ("warm", "hot", "dry", "cool", "locked"):
        assert f'href="/en/projects/1/{level}{end}"' in page


@pytest.mark.parametrize(
    ("given", "level", "sentence"),
    [
        ({}, "Begin with Warm", "It is the first level of Good kitchens"),
        ({"tidy": "Met"}, "Go on with Warm", "It is the first level of Good kitchens"),
        (WARM, "Go on with Red hot", "Warm is reached, and Red hot is the next level of Good kitchens."),
        (
            HOT,
            "Begin with Dry",
            "Every level of Good kitchens is reached, and Dry is the first level of Good pantries.",
        ),
        ({**HOT, "ice": "Met"}, "Begin with Dry", "Every level of Good kitchens is reached"),
        ({**HOT, **PANTRY}, "Every level is reached.", "so that they stay true."),
    ],
)
def test_it_says_where_to_begin_and_why(
    visitor: FlaskClient, pantry: Kitchen, given: dict[str, str], level: str, sentence: str
) -> None:
    pantry.answer(pantry.register(), **given)
    said = words(visitor.get(EDIT).text)
    assert level in said
    assert sentence in said


def test_it_says_what_is_left_and_what_waits(visitor: FlaskClient, pantry: Kitchen) -> None:
    project = pantry.register()
    pantry.look(project, met("sharp", Message("There are knives."), Confidence.GOOD))
    pantry.answer(project, tidy="Met")
    tell(pantry, project, stove="none")
    said = words(visitor.get(EDIT).text)
    assert "Warm 33% 33% The first step. 2 questions left 1 proposal waits Questions for Warm" in said
    assert "Dry 0% 0% For every pantry. 2 questions left 2 proposals wait" in said
    pantry.answer(project, sharp="Met", jars="Met", salt="Met")
    said = words(visitor.get(EDIT).text)
    assert "Dry Reached 100% For every pantry. Nothing is left Questions for Dry" in said


def test_alone_one_comes_only_so_far(visitor: FlaskClient, pantry: Kitchen) -> None:
    project = pantry.register()
    page = visitor.get(EDIT).text
    assert "Tell how many take part" in words(page)
    assert "Alone" not in words(page)
    tell(pantry, project, cooks="one")
    page = visitor.get(EDIT).text
    said = words(page)
    assert "Tell how many take part" not in said
    assert said.count("Alone, you can come as far as") == 1
    assert "Alone, you can come as far as Cool" in said
    assert "A lock Locked Needs 2 people" in said
    assert "What would change it: 1 more person" in said
    assert 'href="/en/projects/1/locked/edit#lock"' in page
    assert 'href="/en/projects/1/locked#lock"' in visitor.get(CHOOSE).text
    tell(pantry, project, cooks="two")
    assert "as far as" not in words(visitor.get(EDIT).text)


def test_an_installation_with_one_series_works_too(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.register()
    assert Seen(client.get(EDIT).text).by_id("begin")["href"] == "/en/projects/1/warm/edit"


@pytest.mark.parametrize("address", ["/en/projects/9/choose", "/en/projects/9/choose/edit"])
def test_a_project_that_is_none_has_nothing_to_choose(visitor: FlaskClient, address: str) -> None:
    assert visitor.get(address).status_code == 404
