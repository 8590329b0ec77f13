"""`badge import`: what is said, where, and with which exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from badge.cli.entry import run
from badge.storage import projects
from badge.storage.database import Database


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("BADGE_DATA", str(tmp_path / "data"))
    for variable in ("BADGE_CRITERIA", "BADGE_DATABASE_URL"):
        monkeypatch.delenv(variable, raising=False)


def badge(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = run(["import", *map(str, words)])
    said = capsys.readouterr()
    return code, said.out, said.err


ENTRY = {"id": 7, "name": "Soup", "repo_url": "https://github.com/cook/soup", "license_location_status": "Met"}
LINE = "7 Soup: soup_status has no place here (Met); the history of the project keeps it.\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "projects.json"
    path.write_text(json.dumps([ENTRY]))
    return path


def numbers(path: Path) -> list[int]:
    database = Database(f"sqlite:///{path}")
    with database.reading() as session:
        found = [each.id for each in projects.page(session)]
    database.close()
    return found


def test_the_database_of_the_settings_is_made_and_filled(
    capsys: pytest.CaptureFixture[str], source: Path, tmp_path: Path
) -> None:
    assert badge(capsys, source) == (0, "1 project was brought in.\n", "")
    assert badge(capsys, source) == (0, "0 projects were brought in.\n1 project was here already.\n", "")
    assert numbers(tmp_path / "data" / "badge.sqlite") == [1]


def test_numbers_are_kept_in_another_database(capsys: pytest.CaptureFixture[str], source: Path, tmp_path: Path) -> None:
    assert badge(capsys, source, "--keep-ids", "--database", f"sqlite:///{tmp_path / 'x.sqlite'}")[0] == 0
    assert numbers(tmp_path / "x.sqlite") == [7]


def test_what_differs_is_a_line_on_the_screen_or_in_the_report(
    capsys: pytest.CaptureFixture[str], source: Path, tmp_path: Path
) -> None:
    source.write_text(json.dumps({**ENTRY, "soup_status": "Met"}))
    done = "1 project was brought in.\n1 line says what differs.\n"
    assert badge(capsys, source, "--database", f"sqlite:///{tmp_path / 'x.sqlite'}") == (1, LINE + done, "")
    report = tmp_path / "report.txt"
    assert badge(capsys, source, "--report", report) == (1, done, "")
    assert report.read_text() == LINE


def test_a_broken_file_ends_with_3_and_the_others_are_kept(
    capsys: pytest.CaptureFixture[str], source: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    source.rename(folder / "2.json")
    (folder / "1.json").write_text("{")
    said = f"{folder / '1.json'} is not valid JSON, so what follows in it was not read.\n"
    assert badge(capsys, folder) == (3, "1 project was brought in.\n", said)


def test_a_list_of_addresses_may_be_given(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("https://github.com/cook/soup\nnonsense\n")
    code, out, _ = badge(capsys, path)
    assert code == 1
    assert out.endswith("1 project was brought in.\n1 line says what differs.\n")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["nothing.json"], 2, "The path given for SOURCE does not exist"),
        ([".", "--database", "mysql://a/b"], 2, "The address of a database begins with sqlite:/// or postgresql://.\n"),
        ([], 2, "SOURCE"),
    ],
)
def test_wrong_use_is_said(
    capsys: pytest.CaptureFixture[str], words: list[str], code: int, said: str, monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    found, _, err = badge(capsys, *words)
    assert found == code
    assert said in err


def test_a_report_that_cannot_be_written_is_said(
    capsys: pytest.CaptureFixture[str], source: Path, tmp_path: Path
) -> None:
    code, _, err = badge(capsys, source, "--report", tmp_path / "no" / "report.txt")
    assert (code, err) == (3, f"{tmp_path / 'no' / 'report.txt'} could not be written: No such file or directory.\n")
