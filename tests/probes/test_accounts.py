"""What the forge is known for is a claim about it, never about settings."""

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles, Repository
from badge.core.findings import Outcome
from badge.core.messages import Message
from badge.probes import accounts

MET, UNKNOWN = Outcome.MET, Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("web", "outcome"),
    [
        ("https://github.com/example/tool", MET),
        ("https://gitlab.com/example/tool", UNKNOWN),
        ("https://git.example.org/tool", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_only_a_forge_that_demands_two_factors_answers(web: str, outcome: Outcome) -> None:
    found = {
        each.criterion: each.outcome
        for each in accounts.factors.run(Evidence(MemoryFiles({}), repository=Repository(web=web)))
    }
    assert found.pop("require_2FA") is outcome
    assert found == dict.fromkeys(["secure_2FA", "osps_ac_01_01", "osps_ac_02_01"], UNKNOWN)


@pytest.mark.parametrize(
    ("readme", "web", "outcome"),
    [
        ("# Tool\n", "https://github.com/example/tool", MET),
        ("# Tool\n\nSee https://en.wikipedia.org/wiki/Tool.\n", "https://github.com/acme/widget", MET),
        ("# Tool\n\n[Website](https://tool.example)\n", "https://github.com/acme/widget", UNKNOWN),
        ("# Tool\n\nDocs are at https://widget.dev/docs.\n", "https://github.com/acme/widget", UNKNOWN),
        ("# Tool\n", "https://codeberg.org/acme/widget", UNKNOWN),
        ("# Tool\n", "", UNKNOWN),
    ],
)
def test_every_site_has_to_be_known(readme: str, web: str, outcome: Outcome) -> None:
    [finding] = accounts.headers.run(Evidence(MemoryFiles({"README.md": readme}), repository=Repository(web=web)))
    assert finding.outcome is outcome


def test_sites_are_not_all_known_where_not_all_was_read() -> None:
    files = MemoryFiles({"README.md": "# Tool\n"}, [Message("The tree is too large.")])
    evidence = Evidence(files, repository=Repository(web="https://github.com/acme/widget"))
    assert accounts.headers.run(evidence)[0].outcome is UNKNOWN
