"""Compares what several Python versions write of the same repositories, byte for byte.

usage: python scripts/same_everywhere.py PYTHON [PYTHON ...] [-- REPOSITORY ...]

Each PYTHON is an interpreter with the packages of requirements.txt. Without repositories, all labelled cases are taken.
It ends with 1 when one of them writes something else than the first.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.accuracy.building import AS_OF, build, cases  # noqa: E402

# Every interpreter has other surroundings, too; nothing of that may show.
_SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "2", "TZ": "Asia/Kathmandu", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "3", "TZ": "America/St_Johns", "LC_ALL": "POSIX"},
)
_CODE = """
import hashlib, sys, datetime, pathlib
from badge.services import exporting
from badge.services.asking import load_criteria
from badge.services.assess import assess, look_at_path
criteria, day = load_criteria(), datetime.datetime.fromisoformat(sys.argv[1])
print("Python", sys.version.split()[0])
for path in sys.argv[2:]:
    text = exporting.as_json(assess(look_at_path(pathlib.Path(path), criteria, day), criteria, str), str)
    print(hashlib.sha256(text.encode()).hexdigest(), len(text))
"""


def main(pythons: list[str], given: list[str]) -> int:
    """Let each interpreter look at all repositories, and print where they differ."""
    with tempfile.TemporaryDirectory() as folder:
        found = given or [str(build(case, Path(folder) / case.name) / "repository") for case in cases()]
        told = [_look(python, found, number) for number, python in enumerate(pythons)]
    for version, lines in told:
        whole = hashlib.sha256("\n".join(lines).encode()).hexdigest()
        size = sum(int(line.split()[1]) for line in lines)
        print(f"{version:<16}{len(lines):>5} repositories {size:>12} bytes  {whole[:16]}")
    others = [
        f"{version} writes something else of {path}"
        for version, lines in told[1:]
        for path, one, other in zip(found, told[0][1], lines, strict=True)
        if one != other
    ]
    print("\n".join(others) or "All are the same to the byte.")
    return 1 if others else 0


def _look(python: str, paths: list[str], number: int) -> tuple[str, list[str]]:
    own = {**os.environ, "PYTHONPATH": str(ROOT), **_SURROUNDINGS[number % len(_SURROUNDINGS)]}
    said = subprocess.run(
        [python, "-c", _CODE, AS_OF.isoformat(), *paths], env=own, capture_output=True, text=True, check=True
    )
    version, *lines = said.stdout.splitlines()
    return version, lines


if __name__ == "__main__":
    words = sys.argv[1:]
    at = words.index("--") if "--" in words else len(words)
    if not words[:at]:
        sys.exit(__doc__)
    sys.exit(main(words[:at], words[at + 1 :]))
