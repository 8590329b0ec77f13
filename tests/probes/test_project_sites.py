"""Whose sites the declared addresses are."""

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles, Repository
from badge.core.findings import Outcome
from badge.probes import project_sites


@pytest.mark.parametrize(
    ("web", "readme", "outcome"),
    [
        ("https://github.com/our/tool", "# Tool\n", Outcome.MET),
        ("https://github.com/our/tool", "[Documentation](https://tool.readthedocs.io)\n", Outcome.MET),
        ("https://github.com/our/tool", "[Forum](https://forum.tool.com)\n", Outcome.UNKNOWN),
        ("https://codeberg.org/our/tool", "# Tool\n", Outcome.UNKNOWN),
        ("", "# Tool\n", Outcome.UNKNOWN),
    ],
)
def test_only_sites_that_are_named_enough_are_met(web: str, readme: str, outcome: Outcome) -> None:
    evidence = Evidence(MemoryFiles({"README.md": readme}), repository=Repository(web=web))
    [finding] = project_sites.passwords.run(evidence)
    assert finding.outcome is outcome
