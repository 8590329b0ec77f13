"""Version probes: unique numbers, their form, and tags that mark releases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from badge.core.evidence import Evidence, MemoryFiles, Tag
from badge.core.findings import Finding
from badge.core.messages import Message
from badge.probes import versions
from badge.probes.probe import run

START = datetime(2024, 1, 1, tzinfo=UTC)
CHANGES = "# Changes\n\n## 1.1.0\n\n* More.\n\n## 1.0.0\n\n* First.\n\nThis is the end of the list.\n"


def look(
    names: Sequence[str], files: dict[str, str] | None = None, limits: Sequence[Message] = ()
) -> dict[str, Finding]:
    tags = [Tag(name, f"c{number}", START + timedelta(days=number)) for number, name in enumerate(names)]
    evidence = Evidence(MemoryFiles(files or {}, limits=limits), tags=tags)
    probes = (versions.unique, versions.semver, versions.tags)
    return {finding.criterion: finding for finding in run(evidence, probes, strict=True)}


def said(finding: Finding) -> str:
    return f"{finding.outcome} {finding.confidence}"


@pytest.mark.parametrize(
    ("names", "unique", "semver", "tags"),
    [
        (["v1.0.0", "v1.1.0", "v1.2.0"], "met 3", "met 3", "met 4"),
        (["v1.0.0", "v1.1.0"], "met 3", "met 3", "met 3"),
        (["v1.0.0"], "met 3", "unknown 1", "met 3"),
        (["a@1.0.0", "b@1.0.0", "b@1.1.0"], "met 3", "met 3", "met 4"),
        (["2024.1.0", "2024.2.0", "2024.2.1"], "met 3", "met 3", "met 4"),
        (["22.04", "22.10", "23.04"], "met 3", "unknown 1", "met 4"),
        (["3.1", "3.2", "3.3", "3.4"], "met 3", "unmet 1", "met 4"),
        (["1.2.3.4", "1.2.3.5", "1.2.3.6"], "met 3", "unmet 2", "met 4"),
        (["1.6", "1.7", "1.8.0", "1.8.1"], "met 3", "unknown 1", "met 4"),
        (["v1.2", "1.2", "1.3"], "unknown 1", "unmet 1", "met 4"),
        (["nightly", "deploy-12"], "met 1", "unknown 1", "unknown 1"),
        ([], "met 1", "unknown 1", "unknown 1"),
    ],
)
def test_what_tags_say(names: list[str], unique: str, semver: str, tags: str) -> None:
    found = look(names)
    assert [said(found[each]) for each in ("version_unique", "version_semver", "version_tags")] == [
        unique,
        semver,
        tags,
    ]


def test_releases_without_tags_are_unmet_but_a_clone_may_have_left_them_out() -> None:
    assert said(look([], {"CHANGELOG.md": CHANGES})["version_tags"]) == "unmet 1"
    assert said(look(["nightly"], {"CHANGELOG.md": CHANGES})["version_tags"]) == "unmet 2"


def test_a_tree_that_was_not_read_whole_says_nothing() -> None:
    assert said(look([], {"CHANGELOG.md": CHANGES}, [Message("Too large.")])["version_tags"]) == "unknown 1"


def test_without_tags_nothing_is_said_and_the_reason_is_given() -> None:
    why = Message("The clone is shallow.")
    evidence = Evidence(MemoryFiles({"CHANGELOG.md": CHANGES}), tags=None, absent={"tags": why})
    found = run(evidence, (versions.unique, versions.semver, versions.tags), strict=True)
    assert {(said(each), str(each.because)) for each in found} == {("unknown 1", "The clone is shallow.")}


def test_two_tags_of_one_version_are_named() -> None:
    assert "1.2" in str(look(["v1.2", "1.2"])["version_unique"].because)
