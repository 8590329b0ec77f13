"""`badge dump` and `badge move`: what is said, and with which exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from badge.cli.entry import run
from badge.services import dumping
from tests.cli.test_importing import english, source

__all__ = ["english", "source"]


def badge(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = run(list(map(str, words)))
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_dump_is_written_where_it_is_wanted(
    capsys: pytest.CaptureFixture[str], source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    badge(capsys, "import", source)
    code, out, err = badge(capsys, "dump", "--output", tmp_path / "out", "--keep", 3)
    [found] = dumping.kept(tmp_path / "out")
    assert (code, out, err) == (0, f"The dump is in {tmp_path / 'out' / found['name']}.\n", "")
    assert found["projects"] == 1
    monkeypatch.setenv("BADGE_DUMPS", str(tmp_path / "set"))
    assert badge(capsys, "dump")[0] == 0
    assert len(dumping.kept(tmp_path / "set")) == 1


def test_without_a_database_there_is_no_dump(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, err = badge(capsys, "dump", "--database", f"sqlite:///{tmp_path / 'none.sqlite'}")
    assert (code, err) == (3, f"There is no database {tmp_path / 'none.sqlite'}.\n")
    (tmp_path / "empty.sqlite").write_bytes(b"")
    code, _, err = badge(capsys, "dump", "--database", f"sqlite:///{tmp_path / 'empty.sqlite'}")
    assert (code, "Traceback" in err) == (3, False)


def test_a_repository_is_moved(capsys: pytest.CaptureFixture[str], source: Path) -> None:
    badge(capsys, "import", source)
    former, present = "git@github.com:Cook/Soup.git", "https://codeberg.org/cook/soup"
    assert badge(capsys, "move", former, present) == (
        0, "Soup is at https://codeberg.org/cook/soup now, and is still found at its former address.\n", "",
    )  # fmt: skip
    assert badge(capsys, "move", "https://github.com/cook/nobody", present)[0] == 2
    code, _, err = badge(capsys, "move", former, "nowhere")
    assert (code, err[:30]) == (2, "This is not the address of a g")
