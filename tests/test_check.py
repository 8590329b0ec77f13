"""The command that does every check, and what it makes of tests that did not run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import check

ROOT = Path(__file__).parents[1]
SKIPPED_TEST = "import pytest\n\n\ndef test_it():\n    pytest.skip('there is no moon')\n"
SKIPPED_FILE = "import pytest\n\npytest.skip('there is no sun', allow_module_level=True)\n"
PASSED_TEST = "def test_it():\n    pass\n"


def step(name: str, code: int) -> tuple[str, tuple[str, ...]]:
    """Return a step that does nothing but end with that exit code."""
    return name, (sys.executable, "-c", f"import sys; sys.exit({code})")


def test_a_failing_step_does_not_keep_the_others_from_running(tmp_path: Path) -> None:
    assert check.run_all([step("one", 1), step("two", 0), step("three", 5)], tmp_path) == ["one", "three"]


def test_when_all_is_well_the_summary_of_pytest_closes_the_output(capfd: pytest.CaptureFixture[str]) -> None:
    check.run_all([step("one", 0), ("tests", (sys.executable, "-c", "print('1 passed')"))])
    assert capfd.readouterr().out.splitlines()[-1] == "1 passed"
    assert check.STEPS[-1][0] == "tests"


@pytest.mark.parametrize("workers", ["0", "2"])
@pytest.mark.parametrize(
    ("content", "ci", "code", "said"),
    [
        pytest.param(PASSED_TEST, "true", 0, "", id="passed"),
        pytest.param(SKIPPED_TEST, "", 0, "NOT TESTED HERE", id="skipped"),
        pytest.param(SKIPPED_TEST, "true", 1, "SKIPPED, which is a failure in CI", id="skipped in CI"),
        pytest.param(SKIPPED_FILE, "true", 1, "SKIPPED, which is a failure in CI", id="skipped file in CI"),
    ],
)
def test_a_skipped_test_is_said_loudly_and_fails_in_ci(
    content: str, ci: str, code: int, said: str, workers: str, tmp_path: Path
) -> None:
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "test_one.py").write_text(PASSED_TEST)
    (tmp_path / "test_two.py").write_text(content)
    command = [sys.executable, "-m", "pytest", "-n", workers, "-p", "no:cacheprovider"]
    finished = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "CI": ci}, capture_output=True, text=True, check=False
    )
    assert finished.returncode == code, finished.stdout
    assert said in finished.stdout
    if said:
        assert "test_two.py" in finished.stdout.partition(said)[2]
        assert "there is no" in finished.stdout.partition(said)[2]
