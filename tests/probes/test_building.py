"""Build probes: tools, common or not, free or not, and sources that need none."""

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Finding
from badge.core.messages import Message
from badge.probes import building
from badge.probes.facts.builders import TOOLS
from badge.probes.patterns import compiled
from badge.probes.probe import run

C, PYTHON = {"src/a.c": "int a;\n" * 20}, {"a.py": "x = 1\n" * 20}
BUILDING = '[build-system]\nrequires = ["hatchling"]\n'


def look(files: dict[str, str], limits: tuple[Message, ...] = ()) -> list[str]:
    found: dict[str, Finding] = {
        finding.criterion: finding
        for finding in run(Evidence(MemoryFiles(files, limits=limits)), [building.tools], strict=True)
    }
    criteria = ("build", "build_common_tools", "build_floss_tools")
    return [f"{found[each].outcome} {found[each].confidence}" for each in criteria]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({**C, "Makefile": "all: a\n"}, ["met 3", "met 4", "met 2"]),
        ({**C, "CMakeLists.txt": "project(a)\n"}, ["met 3", "met 4", "met 2"]),
        ({**C, "src/CMakeLists.txt": "project(a)\n"}, ["met 2", "met 2", "met 2"]),
        ({**C, "build.sh": "cc a.c\n"}, ["met 1", "unknown 1", "unknown 1"]),
        ({**C, "a.vcxproj": "<Project/>\n"}, ["met 3", "met 4", "unmet 1"]),
        ({**C, "a.vcxproj": "<Project/>\n", "meson.build": "project('a')\n"}, ["met 3", "met 4", "met 2"]),
        ({**C, "firmware.uvprojx": "<Project/>\n"}, ["met 3", "unknown 1", "unmet 1"]),
        (C, ["unmet 2", "unknown 1", "unknown 1"]),
        ({**C, "vendor/b/Makefile": "all:\n"}, ["unmet 2", "unknown 1", "unknown 1"]),
        (PYTHON, ["na 3", "na 3", "na 2"]),
        ({**PYTHON, "pyproject.toml": BUILDING}, ["met 3", "met 4", "met 2"]),
        ({**PYTHON, "pyproject.toml": "[tool.ruff]\n"}, ["na 3", "na 3", "na 2"]),
        ({**PYTHON, "Makefile": "test:\n\tpytest\n"}, ["na 3", "na 3", "na 2"]),
        ({**PYTHON, "Makefile": "build:\n\tpython -m zipapp .\n"}, ["met 2", "met 2", "met 2"]),
        ({"a.js": "x\n", "package.json": '{"scripts": {"build": "rollup"}}'}, ["met 3", "met 4", "met 2"]),
        ({"a.js": "x\n", "package.json": '{"scripts": {"test": "mocha"}}'}, ["na 3", "na 3", "na 2"]),
        ({"a.js": "x\n", "a.d.ts": "y\n" * 9, "a.test-d.ts": "y\n" * 9}, ["na 3", "na 3", "na 2"]),
        ({"README.md": "Hello\n"}, ["unknown 1", "unknown 1", "unknown 1"]),
        ({**C, "a.py": "x = 1\n" * 200}, ["unknown 1", "unknown 1", "unknown 1"]),
    ],
)
def test_what_builds_the_software(files: dict[str, str], expected: list[str]) -> None:
    assert look(files) == expected


@pytest.mark.parametrize("files", [C, PYTHON])
def test_a_tree_that_was_not_read_whole_says_nothing_by_absence(files: dict[str, str]) -> None:
    assert look(files, (Message("Too large."),)) == ["unknown 1"] * 3


def test_the_table_is_in_order() -> None:
    names = [tool.name for tool in TOOLS]
    assert len(names) == len(set(names)) >= 40
    for tool in TOOLS:
        assert compiled(tool.names).engine.ok()
        assert not tool.needs or compiled(tool.needs).engine.ok()
