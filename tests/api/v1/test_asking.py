"""Whatever is asked: an answer, or a sentence that says what fits; never a fault."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from badge.core.projects import Project
from badge.storage.database import Database

LISTS = "/api/v1/projects"
LONG = "a" * 6000


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Give one database: hardly anything of this comes as far as there."""
    found = Database(f"sqlite:///{tmp_path / 'badge.sqlite'}")
    found.prepare()
    yield found
    found.close()


@pytest.mark.parametrize(
    ("query", "parameter", "sentence"),
    [
        ("limit=0", "limit", "limit has to be a whole number from 1 to 100."),
        ("limit=101", "limit", "limit has to be"),
        ("limit=-1", "limit", "limit has to be"),
        ("limit=%2B5", "limit", "limit has to be"),
        ("limit=1e1", "limit", "limit has to be"),
        ("limit=", "limit", "limit has to be"),
        ("limit=%D9%A3", "limit", "limit has to be"),
        (f"limit={'9' * 5000}", "limit", "limit has to be"),
        ("limit=5&limit=6", "limit", "The parameter limit is given twice. Give it once."),
        ("limit[]=5", "limit[]", "There is no parameter 'limit[]' here."),
        ("cursor=", "cursor", "This cursor was not given here."),
        ("cursor=x", "cursor", "This cursor was not given here."),
        ("cursor=-1.1", "cursor", "This cursor was not given here."),
        ("cursor=0.1%00", "cursor", "This cursor was not given here."),
        ("cursor=0.1%0A", "cursor", "This cursor was not given here."),
        ("cursor=0.99999999999", "cursor", "This cursor was not given here."),
        ("cursor=%D9%A3.1", "cursor", "This cursor was not given here."),
        ("updated_since=yesterday", "updated_since", "updated_since has to be a moment like"),
        ("updated_since=2026-01-01", "updated_since", "updated_since has to be a moment like"),
        ("updated_since=2026-01-01T00:00:00", "updated_since", "updated_since has to be a moment like"),
        ("updated_since=2026-13-01T00:00:00Z", "updated_since", "updated_since has to be a moment like"),
        ("updated_since=0000-01-01T00:00:00Z", "updated_since", "updated_since has to be a moment like"),
        ("updated_since=2026-01-01T00:00:00%2B99:00", "updated_since", "updated_since has to be a moment like"),
        ("updated_since=", "updated_since", "updated_since has to be a moment like"),
        ("repository=", "repository", "repository has to be an address of at most 500 characters."),
        (f"repository={LONG}", "repository", "repository has to be an address"),
        ("repository=https://a.example/%00", "repository", "repository has to be an address"),
        ("fields=", "fields", "fields may not be ''."),
        ("fields=secret_key", "fields", "fields may not be 'secret_key'."),
        ("fields=id,", "fields", "fields may not be ''."),
        ("fields=id,id", "fields", "fields names something twice. Name each only once."),
        ("page=1", "page", "There is no parameter 'page' here."),
        ("=1", "", "There is no parameter '' here."),
        (f"{LONG}=1", "a" * 100, "There is no parameter 'aaaaaaaa"),
        ("x%00=1", "x\0", r"There is no parameter 'x\x00' here."),
        ("limit=%FF", None, "The parameters are not in UTF-8."),
        ("%C3%28=1", None, "The parameters are not in UTF-8."),
        ("q=" + LONG * 2, None, "The parameters are too long. They may have 8192 bytes."),
        ("&".join(f"a{number}=1" for number in range(60)), None, "There are too many parameters."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said(client: FlaskClient, query: str, parameter: str | None, sentence: str) -> None:
    answer = client.get(f"{LISTS}?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert answer.json is not None
    assert answer.json["detail"].startswith(sentence)
    assert answer.json.get("parameter", "") == (parameter or "")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("path", "status"), [(LISTS, 400), ("/projects.json", 200), ("/projects/1/badge", 200)])
def test_raw_bytes_that_are_no_utf_8_are_no_fault(client: FlaskClient, lived: Project, path: str, status: int) -> None:
    answer = client.get(path, environ_overrides={"QUERY_STRING": "repository=\xff"})
    assert answer.status_code == status


def test_an_unknown_parameter_is_answered_with_those_that_are_known(client: FlaskClient) -> None:
    found = client.get(f"{LISTS}?sort=name").json
    assert found is not None
    assert found["known"] == ["updated_since", "repository", "limit", "cursor", "fields"]
    assert found == {
        "type": "about:blank", "title": "Bad Request", "status": 400, "instance": LISTS, "parameter": "sort",
        "detail": "There is no parameter 'sort' here. The key `known` lists those that there are.",
        "known": found["known"],
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-04T05:06:07Z", "2026-03-04t05:06:07.123456789z", "2026-03-04T05:06:60Z", "0001-01-01T00:00:00%2B14:00",
        "9999-12-31T23:59:59-14:00", "2026-03-04T05:06:07+02:00", "2026-03-04T05:06:07%2B02:00",
    ],
)  # fmt: skip
def test_every_way_to_write_a_moment_is_read(client: FlaskClient, lived: Project, text: str) -> None:
    assert client.get(f"{LISTS}?updated_since={text}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "projects/0", "projects/01", "projects/-1", "projects/1.0", "projects/%D9%A3", "projects/2147483648",
        f"projects/{'9' * 400}", "projects/%00", "projects/1%0A", "projects/999", "projects/999/answers",
        "projects/999/standing", "projects/999/findings", "projects/999/events", "projects/999/badges", "criteria/none",
        "criteria/%00", "nothing", "projects/1/nothing", "openapi.yaml", "..%2F..", "criteria/" + "x" * 500,
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_is_not_there_is_a_problem(client: FlaskClient, lived: Project, path: str, method: str) -> None:
    answer = client.open(f"/api/v1/{path}", method=method)
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_nothing_can_be_changed(client: FlaskClient, method: str) -> None:
    answer = client.open(LISTS, method=method)
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("", 200), ("*/*", 200), ("application/*", 200), ("text/html, application/json;q=0.1", 200),
        ("application/json; charset=utf-8", 200), ("text/html", 406), ("application/json;q=0", 406), ("nonsense", 406),
    ],
)  # fmt: skip
def test_who_refuses_json_gets_none(client: FlaskClient, accept: str, status: int) -> None:
    answer = client.get(LISTS, headers={"Accept": accept})
    assert answer.status_code == status
    assert answer.headers["Vary"] == "Accept"
    if status == 406:
        assert answer.mimetype == "application/problem+json"


def test_a_fault_is_a_problem_too(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    def broken(**_: str) -> str:
        raise RuntimeError("the stove is off")

    app.view_functions["v1.projects"] = broken
    with caplog.at_level(logging.CRITICAL, "badge.web"):
        answer = app.test_client().get(LISTS)
    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert "stove" not in answer.text


def test_any_site_may_ask_whether_something_has_changed(client: FlaskClient) -> None:
    answer = client.options(LISTS, headers={"Origin": "https://a.example", "Access-Control-Request-Method": "GET"})
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Headers"] == "If-None-Match"
    assert "Link" in answer.headers["Access-Control-Expose-Headers"]
