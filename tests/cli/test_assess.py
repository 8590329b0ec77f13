"""`badge assess`: its forms, its exit codes, and a sentence for whatever goes wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from badge.cli.entry import run
from tests.sources.building import Building, small_repository

Run = Callable[..., tuple[int, str, str]]

OWN = {
    "house/series.yml": "series: house\nversion: '1'\ntitle: House\nlabel: house\nlevels:\n"
    "  - {id: wood, title: Wood}\n"
    "  - {id: iron, title: Iron, requires: wood, requires_criterion: has_wood}\n",
    "house/positions.txt": "has_name\nhas_wood\n",
    "house/wood/1.yml": "group: All\nsections:\n  - title: S\n    criteria:\n      - {id: has_name, category: MUST,"
    " title: A name, text: 'It {MUST} have a name.'}\n",
    "house/iron/1.yml": "group: All\nsections:\n  - title: S\n    criteria:\n      - {id: has_wood, category: MUST,"
    " title: Wood first, text: 'It {MUST} be of wood.'}\n",
}


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Building:
    found = small_repository(tmp_path_factory.mktemp("cli") / "work")
    found.commit(
        {
            ".bestpractices.json": '{"has_name_status": "Met", "test_status": "Unmet",'
            ' "test_justification": "<b>&*_ no"}',
            "LICENSE": "MIT License\n",
        }
    )
    return found


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own")
    for name, text in OWN.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def badge(repository: Building, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: object, where: object = repository.folder) -> tuple[int, str, str]:
        code = run(["assess", *([str(where)] if where else []), *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_a_checkout_is_assessed_for_people(badge: Run) -> None:
    code, out, err = badge("--as-of", "2026-01-01")
    assert (code, err) == (0, "")
    assert "Passing" in out
    assert "\x1b" not in out
    assert "as of" in out
    assert "This is not answered yet." in out


def test_json_is_the_same_to_the_byte(badge: Run) -> None:
    one, two = (badge("--format", "json", "--as-of", "2026-01-01") for _ in range(2))
    assert one == two
    data = json.loads(one[1])
    assert (one[0], data["as_of"], data["complete"]) == (0, "2026-01-01", True)
    assert data["answers"]["test"] == {
        "status": "Unmet", "justification": "<b>&*_ no", "origin": "declared", "class": "claimed",
    }  # fmt: skip
    assert data["classes"] == {"claimed": 1}


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_the_class_of_each_answer_is_shown_with_counts(badge: Run, form: str) -> None:
    _, out, _ = badge("--format", form, "--as-of", "2026-01-01")
    assert "1 claimed without a link" in out
    assert out.count("claimed without a link") == 2


def test_a_language_changes_texts_and_never_facts(badge: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def facts(said: str) -> list[object]:
        data = json.loads(said)
        findings = [{**each, "text": ""} for each in data["findings"]]
        return [findings, data["standing"], data["commit"], data["answers"]]

    english = badge("--format", "json", "--as-of", "2026-01-01")[1]
    swahili = badge("--format", "json", "--as-of", "2026-01-01", "--lang", "sw")[1]
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    chinese = badge("--format", "json", "--as-of", "2026-01-01")[1]
    assert facts(english) == facts(swahili) == facts(chinese)


def test_markdown_and_html_escape_what_is_foreign(badge: Run) -> None:
    code, out, _ = badge("--format", "markdown")
    assert code == 0
    assert out.startswith("# ")
    assert "<b>" not in out
    code, out, _ = badge("--format", "html", "--lang", "en")
    assert code == 0
    assert out.startswith('<!doctype html>\n<html lang="en" dir="ltr">')
    assert "<b>" not in out
    parser = HTMLParser()
    parser.feed(out)
    parser.close()
    assert out.rstrip().endswith("</html>")


@pytest.mark.parametrize("form", ["text", "json", "markdown", "html"])
def test_every_form_can_be_written_into_a_file(badge: Run, tmp_path: Path, form: str) -> None:
    path = tmp_path / "report"
    words = ["--format", form, "--as-of", "2026-01-01"]
    assert badge(*words, "--output", path) == (0, "", "")
    assert path.read_text("utf-8") == badge(*words)[1]


def test_a_file_that_cannot_be_written_is_said(badge: Run, tmp_path: Path) -> None:
    code, out, err = badge("--output", tmp_path / "missing" / "report")
    assert (code, out) == (3, "")
    assert "could not be written" in err


def test_only_the_asked_level_is_shown(badge: Run, own: Path) -> None:
    _, out, _ = badge("--criteria", own)
    assert "Wood (House)" in out
    assert "Iron (House)" in out
    _, out, _ = badge("--criteria", own, "--level", "iron")
    assert "Wood (House)" not in out


@pytest.mark.parametrize(("level", "code"), [("wood", 0), ("iron", 0)])
def test_a_level_that_is_reached_ends_with_0(badge: Run, own: Path, level: str, code: int) -> None:
    assert badge("--criteria", own, "--require", level)[0] == code


def test_a_level_that_is_not_reached_ends_with_1(badge: Run) -> None:
    code, out, err = badge("--require", "passing")
    assert (code, err) == (1, "The level passing is not reached.\n")
    assert out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--level", "diamond"], "There is no level diamond. Levels: "),
        (["--require", "diamond"], "There is no level diamond."),
        (["--format", "pdf"], "Use one of these: text, json, markdown, and html"),
        (["--as-of", "yesterday"], "has to be a date, for example 2026-01-31"),
        (["--criteria", "/nowhere/at/all"], "does not exist"),
        (["--levle", "x"], "There is no option --levle. Similar options: "),
        (["more", "and more"], "more arguments"),
    ],
)
def test_wrong_use_ends_with_2_and_a_sentence(badge: Run, words: list[str], said: str) -> None:
    code, out, err = badge(*words)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("/nowhere/at/all", "There is no folder /nowhere/at/all. Give the path of a git checkout."),
        ("/", "is not a git repository. Give the path of a git checkout"),
        ("http://git.example.org/a", "has to begin with https://"),
        ("https://localhost/a", "needs the name of a host"),
        ("https://nowhere.invalid/a", "The host nowhere.invalid was not found."),
        ("file:///etc", "has to begin with https://"),
    ],
)
def test_what_cannot_be_read_ends_with_3_and_a_sentence(badge: Run, where: str, said: str) -> None:
    code, out, err = badge(where=where)
    assert (code, out) == (3, "")
    assert said in err


def test_an_empty_repository_and_missing_git_end_with_3(
    badge: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = Building(tmp_path / "empty").folder
    code, _, err = badge(where=empty)
    assert (code, err.startswith(f"The repository {empty} has no commit yet.")) == (3, True)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert badge() == (3, "", "git was not found. Install git, and try again.\n")


def test_broken_criteria_end_with_3_and_every_slip(badge: Run, own: Path, tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    for name, text in OWN.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text.replace("category: MUST", "category: MAY").replace("label: house\n", ""))
    code, out, err = badge("--criteria", folder)
    assert (code, out) == (3, "")
    assert "The criteria files have " in err
    assert "house/wood/1.yml, line 5, criterion has_name, field category" in err
    assert "house/series.yml, line 1, field label: The field label is missing." in err


def test_hostile_names_reach_no_terminal(badge: Run, tmp_path: Path) -> None:
    hostile = Building(tmp_path / "hostile")
    blob = hostile.blob(b"MIT License").encode()
    names = [
        b"LICENSE\x1b]0;owned\x07.md",
        b"README\x1b[2J.md",
        "README\u202e.txt".encode(),
        b"CONTRIBUTING\x9b.md",
        b"\x1b",
    ]
    declared = hostile.blob(b'{"x\\u001b[31m\\ud800_status": "Met", "test_status": "\\u001b"}').encode()
    listing = b"".join(b"100644 blob " + blob + b"\t" + each + b"\0" for each in names)
    hostile.commit_tree(listing + b"100644 blob " + declared + b"\t.bestpractices.json\0")
    for form in ("text", "markdown", "html"):
        code, out, _ = badge("--format", form, where=hostile.folder)
        assert code == 0
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(out)
        out.encode()
    assert "\x1b" not in badge("--format", "json", where=hostile.folder)[1]


def test_a_shallow_clone_says_what_was_not_read(badge: Run, repository: Building, tmp_path: Path) -> None:
    path = repository.clone(tmp_path / "shallow", "--depth=1")
    code, out, _ = badge(where=path)
    assert code == 0
    assert "shallow clone, so its history and tags were not read" in out


def terminal(repository: Building, **environment: str) -> str:
    """Run it in a terminal of its own, and give everything it writes there."""
    import pty

    leader, follower = pty.openpty()
    own = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM", "LC_ALL", "LANG")}
    command = [sys.executable, "-m", "badge", "assess", str(repository.folder)]
    environment = {**own, "TERM": "xterm", **environment}
    with subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, env=environment) as process:
        os.close(follower)
        found = b""
        while True:
            try:
                chunk = os.read(leader, 2**16)
            except OSError:
                break
            if not chunk:
                break
            found += chunk
        os.close(leader)
    assert process.returncode == 0
    return found.decode()


def test_a_terminal_gets_colours_and_progress_unless_it_says_no(repository: Building) -> None:
    colour = "\x1b[1m"
    usual = terminal(repository)
    assert colour in usual
    assert "Reading the repository." in usual
    without = terminal(repository, NO_COLOR="1")
    assert colour not in without
    plain = terminal(repository, TERM="dumb")
    assert "\x1b" not in plain
    assert "Reading the repository." not in plain


def test_a_reader_who_has_seen_enough_ends_it_quietly(repository: Building) -> None:
    command = f"'{sys.executable}' -m badge assess '{repository.folder}' --format json | head -c 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout == "{"
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [((), 0), (("--require", "passing"), 1), (("--require", "steel"), 2)],
    ids=["done", "short", "wrong"],
)
def test_the_process_says_everything_and_how_it_went(repository: Building, words: tuple[str, ...], code: int) -> None:
    asked = ["assess", str(repository.folder), "--format", "json", *words]
    done = subprocess.run(
        [sys.executable, "-m", "badge", *asked],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == code
    assert bool(done.stderr) == bool(code)
    if code < 2:
        assert json.loads(done.stdout)["answers"] is not None
