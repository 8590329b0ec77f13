"""The files of a dump: lines of JSON and a database, both packed; checksums are taken while they are written."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self, TypeAlias

File: TypeAlias = dict[str, Any]
_SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE project (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, description TEXT NOT NULL, homepage TEXT, repository TEXT,
    addresses TEXT NOT NULL, license TEXT, implementation_languages TEXT NOT NULL, cpe TEXT, comments TEXT NOT NULL,
    language TEXT NOT NULL, version INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
    looked_at TEXT, data_license TEXT NOT NULL, attribution TEXT NOT NULL);
CREATE TABLE standing (
    project INTEGER NOT NULL REFERENCES project, series TEXT NOT NULL, version TEXT NOT NULL, level TEXT,
    level_by_answers TEXT, shown_until TEXT, tiered_percentage INTEGER NOT NULL, revision INTEGER NOT NULL,
    updated_at TEXT, answered INTEGER NOT NULL, verified INTEGER NOT NULL, PRIMARY KEY (project, series)) WITHOUT ROWID;
CREATE TABLE level (
    project INTEGER NOT NULL REFERENCES project, series TEXT NOT NULL, level TEXT NOT NULL, percentage INTEGER NOT NULL,
    achieved_at TEXT, first_achieved_at TEXT, lost_at TEXT, PRIMARY KEY (project, series, level)) WITHOUT ROWID;
CREATE TABLE answer (
    project INTEGER NOT NULL REFERENCES project, criterion TEXT NOT NULL, original TEXT, asked INTEGER NOT NULL,
    status TEXT NOT NULL, justification TEXT NOT NULL, origin TEXT NOT NULL, class TEXT, probe TEXT, "commit" TEXT,
    answered_at TEXT, PRIMARY KEY (project, criterion)) WITHOUT ROWID;
CREATE TABLE finding (
    project INTEGER NOT NULL REFERENCES project, criterion TEXT NOT NULL, outcome TEXT NOT NULL, status TEXT,
    confidence INTEGER NOT NULL, probe TEXT NOT NULL, probe_version TEXT NOT NULL, text TEXT NOT NULL,
    declared INTEGER NOT NULL, by_absence INTEGER NOT NULL);
CREATE TABLE event (
    id INTEGER PRIMARY KEY, project INTEGER NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, actor TEXT NOT NULL,
    details TEXT NOT NULL, previous TEXT, hash TEXT NOT NULL);
"""
_INDEXES = """
CREATE INDEX finding_project ON finding (project);
CREATE INDEX event_project ON event (project);
"""
_AT_ONCE = 64 * 1024


class _Hashed:
    """A file that is hashed while it is written; it can only be written."""

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = path.open("xb")
        self.path, self.digest, self.size = path, hashlib.sha256(), 0

    def write(self, content: bytes) -> int:
        self.digest.update(content)
        self.size += len(content)
        return self._file.write(content)

    def flush(self) -> None:
        self._file.flush()

    def close(self) -> None:
        self._file.close()

    def described(self) -> File:
        return {"name": self.path.name, "bytes": self.size, "sha256": self.digest.hexdigest()}


def _packing(into: _Hashed) -> gzip.GzipFile:
    """Pack in such a way that the same content gives the same bytes."""
    return gzip.GzipFile(filename="", fileobj=into, mode="wb", compresslevel=6, mtime=0)


class Lines:
    """A file with one JSON object a line."""

    def __init__(self, path: Path) -> None:
        """Open it."""
        self._file = _Hashed(path)
        self._packed = _packing(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._packed.close()
        self._file.close()

    def add(self, row: Mapping[str, Any]) -> None:
        """Add a line."""
        self._packed.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")

    def described(self) -> File:
        """Give its name, size and checksum; it has to be closed."""
        return self._file.described()


class Tables:
    """The same as tables of SQLite. Lists and what happened are kept in them as JSON."""

    def __init__(self, path: Path) -> None:
        """Make the tables."""
        self._connection = sqlite3.connect(path, isolation_level=None)
        # Should the machine fail meanwhile, the file is not moved to its place, and nobody needs it whole.
        self._connection.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_SCHEMA} BEGIN;")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            self._connection.execute("COMMIT")
            self._connection.executescript(_INDEXES)
        self._connection.close()

    def add_about(self, facts: Mapping[str, str]) -> None:
        """Say what this is."""
        self._connection.executemany("INSERT INTO about VALUES (?, ?)", facts.items())

    def add_project(self, project: Mapping[str, Any]) -> None:
        """Add a project with all that belongs to it."""
        number = {"project": project["id"]}
        self._add("project", [project])
        self._add("standing", [number | each for each in project["standings"]])
        for standing in project["standings"]:
            own = number | {"series": standing["series"]}
            self._add("level", [own | each for each in standing["levels"]])
        self._add("answer", [number | each for each in project["answers"]])
        self._add("finding", [number | each for each in project["findings"]])

    def add_event(self, event: Mapping[str, Any]) -> None:
        """Add an event."""
        self._add("event", [event])

    def _add(self, table: str, rows: list[Mapping[str, Any]]) -> None:
        columns = _COLUMNS[table]
        names = ", ".join(f'"{each}"' for each in columns)
        wanted = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - our own names
        self._connection.executemany(wanted, ([_cell(row[each]) for each in columns] for row in rows))


def packed(path: Path) -> File:
    """Pack a file, put the packed one in its place, and give its name, size and checksum."""
    into = _Hashed(path.with_name(f"{path.name}.gz"))
    with path.open("rb") as file, _packing(into) as out:
        shutil.copyfileobj(file, out, _AT_ONCE)
    into.close()
    path.unlink()
    return into.described()


def _cell(value: Any) -> Any:  # noqa: ANN401 - JSON has no narrower type
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _columns() -> dict[str, list[str]]:
    """Read the names of the columns from the tables themselves."""
    with sqlite3.connect(":memory:") as connection:
        connection.executescript(_SCHEMA)
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {each: [row[1] for row in connection.execute(f"PRAGMA table_info({each})")] for each in tables}
    connection.close()
    return found


_COLUMNS = _columns()
