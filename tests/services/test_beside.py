"""A second process beside a look: it changes how long a look takes, and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from badge.probes.facts import BESIDE
from tests.sources.building import Building, small_repository

# In a process of its own: forking is only done where there is no other thread, and pytest's workers have some.
SCRIPT = """
import json, os, signal, sys, threading
from pathlib import Path
from badge.probes.facts import FACTS
from badge.services import asking, assess, beside
from badge.sources.limits import Limits
from tests.sources.building import AS_OF

folder, how = Path(sys.argv[1]), sys.argv[2]
taken, limits = [], Limits()
beside.os.sched_getaffinity = lambda _: {0, 1}
take = beside.Second.take
def noted(second, name):
    if how != "at once":
        second.finish()  # so that no chance decides which of the two works a fact out
    found = take(second, name)
    taken.append((name, found is not None))
    return found
beside.Second.take = noted
if how == "one processor":
    beside.os.sched_getaffinity = lambda _: {0}
if how == "a thread":
    threading.Thread(target=threading.Event().wait, daemon=True).start()
if how == "no more processes":
    def refuse():
        raise BlockingIOError
    beside.os.fork = refuse
if how == "near the limits":
    limits = Limits(blobs=5)
if how == "killed":
    beside._work = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
if how == "broken":
    own, testing = os.getpid(), FACTS["testing"]
    def broken(files, languages, cues, documents, workflows):
        if os.getpid() != own:
            raise MemoryError
        return testing(files, languages, cues, documents, workflows)
    FACTS["testing"] = broken
if how == "cut short":
    send = beside._send
    def half(pipe, files, name, taken):
        if name == "testing":
            pipe.write(b"\\x80\\x05\\x95\\xff")
            pipe.close()
            os._exit(0)
        send(pipe, files, name, taken)
    beside._send = half
look = assess.look_at_path(folder, asking.load_criteria(), AS_OF, limits=limits, alone=how == "alone")
try:
    os.waitpid(-1, os.WNOHANG)
    left = True
except ChildProcessError:
    left = False
print(json.dumps({"look": look.to_json(), "taken": taken, "left": left}))
"""
ROOT = Path(__file__).resolve().parents[2]


def look(folder: Path, how: str) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), how],
        capture_output=True, text=True, check=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert not ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Building:
    found = small_repository(tmp_path_factory.mktemp("beside") / "work")
    code = "import hashlib\nimport pytest\n\ndef test_it():\n    assert hashlib.md5(b'').hexdigest()\n"
    found.commit({"tests/test_it.py": code, "tox.ini": "[tox]\n" + "# long\n" * 200_000, "src/a.py": code})
    return found


@pytest.fixture(scope="module")
def alone(repository: Building) -> dict[str, Any]:
    return look(repository.folder, "alone")


def test_two_processes_find_what_one_finds(repository: Building, alone: dict[str, Any]) -> None:
    both = look(repository.folder, "both")
    assert both["look"] == alone["look"]
    assert not alone["taken"]
    assert {name for name, came in both["taken"] if came} == set(BESIDE)


def test_it_does_not_matter_who_is_quicker(repository: Building, alone: dict[str, Any]) -> None:
    assert look(repository.folder, "at once")["look"] == alone["look"]


def test_what_the_other_could_not_read_is_said_too(repository: Building) -> None:
    said = [each["values"].get("path") for each in look(repository.folder, "both")["look"]["limits"]]
    assert "tox.ini" in said


@pytest.mark.parametrize("how", ["killed", "broken", "cut short"])
def test_what_the_other_does_not_deliver_is_worked_out_here(
    repository: Building, alone: dict[str, Any], how: str
) -> None:
    found = look(repository.folder, how)
    assert found["look"] == alone["look"]
    assert ["testing", False] in found["taken"]


@pytest.mark.parametrize("how", ["one processor", "a thread", "near the limits", "no more processes"])
def test_one_process_does_all_where_another_would_not_do(repository: Building, alone: dict[str, Any], how: str) -> None:
    found = look(repository.folder, how)
    assert not found["taken"]
    assert how == "near the limits" or found["look"] == alone["look"]


@pytest.mark.parametrize("how", ["both", "killed", "cut short"])
def test_no_process_is_left_behind(repository: Building, how: str) -> None:
    assert not look(repository.folder, how)["left"]
