"""A level that a change of the criteria has taken is shown on everywhere until its day, and the page says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from badge.core.criteria import Category, Criteria
from badge.services.changing import apply
from badge.web import Site
from tests.web.building import NOW, Kitchen, words

UNTIL = NOW + timedelta(days=30)


def stricter(criteria: Criteria) -> Criteria:
    """Demand what was only suggested."""
    [kitchen] = criteria.series
    warm, hot = kitchen.levels
    asked = tuple(replace(each, category=Category.MUST) if each.id == "sharp" else each for each in warm.criteria)
    return Criteria((replace(kitchen, version="8", levels=(replace(warm, criteria=asked), hot)),))


@pytest.fixture
def taken(kitchen: Kitchen, app: Flask) -> Site:
    """Let a project reach both levels, and make the criteria stricter."""
    project = kitchen.register()
    kitchen.answer(
        project, clean="Met https://clean.example.org", tidy="Met", sharp="Unmet", spicy="Met pepper and salt"
    )
    site = replace(kitchen.site, criteria=stricter(kitchen.site.criteria))
    app.extensions["badge"] = site
    apply(site.database, site.criteria, NOW)
    return site


def later(app: Flask) -> None:
    app.extensions["badge"] = replace(app.extensions["badge"], clock=lambda: UNTIL)


def test_the_badge_and_its_data_show_it_until_the_day(app: Flask, client: FlaskClient, taken: Site) -> None:
    assert b">red hot<" in client.get("/projects/1/badge").data
    assert client.get("/projects/1/badge.json").get_json()["badge_level"] == "hot"
    assert client.get("/projects/1.json").get_json()["badge_level"] == "hot"
    later(app)
    assert b">red hot<" not in client.get("/projects/1/badge").data
    assert client.get("/projects/1/badge.json").get_json()["badge_level"] == "in_progress"
    assert client.get("/projects/1.json").get_json()["badge_level"] == "in_progress"


def test_the_list_shows_it_until_the_day(app: Flask, client: FlaskClient, taken: Site) -> None:
    assert "Red hot" in words(client.get("/en/projects").text)
    later(app)
    assert "In progress" in words(client.get("/en/projects").text)


def test_the_page_says_it_in_one_sentence(app: Flask, client: FlaskClient, taken: Site) -> None:
    sentence = "The criteria changed. Red hot is shown until Apr 3, 2026 ; see what is missing below."
    page = client.get("/en/projects/1/warm").text
    assert sentence in words(page)
    assert 'alt="kitchen seal: red hot"' in page
    assert "The level Red hot was lost, because the criteria changed." in words(page)
    later(app)
    page = client.get("/en/projects/1/warm").text
    assert "is shown until" not in words(page)
    assert 'alt="kitchen seal: in progress 67%"' in page
