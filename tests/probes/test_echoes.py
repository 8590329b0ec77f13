"""Criteria of the Baseline that ask what another one asks: what is repeated, and where they ask something else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from badge.core.evidence import Commit, Evidence, History, MemoryFiles, Repository, Tag
from badge.core.findings import Confidence, Finding
from badge.probes import (
    addresses,
    changelog,
    contributing,
    documentation,
    licence,
    reporting,
    repository,
    security_policy,
    versions,
)
from badge.probes.probe import Probe

FORGE = "https://github.com/example/tool"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
MIT = (Path(__file__).parents[1] / "data" / "licences" / "MIT.txt").read_text()


def said(
    probe: Probe,
    texts: Mapping[str, str],
    web: str = "",
    commits: int = 0,
    tags: tuple[str, ...] = (),
) -> dict[str, str]:
    history = History([Commit(str(number), NOW, "A", "a@example.org") for number in range(commits)])
    evidence = Evidence(
        MemoryFiles(texts),
        history=history,
        tags=[Tag(name, name, NOW) for name in tags],
        repository=Repository(web=web),
        as_of=NOW,
    )
    return {each.criterion: _short(each) for each in probe.run(evidence)}


def _short(finding: Finding) -> str:
    return f"{finding.outcome} {int(finding.confidence)}"


GUIDE = "# Contributing\n\nSend a pull request with your change. We review it within a week, and then it is merged.\n"


@pytest.mark.parametrize(
    ("probe", "texts", "web", "expected"),
    [
        (contributing.process, {"CONTRIBUTING.md": GUIDE * 2}, "", "met 3"),
        (contributing.process, {"README.md": "Tool."}, FORGE, "unknown 1"),
        (contributing.process, {"README.md": "Tool."}, "", "unmet 1"),
        (contributing.process, {"CONTRIBUTING.md": "We like everybody who helps us here. " * 4}, "", "unknown 1"),
        (reporting.process, {".github/ISSUE_TEMPLATE/bug.md": "Which version?"}, FORGE, "met 2"),
        (reporting.process, {".github/ISSUE_TEMPLATE/wish.md": "Which version?"}, FORGE, "unknown 1"),
        (
            reporting.process,
            {
                ".github/ISSUE_TEMPLATE/wish.md": "Which version?",
                "README.md": f"# Tool\n\nPlease report bugs at {FORGE}/issues and say which version you use.\n",
            },
            FORGE,
            "met 3",
        ),
        (reporting.process, {"README.md": "Tool."}, FORGE, "unknown 1"),
        (reporting.discussion, {"README.md": "Talk to us at https://discord.gg/tool"}, "", "met 2"),
        (reporting.discussion, {"README.md": "Tool."}, FORGE, "met 2"),
        (addresses.https, {"README.md": "[home page](https://tool.example.net)"}, FORGE, "met 2"),
        (documentation.basics, {"main.c": "x"}, "", "unknown 1"),
        (documentation.basics, {"README.md": "A list."}, "", "unknown 1"),
        (licence.location, {"LICENSE": MIT}, "", "met 4"),
        (licence.location, {"LICENSES/MIT.txt": MIT}, "", "met 4"),
        (licence.location, {"MIT-LICENSE": MIT}, "", "met 2"),
        (licence.location, {"README.md": "Tool."}, "", "unmet 4"),
        (
            security_policy.private,
            {"SECURITY.md": "# Security\n\nPlease open a public issue to report a security vulnerability to us. " * 3},
            "",
            "unmet 1",
        ),
    ],
)  # fmt: skip
def test_the_other_criterion_is_answered_as_its_own_words_ask(
    probe: Probe, texts: Mapping[str, str], web: str, expected: str
) -> None:
    found = said(probe, texts, web)
    [other] = [short for criterion, short in found.items() if criterion.startswith("osps_")]
    assert other == expected


@pytest.mark.parametrize(("count", "expected"), [(12, "met 3"), (1, "unknown 1"), (0, "unknown 1")])
def test_one_large_commit_shows_no_single_changes(count: int, expected: str) -> None:
    assert said(repository.track, {}, commits=count)["osps_qa_01_02"] == expected


def test_without_a_version_tag_there_may_be_no_release_to_name() -> None:
    assert said(versions.unique, {})["osps_br_02_01"] == "unknown 1"
    assert said(versions.unique, {}, tags=("v1.0", "v1.1"))["osps_br_02_01"] == "met 3"


def test_a_log_of_the_newest_version_may_lack_a_kind_of_change() -> None:
    texts = {"CHANGELOG.md": "# Changelog\n\n## 1.1.0\n\n- More.\n\n## 1.0.0\n\n- First.\n"}
    found = said(changelog.current, texts, tags=("v1.0.0", "v1.1.0"))
    assert (found["release_notes"], found["osps_br_04_01"]) == ("met 4", f"met {int(Confidence.GOOD)}")
