"""Branches, files, other ways to write SSH, homepages, and beginnings of addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge.core.addresses import beginning, canonical, key_of, linkable
from badge.core.errors import WrongUseError


@pytest.mark.parametrize(
    "address",
    [
        "https://git.example.org/owner/name/tree/main", "https://git.example.org/owner/name/tree/feature/x/docs",
        "https://git.example.org/owner/name/blob/main/README.md", "https://git.example.org/owner/name/-/tree/main",
        "https://git.example.org/owner/name/-/blob/v1.0/a.c#L3", "https://git.example.org/owner/name/src/branch/main",
        "https://git.example.org/owner/name/src/commit/abc/x.py", "https://git.example.org/owner/name/src/tag/v1",
        "https://git.example.org/owner/name.git/tree/main", "https://git.example.org/owner/name.git/info/refs",
        "git.example.org:owner/name.git", "git@git.example.org:/owner/name", "ssh://git.example.org:7999/owner/name",
        "git+https://git.example.org/owner/name.git", "git+ssh://git@git.example.org/owner/name.git#main",
        "scm:git:https://git.example.org/owner/name.git", "scm:git:git@git.example.org:owner/name.git",
        "HTTPS://WWW.Git.Example.Org/owner/name", "http://git.example.org:80/owner/name",
    ],
)  # fmt: skip
def test_a_branch_a_file_and_every_way_of_ssh_come_to_the_repository(address: str) -> None:
    assert canonical(address) == "https://git.example.org/owner/name"


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("ssh://git@ssh.github.com:443/Owner/Name.git", "https://github.com/owner/name"),
        ("https://github.com/owner/tree", "https://github.com/owner/tree"),
        ("https://git.example.org/tree/name/x", "https://git.example.org/tree/name/x"),
        ("https://git.example.org/owner/tree/main", "https://git.example.org/owner/tree/main"),
        ("https://git.example.org/group/sub/name", "https://git.example.org/group/sub/name"),
        ("https://git.example.org/owner/name/tree", "https://git.example.org/owner/name/tree"),
        ("https://git.sr.ht/%7Eme/name/tree/main", "https://git.sr.ht/~me/name"),
        ("https://gitlab.com/Group/Sub/Name/tree/main", "https://gitlab.com/group/sub/name"),
        ("https://codeberg.org/Owner/Name/src/branch/main", "https://codeberg.org/owner/name"),
        ("https://git.example.org/a.git.git", "https://git.example.org/a"),
    ],
)
def test_what_only_looks_like_a_branch_stays(address: str, wanted: str) -> None:
    assert canonical(address) == wanted


PIECES = ["tree", "blob", "src", "branch", "main", "-", "x", "x.git", ".git", "", "commit", "~a"]


@given(st.sampled_from(["github.com", "gitlab.com", "a.example"]), st.lists(st.sampled_from(PIECES), max_size=9))
def test_the_one_spelling_stays_as_it_is(host: str, pieces: list[str]) -> None:
    try:
        found = canonical(f"https://{host}/{'/'.join(pieces)}")
    except WrongUseError:
        return
    assert canonical(found) == found


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://Example.org", "https://example.org"),
        ("http://www.example.org/ ", "https://example.org"),
        ("https://example.org/Path/", "https://example.org/Path"),
        ("https://github.com/Owner/Name.git", "https://github.com/owner/name"),
        ("https://github.com/", "https://github.com"),
        ("nothing", ""),
        ("https://127.0.0.1/x", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
        ("https://example.org/" + "a" * 300, ""),
    ],
)
def test_any_page_has_a_form_to_compare(address: str, key: str) -> None:
    assert key_of(address) == key


@given(st.text() | st.text("ab./:@[]%?#-\\1 ").map(lambda each: f"https://{each}"))
def test_a_key_is_its_own_key(text: str) -> None:
    assert key_of(key_of(text)) == key_of(text)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("https://github.com/Own", "https://github.com/own"),
        ("http://www.GitHub.com/Own", "https://github.com/own"),
        ("github.com/owner/name.git", "https://github.com/owner/name"),
        ("https://git.example.org/Own", "https://git.example.org/Own"),
        ("https://git.ex", "https://git.ex"),
        ("ftp://x", ""),
    ],
)
def test_the_beginning_of_an_address_is_read_like_a_whole_one(typed: str, wanted: str) -> None:
    assert beginning(typed) == wanted


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        (" https://GitHub.com/Owner/Name.git/ ", "https://GitHub.com/Owner/Name.git/"),
        ("http://example.org", "http://example.org"),
        ("git@github.com:owner/name", ""),
        ("example.org/name", ""),
        ("https://user:secret@example.org/name", ""),
        ("javascript:alert(1)", ""),
        ("https://localhost/x", ""),
        ("https://exa mple.org/", ""),
    ],
)
def test_only_a_plain_web_address_is_linked_as_it_was_written(address: str, linked: str) -> None:
    assert linkable(address) == linked
