"""Every answer is what the document says, on both databases, for a project to which everything has happened."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator, FormatChecker

from badge.api.v1.operations import OPERATIONS, Operation, Shape
from badge.core.projects import Project
from badge.services.public.events import DETAILS
from tests.web.building import ADDRESS, Kitchen

START = "/api/v1"
FORMATS = FormatChecker(())


@FORMATS.checks("date-time", ValueError)
def is_moment(value: object) -> bool:
    return not isinstance(value, str) or (value.endswith("Z") and datetime.fromisoformat(value).tzinfo is UTC)


@FORMATS.checks("date", ValueError)
def is_day(value: object) -> bool:
    return not isinstance(value, str) or bool(date.fromisoformat(value))


def path_of(operation: Operation, project: int = 1) -> str:
    return START + operation.path.replace("{project}", str(project)).replace("{criterion}", "clean")


def validator(client: FlaskClient, operation: Operation, *, whole: bool = True) -> Draft202012Validator:
    """Give the validator for an answer; one that is `whole` may not take `fields` as an excuse for a missing key."""
    document = client.get(f"{START}/openapi.json").json
    assert document is not None
    schema: dict[str, Any] = document["paths"][START + operation.path]["get"]["responses"]["200"]["content"][
        "application/json"
    ]["schema"]
    text = json.dumps({**schema, "components": document["components"]})
    if whole:
        text = text.replace(f'{{"$ref": "#/components/schemas/{operation.item}Keys"}}', "false")
    return Draft202012Validator(json.loads(text), format_checker=FORMATS)


def errors(found: Draft202012Validator, content: object) -> list[str]:
    return [f"{each.json_path}: {each.message}" for each in found.iter_errors(content)]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
def test_an_answer_is_as_described(client: FlaskClient, lived: Project, operation: Operation) -> None:
    answer = client.get(path_of(operation, lived.id))
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.json is not None
    assert errors(validator(client, operation), answer.json) == []
    if operation.shape is not Shape.ONE and operation.name != "dumps":
        assert answer.json["items"]
        broken = {**answer.json, "items": [{**answer.json["items"][0], "more": 1}]}
        assert errors(validator(client, operation), broken)


def test_every_kind_of_event_is_shown_and_described(client: FlaskClient, lived: Project) -> None:
    found = client.get(f"{START}/events?limit=100").json
    assert found is not None
    assert {each["kind"] for each in found["items"]} == set(DETAILS)
    [moved] = [each for each in found["items"] if each["kind"] == "moved"]
    assert moved["details"] == {"from": ADDRESS, "to": "https://codeberg.org/cook/kitchen"}
    first = [each for each in found["items"] if each["project"] == lived.id]
    assert [each["previous"] for each in first[1:]] == [each["hash"] for each in first[:-1]]


def test_nobody_is_named_and_what_had_no_place_stays_in_the_history(client: FlaskClient, lived: Project) -> None:
    paths = [path_of(each, number) for each in OPERATIONS for number in (lived.id, 70)]
    everything = "".join(client.get(path).text for path in paths)
    for private in ("local", "secret", "user_id", "person_id"):
        assert f'"{private}"' not in everything


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
def test_keys_can_be_chosen(client: FlaskClient, lived: Project, operation: Operation) -> None:
    names = operation.parameters[-1].words
    assert names is not None
    chosen = list(names(None))[:2]  # type: ignore[arg-type]  # they are the same everywhere
    answer = client.get(f"{path_of(operation, lived.id)}?fields={','.join(chosen)}")
    assert answer.json is not None
    items = [answer.json] if operation.shape is Shape.ONE else answer.json["items"]
    assert all(list(each) == chosen for each in items)
    assert errors(validator(client, operation, whole=False), answer.json) == []


def test_a_project_tells_its_former_address_and_its_short_standing(client: FlaskClient, lived: Project) -> None:
    found = client.get(f"{START}/projects/{lived.id}").json
    assert found is not None
    assert found["addresses"] == ["https://codeberg.org/cook/kitchen", ADDRESS]
    [standing] = found["standings"]
    assert (standing["level"], standing["percentages"], standing["tiered_percentage"]) == (
        "hot",
        {"warm": 100, "hot": 100},
        200,
    )


def test_a_standing_says_what_keeps_a_level_away(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.answer(kitchen.register(), clean="Met", tidy="Unmet")
    found = client.get(f"{START}/projects/1/standing").json
    assert found is not None
    warm, hot = found["items"][0]["levels"]
    assert warm["blockers"] == [
        {"criterion": "clean", "reason": "url_required"}, {"criterion": "tidy", "reason": "justification_required"},
        {"criterion": "sharp", "reason": "unanswered"},
    ]  # fmt: skip
    assert [each["reason"] for each in hot["blockers"]] == ["level_below", "unanswered"]
    assert (found["items"][0]["answered"], found["items"][0]["verified"]) == (2, 0)


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("answers?status=Met", ["clean", "tidy", "sharp", "spicy"]),
        ("answers?level=hot", ["spicy"]),
        ("answers?criterion=tidy", ["tidy"]),
        ("answers?criterion=none", []),
        ("findings?outcome=unknown", ["sharp"]),
        ("findings?criterion=clean", ["clean"]),
    ],
)
def test_lists_can_be_narrowed(client: FlaskClient, lived: Project, path: str, wanted: list[str]) -> None:
    found = client.get(f"{START}/projects/{lived.id}/{path}").json
    assert found is not None
    assert [each["criterion"] for each in found["items"]] == wanted


def test_classes_are_computed_from_the_last_look(client: FlaskClient, lived: Project) -> None:
    found = client.get(f"{START}/projects/{lived.id}/answers?fields=criterion,class").json
    assert found is not None
    classes = {each["criterion"]: each["class"] for each in found["items"]}
    assert classes == {"clean": "verified", "tidy": "disputed", "sharp": "claimed", "spicy": "claimed"}


def test_criteria_are_told_in_a_language(client: FlaskClient) -> None:
    texts = [client.get(f"{START}/criteria/clean?lang={each}").json for each in ("en", "zh-CN")]
    assert next(each["items"][0]["text"] for each in texts if each) == "The floor MUST be clean."
    assert texts[0] != texts[1]
