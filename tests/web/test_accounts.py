"""Addresses that are about accounts."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.web.building import Kitchen, words


@pytest.mark.parametrize(
    "path", ["/en/login", "/en/signup", "/en/projects/1/permissions", "/en/projects/1/permissions/edit"]
)
def test_a_page_says_that_none_is_needed(client: FlaskClient, kitchen: Kitchen, path: str) -> None:
    kitchen.register()
    answer = client.get(path)
    assert answer.status_code == 200
    assert "No account is needed" in words(answer.text)


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("/login", 302, "/en/login"),
        ("/signup", 302, "/en/signup"),
        ("/en/home", 301, "/en"),
        ("/home", 302, "/en/home"),
    ],
)
def test_old_addresses_lead_to_present_ones(client: FlaskClient, path: str, status: int, location: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.location) == (status, location)


@pytest.mark.parametrize("path", ["/en/users/1", "/en/users/x", "/en/projects/9/permissions"])
def test_nobody_is_there(client: FlaskClient, kitchen: Kitchen, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_person_as_data_is_a_problem(client: FlaskClient) -> None:
    answer = client.get("/users/1.json")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
