"""`badge criteria`: what is asked can be listed, shown, linted and given positions."""

from __future__ import annotations

from pathlib import Path

import pytest

from badge.cli.entry import run
from badge.services.asking import load_criteria

SERIES = "series: house\nversion: '1'\ntitle: House\nlabel: house\nlevels:\n  - {id: wood, title: Wood}\n"
GROUP = """\
group: All
links:
  guide: {title: the guide, url: "https://example.org/guide"}
sections:
  - title: First
    criteria:
      - {id: has_name, category: MUST, title: A name, text: "It {MUST} have a name of {5} letters."}
      - id: has_color
        category: SHOULD
        title: A colour
        text: It {SHOULD} have a colour, see {link:guide} and {criterion:has_name}.
        details: Use {code:red}.
        why: It is dull.
        how: [Paint it., Show it.]
"""


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "house" / "wood").mkdir(parents=True)
    (tmp_path / "house" / "series.yml").write_text(SERIES)
    (tmp_path / "house" / "wood" / "1.yml").write_text(GROUP)
    (tmp_path / "house" / "positions.txt").write_text("has_name\nhas_color\n")
    return tmp_path


def badge(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = run(["criteria", *map(str, words)])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_all_are_listed_one_a_line(capsys: pytest.CaptureFixture[str], own: Path) -> None:
    code, out, _ = badge(capsys, "list")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == [each.id for each in load_criteria().all()]
    assert badge(capsys, "list", "--criteria", own) == (
        0, "has_name   wood        MUST       A name\nhas_color  wood        SHOULD     A colour\n", "",
    )  # fmt: skip


def test_a_level_is_listed_alone_or_said_to_be_missing(capsys: pytest.CaptureFixture[str], own: Path) -> None:
    assert badge(capsys, "list", "--level", "wood", "--criteria", own)[1].count("\n") == 2
    assert badge(capsys, "list", "--level", "iron", "--criteria", own) == (2, "", "There is no level iron.\n")


def test_one_is_shown_whole_without_tokens(capsys: pytest.CaptureFixture[str], own: Path) -> None:
    code, out, _ = badge(capsys, "show", "has_color", "--criteria", own)
    assert code == 0
    assert out.splitlines()[:2] == ["A colour", "has_color · wood · SHOULD"]
    for part in (
        "It SHOULD have a colour",
        "the guide",
        "A name",
        "red",
        "Why",
        "It is dull.",
        "1. Paint it.",
        "2. Show it.",
    ):
        assert part in out
    assert "{" not in out


@pytest.mark.parametrize("own_id", [each.id for each in load_criteria().all()])
def test_every_criterion_that_comes_with_badge_can_be_shown(capsys: pytest.CaptureFixture[str], own_id: str) -> None:
    code, out, _ = badge(capsys, "show", own_id)
    assert code == 0
    assert "{" not in out


def test_original_names_and_people_are_printed(capsys: pytest.CaptureFixture[str], own: Path) -> None:
    path = own / "house" / "wood" / "1.yml"
    path.write_text(GROUP.replace("{id: has_name,", "{id: has_name, original: H-01.02, people: 2,"))
    line = "has_name   wood        MUST       A name · H-01.02 · Needs 2 people\n"
    assert badge(capsys, "list", "--criteria", own)[1].startswith(line)
    for name in ("has_name", "H-01.02", "h_01_02"):
        code, out, _ = badge(capsys, "show", name, "--criteria", own)
        assert (code, out.splitlines()[1]) == (0, "has_name · wood · MUST · H-01.02 · Needs 2 people")


def test_what_is_asked_no_more_is_said_to_be_so(capsys: pytest.CaptureFixture[str], own: Path) -> None:
    (own / "house" / "series.yml").write_text(SERIES + "retired: [{id: has_wings, original: H-09}]\n")
    for name in ("has_wings", "H-09"):
        said = (2, "", "has_wings is asked no more. Old answers to it are kept.\n")
        assert badge(capsys, "show", name, "--criteria", own) == said


def test_an_unknown_id_says_where_the_list_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert badge(capsys, "show", "nothing") == (
        2, "", "There is no criterion nothing. All are listed by: badge criteria list\n",
    )  # fmt: skip


def test_lint_counts_what_is_in_order(capsys: pytest.CaptureFixture[str], own: Path) -> None:
    assert badge(capsys, "lint")[0] == 0
    assert badge(capsys, "lint", own) == (0, "2 criteria are in order.\n", "")


def test_lint_names_every_slip_and_ends_with_1(capsys: pytest.CaptureFixture[str], own: Path) -> None:
    path = own / "house" / "wood" / "1.yml"
    path.write_text(GROUP.replace("SHOULD\n", "MAY\n").replace("title: A name,", ""))
    code, out, _ = badge(capsys, "lint", own)
    assert code == 1
    assert "house/wood/1.yml, line 7, criterion has_name, field title: The field title is missing." in out
    assert "house/wood/1.yml, line 9, criterion has_color, field category: The category is one of" in out


def test_new_ids_get_positions_behind_the_old_ones(capsys: pytest.CaptureFixture[str], own: Path) -> None:
    (own / "house" / "positions.txt").write_text("gone\nhas_color\n")
    assert badge(capsys, "lint", own)[0] == 1
    assert badge(capsys, "positions", own) == (0, "1 id got a position.\n", "")
    assert (own / "house" / "positions.txt").read_text() == "gone\nhas_color\nhas_name\n"
    assert badge(capsys, "positions", own) == (0, "0 ids got a position.\n", "")
    assert badge(capsys, "lint", own)[0] == 0
