"""The document is made of the routes, is valid, and the page in docs/ says the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from badge.api import v1
from badge.api.v1.operations import OPERATIONS
from scripts.api_page import END, PAGE, START, written

ROOT = Path(__file__).parents[3]


def test_every_route_is_described_and_nothing_else(app: Flask, client: FlaskClient) -> None:
    routes = {
        rule.rule.replace("<", "{").replace(">", "}")
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(v1.PREFIX)
    }
    document = client.get(f"{v1.PREFIX}/openapi.json").json
    assert document is not None
    assert document["openapi"] == "3.1.0"
    assert set(document["paths"]) == routes - {f"{v1.PREFIX}/openapi.json"}
    assert all(list(each) == ["get"] for each in document["paths"].values())


def test_its_schemas_are_schemas_and_every_reference_leads_somewhere(client: FlaskClient) -> None:
    document = client.get(f"{v1.PREFIX}/openapi.json").json
    assert document is not None
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)

    def references(part: object) -> list[str]:
        if isinstance(part, dict):
            own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
            return own + [each for value in part.values() for each in references(value)]
        return [each for value in part for each in references(value)] if isinstance(part, list) else []

    found = set(references(document))
    assert len(found) > 20
    for each in found:
        part = document
        for name in each.removeprefix("#/").split("/"):
            part = part[name]


def test_its_words_are_those_of_the_installation(client: FlaskClient) -> None:
    document = client.get(f"{v1.PREFIX}/openapi.json").json
    assert document is not None
    parameters = document["paths"]["/api/v1/criteria"]["get"]["parameters"]
    schemas = {each["name"]: each["schema"] for each in parameters}
    assert schemas["level"] == {"type": "string", "enum": ["warm", "hot"]}
    assert schemas["lang"]["enum"][:2] == ["en", "sw"]


def test_names_of_operations_are_unique() -> None:
    names = [each.name for each in OPERATIONS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("text", ["?x=1", "?fields=info"])
def test_the_document_takes_no_parameters(client: FlaskClient, text: str) -> None:
    assert client.get(f"{v1.PREFIX}/openapi.json{text}").status_code == 400


def test_the_page_in_docs_is_made_of_it() -> None:
    text = (ROOT / PAGE).read_text("utf-8")
    kept = text[text.index(START) : text.index(END) + len(END)]
    assert kept == written(), "run `python -m scripts.api_page`"
