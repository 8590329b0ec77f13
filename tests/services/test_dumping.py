"""A dump is whole or not there, says the same in both forms, and names nobody."""

from __future__ import annotations

import gzip
import hashlib
import json
import sqlite3
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from badge.core.errors import UnreadableError, WrongUseError
from badge.core.people import Person
from badge.core.projects import Project
from badge.services import dumping
from badge.services.dumping import content
from badge.storage import events
from badge.storage.database import Database
from tests.api.v1 import conftest as api
from tests.web.building import NOW, Kitchen

postgresql_url, postgresql, database = api.postgresql_url, api.postgresql, api.database
kitchen, lived, app, client = api.kitchen, api.lived, api.app, api.client


def dumped(kitchen: Kitchen, place: Path, later: int = 0, **more: Any) -> Path:
    now = NOW + timedelta(seconds=later)
    site = kitchen.site
    return dumping.write(site.database, site.criteria, place, now, tell=more.pop("tell", lambda _: None), **more)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(each) for each in gzip.decompress(path.read_bytes()).splitlines()]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Any]:
    """Give a way to open the database of a dump."""
    found: list[sqlite3.Connection] = []

    def look(folder: Path) -> sqlite3.Connection:
        path = tmp_path / "unpacked.sqlite"
        path.write_bytes(gzip.decompress((folder / "badge.sqlite.gz").read_bytes()))
        found.append(sqlite3.connect(path))
        found[-1].row_factory = sqlite3.Row
        return found[-1]

    yield look
    for each in found:
        each.close()


def test_it_holds_what_the_api_gives(
    client: FlaskClient, kitchen: Kitchen, lived: Project, tmp_path: Path, opened: Any
) -> None:
    folder = dumped(kitchen, tmp_path / "dumps")
    first, second = lines(folder / "projects.jsonl.gz")
    shown = client.get(f"/api/v1/projects/{lived.id}").json
    assert shown is not None
    assert {name: first[name] for name in shown if name != "standings"} == {
        name: value for name, value in shown.items() if name != "standings"
    }
    for part, gone in (("standing", ()), ("answers", ("html",)), ("findings", ("reason",))):
        given = client.get(f"/api/v1/projects/{lived.id}/{part}").json
        assert given is not None
        items = [{name: value for name, value in each.items() if name not in gone} for each in given["items"]]
        if part == "findings":
            assert first["look"] == given["look"]
            items[0]["places"][0]["excerpt"] = "We sweep. Write to [e-mail address]."
        assert first["standings" if part == "standing" else part] == items
    happened = client.get("/api/v1/events?limit=100").json
    assert happened is not None
    assert lines(folder / "events.jsonl.gz") == happened["items"]
    tables = opened(folder)
    assert tables.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert [dict(each)["name"] for each in tables.execute("SELECT * FROM project ORDER BY id")] == ["kitchen", "Soup"]
    numbers = {
        name: tables.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
        for name in ("standing", "level", "answer", "finding", "event")
    }
    answers = len(first["answers"]) + len(second["answers"])
    assert numbers == {"standing": 2, "level": 4, "answer": answers, "finding": 3, "event": len(happened["items"])}
    row = dict(tables.execute("SELECT * FROM answer WHERE criterion = 'clean' AND project = ?", [lived.id]).fetchone())
    assert (row["status"], row["class"], row["asked"]) == ("Met", "verified", 1)


def test_checksums_and_the_manifest_are_right(kitchen: Kitchen, lived: Project, tmp_path: Path) -> None:
    folder = dumped(kitchen, tmp_path)
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.count(": OK")) == (0, 3)
    [manifest] = dumping.kept(tmp_path)
    assert (manifest["name"], manifest["projects"], manifest["as_of"]) == (folder.name, 2, "2026-03-04T05:06:07.000Z")
    for each in manifest["files"]:
        data = (folder / each["name"]).read_bytes()
        assert (each["bytes"], each["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    assert {each.name for each in folder.iterdir()} == {
        "manifest.json", "SHA256SUMS", *(each["name"] for each in manifest["files"])
    }  # fmt: skip


def test_the_same_content_gives_the_same_lines(kitchen: Kitchen, lived: Project, tmp_path: Path) -> None:
    one, other = dumped(kitchen, tmp_path), dumped(kitchen, tmp_path, 9)
    for name in ("projects.jsonl.gz", "events.jsonl.gz"):
        assert (one / name).read_bytes() == (other / name).read_bytes()


def test_nothing_private_is_in_it(kitchen: Kitchen, lived: Project, tmp_path: Path) -> None:
    kitchen.answer(lived, clean="Met https://kitchen.example/ by Ann <ann.b+c@kitchen.example>, git@github.com:a/b")
    with kitchen.site.database.writing() as session:
        events.add(session, lived.id, Person("mallory"), "key made", {"csrf_token": "sesame"}, NOW)
        session.commit()
    folder = dumped(kitchen, tmp_path)
    everything = b"".join(
        gzip.decompress(each.read_bytes()) if each.suffix == ".gz" else each.read_bytes() for each in folder.iterdir()
    )
    for private in (b"@kitchen.example", b"mallory", b"sesame", b"key made", b"user_id", b'"local"', b"secret"):
        assert private not in everything
    assert b"by Ann <[e-mail address]>, git@github.com:a/b" in everything


def test_one_that_fails_leaves_nothing_behind(
    kitchen: Kitchen, lived: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(UnreadableError, match=r"could not be written to .*: No space left on device"):
        dumped(kitchen, tmp_path / "dumps", tell=full)
    assert list((tmp_path / "dumps").iterdir()) == []
    (tmp_path / "file").write_text("")
    with pytest.raises(UnreadableError, match="could not be written"):
        dumped(kitchen, tmp_path / "file" / "dumps")


def test_it_is_of_one_moment(kitchen: Kitchen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "AT_ONCE", 2)
    for number in range(4):
        kitchen.register(f"https://github.com/cook/soup-{number}")

    def meanwhile(done: int) -> None:
        if done == 1:
            kitchen.register("https://github.com/cook/late")

    folder = dumped(kitchen, tmp_path, tell=meanwhile)
    assert [each["name"] for each in lines(folder / "projects.jsonl.gz")] == [f"soup-{each}" for each in range(4)]
    assert {each["project"] for each in lines(folder / "events.jsonl.gz")} == {1, 2, 3, 4}


def test_only_the_newest_are_kept(kitchen: Kitchen, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    folders = [dumped(kitchen, tmp_path, later, keep=2) for later in range(4)]
    assert sorted(each.name for each in tmp_path.iterdir() if each.is_dir()) == sorted(
        ["mine", *(each.name for each in folders[2:])]
    )
    assert dumping.newest(tmp_path) == NOW + timedelta(seconds=3)


def test_two_at_once_are_refused(database: Database, kitchen: Kitchen, tmp_path: Path) -> None:
    with database.alone("dump"), pytest.raises(WrongUseError, match="A dump is being written already"):
        dumped(kitchen, tmp_path)
    dumped(kitchen, tmp_path)
    with pytest.raises(WrongUseError, match="There is a dump of this moment already"):
        dumped(kitchen, tmp_path)
