"""Floors for statements and for branches are judged apart."""

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Outcome
from badge.probes import coverage_floors

MET, UNKNOWN = Outcome.MET, Outcome.UNKNOWN
CI = {".github/workflows/t.yml": "on: push\njobs:\n  a:\n    steps:\n      - run: pytest\n"}


def report(text: str) -> dict[str, str]:
    return {"pyproject.toml": f"[tool.coverage.report]\n{text}\n"}


@pytest.mark.parametrize(
    ("texts", "statements", "branches"),
    [
        ({**CI, **report("fail_under = 85")}, (MET, UNKNOWN), UNKNOWN),
        ({**CI, **report("fail_under = 95")}, (MET, MET), UNKNOWN),
        ({**CI, **report("fail_under = 70")}, (UNKNOWN, UNKNOWN), UNKNOWN),
        (report("fail_under = 95"), (UNKNOWN, UNKNOWN), UNKNOWN),
        ({**CI, **report("fail_under = 85\n[tool.coverage.run]\nbranch = true")}, (MET, UNKNOWN), UNKNOWN),
        ({**CI, **report("fail_under = 100\n[tool.coverage.run]\nbranch = true")}, (MET, MET), MET),
        (
            {
                **CI,
                "jest.config.js": (
                    "module.exports = { coverageThreshold: { global: {\n branches: 85,\n lines: 60,\n } } }"
                ),
            },
            (UNKNOWN, UNKNOWN),
            MET,
        ),
        (CI, (UNKNOWN, UNKNOWN), UNKNOWN),
    ],
)
def test_a_floor_has_to_be_high_enough_and_to_be_used(
    texts: dict[str, str], statements: tuple[Outcome, Outcome], branches: Outcome
) -> None:
    evidence = Evidence(MemoryFiles({**texts, "tests/test_a.py": "def test_a():\n    assert 1\n"}))
    assert tuple(each.outcome for each in coverage_floors.statements.run(evidence)) == statements
    assert [each.outcome for each in coverage_floors.branches.run(evidence)] == [branches]
