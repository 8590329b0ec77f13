from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.web.building import words


def test_series_and_levels_are_listed(client: FlaskClient) -> None:
    page = client.get("/en/criteria").text
    assert "Good kitchens What a kitchen does. Warm The first step. 3 criteria Red hot 2 criteria" in words(page)
    assert 'href="/en/criteria/hot"' in page


def test_each_criterion_has_an_anchor_and_all_its_texts(client: FlaskClient) -> None:
    page = client.get("/en/criteria/warm").text
    assert re.findall(r'<article class="criterion" id="(\w+)"', page) == ["clean", "tidy", "sharp"]
    assert 'The floor <strong class="obligation">MUST</strong> be clean.' in page
    assert '<a href="https://brooms.example/" rel="noopener noreferrer">Brooms of the world</a>' in page
    assert '<a href="/en/criteria/warm#tidy">Tidy shelves</a>' in page
    assert "People slip." in page
    assert "Sweep 60 tiles." in page
    assert "Met needs a link." in page
    assert "N/A is allowed." in page


@pytest.mark.parametrize(
    ("query", "open_ones"), [("", 0), ("?details=1", 1), ("?rationale=true", 1), ("?details=0", 0)]
)
def test_details_open_when_asked_for(client: FlaskClient, query: str, open_ones: int) -> None:
    assert client.get(f"/en/criteria/warm{query}").text.count('<details class="disclosure" open>') == open_ones


def test_a_level_that_is_none_is_not_found(client: FlaskClient) -> None:
    assert client.get("/en/criteria/passing").status_code == 404
