"""There is a fixed badge for every level and every percentage of every series, and for nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from flask.testing import FlaskClient

from badge.api import BLUEPRINTS
from badge.core.criteria import Criteria
from badge.i18n import shelf
from badge.services.asking import load_criteria
from badge.services.picturing import fixed, fixed_values
from badge.services.wishes import USUAL
from badge.svg import draw
from badge.web import create_app
from tests.web.six_levels import two_series

OURS = load_criteria(None)
CONTRACT = [
    *map(str, range(100)), "passing", "silver", "gold", *(f"baseline-{level}" for level in (1, 2, 3)),
    *(f"baseline-pct-{share}" for share in range(100)),
]  # fmt: skip


@pytest.fixture
def visitor(tmp_path: Path) -> Iterator[FlaskClient]:
    site = replace(two_series(tmp_path).site, shelf=shelf())
    yield create_app(site, "secret of the tests", BLUEPRINTS).test_client()
    site.database.close()


def test_the_values_are_those_of_the_contract() -> None:
    assert sorted(fixed_values(OURS)) == sorted(CONTRACT)


@pytest.mark.parametrize("value", CONTRACT)
def test_every_value_has_a_small_badge(value: str) -> None:
    drawn = fixed(value, OURS, USUAL, shelf())
    assert drawn is not None
    image = draw(drawn)
    assert image == draw(drawn)
    assert len(image) <= 1300
    assert fromstring(image).get("height") == "20"
    said = value.rpartition("-")[2] + "%" if value.rpartition("-")[0] != "baseline" else value.replace("-", " ")
    assert drawn.message.endswith(said if value[-1].isdigit() else value)


@pytest.mark.parametrize(
    ("value", "message", "color"),
    [
        ("passing", "passing", "#4c1"), ("silver", "silver", "#c0c0c0"), ("gold", "gold", "#ffd700"),
        ("baseline-1", "baseline 1", "#a8c8f0"), ("baseline-pct-7", "7%", "#fe6b3c"),
        ("0", "in progress 0%", "#fe633d"), ("99", "in progress 99%", "#fad628"),
    ],
)  # fmt: skip
def test_its_words_and_colours_are_those_of_the_contract(value: str, message: str, color: str) -> None:
    drawn = fixed(value, OURS, USUAL, shelf())
    assert drawn is not None
    assert (drawn.message, drawn.color) == (message, color)


@pytest.mark.parametrize("value", ["warm", "hot", "0", "42", "99", "pantry-pct-0", "pantry-pct-99", "dry", "locked"])
def test_it_is_served_by_the_names_of_the_series(visitor: FlaskClient, value: str) -> None:
    answer = visitor.get(f"/badge_static/{value}")
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in answer.headers
    again = visitor.get(f"/badge_static/{value}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert visitor.head(f"/badge_static/{value}").headers["ETag"] == answer.headers["ETag"]


@pytest.mark.parametrize(
    "value",
    [
        "100", "-1", "01", "00", "1.0", "٣", "²", "passing", "baseline-1", "kitchen-pct-7", "pantry-pct-100",
        "pantry-pct-", "pantry-pct-07", "WARM", "warm ", "x", "in_progress", "cellar-pct-1",
    ],
)  # fmt: skip
def test_other_values_have_none(visitor: FlaskClient, value: str) -> None:
    answer = visitor.get(f"/badge_static/{value}")
    assert (answer.status_code, answer.mimetype) == (404, "text/plain")


def test_it_takes_wishes(visitor: FlaskClient) -> None:
    image = fromstring(visitor.get("/badge_static/42?lang=sw&style=for-the-badge&label=jiko").data)
    assert (image.get("height"), image.get("aria-label")) == ("28", "jiko: inaendelea 42%")


def test_without_a_level_there_is_no_percentage() -> None:
    assert fixed("7", Criteria(()), USUAL, shelf()) is None
