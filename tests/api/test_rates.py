"""Who asks too often is told to wait, and for how long; images have a limit of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from badge.api import BLUEPRINTS, rates
from badge.services.rates import Memory, Rates
from badge.web import create_app
from tests.web.building import Kitchen


def client_of(kitchen: Kitchen, **settings: Any) -> FlaskClient:
    site = replace(kitchen.site, settings=replace(kitchen.site.settings, **settings))
    app = create_app(site, "secret of the tests", BLUEPRINTS)
    app.extensions["badge.rates"] = Rates(Memory(), lambda: 6015.0)
    return app.test_client()


def test_every_door_has_a_limit() -> None:
    doors = {each.name for each in BLUEPRINTS} - {rates.blueprint.name}
    assert doors == rates.IMAGES | rates.DATA
    assert not rates.IMAGES & rates.DATA


@pytest.mark.parametrize("path", ["/api/v1/projects", "/projects.json", "/api/v1/nothing", "/projects/1/feed"])
def test_data(kitchen: Kitchen, path: str) -> None:
    kitchen.register()
    client = client_of(kitchen, limit_data=2)
    for left in ("1", "0"):
        answer = client.get(path)
        assert answer.status_code in {200, 404}
        assert answer.headers["RateLimit-Policy"] == '"data";q=2;w=60'
        assert answer.headers["RateLimit"] == f'"data";r={left};t=45'
        assert "Retry-After" not in answer.headers
    refused = client.get(path)
    assert (refused.status_code, refused.mimetype) == (429, "application/problem+json")
    assert (refused.headers["Retry-After"], refused.headers["RateLimit"]) == ("45", '"data";r=0;t=45')
    assert refused.json is not None
    assert refused.json["detail"].startswith("There were too many requests from your address.")
    assert client.get("/projects/1/badge").status_code == 200
    assert client.get("/en/projects/1").status_code != 429


def test_images_tell_of_it_only_when_refused_for_they_are_the_same_for_all(kitchen: Kitchen) -> None:
    kitchen.register()
    client = client_of(kitchen, limit_images=2, limit_data=1)
    for _ in range(2):
        answer = client.get("/projects/1/badge?style=plastic")
        assert answer.status_code == 200
        assert not [name for name in answer.headers.keys() if name.startswith("RateLimit")]  # noqa: SIM118 - not a dict
    refused = client.get("/badge_static/5")
    assert refused.status_code == 429
    assert (refused.headers["Retry-After"], refused.headers["RateLimit-Policy"]) == ("45", '"images";q=2;w=60')


def test_no_limit_is_no_limit(kitchen: Kitchen) -> None:
    client = client_of(kitchen, limit_data=0)
    assert all("RateLimit" not in client.get("/api/v1/projects").headers for _ in range(5))


@pytest.mark.parametrize(
    ("proxies", "first", "second", "together"),
    [
        (0, "192.0.2.1", "192.0.2.2", True),  # nobody is believed who may say anything
        (1, "192.0.2.1", "192.0.2.2", False),
        (1, "198.51.100.1, 192.0.2.1", "198.51.100.2, 192.0.2.1", True),  # only the last one was written by ours
        (2, "192.0.2.1, 10.0.0.1", "192.0.2.2, 10.0.0.1", False),
        (2, "192.0.2.1", "192.0.2.2", True),  # it came past one of them
    ],
)
def test_who_asks_behind_proxies(kitchen: Kitchen, proxies: int, first: str, second: str, *, together: bool) -> None:
    client = client_of(kitchen, limit_data=1, proxies=proxies)
    assert client.get("/api/v1", headers={"X-Forwarded-For": first}).status_code == 200
    found = client.get("/api/v1", headers={"X-Forwarded-For": second}).status_code
    assert found == (429 if together else 200)
