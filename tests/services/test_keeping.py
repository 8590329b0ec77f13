"""The cache of criteria changes nothing but the time, and whatever is odd about it is as if it were not there."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from badge.core.kept_criteria import from_plain, plain
from badge.services import keeping
from badge.services.asking import load_criteria
from badge.services.keeping import cache_folder, through_cache

CRITERIA = load_criteria()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder of criteria whose files are long settled."""
    for name, text in {
        "house/series.yml": "series: house\nversion: '1'\ntitle: H\nlabel: h\nlevels:\n  - {id: wood, title: Wood}\n",
        "house/positions.txt": "has_name\n",
        "house/wood/1.yml": "group: All\nsections:\n  - title: S\n    criteria:\n      - {id: has_name, category: MUST,"
        " title: A name, text: 'It {MUST} have a name.'}\n",
    }.items():
        path = tmp_path / "own" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        os.utime(path, (10**9, 10**9))
    return tmp_path / "own"


class Reading:
    """Reads a folder, and counts how often."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder, self.cache, self.times = folder, cache, 0

    def __call__(self) -> object:
        def read() -> object:
            self.times += 1
            return load_criteria(self.folder)

        return through_cache(self.folder, self.cache, read)  # type: ignore[arg-type]

    @property
    def file(self) -> Path:
        [found] = self.cache.iterdir()
        return found


@pytest.fixture
def reading(folder: Path, tmp_path: Path) -> Reading:
    return Reading(folder, tmp_path / "cache" / "badge")


def test_criteria_survive_being_data() -> None:
    assert from_plain(plain(CRITERIA)) == CRITERIA


def test_the_second_time_nothing_is_read(reading: Reading) -> None:
    first = reading()
    assert reading() == first
    assert reading.times == 1
    assert reading.file.stat().st_mode & 0o777 == 0o600


def other_size(reading: Reading) -> None:
    path = reading.folder / "house/wood/1.yml"
    path.write_text(path.read_text() + "\n")
    os.utime(path, (10**9, 10**9))


def other_time(reading: Reading) -> None:
    os.utime(reading.folder / "house/wood/1.yml", (10**9 + 1, 10**9 + 1))


def one_more_file(reading: Reading) -> None:
    path = reading.folder / "house/notes.txt"
    path.write_text("")
    os.utime(path, (10**9, 10**9))


def damaged(reading: Reading) -> None:
    content = reading.file.read_bytes()
    reading.file.write_bytes(content.replace(b"A name", b"A game"))


def cut_short(reading: Reading) -> None:
    reading.file.write_bytes(reading.file.read_bytes()[:-5])


def empty(reading: Reading) -> None:
    reading.file.write_bytes(b"")


def open_to_others(reading: Reading) -> None:
    reading.file.chmod(0o666)


def a_folder(reading: Reading) -> None:
    path = reading.file
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    "change", [other_size, other_time, one_more_file, damaged, cut_short, empty, open_to_others, a_folder]
)
def test_what_does_not_fit_is_read_anew(reading: Reading, change: Callable[[Reading], None]) -> None:
    first = reading()
    change(reading)
    assert reading() == first
    assert reading.times == 2


def test_another_badge_reads_anew(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    reading()
    monkeypatch.setattr(keeping, "__version__", "0.0.0")
    reading()
    assert reading.times == 2


def test_files_that_were_just_written_are_not_kept(reading: Reading) -> None:
    (reading.folder / "house/wood/1.yml").touch()
    assert reading() == reading()
    assert reading.times == 2


def test_a_folder_that_cannot_be_written_is_no_trouble(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    reading = Reading(folder, tmp_path / "file" / "badge")
    assert reading() == reading()


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"XDG_CACHE_HOME": "/c", "HOME": "/h"}, Path("/c/badge")),
        ({"HOME": "/h"}, Path("/h/.cache/badge")),
        ({"XDG_CACHE_HOME": "here", "HOME": "/h"}, None),
        ({}, None),
    ],
)
def test_the_cache_is_where_people_keep_what_may_be_lost(
    environ: dict[str, str], expected: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert cache_folder(environ) == expected


def test_who_forbids_python_to_write_forbids_this_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert cache_folder({"HOME": "/h"}) is None
