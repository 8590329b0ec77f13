"""The task "look": a real child reads a real repository, and whatever happens to it is said."""

from __future__ import annotations

import os
import signal
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from badge.config import Settings
from badge.core.people import LOCAL
from badge.jobs import look as task
from badge.jobs.runner import Runner
from badge.services import looking
from badge.services.asking import load_criteria
from badge.services.registering import register
from badge.storage import jobs, looks
from badge.storage.database import Database
from badge.storage.jobs import Job, State
from tests.sources.building import git, small_repository

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "checkouts").mkdir()
    small_repository(tmp_path / "checkouts" / "small")
    return Settings(data=tmp_path, database_url="", checkouts=tmp_path / "checkouts")


def bring(database: Database, settings: Settings, where: str = "small") -> int:
    with database.writing() as session:
        project = register(session, LOCAL, where, load_criteria(), NOW, checkouts=settings.checkouts)
        session.commit()
    return project.id


def latest(database: Database, project: int) -> Job:
    with database.reading() as session:
        job = jobs.latest(session, project, looking.KIND)
    assert job is not None
    return job


def test_a_look_is_done_and_kept(database: Database, settings: Settings) -> None:
    project = bring(database, settings)
    assert Runner(database, settings).run_one()
    assert latest(database, project).state is State.DONE
    assert settings.checkouts is not None
    with database.reading() as session:
        kept = looks.last(session, project)
    assert kept is not None
    assert kept[0].repository.commit == git(settings.checkouts / "small", "rev-parse", "HEAD")
    assert kept[0].complete
    assert kept[0].as_of.hour == 0


def failed(database: Database, settings: Settings, project: int) -> str:
    assert Runner(database, settings).run_one()
    job = latest(database, project)
    assert job.state is State.FAILED
    with database.reading() as session:
        assert looks.last(session, project) is None
    return str(job.progress)


def test_what_cannot_be_read_ends_with_the_sentence(database: Database, settings: Settings) -> None:
    project = bring(database, settings)
    assert settings.checkouts is not None
    (settings.checkouts / "small" / ".git" / "HEAD").write_text("ref: refs/heads/none")
    assert "cannot be read" in failed(database, settings, project)


def test_an_address_that_is_not_found_ends_with_the_sentence(database: Database, settings: Settings) -> None:
    project = bring(database, settings, "https://nowhere.invalid/a")
    assert failed(database, settings, project) == (
        "The host nowhere.invalid was not found. See that the address is right."
    )


def test_a_folder_of_checkouts_that_is_not_set_any_more_is_said(database: Database, settings: Settings) -> None:
    project = bring(database, settings)
    without = Settings(data=settings.data, database_url="")
    assert failed(database, without, project).startswith("The folder of checkouts is not set any more")


@pytest.mark.parametrize("half", [False, True])
def test_a_child_that_is_killed_is_said(
    database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch, half: bool
) -> None:
    class Killed(subprocess.Popen[bytes]):
        def __init__(self, words: list[str], **how: Any) -> None:
            if half:
                words = ["sh", "-c", "printf '{\"loo'; exec sleep 60"]
            super().__init__(words, **how)
            if half:
                assert self.stdout is not None
                self.stdout.peek(1)  # type: ignore[attr-defined]  # wait for the half line
            os.kill(self.pid, signal.SIGKILL)

    monkeypatch.setattr("badge.jobs.look.subprocess.Popen", Killed)
    project = bring(database, settings)
    assert failed(database, settings, project).startswith("The look ended before it was done.")


def test_a_child_that_takes_too_long_is_ended(
    database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(task, "MOST_SECONDS", 0.05)
    project = bring(database, settings)
    assert failed(database, settings, project).startswith("The look took too long and was ended.")
