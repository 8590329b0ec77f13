"""A level of a project as Markdown."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from markdown import Markdown

from tests.web.building import Kitchen


def test_a_level_is_written_with_its_answers(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.answer(kitchen.register(), clean="Met see https://kitchen.example/a_b", sharp="Unmet")
    answer = client.get("/en/projects/1/warm.md")
    assert (answer.mimetype, answer.headers["Access-Control-Allow-Origin"]) == ("text/markdown", "*")
    assert answer.text == (
        "# kitchen: Warm\n\n* <https://github.com/cook/kitchen>\n\n67% of this level is reached.\n\n"
        "## Floor\n\n### Sweeping\n\n"
        "* **A clean floor** (`clean`): Met\n  > see https://kitchen.example/a_b\n"
        "* **Tidy shelves** (`tidy`): Not answered yet (This is not answered yet.)\n\n## Tools\n\n"
        "* **Sharp knives** (`sharp`): Unmet\n"
    )


def test_it_is_said_in_the_language_of_the_address(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.register()
    assert client.get("/projects/1/warm.md", headers={"Accept-Language": "sw"}).location == "/sw/projects/1/warm.md"
    assert client.get("/sw/projects/1/warm.md").text != client.get("/en/projects/1/warm.md").text


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>", "[x](javascript:alert(1))", "https://a](javascript:alert(1))", "![x](https://a.example)",
        "# heading", "--- \n---", "`code`", "https://a.example/[x](javascript:alert(1))", "&lt;script&gt;",
    ],
)  # fmt: skip
def test_foreign_text_cannot_become_markup(client: FlaskClient, kitchen: Kitchen, hostile: str) -> None:
    kitchen.answer(kitchen.register(), sharp=f"Met {hostile}")
    html = Markdown().convert(client.get("/en/projects/1/warm.md").text)
    assert "<script" not in html
    assert 'href="javascript' not in html
    assert "<img" not in html
    assert html.count("<h1>") == 1
    assert "<hr" not in html


@pytest.mark.parametrize("path", ["/en/projects/9/warm.md", "/en/projects/1/nothing.md", "/en/projects/x/warm.md"])
def test_there_is_no_text_of_what_is_not_there(client: FlaskClient, kitchen: Kitchen, path: str) -> None:
    kitchen.register()
    assert client.get(path).status_code == 404
