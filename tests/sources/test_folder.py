"""A plain folder as evidence: its files within the limits, and nothing outside it."""

from __future__ import annotations

from pathlib import Path

from badge.sources.folder import is_repository, look
from badge.sources.limits import Limits
from tests.sources.building import AS_OF, Building


def test_files_are_read_and_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("secret")
    folder = tmp_path / "work"
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "a" / "b" / "text").write_text("hello")
    (folder / "labels.yml").write_text("labels: {}")
    (folder / "way-out").symlink_to(tmp_path / "outside")
    (folder / "loop").symlink_to(folder)
    found = look(folder, AS_OF, remote="https://git.example.org/a/b", without=frozenset({"labels.yml"}))
    assert list(found.files.entries) == ["a/b/text", "loop", "way-out"]
    assert found.files.text("a/b/text") == "hello"
    assert found.files.text("way-out") is None
    assert found.repository.web == "https://git.example.org/a/b"
    assert (found.history, found.tags) == (None, None)
    assert "plain folder" in str(found.absent["history"])


def test_limits_hold_and_are_said(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).write_text("x" * 10)
    (tmp_path / "d").write_text("x" * 100)
    few = look(tmp_path, AS_OF, Limits(entries=2))
    assert len(few.files.entries) == 2
    assert not few.files.complete
    small = look(tmp_path, AS_OF, Limits(blob_bytes=50))
    assert small.files.content("d") is None
    assert small.files.content("a") == b"x" * 10
    assert [str(each) for each in small.files.unread.values()] == ["The file d could not be read."]
    (tmp_path / "e" / "f").mkdir(parents=True)
    (tmp_path / "e" / "f" / "g").write_text("deep")
    assert "e/f/g" not in look(tmp_path, AS_OF, Limits(depth=1)).files.entries


def test_a_repository_is_told_from_a_folder_in_one(tmp_path: Path) -> None:
    building = Building(tmp_path / "work")
    building.commit({"a/b": "x"})
    assert is_repository(tmp_path / "work")
    assert is_repository(tmp_path / "work" / ".git")
    assert not is_repository(tmp_path / "work" / "a")
