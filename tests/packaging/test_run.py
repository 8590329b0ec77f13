"""The command that starts badge from a checkout."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import threading
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
RUN = ROOT / "run"


def module() -> Any:
    """Return the file `run`, which has no suffix, as a module."""
    spec = spec_from_loader("run", SourceFileLoader("run", str(RUN)))
    assert spec is not None
    assert spec.loader is not None
    loaded = module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


run = module()


class Fake(run.Environment):  # type: ignore[misc, name-defined]  # mypy cannot know a module without a suffix
    """An environment that notes down what is asked of pip, and gives it a chosen exit code."""

    code = 0

    def installer(self) -> list[str]:
        note = "import sys; open(sys.argv[1], 'a').write(sys.argv[-1] + '\\n'); sys.exit(int(sys.argv[2]))"
        return [sys.executable, "-c", note, str(self.root / "notes"), str(self.code)]

    def notes(self) -> list[str]:
        """Return the locks that were installed, in order."""
        notes = self.root / "notes"
        return [Path(line).name for line in notes.read_text().splitlines()] if notes.exists() else []


@pytest.fixture
def environment(tmp_path: Path) -> Fake:
    """Return the environment of an empty checkout."""
    (tmp_path / run.RUNTIME).write_text("flask==3\n")
    (tmp_path / run.DEVELOPMENT).write_text("flask==3\npytest==9\n")
    return Fake(tmp_path)


def start(*words: str, program: str = str(RUN)) -> subprocess.CompletedProcess[str]:
    """Start the command as a person does."""
    return subprocess.run([sys.executable, program, *words], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("word", ["sevre", "--port", "tests"])
def test_a_word_it_does_not_know_is_answered_with_how_to_use_it(word: str, tmp_path: Path) -> None:
    copy = str(shutil.copy(RUN, tmp_path))
    answer = start(word, program=copy)
    assert answer.returncode == 2
    assert answer.stderr.startswith("usage: ./run ")
    assert not (tmp_path / ".venv").exists()


def test_asked_for_help_it_says_how_to_use_it() -> None:
    answer = start("--help")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "./run test" in answer.stdout


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 13)])
def test_an_older_python_is_refused_with_a_sentence(version: tuple[int, int, int]) -> None:
    pretend = f"import runpy, sys; sys.version_info = {version}; runpy.run_path({str(RUN)!r}, run_name='__main__')"
    answer = subprocess.run([sys.executable, "-c", pretend], capture_output=True, text=True, check=False)
    assert answer.returncode == 1
    assert answer.stderr.startswith("badge needs Python 3.11 or newer")


def test_an_older_python_can_read_the_file_as_far_as_that_sentence() -> None:
    ast.parse(RUN.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_the_first_start_installs_and_the_second_does_not(environment: Fake) -> None:
    environment.make(run.RUNTIME)
    environment.make(run.RUNTIME)
    assert environment.has(run.RUNTIME)
    assert environment.notes() == [run.RUNTIME]


def test_the_environment_finds_the_checkout(environment: Fake) -> None:
    (environment.root / "planted.py").write_text("print('found')")
    environment.make(run.RUNTIME)
    command = [environment.python, "-P", "-m", "planted"]
    assert subprocess.check_output(command, text=True, cwd="/").strip() == "found"


def test_tests_are_added_to_what_is_there(environment: Fake) -> None:
    environment.make(run.RUNTIME)
    (environment.folder / "kept").touch()
    environment.make(run.DEVELOPMENT)
    assert (environment.folder / "kept").exists()
    assert environment.has(run.RUNTIME)
    assert environment.has(run.DEVELOPMENT)


def test_with_the_tests_installed_a_plain_start_installs_nothing(environment: Fake) -> None:
    environment.make(run.DEVELOPMENT)
    environment.make(run.RUNTIME)
    assert environment.notes() == [run.DEVELOPMENT]


@pytest.mark.parametrize("lock", [run.RUNTIME, run.DEVELOPMENT])
def test_a_changed_lock_is_installed_into_an_empty_environment(lock: str, environment: Fake) -> None:
    environment.make(lock)
    (environment.folder / "old").touch()
    (environment.root / lock).write_text("flask==4\n")
    assert not environment.has(lock)
    environment.make(lock)
    assert not (environment.folder / "old").exists()
    assert environment.notes() == [lock, lock]


def test_another_python_gets_another_environment(environment: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    environment.make(run.RUNTIME)
    monkeypatch.setattr(sys, "base_prefix", "/opt/another/python")
    assert not environment.has(run.RUNTIME)


def test_a_start_that_was_interrupted_is_begun_again(environment: Fake) -> None:
    environment.make(run.RUNTIME)
    environment.stamp(run.RUNTIME).unlink()  # it is written last
    (environment.folder / "half").touch()
    environment.make(run.RUNTIME)
    assert not (environment.folder / "half").exists()


def test_when_packages_cannot_be_installed_it_says_so_and_does_not_count_as_done(environment: Fake) -> None:
    environment.code = 1
    with pytest.raises(SystemExit, match="could not be installed"):
        environment.make(run.RUNTIME)
    assert not environment.has(run.RUNTIME)


def test_of_two_starts_at_once_only_one_installs(environment: Fake) -> None:
    starts = [threading.Thread(target=Fake(environment.root).make, args=(run.RUNTIME,)) for _ in range(2)]
    for each in starts:
        each.start()
    for each in starts:
        each.join()
    assert environment.notes() == [run.RUNTIME]


@pytest.mark.parametrize(
    ("modules", "programs", "begins"),
    [
        ({"pip"}, set(), [sys.executable, "-m", "pip", "--python"]),
        (set(), {"uv"}, ["/usr/bin/uv", "pip", "install"]),
    ],
)
def test_without_ensurepip_another_installer_is_found(
    modules: set[str], programs: set[str], begins: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(run, "find_spec", lambda name: name if name in modules else None)
    monkeypatch.setattr(run.shutil, "which", lambda name: f"/usr/bin/{name}" if name in programs else None)
    assert run.Environment(tmp_path).installer()[: len(begins)] == begins


def test_without_any_installer_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(run, "find_spec", lambda _name: None)
    monkeypatch.setattr(run.shutil, "which", lambda _name: None)
    with pytest.raises(SystemExit, match="apt install python3-venv"):
        run.Environment(tmp_path).installer()


@pytest.mark.parametrize(("edited", "stale"), [(None, True), (100, False), (200, False), (300, True)])
def test_a_catalogue_is_compiled_when_it_was_edited_since(edited: int | None, stale: bool, tmp_path: Path) -> None:
    source = tmp_path / "messages.po"
    source.touch()
    if edited is not None:
        source.with_suffix(".mo").touch()
        os.utime(source.with_suffix(".mo"), (200, 200))
        os.utime(source, (edited, edited))
    assert run.is_stale(source) is stale
