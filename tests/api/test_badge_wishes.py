"""A badge's parameters change how it looks, and a slip in them never costs the image."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from flask.testing import FlaskClient

from badge.api import BLUEPRINTS
from badge.i18n import shelf
from badge.web import create_app
from tests.web.building import Kitchen
from tests.web.six_levels import two_series


@pytest.fixture
def pantry(tmp_path: Path) -> Iterator[Kitchen]:
    site = two_series(tmp_path)
    yield Kitchen(replace(site.site, shelf=shelf()))
    site.site.database.close()


@pytest.fixture
def visitor(pantry: Kitchen) -> FlaskClient:
    pantry.answer(pantry.register(), tidy="Met", jars="Met")
    return create_app(pantry.site, "secret of the tests", BLUEPRINTS).test_client()


@pytest.mark.parametrize(
    ("query", "height", "name"),
    [
        ("", 20, "kitchen seal: in progress 33%"),
        ("style=for-the-badge", 28, "kitchen seal: in progress 33%"),
        ("style=social&theme=dark", 20, "kitchen seal: in progress 33%"),
        ("label=My%20<kitchen>", 20, "My <kitchen>: in progress 33%"),
        ("lang=zh-CN", 20, "kitchen seal: 进行中33%"),
        ("lang=zh_Hans", 20, "kitchen seal: 进行中33%"),
        ("lang=sw&label=jiko", 20, "jiko: inaendelea 33%"),
        ("series=pantry", 20, "pantry seal: 50%"),
        ("show=proof", 20, "kitchen seal: in progress 33%, 0 of 1 verified"),
        ("show=proof&series=pantry", 20, "pantry seal: 50%, 0 of 1 verified"),
    ],
)
def test_a_wish_is_granted(visitor: FlaskClient, query: str, height: int, name: str) -> None:
    image = fromstring(visitor.get(f"/projects/1/badge?{query}").data)
    assert (image.get("height"), image.get("aria-label")) == (str(height), name)


@pytest.mark.parametrize(
    "query",
    [
        "style=wavy", "style=", "style=FLAT", "style=flat%00", "theme=blue", "lang=xx", "lang=../../etc", "lang=tlh",
        "series=cellar", "series=", "show=everything", "label=", "label=%20", "label=" + "x" * 65, "label=a%E2%80%AEb",
        "label=%00", "label=a%0Ab", "label=%EF%BF%BD", "a=b", "style[]=flat", "?", "&&&", "%", "style=wavy&style=flat",
    ],
)  # fmt: skip
def test_a_slip_is_ignored(visitor: FlaskClient, query: str) -> None:
    answer = visitor.get(f"/projects/1/badge?{query}")
    assert (answer.status_code, answer.data) == (200, visitor.get("/projects/1/badge").data)


def test_title_and_description_say_what_stands_behind_it(visitor: FlaskClient) -> None:
    image = fromstring(visitor.get("/projects/1/badge").data)
    assert image.findtext("{*}title") == "kitchen seal: in progress, 33% of the level warm"
    said = "As of 2026-03-04, by version 7 of the criteria. Of 1 answer, 0 is verified."
    assert image.findtext("{*}desc") == said


def test_a_badge_with_a_style_sheet_may_use_it_and_nothing_else(visitor: FlaskClient) -> None:
    answer = visitor.get("/projects/1/badge?theme=auto")
    sheet = fromstring(answer.data).findtext("{*}style") or ""
    assert "prefers-color-scheme" in sheet
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    assert answer.headers["Content-Security-Policy"] == f"default-src 'none'; style-src 'sha256-{digest}'; sandbox"
    plain = visitor.get("/projects/1/badge").headers["Content-Security-Policy"]
    assert plain == "default-src 'none'; sandbox"


def test_every_form_takes_wishes(visitor: FlaskClient) -> None:
    assert "jiko: inaendelea 33%" in visitor.get("/projects/1/badge.txt?lang=sw&label=jiko").text
    assert "pantry seal: 50%" in visitor.get("/projects/1/badge.txt?series=pantry").text
    assert visitor.get("/projects/1/pantry/shields.json?style=social").json == {
        "schemaVersion": 1, "label": "pantry seal", "message": "50%", "color": "#fc9d32", "labelColor": "#555",
        "style": "social",
    }  # fmt: skip


def test_the_words_are_for_whoever_cannot_see_it(visitor: FlaskClient) -> None:
    answer = visitor.get("/projects/1/badge.txt")
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.text.splitlines() == [
        "kitchen seal: in progress 33%",
        "kitchen seal: in progress, 33% of the level warm",
        "As of 2026-03-04, by version 7 of the criteria. Of 1 answer, 0 is verified.",
    ]


@pytest.mark.parametrize("start", ["badge", "pantry"])
@pytest.mark.parametrize("end", [".txt", ".png", "/shields.json", "/card.png"])
@pytest.mark.parametrize("number", ["9", "0", "x", "01"])
def test_a_project_that_is_none_has_no_form(visitor: FlaskClient, number: str, start: str, end: str) -> None:
    answer = visitor.get(f"/projects/{number}/{start}{end}")
    assert (answer.status_code, answer.mimetype) == (404, "text/plain")


@pytest.mark.parametrize("path", ["badge.txt", "badge/shields.json", "pantry.txt", "badge?theme=auto"])
def test_every_form_has_the_headers_of_a_badge(visitor: FlaskClient, path: str) -> None:
    answer = visitor.get(f"/projects/1/{path}")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    again = visitor.get(f"/projects/1/{path}", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    head = visitor.head(f"/projects/1/{path}")
    assert (head.status_code, head.data, head.headers["ETag"]) == (200, b"", answer.headers["ETag"])
