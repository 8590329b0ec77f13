"""Which tags are versions."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from badge.core.evidence import Tag
from badge.probes.facts.versions import gather, version_of


def tag(name: str, commit: str = "c") -> Tag:
    return Tag(name, commit, datetime(2024, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("name", "text", "package"),
    [
        ("v1.2.3", "1.2.3", ""),
        ("1.2", "1.2", ""),
        ("V2.0.0", "2.0.0", ""),
        ("release-1.2.3", "1.2.3", ""),
        ("release/1.2.3", "1.2.3", ""),
        ("rel_1_2_3", "1.2.3", ""),
        ("curl-8_1_0", "8.1.0", "curl"),
        ("OpenSSL_1_1_1k", "1.1.1k", "OpenSSL"),
        ("go1.20.3", "1.20.3", "go"),
        ("pkg/v1.2.3", "1.2.3", "pkg"),
        ("@scope/pkg@1.2.3", "1.2.3", "@scope/pkg"),
        ("grep-regex-0.1.14", "0.1.14", "grep-regex"),
        ("jdk-17.0.1+12", "17.0.1+12", "jdk"),
        ("v1.0.0-rc.1", "1.0.0-rc.1", ""),
        ("1.0rc1", "1.0rc1", ""),
        ("20240131", "20240131", ""),
        ("release-2024-01-31", "2024-01-31", ""),
        ("refs/tags/v1.2.3", "1.2.3", ""),
    ],
)
def test_a_version_is_read(name: str, text: str, package: str) -> None:
    version = version_of(tag(name))
    assert version is not None
    assert (version.text, version.package) == (text, package)


@pytest.mark.parametrize(
    "name",
    [
        "nightly",
        "latest",
        "deploy-2024.01.02",
        "archive/v1.2.3",
        "backup-1.2.3",
        "v1",
        "stable",
        "build-1.2.3",
        "a" * 500,
    ],
)
def test_other_tags_are_no_versions(name: str) -> None:
    assert version_of(tag(name)) is None


def test_single_numbers_count_where_there_is_nothing_else() -> None:
    assert len(gather([tag("v1"), tag("v2"), tag("v3")]).all) == 3
    assert [each.text for each in gather([tag("v1"), tag("v2"), tag("v3"), tag("v3.0.1")]).all] == ["3.0.1"]


@pytest.mark.parametrize(
    ("name", "semantic", "calendar", "pre"),
    [
        ("v1.2.3", True, False, False),
        ("v1.2.3-beta.1", True, False, True),
        ("v1.2.3+build.5", True, False, False),
        ("1.2", False, False, False),
        ("1.02.3", False, False, False),
        ("1.2.3.4", False, False, False),
        ("1.2.3rc1", False, False, True),
        ("2024.1.2", True, True, False),
        ("24.04.1", False, True, False),
        ("20240131", False, True, False),
        ("OpenSSL_1_1_1b", False, False, False),
        ("rc-8_22_0-2", True, False, True),
    ],
)
def test_the_kind_of_a_version(name: str, semantic: bool, calendar: bool, pre: bool) -> None:
    version = version_of(tag(name))
    assert version is not None
    assert (version.semantic, version.calendar, version.pre) == (semantic, calendar, pre)
