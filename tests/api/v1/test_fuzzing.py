"""schemathesis reads the document, asks whatever it can think of, and finds no fault; each run tries the same."""

from __future__ import annotations

import warnings
from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from schemathesis.engine import from_schema

EXAMPLES = 4
"""For each operation, beside what it derives from the document: limits, methods, all kinds of wrong values."""


def faults(app: Flask, examples: int) -> tuple[int, list[str]]:
    """Give how many requests were sent, and what was wrong with the answers."""
    wanted: dict[str, Any] = {
        "generation": {"max-examples": examples, "deterministic": True, "database": "none"},
        "phases": {"stateful": {"enabled": False}},
        "continue-on-failure": True,
    }
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=schemathesis.Config.from_dict(wanted))
    sent, found = 0, []
    for event in from_schema(schema).execute():
        recorder = getattr(event, "recorder", None)
        if recorder is not None and hasattr(event, "status"):
            sent += len(recorder.cases)
            for checks in recorder.checks.values():
                found += [f"{each.name}: {each.failure_info}" for each in checks if each.failure_info is not None]
        if (info := getattr(event, "info", None)) is not None:
            found.append(f"{type(event).__name__}: {info}")
    return sent, found


@pytest.fixture
def quiet() -> Any:
    """Let others' warnings be."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.mark.usefixtures("quiet")
def test_no_fault_is_found(imported: FlaskClient) -> None:
    sent, found = faults(imported.application, EXAMPLES)
    assert sent > 500
    assert found == []


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_fault_would_be_found(app: Flask) -> None:
    app.view_functions["v1.dumps"] = lambda: ({"items": [{"name": 1}]}, 200)
    assert any("schema" in each for each in faults(app, 1)[1])
