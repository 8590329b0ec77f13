"""Files are found by their names in one pass, and only where such a name means something."""

from __future__ import annotations

import pytest

from badge.core.evidence import MemoryFiles
from badge.probes.facts import marks
from badge.probes.facts.marks import Mark


@pytest.mark.parametrize(
    ("path", "mark"),
    [
        (".github/settings.yml", Mark.SETTINGS),
        (".github/rulesets/main.json", Mark.SETTINGS),
        ("infra/github_branches.tf", Mark.SETTINGS),
        (".pre-commit-config.yaml", Mark.HOOKS),
        (".husky/pre-commit", Mark.HOOKS),
        ("dist-info/tool.cdx.json", Mark.PARTS),
        ("sbom.spdx.json", Mark.PARTS),
        ("bom.xml", Mark.PARTS),
        ("Dockerfile", Mark.COMPILED),
        ("src/fast.pyx", Mark.COMPILED),
        ("deny.toml", Mark.POLICY),
        (".snyk", Mark.SERVICE),
        ("Makefile", Mark.BUILD),
        ("scripts/release.sh", Mark.BUILD),
        (".goreleaser.yml", Mark.RELEASE),
        ("pom.xml", Mark.RELEASE),
    ],
)
def test_a_name_is_found_among_others(path: str, mark: Mark) -> None:
    around = {"README.md": "x", "a/b/c.py": "x", "z.txt": "x", "\n": "x"}
    assert marks.gather(MemoryFiles({**around, path: "x"})).of(mark) == (path,)


@pytest.mark.parametrize(
    "path",
    [
        "docs/.github/settings.yml", "a/deny.toml", "vendor/Dockerfile", "tests/data/sbom.json", "my-pom.xml",
        "pom.xml.bak", "sbom\n.json", "Makefile/x",
    ],
)  # fmt: skip
def test_look_alikes_are_not(path: str) -> None:
    found = marks.gather(MemoryFiles({"README.md": "x", path: "x", "z.json": "x"}))
    assert [each for mark in Mark for each in found.of(mark)] == []


def test_a_link_is_no_file() -> None:
    assert marks.gather(MemoryFiles({"Dockerfile": None})).of(Mark.COMPILED) == ()
