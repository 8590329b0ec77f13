from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.web.building import Kitchen


@pytest.mark.parametrize(
    ("path", "wishes", "location"),
    [
        ("/", "", "/en"),
        ("/", "zh-CN,zh;q=0.9,en;q=0.5", "/zh-CN"),
        ("/", "sw", "/sw"),
        ("/", "xx-invented;q=7,*", "/en"),
        ("/projects", "sw", "/sw/projects"),
        ("/projects?after=3&x=%C3%A4", "en", "/en/projects?after=3&x=%C3%A4"),
        ("/criteria/warm", "zh", "/zh-CN/criteria/warm"),
        ("/projects/1/warm", "fr, sw;q=0.5", "/sw/projects/1/warm"),
        ("/projects/1/edit", "", "/en/projects/1/edit"),
        ("/fr/projects/1/warm", "sw", "/sw/projects/1/warm"),
        ("/pt-BR/criteria", "", "/en/criteria"),
        ("/zh-Hans/criteria", "", "/zh-CN/criteria"),
    ],
)
def test_an_address_without_a_language_that_is_there_leads_to_the_readers(
    client: FlaskClient, path: str, wishes: str, location: str
) -> None:
    answer = client.get(path, headers={"Accept-Language": wishes})
    assert (answer.status_code, answer.location, answer.headers["Vary"]) == (302, location, "Accept-Language")


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/en/nothing", "/xx/nothing", "//evil.example/projects", "/https://evil.example", "/en/en/projects",
     "/fr/fr/projects", "/.git/config", "/zh-CN/sw/criteria"],
)  # fmt: skip
def test_what_is_no_page_is_not_found_and_leads_nowhere(client: FlaskClient, path: str) -> None:
    answer = client.get("/", environ_overrides={"PATH_INFO": path})  # the client would read // as a host
    assert answer.status_code == 404
    assert "Location" not in answer.headers


@pytest.mark.parametrize("path", ["/en/projects/", "/en/criteria/warm/", "/en/"])
def test_a_slash_at_the_end_is_taken_off(client: FlaskClient, path: str) -> None:
    answer = client.get(f"{path}?after=1")
    assert (answer.status_code, answer.location) == (301, f"{path.rstrip('/')}?after=1")


@pytest.mark.parametrize(("path", "tag"), [("/en", "en"), ("/zh-CN", "zh-Hans"), ("/sw", "sw")])
def test_a_page_says_its_language_and_direction(client: FlaskClient, path: str, tag: str) -> None:
    assert f'<html lang="{tag}" dir="ltr">' in client.get(path, headers={"Accept-Language": "en"}).text


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("/en/projects?after=3", "/sw/projects?after=3"),
        ("/zh-CN/projects/1/warm", "/sw/projects/1/warm"),
        ("/en", "/sw"),
        ("/en/nothing/here", "/sw/nothing/here"),
        ("/elsewhere?x=1", "/sw"),
    ],
)
def test_the_language_menu_keeps_the_page(client: FlaskClient, kitchen: Kitchen, path: str, other: str) -> None:
    kitchen.register()
    page = client.get(path).text
    assert re.search(rf'<a href="{re.escape(other)}" lang="sw" dir="ltr" hreflang="sw"', page)


def test_the_language_menu_cannot_be_made_to_lead_elsewhere(client: FlaskClient) -> None:
    page = client.get('/en/%22%3E%3Cscript%3Ealert(1)%3C/script%3E?"><script>alert(2)</script>').text
    assert "<script>alert" not in page
