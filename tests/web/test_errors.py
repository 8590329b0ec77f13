from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from badge.core.errors import UnreadableError, WrongUseError
from badge.core.messages import Message
from tests.web.building import Kitchen, words


def test_a_fault_gives_a_number_and_no_details(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> str:
        raise RuntimeError("secret path /srv/x")

    app.add_url_rule("/broken", "broken", broken)
    answer = app.test_client().get("/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    number = words(answer.text).partition("please name the number ")[2][:8]
    assert f"fault {number}" in caplog.text


@pytest.mark.parametrize(
    ("error", "status"),
    [(WrongUseError(Message("Do it otherwise.")), 400), (UnreadableError(Message("It cannot be read.")), 503)],
)
def test_a_mistake_is_a_sentence(app: Flask, error: Exception, status: int) -> None:
    def mistaken() -> str:
        raise error

    app.add_url_rule("/mistaken", "mistaken", mistaken)
    answer = app.test_client().get("/mistaken")
    assert answer.status_code == status
    assert str(error) in words(answer.text)


def test_a_database_that_does_not_answer_is_said(client: FlaskClient, kitchen: Kitchen) -> None:
    with kitchen.site.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE project RENAME TO elsewhere"))
    answer = client.get("/en/projects")
    assert answer.status_code == 503
    assert "The database is busy or cannot be reached." in words(answer.text)


def test_the_wrong_method_is_said(client: FlaskClient) -> None:
    assert client.post("/en/criteria").status_code == 405


def test_an_error_is_said_in_the_readers_language(client: FlaskClient) -> None:
    assert '<html lang="sw"' in client.get("/nothing", headers={"Accept-Language": "sw"}).text
    assert '<html lang="sw"' in client.get("/sw/nothing", headers={"Accept-Language": "en"}).text
