"""A dump is begun once a night, by a process of its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from badge.config import Settings
from badge.core.people import LOCAL
from badge.jobs.dumps import Dumps
from badge.services import dumping
from badge.services.asking import load_criteria
from badge.services.registering import register
from badge.storage.database import Database

NIGHT = datetime(2026, 3, 4, 2, 10, tzinfo=UTC)


def test_it_is_written_at_night_and_only_once(database: Database, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, database_url=f"sqlite:///{tmp_path / 'badge.sqlite'}")
    keeper = Dumps(database, settings)
    assert not keeper.keep(NIGHT)  # there is nothing to write
    with database.writing() as session:
        register(session, LOCAL, "https://github.com/cook/soup", load_criteria(), NIGHT)
        session.commit()
    assert not keeper.keep(NIGHT - timedelta(hours=4))
    assert not keeper.keep(NIGHT + timedelta(hours=3))
    assert keeper.keep(NIGHT)
    assert keeper.child is not None
    assert not keeper.keep(NIGHT)
    assert keeper.child.wait() == 0
    [dump] = dumping.kept(tmp_path / "dumps")
    assert dump["projects"] == 1
    written = dumping.newest(tmp_path / "dumps")
    assert written is not None
    tonight = written.replace(hour=2) + timedelta(days=1)
    assert not Dumps(database, settings).keep(written.replace(hour=3))
    other = Dumps(database, settings)
    assert other.keep(tonight + timedelta(days=1))
    assert other.child is not None
    other.child.wait()


def test_one_that_failed_is_tried_again_after_an_hour(database: Database, tmp_path: Path) -> None:
    (tmp_path / "dumps").write_text("in the way")
    with database.writing() as session:
        register(session, LOCAL, "https://github.com/cook/soup", load_criteria(), NIGHT)
        session.commit()
    keeper = Dumps(database, Settings(data=tmp_path, database_url=f"sqlite:///{tmp_path / 'badge.sqlite'}"))
    assert keeper.keep(NIGHT)
    assert keeper.child is not None
    assert keeper.child.wait() != 0
    assert not keeper.keep(NIGHT + timedelta(minutes=59))
    assert keeper.keep(NIGHT + timedelta(minutes=60))
    assert keeper.child is not None
    keeper.child.wait()
