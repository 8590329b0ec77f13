"""Checkouts and bare repositories are read whole, or it is said what was not read and why."""

from __future__ import annotations

import hashlib
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from badge.core.errors import UnreadableError
from badge.core.evidence import Kind
from badge.sources.limits import Limits
from badge.sources.local import look
from tests.sources.building import AS_OF, FIRST, Building, git


def reasons(path: Path, limits: Limits | None = None, read: tuple[str, ...] = ()) -> list[str]:
    """Look, read some files, and give what is said to be missing."""
    with look(path, AS_OF, limits) as evidence:
        for each in read:
            evidence.files.content(each)
        assert evidence.complete == (not evidence.reasons())
        return [str(each) for each in evidence.reasons()]


def test_a_checkout_is_read_whole(small: Building) -> None:
    git(small.folder, "remote", "add", "origin", "https://me:secret@git.example.org/owner/work.git")
    with look(small.folder, AS_OF) as evidence:
        assert list(evidence.files.entries) == [".mailmap", "README.md", "src/main.py"]
        assert evidence.files.text("src/main.py") == "print(1)\n"
        assert evidence.files.content("missing") is None
        repository = evidence.repository
        assert repository.commit == git(small.folder, "rev-parse", "HEAD")
        assert (repository.branch, repository.shallow, repository.partial) == ("main", False, False)
        assert repository.web == "https://git.example.org/owner/work"
        assert "secret" not in str(repository)
        assert evidence.complete


def test_the_commit_is_read_and_not_the_work_tree(small: Building) -> None:
    (small.folder / "README.md").write_text("changed, not committed")
    (small.folder / "LICENSE").write_text("not committed")
    with look(small.folder, AS_OF) as evidence:
        assert "LICENSE" not in evidence.files.entries
        assert evidence.files.text("README.md") == "# Work\n"


def test_history_is_newest_first_with_mailmap_and_paths(small: Building) -> None:
    with look(small.folder, AS_OF) as evidence:
        assert evidence.history is not None
        assert evidence.history.complete
        newest, _, first = evidence.history.commits
        assert evidence.head == newest
    assert (newest.author, newest.email, newest.subject) == ("Grace Example", "grace@example.org", "Print one")
    assert newest.committer_email == "grace@example.org"
    assert newest.paths == ("src/main.py",)
    assert first.time == FIRST
    assert first.paths == ("README.md", "src/main.py")
    assert (first.parents, newest.parents) == (0, 1)


def test_paths_are_read_for_the_last_year_only(small: Building) -> None:
    with look(small.folder, FIRST + timedelta(days=366 + 365)) as evidence:
        assert evidence.history is not None
        assert [each.paths for each in evidence.history.commits] == [None, None, None]


def test_trailers_are_read_wherever_they_stand_in_a_message(small: Building) -> None:
    message = "Mend\n\nsigned-off-BY: Ada Example <ada@example.org>\n\nReviewed-by: Grace\nRefs: 1\n\nCloses #3"
    small.commit({"a": "1"}, message)
    with look(small.folder, AS_OF) as evidence:
        assert evidence.history is not None
        newest, before, *_ = evidence.history.commits
    assert newest.trailers == (("signed-off-by", "Ada Example <ada@example.org>"), ("reviewed-by", "Grace"))
    assert newest.paths == ("a",)
    assert before.trailers == ()


def signed(building: Building, block: str) -> None:
    """Put a commit with a signature, which nobody could verify, on top."""
    tree, head = git(building.folder, "rev-parse", "HEAD^{tree}"), git(building.folder, "rev-parse", "HEAD")
    raw = (
        f"tree {tree}\nparent {head}\nauthor Ada <ada@example.org> 1735900000 +0000\n"
        f"committer Ada <ada@example.org> 1735900000 +0000\n"
        f"gpgsig {block}\n abc\n -----END-----\n\nSigned\n\nReviewed-by: B\n"
    )
    commit = git(building.folder, "hash-object", "-w", "-t", "commit", "--literally", "--stdin", stdin=raw.encode())
    git(building.folder, "update-ref", "HEAD", commit)


