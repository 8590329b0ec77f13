"""The table of jobs: one taker, leases that end, and jobs that are asked for once."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

from badge.core.messages import Message
from badge.storage import jobs, projects
from badge.storage.database import Database
from badge.storage.jobs import LEASE, Job, State

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


def ask(database: Database, project: int, kind: str = "look", now: datetime = NOW) -> Job:
    with database.writing() as session:
        job = jobs.add(session, kind, project, now)
        session.commit()
    return job


def claim(database: Database, now: datetime = NOW) -> Job | None:
    with database.writing() as session:
        job = jobs.claim(session, now)
        session.commit()
    return job


def finish(database: Database, job: Job, state: State = State.DONE) -> None:
    with database.writing() as session:
        jobs.finish(session, job.id, state, Message("The end."), NOW)
        session.commit()


def test_a_job_is_asked_for_once_while_it_waits_or_runs(database: Database, project: int) -> None:
    first = ask(database, project)
    assert (first.state, first.tries, first.open) == (State.WAITING, 0, True)
    assert ask(database, project).id == first.id
    assert claim(database) is not None
    assert ask(database, project).id == first.id
    assert ask(database, project, "other").id != first.id
    finish(database, first)
    assert ask(database, project).id != first.id


def test_jobs_are_taken_in_turn(database: Database, project: int) -> None:
    with database.writing() as session:
        other = projects.add(session, "b", "", "b", "en", NOW).id
        session.commit()
    wanted = [ask(database, project).id, ask(database, other).id]
    assert [job.id for job in (claim(database), claim(database)) if job] == wanted
    assert claim(database) is None


def test_of_several_who_claim_at_once_one_gets_the_job(database: Database, project: int) -> None:
    ask(database, project)
    found: list[Job | None] = []
    barrier = threading.Barrier(4)

    def take() -> None:
        barrier.wait()
        found.append(claim(database))

    threads = [threading.Thread(target=take) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(found) == 4
    [winner] = [each for each in found if each]
    assert (winner.state, winner.tries) == (State.RUNNING, 1)


def test_a_job_is_taken_again_only_when_its_lease_ends(database: Database, project: int) -> None:
    ask(database, project)
    first = claim(database)
    assert first is not None
    assert claim(database, NOW + LEASE) is None
    again = claim(database, NOW + LEASE + timedelta(seconds=1))
    assert again is not None
    assert (again.id, again.tries) == (first.id, 2)
    assert claim(database, NOW + LEASE + timedelta(seconds=2)) is None


def test_a_job_that_is_put_back_waits_again_and_keeps_its_tries(database: Database, project: int) -> None:
    ask(database, project)
    job = claim(database)
    assert job is not None
    finish(database, job, State.WAITING)
    again = claim(database)
    assert again is not None
    assert (again.tries, again.finished_at) == (2, None)


def test_a_job_tells_how_far_it_is_and_how_it_ended(database: Database, project: int) -> None:
    job = ask(database, project)
    with database.writing() as session:
        jobs.tell(session, job.id, Message("Half of %(what)s.", {"what": "it"}))
        session.commit()
    with database.reading() as session:
        found = jobs.latest(session, project, "look")
        assert found is not None
        assert str(found.progress) == "Half of it."
        assert jobs.latest(session, project, "other") is None
    finish(database, job, State.FAILED)
    with database.reading() as session:
        found = jobs.latest(session, project, "look")
    assert found is not None
    assert (found.state, str(found.progress), found.finished_at, found.open) == (State.FAILED, "The end.", NOW, False)


def test_jobs_that_are_gone_are_left_alone(database: Database) -> None:
    with database.writing() as session:
        jobs.tell(session, 99, Message("x"))
        jobs.finish(session, 99, State.DONE, Message("x"), NOW)
        session.commit()
