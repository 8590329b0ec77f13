"""Release notes are told from commit logs, and vulnerabilities that were fixed from those of dependencies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from badge.core.evidence import Commit, Evidence, History, MemoryFiles, Repository, Tag
from badge.core.findings import Confidence, Finding, Outcome
from badge.core.messages import Message
from badge.probes import changelog

START = datetime(2026, 1, 1, tzinfo=UTC)
NOTES = "# Changelog\n\n## [1.1.0] - 2026-02-01\n\n- Faster.\n\n## 1.0 (2026-01-01)\n\n- First.\n"
GNU = (
    "2026-01-01  A B  <a@example.org>\n\n\t* main.c: Version 1.0.\n\n2026-01-02  A B  <a@example.org>\n\n\t* x.c: 1.1\n"
)


def tags(*names: str, message: str = "") -> Sequence[Tag]:
    return [Tag(name, "c", START + timedelta(days=number), message=message) for number, name in enumerate(names)]


def notes(texts: dict[str, str]) -> Finding:
    [finding] = [
        each for each in changelog.notes.run(Evidence(MemoryFiles(texts))) if not each.criterion.startswith("osps_")
    ]
    return finding


def current(texts: dict[str, str], released: Sequence[Tag], web: str = "") -> Finding:
    [finding] = [
        each
        for each in changelog.current.run(Evidence(MemoryFiles(texts), tags=released, repository=Repository(web=web)))
        if not each.criterion.startswith("osps_")
    ]
    return finding


def fixes(texts: dict[str, str], *subjects: str, complete: bool = True) -> Finding:
    commits = [Commit(str(number), START, "A", "a@example.org", subject) for number, subject in enumerate(subjects)]
    [finding] = changelog.fixes.run(Evidence(MemoryFiles(texts), history=History(commits, complete)))
    return finding


@pytest.mark.parametrize(
    ("texts", "confidence"),
    [
        ({"CHANGELOG.md": NOTES}, Confidence.PARTIAL),
        (
            {"NEWS": "Tool 1.1\n========\n\nFaster, and more than that.\n\nTool 1.0\n========\n\nFirst.\n"},
            Confidence.PARTIAL,
        ),
        ({"docs/whatsnew.rst": NOTES * 5, "README.md": "x"}, Confidence.PARTIAL),
        ({"packages/one/CHANGELOG.md": NOTES * 5}, Confidence.PARTIAL),
        ({"changelog.d/12.feature.md": "Faster."}, Confidence.GOOD),
        ({".changeset/brave-cat.md": "Faster."}, Confidence.GOOD),
        ({"README.md": "See the [Changelog](https://tool.example.org/changes)."}, Confidence.PARTIAL),
    ],
)
def test_release_notes_are_found(texts: dict[str, str], confidence: Confidence) -> None:
    finding = notes(texts)
    assert (finding.outcome, finding.confidence) == (Outcome.MET, confidence)


@pytest.mark.parametrize(
    "texts",
    [
        {"CHANGELOG.md": "".join(f"- {number:07x} fix 1.{number}\n" for number in range(0xABC000, 0xABC020))},
        {"ChangeLog": GNU},
        {"CHANGES.md": "All changes are listed on our web site, version by version.\n"},
        {"vendor/x/CHANGELOG.md": NOTES * 5},
        {"changelog.d/README.md": "Put fragments here."},
        {"tests/data/CHANGELOG.md": NOTES * 5},
        {},
    ],
)
def test_commit_logs_and_pointers_leave_it_open(texts: dict[str, str]) -> None:
    assert notes(texts).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("name", ["v1.1.0", "1.1", "tool-1.1.0", "release-1.1.0", "tool@1.1.0", "REL_1_1_0"])
def test_the_newest_version_is_looked_up_in_the_changelog(name: str) -> None:
    finding = current({"CHANGELOG.md": NOTES}, tags("v0.9", name))
    assert (finding.outcome, finding.confidence) == (Outcome.MET, Confidence.DIRECT)
    assert finding.places[0].line == 3


@pytest.mark.parametrize(
    "names", [("v1.0", "v1.2.0"), ("v11.1.0",), ("v1.1.0.1",), ("v1.1.0-rc1",), ("nightly", "deploy-1"), ()]
)
def test_a_changelog_without_the_newest_version_leaves_it_open(names: tuple[str, ...]) -> None:
    assert current({"CHANGELOG.md": NOTES}, tags(*names)).outcome is Outcome.UNKNOWN


def test_a_pre_release_is_not_the_newest_version() -> None:
    assert current({"CHANGELOG.md": NOTES}, tags("v1.1.0", "v2.0.0-rc1")).outcome is Outcome.MET


def test_the_whole_comes_before_its_packages_unless_its_tags_are_old() -> None:
    assert current({"CHANGELOG.md": NOTES}, tags("1.1.0", "part-0.4.33")).outcome is Outcome.MET
    old = [Tag("1.1.0", "c", START - timedelta(days=3000)), *tags("tool-2.14.0")]
    assert current({"CHANGELOG.md": NOTES}, old).outcome is Outcome.UNKNOWN


def test_long_tag_messages_are_release_notes() -> None:
    spoken = tags("v1", "v1.0", "v1.1", "v1.2", message="many words that tell what changed " * 6)
    assert (current({}, spoken).outcome, current({}, spoken).confidence) == (Outcome.MET, Confidence.PARTIAL)
    assert current({}, tags("v1.0", "v1.1", "v1.2", message="short")).outcome is not Outcome.MET
    shortlog = "tool 1.2\n\nAda Example (36):\n" + "      many words of a subject line\n" * 9
    assert current({}, tags("v1.0", "v1.1", "v1.2", message=shortlog)).outcome is not Outcome.MET


def test_a_package_has_its_changelog_in_the_folder_of_its_name() -> None:
    finding = current({"packages/part/CHANGELOG.md": NOTES * 2}, tags("@tool/part@1.1.0"))
    assert (finding.outcome, finding.places[0].path) == (Outcome.MET, "packages/part/CHANGELOG.md")
    assert current({"packages/other/CHANGELOG.md": NOTES * 2}, tags("@tool/part@1.1.0")).outcome is not Outcome.MET


def test_versions_without_any_notes_are_a_weak_sign_unless_a_forge_may_show_them() -> None:
    released = tags("v1.0", "v1.1", "v1.2")
    finding = current({}, released)
    assert (finding.outcome, finding.confidence, finding.by_absence) == (Outcome.UNMET, Confidence.CUE, True)
    assert current({}, released, "https://github.com/example/tool").outcome is Outcome.UNKNOWN
    cut = Evidence(MemoryFiles({}, [Message("The tree is too large.")]), tags=released)
    assert {each.outcome for each in changelog.current.run(cut)} == {Outcome.UNKNOWN}


def test_without_tags_the_comparison_is_not_made() -> None:
    assert {each.outcome for each in changelog.current.run(Evidence(MemoryFiles({"NEWS": NOTES})))} == {Outcome.UNKNOWN}


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("- Fix an overflow (CVE-2026-12345).", Outcome.MET),
        ("- Fix GHSA-abcd-1234-wxyz.", Outcome.MET),
        ("- Bump foo to 1.2 for CVE-2026-12345.", Outcome.UNKNOWN),
        ("- chore(security): upgrade Protobuf for CVE-2026-12345", Outcome.UNKNOWN),
        ("- Fix CVE-26-1.", Outcome.UNKNOWN),
        ("- Faster.", Outcome.UNKNOWN),
    ],
)
def test_identifiers_in_the_notes_count_unless_of_a_dependency(line: str, outcome: Outcome) -> None:
    [finding] = changelog.vulnerabilities.run(Evidence(MemoryFiles({"CHANGELOG.md": f"{NOTES}\n{line}\n"})))
    assert finding.outcome is outcome


def test_no_word_of_vulnerabilities_in_the_whole_history_is_a_weak_sign_that_there_were_none() -> None:
    finding = fixes({"CHANGELOG.md": NOTES}, "Add a feature")
    assert (finding.outcome, finding.confidence, finding.by_absence) == (Outcome.NA, Confidence.CUE, True)


@pytest.mark.parametrize(
    ("subject", "complete"), [("Add a feature", False), ("Fix a security issue", True), ("Fix CVE-2026-12345", True)]
)
def test_a_cut_history_or_a_word_of_vulnerabilities_leaves_it_open(subject: str, complete: bool) -> None:
    assert fixes({"CHANGELOG.md": NOTES}, subject, complete=complete).outcome is Outcome.UNKNOWN


def test_vulnerabilities_that_only_commits_name_are_listed() -> None:
    because = str(fixes({"NEWS": NOTES + "CVE-2026-11111"}, "Fix cve-2026-22222", "Fix CVE-2026-11111").because)
    assert "CVE-2026-22222" in because
    assert "CVE-2026-11111" not in because
