"""Addresses of repositories and of places in them, by rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge.core.evidence import Repository
from badge.core.findings import Place
from badge.core.links import address, web_address


@pytest.mark.parametrize(
    ("remote", "wanted"),
    [
        ("https://github.com/owner/name.git", "https://github.com/owner/name"),
        ("https://github.com/owner/name/", "https://github.com/owner/name"),
        ("http://github.com/owner/name", "http://github.com/owner/name"),
        ("git@github.com:owner/name.git", "https://github.com/owner/name"),
        ("github.com:owner/name", "https://github.com/owner/name"),
        ("ssh://git@git.example.org:2222/owner/name.git", "https://git.example.org/owner/name"),
        ("git://git.example.org/name.git", "https://git.example.org/name"),
        ("https://git.example.org:8443/name.git", "https://git.example.org:8443/name"),
        ("https://user:secret@git.example.org/name", "https://git.example.org/name"),
        ("  https://git.example.org/name\n", "https://git.example.org/name"),
        ("", ""),
        ("/srv/git/name.git", ""),
        ("../name", ""),
        ("file:///srv/git/name", ""),
        ("https://localhost/name", ""),
        ("https://git.example.org", ""),
        ("ext::sh -c true", ""),
        ("https://[bad/name", ""),
        ("git@[::1:name", ""),
        ("https://git.example.org:port/name", ""),
        ("C:\\work\\name", ""),
    ],
)
def test_the_page_of_a_remote(remote: str, wanted: str) -> None:
    assert web_address(remote) == wanted


@given(st.text() | st.text("htps:/[]@.git%\\1 ").map(lambda each: f"https://{each}"))
def test_no_remote_breaks_it(remote: str) -> None:
    found = web_address(remote)
    assert found == "" or found.startswith(("https://", "http://"))
    address(Repository("c0ffee", web=found), Place("a"))


@pytest.mark.parametrize(
    ("web", "wanted"),
    [
        ("https://github.com/o/n", "https://github.com/o/n/blob/c0ffee/a%20%23/b.md#L7"),
        ("https://gitlab.com/g/s/n", "https://gitlab.com/g/s/n/-/blob/c0ffee/a%20%23/b.md#L7"),
        ("https://gitlab.example.org/n", "https://gitlab.example.org/n/-/blob/c0ffee/a%20%23/b.md#L7"),
        ("https://codeberg.org/o/n", "https://codeberg.org/o/n/src/commit/c0ffee/a%20%23/b.md#L7"),
        ("https://gitea.example.org/o/n", "https://gitea.example.org/o/n/src/commit/c0ffee/a%20%23/b.md#L7"),
        ("https://git.sr.ht/~o/n", "https://git.sr.ht/~o/n/tree/c0ffee/item/a%20%23/b.md#L7"),
        ("https://bitbucket.org/o/n", "https://bitbucket.org/o/n/src/c0ffee/a%20%23/b.md"),
        ("https://git.kernel.org/n", "https://git.kernel.org/n/tree/a%20%23/b.md?id=c0ffee#n7"),
        ("https://cgit.example.org/n", "https://cgit.example.org/n/tree/a%20%23/b.md?id=c0ffee#n7"),
        ("https://git.example.org/n", ""),
        ("", ""),
    ],
)
def test_the_page_of_a_place(web: str, wanted: str) -> None:
    assert address(Repository("c0ffee", web=web), Place("a #/b.md", 7)) == wanted


def test_a_whole_file_has_no_line_and_no_commit_has_no_page() -> None:
    web = "https://github.com/o/n"
    assert address(Repository("c0ffee", web=web), Place("a")) == f"{web}/blob/c0ffee/a"
    assert address(Repository("", web=web), Place("a")) == ""
    assert address(Repository("c0ffee", web=web), Place("")) == ""


def test_braces_in_a_path_are_no_fields() -> None:
    assert address(Repository("c0", web="https://github.com/o/n"), Place("{web}")).endswith("/%7Bweb%7D")
