"""`badge criteria diff` and `apply`: what is said, in which words, and with which exit codes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from badge.cli import changing
from badge.cli.entry import run
from badge.core.answers import Answer, Status
from badge.core.people import LOCAL
from badge.services.asking import load_criteria
from badge.services.standing import record
from badge.storage import projects, standings
from badge.storage.database import Database

SERIES = "series: house\nversion: '{version}'\ntitle: House\nlabel: house\nlevels:\n  - {{id: wood, title: Wood}}\n"
GROUP = """\
group: All
sections:
  - title: First
    criteria:
      - {{id: has_name, category: MUST, title: A name, text: "It {{MUST}} have a name."}}
      - {{id: has_color, category: {category}, title: A colour, text: "It {{{category}}} have a colour."}}
"""
NOW = datetime(2026, 1, 1, tzinfo=UTC)
SHEET = {"has_name": Answer(Status.MET), "has_color": Answer(Status.UNMET, "it is glass")}


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    for variable in ("BADGE_CRITERIA", "BADGE_DATABASE_URL"):
        monkeypatch.delenv(variable, raising=False)


def write(folder: Path, version: str, category: str) -> Path:
    (folder / "house" / "wood").mkdir(parents=True)
    (folder / "house" / "series.yml").write_text(SERIES.format(version=version))
    (folder / "house" / "wood" / "1.yml").write_text(GROUP.format(category=category))
    (folder / "house" / "positions.txt").write_text("has_name\nhas_color\n")
    return folder


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return write(tmp_path / "old", "1", "SHOULD")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return write(tmp_path / "new", "2", "MUST")


@pytest.fixture
def database(tmp_path: Path, old: Path) -> str:
    """Keep three projects, judged by the old criteria: two would lose their level."""
    url = f"sqlite:///{tmp_path / 'badge.sqlite'}"
    found = Database(url)
    found.prepare()
    with found.writing() as session:
        for name, sheet in (("one", SHEET), ("two", SHEET), ("three", {})):
            project = projects.add(session, name, "", name, "en", NOW)
            record(session, LOCAL, project.id, load_criteria(old), sheet, NOW)
        session.commit()
    found.close()
    return url


def badge(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = run(["criteria", *map(str, words)])
    said = capsys.readouterr()
    return code, said.out, said.err


CHANGES = """\
Versions
  house: The version was 1 and is 2 now.

Stricter than before
  house · wood · has_color: It was SHOULD and is MUST now, so fewer answers are enough.

Reworded
  house · wood · has_color: These texts differ: text.
