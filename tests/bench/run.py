"""All measurements that `./run test --bench` does, one after the other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

MODULES = (
    "tests.bench.assess",
    "tests.bench.looks",
    "tests.bench.form_page",
    "tests.bench.svg",
    "tests.bench.badges",
    "tests.bench.level_map",
    "tests.bench.recompute",
    "tests.bench.hostile",
    "tests.bench.lists",
    "tests.bench.million",
)


def main() -> int:
    """Run each as its own process; words go to the first."""
    failed = 0
    for number, module in enumerate(MODULES):
        print(f"\n== {module}", flush=True)
        words = sys.argv[1:] if number == 0 else []
        command = [sys.executable, "-m", module, *words]
        failed += subprocess.run(command, check=False, cwd=Path(__file__).parents[2]).returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
