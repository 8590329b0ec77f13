"""A real server and a real Chromium for the journeys a person makes."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as TookTooLong

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
expect.set_options(timeout=20_000)  # what is awaited comes at once on an idle machine; a busy one may take its time
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

CHECKOUTS = "teapot samovar cauldron pan wok steamer skillet griddle crucible saucepan tagine".split()
"""Copies of one checkout, one for each journey."""

_README = """\
# Kettle

Kettle is a small library that boils numbers. It helps people who count steam.

## Install

    pip install kettle

## Usage

    kettle --boil 3

## Contributing

Report bugs and ideas in the [issue tracker](https://codeberg.org/cook/kettle/issues). Send a pull request.
"""
_CONTRIBUTING = """\
# Contributing

Fork the repository, make a branch, and open a pull request.
New features must come with tests. Code style is checked by ruff.
"""
_SECURITY = """\
# Security

Report a vulnerability privately by mail to security@kettle.example. Do not open a public issue.
We answer within 7 days.
"""
_PYPROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "kettle"
version = "1.1.0"
[tool.ruff]
line-length = 100
[tool.pytest.ini_options]
"""
_WORKFLOW = """\
on: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: ruff check .
      - run: pytest
"""
FILES = {
    "README.md": _README,
    "LICENSE": Path(ROOT / "LICENSE").read_text("utf-8"),
    "CONTRIBUTING.md": _CONTRIBUTING,
    "CHANGELOG.md": "# Changes\n\n## 1.1.0\n\n* Boils faster.\n\n## 1.0.0\n\n* First release of the kettle.\n",
    "SECURITY.md": _SECURITY,
    "pyproject.toml": _PYPROJECT,
    "kettle/__init__.py": "def boil(count: int) -> int:\n    return count + 1\n" * 20,
    "tests/test_boil.py": "from kettle import boil\n\n\ndef test_boil() -> None:\n    assert boil(1) == 2\n",
    ".github/workflows/test.yml": _WORKFLOW,
}


@dataclass(frozen=True)
class Server:
    """A running website."""

    url: str
    data: Path
    log: Path

    def said(self) -> str:
        """Give what the server has printed."""
        return self.log.read_text("utf-8")


def git(folder: Path, *arguments: str, **environment: str) -> None:
    """Run git without anybody's own settings."""
    alone = {"PATH": os.environ["PATH"], "HOME": os.devnull, "GIT_CONFIG_GLOBAL": os.devnull, "LC_ALL": "C.UTF-8"}
    command = ["git", "-c", "init.defaultBranch=main", *arguments]
    subprocess.run(command, cwd=folder, env={**alone, **environment}, check=True, capture_output=True)


def build_kettle(folder: Path) -> None:
    """Make the checkout that the journeys look at."""
    folder.mkdir(parents=True)
    git(folder, "init", "-q")
    git(folder, "remote", "add", "origin", "https://codeberg.org/cook/kettle.git")
    for number, (path, text) in enumerate(FILES.items()):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
        git(folder, "add", path)
        day = f"2026-0{number % 9 + 1}-01T12:00:00+00:00"
        who = {"GIT_AUTHOR_NAME": "Cook", "GIT_AUTHOR_EMAIL": "cook@kettle.example"}
        git(
            folder, "commit", "-q", "-m", f"Add {path}", GIT_AUTHOR_DATE=day, GIT_COMMITTER_DATE=day,
            GIT_COMMITTER_NAME="Cook", GIT_COMMITTER_EMAIL="cook@kettle.example", **who,
        )  # fmt: skip
    for tag in ("v1.0.0", "v1.0.1", "v1.1.0"):
        git(folder, "tag", tag)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start the website as a person would, with one shared checkout for each journey."""
    folder = tmp_path_factory.mktemp("site")
    build_kettle(folder / "checkouts" / "kettle")
    for name in CHECKOUTS:
        shutil.copytree(folder / "checkouts" / "kettle", folder / "checkouts" / name)
    with serving(folder) as started:
        yield started


@contextmanager
def serving(folder: Path, *more: str) -> Iterator[Server]:
    """Serve a folder with checkouts, as a person would."""
    port = _free_port()
    log = (folder / "log").open("wb")
    process = subprocess.Popen(
        [
            sys.executable,
            "-P",
            "-m",
            "badge",
            "serve",
            "--port",
            str(port),
            "--data",
            str(folder / "data"),
            "--checkouts",
            str(folder / "checkouts"),
            *more,
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url, process)
        yield Server(url, folder / "data", folder / "log")
    finally:
        process.terminate()
        process.wait(20)
        log.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium; where there is none, every test that needs it is skipped, loudly."""
    if not CHROMIUM:
        pytest.skip("Chromium was not found: install it (apt install chromium) to run the browser tests")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open an empty window that fails the test on any message of the browser's console."""
    context = browser.new_context(locale="en-US")
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    assert not said


def look_at(page: Page, server: Server, path: str, checkout: str) -> None:
    """Give the name of a checkout on the start page, and wait for the form."""
    page.goto(f"{server.url}/{path}")
    page.fill("#where", checkout)
    page.keyboard.press("Enter")
    try:
        page.wait_for_url("**/facts", timeout=60_000)
    except TookTooLong as error:
        raise AssertionError(f"the look did not end: {page.locator('main').inner_text()}\n{server.said()}") from error
    to_the_questions(page)


def to_the_questions(page: Page) -> None:
    """Skip the facts that are asked first, and begin with the level that is suggested."""
    page.click("#skip")
    page.wait_for_url("**/choose/edit")
    page.click("#begin")
    page.wait_for_url("**/edit")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
        return found


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")
