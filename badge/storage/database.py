"""Opening the database: SQLite for one machine, PostgreSQL for many, with the same promises on both."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine, create_engine, event, make_url, text
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from badge.core.errors import UnreadableError
from badge.core.messages import Message
from badge.storage.saving import Saving, Watcher

BUSY_SECONDS = 5


class Database:
    """An open database. Reading and writing are told apart, because SQLite has to know before the first row."""

    def __init__(self, url: str) -> None:
        """Prepare the engine; nothing is opened before the first session."""
        self.url = make_url(url)
        self.engine: Engine = create_engine(self.url, pool_pre_ping=not self.sqlite)
        if self.sqlite:
            event.listen(self.engine, "connect", _set_up_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        self._writing = self.engine.execution_options(writing=True)
        self.watchers: list[Watcher] = []

    @property
    def sqlite(self) -> bool:
        """Tell whether this is the embedded database."""
        return self.url.get_backend_name() == "sqlite"

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """Lend a session for reading."""
        with Session(self.engine) as session:
            yield session

    @contextlib.contextmanager
    def writing(self) -> Iterator[Session]:
        """Lend a session for a change; whoever asked for it commits. Watchers are told before and after."""
        with Saving(self._writing, info={"watchers": self.watchers}) as session:
            yield session

    def prepare(self) -> None:
        """Create or upgrade the tables; raises UnreadableError with what to do when the database cannot be used."""
        from alembic.util import CommandError

        from badge.storage.migrations import upgrade  # Alembic is slow to load and only needed here

        try:
            if self.sqlite and self.url.database:
                Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
                self._be_whole()
            upgrade(self.engine)
        except CommandError as error:
            raise UnreadableError(
                Message("The database was made by a newer version of badge. Use that version, or a backup from before.")
            ) from error
        except (SQLAlchemyError, sqlite3.DatabaseError, OSError) as error:
            raise UnreadableError(self.unusable(error)) from error

    def answers(self) -> bool:
        """Tell whether the database answers."""
        try:
            with self.engine.connect() as connection:
                connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True

    def close(self) -> None:
        """Let all connections go."""
        self.engine.dispose()

    def _be_whole(self) -> None:
        with self.engine.connect() as connection:
            found = connection.execute(text("PRAGMA quick_check(1)")).scalar()
        if found != "ok":
            raise sqlite3.DatabaseError(str(found))

    @contextlib.contextmanager
    def alone(self, deed: str) -> Iterator[bool]:
        """Tell whether nobody else does this deed on this database now, and keep others from it meanwhile.

        On PostgreSQL that is an advisory lock of a connection, and otherwise a lock on a file beside the database;
        the system lets both go when the process ends, however it ends.
        """
        if not self.sqlite:
            number = int.from_bytes(hashlib.sha256(deed.encode()).digest()[:8], "big", signed=True)
            named = {"number": number}
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                got = bool(connection.execute(text("SELECT pg_try_advisory_lock(:number)"), named).scalar())
                try:
                    yield got
                finally:  # otherwise the lock would go back to the pool with its connection
                    if got:
                        connection.execute(text("SELECT pg_advisory_unlock(:number)"), named)
            return
        if not self.url.database or self.url.database == ":memory:":
            yield True
            return
        with Path(f"{self.url.database}.{deed}").open("w", encoding="ascii") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True

    def unusable(self, error: Exception) -> Message:
        """Say why the database cannot be used, and what to do."""
        if not self.sqlite:
            return Message(
                "The database at %(host)s cannot be used: %(error)s. "
                "See that it runs and that BADGE_DATABASE_URL is right.",
                {"host": self.url.host or "localhost", "error": type(error).__name__},
            )
        path = str(self.url.database)
        if isinstance(error, (sqlite3.DatabaseError, DatabaseError)) and _is_damaged(error):
            return Message(
                "The database %(path)s is damaged. Put a backup in its place, or move the file away to start afresh.",
                {"path": path},
            )
        return Message(
            "The database %(path)s cannot be opened: %(error)s. See that the folder exists and can be written to.",
            {
                "path": path,
                "error": os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)[:200],
            },
        )


@contextlib.contextmanager
def at_one_moment(database: Database) -> Iterator[Session]:
    """Lend a session for reading in which everything stays as it was at the first row, however long it takes."""
    level = {} if database.sqlite else {"isolation_level": "REPEATABLE READ"}
    with Session(database.engine.execution_options(**level)) as session:
        yield session


def _is_damaged(error: Exception) -> bool:
    said = str(error).lower()
    return (isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError)) or any(
        word in said for word in ("malformed", "not a database", "corrupt", "disk image")
    )


def _set_up_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    assert isinstance(connection, sqlite3.Connection)
    connection.isolation_level = None  # SQLAlchemy says when a transaction begins, not the driver
    for pragma in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={BUSY_SECONDS * 1000}", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later would fail at once when another has written in between.
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
