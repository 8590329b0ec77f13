"""Signed tags and releases: presence is counted, and a text has to tell how to verify."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from badge.core.evidence import Commit, Evidence, History, MemoryFiles, Tag
from badge.core.findings import Confidence, Outcome
from badge.core.messages import Message
from badge.probes import signatures

AS_OF = datetime(2026, 1, 1, tzinfo=UTC)
MET, UNMET, UNKNOWN = Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN
TOLD = {"README.md": "# Tool\n\n## Verify\n\nVerify a release with `git tag -v v1.0`.\n"}
STEP = {".github/workflows/r.yml": "on: push\njobs:\n  a:\n    steps:\n      - run: cosign sign-blob a.tar.gz\n"}


def tags(signed: int, bare: int) -> list[Tag]:
    return [
        Tag(f"v1.{n}.0", f"{n:040x}", AS_OF - timedelta(days=n), annotated=n < signed, signed=n < signed)
        for n in range(signed + bare)
    ]


@pytest.mark.parametrize(
    ("made", "texts", "outcome", "confidence"),
    [
        (tags(4, 0), TOLD, MET, Confidence.GOOD),
        (tags(4, 0), {}, MET, Confidence.PARTIAL),
        (tags(1, 0), {}, MET, Confidence.PARTIAL),
        (tags(0, 3), {}, UNMET, Confidence.GOOD),
        (tags(0, 2), {}, UNKNOWN, Confidence.CUE),
        (tags(9, 1), {}, UNKNOWN, Confidence.CUE),
        ([], {}, UNKNOWN, Confidence.CUE),
        ([Tag("deploy", "1" * 40, AS_OF, annotated=True, signed=True)] * 4, {}, UNKNOWN, Confidence.CUE),
    ],
)
def test_version_tags_are_counted(
    made: list[Tag], texts: dict[str, str], outcome: Outcome, confidence: Confidence
) -> None:
    [finding] = signatures.tags.run(Evidence(MemoryFiles(texts), tags=made, as_of=AS_OF))
    assert (finding.outcome, finding.confidence) == (outcome, confidence)
    if made and outcome is not UNKNOWN:
        assert "not verified" in str(finding.because)


@pytest.mark.parametrize(
    ("made", "texts", "outcome"),
    [
        (tags(3, 0), TOLD, MET),
        (tags(0, 3), {**TOLD, **STEP}, MET),
        (tags(3, 0), {}, UNKNOWN),
        (tags(0, 3), STEP, UNKNOWN),
        (tags(0, 3), TOLD, UNKNOWN),
        (tags(0, 3), {"README.md": "# Tool\n\nA tool.\n"}, UNMET),
        (
            tags(0, 3),
            {"README.md": "# Tool\n\nThe release tarballs come with a file a.tar.gz.asc beside them.\n"},
            UNKNOWN,
        ),
        (tags(0, 2), {}, UNKNOWN),
        ([], {}, UNKNOWN),
    ],
)
def test_a_release_needs_a_signature_and_a_text(made: list[Tag], texts: dict[str, str], outcome: Outcome) -> None:
    [finding] = signatures.releases.run(Evidence(MemoryFiles(texts), tags=made, as_of=AS_OF))
    assert finding.outcome is outcome


def test_nothing_is_missing_in_a_tree_that_was_not_listed_whole() -> None:
    files = MemoryFiles({"README.md": "# Tool\n"}, [Message("The tree is too large.")])
    [finding] = signatures.releases.run(Evidence(files, tags=tags(0, 3), as_of=AS_OF))
    assert finding.outcome is UNKNOWN


def test_commits_of_the_forge_are_counted_apart() -> None:
    mine = Commit("1" * 40, AS_OF, "Ada", "ada@example.org", "A", "ada@example.org", 1, (), (), "SSH")
    forge = Commit("2" * 40, AS_OF, "Ada", "ada@example.org", "A", "noreply@github.com", 1, (), (), "OpenPGP")
    [finding] = signatures.commits.run(Evidence(MemoryFiles({}), history=History([mine, forge]), as_of=AS_OF))
    assert finding.outcome is UNKNOWN
    assert finding.because.values == {"own": 1, "signed": 1, "forge": 1, "forge_signed": 1}