"""


def test_what_changed_is_listed_under_headings(capsys: pytest.CaptureFixture[str], old: Path, new: Path) -> None:
    assert badge(capsys, "diff", old, new) == (0, CHANGES, "")
    assert badge(capsys, "diff", old, old) == (0, "The criteria are the same.\n", "")


def test_who_would_lose_a_level_is_listed(
    capsys: pytest.CaptureFixture[str], old: Path, new: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = "1 one, house: would lose wood.\n2 two, house: would lose wood.\n"
    count = "house, wood: 2 projects would lose it.\n"
    assert badge(capsys, "diff", old, new, "--database", database) == (0, f"{CHANGES}\n{who}{count}", "")
    _, out, _ = badge(capsys, "diff", new, old, "--database", database)
    assert out.endswith("2 two, house: would gain wood.\nhouse, wood: 2 projects would gain it.\n")
    same = "The criteria are the same.\n\nNo project would gain or lose a level.\n"
    assert badge(capsys, "diff", old, old, "--database", database) == (0, same, "")
    monkeypatch.setattr(changing, "MOST_LINES", 1)
    _, out, _ = badge(capsys, "diff", old, new, "--database", database)
    assert out.endswith(f"lose wood.\n1 more project is not listed here; --json lists all.\n{count}")


def test_json_holds_all(capsys: pytest.CaptureFixture[str], old: Path, new: Path, database: str) -> None:
    _, out, _ = badge(capsys, "diff", old, new, "--json")
    found = json.loads(out)
    assert [(each["kind"], each["criterion"]) for each in found["changes"]] == [
        ("version", ""), ("stricter", "has_color"), ("reworded", "has_color"),
    ]  # fmt: skip
    assert found["changes"][0]["text"] == "The version was 1 and is 2 now."
    assert "projects" not in found
    _, out, _ = badge(capsys, "diff", old, new, "--json", "--database", database)
    assert json.loads(out)["projects"][0] == {
        "project": "1", "name": "one", "series": "house", "before": "wood", "after": "", "gained": [], "lost": ["wood"],
    }  # fmt: skip
    _, out, _ = badge(capsys, "diff", old, old, "--json", "--database", database)
    assert json.loads(out) == {"changes": [], "projects": []}


def test_a_folder_of_answers_is_compared(
    capsys: pytest.CaptureFixture[str], old: Path, new: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "answers"
    folder.mkdir()
    sheet = {"has_name_status": "Met", "has_color_status": "Unmet", "has_color_justification": "it is glass"}
    (folder / "mine.json").write_text(json.dumps(sheet))
    code, out, err = badge(capsys, "diff", old, new, "--answers", folder)
    assert (code, err) == (0, "")
    assert out.endswith("\nmine, house: would lose wood.\nhouse, wood: 1 project would lose it.\n")
    (folder / "broken.json").write_text("{")
    code, again, err = badge(capsys, "diff", old, new, "--answers", folder)
    assert (code, again) == (3, out)
    assert err == f"{folder / 'broken.json'} is not valid JSON, so its answers were not read. Mend it.\n"


def test_positions_that_moved_end_with_1(capsys: pytest.CaptureFixture[str], old: Path, new: Path) -> None:
    (new / "house" / "positions.txt").write_text("has_color\nhas_name\n")
    code, out, _ = badge(capsys, "diff", old, new)
    assert code == 1
    assert out.startswith("Positions that moved, which must not be\n  house · has_name: Its position was 1 and is 2")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--database", "nothing"], 2, "The address of a database begins with sqlite:/// or postgresql://.\n"),
        (["--database", "mysql://a/b"], 2, "The address of a database begins with sqlite:/// or postgresql://.\n"),
        (["--database", "postgresql+none://a/b"], 2, "The address of the database cannot be used."),
        (["--database", "postgresql://a:port/b"], 2, "The address of the database cannot be used."),
        (["--database", "sqlite:///nowhere.sqlite"], 3, "There is no database nowhere.sqlite.\n"),
        (["--database", "sqlite:///x", "--answers", "."], 2, "Give a database or a folder of answers, but not both.\n"),
        (["--answers", "."], 3, "There is no file of answers in .. Such a file ends in .json.\n"),
    ],
)
def test_what_cannot_be_compared_is_said(
    capsys: pytest.CaptureFixture[str], old: Path, new: Path, words: list[str], code: int, said: str,
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    found, _, err = badge(capsys, "diff", old, new, *words)
    assert found == code
    assert err.startswith(said)
    assert not list((tmp_path / "empty").iterdir())


def test_criteria_with_slips_are_named(capsys: pytest.CaptureFixture[str], old: Path, new: Path) -> None:
    (new / "house" / "wood" / "1.yml").write_text("group: [")
    code, _, err = badge(capsys, "diff", old, new)
    assert code == 3
    assert "house/wood/1.yml" in err


def test_criteria_are_applied_once(capsys: pytest.CaptureFixture[str], new: Path, database: str) -> None:
    done = "3 standings were judged.\n2 standings changed.\nhouse, wood: 2 projects lost it.\n"
    assert badge(capsys, "apply", "--criteria", new, "--grace", 7, "--database", database) == (
        0, f"{done}What was lost is shown on for 7 days.\n", "",
    )  # fmt: skip
    assert badge(capsys, "apply", "--criteria", new, "--database", database) == (
        0, "3 standings were judged.\n0 standings changed.\n", "",
    )  # fmt: skip
    opened = Database(database)
    with opened.reading() as session:
        found = standings.of_project(session, 1)["house"]
    opened.close()
    assert (found.level, found.kept_level) == ("", "wood")
    assert found.kept_until is not None
    assert (found.kept_until - found.updated_at).days == 7


def test_the_settings_say_where_the_database_and_the_criteria_are(
    capsys: pytest.CaptureFixture[str], new: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BADGE_DATABASE_URL", database)
    monkeypatch.setenv("BADGE_CRITERIA", str(new))
    _, out, _ = badge(capsys, "apply", "--grace", "0")
    assert out == "3 standings were judged.\n2 standings changed.\nhouse, wood: 2 projects lost it.\n"


def test_there_is_nothing_to_apply_to(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BADGE_DATA", str(tmp_path / "data"))
    path = tmp_path / "data" / "badge.sqlite"
    assert badge(capsys, "apply") == (3, "", f"There is no database {path}.\n")
    assert not path.parent.exists()


def test_a_second_one_at_once_is_refused(capsys: pytest.CaptureFixture[str], new: Path, database: str) -> None:
    opened = Database(database)
    with opened.alone("recount"):
        assert badge(capsys, "apply", "--criteria", new, "--database", database) == (
            2, "", "Criteria are being applied to this database already. Wait until that has ended.\n",
        )  # fmt: skip
    opened.close()


@pytest.mark.parametrize("days", ["-1", "many"])
def test_days_that_are_none_are_refused(capsys: pytest.CaptureFixture[str], days: str) -> None:
    assert badge(capsys, "apply", "--grace", days)[0] == 2


def test_progress_is_told_to_a_person_only(
    capsys: pytest.CaptureFixture[str], new: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changing, "_EVERY_SECONDS", 0.0)
    assert badge(capsys, "apply", "--criteria", new, "--database", database)[2] == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    code, _, err = badge(capsys, "apply", "--criteria", new, "--database", database)
    assert (code, err) == (0, "3 of 3 standings\n")


@pytest.mark.parametrize("name", ["diff", "apply"])
def test_help_says_how_it_ends(capsys: pytest.CaptureFixture[str], name: str) -> None:
    code, out, _ = badge(capsys, name, "--help")
    assert code == 0
    assert "Ends with 0 when" in " ".join(out.split())
