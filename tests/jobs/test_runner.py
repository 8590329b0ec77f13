"""The runner takes jobs in turn, survives what they do, and its own death at any moment loses none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from badge.config import Settings
from badge.core.people import NOBODY
from badge.jobs import runner
from badge.jobs.runner import Runner
from badge.services import looking
from badge.storage import jobs, projects
from badge.storage.database import Database
from badge.storage.jobs import Job, State
from badge.storage.models import JobRow

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, database_url="")


def ask(database: Database, name: str = "a") -> int:
    with database.writing() as session:
        project = projects.add(session, name, f"https://git.example.org/{name}", "", "en", NOW).id
        looking.ask(session, NOBODY, project, NOW)
        session.commit()
    return project


def latest(database: Database, project: int) -> Job:
    with database.reading() as session:
        job = jobs.latest(session, project, looking.KIND)
    assert job is not None
    return job


def end_lease(database: Database, job: int) -> None:
    """Let the time of a lease pass."""
    with database.writing() as session:
        session.get_one(JobRow, job).lease = datetime.now(UTC) - timedelta(seconds=1)
        session.commit()


def done(database: Database, settings: Settings, job: Job) -> None:
    with database.writing() as session:
        jobs.finish(session, job.id, State.DONE, job.progress, NOW)
        session.commit()


def broken(database: Database, settings: Settings, job: Job) -> None:
    raise ValueError("a fault")


def test_without_a_job_there_is_nothing_to_do(database: Database, settings: Settings) -> None:
    assert not Runner(database, settings).run_one()


def test_a_task_that_breaks_fails_its_job_and_the_next_goes_on(
    database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = ask(database), ask(database, "b")
    own = Runner(database, settings)
    monkeypatch.setattr(runner, "TASKS", {looking.KIND: broken})
    assert own.run_one()
    monkeypatch.setattr(runner, "TASKS", {looking.KIND: done})
    assert own.run_one()
    assert latest(database, first).state is State.FAILED
    assert "fault in badge" in str(latest(database, first).progress)
    assert "ValueError" in caplog.text
    assert latest(database, second).state is State.DONE


def test_a_job_that_kills_its_runners_is_given_up(database: Database, settings: Settings) -> None:
    project = ask(database)
    for _ in range(jobs.MOST_TRIES):
        with database.writing() as session:
            job = jobs.claim(session, datetime.now(UTC))
            session.commit()
        assert job is not None
        end_lease(database, job.id)
    assert Runner(database, settings).run_one()
    assert "not tried again by itself" in str(latest(database, project).progress)
    assert not Runner(database, settings).run_one()


HANGING = """
import sys, time
from badge.config import Settings
from badge.jobs import runner
from badge.services import looking
from badge.storage.database import Database
from pathlib import Path

def hang(database, settings, job):
    print("in hand", flush=True)
    time.sleep(60)

runner.TASKS = {looking.KIND: hang}
runner.Runner(Database(sys.argv[1]), Settings(data=Path("."), database_url="")).run_one()
"""


def test_a_job_in_hand_when_its_runner_is_killed_is_done_by_another(
    database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = ask(database)
    url = database.url.render_as_string()
    with subprocess.Popen([sys.executable, "-c", HANGING, url], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"in hand\n"
        os.kill(other.pid, signal.SIGKILL)
    monkeypatch.setattr(runner, "TASKS", {looking.KIND: done})
    own = Runner(database, settings)
    assert not own.run_one()  # its lease still holds
    job = latest(database, project)
    assert job.state is State.RUNNING
    end_lease(database, job.id)
    assert own.run_one()
    assert (latest(database, project).state, latest(database, project).tries) == (State.DONE, 2)


def test_the_thread_does_what_waits_and_ends_when_told(
    database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished = threading.Event()

    def tell(database: Database, settings: Settings, job: Job) -> None:
        done(database, settings, job)
        finished.set()

    monkeypatch.setattr(runner, "TASKS", {looking.KIND: tell})
    monkeypatch.setattr(runner, "SECONDS_BETWEEN", 30)
    own = Runner(database, settings)
    own.start()
    ask(database)
    own.wake()
    assert finished.wait(10)
    own.stop()
    for thread in [each for each in threading.enumerate() if each.name == "badge-jobs"]:
        thread.join(10)
        assert not thread.is_alive()
