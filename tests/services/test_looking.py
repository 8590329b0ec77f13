"""A look is asked for, kept or explained; it never changes an answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from badge.core.answers import Answer, Status
from badge.core.errors import NotFoundError
from badge.core.evidence import Repository
from badge.core.findings import Confidence, unmet
from badge.core.kept import KeptAnswer
from badge.core.look import Look
from badge.core.messages import Message
from badge.core.people import LOCAL, NOBODY
from badge.services import looking
from badge.storage import answers, events, jobs, looks, projects
from badge.storage.database import Database
from badge.storage.jobs import Job, State

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def project(database: Database) -> int:
    with database.writing() as session:
        found = projects.add(session, "name", "https://git.example.org/name", "", "en", NOW).id
        answers.write(session, found, {"a": KeptAnswer(Answer(Status.MET))})
        session.commit()
    return found


def ask(database: Database, project: int, now: datetime = NOW) -> Job:
    with database.writing() as session:
        job = looking.ask(session, LOCAL, project, now)
        session.commit()
    return job


def kinds(database: Database, project: int) -> list[str]:
    with database.reading() as session:
        return [each.kind for each in events.newest(session, project)]


def latest(database: Database, project: int) -> Job:
    with database.reading() as session:
        job = jobs.latest(session, project, looking.KIND)
    assert job is not None
    return job


def test_asking_twice_gives_one_job_and_one_event(database: Database, project: int) -> None:
    assert ask(database, project).id == ask(database, project, NOW + timedelta(seconds=1)).id
    assert kinds(database, project) == ["look asked for"]


def test_a_look_at_nothing_is_refused(database: Database) -> None:
    with pytest.raises(NotFoundError):
        ask(database, 99)


def test_a_look_that_is_done_is_kept_and_answers_stay(database: Database, project: int) -> None:
    job = ask(database, project)
    look = Look(Repository("c0ffee"), NOW, [unmet("a", Message("No."), Confidence.CERTAIN)])
    with database.writing() as session:
        looking.keep(session, NOBODY, job, look, NOW)
        session.commit()
    assert latest(database, project).state is State.DONE
    with database.reading() as session:
        kept = looks.last(session, project)
        assert kept is not None
        assert kept[0].to_json() == look.to_json()
        assert answers.sheet(session, project)["a"].answer.status is Status.MET
        assert events.newest(session, project)[0].what == {"commit": "c0ffee", "findings": 1, "complete": True}


@pytest.mark.parametrize(
    ("tries", "final", "state"),
    [(1, False, State.WAITING), (2, False, State.WAITING), (3, False, State.FAILED), (1, True, State.FAILED)],
)
def test_a_look_that_failed_waits_again_unless_it_is_final(
    database: Database, project: int, tries: int, final: bool, state: State
) -> None:
    ask(database, project)
    now = NOW
    for _ in range(tries):
        with database.writing() as session:
            job = jobs.claim(session, now)
            session.commit()
        now += jobs.LEASE * 2
    assert job is not None
    with database.writing() as session:
        looking.fail(session, NOBODY, job, Message("It is %(how)s.", {"how": "gone"}), NOW, final=final)
        session.commit()
    found = latest(database, project)
    assert (found.state, str(found.progress)) == (state, "It is gone.")
    assert ("look failed" in kinds(database, project)) == (state is State.FAILED)
