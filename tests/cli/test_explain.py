"""`badge explain`: everything that was looked at for one criterion, in the reader's language and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from badge.cli.entry import run
from tests.sources.building import Building

Explain = Callable[..., tuple[int, str, str]]

FILES = {
    "README.md": "# Tool\n\nTool counts words.\n",
    "CONTRIBUTING.md": "# Contributing\n\nFork the repository, make a branch and open a pull request. " * 3,
    "SECURITY.md": "# Security\n\nReport vulnerabilities in private to security@tool.example.net, please. " * 2,
    "security-insights.yml": "header:\n  schema-version: 2.0.0\nrepository:\n  documentation:\n"
    "    contributing-guide: https://tool.example.net/guide\n",
    ".bestpractices.json": '{"repo_distributed_status": "Unmet", "repo_distributed_justification": "We \\u001b[31m"}',
}


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("COLUMNS", "110")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    building = Building(tmp_path_factory.mktemp("explain") / "work")
    building.commit({"README.md": "# Tool\n"})
    building.commit(FILES)
    return building.folder


@pytest.fixture
def explain(repository: Path, capsys: pytest.CaptureFixture[str]) -> Explain:
    def call(criterion: str, *words: str, where: Path = repository) -> tuple[int, str, str]:
        code = run(["explain", criterion, str(where), "--as-of", "2026-01-01", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_it_shows_question_answer_proposal_probes_ways_changes_and_what_was_not_read(explain: Explain) -> None:
    code, out, err = explain("contribution")
    assert (code, err) == (0, "")
    for said in (
        "contribution · Passing MUST",
        "The repository declares no answer.",
        "CONTRIBUTING.md explains how to contribute.",
        "contributing.process",
        "This is proposed: nothing surer was found.",
        "security_insights.documents",
        "It says the same as what is proposed.",
        "security-insights.yml:5",
        "Nothing follows from osps_gv_03_01",
        "The proposal becomes an answer when a person accepts it.",
        "N/A is not allowed.",
        "Everything was read.",
    ):
        assert said in out, said
    assert "\x1b" not in out
    assert "opened: " in out.lower()


def test_an_answer_is_shown_with_its_class_and_what_speaks_against_it(explain: Explain) -> None:
    _, out, _ = explain("repo_distributed")
    assert "Unmet (declared in the repository, disputed by the last look)" in out
    assert "A sure finding speaks against that answer." in out
    assert "only a change of that file changes the answer" in out
    assert "\x1b" not in out


def test_a_criterion_that_nobody_answers_says_so(explain: Explain) -> None:
    assert "This is computed from the level below; nobody answers it." in explain("achieve_passing")[1]
    _, out, _ = explain("know_secure_design")
    assert "No probe looks at anything for this criterion." in out
    assert "No probe can conclude this; only a person can." in out
    assert "Nothing is proposed." in out


def test_what_the_website_asks_about_the_project_is_named(explain: Explain) -> None:
    _, out, _ = explain("crypto_published")
    assert "On the website, the answer" in out


def test_json_holds_the_same(explain: Explain) -> None:
    code, out, _ = explain("contribution", "--json")
    data = json.loads(out)
    assert code == 0
    assert out == json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    assert (data["criterion"], data["complete"], data["answer"]) == ("contribution", True, None)
    assert data["proposal"]["status"] == "Met"
    assert data["proposal"]["basis"] == "look"
    [first, second] = data["probes"]
    assert first["probe"] == "contributing.process"
    assert {"CONTRIBUTING.md", "README.md"} <= set(first["opened"])
    assert [each["fate"] for each in first["findings"]] == ["chosen"]
    assert second["opened"] == ["security-insights.yml"]
    assert [each["fate"] for each in second["findings"]] == ["same"]
    assert second["findings"][0]["declared"]
    assert data["asked"][0]["missing"] == "url_required"
    assert data["changes"][0]["text"]


def test_it_says_what_assess_says(explain: Explain, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["assess", str(repository), "--as-of", "2026-01-01", "--format", "json"])
    assessed = json.loads(capsys.readouterr().out)
    for criterion in ("contribution", "vulnerability_report_process", "repo_track"):
        data = json.loads(explain(criterion, "--json")[1])
        own = [each for each in assessed["findings"] if each["criterion"] == criterion]
        said = [one for each in data["probes"] for one in each["findings"]]
        assert sorted(each["text"] for each in own) == sorted(each["text"] for each in said)
        assert {**assessed["proposals"][criterion], "counterpart": ""} == data["proposal"]
        assert (data["limits"], data["problems"]) == (assessed["limits"], assessed["problems"])


@pytest.mark.parametrize("spelling", ["OSPS-GV-03.01", "osps_gv_03_01"])
def test_both_spellings_are_understood(explain: Explain, spelling: str) -> None:
    assert json.loads(explain(spelling, "--json")[1])["criterion"] == "osps_gv_03_01"


def test_a_shallow_clone_says_what_was_not_read(explain: Explain, repository: Path, tmp_path: Path) -> None:
    building = Building.__new__(Building)
    building.folder, building.days = repository, 5
    shallow = building.clone(tmp_path / "shallow", "--depth", "1")
    _, out, _ = explain("repo_interim", where=shallow)
    assert "shallow clone" in out.split("What was not read")[1]


def test_another_language_changes_words_and_no_facts(explain: Explain) -> None:
    english, swahili = (json.loads(explain("contribution", "--json", "--lang", each)[1]) for each in ("en", "sw"))
    assert [each["probe"] for each in english["probes"]] == [each["probe"] for each in swahili["probes"]]
    assert english["proposal"]["status"] == swahili["proposal"]["status"]
    assert explain("contribution", "--lang", "sw")[1] != explain("contribution")[1]


def test_what_is_not_there_is_said(explain: Explain, tmp_path: Path) -> None:
    code, out, err = explain("nothing")
    assert (code, out) == (2, "")
    assert "There is no criterion nothing." in err
    code, _, err = explain("contribution", where=tmp_path)
    assert code == 3
    assert "is not a git repository" in err
