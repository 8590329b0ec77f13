"""The facts about a project: asked first, kept with what was chosen, shown to readers, and never in the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from badge.api import BLUEPRINTS
from badge.storage import projects
from badge.web import create_app
from tests.web.building import Kitchen, words
from tests.web.ground import Seen
from tests.web.six_levels import tell, two_series

FACTS = "/en/projects/1/facts"


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


def kept(pantry: Kitchen) -> dict[str, str]:
    with pantry.site.database.reading() as session:
        return dict(projects.find(session, 1).circumstances)


def test_every_question_is_asked_and_nothing_is_chosen(visitor: FlaskClient) -> None:
    page = visitor.get(FACTS).text
    said = words(page)
    for expected in (
        "What does it cook on? Choose what is there. A fire",
        "Nothing, it is cold food proposes N/A for 3 criteria",
        "How many cooks are there? One Two or more Not told",
    ):
        assert expected in said
    assert {name: value for name, value in Seen(page).fields().items() if name.startswith("fact")} == {
        "fact[stove]": "", "fact[cooks]": ""
    }  # fmt: skip


def test_what_is_chosen_is_kept_and_leads_to_the_levels(visitor: FlaskClient, pantry: Kitchen) -> None:
    sent = Seen(visitor.get(FACTS).text).fields() | {"fact[stove]": "none"}
    answer = visitor.post(FACTS, data=sent)
    assert (answer.status_code, answer.location) == (303, "/en/projects/1/choose/edit")
    assert kept(pantry) == {"stove": "none"}
    assert Seen(visitor.get(FACTS).text).fields()["fact[stove]"] == "none"


def test_who_comes_from_a_level_goes_back_there(visitor: FlaskClient) -> None:
    page = Seen(visitor.get(f"{FACTS}?level=cool").text)
    assert page.by_id("skip")["href"] == "/en/projects/1/cool/edit"
    assert visitor.post(FACTS, data=page.fields()).location == "/en/projects/1/cool/edit"
    odd = Seen(visitor.get(f"{FACTS}?level=//evil.example").text)
    assert odd.by_id("skip")["href"] == "/en/projects/1/choose/edit"


@pytest.mark.parametrize("value", ["nuclear", "none ", "<b>"])
def test_an_option_that_there_is_not_is_refused(visitor: FlaskClient, pantry: Kitchen, value: str) -> None:
    answer = visitor.post(FACTS, data={"fact[stove]": value})
    assert answer.status_code == 400
    assert "The question stove has no option" in words(answer.text)
    assert kept(pantry) == {}


def test_nothing_is_lost_when_somebody_else_was_quicker(visitor: FlaskClient, pantry: Kitchen) -> None:
    page = Seen(visitor.get(FACTS).text)
    tell(pantry, pantry.register(), stove="fire")
    answer = visitor.post(FACTS, data=page.fields() | {"fact[stove]": "none", "fact[cooks]": "two"})
    again = Seen(answer.text)
    assert answer.status_code == 409
    assert "somebody else has saved in the meantime" in words(answer.text)
    assert "Saved in the meantime: A fire" in words(answer.text)
    assert (again.fields()["fact[stove]"], again.fields()["fact[cooks]"]) == ("none", "two")
    assert kept(pantry) == {"stove": "fire"}
    assert visitor.post(FACTS, data=again.fields()).status_code == 303
    assert kept(pantry) == {"stove": "none", "cooks": "two"}


@pytest.mark.parametrize("version", ["x", "0", "99"])
def test_a_version_that_is_none_is_too_late(visitor: FlaskClient, pantry: Kitchen, version: str) -> None:
    sent = {"fact[stove]": "none", "project[lock_version]": version}
    assert visitor.post(FACTS, data=sent).status_code == 409
    assert kept(pantry) == {}


@pytest.mark.parametrize("address", ["/en/projects/9/facts", "/en/projects/0/facts"])
def test_a_project_that_is_none_has_no_facts(visitor: FlaskClient, address: str) -> None:
    assert visitor.get(address).status_code == 404


def test_where_nothing_is_asked_there_is_no_page(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.register()
    assert client.get(FACTS).status_code == 404
    for page in ("/en/projects/1/warm", "/en/projects/1/warm/edit", "/en/projects/1/choose/edit"):
        assert "/facts" not in client.get(page).text


def test_they_are_asked_first(visitor: FlaskClient, pantry: Kitchen) -> None:
    project = pantry.register()
    pantry.look(project)
    look = "/en/projects/1/look"
    assert Seen(visitor.get(look).text).by_id("questions")["href"] == FACTS
    tell(pantry, project, cooks="one")
    assert Seen(visitor.get(look).text).by_id("questions")["href"] == "/en/projects/1/choose/edit"
    tell(pantry, project, cooks="")
    pantry.answer(project, jars="Met")
    assert Seen(visitor.get(look).text).by_id("questions")["href"] == "/en/projects/1/choose/edit"


def test_readers_see_what_was_told(visitor: FlaskClient, pantry: Kitchen) -> None:
    show = "/en/projects/1/warm"
    assert "Nobody has told anything about it yet." in words(visitor.get(show).text)
    tell(pantry, pantry.register(), stove="none")
    said = words(visitor.get(show).text)
    assert "What does it cook on? Nothing, it is cold food" in said
    assert "How many cooks are there?" not in said
    assert "1 fact about the project was told anew." in said


def test_the_form_says_how_many_questions_they_excuse(visitor: FlaskClient, pantry: Kitchen) -> None:
    assert "Tell a few facts about the project" in words(visitor.get("/en/projects/1/dry/edit").text)
    tell(pantry, pantry.register(), stove="none")
    page = visitor.get("/en/projects/1/dry/edit").text
    assert "What was told about the project excuses 2 criteria here. Change the facts" in words(page)
    assert 'href="/en/projects/1/facts?level=dry"' in page
    assert "excuses nothing here" in words(visitor.get("/en/projects/1/warm/edit").text)
