from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from badge.web import create_app
from tests.web.building import ADDRESS, Kitchen

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
PAGES = [
    "/en",
    "/en/projects",
    "/en/projects/1/warm",
    "/en/projects/1/look",
    "/en/criteria",
    "/en/criteria/warm",
    "/en/x",
]


@pytest.fixture
def strict(app: Flask) -> FlaskClient:
    """Give a client of an application that asks for tokens."""
    app.config["WTF_CSRF_ENABLED"] = True
    return app.test_client()


def changes(app: Flask) -> list[str]:
    """Give the address of every rule that changes something."""
    rules = [str(each) for each in app.url_map.iter_rules() if (each.methods or set()) & UNSAFE]
    return [
        each.replace("<locale>", "en").replace("<int:project_id>", "1").replace("<level>", "warm") for each in rules
    ]


def test_every_change_needs_a_token(app: Flask, kitchen: Kitchen, strict: FlaskClient) -> None:
    kitchen.register()
    assert len(changes(app)) >= 4
    for path in changes(app):
        assert (path, strict.post(path, data={"where": ADDRESS}).status_code) == (path, 400)


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}]
)
def test_a_change_that_another_site_asks_for_is_refused(app: Flask, kitchen: Kitchen, headers: dict[str, str]) -> None:
    kitchen.register()
    for path in changes(app):
        assert (path, app.test_client().post(path, headers=headers).status_code) == (path, 403)


def test_the_token_of_the_page_is_accepted(strict: FlaskClient) -> None:
    page = strict.get("/en").text
    found = re.search(r'<input type="hidden" name="authenticity_token" value="([^"]+)">', page)
    assert found
    answer = strict.post("/en/projects", data={"where": ADDRESS, "authenticity_token": found[1]})
    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200), ("127.0.0.1", 200), ("[::1]:8000", 200), ("LOCALHOST", 200),
        ("evil.example", 421), ("localhost.evil.example", 421), ("127.0.0.1.evil.example:8000", 421), ("", 421),
        ("evil.example:localhost", 421),
    ],
)  # fmt: skip
def test_a_foreign_host_is_refused(client: FlaskClient, host: str, status: int) -> None:
    assert client.get("/en", headers={"Host": host}).status_code == status


def test_the_public_host_is_known(kitchen: Kitchen) -> None:
    from badge.api import BLUEPRINTS

    settings = replace(kitchen.site.settings, public_url="https://badges.example.org")
    client = create_app(replace(kitchen.site, settings=settings), "secret", BLUEPRINTS).test_client()
    assert client.get("/en", headers={"Host": "badges.example.org"}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/en", "/en/projects/1/warm", "/en/nothing", "/static/style.css", "/projects/1/badge"]
)
def test_every_answer_carries_the_rules(client: FlaskClient, kitchen: Kitchen, path: str) -> None:
    kitchen.register()
    with client.get(path) as answer:
        headers = answer.headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(client: FlaskClient, kitchen: Kitchen, path: str) -> None:
    kitchen.register()
    page = client.get(path).text
    assert not re.search(r"<style\b|\sstyle=|\son\w+=|javascript:", page)
    assert not re.search(r"<script(?![^>]*\bsrc=\"/static/)", page)
    loaded = re.findall(r'<(?:script|img|link|iframe|source)\b[^>]*?(?:src|href)="([^"]+)"', page)
    assert loaded
    assert all(each.startswith("/") and not each.startswith("//") for each in loaded), loaded


def test_a_static_file_is_named_by_its_content(client: FlaskClient) -> None:
    found = re.search(r'href="(/static/style\.css\?v=[0-9a-f]{12})"', client.get("/en").text)
    assert found
    with client.get(found[1]) as answer:
        assert "max-age=3600" in answer.headers["Cache-Control"]


def test_pages_are_not_kept_by_caches(client: FlaskClient) -> None:
    assert client.get("/en").headers["Cache-Control"] == "no-store"
