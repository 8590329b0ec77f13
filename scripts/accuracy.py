"""Measures the probes on the labelled cases, and writes docs/accuracy.md and badge/probes/accuracy.json from it.

usage: python scripts/accuracy.py

A test compares both files with what this would write, so run it whenever a probe or a case has changed.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from badge import probes  # noqa: E402
from badge.core.accuracy import Case as Looked  # noqa: E402
from badge.core.accuracy import Measurement  # noqa: E402
from badge.core.answers import Status  # noqa: E402
from badge.core.proposals import SURE  # noqa: E402
from badge.services import measuring, probing  # noqa: E402
from badge.services.asking import load_criteria  # noqa: E402
from tests.accuracy.building import AS_OF, Case, build, cases  # noqa: E402

DOCUMENT = ROOT / "docs" / "accuracy.md"

INTRODUCTION = """\
# How often the probes are right

<!-- Written by scripts/accuracy.py from the cases in tests/accuracy/cases/; a test keeps it true. Do not edit it. -->

**These figures come from built cases.** Each is a small repository that this project made up to show one practice
before or after somebody adopted it, a near miss, or a trap. They were written and labelled by people who know what
probes look for, so they show that the probes do what they are meant to do; they do not show how often a probe is right
on repositories that nobody here has seen. To find that out, label some repositories yourself and run
`./run badge probes measure FOLDER`.

## What is counted

* A *label* says what is true of a criterion in one case: one status, or several where each can be defended. With `?`
  among them it is right to say nothing.
* *Right* and *wrong* count what a probe said with confidence 2 or more (below that nothing is proposed); a *silent*
  probe said nothing about a label that it may answer. Several probes look at one criterion from different sides, so
  being silent is no fault of a probe alone.
* *Precision* is right / (right + wrong); *recall* is right / (right + wrong + silent where a status was there to be
  said); *unknown* is silent / all labels.
* A probe whose Met with confidence 3 or more is true in less than nine of ten cases may not say it so surely any more,
  and no such Met may be proposed wrongly in any case: tests fail otherwise.

"""

OWN = """\
## Measuring on repositories of your own

`./run badge probes measure FOLDER` takes a folder in which each folder holds a file `labels.yml` and a repository: the
folder itself (a git checkout, a bare repository, or plain files), or `repository` in it.

```yaml
as_of: 2026-01-01                     # optional: the day from which time is counted back
remote: https://git.example.org/a/b   # optional: where it was cloned from
labels:
  license_location: Met
  test: [Unmet, "?"]
```

Label before you look at what the probes say. `--json` gives the figures, every miss and every silence as data.

"""


def looked(folder: Path) -> list[Looked]:
    """Build all cases in a folder and look at each."""
    for case in cases():
        build(case, folder / case.name)
    return measuring.look_at_all(folder, load_criteria().ids(), AS_OF)


def document(found: Measurement, written: Iterable[Case]) -> str:
    """Write the page."""
    every = list(written)
    parts = [INTRODUCTION, *_totals(found), *_by_probe(found), *_misses(found), *_silences(found), OWN, *_cases(every)]
    return "".join(parts)


def record(found: Measurement) -> str:
    """Write what `badge probes show` reads."""
    return json.dumps(measuring.record(found), indent=1, sort_keys=True) + "\n"


def _totals(found: Measurement) -> Iterator[str]:
    yield (
        f"## All probes together\n\n{found.cases} cases with {found.labels} labels on {len(found.criteria)} criteria."
        "\n\n"
        "| what was proposed | true | in all | share |\n|---|---:|---:|---:|\n"
    )
    for name, tally in (
        ("Met with confidence 3 or more", found.total(Status.MET, least=SURE)),
        ("Met with confidence 2 or more", found.total(Status.MET)),
        ("Unmet", found.total(Status.UNMET)),
        ("N/A", found.total(Status.NA)),
        ("anything", found.total(Status.MET, Status.UNMET, Status.NA)),
    ):
        yield f"| {name} | {tally.right} | {tally.right + tally.wrong} | {_percent(tally.precision)} |\n"
    there = sum(each.right + each.wrong for each in found.proposed.values()) + len(found.silences)
    said = there - len(found.silences)
    yield f"\nOf {there} labels with a status to be said, {said} got one ({_percent(said / there)}).\n\n"


def _by_probe(found: Measurement) -> Iterator[str]:
    yield (
        "## Each probe\n\nA probe that is not in this table may answer no criterion that is labelled in any case.\n\n"
        "| probe | right | wrong | silent | precision | recall | unknown |\n|---|---:|---:|---:|---:|---:|---:|\n"
    )
    for name, each in found.probes.items():
        shares = " | ".join(map(_percent, (each.precision, each.recall, each.unknown)))
        yield f"| `{name}` | {each.right} | {each.wrong} | {each.silent + each.still} | {shares} |\n"
    yield "\n"


def _misses(found: Measurement) -> Iterator[str]:
    yield "## Every miss\n\n"
    if not found.misses:
        yield "Nothing that was said is wrong.\n\n"
        return
    yield "| case | criterion | probe | said | true | proposed |\n|---|---|---|---|---|---|\n"
    for each in found.misses:
        said = f"{each.finding.status} ({int(each.finding.confidence)})"
        proposed = "yes" if each.proposed else "no, something surer stood against it"
        yield (
            f"| {each.case} | `{each.finding.criterion}` | `{each.finding.probe}` | {said} | {_statuses(each.wanted)} "
            f"| {proposed} |\n"
        )
    yield "\n"


def _silences(found: Measurement) -> Iterator[str]:
    yield "## What is true and was not said\n\nMostly it is Unmet: what is not found is not yet missing.\n\n"
    silences = sorted(found.silences, key=lambda each: (_statuses(each.wanted), each.criterion, each.case))
    for wanted, members in groupby(silences, lambda each: _statuses(each.wanted)):
        named = ", ".join(f"`{each.criterion}` ({each.case})" for each in members)
        yield f"* {wanted}: {named}.\n"
    yield "\n"


def _cases(written: list[Case]) -> Iterator[str]:
    yield "## The cases\n\n"
    for group, members in groupby(written, lambda each: each.group):
        yield f"`tests/accuracy/cases/{group}.yml`:\n\n"
        yield from (f"* **{each.name}** ({len(each.labels)}): {each.about}\n" for each in members)
        yield "\n"


def _statuses(wanted: Iterable[Status]) -> str:
    order = list(Status)[::-1]
    return " or ".join(str(each) for each in sorted(wanted, key=order.index))


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f} %"


def main() -> None:
    """Measure and write."""
    with tempfile.TemporaryDirectory() as folder:
        found = measuring.measured(looked(Path(folder)))
    DOCUMENT.write_text(document(found, cases()).rstrip("\n") + "\n", "utf-8")
    probing.RECORD.write_text(record(found), "utf-8")


if __name__ == "__main__":
    main()
    print(f"{DOCUMENT.name} and {probing.RECORD.name} are written for {len(probes.ALL)} probes.")  # noqa: T201
