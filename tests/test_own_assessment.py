"""badge assesses itself: its own answers are readable, and no sure finding speaks against them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from badge.core.proposals import conflicts
from badge.services.asking import load_criteria
from badge.services.assess import Assessment, assess, look_at_path

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def own() -> Assessment:
    criteria = load_criteria()
    look = look_at_path(ROOT, criteria, datetime.now(UTC), remote="https://git.example.org/badge/badge")
    return assess(look, criteria, str)


def test_the_own_answers_are_read_without_a_problem(own: Assessment) -> None:
    assert [str(each) for each in own.look.problems] == []
    assert len(own.given) >= 25


def test_no_sure_finding_speaks_against_an_own_answer(own: Assessment) -> None:
    against = conflicts(own.look.findings, own.given)
    assert {name: str(each.because) for name, each in against.items()} == {}


def test_the_probes_see_the_licence_the_tests_and_the_policy_of_this_project(own: Assessment) -> None:
    proposed = {name: str(each.status) for name, each in own.proposed.items()}
    for criterion in ("floss_license", "license_location", "test", "contribution", "vulnerability_report_process"):
        assert proposed.get(criterion) == "Met", criterion