@pytest.mark.parametrize(
    ("block", "kind"),
    [
        ("-----BEGIN PGP SIGNATURE-----", "OpenPGP"),
        ("-----BEGIN SSH SIGNATURE-----", "SSH"),
        ("-----BEGIN SIGNED MESSAGE-----", "X.509"),
    ],
)
def test_a_signature_is_seen_and_no_program_is_asked_about_it(small: Building, block: str, kind: str) -> None:
    signed(small, block)
    for setting in ("gpg.program", "gpg.ssh.program", "gpg.x509.program"):
        git(small.folder, "config", setting, f"touch {small.folder}/ran; false")
    git(small.folder, "config", "log.showSignature", "true")
    with look(small.folder, AS_OF) as evidence:
        assert evidence.history is not None
        newest, before, *_ = evidence.history.commits
    assert (newest.signature, newest.trailers, newest.paths) == (kind, (("reviewed-by", "B"),), ())
    assert before.signature == ""
    assert before.paths == ("src/main.py",)
    assert not (small.folder / "ran").exists()


def test_a_message_that_looks_like_a_signature_or_another_commit_is_a_message(small: Building) -> None:
    small.commit({"b": "1"}, "Odd\n\ngpgsig -----BEGIN PGP SIGNATURE-----\ncommit 0123\ntree 0123")
    with look(small.folder, AS_OF) as evidence:
        assert evidence.history is not None
        newest = evidence.history.commits[0]
    assert (newest.signature, newest.paths) == ("", ("b",))


def test_a_merge_has_two_parents_and_no_paths(small: Building) -> None:
    git(small.folder, "checkout", "-q", "-b", "side", "HEAD~1")
    small.commit({"side": "x"}, "Side")
    git(small.folder, "checkout", "-q", "main")
    git(small.folder, "merge", "-q", "--no-ff", "-m", "Merge side", "side", who=small.who())
    with look(small.folder, AS_OF) as evidence:
        assert evidence.history is not None
        [merge] = [each for each in evidence.history.commits if each.parents == 2]
    assert merge.paths is None


def test_tags_tell_their_kind_time_and_message(small: Building) -> None:
    git(small.folder, "tag", "on-a-tree", "HEAD^{tree}")
    with look(small.folder, AS_OF) as evidence:
        assert evidence.tags is not None
        newest, oldest = evidence.tags
    assert (newest.name, newest.annotated, newest.signed) == ("v1.0", True, False)
    assert newest.message == "First release\nIt prints one."
    assert newest.commit == git(small.folder, "rev-parse", "HEAD")
    assert newest.time == FIRST + timedelta(days=3)
    assert (oldest.name, oldest.annotated, oldest.message) == ("v0.1", False, "")
    assert oldest.time == FIRST


def test_what_came_after_the_day_of_the_look_is_left_out(small: Building) -> None:
    with look(small.folder, FIRST) as evidence:
        assert evidence.history is not None
        assert evidence.tags is not None
        assert [each.subject for each in evidence.history.commits] == ["Add a mailmap", "Begin"]  # a day's grace
        assert [each.name for each in evidence.tags] == ["v0.1"]


@pytest.mark.parametrize("form", ["bare", "folder inside", "file inside", "link", "worktree", "dot git", "separate"])
def test_every_form_of_a_repository_is_found(small: Building, tmp_path: Path, form: str) -> None:
    commit = git(small.folder, "rev-parse", "HEAD")
    path = small.folder
    match form:
        case "bare":
            path = small.clone(tmp_path / "bare.git", "--bare")
        case "folder inside":
            path = small.folder / "src"
        case "file inside":
            path = small.folder / "src" / "main.py"
        case "link":
            path = tmp_path / "link"
            path.symlink_to(small.folder / "src")
        case "worktree":
            path = tmp_path / "other"
            git(small.folder, "worktree", "add", "-q", str(path), "-b", "other")
        case "dot git":
            path = small.folder / ".git"
        case "separate":
            path = small.clone(tmp_path / "separate", f"--separate-git-dir={tmp_path / 'elsewhere'}")
    with look(path, AS_OF) as evidence:
        assert evidence.repository.commit == commit
        assert "README.md" in evidence.files.entries
        assert evidence.files.text("README.md")


