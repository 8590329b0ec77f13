"""Purges go out in order, after the change is shown here, again until they were taken, and once more a moment later."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from badge.core.errors import UnreadableError
from badge.core.messages import Message
from badge.front import purging
from badge.front.purging import Purger
from badge.storage.database import Database
from tests.front.conftest import eventually, opened
from tests.front.test_freshness import HALF, UNTIL, WARM, move, shows

Portion = Sequence[int] | None


class Fake:
    """A CDN that fails some times before it takes a purge, and can be held."""

    def __init__(self, failures: int = 0) -> None:
        """Begin with nothing purged."""
        self.taken: list[Portion] = []
        self.tries: list[Portion] = []
        self.failures = failures
        self.open = threading.Event()
        self.open.set()

    def __call__(self, portion: Portion) -> None:
        """Purge."""
        self.tries.append(portion)
        assert self.open.wait(5)
        if self.failures:
            self.failures -= 1
            raise UnreadableError(Message("The CDN is away."))
        self.taken.append(portion)


@contextmanager
def running(fake: Fake, again: float = 60, pauses: Sequence[float] = (0.0,)) -> Iterator[Purger]:
    """Run a purger."""
    purger = Purger(fake, again, pauses)
    purger.start()
    try:
        yield purger
    finally:
        fake.open.set()
        purger.stop()


def test_each_change_is_purged_in_its_order() -> None:
    fake = Fake()
    with running(fake) as purger:
        for number in range(1, 6):
            purger([number])
            assert eventually(lambda number=number: fake.taken[-1:] == [[number]])  # type: ignore[misc]  # a default


def test_what_was_not_taken_is_sent_again_before_anything_else() -> None:
    fake = Fake(failures=3)
    with running(fake) as purger:
        fake.open.clear()
        purger([1])
        assert eventually(lambda: fake.tries == [[1]])
        purger([2])
        purger([3, 2])
        fake.open.set()
        assert eventually(lambda: len(fake.taken) == 2)
    assert fake.tries == [[1], [1], [1], [1], [2, 3]]
    assert fake.taken == [[1], [2, 3]]


def test_everything_makes_what_waits_unnecessary() -> None:
    fake = Fake()
    with running(fake) as purger:
        fake.open.clear()
        purger([1])
        assert eventually(lambda: fake.tries == [[1]])
        purger([2])
        purger(None)
        fake.open.set()
        assert eventually(lambda: fake.taken == [[1], None])


def test_very_many_are_purged_as_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purging, "MOST_WAITING", 5)
    fake = Fake()
    with running(fake) as purger:
        purger(range(1, 7))
        assert eventually(lambda: fake.taken == [None])


def test_many_are_named_in_several_requests() -> None:
    fake = Fake()
    with running(fake) as purger:
        purger(range(1, 600))
        assert eventually(lambda: len(fake.taken) == 3)
    assert [len(each) for each in fake.taken if each] == [256, 256, 87]


def test_the_same_is_purged_once_more_a_moment_later() -> None:
    fake = Fake()
    with running(fake, again=0.0) as purger:
        purger([1])
        assert eventually(lambda: fake.taken == [[1], [1]])
        purger(None)
        assert eventually(lambda: fake.taken == [[1], [1], None, None])


def test_a_start_and_every_change_are_purged_when_they_are_shown(database: Database, tmp_path: Path) -> None:
    seen: list[tuple[Portion, bool]] = []

    def purge(portion: Portion) -> None:
        seen.append((portion, bool(seen) and shows(counter, WARM)))

    with opened(database, tmp_path, purge=purge) as counter:
        assert seen[0][0] is None
        counter.kitchen.register()
        move(database, 1, "warm")
        assert ([1], True) in seen  # in the process that saves, before its answer
        seen.append((None, False))
        with database.engine.begin() as connection:  # as another process would
            connection.execute(text("UPDATE standing SET level = '', percentages = '{\"warm\": 33}'"))
        assert eventually(lambda: seen[-1][0] == [1] and shows(counter, HALF))


def test_the_end_of_a_grace_is_purged(database: Database, tmp_path: Path) -> None:
    seen: list[Portion] = []
    with opened(database, tmp_path, purge=seen.append) as counter:
        counter.kitchen.register()
        with database.engine.begin() as connection:
            until = "2026-04-03 05:06:07.000000" if database.sqlite else UNTIL.isoformat(" ")
            connection.execute(text("UPDATE standing SET kept_level = 'warm', kept_until = :until"), {"until": until})
        assert eventually(lambda: shows(counter, WARM))
        assert counter.knows("/projects/1/kitchen")
        before = len(seen)
        counter.watch.now = UNTIL
        assert eventually(lambda: len(seen) > before)
        assert seen[-1] == [1]
