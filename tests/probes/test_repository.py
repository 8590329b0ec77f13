"""Repository probes: what was changed, by whom and when; work between releases; git."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from badge.core.evidence import Commit, Evidence, History, MemoryFiles, Repository, Tag
from badge.core.findings import Finding
from badge.core.messages import Message
from badge.probes import repository
from badge.probes.probe import Probe, run

START = datetime(2024, 1, 1, tzinfo=UTC)


def commits(count: int, email: str = "jane@example.org") -> list[Commit]:
    """Make commits, newest first, one a day; the oldest has the id c0."""
    return [Commit(f"c{n}", START + timedelta(days=n), "Jane", email) for n in reversed(range(count))]


def tagged(*numbers: int) -> list[Tag]:
    return [Tag(f"v1.{n}.0", f"c{n}", START + timedelta(days=n)) for n in numbers]


def look(probe: Probe, count: int, *marks: int, complete: bool = True, email: str = "jane@example.org") -> Finding:
    made = commits(count, email)
    evidence = Evidence(
        MemoryFiles({}), head=made[0] if made else None, history=History(made, complete), tags=tagged(*marks)
    )
    [finding] = [each for each in run(evidence, [probe], strict=True) if not each.criterion.startswith("osps_")]
    return finding


def said(finding: Finding) -> str:
    return f"{finding.outcome} {finding.confidence}"


@pytest.mark.parametrize(("count", "expected"), [(0, "unknown 1"), (1, "met 2"), (2, "met 4"), (50, "met 4")])
def test_who_and_when_are_kept(count: int, expected: str) -> None:
    assert said(look(repository.track, count)) == expected


@pytest.mark.parametrize(
    ("count", "marks", "complete", "expected"),
    [
        (30, (5, 15, 25), True, "met 3"),
        (30, (10,), True, "met 2"),
        (30, (), True, "met 2"),
        (8, (2, 5), True, "unknown 1"),
        (4, (0, 1, 2, 3), True, "unmet 2"),
        (4, (0, 1, 2, 3), False, "unknown 1"),
        (3, (), True, "unknown 1"),
    ],
)
def test_work_between_releases(count: int, marks: tuple[int, ...], complete: bool, expected: str) -> None:
    assert said(look(repository.interim, count, *marks, complete=complete)) == expected


def test_a_history_that_was_cut_is_not_counted_as_if_it_were_whole() -> None:
    assert "more than 50 commits" in str(look(repository.track, 50, complete=False).because)
    assert "more than" not in str(look(repository.track, 50).because)


def test_git_is_distributed_but_a_copy_of_subversion_is_weaker() -> None:
    assert said(look(repository.distributed, 3)) == "met 5"
    foreign = "jane@1a2b3c4d-1111-2222-3333-444455556666"
    assert said(look(repository.distributed, 3, email=foreign)) == "met 2"


def test_a_shallow_clone_shows_its_head_only() -> None:
    why = Message("The clone is shallow.")
    evidence = Evidence(MemoryFiles({}), head=commits(1)[0], absent={"history": why, "tags": why})
    found = run(evidence, [repository.track, repository.track_by_head, repository.interim], strict=True)
    assert sorted((each.criterion, said(each)) for each in found) == [
        ("osps_qa_01_02", "met 1"),
        ("osps_qa_01_02", "unknown 1"),
        ("repo_interim", "unknown 1"),
        ("repo_track", "met 2"),
        ("repo_track", "unknown 1"),
    ]
    assert "The clone is shallow." in {str(each.because) for each in found}


@pytest.mark.parametrize(
    ("remote", "host"),
    [
        ("https://forge.example/a/b.git", "forge.example"),
        ("git@forge.example:a/b.git", "forge.example"),
        ("ssh://git@forge.example/a/b", "forge.example"),
        ("", "no address"),
        ("../elsewhere", "no address"),
    ],
)
def test_a_copy_never_shows_that_it_is_public(remote: str, host: str) -> None:
    found, _ = repository.public.run(Evidence(MemoryFiles({}), repository=Repository(remote=remote)))
    assert said(found) == "unknown 1"
    assert host in str(found.because)
