"""Hostile repositories, written object by object: git itself would refuse to write many of them, and takes longer."""

from __future__ import annotations

import hashlib
import stat
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

from tests.sources.building import git

SECRET = "only-for-the-owner-7f3a"
"""What stands in a file outside of each repository, and must never be in what badge writes."""

Row: TypeAlias = "tuple[str, bytes, str]"
"""One row of a tree: mode, name, object."""

WHEN = 1_750_000_000
WHO = b"Ada Example <ada@example.org>"


@dataclass(frozen=True)
class Trap:
    """What lies around a repository: a secret that must not be read, and a program that must not be run."""

    folder: Path

    @property
    def secret(self) -> Path:
        """Give the file that nobody may read."""
        return self.folder / "secret.txt"

    @property
    def marker(self) -> Path:
        """Give the file that is there once the program was run."""
        return self.folder / "marker"

    @property
    def program(self) -> Path:
        """Give the program that nobody may run."""
        return self.folder / "program"

    def set(self) -> None:
        """Write both."""
        self.folder.mkdir(parents=True)
        self.secret.write_text(f"{SECRET}\n# {SECRET}\nPermission is hereby granted, {SECRET}\n")
        self.program.write_text(f"#!/bin/sh\necho ran >> '{self.marker}'\ncat\n")
        self.program.chmod(self.program.stat().st_mode | stat.S_IXUSR)


@cache
def _squeezed(block: bytes, times: int) -> tuple[str, bytes]:
    """Give the id and the stored form of a blob that is never in memory; each block is compressed once."""
    head = b"blob %d\0" % (len(block) * times)
    own, check = hashlib.sha1(head, usedforsecurity=False), zlib.adler32(head)
    for _ in range(times):
        own.update(block)
        check = zlib.adler32(block, check)
    squeeze = zlib.compressobj(9)
    start = squeeze.compress(head) + squeeze.flush(zlib.Z_FULL_FLUSH)
    piece = squeeze.compress(block) + squeeze.flush(zlib.Z_FULL_FLUSH)
    return own.hexdigest(), start + piece * times + b"\x03\x00" + check.to_bytes(4, "big")


class Raw:
    """A repository that is written without git."""

    def __init__(self, folder: Path, config: str = "", *, bare: bool = True) -> None:
        """Start it empty."""
        self.folder = folder
        self.git_dir = folder if bare else folder / ".git"
        for name in ("objects/pack", "refs/heads", "refs/tags", "info"):
            (self.git_dir / name).mkdir(parents=True)
        (self.git_dir / "HEAD").write_text("ref: refs/heads/main\n")
        self.configure(f"[core]\n\trepositoryformatversion = 0\n\tbare = {str(bare).lower()}\n{config}")

    def configure(self, text: str) -> None:
        """Write the whole configuration."""
        (self.git_dir / "config").write_text(text, "utf-8")

    def write(self, name: str, text: str | bytes) -> None:
        """Write a file below the git folder."""
        path = self.git_dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def path_of(self, own: str) -> Path:
        """Tell where a loose object lies."""
        return self.git_dir / "objects" / own[:2] / own[2:]

    def put(self, kind: str, content: bytes) -> str:
        """Store an object, whatever it holds."""
        whole = b"%s %d\0" % (kind.encode(), len(content)) + content
        return self._store(hashlib.sha1(whole, usedforsecurity=False).hexdigest(), zlib.compress(whole, 1))

    def repeated(self, block: bytes, times: int) -> str:
        """Store a blob of a block many times over."""
        return self._store(*_squeezed(block, times))

    def _store(self, own: str, packed: bytes) -> str:
        path = self.path_of(own)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(packed)
        return own

    def blob(self, content: str | bytes) -> str:
        """Store a blob."""
        return self.put("blob", content.encode() if isinstance(content, str) else content)

    def tree(self, rows: Iterable[Row]) -> str:
        """Store a tree with its rows as they come, in whatever order."""
        return self.put(
            "tree", b"".join(b"%s %s\0" % (mode.encode(), name) + bytes.fromhex(own) for mode, name, own in rows)
        )

    def rows(self, files: Mapping[str, str | bytes]) -> list[Row]:
        """Store files and folders, and give the rows of the topmost tree, sorted as git sorts them."""
        found: list[Row] = []
        folders: dict[str, dict[str, str | bytes]] = {}
        for path, content in files.items():
            first, slash, rest = path.partition("/")
            if slash:
                folders.setdefault(first, {})[rest] = content
            else:
                found.append(("100644", first.encode(), self.blob(content)))
        found += [("40000", name.encode(), self.tree(self.rows(each))) for name, each in folders.items()]
        return sorted(found, key=lambda row: row[1] + (b"/" if row[0] == "40000" else b""))

    def commit(self, tree: str, *parents: str, message: bytes = b"Change\n", head: bytes = b"", when: object = WHEN,
               who: bytes = WHO, extra: bytes = b"") -> str:  # fmt: skip
        """Store a commit; `head` takes the place of everything above the message."""
        written = head or b"".join(
            [
                b"tree %s\n" % tree.encode(),
                *(b"parent %s\n" % each.encode() for each in parents),
                b"author %s %s +0000\n" % (who, str(when).encode()),
                b"committer %s %s +0000\n" % (who, str(when).encode()),
                extra,
            ]
        )
        return self.put("commit", written + b"\n" + message)

    def head(self, commit: str) -> str:
        """Make a commit the newest of the only branch."""
        self.write("refs/heads/main", commit + "\n")
        return commit

    def hold(self, files: Mapping[str, str | bytes] | Sequence[Row], **how: object) -> str:
        """Make one commit of files, or of rows, the whole repository."""
        rows = self.rows(files) if isinstance(files, Mapping) else files
        return self.head(self.commit(self.tree(rows), **how))  # type: ignore[arg-type]

    def annotated(self, target: str, kind: str = "commit", name: str = "v1.0", message: str = "One\n") -> str:
        """Store a tag object."""
        head = f"object {target}\ntype {kind}\ntag {name}\ntagger Ada Example <ada@example.org> {WHEN} +0000\n\n"
        return self.put("tag", (head + message).encode())

    def refs(self, many: Mapping[str, str]) -> None:
        """Write refs as one packed list."""
        lines = "".join(f"{own} {name}\n" for name, own in sorted(many.items()))
        self.write("packed-refs", f"# pack-refs with: peeled fully-peeled sorted \n{lines}")

    def imported(self, stream: bytes) -> None:
        """Take a stream of `git fast-import`, into one pack."""
        git(self.git_dir, "fast-import", "--quiet", "--force", stdin=stream)


GOOD = {
    "README.md": "# Work\n\nWork counts things.\n\n## Install\n\n    pip install work\n\n"
    "## Contributing\n\nOpen an issue.\n",
    "LICENSE": "MIT License\n\nPermission is hereby granted, free of charge, to any person obtaining a copy\n",
    "src/work.py": "def one() -> int:\n    return 1\n",
    "tests/test_work.py": "from work import one\n\n\ndef test_one() -> None:\n    assert one() == 1\n",
}
"""A small repository with nothing wrong; most cases add to it."""
