"""Real git repositories for tests: fixed names, mails and dates, so that the ids of commits are always the same."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

FIRST = datetime(2025, 1, 1, 12, tzinfo=UTC)
AS_OF = datetime(2026, 1, 1, tzinfo=UTC)
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "HOME": os.devnull,
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "LC_ALL": "C.UTF-8",
}


def git(folder: Path, *arguments: str, stdin: bytes = b"", who: Mapping[str, str] | None = None) -> str:
    """Run git in a folder and give what it prints."""
    command = ["git", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", *arguments]
    done = subprocess.run(
        command, cwd=folder, env={**ENVIRONMENT, **(who or {})}, input=stdin, capture_output=True, check=False
    )
    if done.returncode:
        raise AssertionError(f"git {arguments}: {done.stderr.decode(errors='replace')}")
    return done.stdout.decode("utf-8", "replace").strip()


class Building:
    """A repository that grows by commits, one day apart."""

    def __init__(self, folder: Path, *options: str) -> None:
        """Start it empty."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.days = 0
        git(folder, "init", "--quiet", "--template=", *options)

    @classmethod
    def copied(cls, template: Path, folder: Path, days: int = 0) -> Building:
        """Take a copy of a repository that was built before; this is much quicker than building it again."""
        own = cls.__new__(cls)
        own.folder, own.days = folder, days
        shutil.copytree(template, folder, symlinks=True)
        return own

    def who(self, name: str = "Ada Example", mail: str = "ada@example.org") -> dict[str, str]:
        """Give the names and the next date, as git reads them."""
        moment = (FIRST + timedelta(days=self.days)).isoformat()
        return {
            "GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": mail, "GIT_AUTHOR_DATE": moment,
            "GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": mail, "GIT_COMMITTER_DATE": moment,
        }  # fmt: skip

    def commit(
        self,
        files: Mapping[str, str | bytes],
        subject: str = "Change",
        name: str = "Ada Example",
        mail: str = "ada@example.org",
    ) -> str:
        """Write files, commit everything that is there, and give the commit's id."""
        for path, content in files.items():
            place = self.folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content.encode() if isinstance(content, str) else content)
        git(self.folder, "add", "--all")
        git(self.folder, "commit", "--quiet", "--allow-empty", "-m", subject, who=self.who(name, mail))
        self.days += 1
        return git(self.folder, "rev-parse", "HEAD")

    def commit_tree(self, listing: bytes) -> str:
        """Commit a tree from a listing as `git mktree -z` reads it, whatever the work tree holds."""
        tree = git(self.folder, "mktree", "-z", "--missing", stdin=listing)
        commit = git(self.folder, "commit-tree", tree, "-m", "Tree", who=self.who())
        git(self.folder, "update-ref", "HEAD", commit)
        return commit

    def blob(self, content: bytes) -> str:
        """Store a blob."""
        return git(self.folder, "hash-object", "-w", "--stdin", stdin=content)

    def tag(self, name: str, *options: str) -> None:
        """Put a tag on the newest commit; with `-m TEXT` an annotated one."""
        git(self.folder, "tag", *options, name, who=self.who())

    def clone(self, folder: Path, *options: str) -> Path:
        """Clone it, and give the folder."""
        git(self.folder, "clone", "--quiet", *options, f"file://{self.folder}", str(folder))
        return folder


def small_repository(folder: Path) -> Building:
    """Build a repository with three commits, two tags and a mailmap."""
    building = Building(folder)
    building.commit({"README.md": "# Work\n", "src/main.py": "print()\n"}, "Begin")
    building.tag("v0.1")
    building.commit({".mailmap": "Grace Example <grace@example.org> <old@example.com>\n"}, "Add a mailmap")
    building.commit({"src/main.py": "print(1)\n"}, "Print one", "G", "old@example.com")
    building.tag("v1.0", "-m", "First release\n\nIt prints one.")
    return building
