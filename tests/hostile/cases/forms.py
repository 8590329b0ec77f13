"""Git folders that are broken, led astray, or of another form."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from badge.sources.limits import Limits
from tests.hostile.building import GOOD, Raw, Trap
from tests.hostile.case import Build, Case, good
from tests.sources.building import git

QUICK = Limits(seconds=0.4)
"""For what waits until the time is up."""


def led(name: str, target: Callable[[Raw, Trap], object]) -> Build:
    """Build a good repository, one file or folder of which is a link to somewhere else."""

    def build(raw: Raw, trap: Trap) -> None:
        good(raw)
        path = raw.git_dir / name
        if path.is_dir():
            path.rename(trap.folder / "moved")
        else:
            path.unlink(missing_ok=True)
        path.symlink_to(str(target(raw, trap)))

    return build


def pipe(name: str) -> Build:
    """Build a good repository, one file of which is a pipe that nobody writes to."""

    def build(raw: Raw, trap: Trap) -> None:
        del trap
        own = good(raw)
        path = raw.path_of(own) if name == "the newest commit" else raw.git_dir / name
        path.unlink(missing_ok=True)
        path.parent.mkdir(exist_ok=True)
        os.mkfifo(path)

    return build


def written(name: str, text: str | bytes) -> Build:
    """Build a good repository, one file of which holds something else."""

    def build(raw: Raw, trap: Trap) -> None:
        good(raw)
        raw.write(name, text.format(secret=trap.secret, folder=trap.folder) if isinstance(text, str) else text)

    return build


def damaged(which: str, content: bytes | None) -> Build:
    """Build a good repository where one object is damaged, or gone."""

    def build(raw: Raw, trap: Trap) -> None:
        del trap
        commit = good(raw)
        own = {
            "commit": commit,
            "tree": raw.tree(raw.rows(GOOD)),
            "folder": raw.tree(raw.rows({"work.py": GOOD["src/work.py"]})),
            "file": raw.blob(GOOD["README.md"]),
        }[which]
        raw.path_of(own).unlink() if content is None else raw.path_of(own).write_bytes(content)

    return build


def wrong_kind(raw: Raw, trap: Trap) -> None:
    """Make the commit's tree a file, and a file a tree."""
    del trap
    raw.head(raw.commit(raw.blob("x")))


def packed(spoil: Callable[[Path], None]) -> Build:
    """Build a repository in one pack, and spoil that."""

    def build(raw: Raw, trap: Trap) -> None:
        del trap
        good(raw)
        git(raw.git_dir, "repack", "-a", "-d", "-q")
        for path in (raw.git_dir / "objects" / "pack").iterdir():
            path.chmod(0o644)
            spoil(path)

    return build


def _overwrite(path: Path, suffix: str) -> None:
    if path.suffix == suffix:
        content = bytearray(path.read_bytes())
        content[12 : len(content) - 20] = b"\xff" * (len(content) - 32)
        path.write_bytes(content)


def _halve(path: Path, suffix: str) -> None:
    if path.suffix == suffix:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def extra_files(raw: Raw, trap: Trap) -> None:
    """Add a commit graph, a list of packs and a bitmap that are none."""
    del trap
    good(raw)
    for name in ("info/commit-graph", "pack/multi-pack-index", "pack/pack-x.bitmap", "pack/pack-x.pack", "pack/pack-x.idx",
                 "info/packs", "pack/pack-x.rev"):  # fmt: skip
        raw.write(f"objects/{name}", b"CGPH\x01\x01\xff\xff" + b"\xff" * 5_000)


def borrowing(raw: Raw, trap: Trap) -> None:
    """Take objects from places outside, in a circle, by names that are none."""
    good(raw)
    raw.write(
        "objects/info/alternates", f'{trap.folder}\n{trap.secret}\n../objects\n{raw.git_dir}/objects\n/proc\n\n"x\n'
    )


def linked_worktree(raw: Raw, trap: Trap) -> Path:
    """Build a worktree whose common folder lies outside and is none."""
    good(raw)
    raw.write("worktrees/w/HEAD", "ref: refs/heads/main\n")
    raw.write("worktrees/w/commondir", str(trap.folder))
    raw.write("worktrees/w/gitdir", str(trap.secret))
    place = raw.folder / "place"
    place.mkdir()
    (place / ".git").write_text(f"gitdir: {raw.git_dir}/worktrees/w\n")
    return place


