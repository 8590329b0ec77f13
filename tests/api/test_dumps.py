"""The files of dumps can be fetched, whole or in part, and nothing else can."""

from __future__ import annotations

import gzip
import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from badge.services import dumping
from tests.web.building import NOW, Kitchen


@pytest.fixture
def folder(kitchen: Kitchen) -> Path:
    kitchen.register()
    site = kitchen.site
    place = dumping.folder(site.settings)
    dumping.write(site.database, site.criteria, place, NOW - timedelta(days=1), tell=lambda _: None)
    return dumping.write(site.database, site.criteria, place, NOW, tell=lambda _: None)


def test_the_list_leads_to_every_file(client: FlaskClient, folder: Path) -> None:
    assert client.get("/dumps").location == "/api/v1/dumps"
    found = client.get("/api/v1/dumps").json
    assert found is not None
    assert [each["name"] for each in found["items"]] == [folder.name, "2026-03-03T050607Z"]
    for file in found["items"][0]["files"]:
        answer = client.get(file["url"], buffered=True)
        assert (answer.status_code, answer.mimetype) == (200, "application/gzip")
        assert (hashlib.sha256(answer.data).hexdigest(), len(answer.data)) == (file["sha256"], file["bytes"])
        assert answer.headers["ETag"] == f'"{file["sha256"]}"'
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        gzip.decompress(answer.data)


def test_what_is_known_is_not_sent_again_and_a_part_can_be_had(client: FlaskClient, folder: Path) -> None:
    path = f"/dumps/{folder.name}/projects.jsonl.gz"
    whole = client.get(path, buffered=True)
    assert client.get(path, headers={"If-None-Match": whole.headers["ETag"]}, buffered=True).status_code == 304
    part = client.get(path, headers={"Range": "bytes=5-9"}, buffered=True)
    assert (part.status_code, part.data) == (206, whole.data[5:10])


def test_the_newest_has_an_address_of_its_own(client: FlaskClient, folder: Path) -> None:
    answer = client.get("/dumps/latest/SHA256SUMS")
    assert (answer.status_code, answer.location) == (302, f"/dumps/{folder.name}/SHA256SUMS")
    assert client.get(answer.location, buffered=True).mimetype == "text/plain"
    newest = client.get("/dumps/latest/manifest.json", follow_redirects=True, buffered=True)
    assert newest.json == dumping.kept(folder.parent)[0]


@pytest.mark.parametrize(
    "path",
    [
        "/dumps/latest/nothing", "/dumps/2020-01-01T000000Z/SHA256SUMS", "/dumps/..%2F/badge.sqlite", "/dumps/x/y",
        "/dumps/latest/..%2f..%2fsecret.key", "/dumps/latest/%00", "/dumps/%2e%2e/badge.sqlite",
    ],
)  # fmt: skip
def test_nothing_else_can_be_fetched(client: FlaskClient, folder: Path, path: str) -> None:
    assert client.get(path, follow_redirects=True).status_code == 404


def test_before_the_first_night_there_is_none(client: FlaskClient) -> None:
    assert client.get("/api/v1/dumps").json == {"items": []}
    assert client.get("/dumps/latest/manifest.json").status_code == 404
