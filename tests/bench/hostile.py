"""How long a look at each hostile repository takes, and how much memory: whole `badge assess`, each in a child.

    python -m tests.bench.hostile [--write]

The cases are those of tests/hostile, and some more that are too large for tests. A look may take 60 s, and what comes
before and after it. `--write` puts the table into docs/hostile.md.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.hostile.building import Raw, Trap
from tests.hostile.case import Case
from tests.hostile.cases.forms import FORMS
from tests.hostile.cases.history import HISTORY
from tests.hostile.cases.names import NAMES
from tests.hostile.cases.settings import SETTINGS
from tests.hostile.cases.sizes import SIZES, commits, flat, large_message_of, tags_with_text, zeros
from tests.hostile.cases.texts import BAIT, EVERYWHERE, TEXTS, each

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "hostile.md"
BEGIN, END = "<!-- measured -->", "<!-- end -->"
MOST_SECONDS, MOST_MEGABYTES = 70.0, 1024.0
SHOWN = 12

# A small process between: the memory of whoever starts a child counts as the child's. What git takes is counted too.
_WATCH = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""

FULL = (
    *(Case(f"whole bait: {name}", each(EVERYWHERE, text)) for name, text in BAIT.items()),
    Case("60 documents of a megabyte of headings", each([f"docs/{n}.md" for n in range(60)], "# a\n" * 250_000)),
    Case("25,000 sources, each another one", flat(25_000, "value = {}\n".format, "%06d.py")),
    Case("1 GiB of zeros as the mailmap, which git itself reads", zeros(".mailmap")),
    Case("12,000 commits", commits(12_000)),
    Case("a message of 80 MB", large_message_of(3_200_000)),
    Case("300 tags with a megabyte of text", tags_with_text(300)),
)

GROUPS = {
    "sizes": SIZES, "settings": SETTINGS, "names": NAMES, "texts": TEXTS, "history and refs": HISTORY,
    "forms of the git folder": FORMS, "at full size": FULL,
}  # fmt: skip


@dataclass(frozen=True)
class Run:
    """One look: its case, what it took, and how it ended."""

    name: str
    seconds: float
    work: float
    megabytes: float
    code: int


def main() -> int:
    """Measure all, print the table, and give 1 when a limit was broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    words = parser.parse_args()
    groups = {name: [_run(case) for case in cases] for name, cases in GROUPS.items()}
    table = _table(groups)
    print(table)
    if words.write:
        before, _, rest = DOCUMENT.read_text("utf-8").partition(BEGIN)
        DOCUMENT.write_text(f"{before}{BEGIN}\n\n{table}\n{END}{rest.partition(END)[2]}", "utf-8")
    runs = [run for group in groups.values() for run in group]
    broken = [
        run for run in runs if run.seconds > MOST_SECONDS or run.megabytes > MOST_MEGABYTES or run.code not in {0, 3}
    ]
    for run in broken:
        print(f"broken: {run}")
    return 1 if broken else 0


def _run(case: Case) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        trap = Trap(Path(folder) / "outside")
        trap.set()
        raw = Raw(Path(folder) / "work", bare=case.bare)
        where = case.build(raw, trap) or raw.folder
        own = {**os.environ, "XDG_CACHE_HOME": str(Path(tempfile.gettempdir()) / "badge-bench-cache")}
        command = [sys.executable, "-m", "badge", "assess", str(where), "--format", "json"]
        begun = time.monotonic()
        said = subprocess.run(
            [sys.executable, "-c", _WATCH, *command], capture_output=True, text=True, check=True, env=own, cwd=ROOT
        )
        code, work, kilobytes = said.stdout.split()
        if trap.marker.exists():
            raise AssertionError(f"{case.name}: something was run")
        return Run(case.name, time.monotonic() - begun, float(work), float(kilobytes) / 1024, int(code))


def _table(groups: dict[str, list[Run]]) -> str:
    lines = ["| group | cases | work, median | work, most | most memory |", "|---|---:|---:|---:|---:|"]
    for name, runs in groups.items():
        seconds = sorted(run.work for run in runs)
        most = max(run.megabytes for run in runs)
        lines.append(
            f"| {name} | {len(runs)} | {seconds[len(seconds) // 2]:.1f} s | {seconds[-1]:.1f} s | {most:.0f} MB |"
        )
    every = [run for runs in groups.values() for run in runs]
    lines += ["", "| what costs most | work | time | memory |", "|---|---:|---:|---:|"]
    chosen = {run.name: run for run in sorted(every, key=lambda run: -run.work)[:SHOWN]}
    chosen |= {run.name: run for run in sorted(every, key=lambda run: -run.megabytes)[:SHOWN]}
    lines += [
        f"| {run.name} | {run.work:.1f} s | {run.seconds:.1f} s | {run.megabytes:.0f} MB |" for run in chosen.values()
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
