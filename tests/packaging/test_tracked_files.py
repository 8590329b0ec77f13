"""What the repository holds is good on any machine."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EVERYWHERE = {"/", tempfile.gettempdir()}  # folders that every machine has
HERE = sorted({str(Path.home()), str(ROOT), str(ROOT.parent)} - EVERYWHERE)
NOT_OURS = {
    "a folder of this machine": re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, HERE))})/[\w.]"),
    "the host of a package registry": re.compile(
        r"""://[^ ]+/simple/?(?:$|[ "])|--(?:extra-)?index-url|--find-link[s]|^ *registry *=|"resolved": *"http""",
        re.MULTILINE,
    ),
    "a conflict that was not resolved": re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE),
}


def ours() -> Iterator[tuple[str, str]]:
    """Yield the path and the content of every text file that is tracked, or will be."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.check_output(command, cwd=ROOT, text=True).split("\0"):
        path = ROOT / name
        if name and path.is_file():
            try:
                yield name, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


@pytest.mark.parametrize("what", NOT_OURS)
def test_no_file_holds(what: str) -> None:
    found = [f"{name}: {match.group()}" for name, text in ours() for match in NOT_OURS[what].finditer(text)]
    assert not found, f"{what} stands in a file"


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a folder of this machine", f"see {ROOT}/notes"),
        ("the host of a package registry", "--index-" + "url somewhere"),
        ("the host of a package registry", "https://packages.example/" + "simple/\n"),
    ],
)
def test_it_would_be_noticed(what: str, text: str) -> None:
    assert NOT_OURS[what].search(text)


def test_the_programs_can_be_started() -> None:
    for name in ("run", ".ci/run"):
        assert (ROOT / name).stat().st_mode & 0o111, f"{name} is not executable"
