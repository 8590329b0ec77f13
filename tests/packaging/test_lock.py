"""The locks: complete, hashed, and good on any machine."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.txt", "requirements-dev.txt")
LOCKED = re.compile(
    r"(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)(?: ; [^\\]+)?"  # a version, and perhaps for which machines
    r"(?: \\\n    --hash=sha256:[0-9a-f]{64})+"
)


def locked(lock: str) -> dict[str, Version]:
    """Return the version of each package in a lock; fail for a line that is anything else."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert LOCKED.sub("", text).strip() == "", "everything in a lock is a package, its version and its hashes"
    return {found["name"]: Version(found["version"]) for found in LOCKED.finditer(text)}


def wanted(lock: str) -> list[Requirement]:
    """Return what pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = list(project["project"]["dependencies"])
    if lock == "requirements-dev.txt":
        lines += project["dependency-groups"]["dev"]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host_and_no_option(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert not [line for line in text.splitlines() if line.startswith("-")]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_in_a_lock_has_a_version_and_hashes(lock: str) -> None:
    assert len(locked(lock)) > 20


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_what_the_project_asks_for(lock: str) -> None:
    versions = locked(lock)
    for requirement in wanted(lock):
        version = versions.get(canonicalize_name(requirement.name))
        assert version is not None, f"{requirement} is not in {lock}: make the locks again, as pyproject.toml says"
        assert version in requirement.specifier, f"{lock} is older than pyproject.toml: make the locks again"


def test_developers_run_what_users_run() -> None:
    assert locked("requirements.txt").items() <= locked("requirements-dev.txt").items()
