"""Opening, upgrading and refusing databases, with the same promises on SQLite and PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import JSON, Column, inspect, text

import badge.storage.migrations
from badge.core.errors import UnreadableError
from badge.core.selection import Selection
from badge.storage import projects, selecting, standings, tallies
from badge.storage.database import Database
from badge.storage.models import Base
from tests.core.building import series


@pytest.fixture
def empty(database: Database) -> Iterator[Database]:
    """Give a database without any table, and put them back afterwards."""
    move(database, "base")
    yield database
    if not database.sqlite:
        move(database, "base")
        move(database, "head")


def move(database: Database, to: str) -> None:
    """Bring a database to a revision, up or down."""
    config = Config()
    config.set_main_option("script_location", str(Path(badge.storage.migrations.__file__).parent))
    with database.engine.connect() as connection:
        config.attributes["connection"] = connection
        (command.downgrade if to == "base" else command.upgrade)(config, to)
        connection.commit()


def tables(database: Database) -> set[str]:
    found = set(inspect(database.engine).get_table_names()) - {"alembic_version"}
    return {each for each in found if not is_index_of_words(each)}


def is_index_of_words(name: str) -> bool:
    """Tell the index of words from tables: each database has its own kind, which no model describes."""
    return name.startswith(("listed_words", "ix_listed_words"))


def test_migrations_go_up_down_and_up(empty: Database) -> None:
    assert tables(empty) == set()
    empty.prepare()
    assert tables(empty) == set(Base.metadata.tables)
    move(empty, "base")
    assert tables(empty) == set()
    empty.prepare()
    assert tables(empty) == set(Base.metadata.tables)


def test_lists_know_the_projects_from_before_them(empty: Database) -> None:
    move(empty, "0004")
    with empty.writing() as session:
        session.execute(
            text(
                "INSERT INTO project (id, name, description, homepage, repository, checkout, language, created_at, "
                "updated_at, version_id, license, implementation_languages) VALUES (1500, 'Soup', 'Hot', '', "
                "'https://github.com/cook/soup', '', 'en', '2026-01-01 12:00:00', '2026-01-01 12:00:00', 1, 'MIT', "
                "'Go')"
            )
        )
        session.commit()
    empty.prepare()
    asked = series({"one": {"a": "MUST"}})
    with empty.reading() as session:
        counts = tallies.counts(session)
        found = [selecting.numbers(session, Selection(words=(each,)), asked) for each in ("soup", "cook", "cold")]
    assert (counts.projects, [tuple(each.facet) for each in counts.kinds]) == (
        1, [("forge", "github.com"), ("language", "Go"), ("license", "MIT")],
    )  # fmt: skip
    assert found == [[1500], [1500], []]


def default_differs(
    _context: Any, _found: Any, column: Column[Any], found: str, _wanted: Any, text_: str
) -> bool | None:
    """Compare defaults as Alembic does, but those of JSON by their text, for PostgreSQL cannot compare such values."""
    return found.partition("::")[0] != text_ if isinstance(column.type, JSON) and found and text_ else None


def test_migrations_give_exactly_the_models(database: Database) -> None:
    with database.engine.connect() as connection:
        options = {
            "compare_type": True,
            "compare_server_default": default_differs,
            "include_name": lambda name, *_: not is_index_of_words(name or ""),
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_preparing_twice_changes_nothing(database: Database, project: int) -> None:
    database.prepare()
    with database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM project")).scalar() == 1


def test_an_open_database_answers(database: Database) -> None:
    assert database.answers()


def test_a_session_that_nobody_commits_changes_nothing(database: Database, project: int) -> None:
    with database.writing() as session:
        session.execute(text("UPDATE project SET name = 'other'"))
    with database.reading() as session:
        assert session.execute(text("SELECT name FROM project")).scalar() == "name"


# --- SQLite ----------------------------------------------------------------------------------------------------------


def at(path: Path) -> Database:
    return Database(f"sqlite:///{path}")


@pytest.mark.parametrize(
    ("pragma", "wanted"), [("journal_mode", "wal"), ("synchronous", 2), ("busy_timeout", 5000), ("foreign_keys", 1)]
)
def test_sqlite_keeps_what_it_says(tmp_path: Path, pragma: str, wanted: object) -> None:
    database = at(tmp_path / "badge.sqlite")
    database.prepare()
    for lend in (database.reading, database.writing):
        with lend() as session:
            assert session.execute(text(f"PRAGMA {pragma}")).scalar() == wanted
    database.close()


def test_sqlite_says_at_once_that_somebody_is_writing(tmp_path: Path) -> None:
    database = at(tmp_path / "badge.sqlite")
    database.prepare()
    with database.writing() as session:
        session.execute(text("SELECT 1"))
        other = sqlite3.connect(tmp_path / "badge.sqlite", timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.execute("SELECT * FROM project").fetchall()  # a reader never waits
        other.close()
    database.close()


def test_the_folder_is_made_where_it_is_missing_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "new 100% folder" / "badge.sqlite"
    database = at(path)
    database.prepare()
    database.close()
    assert path.exists()


def refusal(database: Database) -> str:
    with pytest.raises(UnreadableError) as caught:
        database.prepare()
    database.close()
    return str(caught.value)


@pytest.mark.parametrize("content", [b"this is no database, but a text" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_database_is_named_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "badge.sqlite").write_bytes(content)
    said = refusal(at(tmp_path / "badge.sqlite"))
    assert said == (
        f"The database {tmp_path / 'badge.sqlite'} is damaged. "
        "Put a backup in its place, or move the file away to start afresh."
    )
    assert (tmp_path / "badge.sqlite").read_bytes() == content


def test_a_database_with_a_damaged_page_is_named(tmp_path: Path) -> None:
    path = tmp_path / "badge.sqlite"
    database = at(path)
    database.prepare()
    database.close()  # the last to leave brings everything into the file
    content = bytearray(path.read_bytes())
    content[4096 : 4096 * 3] = b"\xa5" * 8192
    path.write_bytes(bytes(content))
    assert "is damaged" in refusal(at(path))


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder.sqlite").mkdir()
    for path in (tmp_path / "file" / "badge.sqlite", tmp_path / "folder.sqlite", Path("/proc/nowhere/badge.sqlite")):
        said = refusal(at(path))
        assert str(path) in said
        assert said.endswith("See that the folder exists and can be written to.")


def test_a_database_of_a_newer_version_is_refused(database: Database) -> None:
    with database.writing() as session:
        before = session.execute(text("SELECT version_num FROM alembic_version")).scalar()
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        session.commit()
    try:
        with pytest.raises(UnreadableError, match="newer version of badge"):
            database.prepare()
    finally:
        with database.writing() as session:
            session.execute(text("UPDATE alembic_version SET version_num = :before"), {"before": before})
            session.commit()


def test_a_server_that_does_not_answer_is_named_without_the_password() -> None:
    database = Database("postgresql+psycopg://me:secret@127.0.0.1:1/badge?connect_timeout=1")
    assert not database.answers()
    said = refusal(database)
    assert said.startswith("The database at 127.0.0.1 cannot be used")
    assert "secret" not in said


def test_a_deed_is_done_by_one_at_a_time(database: Database) -> None:
    other = Database(database.url.render_as_string(hide_password=False))
    with database.alone("deed") as first:
        with other.alone("deed") as second, other.alone("another") as third:
            assert (first, second, third) == (True, False, True)
        with pytest.raises(KeyError), other.alone("third"):
            raise KeyError
        with database.alone("third") as fourth:
            assert fourth
    with other.alone("deed") as fifth:
        assert fifth
    other.close()


def test_rows_from_before_a_migration_get_their_new_columns(empty: Database) -> None:
    move(empty, "0001")
    at = "2026-01-01 00:00:00"
    with empty.writing() as session:
        session.execute(
            text(
                "INSERT INTO project (name, description, homepage, repository, checkout, language, created_at, "
                "updated_at, version_id) VALUES ('a', '', '', '', 'a', 'en', :at, :at, 1)"
            ),
            {"at": at},
        )
        session.execute(
            text(
                "INSERT INTO standing (project_id, series, series_version, marks, level, tiered_percentage, "
                "percentages, times, revision, updated_at) VALUES (1, 's', '1', 'M', 'one', 100, '{}', '{}', 1, :at)"
            ),
            {"at": at},
        )
        session.commit()
    empty.prepare()
    with empty.reading() as session:
        [found] = standings.of_project(session, 1).values()
        assert (found.kept_level, found.kept_until, found.shown(found.updated_at)) == ("", None, "one")
        assert projects.find(session, 1).circumstances == {}
        assert session.execute(text("SELECT count(*) FROM project")).scalar() == 1
