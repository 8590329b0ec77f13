"""Dependencies are listed, watched and easy to renew; what cannot be seen is not denied."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from badge.core.evidence import Commit, Evidence, History, MemoryFiles
from badge.core.findings import Confidence, Finding, Outcome
from badge.core.messages import Message
from badge.probes import dependencies
from badge.probes.probe import Probe

AS_OF = datetime(2026, 1, 1, tzinfo=UTC)
MET, NA, UNKNOWN = Outcome.MET, Outcome.NA, Outcome.UNKNOWN
PY = {"a.py": "x = 1\n"}
SOME = {**PY, "pyproject.toml": "[project]\nname = 'a'\ndependencies = ['b']\n"}
NONE = {**PY, "pyproject.toml": "[project]\nname = 'a'\ndependencies = []\n"}
C = {"a.c": "int x;\n"}


def look(probe: Probe, texts: dict[str, str], *limits: Message) -> Finding:
    return probe.run(Evidence(MemoryFiles(texts, limits), as_of=AS_OF))[0]


@pytest.mark.parametrize(
    ("texts", "outcome", "confidence"),
    [
        (SOME, MET, Confidence.DIRECT),
        (NONE, MET, Confidence.PARTIAL),
        ({**C, "CMakeLists.txt": "find_package(ZLIB)\n"}, MET, Confidence.PARTIAL),
        ({**C, "package.json": '{"dependencies": {"a": "1"}}'}, UNKNOWN, Confidence.CUE),
        (C, UNKNOWN, Confidence.CUE),
    ],
)
def test_a_list_speaks_for_the_main_language(texts: dict[str, str], outcome: Outcome, confidence: Confidence) -> None:
    found = dependencies.listed.run(Evidence(MemoryFiles(texts)))
    assert {(each.criterion, each.outcome, each.confidence) for each in found} == {
        ("external_dependencies", outcome, confidence),
        ("osps_qa_02_01", outcome, confidence),
    }


def bot(*ecosystems: str) -> dict[str, str]:
    return {".github/dependabot.yml": "updates:\n" + "".join(f"  - package-ecosystem: {each}\n" for each in ecosystems)}


AUDIT = {".github/workflows/a.yml": "on: push\njobs:\n  a:\n    steps:\n      - run: pip-audit{}\n"}


def audit(end: str) -> dict[str, str]:
    return {path: text.replace("{}", end) for path, text in AUDIT.items()}


@pytest.mark.parametrize(
    ("texts", "outcome"),
    [
        ({**SOME, **bot("pip")}, MET),
        ({**SOME, **audit("")}, MET),
        ({**SOME, "renovate.json": "{}"}, MET),
        ({**SOME, **bot("github-actions")}, UNKNOWN),
        ({**SOME, **audit(" || true")}, UNKNOWN),
        ({**C, "renovate.json": "{}"}, UNKNOWN),
        (NONE, NA),
        ({**NONE, "vendor/b/b.py": "x"}, UNKNOWN),
        (SOME, UNKNOWN),
        (C, UNKNOWN),
    ],
)
def test_a_watcher_watches_what_the_software_is_made_of(texts: dict[str, str], outcome: Outcome) -> None:
    assert look(dependencies.watched, texts).outcome is outcome


def test_no_dependencies_are_not_concluded_from_a_part_of_the_tree() -> None:
    assert look(dependencies.watched, NONE, Message("The tree is too large.")).outcome is UNKNOWN


@pytest.mark.parametrize(
    ("author", "path", "count", "outcome"),
    [
        ("dependabot[bot]", "pyproject.toml", 3, MET),
        ("renovate[bot]", "uv.lock", 1, MET),
        ("dependabot[bot]", ".github/workflows/a.yml", 9, UNKNOWN),
        ("dependabot[bot]", "docs/requirements.txt", 9, UNKNOWN),
        ("dependabot[bot]", "web/package-lock.json", 9, UNKNOWN),
        ("Ada", "pyproject.toml", 9, UNKNOWN),
    ],
)
def test_a_robot_renews_the_dependencies_of_the_product(author: str, path: str, count: int, outcome: Outcome) -> None:
    commits = [
        Commit(f"{n:040x}", AS_OF - timedelta(days=n), author, f"{author}@example.org", "Bump", paths=(path,))
        for n in range(count)
    ]
    [finding] = dependencies.updated.run(Evidence(MemoryFiles(SOME), history=History(commits), as_of=AS_OF))
    assert finding.outcome is outcome


@pytest.mark.parametrize(
    ("texts", "outcome", "confidence"),
    [
        (SOME, MET, Confidence.GOOD),
        (NONE, NA, Confidence.PARTIAL),
        ({**SOME, "vendor/b/b.py": "x", "vendor/vendor.txt": "b==1"}, MET, Confidence.PARTIAL),
        ({**SOME, "vendor/b/b.py": "x"}, UNKNOWN, Confidence.CUE),
        ({**SOME, "static/jquery.min.js": "x"}, UNKNOWN, Confidence.CUE),
        ({**C, "conanfile.txt": "[requires]\nzlib/1\n"}, UNKNOWN, Confidence.CUE),
        (C, UNKNOWN, Confidence.CUE),
    ],
)
def test_copies_need_a_record(texts: dict[str, str], outcome: Outcome, confidence: Confidence) -> None:
    finding = look(dependencies.updateable, texts)
    assert (finding.outcome, finding.confidence) == (outcome, confidence)


def test_copies_are_not_excluded_in_a_tree_that_was_not_listed_whole() -> None:
    assert look(dependencies.updateable, SOME, Message("The tree is too large.")).outcome is UNKNOWN
