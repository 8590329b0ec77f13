"""What a project can be picked by is read from its own words."""

from __future__ import annotations

import pytest

from badge.core.facets import facets, owner_of


def of_kind(kind: str, languages: str = "", license_: str = "", repository: str = "", homepage: str = "") -> list[str]:
    return [each.value for each in facets(languages, license_, repository, homepage) if each.kind == kind]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [("C, Python", ["C", "Python"]), ("C++;c#", ["C++", "c#"]), ("-", []), ("", []), ("Go, go , ", ["Go"])],
)
def test_languages_are_a_list(written: str, wanted: list[str]) -> None:
    assert of_kind("language", languages=written) == wanted


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("MIT", ["MIT"]), ("MIT OR Apache-2.0", ["MIT", "Apache-2.0"]), ("(MIT AND 0BSD)", ["MIT", "0BSD"]),
        ("GPL-2.0-only WITH Classpath-exception-2.0", ["GPL-2.0-only", "Classpath-exception-2.0"]), ("", []),
    ],
)  # fmt: skip
def test_a_licence_is_found_in_an_expression(written: str, wanted: list[str]) -> None:
    assert of_kind("license", license_=written) == wanted


@pytest.mark.parametrize(
    ("repository", "homepage", "forge", "owners"),
    [
        ("https://github.com/Cook/Soup.git", "", ["github.com"], ["github.com/cook"]),
        ("https://gitlab.com/a/b/soup", "", ["gitlab.com"], ["gitlab.com/a", "gitlab.com/a/b"]),
        ("", "https://github.com/cook", ["github.com"], ["github.com/cook"]),
        ("", "https://soup.example.org/", ["soup.example.org"], []),
        ("nonsense", "", [], []),
    ],
)
def test_an_address_tells_forge_and_owners(repository: str, homepage: str, forge: list[str], owners: list[str]) -> None:
    assert of_kind("forge", repository=repository, homepage=homepage) == forge
    assert of_kind("owner", repository=repository, homepage=homepage) == owners


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("github.com/Cook", "github.com/cook"), ("https://github.com/cook/", "github.com/cook"), ("github.com", ""),
        ("cook", ""), ("", ""), ("https://gitlab.com/a/b", "gitlab.com/a/b"), ("a b/c", ""), ("//evil.example", ""),
    ],
)  # fmt: skip
def test_an_owner_is_read_in_every_spelling(written: str, wanted: str) -> None:
    assert owner_of(written) == wanted
