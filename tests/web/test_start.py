from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from badge.storage import projects
from badge.web.start import MOST_BUTTONS
from tests.web.building import ADDRESS, Kitchen, words


def test_it_asks_for_a_repository_and_offers_the_shared_checkouts(client: FlaskClient) -> None:
    page = client.get("/en").text
    assert '<label for="where">Address of a git repository</label>' in page
    assert [name in page for name in ('value="soup"', 'value="salad"', "not-a-repository")] == [True, True, False]


def test_it_says_what_to_do_first_when_there_is_no_project(client: FlaskClient) -> None:
    assert "There is no project yet. Yours will be the first." in words(client.get("/en").text)


def test_projects_that_are_there_are_one_click_away(client: FlaskClient, kitchen: Kitchen) -> None:
    project = kitchen.register()
    page = client.get("/en").text
    assert f'href="/en/projects/{project.id}"' in page
    assert "There is no project yet" not in page


def test_many_checkouts_fold_into_a_list(client: FlaskClient, kitchen: Kitchen) -> None:
    folder = kitchen.site.settings.checkouts
    assert folder is not None
    for number in range(MOST_BUTTONS):
        (folder / f"pot-{number}" / ".git").mkdir(parents=True)
    page = client.get("/en").text
    assert '<select class="input" id="checkout" name="where">' in page
    assert '<button class="button button-quiet" type="submit" name="where"' not in page


@pytest.mark.parametrize("where", ["https://GitHub.com/Cook/Kitchen.git", "git@github.com:cook/kitchen.git", "soup"])
def test_a_repository_is_brought_in_and_its_look_is_followed(client: FlaskClient, kitchen: Kitchen, where: str) -> None:
    answer = client.post("/en/projects", data={"where": where})
    assert (answer.status_code, answer.location) == (303, "/en/projects/1/look")
    assert kitchen.bell.rings == 1
    with kitchen.site.database.reading() as session:
        assert projects.find(session, 1).repository in {ADDRESS, ""}


def test_a_repository_that_is_known_is_not_brought_in_twice(client: FlaskClient, kitchen: Kitchen) -> None:
    project = kitchen.register()
    answer = client.post("/en/projects", data={"where": "http://www.github.com/cook/kitchen/"})
    assert answer.location == f"/en/projects/{project.id}/look"
    with kitchen.site.database.reading() as session:
        assert len(projects.page(session)) == 1


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("", "Give the address of a git repository."),
        ("no address", "This is not the address of a git repository."),
        ("https://github.com", "The address names a host, but no repository."),
        ("../soup", "This is not the address of a git repository."),
        ("/etc", "This is not the address of a git repository."),
        ("not-a-repository", "This is not the address of a git repository."),
        ('"><script>alert(1)</script>', "This is not the address of a git repository."),
    ],
)
def test_a_slip_is_said_at_the_field_and_what_was_written_stays(
    client: FlaskClient, kitchen: Kitchen, where: str, said: str
) -> None:
    answer = client.post("/en/projects", data={"where": where})
    assert answer.status_code == 400
    assert said in words(answer.text)
    assert 'aria-describedby="where-hint where-error" aria-invalid="true" autofocus' in answer.text
    assert "<script>alert" not in answer.text
    if where == "no address":
        assert 'value="no address"' in answer.text
    assert kitchen.bell.rings == 0
    with kitchen.site.database.reading() as session:
        assert projects.page(session) == []


def test_a_project_speaks_the_language_in_which_it_was_brought_in(client: FlaskClient, kitchen: Kitchen) -> None:
    client.post("/zh-CN/projects", data={"where": ADDRESS})
    with kitchen.site.database.reading() as session:
        found = projects.find(session, 1)
    assert found.language == "zh_Hans"
    assert found.created_at - kitchen.site.clock() == timedelta(0)
