"""What is asked, as data: it fits its schema, is made once, and may be kept by whoever reads it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from flask.testing import FlaskClient

from badge.api import BLUEPRINTS
from badge.api.criteria_data import SCHEMA
from badge.i18n import Catalog, Shelf
from badge.i18n.catalogs import CONTEXT
from badge.services.asking import load_criteria
from badge.services.listing import listed
from badge.web import create_app
from tests.web.building import Kitchen

FOUND = json.loads(SCHEMA.read_text("utf-8"))
ADDRESSES = ("/api/criteria.json", "/api/criteria/warm.json", "/api/criteria.schema.json")


def closed(schema: Any) -> Any:
    """Allow no key that the schema does not name, so that nothing is served without a word about it."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: closed(each) for name, each in schema.items()}
    return found if "properties" not in found or "type" not in found else {"additionalProperties": False, **found}


STRICT = jsonschema.Draft202012Validator(closed(FOUND))


def wrongs(document: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in STRICT.iter_errors(document)]


@pytest.fixture
def real(kitchen: Kitchen) -> FlaskClient:
    """Give a client of a site with the criteria that come with badge."""
    return create_app(replace(kitchen.site, criteria=load_criteria()), "secret", BLUEPRINTS).test_client()


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(FOUND)


@pytest.mark.parametrize("language", ["", "en", "zh-CN", "sw"])
def test_everything_fits_the_schema_in_every_language(real: FlaskClient, language: str) -> None:
    document = real.get(f"/api/criteria.json?lang={language}").json
    assert wrongs(document) == []
    assert document is not None
    assert document["language"] == (language or "en")
    criteria = load_criteria()
    given = [one["id"] for series in document["series"] for level in series["levels"] for one in level["criteria"]]
    assert given == [each.id for each in criteria.all()]
    assert len(document["crosswalk"]) == len(criteria.crosswalk)
    assert [each["id"] for each in document["profile"]] == [each.id for each in criteria.profile]


def test_a_document_that_does_not_fit_is_noticed(client: FlaskClient) -> None:
    document = client.get("/api/criteria.json").json
    assert document is not None
    assert wrongs(document) == []
    document["series"][0]["levels"][0]["criteria"][0]["position"] = "0"
    document["series"][0]["more"] = 1
    assert len(wrongs(document)) == 2


def test_a_criterion_is_given_whole(client: FlaskClient) -> None:
    document = client.get("/api/criteria.json").json
    assert document is not None
    [series] = document["series"]
    clean = series["levels"][0]["criteria"][0]
    assert clean == {
        "id": "clean", "original": "", "position": 0, "category": "MUST", "flags": ["met_url_required"],
        "active": True, "people": 1, "group": "Floor", "section": "Sweeping",
        "title": {"text": "A clean floor", "raw": "A clean floor"},
        "text": {"text": "The floor MUST be clean.", "raw": "The floor {MUST} be clean."},
        "details": {
            "text": "See Brooms of the world (https://brooms.example/) and Tidy shelves.",
            "raw": "See {link:brooms} and {criterion:tidy}.",
        },
        "why": {"text": "People slip.", "raw": "People slip."},
        "how": [{"text": "Sweep 60 tiles.", "raw": "Sweep {60} tiles."}],
        "placeholders": {}, "links": {"brooms": {"title": "Brooms of the world", "url": "https://brooms.example/"}},
    }  # fmt: skip
    assert series["levels"][0]["criteria"][1]["links"] == {}
    assert series["verdicts"]["levels"][0]["verdicts"]["clean"] == "qqquuunnnaa."
    assert series["verdicts"]["statuses"] == ["?", "Unmet", "N/A", "Met"]
    assert series["verdicts"]["texts"] == ["none", "good", "address"]


def test_a_level_alone_has_the_same_form(client: FlaskClient) -> None:
    document = client.get("/api/criteria/hot.json").json
    assert document is not None
    assert wrongs(document) == []
    [series] = document["series"]
    assert [each["id"] for each in series["levels"]] == ["hot"]
    assert [each["id"] for each in series["verdicts"]["levels"]] == ["hot"]


def test_a_level_has_only_the_implications_that_concern_it() -> None:
    criteria = load_criteria()
    some = listed(criteria, Catalog(), "baseline-1")["crosswalk"]
    ids = {each.id for each in criteria.all() if each.level == "baseline-1"}
    assert 0 < len(some) < len(criteria.crosswalk)
    assert all(each["from"] in ids or each["to"] in ids for each in some)


@pytest.mark.parametrize("address", ["/api/criteria/none.json", "/api/criteria/clean.json"])
def test_a_level_that_is_none_is_not_found(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (404, "text/plain")
    assert answer.headers["Cache-Control"] == "no-store"


def test_texts_are_said_in_the_language_that_is_asked_for(kitchen: Kitchen) -> None:
    said: dict[str | tuple[str, int], str] = {
        f"kitchen.warm.clean.text{CONTEXT}The floor {{MUST}} be clean.": "Sakafu {MUST} iwe safi."
    }
    shelf = Shelf([], [Catalog("sw", said)])
    client = create_app(replace(kitchen.site, shelf=shelf), "secret", BLUEPRINTS).test_client()

    def text(query: str, **headers: str) -> tuple[str, str]:
        found = client.get(f"/api/criteria/warm.json{query}", headers=headers).json
        assert found is not None
        return found["language"], found["series"][0]["levels"][0]["criteria"][0]["text"]["raw"]

    english = ("en", "The floor {MUST} be clean.")
    assert text("?lang=sw") == ("sw", "Sakafu {MUST} iwe safi.")
    assert text("") == text("?lang=nothing") == text("?lang=%00") == english
    assert text("", **{"Accept-Language": "sw"}) == english  # an address has one answer, so that it can be kept


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_may_be_kept_for_a_day_by_everybody(client: FlaskClient, address: str) -> None:
    client.get("/en")  # a browser that has a session
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in answer.headers
    assert "Vary" not in answer.headers
    etag = answer.headers["ETag"]
    assert etag.startswith('"')
    again = client.get(address, headers={"If-None-Match": etag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", etag)
    assert again.headers["Cache-Control"] == "public, max-age=86400"
    head = client.head(address)
    assert (head.status_code, head.data, head.headers["ETag"]) == (200, b"", etag)
    assert head.headers["Content-Length"] == str(len(answer.data))


def test_each_language_is_made_once(kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def counting(criteria: object, catalog: Catalog, level: str) -> dict[str, Any]:
        made.append(f"{catalog.language} {level}")
        return {}

    monkeypatch.setattr("badge.api.criteria_data.listed", counting)
    client = create_app(kitchen.site, "secret", BLUEPRINTS).test_client()
    for query in ("", "?lang=en", "?lang=EN", "?lang=sw", "?lang=sw&more=1"):
        client.get(f"/api/criteria.json{query}")
    assert made == ["en ", "sw "]


def test_the_schema_is_named_in_the_answer(client: FlaskClient) -> None:
    document = client.get("/api/criteria.json").json
    assert document is not None
    answer = client.get(document["$schema"])
    assert answer.mimetype == "application/schema+json"
    assert answer.json == FOUND


def test_the_schema_travels_with_the_package() -> None:
    assert SCHEMA.parent == Path(__file__).parents[2] / "badge" / "api"