def test_a_sha256_repository_is_read(tmp_path: Path) -> None:
    building = Building(tmp_path / "long", "--object-format=sha256")
    building.commit({"a": "text"})
    with look(building.folder, AS_OF) as evidence:
        assert len(evidence.repository.commit) == 64
        assert evidence.files.text("a") == "text"
        assert evidence.history is not None


def test_a_detached_head_has_no_branch(small: Building) -> None:
    git(small.folder, "checkout", "-q", "--detach")
    with look(small.folder, AS_OF) as evidence:
        assert evidence.repository.branch == ""


def test_an_empty_repository_is_refused(building: Building) -> None:
    with pytest.raises(UnreadableError, match=r"has no commit yet. Make a first commit"), look(building.folder, AS_OF):
        pass


@pytest.mark.parametrize("name", ["nothing here", "plain folder", "file", "x" * 5000, "a\0b"])
def test_what_is_no_repository_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "plain folder").mkdir()
    (tmp_path / "file").write_text("x")
    with pytest.raises(UnreadableError, match="Give the path of a git checkout"), look(tmp_path / name, AS_OF):
        pass


def test_without_git_it_is_said(small: Building, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableError, match=r"git was not found. Install git"), look(small.folder, AS_OF):
        pass


def object_path(building: Building, name: str) -> Path:
    own = git(building.folder, "rev-parse", name)
    path = building.folder / ".git" / "objects" / own[:2] / own[2:]
    path.chmod(0o644)
    return path


@pytest.mark.parametrize("damage", ["gone", "broken"])
def test_a_damaged_commit_is_named(small: Building, damage: str) -> None:
    path = object_path(small, "HEAD")
    path.unlink() if damage == "gone" else path.write_bytes(b"nonsense")
    with pytest.raises(UnreadableError, match=r"cannot be read. Run 'git fsck'"), look(small.folder, AS_OF):
        pass


def test_a_damaged_tree_makes_the_look_incomplete(small: Building) -> None:
    object_path(small, "HEAD:src").unlink()
    assert "git could not list all files of the commit." in reasons(small.folder)


def test_a_damaged_file_is_named_when_it_is_read(small: Building) -> None:
    object_path(small, "HEAD:README.md").write_bytes(b"nonsense")
    assert reasons(small.folder) == []
    with look(small.folder, AS_OF) as evidence:
        assert evidence.files.text("README.md") is None
        assert list(evidence.files.unread) == ["README.md"]
        assert not evidence.complete


def test_a_damaged_parent_leaves_the_history_out(small: Building) -> None:
    object_path(small, "HEAD~2").unlink()
    with look(small.folder, AS_OF) as evidence:
        assert evidence.history is None
        assert "git could not read the whole history." in [str(each) for each in evidence.reasons()]
        assert evidence.head is not None


def test_a_shallow_clone_has_neither_history_nor_tags(small: Building, tmp_path: Path) -> None:
    path = small.clone(tmp_path / "shallow", "--depth=1")
    with look(path, AS_OF) as evidence:
        assert evidence.repository.shallow
        assert (evidence.history, evidence.tags) == (None, None)
        assert set(evidence.absent) == {"history", "tags"}
        assert evidence.head is not None
        assert evidence.head.subject == "Print one"
        assert evidence.files.complete
        assert evidence.files.text("README.md") == "# Work\n"
    assert reasons(path) == ["The repository is a shallow clone, so its history and tags were not read."]


