"""The example of a series is written whole, or nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from badge.core.errors import UnreadableError, WrongUseError
from badge.services.asking import load_criteria
from badge.services.linting import lint
from badge.services.starting import start


def test_all_files_are_written_into_a_new_folder_and_those_above_it(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    written = start(folder)
    assert set(written) == {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert lint(folder) == ()
    assert load_criteria(folder).series


@pytest.mark.parametrize("name", ["positions.txt", ".hidden"])
def test_a_folder_with_anything_in_it_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine", "utf-8")
    with pytest.raises(WrongUseError, match="not empty"):
        start(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("mine", "utf-8")
    with pytest.raises(WrongUseError, match="is a file"):
        start(tmp_path / "own")


@pytest.mark.parametrize("fails", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("there", [True, False])
def test_what_fails_in_the_middle_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: BaseException, there: bool
) -> None:
    folder = tmp_path / "deep" / "own"
    if there:
        folder.mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    real = Path.open

    def full(path: Path, mode: str = "r", **more: str) -> object:
        if mode == "xb" and path.name == "series.yml":
            raise fails
        return real(path, mode, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(UnreadableError if isinstance(fails, OSError) else KeyboardInterrupt) as caught:
        start(folder)
    assert sorted(tmp_path.rglob("*")) == before
    if isinstance(fails, OSError):
        assert str(folder) in str(caught.value)
        assert "No space left" in str(caught.value)
