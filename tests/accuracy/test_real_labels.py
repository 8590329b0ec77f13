"""The labels of real repositories can be used again: known criteria, an address, and the commit that was read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from badge.probes.facts.structured import dig, yaml_of
from badge.services.asking import load_criteria
from badge.services.measuring import LABELS, read_labels

REAL = Path(__file__).parent / "real"
PLACES = sorted(each.parent for each in REAL.glob(f"*/{LABELS}"))


def test_there_are_at_least_twelve_repositories_with_fifteen_labels_each() -> None:
    known = load_criteria().ids()
    read = {each.name: read_labels(each / LABELS, known, datetime(2026, 1, 1, tzinfo=UTC)) for each in PLACES}
    assert len(read) >= 12
    assert [name for name, labels in read.items() if len(labels.truths) < 15] == []
    assert len({criterion for labels in read.values() for criterion in labels.truths}) >= 60


@pytest.mark.parametrize("place", PLACES, ids=lambda each: each.name)
def test_labels_say_what_was_read_and_why(place: Path) -> None:
    text = (place / LABELS).read_text("utf-8")
    document = yaml_of(text)
    commit = str(dig(document, "commit"))
    assert str(dig(document, "remote")).startswith("https://")
    assert len(commit) == 40
    assert set(commit) <= set("0123456789abcdef")
    lines = text.partition("labels:\n")[2].splitlines()
    assert all(line.startswith("  # ") for line in lines[::2])
