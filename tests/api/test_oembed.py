"""oEmbed, the pixels of a badge, and the tags that lead other sites to both."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from badge.svg import raster
from tests.web.building import Kitchen

PAGE = "http://localhost/projects/1"


def png(_image: bytes, zoom: int = 1) -> bytes:
    return b"\x89PNG %d" % zoom


@pytest.fixture
def pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "available", lambda: True)
    monkeypatch.setattr(raster, "can_write", str.isascii)
    monkeypatch.setattr(raster, "png", png)


@pytest.fixture
def no_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "available", lambda: False)


@pytest.mark.usefixtures("no_pixels")
@pytest.mark.parametrize(
    "url",
    [
        PAGE,
        f"{PAGE}/",
        f"{PAGE}/warm",
        f"{PAGE}/badge",
        "http://localhost/en/projects/1/hot",
        "https://LOCALHOST/zh-CN/projects/1",
    ],
)
def test_a_page_is_shown_as_a_badge_that_leads_to_it(client: FlaskClient, kitchen: Kitchen, url: str) -> None:
    kitchen.register()
    answer = client.get("/oembed", query_string={"url": url})
    assert (answer.mimetype, answer.headers["Access-Control-Allow-Origin"]) == ("application/json", "*")
    assert answer.json == {
        "version": "1.0", "type": "rich", "title": "kitchen", "provider_name": "badge",
        "provider_url": "http://localhost", "width": 168, "height": 20,
        "html": f'<a href="{PAGE}"><img src="{PAGE}/badge" alt="kitchen seal: in progress 0%" width="168" '
        'height="20"></a>',
    }  # fmt: skip


@pytest.mark.usefixtures("no_pixels")
@pytest.mark.parametrize(
    "url",
    [
        "", "http://localhost/", "http://other.example/projects/1", "http://localhost/projects/9", "http://localhost/projects/x",
        "http://localhost/projects/1/a/b", "ftp://localhost/projects/1", "http://[", "/projects/1", "http://localhost/projects/01",
        "http://localhost:99/projects/1",
    ],
)  # fmt: skip
def test_another_address_is_not_ours(client: FlaskClient, kitchen: Kitchen, url: str) -> None:
    kitchen.register()
    assert client.get("/oembed", query_string={"url": url}).status_code == 404


def test_only_json_is_there(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.register()
    assert client.get("/oembed", query_string={"url": PAGE, "format": "json"}).status_code == 200
    assert client.get("/oembed", query_string={"url": PAGE, "format": "xml"}).status_code == 501


@pytest.mark.usefixtures("pixels")
def test_with_pixels_there_is_a_thumbnail(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.register()
    found = client.get("/oembed", query_string={"url": PAGE}).json
    assert found is not None
    assert found["thumbnail_url"] == f"{PAGE}/badge.png?scale=8"
    assert (found["thumbnail_width"], found["thumbnail_height"]) == (8 * 168, 160)


@pytest.mark.usefixtures("pixels")
@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("badge.png", b"\x89PNG 1"), ("badge.png?scale=4", b"\x89PNG 4"), ("badge.png?scale=99", b"\x89PNG 1"),
        ("badge.png?scale=x", b"\x89PNG 1"), ("badge.png?scale=-1", b"\x89PNG 1"), ("kitchen.png", b"\x89PNG 1"),
        ("badge/card.png", b"\x89PNG 1"),
    ],
)  # fmt: skip
def test_a_badge_can_be_had_as_pixels(client: FlaskClient, kitchen: Kitchen, path: str, content: bytes) -> None:
    kitchen.register()
    answer = client.get(f"/projects/1/{path}")
    assert (answer.mimetype, answer.data) == ("image/png", content)
    assert answer.headers["ETag"]


@pytest.mark.usefixtures("pixels")
def test_what_the_fonts_cannot_write_is_said_in_english(
    client: FlaskClient, kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch
) -> None:
    kitchen.register()
    monkeypatch.setattr(raster, "png", lambda image, zoom=1: image)
    assert b"in progress 0%" in client.get("/projects/1/badge.png?lang=zh-CN&style=flat-square").data


@pytest.mark.usefixtures("no_pixels")
@pytest.mark.parametrize("path", ["badge.png", "badge/card.png", "kitchen.png"])
def test_without_the_library_there_is_a_clear_answer(client: FlaskClient, kitchen: Kitchen, path: str) -> None:
    kitchen.register()
    answer = client.get(f"/projects/1/{path}")
    assert (answer.status_code, answer.mimetype) == (406, "text/plain")
    assert "badge[png]" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def tags(page: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', page))


@pytest.mark.usefixtures("no_pixels")
def test_a_page_tells_other_sites_what_it_is(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.register()
    page = client.get("/en/projects/1/warm").text
    found = tags(page)
    assert found["og:title"] == "kitchen"
    assert found["og:description"] == "kitchen seal: in progress 0%"
    assert found["og:url"] == PAGE
    assert "og:image" not in found
    assert 'type="application/json+oembed" href="/oembed?url=http%3A%2F%2Flocalhost%2Fprojects%2F1"' in page


@pytest.mark.usefixtures("pixels")
def test_with_pixels_the_page_has_an_image_for_them(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.register()
    found = tags(client.get("/en/projects/1/warm").text)
    assert found["og:image"] == f"{PAGE}/badge/card.png"
    assert client.get("/projects/1/badge/card.png").mimetype == "image/png"


def test_a_hostile_name_stays_text(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.register("https://git.example.org/cook/<script>alert(1)</script>")
    assert "<script>alert" not in client.get("/en/projects/1/warm").text
    assert "<" not in client.get("/oembed", query_string={"url": PAGE}).json["html"][3:-4].replace("<img", "")  # type: ignore[index]  # it is there
