"""Every probe is listed, answers criteria that exist, and keeps to the rules that hold for all of them."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Outcome
from badge.core.messages import Message
from badge.probes import ALL
from badge.probes.facts import FACTS
from badge.probes.probe import Probe, run

ROOT = Path(__file__).resolve().parents[2]
PROBES = ROOT / "badge" / "probes"
NO_PROBES = {"__init__", "abilities", "patterns", "probe"}
EVIDENCE = {"files", "head", "history", "tags", "repository", "as_of"}


def ids(*folders: str) -> set[str]:
    return {
        identifier for path in (ROOT / "criteria").joinpath(*folders).rglob("*.yml") for identifier in read_ids(path)
    }


def read_ids(path: Path) -> Iterator[str]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    sections = content.get("sections", []) if isinstance(content, dict) else []
    for section in sections:
        yield from (criterion["id"] for criterion in section["criteria"])


def test_every_file_is_listed() -> None:
    files = {path.stem for path in PROBES.glob("*.py")} - NO_PROBES
    assert {each.name.partition(".")[0] for each in ALL} == files


def test_every_probe_of_a_file_is_listed() -> None:
    modules = {inspect.getmodule(each.look) for each in ALL}
    made = {value.name for module in modules for value in vars(module).values() if isinstance(value, Probe)}
    assert made == {each.name for each in ALL}


def test_no_probe_is_listed_twice_and_the_list_is_sorted_by_file() -> None:
    names = [each.name for each in ALL]
    assert len(names) == len(set(names))
    assert [name.partition(".")[0] for name in names] == sorted(name.partition(".")[0] for name in names)


def test_every_answer_is_a_criterion() -> None:
    known = ids()
    assert len(known) >= 67
    assert {answer for each in ALL for answer in each.answers} <= known


def test_at_least_forty_of_the_passing_criteria_can_be_answered() -> None:
    passing = ids("metal", "passing")
    assert len(passing) == 67
    assert len(passing & {answer for each in ALL for answer in each.answers}) >= 40


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.name)
def test_every_probe_says_its_purpose_and_needs_only_what_there_is(each: Probe) -> None:
    assert each.purpose.endswith(".")
    assert set(each.needs) <= EVIDENCE | set(FACTS)


@pytest.mark.parametrize("path", sorted(PROBES.rglob("*.py")), ids=lambda path: str(path.relative_to(PROBES)))
def test_patterns_are_of_linear_time_and_nothing_is_opened(path: Path) -> None:
    imported = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported.add(node.module.partition(".")[0])
    assert not imported & {"re", "os", "subprocess", "socket", "urllib", "http", "flask", "sqlalchemy", "click"}
    assert "re2" not in imported or path.name == "patterns.py"


def test_each_criterion_gets_an_outcome_from_an_empty_repository_and_no_status_that_is_sure_and_good() -> None:
    findings = run(Evidence(MemoryFiles({})), ALL, strict=True)
    assert {each.criterion for each in findings} == {answer for each in ALL for answer in each.answers}
    assert [each for each in findings if each.outcome is Outcome.MET] == []


def test_nothing_is_concluded_from_a_tree_that_was_not_listed_whole() -> None:
    findings = run(Evidence(MemoryFiles({}, [Message("The tree is too large.")])), ALL, strict=True)
    assert [each for each in findings if each.status] == []


def test_the_same_look_gives_the_same_findings() -> None:
    texts = {
        "README.md": "# Tool\n\nTool is a program for testing.\n",
        "LICENSE": "MIT",
        "src/main.c": "int main(void) {}\n",
    }
    first = run(Evidence(MemoryFiles(texts)), ALL, strict=True)
    turned = run(Evidence(MemoryFiles(dict(reversed(texts.items())))), tuple(reversed(ALL)), strict=True)
    assert first == turned
