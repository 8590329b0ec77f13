"""Who may import whom; each contract is shown to catch what it is there to catch."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINT = Path(sys.executable).with_name("lint-imports")


def lint(folder: Path) -> tuple[int, str]:
    """Check the contracts in a folder, and return the exit code and what was said in one line."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    finished = subprocess.run(
        [LINT, "--no-cache", "--no-logo"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    return finished.returncode, " ".join(finished.stdout.split())


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy the code, without its data."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "badge", tmp_path / "badge", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_nobody_imports_what_they_may_not() -> None:
    code, said = lint(ROOT)
    assert code == 0, said


@pytest.mark.parametrize(
    ("path", "line", "caught"),
    [
        ("core/planted.py", "import flask", "badge.core is not allowed to import flask"),
        ("core/planted.py", "import badge.config", "badge.core is not allowed to import badge.config"),
        ("core/planted.py", "import badge.sources", "badge.core is not allowed to import badge.sources"),
        ("probes/planted.py", "import subprocess", "badge.probes is not allowed to import subprocess"),
        ("probes/planted.py", "import badge.sources", "badge.probes is not allowed to import badge.sources"),
        ("services/planted.py", "import badge.web", "badge.services is not allowed to import badge.web"),
        ("web/planted.py", "import badge.cli", "badge.web is not allowed to import badge.cli"),
        ("web/planted.py", "import badge.probes", "badge.web is not allowed to import badge.probes"),
        ("planted.py", "", "badge.planted"),
    ],
)
def test_a_planted_import_is_caught(path: str, line: str, caught: str, copy: Path) -> None:
    (copy / "badge" / path).write_text(f"{line}\n")
    code, said = lint(copy)
    assert code != 0
    assert caught in said


@pytest.mark.parametrize(
    ("path", "code"),
    [("core/planted.py", 1), ("web/planted.py", 1), ("services/planted.py", 1), ("sources/planted.py", 0)],
)
@pytest.mark.parametrize("line", ["import urllib.request", "import socket", "import subprocess", "import http.client"])
def test_only_sources_reach_the_network_and_start_programs(path: str, code: int, line: str) -> None:
    command = [sys.executable, "-m", "ruff", "check", "--select", "TID251", "--stdin-filename", f"badge/{path}", "-"]
    finished = subprocess.run(command, input=f"{line}\n", cwd=ROOT, capture_output=True, text=True, check=False)
    assert finished.returncode == code, finished.stdout
