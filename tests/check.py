"""Everything there is to check, one step after the other; `./run test` comes here.

usage: ./run test               every step
       ./run test ARGUMENTS     only pytest, with these arguments
       ./run test --bench       the measurements
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("lint", (PYTHON, "-m", "ruff", "check", ".")),
    ("format", (PYTHON, "-m", "ruff", "format", "--check", ".")),
    ("types", (PYTHON, "-m", "mypy")),
    ("imports", (str(Path(PYTHON).with_name("lint-imports")),)),
    ("criteria", (PYTHON, "-m", "badge", "criteria", "lint")),
    ("translations", (PYTHON, "-m", "badge", "translations", "check")),
    # Last, so that its summary closes the output; who is done first takes over from the other.
    ("tests", (PYTHON, "-m", "pytest", "-n", "2", "--dist", "worksteal")),
)


def run_all(steps: Sequence[tuple[str, Sequence[str]]], root: Path = ROOT) -> list[str]:
    """Run every step, whatever became of the ones before, and return the names of those that failed."""
    failed = []
    for name, command in steps:
        print(f"\n== {name}: {' '.join((Path(command[0]).name, *command[1:]))}", flush=True)
        start = time.monotonic()
        code = subprocess.run(command, cwd=root, check=False).returncode
        if code:
            failed.append(name)
        if name != steps[-1][0]:
            print(f"-- {name} {'failed' if code else 'passed'} in {time.monotonic() - start:.1f} s", flush=True)
    return failed


def main(arguments: list[str]) -> int:
    """Run the steps that the arguments ask for, and return the exit code."""
    if arguments[:1] == ["--bench"]:
        bench = [PYTHON, str(ROOT / "tests" / "bench" / "run.py"), *arguments[1:]]
        return subprocess.run(bench, check=False).returncode
    if arguments:
        return subprocess.run([PYTHON, "-m", "pytest", *arguments], check=False).returncode
    failed = run_all(STEPS)
    if failed:
        print(f"\nThese steps failed: {', '.join(failed)}.", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
