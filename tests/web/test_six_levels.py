"""A project with several series: the way between levels, where a proposal comes from, and badges for all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from badge.api import BLUEPRINTS
from badge.core.answers import Answer, Origin, Status
from badge.storage import answers
from badge.web import create_app
from tests.web.building import Kitchen, words
from tests.web.ground import TWO_LEVELS, Seen, Visit, build
from tests.web.six_levels import FILES, tell, two_series

WARM = {"clean": "Met https://kitchen.example/floor", "tidy": "Met", "sharp": "Met"}


@pytest.fixture
def pantry(tmp_path: Path) -> Iterator[Kitchen]:
    site = two_series(tmp_path)
    site.register()
    yield site
    site.site.database.close()


@pytest.fixture
def visitor(pantry: Kitchen) -> FlaskClient:
    app: Flask = create_app(pantry.site, "secret of the tests", BLUEPRINTS)
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


def card(page: str, criterion: str) -> str:
    """Cut one card out of a form."""
    found = re.search(rf'<article class="card question [^"]*" id="{criterion}".*?</article>', page, re.DOTALL)
    assert found
    return found[0]


# --- old names --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["0", "damp"])
def test_an_old_name_leads_to_the_level_for_good(visitor: FlaskClient, name: str) -> None:
    for end, query in (("", ""), ("/edit", ""), ("", "?a=b&level=x"), ("/edit", "?left=1")):
        answer = visitor.get(f"/en/projects/1/{name}{end}{query}")
        assert (answer.status_code, answer.location) == (301, f"/en/projects/1/dry{end}{query}")
    old = visitor.get(f"/en/projects/1?criteria_level={name}")
    assert (old.status_code, old.location) == (301, "/en/projects/1/dry")


def test_what_is_sent_under_an_old_name_is_kept(visitor: FlaskClient, pantry: Kitchen) -> None:
    answer = visitor.post("/en/projects/1/damp", data={"project[jars_status]": "Met"})
    assert (answer.status_code, answer.location) == (302, "http://localhost/en/projects/1/dry")
    with pantry.site.database.reading() as session:
        assert answers.sheet(session, 1)["jars"].answer.status is Status.MET


def test_a_name_that_is_none_leads_nowhere(visitor: FlaskClient) -> None:
    for address in ("/en/projects/1/7", "/en/projects/1/7/edit", "/en/projects/1/bronze"):
        assert visitor.get(address).status_code == 404


# --- the form ---------------------------------------------------------------------------------------------------------


def test_the_form_leads_to_every_level(visitor: FlaskClient, pantry: Kitchen) -> None:
    pantry.answer(pantry.register(), **WARM)
    page = visitor.get("/en/projects/1/cool/edit").text
    nav = page[page.index('<nav class="ladders"') :].partition("</nav>")[0]
    assert words(nav) == (
        "Good kitchens Warm Reached Red hot 50% Good pantries Dry 0% Cool 0% Locked 0% Compare the levels"
    )
    assert re.findall(r'href="([^"]+)"[^>]*aria-current', nav) == ["/en/projects/1/cool/edit"]
    assert 'href="/en/projects/1/choose/edit"' in nav


def test_a_proposal_says_from_which_fact_it_comes(visitor: FlaskClient, pantry: Kitchen) -> None:
    tell(pantry, pantry.register(), stove="none")
    found = card(visitor.get("/en/projects/1/dry/edit").text, "salt")
    assert "N/A From your answer to: What does it cook on? Nothing is cooked here. Accept: N/A" in words(found)
    assert 'href="/en/projects/1/facts?level=dry#fact-stove"' in found
    assert "repository" not in found


def test_a_proposal_says_from_which_answer_it_comes(visitor: FlaskClient, pantry: Kitchen) -> None:
    pantry.answer(pantry.register(), sharp="Met with <b>whetstones</b>")
    found = card(visitor.get("/en/projects/1/dry/edit").text, "jars")
    said = words(found)
    assert "Met From your answer to: Sharp knives with <b>whetstones</b> Accept: Met" in said
    assert 'href="/en/projects/1/warm/edit#sharp"' in found
    assert "<b>" not in found


def test_sure_proposals_from_facts_are_accepted_together(visitor: FlaskClient, pantry: Kitchen) -> None:
    tell(pantry, pantry.register(), stove="none")
    sent = Seen(visitor.get("/en/projects/1/dry/edit").text).fields()
    assert visitor.post("/en/projects/1/dry", data=sent | {"accept_all": "sure"}).status_code == 302
    with pantry.site.database.reading() as session:
        kept = {name: each.answer for name, each in answers.sheet(session, 1).items()}
    assert kept == {
        "jars": Answer(Status.NA, "Nothing gets dirty.", Origin.PROFILE),
        "salt": Answer(Status.NA, "Nothing is cooked here.", Origin.PROFILE),
    }


def test_a_card_says_how_many_people_it_takes(visitor: FlaskClient) -> None:
    said = words(card(visitor.get("/en/projects/1/locked/edit").text, "lock"))
    assert "Needs 2 people If you work alone, the honest answer is Unmet" in said


def test_a_computed_criterion_says_what_is_missing_below(visitor: FlaskClient, pantry: Kitchen) -> None:
    project = pantry.register()
    found = card(visitor.get("/en/projects/1/hot/edit").text, "be_warm")
    assert "Warm is at 0%. 3 questions are left there" in words(found)
    assert 'href="/en/projects/1/warm/edit?left=1"' in found
    pantry.answer(project, **WARM)
    assert "Warm is reached." in words(card(visitor.get("/en/projects/1/hot/edit").text, "be_warm"))


# --- N/A that one level accepts and another refuses -------------------------------------------------------------------


def test_a_card_says_who_refuses_na(tmp_path: Path) -> None:
    ground = build(tmp_path, TWO_LEVELS)
    page = ground.client.get("/en/projects/1/tidy/edit").text
    assert "Shiny does not accept N/A here." in words(card(page, "aired"))
    assert "does not accept" not in words(card(page, "swept"))


def test_na_stays_where_it_is_refused(tmp_path: Path) -> None:
    ground = build(tmp_path, TWO_LEVELS)
    ground.answer(aired=Answer(Status.NA, "There are no windows."))
    visit = Visit(ground, "/en/projects/1/shiny/edit")
    shown = words(card(visit.answer.text, "aired"))
    assert "N/A is kept, because it is accepted at another level (Tidy). This level does not accept it." in shown
    assert "N/A is not allowed here. Answer Met or Unmet." in shown
    assert visit.seen.fields()["project[aired_status]"] == "N/A"
    version = ground.version()
    assert visit.press().status_code == 302
    assert ground.kept()["aired"] == Answer(Status.NA, "There are no windows.")
    assert ground.version() == version
    visit = Visit(ground, "/en/projects/1/shiny/edit")
    assert visit.press(aired_because="There are still no windows.").status_code == 302
    assert ground.kept()["aired"] == Answer(Status.NA, "There are still no windows.")


# --- readers ----------------------------------------------------------------------------------------------------------


def test_readers_see_which_lower_level_is_missing(visitor: FlaskClient, pantry: Kitchen) -> None:
    pantry.answer(pantry.register(), ice="Met")
    page = visitor.get("/en/projects/1/warm").text
    assert "Cool is reached; below it, this is not reached yet: Dry" in words(page)
    assert 'href="/en/projects/1/dry#missing"' in page
    pantry.answer(pantry.register(), jars="Met", salt="Met")
    assert "stands by itself" not in words(visitor.get("/en/projects/1/warm").text)


def test_readers_see_the_badge_of_every_series_and_its_snippets(visitor: FlaskClient, pantry: Kitchen) -> None:
    pantry.answer(pantry.register(), ice="Met")
    page = visitor.get("/en/projects/1/warm").text
    assert 'src="/projects/1/badge" alt="kitchen seal: in progress 0%"' in page
    assert 'src="/projects/1/pantry" alt="pantry seal: cool"' in page
    assert "[![pantry seal](http://localhost/projects/1/pantry)](http://localhost/projects/1/dry)" in page
    names = re.findall(r'<pre id="([^"]+)"', page)
    assert len(names) == len(set(names)) == 8


def test_a_standing_names_the_version_that_judged_it(tmp_path: Path) -> None:
    old = {
        name.replace("pantry/", "pantry@2/"): text.replace('version: "3"', 'version: "2"')
        for name, text in FILES.items() if name.startswith("pantry/")
    }  # fmt: skip
    pantry = two_series(tmp_path, {**FILES, **old})
    pantry.answer(pantry.register(), ice="Met")
    visitor = create_app(pantry.site, "secret of the tests", BLUEPRINTS).test_client()
    said = words(visitor.get("/en/projects/1/warm").text)
    assert "Judged by version 7 of these criteria." in said
    assert "Judged by version 3 of these criteria." in said
    assert "By earlier versions of these criteria Version 2 Dry 0% Cool Reached Locked 0%" in said
    with pantry.site.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE standing SET series_version = '2.9' WHERE series = 'pantry'")
    said = words(visitor.get("/en/projects/1/warm").text)
    assert "Judged by version 2.9 of these criteria. The present version is 3." in said
    pantry.site.database.close()


def test_lists_show_every_series_in_short(visitor: FlaskClient, pantry: Kitchen) -> None:
    project = pantry.register()
    assert "kitchen 0% of Warm All projects" in words(visitor.get("/en").text)
    pantry.answer(project, **WARM, ice="Met")
    assert "kitchen Warm Cool All projects" in words(visitor.get("/en").text)
    said = words(visitor.get("/en/projects").text)
    assert "Warm 50% of Red hot 50% Cool 0% of Dry 0%" in said
