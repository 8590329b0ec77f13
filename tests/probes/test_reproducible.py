"""Reproducible builds are never concluded; without a build they do not apply."""

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Outcome
from badge.core.messages import Message
from badge.probes import reproducible

C = {"a.c": "int x;\n", "Makefile": "all:\n\tcc a.c\n"}


@pytest.mark.parametrize(
    ("texts", "outcome", "places"),
    [
        ({"a.py": "x = 1\n"}, Outcome.NA, 0),
        ({**C, "README.md": "# Tool\n\nSee https://tests.reproducible-builds.org/tool.\n"}, Outcome.UNKNOWN, 1),
        ({**C, "Makefile": "export SOURCE_DATE_EPOCH = 1\nall:\n\tcc a.c\n"}, Outcome.UNKNOWN, 1),
        (C, Outcome.UNKNOWN, 0),
    ],
)
def test_what_is_seen_is_a_hint(texts: dict[str, str], outcome: Outcome, places: int) -> None:
    [finding] = reproducible.bit_by_bit.run(Evidence(MemoryFiles(texts)))
    assert (finding.outcome, len(finding.places)) == (outcome, places)


def test_no_build_is_not_concluded_from_a_part() -> None:
    files = MemoryFiles({"a.py": "x = 1\n"}, [Message("The tree is too large.")])
    assert reproducible.bit_by_bit.run(Evidence(files))[0].outcome is Outcome.UNKNOWN
