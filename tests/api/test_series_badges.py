"""Every series has a badge of its own, as an image and as data; the first one's is also under its old address."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from badge.api import BLUEPRINTS
from badge.web import create_app
from tests.web.building import FILES, Kitchen
from tests.web.six_levels import two_series


@pytest.fixture
def pantry(tmp_path: Path) -> Iterator[Kitchen]:
    """Give a site with a second series, whose levels stand by themselves."""
    site = two_series(tmp_path)
    yield site
    site.site.database.close()


@pytest.fixture
def visitor(pantry: Kitchen) -> FlaskClient:
    return create_app(pantry.site, "secret of the tests", BLUEPRINTS).test_client()


def test_the_first_series_has_two_addresses_for_one_image(visitor: FlaskClient, pantry: Kitchen) -> None:
    pantry.answer(pantry.register(), tidy="Met")
    assert visitor.get("/projects/1/kitchen").data == visitor.get("/projects/1/badge").data
    found = visitor.get("/projects/1/kitchen.json").json
    assert found is not None
    assert (found["badge_level"], found["badge_percentage"]) == ("kitchen-pct-33", 33)


@pytest.mark.parametrize(
    ("given", "label", "title", "level", "percentage"),
    [
        ({}, "pantry seal: 0%", "pantry seal: in progress, 0% of the level dry", "pantry-pct-0", 0),
        ({"jars": "Met"}, "pantry seal: 50%", "pantry seal: in progress, 50% of the level dry", "pantry-pct-50", 50),
        (
            {"jars": "Met", "salt": "Met"},
            "pantry seal: dry", "pantry seal: dry, and 0% of the level cool", "dry", 100,
        ),
        (
            {"jars": "Met", "ice": "Met"},
            "pantry seal: cool", "pantry seal: cool. Not reached below it: dry", "cool", 50,
        ),
        (
            {"lock": "Met"},
            "pantry seal: locked", "pantry seal: locked. Not reached below it: dry and cool", "locked", 0,
        ),
        (
            {"jars": "Met", "salt": "Met", "ice": "Met", "lock": "Met"},
            "pantry seal: locked", "pantry seal: locked, the highest level", "locked", 100,
        ),
    ],
)  # fmt: skip
def test_levels_that_stand_by_themselves(
    visitor: FlaskClient, pantry: Kitchen, given: dict[str, str], label: str, title: str, level: str, percentage: int
) -> None:
    pantry.answer(pantry.register(), **given)
    image = visitor.get("/projects/1/pantry").text
    assert f'aria-label="{label}"' in image
    assert f"<title>{title}</title>" in image
    assert visitor.get("/projects/1/pantry.json").json == {
        "id": 1, "name": "kitchen", "updated_at": "2026-03-04T05:06:07.000Z",
        "badge_level": level, "badge_percentage": percentage,
    }  # fmt: skip


@pytest.mark.parametrize("number", ["9", "0", "01", "x", "-1", "9999999999", "99999999999"])
@pytest.mark.parametrize("kind", ["pantry", "pantry.json", "kitchen"])
def test_a_project_that_is_none_has_no_badge(visitor: FlaskClient, number: str, kind: str) -> None:
    answer = visitor.get(f"/projects/{number}/{kind}")
    assert (answer.status_code, answer.mimetype) == (404, "text/plain")


def test_a_project_from_before_a_series_begins_with_nothing(visitor: FlaskClient, pantry: Kitchen) -> None:
    pantry.register()
    with pantry.site.database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM standing WHERE series = 'pantry'")
    assert 'aria-label="pantry seal: 0%"' in visitor.get("/projects/1/pantry").text
    assert visitor.get("/projects/1/pantry.json").json["badge_level"] == "pantry-pct-0"  # type: ignore[index]  # it is there


@pytest.mark.parametrize("path", ["/projects/1/warm", "/projects/1/look", "/projects/1/choose", "/projects/1/facts"])
def test_other_addresses_below_a_project_are_still_pages(visitor: FlaskClient, pantry: Kitchen, path: str) -> None:
    pantry.register()
    answer = visitor.get(path)
    assert (answer.status_code, answer.location) == (302, f"/en{path}")


def test_a_series_that_is_not_there_has_none(visitor: FlaskClient, pantry: Kitchen) -> None:
    pantry.register()
    assert visitor.get("/projects/1/cellar", follow_redirects=True).status_code == 404
    assert visitor.get("/projects/1/cellar.json", follow_redirects=True).status_code == 404


def test_the_headers_are_those_of_the_first_badge(visitor: FlaskClient, pantry: Kitchen) -> None:
    pantry.register()
    for path in ("/projects/1/pantry", "/projects/1/pantry.json"):
        headers = visitor.get(path).headers
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert headers["Cache-Control"] == "no-store"
        assert headers["ETag"]
        assert "Set-Cookie" not in headers


def test_an_installation_with_one_series_names_only_that(client: FlaskClient, kitchen: Kitchen) -> None:
    assert "kitchen/series.yml" in FILES
    kitchen.register()
    assert client.get("/projects/1/kitchen").status_code == 200
    assert client.get("/projects/1/pantry", follow_redirects=True).status_code == 404