def test_a_partial_clone_gives_names_only_and_fetches_nothing(small: Building, tmp_path: Path) -> None:
    git(small.folder, "config", "uploadpack.allowFilter", "true")
    path = small.clone(tmp_path / "partial", "--bare", "--filter=blob:none")
    before = sorted(each for each in path.rglob("*"))
    with look(path, AS_OF) as evidence:
        assert evidence.repository.partial
        assert list(evidence.files.entries) == [".mailmap", "README.md", "src/main.py"]
        assert {each.size for each in evidence.files.entries.values()} == {None}
        assert evidence.files.text("README.md") is None
        assert not evidence.files.complete
        assert "The file README.md is not in this partial clone." in [str(each) for each in evidence.reasons()]
    assert sorted(each for each in path.rglob("*")) == before


@pytest.mark.parametrize(
    ("name", "value", "partial"),
    [
        ("extensions.partialClone", "origin", True),
        ("remote.other.promisor", "true", True),
        ("remote.Other.promisor", "1", True),
        ("remote.other.promisor", "false", False),
    ],
)
def test_a_promise_in_the_configuration_makes_it_partial(small: Building, name: str, value: str, partial: bool) -> None:
    git(small.folder, "config", name, value)
    git(small.folder, "config", "core.repositoryFormatVersion", "1")
    with look(small.folder, AS_OF) as evidence:
        assert evidence.repository.partial is partial


def test_alternates_are_followed(small: Building, tmp_path: Path) -> None:
    path = tmp_path / "borrowing"
    git(tmp_path, "clone", "-q", "--shared", str(small.folder), str(path))
    assert (path / ".git" / "objects" / "info" / "alternates").exists()
    with look(path, AS_OF) as evidence:
        assert evidence.files.text("README.md") == "# Work\n"
        assert evidence.complete


def test_links_and_submodules_are_recorded_and_not_followed(building: Building) -> None:
    secret = building.folder.parent / "secret"
    secret.write_text("secret")
    (building.folder / "LICENSE").symlink_to(secret)
    building.commit({"a": "text"})
    listing = git(building.folder, "ls-tree", "-z", "HEAD").encode()
    building.commit_tree(listing + b"160000 commit " + b"1" * 40 + b"\tvendor\0")
    with look(building.folder, AS_OF) as evidence:
        kinds = {path: each.kind for path, each in evidence.files.entries.items()}
        assert kinds == {"LICENSE": Kind.LINK, "a": Kind.FILE, "vendor": Kind.SUBMODULE}
        assert evidence.files.content("LICENSE") is None
        assert evidence.files.content("vendor") is None
        assert evidence.complete


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("docs/README.md", "docs/README.md"),
        ("./docs/../docs/README.md", "docs/README.md"),
        ("docs", ""),
        ("/etc/x", ""),
        ("../x", ""),
    ],
)
def test_a_link_leads_to_a_file_of_the_same_tree_or_nowhere(building: Building, written: str, target: str) -> None:
    (building.folder / "docs").mkdir()
    (building.folder / "docs/README.md").write_text("# Work\n")
    (building.folder / "README.md").symlink_to(written)
    git(building.folder, "add", "--all")
    git(building.folder, "commit", "--quiet", "-m", "Link", who=building.who())
    with look(building.folder, AS_OF) as evidence:
        assert evidence.files.target("README.md") == target
        assert evidence.files.target("docs/README.md") == ""


def test_names_that_are_no_text_are_listed_and_their_files_read(building: Building) -> None:
    blob = building.blob(b"text").encode()
    names = [b"caf\xe9", "漢字".encode(), b"new\nline", b"tab\tbed", b"\x1b[31mred", b"-dash", b'qu"ote', b"\xff\xfe"]
    building.commit_tree(b"".join(b"100644 blob " + blob + b"\t" + each + b"\0" for each in names))
    with look(building.folder, AS_OF) as evidence:
        assert len(evidence.files.entries) == len(names)
        assert {"caf\\xe9", "漢字", "new\nline", "-dash"} <= set(evidence.files.entries)
        for path in evidence.files.entries:
            path.encode()  # nothing in it that could not be written
            assert evidence.files.text(path) == "text"
        assert evidence.history is not None
        assert set(evidence.history.commits[0].paths or ()) >= {"漢字", "-dash"}


