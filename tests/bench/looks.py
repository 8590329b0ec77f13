"""Whole looks of three sizes against repolinter, `reuse lint` and bare git; and how they grow: files, then commits.

    python -m tests.bench.looks [--repository PATH ...] [--repolinter FOLDER] [--reuse PROGRAM] [--json FILE] [--quick]

Without `--repository` it builds repositories of about 200, 1,000 and 4,500 files with 5,000 to 40,000 commits. Peers
that are not named are left out, and the output says so. `python scripts/looks.py FILE` makes docs/speed.md of the JSON.
`--quick` leaves the growth out, which takes some minutes.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.bench.assess import ROOT, alternate, bare_git, run_badge, work_tree
from tests.bench.repository import build

SIZES = ((200, 5_000), (1_000, 15_000), (4_500, 40_000))
FILES = ((250, 5_000), (500, 5_000), (1_000, 5_000), (2_000, 5_000), (3_000, 5_000), (4_500, 5_000))
COMMITS = ((200, 1_250), (200, 2_500), (200, 5_000), (200, 10_000), (200, 20_000), (200, 40_000))
ROUNDS, OF_GROWTH = 5, 9

MOST_TIMES_GIT, MOST_OF_REPOLINTER, MOST_MEGABYTES = 4.0, 1 / 3, 100.0
STEEPEST = 1.5
"""How many times as much as on average one more file may cost between the two largest trees."""


def main() -> int:
    """Measure, print, and give 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repository", type=Path, action="append", default=[])
    parser.add_argument("--repolinter", type=Path)
    parser.add_argument("--reuse", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--quick", action="store_true")
    words = parser.parse_args()
    found: dict[str, Any] = {"looks": [], "files": [], "commits": []}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        given = words.repository or [build(place / f"{files}.git", commits, files) for files, commits in SIZES]
        for repository in given:
            found["looks"].append(_compared(repository, place, words.repolinter, words.reuse))
            _tell(found["looks"][-1])
        if not words.quick:
            found["files"] = list(_growth(place, FILES, "files"))
            found["commits"] = list(_growth(place, COMMITS, "commits"))
    if words.json:
        words.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    missed = [each for look in found["looks"] for each in misses(look)]
    if found["files"] and (steep := steepness([(each["files"], each["badge"]) for each in found["files"]])) > STEEPEST:
        missed.append(f"the last files cost {steep:.1f} x as much as files on average")
    for each in missed:
        print(f"missed: {each}")
    return 1 if missed else 0


def misses(look: dict[str, Any]) -> Iterator[str]:
    """Say which targets one look misses."""
    name, badge = look["name"], look["badge"]
    if badge > MOST_TIMES_GIT * look["git"]:
        yield f"{name} takes {badge / look['git']:.1f} x bare git, and may take {MOST_TIMES_GIT:.0f} x"
    if "repolinter" in look and badge > MOST_OF_REPOLINTER * look["repolinter"]:
        yield f"{name} takes {badge / look['repolinter']:.2f} of repolinter, and may take a third"
    if look["megabytes"] > MOST_MEGABYTES:
        yield f"{name} needs {look['megabytes']:.0f} MB, and may need {MOST_MEGABYTES:.0f} MB"


def steepness(points: Sequence[tuple[int, float]]) -> float:
    """Compare what one more costs between the two largest with what it costs on average: about 1 where it is linear."""
    (small, least), *_, (before, less), (large, most) = sorted(points)
    return (most - less) / (large - before) / ((most - least) / (large - small))


def _compared(repository: Path, place: Path, linter: Path | None, reuse: Path | None) -> dict[str, Any]:
    runs: dict[str, Callable[[], object]] = {
        "git": lambda: bare_git(repository),
        "badge": lambda: run_badge(*_words(repository)),
    }
    if linter or reuse:
        tree = work_tree(repository, place / f"tree of {len(list(place.iterdir()))}")
    if linter:
        runs["repolinter"] = lambda: _peer(str(linter / "node_modules" / ".bin" / "repolinter"), "lint", str(tree))
    if reuse:
        runs["reuse"] = lambda: _peer(str(reuse), "--root", str(tree), "lint")
    return {**_size(repository), **alternate(runs, ROUNDS), "megabytes": _megabytes(repository)}


def _growth(place: Path, sizes: Sequence[tuple[int, int]], what: str) -> Iterator[dict[str, Any]]:
    """Measure repositories that differ in one thing alone.

    In seconds of processors, git's among them, and the least of some runs: others may use the machine too.
    """
    for files, commits in sizes:
        repository = build(place / f"{what} {files} {commits}.git", commits, files)
        taken = []
        for _ in range(OF_GROWTH):
            begin = _used()
            run_badge(*_words(repository))
            taken.append(_used() - begin)
        print(f"{files:6,} files {commits:7,} commits {min(taken):8.3f} s of processors", flush=True)
        yield {**_size(repository), "badge": min(taken), "megabytes": _megabytes(repository)}


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _words(repository: Path) -> list[str]:
    return ["assess", str(repository), "--format", "json", "--as-of", "2026-01-01"]


def _peer(*command: str) -> None:
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _size(repository: Path) -> dict[str, Any]:
    def ask(*words: str) -> str:
        return subprocess.run(["git", "-C", str(repository), *words], check=True, capture_output=True, text=True).stdout

    files = ask("ls-tree", "-r", "--name-only", "HEAD").count("\n")
    name = repository.parent.name.rpartition("+")[2] if repository.name == "repo" else repository.name
    return {"name": name, "files": files, "commits": int(ask("rev-list", "--count", "HEAD"))}


def _megabytes(repository: Path) -> float:
    """Give the most memory that all processes of badge hold together, asked for every few milliseconds.

    What processes share is counted once. git's own processes are left out: they map files of the repository, which the
    system gives back whenever somebody else needs the room.
    """
    return statistics.median(_peak(repository) for _ in range(3))


def _peak(repository: Path) -> float:
    command = [sys.executable, "-m", "badge", *_words(repository)]
    most = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT) as process:
        while process.poll() is None:
            most = max(most, sum(map(_kilobytes, [process.pid, *_children(process.pid)])))
            time.sleep(0.004)
    return most / 1024


def _children(number: int) -> list[int]:
    try:
        every = Path(f"/proc/{number}/task/{number}/children").read_text().split()
        return [int(each) for each in every if "python" in Path(f"/proc/{each}/comm").read_text()]
    except OSError:  # it has ended meanwhile
        return []


def _kilobytes(number: int) -> int:
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _tell(look: dict[str, Any]) -> None:
    print(f"{look['name']}: {look['files']:,} files, {look['commits']:,} commits, {look['megabytes']:.0f} MB")
    for peer in ("git", "badge", "repolinter", "reuse"):
        if peer in look:
            print(f"  {peer:<12}{look[peer]:8.3f} s   badge takes {look['badge'] / look[peer]:.2f} x", flush=True)
        else:
            print(f"  {peer:<12}was not measured")


if __name__ == "__main__":
    sys.exit(main())
