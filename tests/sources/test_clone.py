"""Repositories from an address: cloned through the door, within limits, or refused with a sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from badge.core.errors import UnreadableError
from badge.core.messages import Message
from badge.sources.clone import cloned
from badge.sources.http import Door
from badge.sources.limits import Limits
from badge.sources.local import look
from tests.sources.building import AS_OF, Building, git, small_repository
from tests.sources.serving import HOST, Server


@pytest.fixture(scope="session", autouse=True)
def served(server: Server) -> Server:
    """Put repositories where the server finds them."""
    small_repository(server.folder / "small")
    large = Building(server.folder / "large")
    large.commit({"big": os.urandom(3 * 2**20)}, "Large")
    large.commit({"big": "small now"}, "Small")
    Building(server.folder / "empty")
    bad = Building(server.folder / "bad")
    bad.commit({"a": "x"})
    tree = git(bad.folder, "mktree", stdin=f"100644 blob {bad.blob(b'x')}\t.GIT\n".encode())
    git(bad.folder, "update-ref", "HEAD", git(bad.folder, "commit-tree", tree, "-m", "Bad", who=bad.who()))
    return server


def test_a_repository_is_cloned_by_name_with_its_history(server: Server) -> None:
    told: list[Message] = []
    with cloned(server.url("/git/small/"), server.door(), Limits(), told.append) as (folder, address):
        assert address == server.url("/git/small")
        with look(folder, AS_OF, remote=address) as evidence:
            assert evidence.complete
            assert evidence.files.text("README.md") == "# Work\n"
            assert evidence.history is not None
            assert len(evidence.history.commits) == 3
            assert evidence.tags is not None
            assert {each.name for each in evidence.tags} == {"v0.1", "v1.0"}
            assert evidence.repository.remote == address
        assert not (folder / "hooks").exists()
    assert not folder.exists()
    assert [str(each) for each in told] == [
        f"Asking {server.url('/git/small/')} for the repository.", "Fetching the repository with its history.",
    ]  # fmt: skip


def test_an_address_that_moved_is_followed_and_the_new_one_is_given(server: Server) -> None:
    with cloned(server.url("/moved/small"), server.door(), Limits()) as (folder, address):
        assert address == server.url("/git/small", "moved.example.test")
        assert (folder / "HEAD").exists()


def test_a_repository_that_is_too_large_is_fetched_without_its_history(server: Server) -> None:
    told: list[Message] = []
    few = Limits(clone_bytes=2**20)
    with (
        cloned(server.url("/git/large"), server.door(), few, told.append) as (folder, _),
        look(folder, AS_OF) as evidence,
    ):
        assert evidence.repository.shallow
        assert evidence.files.text("big") == "small now"
        assert evidence.history is None
    assert str(told[-1]) == "The whole history is too much, so only the newest commit is fetched."


def test_what_is_too_large_even_so_is_refused(server: Server) -> None:
    with (
        pytest.raises(UnreadableError, match=r"larger than the 1 MiB that are cloned. Clone it yourself"),
        cloned(server.url("/git/large"), server.door(), Limits(clone_bytes=1000)),
    ):
        pass


def test_what_takes_too_long_even_so_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("badge.sources.clone._broken", lambda process, *_: (process.kill(), process.wait(), "time")[-1])
    with (
        pytest.raises(UnreadableError, match=r"takes longer to clone than the 120 seconds there are for that"),
        cloned(server.url("/git/small"), server.door(), Limits()),
    ):
        pass


@pytest.mark.parametrize("path", ["/git/missing", "/page", "/", "/git/small?x=y"])
def test_what_is_no_repository_is_said(server: Server, path: str) -> None:
    with (
        pytest.raises(UnreadableError, match="There is no public git repository at"),
        cloned(server.url(path), server.door(), Limits()),
    ):
        pass


def test_a_repository_with_malformed_objects_is_refused(server: Server) -> None:
    with (
        pytest.raises(UnreadableError, match="some of its objects are malformed"),
        cloned(server.url("/git/bad"), server.door(), Limits()),
    ):
        pass


def test_an_empty_repository_is_cloned_and_then_refused(server: Server) -> None:
    with (
        cloned(server.url("/git/empty"), server.door(), Limits()) as (folder, _),
        pytest.raises(UnreadableError, match="has no commit yet"),
        look(folder, AS_OF),
    ):
        pass


def test_an_address_that_redirects_to_a_private_one_is_refused(server: Server) -> None:
    url = server.url("/redirect?to=https://inside.example.test/")
    with (
        pytest.raises(UnreadableError, match="private address"),
        cloned(url, Door((HOST,), str(server.authority.ca), server.door(inside="10.0.0.1").resolve), Limits()),
    ):
        pass


@pytest.mark.parametrize(
    "url", ["http://git.example.test/a", "ext::sh -c id", "--upload-pack=id", "file:///etc", "ssh://git@a.b/c"]
)
def test_other_kinds_of_address_never_reach_git(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableError, match=r"\.$"), cloned(url, Door(), Limits()):
        pass


def test_git_goes_to_the_judged_address_whatever_the_name_server_says_later(server: Server) -> None:
    before = len(server.asked)  # this machine knows no such name, so git could find it in no other way
    with cloned(server.url("/git/small"), server.door(), Limits()):
        pass
    assert len(server.asked) > before + 1


def test_an_old_git_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = tmp_path / "git"
    fake.write_text("#!/bin/sh\necho git version 2.30.2\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with (
        pytest.raises(UnreadableError, match=r"git 2.37 or newer is needed"),
        cloned("https://git.example.test/a", Door(), Limits()),
    ):
        pass
