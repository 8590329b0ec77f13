"""Whole `badge assess` of one repository against the bare git commands it needs, and against repolinter.

The commands are the tree, two hundred blobs, the log, the paths of the last year's commits, and the tags.

    ./run test --bench [--repository PATH] [--repolinter FOLDER]

Every number is the median of alternating runs. `--repolinter` names a folder where `npm install repolinter@0.12.0` was
run; without it that peer is left out, and the output says so.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.repository import build

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 7
LOG = "%H%x1f%P%x1f%ct%x1f%aN%x1f%aE%x1f%cE%x1f%s"
MOST_TIMES_GIT, MOST_MEGABYTES, MOST_TIMES_PASS = 6.0, 100.0, 3.0


def main() -> int:
    """Measure, print a table, and give 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repository", type=Path)
    parser.add_argument("--repolinter", type=Path)
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        repository = words.repository or build(Path(folder) / "example.git")
        tree = work_tree(repository, Path(folder) / "tree") if words.repolinter else None
        good = _assess(repository, tree, words.repolinter)
    return 0 if _start() and good else 1


def _assess(repository: Path, tree: Path | None, peer: Path | None) -> bool:
    runs: dict[str, Callable[[], object]] = {
        "bare git": lambda: bare_git(repository),
        "badge assess": lambda: run_badge("assess", str(repository), "--format", "json", "--as-of", "2026-11-22"),
    }
    if peer and tree:
        linter = peer / "node_modules" / ".bin" / "repolinter"
        runs["repolinter"] = lambda: subprocess.run(
            [str(linter), "lint", str(tree)], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    seconds = alternate(runs)
    peak = _peak_megabytes(["assess", str(repository), "--format", "json"])
    ratio = seconds["badge assess"] / seconds["bare git"]
    for name, value in seconds.items():
        print(f"{name:<16}{value:8.3f} s")
    print(f"badge / git     {ratio:8.2f} x   (target at most {MOST_TIMES_GIT})")
    if "repolinter" in seconds:
        print(f"badge / repolinter {seconds['badge assess'] / seconds['repolinter']:5.2f} x   (target below 1)")
    else:
        print("repolinter was not measured: no --repolinter")
    print(f"peak memory     {peak:8.1f} MB  (target at most {MOST_MEGABYTES})")
    slower = "repolinter" in seconds and seconds["badge assess"] >= seconds["repolinter"]
    return ratio <= MOST_TIMES_GIT and peak <= MOST_MEGABYTES and not slower


def _start() -> bool:
    seconds = alternate(
        {
            "python -c pass": lambda: subprocess.run([sys.executable, "-c", "pass"], check=True),
            "badge --help": lambda: run_badge("--help"),
        },
        rounds=21,
    )
    ratio = seconds["badge --help"] / seconds["python -c pass"]
    print(f"badge --help    {ratio:8.2f} x python -c pass   (target at most {MOST_TIMES_PASS})")
    return ratio <= MOST_TIMES_PASS


def bare_git(repository: Path) -> None:
    """Run the commands that a look needs, and nothing else."""
    git = ["git", f"--git-dir={_git_dir(repository)}"]
    listed = subprocess.run([*git, "ls-tree", "-r", "-l", "-z", "HEAD"], check=True, capture_output=True).stdout
    blobs = [record.split()[2] for record in listed.split(b"\0") if record][:200]
    for arguments, given in (
        (["cat-file", "--batch"], b"\n".join(blobs) + b"\n"),
        (["log", "-z", "-n10001", "--use-mailmap", f"--format={LOG}", "HEAD"], None),
        (
            [
                "log",
                "-z",
                "--no-merges",
                "--name-only",
                "--no-renames",
                "--since=1.year",
                "-n3000",
                "--format=%H",
                "HEAD",
            ],
            None,
        ),
        (["for-each-ref", "--format=%(refname) %(objecttype) %(creatordate:unix)", "refs/tags"], None),
    ):
        subprocess.run([*git, *arguments], input=given, check=True, stdout=subprocess.DEVNULL)


def _git_dir(repository: Path) -> Path:
    return repository / ".git" if (repository / ".git").exists() else repository


def work_tree(repository: Path, folder: Path) -> Path:
    """Check a repository out, for those who read folders."""
    subprocess.run(["git", "clone", "-q", str(repository), str(folder)], check=True)
    return folder


def run_badge(*words: str) -> None:
    """Run badge as a person does."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a person's second start finds compiled modules, as here
    subprocess.run([sys.executable, "-m", "badge", *words], check=True, stdout=subprocess.DEVNULL, env=environment)


def alternate(runs: dict[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, float]:
    """Give the median of seconds that each takes, run by turns."""
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(rounds + 1):
        for name, run in runs.items():
            begin = time.perf_counter()
            run()
            if number:  # the first round warms the caches
                taken[name].append(time.perf_counter() - begin)
    return {name: statistics.median(values) for name, values in taken.items()}


def _peak_megabytes(words: list[str]) -> float:
    """Run once more in a child of its own and ask the system for the largest of its processes."""
    pid = os.fork()
    if pid == 0:
        run_badge(*words)
        print_peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        Path(tempfile.gettempdir(), f"badge-peak-{os.getpid()}").write_text(str(print_peak))
        os._exit(0)
    os.waitpid(pid, 0)
    found = Path(tempfile.gettempdir(), f"badge-peak-{pid}")
    peak = int(found.read_text()) / 1024
    found.unlink()
    return peak


if __name__ == "__main__":
    sys.exit(main())
