"""A look ends when its time is up: with what it has, a reason, and nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from badge import probes
from badge.core.criteria import Criteria
from badge.core.evidence import Evidence, History, MemoryFiles, Tag
from badge.core.findings import Finding, Outcome
from badge.jobs import look as task
from badge.jobs.rooms import ABANDONED, PREFIX, sweep
from badge.probes.facts import Facts
from badge.probes.probe import Probe, probe
from badge.services.alarm import ringing
from badge.services.asking import load_criteria
from badge.services.assess import findings_of, look_at_path
from badge.sources.limits import Limits
from tests.hostile.building import GOOD, Raw
from tests.hostile.cases.settings import TWISTS
from tests.sources.building import AS_OF

UP = "The repository was not read whole, because the time for one look was up."


@pytest.fixture(scope="module")
def criteria() -> Criteria:
    return load_criteria()


@pytest.fixture
def good(tmp_path: Path) -> Raw:
    raw = Raw(tmp_path / "work")
    tree = raw.tree(raw.rows({**GOOD, ".mailmap": "Ada <ada@example.org> <old@example.org>\n"}))
    merged = [raw.commit(tree, message=text, who=b"A <old@example.org>") for text in (b"One\n", b"Tw\xc3\xb6\n")]
    raw.head(raw.commit(raw.tree(raw.rows(GOOD)), *merged))
    raw.refs({f"refs/tags/v1.{number}": raw.annotated(merged[0]) for number in range(3)})
    return raw


@probe("test")
def endless(history: History, tags: Sequence[Tag]) -> Iterator[Finding]:
    """Never come to an end."""
    while time.monotonic():
        pass
    yield from ()


@probe("test")
def stubborn(history: History, tags: Sequence[Tag]) -> Iterator[Finding]:
    """Never come to an end, and take the first no for no answer."""
    with suppress(Exception):
        while time.monotonic():
            pass
    while time.monotonic():
        pass
    yield from ()


@pytest.mark.parametrize("hanging", [endless, stubborn])
def test_a_probe_that_does_not_end_is_broken_off_and_what_others_found_is_kept(
    good: Raw, criteria: Criteria, monkeypatch: pytest.MonkeyPatch, hanging: Probe
) -> None:
    before = look_at_path(good.folder, criteria, AS_OF)
    monkeypatch.setattr("badge.probes.ALL", (*probes.ALL, hanging))
    look = look_at_path(good.folder, criteria, AS_OF, limits=Limits(seconds=4))
    assert [str(each) for each in look.limits] == [UP]
    own = [each for each in look.findings if each.probe == hanging.name]
    assert [(each.outcome, str(each.because)) for each in own] == [(Outcome.UNKNOWN, UP)]
    assert [each for each in look.findings if each.probe != hanging.name] == before.findings


def test_what_comes_after_the_time_is_left_out_and_said() -> None:
    left = iter([1.0] * 3)
    evidence = Evidence(MemoryFiles({"LICENSE": "x"}), time_left=lambda: next(left, 0.0))
    found = findings_of(Facts(evidence), probes.ALL)
    late = {each.probe for each in found if str(each.because) == UP}
    assert {each.name for each in probes.ALL[-50:]} <= late
    assert not [each for each in found if each.outcome is Outcome.ERROR]
    assert [str(each) for each in evidence.reasons()] == [UP]


def test_an_alarm_gives_back_the_one_it_took() -> None:
    rung: list[int] = []
    own = signal.signal(signal.SIGALRM, lambda *_: rung.append(1))
    before = signal.setitimer(signal.ITIMER_REAL, 1000)
    try:
        with ringing(0.001, lambda: rung.append(2)):
            while not rung:
                pass
        assert rung[0] == 2
        assert 900 < signal.getitimer(signal.ITIMER_REAL)[0] <= 1000
        os.kill(os.getpid(), signal.SIGALRM)
        assert rung[-1] == 1
    finally:
        signal.setitimer(signal.ITIMER_REAL, *before)
        signal.signal(signal.SIGALRM, own)


@pytest.mark.parametrize("name", TWISTS)
def test_settings_of_a_repository_change_nothing_of_what_is_read(good: Raw, criteria: Criteria, name: str) -> None:
    before = look_at_path(good.folder, criteria, AS_OF).to_json()
    good.configure(f"[core]\nrepositoryformatversion = 0\nbare = true\n{TWISTS[name]}\n")
    assert look_at_path(good.folder, criteria, AS_OF).to_json() == before


def request_of(folder: Path) -> dict[str, object]:
    return {
        "url": "",
        "path": str(folder),
        "as_of": AS_OF.isoformat(),
        "criteria": "",
        "private_hosts": [],
        "ca_file": "",
    }


@pytest.mark.parametrize("how", ["done", "killed", "not waited for"])
def test_nothing_of_a_look_is_left_whatever_becomes_of_its_process(
    good: Raw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    if how == "killed":
        monkeypatch.setattr(task, "MOST_SECONDS", 0.4)
        (good.folder / "packed-refs").unlink()
        os.mkfifo(good.folder / "packed-refs")
    steps = task._steps(request_of(good.folder))
    if how == "not waited for":
        assert next(steps)
        steps.close()  # type: ignore[attr-defined]  # a generator
    else:
        last = [*steps][-1]
        assert ("look" if how == "done" else "failed") in last
    assert not [*tmp_path.glob(f"{PREFIX}*")]


def test_git_ends_after_a_look_whose_process_was_killed(good: Raw, tmp_path: Path) -> None:
    tree = good.tree([("100644", b"a", good.blob("x"))])
    for _ in range(12):
        tree = good.tree([("40000", b"%d" % number, tree) for number in range(10)])
    good.head(good.commit(tree))
    code = (
        "import os, signal, sys, pathlib, datetime\n"
        "from badge.sources import local\nfrom badge.sources.limits import Limits\n"
        "with local.look(pathlib.Path(sys.argv[1]), datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),"
        " Limits(seconds=1, entries=10)):\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(good.folder)],
        start_new_session=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    assert child.wait() == -signal.SIGKILL
    while True:  # git is bound to a few seconds of work, and ends by itself; a test that hangs here has failed
        try:
            os.killpg(child.pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.05)


def test_what_a_killed_server_left_is_swept_away_later(tmp_path: Path) -> None:
    old, new, other = (tmp_path / name for name in (f"{PREFIX}old", f"{PREFIX}new", "else"))
    for folder in (old, new, other):
        (folder / "clone").mkdir(parents=True)
    (tmp_path / f"{PREFIX}link").symlink_to(other)
    now = time.time()
    os.utime(old, (now - ABANDONED - 60, now - ABANDONED - 60))
    os.utime(other, (now - ABANDONED - 60, now - ABANDONED - 60))
    sweep(tmp_path, now)
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(["else", f"{PREFIX}link", f"{PREFIX}new"])
    assert (other / "clone").exists()


def test_the_command_line_ends_with_a_reason_too(good: Raw, tmp_path: Path) -> None:
    code = (
        "import sys\nfrom badge.sources import limits\nfrom badge.cli import main\n"
        "make = limits.Limits.__new__\n"
        "make.__defaults__ = (float(sys.argv.pop(1)), *make.__defaults__[1:])\nmain()\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, "0.0", "assess", str(good.folder), "--format", "json"],
        capture_output=True, text=True, check=False, env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")},
    )  # fmt: skip
    assert (said.returncode, said.stdout, said.stderr.strip()) == (3, "", UP)
