"""`badge probes`: list, show, and measure on labelled repositories."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from badge.cli.entry import run
from badge.probes import ALL
from badge.services import probing
from tests.sources.building import Building

Call = Callable[..., tuple[int, str, str]]
MIT = (Path(__file__).parents[1] / "data" / "licences" / "MIT.txt").read_text()


@pytest.fixture
def badge(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    monkeypatch.setenv("LC_ALL", "C")

    def call(*words: object) -> tuple[int, str, str]:
        code = run(["probes", *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_all_are_listed_one_a_line_with_what_each_looks_for(badge: Call) -> None:
    code, out, _ = badge("list")
    lines = out.splitlines()
    assert code == 0
    assert [line.split()[0] for line in lines] == [each.name for each in ALL]
    assert all(line.endswith(each.purpose) for line, each in zip(lines, ALL, strict=True))


def test_one_is_shown_with_what_it_reads_can_say_and_how_often_it_was_right(badge: Call) -> None:
    code, out, _ = badge("show", "licence.free")
    assert code == 0
    assert "licences: The licences of a repository" in out
    assert "floss_license " in out
    assert "Met (certain)" in out
    assert "answers it gave were right" in out


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("versions", ["versions.unique", "versions.semver", "versions.tags"]),
        ("version_semver", ["versions.semver"]),
        ("repo_public", ["repository.public"]),
    ],
)
def test_a_family_and_a_criterion_show_all_that_fit(badge: Call, name: str, shown: list[str]) -> None:
    _, out, _ = badge("show", name)
    assert [each for each in (probe.name for probe in ALL) if f"{each}  version" in out] == shown


def test_a_probe_that_cannot_conclude_anything_says_so(badge: Call) -> None:
    assert "no answer; it shows what it saw" in badge("show", "repository.public")[1]


def test_an_unknown_name_is_said(badge: Call) -> None:
    code, out, err = badge("show", "nothing")
    assert (code, out) == (2, "")
    assert "There is no probe, family or criterion nothing." in err


def test_without_figures_nothing_is_said_of_how_often_it_was_right(
    badge: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(probing, "RECORD", tmp_path / "missing.json")
    probing._records.cache_clear()
    try:
        assert "This has not been measured." in badge("show", "licence.free")[1]
    finally:
        probing._records.cache_clear()


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """Make a checkout, a bare repository beside its labels, and a plain folder."""
    folder = tmp_path / "labelled"
    checkout = Building(folder / "checkout")
    checkout.commit({"LICENSE": MIT, "README.md": "# Tool\n"})
    (folder / "checkout" / "labels.yml").write_text("labels: {license_location: Met, version_semver: '?'}\n")
    inside = Building(tmp_path / "source")
    inside.commit({"README.md": "# Tool\n", "LICENSE": MIT})
    inside.clone(folder / "bare" / "repository", "--bare")
    (folder / "bare" / "labels.yml").write_text("as_of: 2026-01-01\nlabels: {license_location: Unmet}\n")
    (folder / "plain").mkdir()
    (folder / "plain" / "LICENSE").write_text(MIT)
    (folder / "plain" / "labels.yml").write_text("labels: {license_location: [Met, '?'], report_process: Met}\n")
    (folder / "no-labels").mkdir()
    return folder


def test_every_kind_of_repository_is_measured_and_every_miss_is_listed(badge: Call, labelled: Path) -> None:
    code, out, _ = badge("measure", labelled)
    assert code == 0
    assert "3 repositories with 5 labels." in out
    line = next(each for each in out.splitlines() if each.startswith("licence.location"))
    assert line.split() == ["licence.location", "2", "1", "0", "67", "%", "67", "%", "0", "%"]
    missed = out.split("What was said and is not true")[1]
    assert "bare  license_location  licence.location  Met (shown directly), true is: Unmet" in missed
    assert "plain  report_process" in out.split("What is true and was not said")[1]
    assert "1 answer was wrong." in out


def test_json_holds_the_same(badge: Call, labelled: Path) -> None:
    data = json.loads(badge("measure", labelled, "--json")[1])
    assert (data["cases"], data["labels"], data["criteria"]) == (3, 5, 3)
    assert data["probes"]["licence.location"]["precision"] == 0.667
    assert [(each["case"], each["said"], each["true"]) for each in data["misses"]] == [("bare", "Met", ["Unmet"])]
    assert {"case": "plain", "criterion": "report_process", "true": ["Met"]} in data["silences"]


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ("labels: {nothing: Met}", "There is no criterion nothing"),
        ("labels: {test: Perhaps}", "The label of test"),
        ("labels: {test: []}", "The label of test"),
        ("labels: {}", "has no labels"),
        ("labels: [", "has no labels"),
        ("x" * 300_000, "too large"),
    ],
)
def test_labels_that_cannot_be_used_are_said(badge: Call, tmp_path: Path, labels: str, said: str) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "labels.yml").write_text(labels)
    code, out, err = badge("measure", tmp_path)
    assert (code, out) == (3, "")
    assert said in err


def test_a_folder_without_labels_is_said(badge: Call, tmp_path: Path) -> None:
    code, _, err = badge("measure", tmp_path)
    assert code == 3
    assert "labels.yml" in err
