"""Hearing what other processes change: by notices of PostgreSQL, or by asking SQLite four times a second."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import URL

from badge.storage.database import BUSY_SECONDS, Database

if TYPE_CHECKING:
    import psycopg

CHANNEL = "badge_change"

MOST = 20_000
"""Projects that are told one by one; after a change of more, it is cheaper to read all anew."""

SECONDS_BETWEEN = 0.25
"""How long a change on SQLite can stay unnoticed, and how often a connection to PostgreSQL is tried."""

_PATIENCE = {"connect_timeout": "5", "keepalives_idle": "5", "keepalives_interval": "2", "tcp_user_timeout": "5000"}


class LostError(Exception):
    """Something may have been missed, so that all has to be read anew."""


class Feed(Protocol):
    """Tells which projects have changed since it was opened."""

    def wait(self) -> set[int]:
        """Wait for a moment, and tell what has changed since the last time. Raises LostError."""


@contextmanager
def following(database: Database, stop: threading.Event) -> Iterator[Feed]:
    """Begin to listen; whatever is committed from now on is told. `stop` ends the waiting. Raises LostError."""
    if database.sqlite:
        with _errors(sqlite3.Error), closing(_open(str(database.url.database))) as connection:
            yield _Polled(connection, stop)
        return
    import psycopg

    url = database.url.set(drivername="postgresql").update_query_dict(
        {name: value for name, value in _PATIENCE.items() if name not in database.url.query}
    )
    with _errors(psycopg.Error), closing(psycopg.connect(_text(url), autocommit=True)) as listening:
        yield _Heard(listening)


@contextmanager
def _errors(kind: type[Exception]) -> Iterator[None]:
    try:
        yield
    except kind as error:
        raise LostError(str(error)) from error


def _text(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def _open(path: str) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)


class _Polled:
    """Asks SQLite for its counter of commits, and only after one for the rows that the triggers have moved."""

    def __init__(self, connection: sqlite3.Connection, stop: threading.Event) -> None:
        self._connection, self._stop = connection, stop
        self._commits = -1
        self._last = self._newest()

    def wait(self) -> set[int]:
        self._stop.wait(SECONDS_BETWEEN)
        with _errors(sqlite3.Error):
            commits = self._one("PRAGMA data_version")
            if commits == self._commits:
                return set()
            if self._newest() < self._last:
                raise LostError("another database has been put in the place of this one")
            wanted = "SELECT id, project_id FROM change WHERE id > ? ORDER BY id LIMIT ?"
            rows = self._connection.execute(wanted, (self._last, MOST + 1)).fetchall()
        if len(rows) > MOST:
            raise LostError(f"more than {MOST} projects have changed")
        self._commits = commits  # read before the rows, so that none can fall between
        if rows:
            self._last = rows[-1][0]
        return {each for _, each in rows}

    def _newest(self) -> int:
        return self._one("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'change'")

    def _one(self, question: str) -> int:
        return int(self._connection.execute(question).fetchone()[0])


class _Heard:
    """Waits for notices of PostgreSQL, and sees now and then that the connection still answers."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection
        connection.execute(f"LISTEN {CHANNEL}")

    def wait(self) -> set[int]:
        import psycopg

        with _errors(psycopg.Error):
            heard = list(self._connection.notifies(timeout=SECONDS_BETWEEN, stop_after=1))
            if not heard:
                self._connection.execute("SELECT 1")
        found = {int(each.payload) for each in heard if each.payload.isdecimal()}
        if len(found) > MOST:
            raise LostError(f"more than {MOST} projects have changed")
        return found
