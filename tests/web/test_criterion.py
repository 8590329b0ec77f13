"""Each criterion has a page: what every level asks, its counterparts, and what became of it."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.web.building import words
from tests.web.larger_kitchen import more

__all__ = ["more"]


def read(client: FlaskClient, name: str) -> str:
    """Read the content of a criterion's page."""
    answer = client.get(f"/en/criteria/{name}")
    assert answer.status_code == 200
    return answer.text.partition("<main")[2].partition("</main>")[0]


def test_every_level_that_asks_has_a_part_with_an_anchor(more: FlaskClient) -> None:
    page = read(more, "tidy")
    assert re.findall(r'<section class="at-level stack" id="([\w-]+)"', page) == ["at-warm", "at-hot"]
    assert 'href="#at-hot"' in page
    assert 'href="/en/criteria/hot#tidy"' in page
    said = words(page)
    assert "More than one level asks for it. One answer serves all of them" in said
    assert "Shelves SHOULD be tidy & in order. Unmet is enough with a reason." in said
    assert "What the level before it says stays true. Shelves MUST be tidy every day. It has to be met" in said


def test_all_texts_and_flags_are_there(more: FlaskClient) -> None:
    page = read(more, "clean")
    said = words(page)
    for part in ("Met needs a link.", "N/A is not allowed.", "People slip.", "Sweep 60 tiles."):
        assert part in said
    assert '<a href="https://brooms.example/" rel="noopener noreferrer">Brooms of the world</a>' in page
    assert '<a href="/en/criteria/tidy">Tidy shelves</a>' in page


def test_examples_of_a_reason_and_original_names_are_there(more: FlaskClient) -> None:
    said = words(read(more, "spicy"))
    assert "What a reason can look like Met Pepper stands on the shelf. Unmet We have none." in said
    assert "Its name in the original document HK-Spice.01" in said


def test_it_says_what_a_person_who_works_alone_answers(more: FlaskClient) -> None:
    assert "Needs 2 people. If you work alone, the honest answer is Unmet" in words(read(more, "spicy"))
    assert "work alone" not in read(more, "clean")


def test_counterparts_are_shown_in_both_directions(more: FlaskClient) -> None:
    table = read(more, "clean").partition('<table class="table leads">')[2].partition("</table>")[0]
    assert words(table) == (
        "Weeded beds Green Answer Given here, it proposes there Given there, it proposes here "
        "Met Met well shown Met partly shown "
        "Unmet nothing; it is only a cue for Unmet nothing "
        "N/A N/A partly shown Unmet shown directly"
    )
    assert '<a href="/en/criteria/weeded">' in table
    other = read(more, "weeded").partition('<table class="table leads">')[2].partition("</table>")[0]
    assert "A clean floor Warm" in words(other)
    assert "Met Met partly shown Met well shown" in words(other)
    assert "Counterparts" not in read(more, "sharp")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("sharp", "Version 7 of Good kitchens Nothing changed. Version 6 of Good kitchens It is asked in this version"),
        ("be_warm", "Version 7 of Good kitchens Red hot It stands in another group. Version 6"),
        ("weeded", "Version 1 of Good gardens It is asked in this version, the oldest one that is known here."),
        ("clean", "Warm It was SHOULD and is MUST now, so fewer answers are enough."),
        ("clean", "Warm Met needs a reason with a link now. Warm The wording changed. Version 6"),
        ("tidy", "History Version 7 of Good kitchens Warm It is new"),
    ],
)
def test_its_history_is_told(more: FlaskClient, name: str, said: str) -> None:
    assert said in words(read(more, name))


def test_neighbours_are_those_of_the_series(more: FlaskClient) -> None:
    assert re.findall(r'<a[^>]* rel="(\w+)" href="/en/criteria/(\w+)"', read(more, "sharp")) == [
        ("prev", "tidy"), ("next", "be_warm"),
    ]  # fmt: skip
    assert re.findall(r' rel="(\w+)"', read(more, "weeded")) == []


def test_what_is_asked_no_more_has_a_page_that_says_so(more: FlaskClient) -> None:
    page = words(read(more, "candles"))
    assert "HK-Candles.02 Candles This criterion is asked no more." in page
    assert "It was part of an earlier version of Good kitchens. Version 7 is the present one." in page
    assert "What it asked at last There MUST be candles." in page
    assert "Version 7 of Good kitchens Warm It is asked no more. Old answers to it are kept and accepted." in page


def test_a_retired_name_of_which_nothing_is_known_has_a_page_too(more: FlaskClient) -> None:
    page = words(read(more, "bellows"))
    assert "bellows This criterion is asked no more." in page
    assert "History" not in page


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("HK-Spice.01", "spicy"), ("hk_spice_01", "spicy"), ("HK_SPICE_01", "spicy"), ("Clean", "clean"),
        ("HK-Candles.02", "candles"), ("be-warm", "be_warm"),
    ],
)  # fmt: skip
def test_every_spelling_leads_to_the_one_address(more: FlaskClient, name: str, own: str) -> None:
    answer = more.get(f"/sw/criteria/{name}")
    assert (answer.status_code, answer.location) == (301, f"/sw/criteria/{own}")


@pytest.mark.parametrize("name", ["nothing", "-", ".", "_", "clean_", "%00", "x" * 3000])
def test_what_was_never_asked_is_not_found(more: FlaskClient, name: str) -> None:
    assert more.get(f"/en/criteria/{name}").status_code == 404


def test_an_address_without_a_language_leads_to_the_reader_s(more: FlaskClient) -> None:
    answer = more.get("/criteria/clean", headers={"Accept-Language": "sw"})
    assert (answer.status_code, answer.location) == (302, "/sw/criteria/clean")