def test_commits_with_odd_names_and_dates_are_read(building: Building) -> None:
    building.commit({"a": "1"})
    tree = git(building.folder, "rev-parse", "HEAD^{tree}")
    odd = (
        f"tree {tree}\nauthor \x1f\xff <> 99999999999999999999 +9999\n"
        f"committer  <> 0 -0000\n\nsubject \x1f with \x1e signs\n"
    ).encode("latin-1")
    commit = git(building.folder, "hash-object", "-w", "-t", "commit", "--literally", "--stdin", stdin=odd)
    git(building.folder, "update-ref", "HEAD", commit)
    with look(building.folder, AS_OF) as evidence:
        assert evidence.repository.commit == commit


def test_a_large_file_is_listed_and_not_read(building: Building) -> None:
    building.commit({"big.bin": b"x" * (5 * 2**20), "small": "x"})
    assert reasons(building.folder, read=("big.bin", "small")) == [
        "The file big.bin is larger than what is read of one file."
    ]


@pytest.mark.parametrize("order", ["as expected", "backwards", "every third", "others in between", "twice"])
def test_what_is_expected_changes_nothing_about_what_is_read(building: Building, order: str) -> None:
    texts = {f"{number:03}.txt": f"file {number % 90}\n" * number * 20 for number in range(100)}
    building.commit({**texts, "gone.txt": "gone", "large.bin": "x" * 300_000})
    paths = sorted([*texts, "gone.txt", "large.bin", "not there"])
    (building.folder / ".git" / "objects" / (blob := blob_id("gone"))[:2] / blob[2:]).unlink()
    asked = {
        "as expected": paths,
        "backwards": paths[::-1],
        "every third": paths[::3],
        "others in between": [each for pair in zip(paths, paths[::-1], strict=True) for each in pair],
        "twice": paths * 2,
    }[order]
    with look(building.folder, AS_OF) as plain:
        wanted = [plain.files.text(path) for path in asked]
        unread = dict(plain.files.unread)
    with look(building.folder, AS_OF) as evidence:
        evidence.files.expect(paths)
        assert [evidence.files.text(path) for path in asked] == wanted
        assert {name: str(why) for name, why in evidence.files.unread.items()} == {
            name: str(why) for name, why in unread.items()
        }
    assert sum(each is None for each in wanted) == asked.count("gone.txt") + asked.count("not there")


def test_limits_hold_for_what_is_expected_too(building: Building) -> None:
    building.commit({f"{number}.txt": str(number) * 10 for number in range(9)})
    for limits in (Limits(blobs=4), Limits(total_bytes=45)):
        with look(building.folder, AS_OF, limits) as evidence:
            evidence.files.expect(sorted(evidence.files.entries))
            read = [evidence.files.text(path) for path in sorted(evidence.files.entries)]
            assert [each is not None for each in read] == [True] * 4 + [False] * 5


def blob_id(text: str) -> str:
    content = text.encode()
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def test_the_first_bytes_of_a_large_file_are_read(building: Building) -> None:
    building.commit({"big.bin": b"head" + b"x" * (5 * 2**20), "small": b"ab"})
    with look(building.folder, AS_OF) as evidence:
        assert evidence.files.head("big.bin", 6) == b"headxx"
        assert evidence.files.head("small", 6) == b"ab"
        assert evidence.files.head("nowhere", 6) is None
        assert evidence.complete


@pytest.mark.parametrize("limits", [Limits(heads=0), Limits(head_of_bytes=2**20 + 1)])
def test_heads_of_large_files_have_their_own_limits(building: Building, limits: Limits) -> None:
    building.commit({"big.bin": b"x" * (5 * 2**20)})
    with look(building.folder, AS_OF, limits) as evidence:
        assert evidence.files.head("big.bin", 6) is None
        assert [str(each) for each in evidence.reasons()] == [
            "The file big.bin is larger than what is read of one file."
        ]


