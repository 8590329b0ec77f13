"""Steps of a build with what it needs, and tests with how and when."""

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Outcome
from badge.core.messages import Message
from badge.probes import how_to_build

MET, NA, UNKNOWN = Outcome.MET, Outcome.NA, Outcome.UNKNOWN
CODE = {"src/main.c": "int main(void) { return 0; }\n", "Makefile": "all:\n\tcc src/main.c\n"}
STEPS = "# Tool\n\n## Building\n\nYou need a C compiler and libfoo-dev.\n\n```\n./configure\nmake\n```\n"


@pytest.mark.parametrize(
    ("texts", "outcome"),
    [
        ({**CODE, "README.md": STEPS}, MET),
        ({**CODE, "README.md": STEPS.replace("You need a C compiler and libfoo-dev.", "Easy.")}, UNKNOWN),
        (
            {
                **CODE,
                "README.md": (
                    "# Tool\n\n## Building\n\nPlease make sure that you have a compiler.\n\nCMake works well.\n"
                ),
            },
            UNKNOWN,
        ),
        ({**CODE, "README.md": STEPS.replace("Building", "Usage")}, UNKNOWN),
        ({"a.py": "x = 1\n", "README.md": "# Tool\n"}, NA),
        ({**CODE}, UNKNOWN),
    ],
)
def test_a_build_has_steps_and_needs(texts: dict[str, str], outcome: Outcome) -> None:
    [finding] = how_to_build.build.run(Evidence(MemoryFiles(texts)))
    assert finding.outcome is outcome


def test_nothing_to_build_is_not_concluded_from_a_part() -> None:
    files = MemoryFiles({"a.py": "x = 1\n"}, [Message("The tree is too large.")])
    [finding] = how_to_build.build.run(Evidence(files))
    assert finding.outcome is UNKNOWN


TESTS = {"tests/test_a.py": "def test_a():\n    assert True\n", "pytest.ini": "[pytest]\n"}
GUIDE = (
    "# Contributing\n\nThis guide tells how to take part in the work on this tool, in a few short "
    "steps.\n\n## Tests\n\n```\npytest\n```\n\n{}\n"
)


@pytest.mark.parametrize(
    ("texts", "outcome"),
    [
        ({**TESTS, "CONTRIBUTING.md": GUIDE.format("Run the tests before you open a pull request.")}, MET),
        ({**TESTS, "CONTRIBUTING.md": GUIDE.format("CI runs all tests on every pull request.")}, MET),
        ({**TESTS, "CONTRIBUTING.md": GUIDE.format("They are quick.")}, UNKNOWN),
        ({**TESTS, "CONTRIBUTING.md": GUIDE.format("You will want to write tests for your changes.")}, UNKNOWN),
        (TESTS, UNKNOWN),
        ({}, UNKNOWN),
    ],
)
def test_tests_have_a_command_and_an_occasion(texts: dict[str, str], outcome: Outcome) -> None:
    [finding] = how_to_build.tests.run(Evidence(MemoryFiles(texts)))
    assert finding.outcome is outcome