def git_file(text: str) -> Build:
    """Build a folder whose `.git` is a file."""

    def build(raw: Raw, trap: Trap) -> Path:
        good(raw)
        place = raw.folder / "place"
        place.mkdir()
        (place / ".git").write_text(text.format(secret=trap.secret, folder=trap.folder, git=raw.git_dir, place=place))
        return place

    return build


def sha256(raw: Raw, trap: Trap) -> Path:
    """Build a repository with long ids."""
    del trap
    place = raw.folder / "long"
    git(raw.folder, "init", "-q", "--template=", "--object-format=sha256", str(place))
    (place / "README.md").write_text(GOOD["README.md"])
    git(place, "add", "--all")
    who = {f"GIT_{each}_{what}": "ada@example.org" for each in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    git(place, "commit", "-q", "-m", "Begin", who=who)
    return place


def detached(raw: Raw, trap: Trap) -> None:
    """Leave every branch."""
    del trap
    raw.write("HEAD", good(raw) + "\n")
    (raw.git_dir / "refs" / "heads" / "main").unlink()


FORMS = (
    Case("no commit at all", lambda raw, _: None, refused=True, said=("has no commit yet",)),
    Case("a branch that was left", detached),
    Case("long ids", sha256),
    Case("a branch without a commit", written("HEAD", "ref: refs/heads/none\n"), refused=True),
    Case("a head that is nothing", written("HEAD", ""), refused=True),
    Case("a head that names itself", written("HEAD", "ref: HEAD\n"), refused=True),
    Case("a head of 50 MB", written("HEAD", b"ref: refs/heads/" + b"x" * 50_000_000), refused=True),
    Case("a head that names an option", written("HEAD", "ref: --output={secret}\n"), refused=True),
    Case("a head that leads outside", led("HEAD", lambda _, trap: trap.secret), refused=True),
    Case("a head without end", led("HEAD", lambda *_: "/dev/zero"), limits=QUICK, refused=True, bare=False),
    Case("settings that lead outside", led("config", lambda _, trap: trap.secret), refused=True),
    Case("settings without end", led("config", lambda *_: "/dev/zero"), limits=QUICK, refused=True, bare=False),
    Case("settings that are a folder", led("config", lambda _, trap: trap.folder), refused=True),
    Case("refs that lead outside", led("packed-refs", lambda _, trap: trap.secret), refused=True),
    Case("refs without end", led("packed-refs", lambda *_: "/dev/zero"), limits=QUICK),
    Case("refs in a circle", led("refs/tags/loop", lambda raw, _: raw.git_dir / "refs")),
    Case("objects that lie outside", led("objects", lambda _, trap: trap.folder / "moved")),
    Case("attributes that lead outside", led("info/attributes", lambda _, trap: trap.secret)),
    Case("a shallow file without end", led("shallow", lambda *_: "/dev/zero"), limits=QUICK, refused=True, bare=False),
    *(Case(f"a pipe as {name}", pipe(name), limits=QUICK, refused=True, bare=False)
      for name in ("HEAD", "config", "packed-refs", "objects/info/alternates", "the newest commit", "shallow")),
    *(Case(f"{'no' if content is None else 'a damaged'} {which}{' of nothing' if content == b'' else ''}",
           damaged(which, content), refused=which == "commit")
      for which in ("commit", "tree", "folder", "file") for content in (None, b"nonsense", b"")),
    Case("a tree that is a file", wrong_kind),
    *(Case(f"a pack with {name} {suffix}", packed(lambda path, act=act, suffix=suffix: act(path, suffix)), refused=True)  # type: ignore[misc]
      for name, act in (("an overwritten", _overwrite), ("half of its", _halve)) for suffix in (".pack", ".idx")),
    Case("indexes that are none", extra_files, refused=True),
    Case("objects borrowed in a circle", borrowing),
    Case("a worktree whose folder lies outside", linked_worktree, refused=True),
    *(Case(f"a .git file that {name}", git_file(text), refused=True) for name, text in {
        "leads to a secret": "gitdir: {secret}\n", "leads to itself": "gitdir: {place}/.git\n", "leads nowhere": "gitdir: x\n",
        "is empty": "", "is no text": "\0\0\0", "is a secret": "gitdir: {folder}\n"}.items()),
    Case("a .git file that leads to a repository", git_file("gitdir: {git}\n")),
)  # fmt: skip
