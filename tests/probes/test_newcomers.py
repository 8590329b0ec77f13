"""Marks for small tasks: a link to them is evidence, a word only a hint."""

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles, Repository
from badge.core.findings import Outcome
from badge.probes import newcomers

WEB = "https://github.com/example/tool"


@pytest.mark.parametrize(
    ("readme", "outcome", "places"),
    [
        (f"See [good first issues]({WEB}/labels/good%20first%20issue).", Outcome.MET, 1),
        (f"See [these]({WEB}/issues?q=label%3A%22help+wanted%22).", Outcome.MET, 1),
        ("See [good first issues](https://github.com/others/thing/labels/good%20first%20issue).", Outcome.UNKNOWN, 1),
        ("Look for issues with the label `good first issue`.", Outcome.UNKNOWN, 1),
        ("You are welcome.", Outcome.UNKNOWN, 0),
    ],
)
def test_a_label_is_linked_or_named(readme: str, outcome: Outcome, places: int) -> None:
    files = MemoryFiles({"README.md": f"# Tool\n\n{readme}\n"})
    [finding] = newcomers.labels.run(Evidence(files, repository=Repository(web=WEB)))
    assert (finding.outcome, len(finding.places)) == (outcome, places)
