"""Whatever a repository holds, a look ends in a result or a reason, within its limits, and does no harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from badge.core.criteria import Criteria
from badge.services.asking import load_criteria
from tests.hostile.case import Case
from tests.hostile.cases import ALL
from tests.hostile.enduring import endure


@pytest.fixture(scope="module")
def criteria() -> Criteria:
    return load_criteria()


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_it_ends_in_a_result_or_a_reason_and_does_no_harm(case: Case, tmp_path: Path, criteria: Criteria) -> None:
    ending = endure(case, tmp_path, criteria)
    assert ending.refused == case.refused, ending.reasons
    for piece in case.said:
        assert any(piece in reason for reason in ending.reasons), ending.reasons


def test_every_case_has_a_name_of_its_own() -> None:
    assert len({case.name for case in ALL}) == len(ALL) >= 30
