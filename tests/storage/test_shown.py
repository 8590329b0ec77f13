"""What badges show is read alike one by one and all at once, and a count of proof is void when it may be another."""

from __future__ import annotations

from datetime import UTC, datetime

import psycopg
import pytest
from sqlalchemy import insert, text

from badge.storage import projects, shown
from badge.storage.database import Database
from badge.storage.models import AnswerSheetRow, FindingSheetRow, StandingRow
from tests.storage.conftest import NOW

LATE = datetime(2026, 2, 28, 23, 59, 59, 999999, tzinfo=UTC)


def fill(database: Database, project: int) -> None:
    with database.writing() as session:
        for series, level, share, moment in (("a", "warm", 100, LATE), ("b", "", 3, NOW)):
            session.add(
                StandingRow(
                    project_id=project, series=series, series_version="7", marks="", level=level,
                    percentages={"warm": share}, times={}, updated_at=moment, revision=1,
                )
            )  # fmt: skip
        session.flush()
        session.connection().execute(insert(AnswerSheetRow).values(project_id=project, answers={}))
        session.connection().execute(insert(FindingSheetRow).values(project_id=project, look={}, looked_at=NOW))
        session.commit()


def count(database: Database, project: int, by: str = "us") -> None:
    with database.writing() as session:
        shown.keep_counts(session, project, {"a": (1, 5), "b": (0, 2)}, by)
        session.commit()


def test_all_at_once_is_what_each_row_says(database: Database, project: int) -> None:
    fill(database, project)
    count(database, project)
    with database.reading() as session:
        rows = {row.series: row for row in shown.of(session, [project])}
        found = {each.series: each for each in shown.every(session, "us")}
    assert rows.keys() == found.keys() == {"a", "b"}
    for series, row in rows.items():
        one = found[series]
        assert (one.level, one.version) == (row.level, row.version)
        assert (one.numbers(), one.days()) == ([project], [row.day])
        assert (one.answered, one.verified) == (row.answered, row.verified)
    assert rows["a"].day - rows["b"].day == (LATE.date() - NOW.date()).days


def test_counts_of_others_are_not_given(database: Database, project: int) -> None:
    fill(database, project)
    count(database, project, "them")
    with database.reading() as session:
        assert list(shown.every(session, "us")) == []
        assert shown.uncounted(session, project, ["a", "b"], "us")
        assert not shown.uncounted(session, project, ["a", "b"], "them")
        assert not shown.uncounted(session, project, ["c"], "us")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE answer_sheet SET answers = '{}'", "DELETE FROM finding_sheet", "UPDATE finding_sheet SET look = '{}'",
        "UPDATE project SET circumstances = '{}'",
    ],
)  # fmt: skip
def test_whatever_it_rests_on_makes_a_count_void(database: Database, project: int, statement: str) -> None:
    fill(database, project)
    with database.writing() as session:
        other = projects.add(session, "other", "https://git.example.org/other", "", "en", NOW).id
        session.commit()
    fill(database, other)
    count(database, project)
    count(database, other)
    own = "id" if "UPDATE project" in statement else "project_id"
    with database.engine.begin() as connection:
        connection.execute(text(f"{statement} WHERE {own} = {project}"))
    with database.reading() as session:
        assert shown.uncounted(session, project, ["a"], "us")
        assert shown.uncounted(session, project, ["b"], "us")
        assert not shown.uncounted(session, other, ["a", "b"], "us")


def test_the_first_answer_and_the_first_look_make_it_void_too(database: Database, project: int) -> None:
    fill(database, project)
    for table, columns in (("answer_sheet", "answers"), ("finding_sheet", "look, looked_at")):
        with database.engine.begin() as connection:
            connection.execute(text(f"CREATE TEMPORARY TABLE kept AS SELECT * FROM {table}"))
            connection.execute(text(f"DELETE FROM {table}"))
            shown_before = "UPDATE standing SET counted_by = 'us'"
            connection.execute(text(shown_before))
            connection.execute(
                text(f"INSERT INTO {table} (project_id, {columns}) SELECT project_id, {columns} FROM kept")
            )
            connection.execute(text("DROP TABLE kept"))
        with database.reading() as session:
            assert shown.uncounted(session, project, ["a"], "us")


def test_counting_is_no_news(database: Database, project: int) -> None:
    fill(database, project)
    if database.sqlite:
        with database.reading() as session:
            before = session.execute(text("SELECT max(id) FROM change")).scalar()
        count(database, project)
        with database.reading() as session:
            assert session.execute(text("SELECT max(id) FROM change")).scalar() == before
        return
    with psycopg.connect(
        database.engine.url.set(drivername="postgresql").render_as_string(False), autocommit=True
    ) as ear:
        ear.execute("LISTEN badge_change")
        count(database, project)
        ear.execute("NOTIFY badge_change, 'the end'")
        assert next(ear.notifies()).payload == "the end"
