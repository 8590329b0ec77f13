"""Fixtures for whatever is asked of a website: its parts, the application, a client."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from badge.api import BLUEPRINTS
from badge.config import Settings
from badge.core.reading import read_criteria
from badge.i18n import shelf
from badge.storage.database import Database
from badge.web import Site, create_app
from tests.web.building import FILES, NOW, Bell, Kitchen


@pytest.fixture
def checkouts(tmp_path: Path) -> Path:
    """Give the folder of shared checkouts: two repositories, and one folder that is none."""
    folder = tmp_path / "checkouts"
    for name in ("soup/.git", "salad/.git", "not-a-repository"):
        (folder / name).mkdir(parents=True)
    return folder


@pytest.fixture
def kitchen(tmp_path: Path, checkouts: Path) -> Iterator[Kitchen]:
    """Give a site with the tiny series, on a database of its own."""
    settings = Settings(data=tmp_path, database_url=f"sqlite:///{tmp_path / 'badge.sqlite'}", checkouts=checkouts)
    database = Database(settings.database_url)
    database.prepare()
    bell = Bell()
    site = Site(settings, read_criteria(FILES), database, shelf(), bell.ring, lambda: NOW)
    yield Kitchen(site, bell)
    database.close()


@pytest.fixture
def app(kitchen: Kitchen) -> Flask:
    """Give the application; forms need no token in most tests."""
    application = create_app(kitchen.site, "secret of the tests", BLUEPRINTS)
    application.config["WTF_CSRF_ENABLED"] = False
    return application


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Give a client that behaves like a browser."""
    return app.test_client()
