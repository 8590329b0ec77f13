"""Nothing that a repository holds or configures can run, reach out, or change what is read."""

from __future__ import annotations

import contextlib
import json
import os
import stat
from pathlib import Path

import pytest

from badge.core.criteria import Criteria
from badge.core.errors import UnreadableError
from badge.services.asking import load_criteria
from badge.services.assess import look_at_path
from badge.sources.local import look
from tests.sources.building import AS_OF, Building, git


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    return tmp_path / "marker"


@pytest.fixture
def program(tmp_path: Path, marker: Path) -> Path:
    """Give a program that leaves a marker."""
    path = tmp_path / "program"
    path.write_text(f"#!/bin/sh\necho ran >> '{marker}'\ncat\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def read_all(folder: Path, criteria: Criteria | None = None) -> str:
    """Look the whole way, read every file too, and give all as JSON."""
    with look(folder, AS_OF) as evidence:
        for path in evidence.files.entries:
            evidence.files.text(path)
    return json.dumps(look_at_path(folder, criteria or load_criteria(), AS_OF).to_json())


NAMES = [
    "core.fsmonitor", "core.editor", "core.pager", "pager.log", "pager.config", "core.sshCommand", "core.askPass",
    "core.alternateRefsCommand", "core.gitProxy", "gpg.program", "gpg.ssh.program", "gpg.x509.program",
    "gpg.openpgp.program", "gpg.ssh.defaultKeyCommand", "diff.external", "diff.hostile.command",
    "diff.hostile.textconv", "filter.hostile.clean", "filter.hostile.smudge", "filter.hostile.process",
    "merge.hostile.driver", "credential.helper", "uploadpack.packObjectsHook", "sequence.editor", "trailer.x.command",
    "interactive.diffFilter", "alias.log", "alias.ls-tree", "alias.cat-file", "alias.rev-parse", "mailmap.file",
]  # fmt: skip


@pytest.fixture
def trapped(small: Building, program: Path) -> Building:
    """Give a repository whose configuration, attributes and hooks name the program everywhere."""
    small.commit({".gitattributes": "* diff=hostile filter=hostile merge=hostile\n"}, "Set a trap")
    small.tag("signed", "-m", "Signed\n-----BEGIN PGP SIGNATURE-----\nx\n-----END PGP SIGNATURE-----")
    for name in NAMES:
        value = f"!{program}" if name.startswith("alias.") else str(program)
        git(small.folder, "config", name, value)
    git(small.folder, "config", "log.showSignature", "true")
    git(small.folder, "config", "log.diffMerges", "on")
    git(small.folder, "config", "gpg.format", "ssh")
    hooks = small.folder / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-checkout", "pre-commit", "reference-transaction", "fsmonitor-watchman", "post-index-change"):
        (hooks / name).symlink_to(program)
    git(small.folder, "config", "core.hooksPath", str(hooks))
    return small


def test_no_program_that_a_repository_names_is_run(trapped: Building, marker: Path) -> None:
    read_all(trapped.folder)
    assert not marker.exists()


def test_the_trap_would_have_caught_a_careless_reader(trapped: Building, marker: Path) -> None:
    (trapped.folder / "README.md").write_text("changed")
    with contextlib.suppress(AssertionError):  # git may well fail after that
        git(trapped.folder, "status")
    assert marker.exists()


def test_included_configuration_runs_nothing_either(
    small: Building, program: Path, marker: Path, tmp_path: Path
) -> None:
    included = tmp_path / "included"
    included.write_text(
        f"[core]\n\tfsmonitor = {program}\n\tpager = {program}\n[gpg]\n\tprogram = {program}\n"
        f'[gpg "ssh"]\n\tprogram = {program}\n'
        f'[log]\n\tshowSignature = true\n[remote "origin"]\n\turl = https://wrong.example.org/x\n'
    )
    git(small.folder, "config", "include.path", str(included))
    git(small.folder, "config", "includeIf.gitdir:/.path", str(included))
    assert "wrong.example.org" not in read_all(small.folder)
    assert not marker.exists()


def test_a_signed_commit_is_read_without_asking_gpg(small: Building, program: Path, marker: Path) -> None:
    body = git(small.folder, "cat-file", "commit", "HEAD")
    head, _, rest = body.partition("\n\n")
    signed = f"{head}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n xx\n -----END PGP SIGNATURE-----\n\n{rest}\n"
    commit = git(small.folder, "hash-object", "-w", "-t", "commit", "--stdin", stdin=signed.encode())
    git(small.folder, "update-ref", "HEAD", commit)
    for name in ("gpg.program", "gpg.openpgp.program"):
        git(small.folder, "config", name, str(program))
    git(small.folder, "config", "log.showSignature", "true")
    read_all(small.folder)
    assert not marker.exists()


@pytest.mark.parametrize("kind", ["file", "ext"])
def test_a_promised_blob_is_never_fetched(small: Building, program: Path, marker: Path, kind: str) -> None:
    blob = git(small.folder, "rev-parse", "HEAD:README.md")
    url = f"ext::{program}" if kind == "ext" else f"file://{small.folder}"
    for name, value in {
        "extensions.partialClone": "origin", "remote.origin.promisor": "true", "remote.origin.url": url,
        "remote.origin.uploadpack": str(program), "protocol.ext.allow": "always", "protocol.file.allow": "always",
        "core.repositoryFormatVersion": "1",
    }.items():  # fmt: skip
        git(small.folder, "config", name, value)
    (small.folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with look(small.folder, AS_OF) as evidence:
        assert evidence.files.text("README.md") is None
        assert not evidence.complete
    assert not marker.exists()


def test_replaced_and_grafted_objects_change_nothing(small: Building) -> None:
    before = read_all(small.folder)
    blob = git(small.folder, "rev-parse", "HEAD:README.md")
    git(small.folder, "replace", blob, small.blob(b"# Replaced\n"))
    head, parent = git(small.folder, "rev-parse", "HEAD", "HEAD~1").split()
    git(small.folder, "replace", head, parent)
    grafts = small.folder / ".git" / "info" / "grafts"
    grafts.parent.mkdir(exist_ok=True)
    grafts.write_text(f"{head}\n")
    with look(small.folder, AS_OF) as evidence:
        assert evidence.files.text("README.md") == "# Work\n"
        assert evidence.history is not None
        assert len(evidence.history.commits) == 3
    assert read_all(small.folder) == before


def test_a_foreign_environment_changes_nothing(
    small: Building, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = read_all(small.folder)
    other = Building(tmp_path / "other")
    other.commit({"other": "x"})
    for name, value in {
        "GIT_DIR": str(other.folder / ".git"), "GIT_WORK_TREE": str(other.folder), "GIT_INDEX_FILE": "x",
        "GIT_OBJECT_DIRECTORY": "/nowhere", "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.fsmonitor",
        "GIT_CONFIG_VALUE_0": "false", "GIT_EXTERNAL_DIFF": "false", "GIT_PAGER": "false", "GIT_TRACE": "1",
        "GIT_NAMESPACE": "x", "HOME": str(other.folder), "XDG_CONFIG_HOME": str(other.folder),
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    assert read_all(small.folder) == before


@pytest.mark.parametrize(
    "own",
    [
        {"LC_ALL": "sw"},
        {"LC_ALL": "sw_KE.UTF-8", "LANGUAGE": "zh"},
        {"LANGUAGE": "zh", "LANG": "zh_CN.UTF-8"},
        {"LC_ALL": "C", "TZ": "Asia/Kathmandu"},
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
    ],
)
def test_two_looks_are_the_same_to_the_byte_anywhere(
    small: Building, monkeypatch: pytest.MonkeyPatch, own: dict[str, str]
) -> None:
    before = read_all(small.folder)
    for name, value in own.items():
        monkeypatch.setenv(name, value)
    assert read_all(small.folder) == before


def test_the_same_commit_elsewhere_gives_the_same_look(small: Building, tmp_path: Path) -> None:
    git(small.folder, "remote", "add", "origin", "https://git.example.org/work")
    bare = small.clone(tmp_path / "bare.git", "--bare")
    git(bare, "config", "remote.origin.url", "https://git.example.org/work")
    git(small.folder, "gc", "-q")
    assert read_all(bare) == read_all(small.folder)


@pytest.mark.parametrize(
    "url",
    ["https://[bad/x", "git@[::1:x", "x" * 10_000, "\u202ehttps://x.org/y", "https://x.org:port/y", "a\tb", "ext::sh"],
)
def test_an_odd_remote_is_a_claim_that_does_no_harm(small: Building, url: str) -> None:
    git(small.folder, "config", "remote.origin.url", url)
    with look(small.folder, AS_OF) as evidence:
        assert evidence.repository.web in ("", "https://x.org/y")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "[core",
        "[core]\n\tbare = maybe\n",
        "[core]\n\trepositoryformatversion = 9\n",
        "\0",
        "[include]\n\tpath = config\n",
        "[extensions]\n\tobjectformat = md5\n",
        "[core]\n\tworktree = /nowhere\n",
        "[safe]\n\tbareRepository = explicit\n",
    ],
)
def test_a_broken_configuration_ends_in_a_look_or_a_sentence(small: Building, text: str) -> None:
    (small.folder / ".git" / "config").write_text(text)
    said = ""
    try:
        with look(small.folder, AS_OF) as evidence:
            assert evidence.files.entries
    except UnreadableError as error:
        said = str(error)
    assert said == "" or said.endswith(".")


def test_a_repository_of_somebody_else_is_read(small: Building) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder to somebody else")
    for path in [small.folder, *small.folder.rglob("*")]:
        os.chown(path, 12345, 12345)
    with look(small.folder, AS_OF) as evidence:
        assert evidence.complete
