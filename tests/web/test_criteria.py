from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from markupsafe import escape

from tests.web.building import words
from tests.web.larger_kitchen import more

__all__ = ["more"]


def test_series_and_levels_are_listed(client: FlaskClient) -> None:
    page = client.get("/en/criteria").text
    assert (
        "Good kitchens What a kitchen does. Warm Begin here The first step. 3 criteria 1 MUST 1 SHOULD 1 SUGGESTED "
        "Red hot 2 criteria 2 MUST A level counts only together with all levels before it." in words(page)
    )
    assert 'href="/en/criteria/hot"' in page
    assert "Begin with Warm of Good kitchens" in words(page)


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
    assert '<a class="anchor" href="/en/criteria/tidy">Tidy shelves</a>' in page


@pytest.mark.parametrize(
    ("query", "open_ones"), [("", 0), ("?details=1", 1), ("?rationale=true", 1), ("?details=0", 0)]
)
def test_details_open_when_asked_for(client: FlaskClient, query: str, open_ones: int) -> None:
    assert client.get(f"/en/criteria/warm{query}").text.count('<details class="disclosure" open>') == open_ones


def test_a_level_names_what_lower_levels_ask_too(client: FlaskClient) -> None:
    page = client.get("/en/criteria/hot").text
    assert "Red hot also needs all that the levels before it ask. 3 criteria of Warm" in words(page)
    assert '<li><a href="/en/criteria/sharp">Sharp knives</a></li>' in page
    assert "also needs" not in client.get("/en/criteria/warm").text
    assert "it is met as soon as the level below is reached" in page


def test_a_level_that_stands_by_itself_says_so(more: FlaskClient) -> None:
    page = words(more.get("/en/criteria/hot").text)
    assert "also needs" not in page
    assert "This level is judged by itself." in page
    assert "Each level is judged by itself." in words(more.get("/en/criteria").text)


def test_people_and_original_names_are_shown(more: FlaskClient) -> None:
    page = more.get("/en/criteria/hot").text
    assert "Spices Needs 2 people MUST" in words(page)
    assert "<code>HK-Spice.01</code> Met needs a reason." in page
    assert "<code>be_warm</code>" in page
    assert "1 of them cannot be met by one person alone" in words(more.get("/en/criteria").text)


def test_a_shared_criterion_names_the_other_level(more: FlaskClient) -> None:
    assert "Warm asks for it too; one answer serves both." in words(more.get("/en/criteria/hot").text)


def test_groups_are_jumped_to_or_criteria_where_there_is_one_group(client: FlaskClient) -> None:
    assert re.findall(r'<li><a href="(#[\w-]+)"', client.get("/en/criteria/warm").text) == ["#group-1", "#group-2"]
    assert re.findall(r'<li><a href="(#[\w-]+)"', client.get("/en/criteria/hot").text) == ["#be_warm", "#spicy"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("CLEAN", {"clean"}),
        ("floor sweep", {"clean"}),
        ("tiles 60", {"clean"}),
        ("shelves", {"clean", "tidy"}),  # the one names the other
        ("t", {"clean", "tidy", "sharp", "be_warm", "spicy"}),
        ("HK-SPICE", set()),
        ("floor knives", set()),
        ("<script>", set()),
        ("%", set()),
    ],
)
def test_a_search_finds_what_has_all_words(client: FlaskClient, query: str, found: set[str]) -> None:
    page = client.get("/en/criteria", query_string={"q": query}).text
    assert set(re.findall(r'<a class="hit" href="/en/criteria/(\w+)#', page)) == found
    assert ("No criterion has all these words" in page) == (not found)
    assert "<script>" not in page
    assert f'value="{escape(query)}"' in page


def test_hits_stand_below_their_level_with_the_words_marked(client: FlaskClient) -> None:
    page = client.get("/en/criteria?q=be+warm").text
    assert "1 criterion has all these words" in page
    assert '<a class="hit" href="/en/criteria/be_warm#at-hot"><mark>Warm</mark> first</a>' in page
    assert "<p>The kitchen MUST <mark>be</mark> <mark>warm</mark>.</p>" in page
    assert "Good kitchens: Red hot 1 Warm first" in words(page)


def test_nothing_found_says_what_to_do_and_shows_the_levels(client: FlaskClient) -> None:
    page = words(client.get("/en/criteria?q=unicorn").text)
    assert "No criterion has all these words Take fewer or shorter words" in page
    assert "Red hot 2 criteria" in page


@pytest.mark.parametrize("query", ["", "   ", "\u3000"])
def test_no_words_are_no_search(client: FlaskClient, query: str) -> None:
    page = client.get("/en/criteria", query_string={"q": query}).text
    assert "all these words" not in page
    assert "Red hot" in page


@pytest.mark.parametrize(("old", "new"), [("1", "warm"), ("1?details=1&level=x", "warm?details=1&level=x")])
def test_a_former_name_of_a_level_leads_to_it(more: FlaskClient, old: str, new: str) -> None:
    answer = more.get(f"/en/criteria/{old}")
    assert (answer.status_code, answer.location) == (301, f"/en/criteria/{new}")


def test_a_level_that_is_none_is_not_found(client: FlaskClient) -> None:
    assert client.get("/en/criteria/passing").status_code == 404
