"""Repositories that several tests read. They are built once, and each test gets a copy of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources.building import Building, small_repository
from tests.sources.serving import Authority, Server, make_authority, serving


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a repository without a commit."""
    return Building(tmp_path_factory.mktemp("template") / "work").folder


@pytest.fixture(scope="session")
def small_template(tmp_path_factory: pytest.TempPathFactory) -> Building:
    """Build a repository with three commits, two tags and a mailmap."""
    return small_repository(tmp_path_factory.mktemp("template") / "work")


@pytest.fixture
def building(empty_template: Path, tmp_path: Path) -> Building:
    """Give a repository without a commit."""
    return Building.copied(empty_template, tmp_path / "work")


@pytest.fixture
def small(small_template: Building, tmp_path: Path) -> Building:
    """Give a repository with three commits, two tags and a mailmap."""
    return Building.copied(small_template.folder, tmp_path / "work", small_template.days)


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Make a certificate authority that lives as long as the tests."""
    return make_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def server(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve over TLS on this machine: odd pages, and the repositories in a folder."""
    with serving(authority, tmp_path_factory.mktemp("served")) as found:
        yield found