def test_executable_and_binary_files_are_told_apart(building: Building) -> None:
    building.commit({"run": "#!/bin/sh\n", "data": b"a\0b", "bom": b"\xef\xbb\xbfa\r\nb", "latin": b"caf\xe9"})
    (building.folder / "run").chmod(0o755)
    building.commit({})
    with look(building.folder, AS_OF) as evidence:
        assert [path for path, each in evidence.files.entries.items() if each.executable] == ["run"]
        assert evidence.files.text("data") is None
        assert evidence.files.content("data") == b"a\0b"
        assert evidence.files.text("bom") == "a\nb"
        assert evidence.files.text("latin") == "caf\ufffd"


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(entries=2), "The tree has more paths than the 2 that are read in one look."),
        (Limits(depth=1), "Some paths lie deeper than 1 folders and were not read."),
        (Limits(blob_bytes=3), "The file README.md is larger than what is read of one file."),
        (Limits(blobs=1), "More files were asked for than the 1 that are read in one look."),
        (Limits(total_bytes=10), "The repository has more content than the 1 MiB that are read in one look."),
        (Limits(tags=1), "There are more than the 1 tags that are read in one look."),
        (Limits(commits=2), "Only the newest 2 commits were read."),
        (Limits(recent_commits=2), "Only the newest 2 commits of the last year were read with their paths."),
        (Limits(output_bytes=100), "The texts of the history are longer than what is read of them in one look."),
        (Limits(output_bytes=100), "The texts of the tags are longer than what is read of them in one look."),
    ],
)
def test_a_limit_that_is_hit_is_said(small: Building, limits: Limits, said: str) -> None:
    assert said in reasons(small.folder, limits, ("README.md", "src/main.py", ".mailmap"))


def test_a_history_that_is_cut_is_marked(small: Building) -> None:
    with look(small.folder, AS_OF, Limits(commits=2)) as evidence:
        assert evidence.history is not None
        assert len(evidence.history.commits) == 2
        assert not evidence.history.complete


def test_without_time_nothing_is_concluded(small: Building) -> None:
    with (
        pytest.raises(UnreadableError, match="the time for one look was up"),
        look(small.folder, AS_OF, Limits(seconds=0)),
    ):
        pass


def test_time_that_runs_out_while_files_are_read_is_said(small: Building) -> None:
    with look(small.folder, AS_OF) as evidence:
        evidence.files._git.clock._end = 0.0  # type: ignore[attr-defined]  # the clock of this very look
        assert evidence.files.text("README.md") is None
        assert "The repository was not read whole, because the time for one look was up." in map(
            str, evidence.reasons()
        )


def test_a_tree_bomb_ends_within_the_limits(building: Building) -> None:
    tree = git(building.folder, "mktree", "-z", stdin=b"100644 blob " + building.blob(b"x").encode() + b"\ta\0")
    for _ in range(10):
        tree = git(
            building.folder, "mktree", "-z",
            stdin=b"".join(f"040000 tree {tree}\t{name}".encode() + b"\0" for name in "0123456789"),
        )  # fmt: skip
    commit = git(building.folder, "commit-tree", tree, "-m", "Bomb", who=building.who())
    git(building.folder, "update-ref", "HEAD", commit)
    with look(building.folder, AS_OF, Limits(entries=20_000, seconds=6)) as evidence:
        assert len(evidence.files.entries) == 20_000
        assert evidence.files.text(next(iter(evidence.files.entries))) == "x"
        assert not evidence.files.complete
        assert evidence.history is None or not evidence.history.complete


def test_nothing_is_left_behind(small: Building, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    before = sorted(small.folder.rglob("*"))
    assert reasons(small.folder, read=("README.md",)) == []
    assert list(place.iterdir()) == []
    assert sorted(small.folder.rglob("*")) == before


def test_a_repository_that_may_only_be_read_is_read(small: Building) -> None:
    shutil.rmtree(small.folder / ".git" / "hooks", ignore_errors=True)
    for each in (small.folder / ".git").rglob("*"):
        each.chmod(0o555 if each.is_dir() else 0o444)
    assert reasons(small.folder, read=("README.md",)) == []
