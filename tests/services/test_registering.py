"""A project comes in by its address or by the name of a shared checkout, and never by a path."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from badge.core.errors import WrongUseError
from badge.core.people import LOCAL
from badge.core.projects import Project
from badge.services.asking import load_criteria
from badge.services.looking import KIND
from badge.services.registering import register, shared_checkouts
from badge.storage import events, jobs, standings
from badge.storage.database import Database

NOW = datetime(2026, 1, 1, tzinfo=UTC)
CRITERIA = load_criteria()


def bring(database: Database, where: str, checkouts: Path | None = None, now: datetime = NOW) -> Project:
    with database.writing() as session:
        found = register(session, LOCAL, where, CRITERIA, now, checkouts=checkouts, language="sw")
        session.commit()
    return found


@pytest.fixture
def checkouts(tmp_path: Path) -> Path:
    folder = tmp_path / "checkouts"
    (folder / "work" / ".git").mkdir(parents=True)
    (folder / "bare.git" / "objects").mkdir(parents=True)
    (folder / "bare.git" / "HEAD").write_text("ref: refs/heads/main")
    (folder / "no repository").mkdir()
    (folder / "file").write_text("x")
    return folder


def test_a_new_project_has_a_standing_an_event_and_a_waiting_look(database: Database) -> None:
    project = bring(database, " git@github.com:Owner/Name.git ")
    assert (project.name, project.repository, project.checkout) == ("name", "https://github.com/owner/name", "")
    assert project.language == "sw"
    with database.reading() as session:
        job = jobs.latest(session, project.id, KIND)
        assert job is not None
        assert job.open
        assert set(standings.of_project(session, project.id)) == {each.id for each in CRITERIA.series}
        assert [each.kind for each in events.newest(session, project.id)] == ["look asked for", "registered"]
        assert events.first_broken(session, project.id) is None


@pytest.mark.parametrize(
    "again", ["https://github.com/owner/name", "http://www.github.com/OWNER/name.git/", "github.com/owner/name"]
)
def test_a_known_project_is_given_back_in_every_spelling(database: Database, again: str) -> None:
    first = bring(database, "https://github.com/Owner/Name")
    assert bring(database, again, now=NOW + timedelta(days=1)) == first
    with database.reading() as session:
        assert len(events.newest(session, first.id)) == 2


def test_a_shared_checkout_is_brought_in_by_its_name(database: Database, checkouts: Path) -> None:
    assert shared_checkouts(checkouts) == ["bare.git", "work"]
    project = bring(database, "work", checkouts)
    assert (project.name, project.repository, project.checkout) == ("work", "", "work")
    assert bring(database, "work", checkouts) == project


@pytest.mark.parametrize(
    "where",
    [
        "",
        " ",
        "../work",
        "./work",
        "/etc",
        "work/../work",
        "checkouts/work",
        "no repository",
        "file",
        ".",
        "..",
        "WORK\0",
        "missing",
    ],
)
def test_a_path_or_an_unknown_name_is_refused(database: Database, checkouts: Path, where: str) -> None:
    with pytest.raises(WrongUseError):
        bring(database, where, checkouts)
    with database.reading() as session:
        assert events.newest(session, 1) == []


def test_without_shared_checkouts_there_are_none(tmp_path: Path) -> None:
    assert shared_checkouts(None) == []
    assert shared_checkouts(tmp_path / "missing") == []


def test_two_people_who_register_one_repository_at_once_get_one_project(database: Database) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: bring(database, "https://git.example.org/one/repository"), range(4)))
    assert len({each.id for each in found}) == 1
