"""A database for services: the embedded one, as the storage tests show that both kinds keep the same promises."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from badge.storage.database import Database
from tests.web.conftest import checkouts, kitchen

__all__ = ["checkouts", "database", "kitchen"]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Give an empty database with all tables."""
    found = Database(f"sqlite:///{tmp_path / 'badge.sqlite'}")
    found.prepare()
    yield found
    found.close()
