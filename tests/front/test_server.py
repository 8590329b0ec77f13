"""The real server, over a socket, with two processes: while others edit, it gives only images that are right."""

from __future__ import annotations

import http.client
import os
import random
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from badge.core.people import LOCAL
from badge.services import registering
from badge.services.asking import load_criteria
from badge.storage.database import Database
from badge.storage.models import StandingRow
from tests.front.conftest import eventually
from tests.web.building import NOW

ROOT = Path(__file__).parents[2]
CRITERIA = load_criteria()
SERIES = CRITERIA.series[0]
PAGE = f"/en/projects/1/{SERIES.levels[0].id}"
PATHS = ("/projects/1/badge", f"/projects/1/{SERIES.id}", "/projects/1/badge?x=1")


@dataclass(frozen=True)
class Got:
    """An answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Served:
    """A running server, the database behind it, and the two images that a badge can be: bytes -> ETag."""

    port: int
    database: Database
    images: dict[bytes, str] = field(default_factory=dict)

    def ask(self, path: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> Got:
        """Ask on a connection of its own, so that any process may answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, headers=dict(headers or {}))
            answer = connection.getresponse()
            return Got(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def edit(self, *, reached: bool) -> None:
        """Let the project stand otherwise, as a save in another process would."""
        first = SERIES.levels[0].id
        with self.database.writing() as session:
            row = session.get_one(StandingRow, (1, SERIES.id))
            row.level, row.percentages = (first, {first: 100}) if reached else ("", {first: 33})
            row.revision += 1
            session.commit()

    def shows(self, image: bytes) -> bool:
        """Tell whether every process shows this one."""
        return all(self.ask(path).body == image for _ in range(4) for path in PATHS)


@pytest.fixture
def served(database: Database, tmp_path: Path) -> Iterator[Served]:
    """Start the server as an operator does, with two processes."""
    with database.writing() as session:
        registering.register(session, LOCAL, "https://git.example.org/cook/kitchen", CRITERIA, NOW)
        session.commit()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    place = {"BADGE_DATABASE_URL": database.url.render_as_string(hide_password=False), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "badge", "serve", "--port", str(port), "--workers", "2", "--data", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | place, stdout=subprocess.DEVNULL) as process:
        try:
            found = Served(port, database)
            assert eventually(lambda: process.poll() is None and _up(found), 30)
            for reached in (False, True):
                found.edit(reached=reached)
                label = f'{SERIES.levels[0].title.lower() if reached else "in progress 33%"}" xml:lang'.encode()
                assert eventually(lambda label=label: all(label in found.ask(path).body for path in PATHS * 4), 2)  # type: ignore[misc]  # a default
                answer = found.ask(PATHS[0])
                found.images[answer.body] = answer.headers["etag"]
            assert len(found.images) == 2
            yield found
        finally:
            process.terminate()


def _up(served: Served) -> bool:
    try:
        return served.ask("/healthz").status == 200
    except OSError:
        return False


def odd(chance: random.Random, tag: str) -> dict[str, str]:
    """Make up headers, among them those that ask for a part, or only under a condition."""
    word = "".join(chance.choices("abc\"',;=", k=chance.randrange(1, 12)))
    every = {
        "Accept-Language": chance.choice(("zh-CN", "sw,en;q=0.1", "*")), "Cookie": f"_BadgeApp_session={word}",
        "Range": chance.choice(("bytes=0-9", "bytes=-1", "bytes=99999-", "lines=1")), "Accept": "text/html",
        "If-None-Match": chance.choice(("*", tag, f'W/{tag}, "x"', word)), "X-Forwarded-Host": "evil.example",
        "If-Match": chance.choice(("*", '"x"')), "Accept-Encoding": "gzip, br", "User-Agent": word, "If-Range": tag,
        "If-Modified-Since": "Wed, 04 Mar 2099 05:06:07 GMT", "Authorization": "Bearer x", "Origin": "https://x.org",
        "Host": chance.choice(("localhost", "127.0.0.1:80", "evil.example")),
    }  # fmt: skip
    return {name: every[name] for name in chance.sample(sorted(every), chance.randrange(len(every)))}


def wrong(served: Served, got: Got, method: str, sent: Mapping[str, str]) -> bool:
    """Tell whether an answer is not what HTTP says of one of the two images."""
    if sent.get("Host") == "evil.example":
        return got.status != 421
    if got.status == 412:
        return sent.get("If-Match") != '"x"'
    tag = got.headers.get("etag")
    same = {"access-control-allow-origin": "*", "cache-control": "no-store", "x-content-type-options": "nosniff"}
    if tag is None or tag not in served.images.values() or not same.items() <= got.headers.items():
        return True
    if "set-cookie" in got.headers:
        return True
    image = next(body for body, its in served.images.items() if its == tag)
    if got.status == 304:
        return bool(got.body) or (sent["If-None-Match"] != "*" and tag not in sent["If-None-Match"])
    whole = got.headers.get("content-length") == str(len(image))
    return got.status != 200 or not whole or got.body != (image if method == "GET" else b"")


def test_five_hundred_odd_reads_during_edits_give_only_the_two_right_images(served: Served) -> None:
    reading, saves = threading.Event(), 0

    def read(seed: int) -> list[str]:
        chance, found = random.Random(seed), []
        for _ in range(125):
            method, sent = chance.choice(("GET", "GET", "HEAD")), odd(chance, chance.choice([*served.images.values()]))
            got = served.ask(chance.choice(PATHS), method, sent)
            if wrong(served, got, method, sent):
                found.append(f"{method} {sent}: {got}")
        return found

    def edit() -> None:
        nonlocal saves
        while not reading.is_set():
            served.edit(reached=bool(saves % 2))
            saves += 1
            reading.wait(0.02)

    writer = threading.Thread(target=edit)
    writer.start()
    with ThreadPoolExecutor(4) as pool:
        found = [each for some in pool.map(read, range(4)) for each in some]
    reading.set()
    writer.join()
    assert found == []
    assert saves > 5
    for reached, image in zip((False, True), served.images, strict=True):
        served.edit(reached=reached)
        assert eventually(lambda image=image: served.shows(image), 2)  # type: ignore[misc]  # a default


def test_image_data_and_page_of_every_process_tell_the_same(served: Served) -> None:
    for reached, image in zip((False, True), served.images, strict=True):
        served.edit(reached=reached)
        level = SERIES.levels[0].id if reached else "in_progress"
        assert eventually(lambda image=image: served.shows(image), 2)  # type: ignore[misc]  # a default
        for path in ("/projects/1/badge.json", "/projects/1.json"):
            for _ in range(4):
                assert f'"badge_level":"{level}"'.encode() in served.ask(path).body
        for _ in range(4):
            assert (b"33%" in served.ask(PAGE).body) is not reached
