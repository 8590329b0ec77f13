"""Every command is in the list, and `badge` without words is quick and shows them all."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

import badge.cli
from badge import __version__
from badge.cli import COMMANDS, main

FOLDER = Path(badge.cli.__file__).parent


def defines_a_command(path: Path) -> bool:
    """Tell whether a file makes a command at its top: a decorator of `command` at the start of a line."""
    lines = path.read_text("utf-8").splitlines()
    return any(line.startswith(("@command.command(", "@command.group(")) for line in lines)


NAMES = {"importing": "import"}
"""A file cannot be called like a word of Python itself."""


def test_every_file_with_a_command_is_listed() -> None:
    files = {path.stem for path in FOLDER.glob("*.py") if defines_a_command(path)}
    assert {NAMES.get(each, each) for each in files} == set(COMMANDS)
    assert {place.partition(":")[0] for place, _ in COMMANDS.values()} == {f"badge.cli.{each}" for each in files}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_there_under_its_name_with_its_summary(name: str) -> None:
    module, _, attribute = COMMANDS[name][0].partition(":")
    found = getattr(import_module(module), attribute)
    assert isinstance(found, click.Command)
    assert found.name == name
    assert str(COMMANDS[name][1]).endswith(".")


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"], ["--lang", "en", "--help"], ["--lang=en"]])
def test_the_overview_names_every_command(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["badge", *words])
    main()
    said = capsys.readouterr().out
    for name, (_, summary) in COMMANDS.items():
        assert f"  {name} " in said
        assert str(summary) in said


def test_the_version_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["badge", "--version"])
    main()
    assert capsys.readouterr().out == f"badge {__version__}\n"


def test_help_loads_neither_click_nor_a_database() -> None:
    code = (
        "import sys; sys.argv = ['badge', '--help']; from badge.cli import main; main()\n"
        "print(sorted({'click', 'sqlalchemy', 'flask', 'yaml', 'babel'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
