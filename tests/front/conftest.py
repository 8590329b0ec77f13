"""A site with a front before it, on both kinds of databases, and what counts how often the application was asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from flask import Blueprint, Response, request
from sqlalchemy import text
from werkzeug.test import Client

from badge.api import BLUEPRINTS
from badge.config import Settings
from badge.core.reading import read_criteria
from badge.front import Front, drawing, open_front, spellings
from badge.i18n import shelf
from badge.storage.database import Database
from badge.web import Site, create_app
from tests.storage.conftest import database, postgresql, postgresql_url
from tests.web.building import NOW, Kitchen
from tests.web.six_levels import FILES

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

__all__ = ["database", "postgresql", "postgresql_url"]


@dataclass
class Watch:
    """A clock that a test moves."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.now


@dataclass
class Asked:
    """The application, which notes the paths that it was asked for."""

    application: Any
    paths: list[str] = field(default_factory=list)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer."""
        self.paths.append(environ["PATH_INFO"])
        found: Iterable[bytes] = self.application(environ, start_response)
        return found


@dataclass
class Counter:
    """A website: its kitchen, its clock, the application without and with the front, and a client of each."""

    kitchen: Kitchen
    watch: Watch
    application: Asked
    front: Front

    def __post_init__(self) -> None:
        """Make the clients."""
        self.plain = Client(self.application.application)
        self.client = Client(self.front)

    def image(self, path: str = "/projects/1/badge") -> str:
        """Give an image as the front gives it."""
        return self.client.get(path).text

    def asked(self, path: str, **sent: Any) -> bool:
        """Get an answer, and tell whether the application was asked for it."""
        before = len(self.application.paths)
        self.client.get(path, **sent)
        return len(self.application.paths) > before

    def knows(self, path: str, seconds: float = 2.0, headers: Mapping[str, str] | None = None) -> bool:
        """Tell whether the front comes to answer by itself: what this process has saved is told once more as news."""
        return eventually(lambda: not self.asked(path, headers=headers), seconds)

    def count(self, projects: Iterable[int]) -> None:
        """Let the proof of projects be counted, and wait until the map shows them in every series."""
        wanted, fresh = set(projects), self.front.fresh
        self.front._counting(wanted)
        self.hear()
        places = range(len(self.kitchen.site.criteria.series))
        assert eventually(lambda: all(fresh.levels.knows(place, each) for place in places for each in wanted), 5)

    def hear(self) -> None:
        """Wait until all that was changed before has been told as news, too."""
        fresh, database, heard = self.front.fresh, self.kitchen.site.database, threading.Event()
        purge = fresh._purge

        def hear(projects: Collection[int] | None) -> None:
            purge(projects)
            if projects and 999_999 in projects:  # a project that there is not, and all before it has been read
                heard.set()

        fresh._purge = hear
        news = "REPLACE INTO change (project_id) VALUES (999999)"
        with database.engine.begin() as connection:
            connection.execute(text(news if database.sqlite else "SELECT pg_notify('badge_change', '999999')"))
        assert heard.wait(5)
        fresh._purge = purge

    def warm(self) -> None:
        """Let the front see an answer of the application, so that it knows the headers."""
        self.client.get("/projects/1/badge")


def eventually(holds: Callable[[], bool], seconds: float = 2.0) -> bool:
    """Tell whether something comes to hold within some seconds."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


@contextmanager
def opened(database: Database, folder: Path, *, files: Mapping[str, str] = FILES, **options: Any) -> Iterator[Counter]:
    """Open a website with a front on a database, and wait until its map is there."""
    watch = Watch()
    settings = Settings(data=folder, database_url=database.url.render_as_string(hide_password=False))
    site = Site(settings, read_criteria(files), database, shelf(), lambda: None, watch)
    app = create_app(site, "secret of the tests", BLUEPRINTS)
    if not any(str(rule).startswith("/badge_static") for rule in app.url_map.iter_rules()):
        app.register_blueprint(_fixed())
    application = Asked(app.wsgi_app)
    options.setdefault("draw", drawing(site.shelf))
    front = open_front(application, database, site.criteria, watch, languages=spellings(site.shelf), **options)
    try:
        assert front.fresh.ready.wait(20)
        yield Counter(Kitchen(site), watch, application, front)
    finally:
        front.stop()


def _fixed() -> Blueprint:
    blueprint = Blueprint("fixed", __name__)

    @blueprint.get("/badge_static/<value>")
    def show(value: str) -> Response:
        answer = Response(f"<svg>{value}</svg>", 200 if value == "warm" else 404, mimetype="image/svg+xml")
        answer.headers["Cache-Control"] = "no-store"
        answer.set_etag("x")
        answer.make_conditional(request)
        return answer

    return blueprint


@pytest.fixture
def counter(database: Database, tmp_path: Path) -> Iterator[Counter]:
    """Give a website with a front."""
    with opened(database, tmp_path) as found:
        yield found
