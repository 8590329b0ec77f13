"""Measures the probes on labelled real repositories, and prints the tables of docs/accuracy-real.md.

usage: python scripts/accuracy_real.py FOLDER

FOLDER holds a folder for each repository with its labels.yml (those of tests/accuracy/real/) and `repository`, a clone
at the commit that the labels name. It may be made by hand; nothing is fetched here.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from badge.core.accuracy import Case, Measurement  # noqa: E402
from badge.core.answers import Status  # noqa: E402
from badge.core.proposals import SURE  # noqa: E402
from badge.probes.facts.structured import dig, yaml_of  # noqa: E402
from badge.services import measuring  # noqa: E402
from badge.services.asking import load_criteria  # noqa: E402

LONGEST = 160


def tables(folder: Path) -> Iterator[str]:
    """Look at every repository and yield the lines of all tables."""
    cases = measuring.look_at_all(folder, load_criteria().ids(), datetime.now(UTC))
    found = measuring.measured(cases)
    yield from _totals(found)
    yield ""
    yield "| repository | commit | labels | right | wrong | silent | left open, as it may be |"
    yield "|---|---|---:|---:|---:|---:|---:|"
    for case in cases:
        yield _row(folder / case.name / measuring.LABELS, case)
    yield ""
    for miss in found.misses:
        said = f"{miss.finding.status} ({int(miss.finding.confidence)})"
        true = " or ".join(sorted(map(str, miss.wanted)))
        why = str(miss.finding.because)[:LONGEST]
        yield f"* {miss.case}, `{miss.finding.criterion}`: {said}, true is {true}. {why}"


def _totals(found: Measurement) -> Iterator[str]:
    yield "| what was proposed | true | in all | share |"
    yield "|---|---:|---:|---:|"
    for name, tally in (
        ("Met with confidence 3 or more", found.total(Status.MET, least=SURE)),
        ("Met with confidence 2 or more", found.total(Status.MET)),
        ("Unmet", found.total(Status.UNMET)),
        ("N/A", found.total(Status.NA)),
    ):
        all_of = tally.right + tally.wrong
        yield f"| {name} | {tally.right} | {all_of} | {_percent(tally.right, all_of)} |"
    said = sum(each.right + each.wrong for each in found.proposed.values())
    there = said + len(found.silences)
    yield f"| labels with a status that got one | {said} | {there} | {_percent(said, there)} |"


def _row(labels: Path, case: Case) -> str:
    document = yaml_of(labels.read_text("utf-8"))
    own = measuring.measured([case])
    right = sum(each.right for each in own.proposed.values())
    wrong = sum(each.wrong for each in own.proposed.values())
    silent = len(own.silences)
    rest = len(case.labels) - right - wrong - silent
    name = str(dig(document, "remote")).removeprefix("https://")
    commit = str(dig(document, "commit"))[:12]
    return f"| {name} | `{commit}` | {len(case.labels)} | {right} | {wrong} | {silent} | {rest} |"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else ""


if __name__ == "__main__":
    for line in tables(Path(sys.argv[1])):
        print(line)  # noqa: T201
