"""Lists of people with access, and rules on how somebody gets more rights."""

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Outcome
from badge.probes import collaborators

MET, UNKNOWN = Outcome.MET, Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("texts", "outcome"),
    [
        ({"MAINTAINERS.md": "# Maintainers\n\n- Ada Example (@ada)\n- Grace Example\n"}, MET),
        ({"OWNERS": "# the owners\nada@example.org\n"}, MET),
        ({"README.md": "# Tool\n\n## Maintainers\n\n- [Ada Example](https://github.com/ada)\n"}, MET),
        ({"GOVERNANCE.md": "# Governance\n\n## Core team\n\nAda (@ada) and Grace (@grace).\n"}, MET),
        ({".github/CODEOWNERS": "* @ada\n"}, UNKNOWN),
        ({"MAINTAINERS.md": "# Maintainers\n\nTo be written.\n"}, UNKNOWN),
        ({"README.md": "# Tool\n\n## Becoming a maintainer\n\nAsk @ada.\n"}, UNKNOWN),
        ({"docs/reference/fields/maintainers.rst": "maintainers\n===========\n\n- Ada Example @ada\n"}, UNKNOWN),
        ({}, UNKNOWN),
    ],
)
def test_a_list_names_people(texts: dict[str, str], outcome: Outcome) -> None:
    [finding] = collaborators.listed.run(Evidence(MemoryFiles(texts)))
    assert finding.outcome is outcome


GOVERNANCE = "# Governance\n\n## {}\n\n{}\n"
WHO = (
    "Contributors who have shown good work for some months can be nominated by any maintainer. The "
    "maintainers vote, and after "
    "a majority has agreed, the person is added to the team and gets write access."
)


@pytest.mark.parametrize(
    ("title", "text", "outcome"),
    [
        ("Becoming a maintainer", WHO, MET),
        ("Commit access", WHO, MET),
        ("Release rhythm", WHO, UNKNOWN),
        (
            "Push access",
            (
                "Push access is handed out on an arbitrary basis. As a maintainer you can approve the "
                "changes of others to your code."
            ),
            UNKNOWN,
        ),
        ("Becoming a maintainer", "Ask us.", UNKNOWN),
    ],
)
def test_a_rule_has_a_choice_before_the_rights(title: str, text: str, outcome: Outcome) -> None:
    [finding] = collaborators.escalation.run(Evidence(MemoryFiles({"GOVERNANCE.md": GOVERNANCE.format(title, text)})))
    assert finding.outcome is outcome
