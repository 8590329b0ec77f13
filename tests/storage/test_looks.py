from __future__ import annotations

from badge.core.evidence import Repository
from badge.core.look import Look
from badge.storage import looks
from badge.storage.database import Database
from tests.storage.conftest import NOW


def test_the_time_of_the_last_look_is_known_without_reading_it(database: Database, project: int) -> None:
    with database.writing() as session:
        assert looks.when(session, project) is None
        looks.write(session, project, Look(Repository(), NOW, ()), NOW)
        session.commit()
    with database.reading() as session:
        assert looks.when(session, project) == NOW
