"""The one spelling of a repository's address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge.core.errors import WrongUseError
from badge.core.projects import canonical, name_of


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/Owner/Name",
        "https://github.com/owner/name.git",
        "http://github.com/owner/name/",
        "https://GitHub.com/owner/name",
        "https://www.github.com/owner/name",
        "github.com/owner/name",
        "git@github.com:owner/name.git",
        "ssh://git@github.com/owner/name.git",
        "ssh://git@github.com:22/owner/name.git",
        "git://github.com/owner/name",
        "https://user:secret@github.com/owner/name",
        "https://github.com/owner/name/tree/main/docs",
        "https://github.com/owner/name.git/info/refs?service=git-upload-pack",
        "https://github.com/owner/name?tab=readme-ov-file#readme",
        "https://github.com//owner//name",
        "https://github.com:443/owner/name",
        "https://github.com./owner/name",
        "  https://github.com/owner/name\n",
    ],
)
def test_all_spellings_come_to_one(address: str) -> None:
    assert canonical(address) == "https://github.com/owner/name"


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("https://gitlab.com/Group/Sub/Name/-/tree/main", "https://gitlab.com/group/sub/name"),
        ("https://git.example.org/Owner/Name.git", "https://git.example.org/Owner/Name"),
        ("https://git.example.org:8443/name", "https://git.example.org:8443/name"),
        ("ssh://git@git.example.org:2222/name", "https://git.example.org/name"),
        ("https://git.example.org/~me/name/", "https://git.example.org/~me/name"),
    ],
)
def test_what_differs_stays_apart(address: str, wanted: str) -> None:
    assert canonical(address) == wanted


@pytest.mark.parametrize(
    "address",
    [
        "", "   ", "name", "owner/name", "/srv/git/name", "../name", "file:///etc/passwd", "ftp://example.org/name",
        "javascript:alert(1)", "ext::sh -c true", "https://localhost/name", "https://127.0.0.1/name", "https://[::1]/name",
        "https://010.0.0.1/x", "https://2130706433/x", "https://git.example.org", "https://git.example.org/",
        "https://git.example.org/.git", "https://git.example.org/a b", "https://git.example.org/a\tb",
        "https://git.example.org/a\x00b", "https://git.example.org:port/a", "https://[bad/a",
        "https://git.example.org/" + "a" * 250, "--upload-pack=touch", "https://.../a",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_with_a_sentence(address: str) -> None:
    with pytest.raises(WrongUseError, match=r"\.$"):
        canonical(address)


@given(st.text() | st.text("ab./:@[]%?#-\\1 ").map(lambda each: f"https://{each}"))
def test_every_text_is_an_address_or_refused_and_the_one_spelling_is_stable(text: str) -> None:
    try:
        found = canonical(text)
    except WrongUseError:
        return
    assert canonical(found) == found
    assert len(found) <= 254


def test_a_name_is_the_last_part() -> None:
    assert name_of("https://github.com/owner/name") == "name"
    assert name_of("checkout") == "checkout"
