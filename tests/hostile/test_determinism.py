"""The same commit and day give the same bytes: whatever the environment, the place, and the form of the clone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from badge.cli.speech import Speech
from badge.services import exporting
from badge.services.asking import load_criteria
from badge.services.assess import assess, look_at_path
from tests.accuracy.building import build as build_case
from tests.accuracy.building import cases
from tests.sources.building import AS_OF, git

REMOTE = "https://git.example.org/owner/work"


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the labelled repository that holds most."""
    case = max(cases(), key=lambda each: (len(each.files), each.name))
    folder = tmp_path_factory.mktemp("rich")
    build_case(case, folder)
    git(folder / "repository", "config", "remote.origin.url", REMOTE)
    return folder / "repository"


def written(folder: Path) -> str:
    criteria = load_criteria()
    say = Speech().say
    return exporting.as_json(assess(look_at_path(folder, criteria, AS_OF), criteria, say), say)


@pytest.fixture(scope="module")
def expected(rich: Path) -> str:
    found = written(rich)
    assert found.count('"status": "Met"') > 20
    return found


def work_tree(rich: Path, folder: Path) -> Path:
    git(rich, "clone", "-q", str(rich), str(folder))
    git(folder, "remote", "set-url", "origin", REMOTE)
    return folder


def bare(rich: Path, folder: Path) -> Path:
    git(rich, "clone", "-q", "--bare", str(rich), str(folder))
    git(folder, "remote", "set-url", "origin", REMOTE)
    return folder


def packed(rich: Path, folder: Path) -> Path:
    bare(rich, folder)
    git(folder, "gc", "-q", "--aggressive")
    git(folder, "commit-graph", "write", "--reachable")
    return folder


def loose(rich: Path, folder: Path) -> Path:
    bare(rich, folder)
    for pack in [*(folder / "objects" / "pack").glob("*.pack")]:
        content = pack.read_bytes()
        for each in pack.parent.glob(f"{pack.stem}.*"):
            each.unlink()
        git(folder, "unpack-objects", "-q", stdin=content)
    assert not [*(folder / "objects" / "pack").glob("*.pack")]
    return folder


def linked(rich: Path, folder: Path) -> Path:
    main = work_tree(rich, folder.with_name("main work tree"))
    git(main, "checkout", "-q", "--detach")
    git(main, "worktree", "add", "-q", str(folder), "main")
    return folder


def odd_place(rich: Path, folder: Path) -> Path:
    return bare(rich, folder.with_name("漢字 -o'p$(x)\n.git"))


def changed_work_tree(rich: Path, folder: Path) -> Path:
    work_tree(rich, folder)
    (folder / "LICENSE").write_text("another text, not committed")
    (folder / "SECURITY.md").write_text("not committed")
    git(folder, "add", "--all")
    return folder


FORMS: tuple[Callable[[Path, Path], Path], ...] = (
    work_tree, bare, packed, loose, linked, odd_place, changed_work_tree,
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_the_form_of_a_clone_changes_nothing(
    rich: Path, expected: str, tmp_path: Path, form: Callable[[Path, Path], Path]
) -> None:
    assert written(form(rich, tmp_path / "other")) == expected


SURROUNDINGS = {
    "another time": {"TZ": "Pacific/Kiritimati"},
    "another hash": {"PYTHONHASHSEED": "1"},
    "no hash": {"PYTHONHASHSEED": "0", "PYTHONOPTIMIZE": "1"},
    "plain ASCII": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "America/St_Johns"},
    "settings of git": {"GIT_DIR": "/nowhere", "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "log.showRoot",
                        "GIT_CONFIG_VALUE_0": "false", "GIT_PAGER": "false", "GIT_TRACE": "1"},
    "another terminal": {"COLUMNS": "20", "TERM": "dumb", "NO_COLOR": "1", "CLICOLOR_FORCE": "1"},
}  # fmt: skip


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_surroundings_change_no_byte_of_what_is_printed(rich: Path, expected: str, tmp_path: Path, name: str) -> None:
    plain = {each: os.environ[each] for each in ("PATH", "PYTHONPATH") if each in os.environ}
    own = {**plain, "XDG_CACHE_HOME": str(tmp_path / "cache"), **SURROUNDINGS[name]}
    own["PYTHONPATH"] = os.pathsep.join(each for each in sys.path if each)
    words = ["assess", str(rich), "--format", "json", "--as-of", AS_OF.date().isoformat()]
    command = [sys.executable, "-P", "-m", "badge", *words]
    said = subprocess.run(command, check=False, capture_output=True, cwd=tmp_path, env=own)
    assert said.stderr == b""
    assert said.stdout.decode() == expected
