"""A sentence that asks for new tests is told from one that only speaks of tests."""

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Confidence, Finding, Outcome
from badge.probes import testing_policy

FILL = "These words only make the guide long enough to be one. " * 3 + "\n\n"


def look(texts: dict[str, str]) -> dict[str, Finding]:
    return {each.criterion: each for each in testing_policy.policy.run(Evidence(MemoryFiles(texts)))}


@pytest.mark.parametrize(
    "sentence",
    [
        "All new features must include tests.",
        "Please add unit tests for any new functionality.",
        "- Include tests for new functionality",
        "- [ ] Add tests that show the fix works",
        "Add or modify tests to cover your code changes.",
        "Every feature that is added should get at least one valid test case.",
        "New features need to be tested in the test suite, and every pull request needs tests.",
        "Pull requests without tests will not be merged; tests are required for each change.",
        "We expect new Pull Requests to include enough tests for new or changed behavior.",
        "Make sure your patch comes with a\nregression test for the bug it fixes.",
        "When fixing a bug, write a test first.",
        "- [ ] Tests added, if applicable.",
    ],
)
def test_a_policy_is_found(sentence: str) -> None:
    findings = look({"CONTRIBUTING.md": FILL + sentence + "\n"})
    stricter = findings.pop("osps_qa_06_03")
    assert {(each.outcome, each.confidence) for each in findings.values()} == {(Outcome.MET, Confidence.GOOD)}
    assert (stricter.outcome, stricter.confidence) == (Outcome.MET, Confidence.PARTIAL)
    assert findings["test_policy"].places[0].line == 3


@pytest.mark.parametrize(
    "sentence",
    [
        "Run the tests before you send a pull request.",
        "Please make sure that all tests pass before you open a pull request.",
        "Your changes should pass all tests.",
        "You do not need to add tests for a new feature.",
        "When creating a new issue, be sure to include a test case demonstrating the bug.",
        "Tests are in the folder tests, and cover most of the code.",
        "There is a lot of documentation which could need updating for a change:",
        "The latest contest is required for new features.",
        "Just like normal code, document tests, since suites are made of tests that must be understood by themselves.",
        "Often the test expectation will need to be updated for new behavior.",
    ],
)
def test_other_sentences_about_tests_are_no_policy(sentence: str) -> None:
    findings = look({"CONTRIBUTING.md": FILL + sentence + "\n"})
    assert {each.outcome for each in findings.values()} == {Outcome.UNKNOWN}


def test_a_wish_counts_less() -> None:
    findings = look({"CONTRIBUTING.md": FILL + "If possible, please add tests for new features.\n"})
    assert {each.confidence for each in findings.values()} == {Confidence.PARTIAL}


def test_a_template_asks_in_its_comments() -> None:
    findings = look({".github/pull_request_template.md": "<!--\n- Add tests that fail without the change.\n-->\n"})
    assert findings["tests_documented_added"].outcome is Outcome.MET


def test_the_readmes_section_is_a_policy_but_no_instruction() -> None:
    findings = look(
        {"README.md": "## Contributing\n\nNew features must have tests; please add tests with each change.\n"}
    )
    assert findings["test_policy"].outcome is Outcome.MET
    assert findings["tests_documented_added"].outcome is Outcome.UNKNOWN


def test_a_test_tools_own_readme_is_no_policy() -> None:
    findings = look({"README.md": "## Usage\n\nYou should add a test for every new feature of your program.\n"})
    assert {each.outcome for each in findings.values()} == {Outcome.UNKNOWN}


@pytest.mark.parametrize("texts", [{}, {"CONTRIBUTING.md": FILL}])
def test_absence_is_never_unmet_since_a_policy_may_be_spoken(texts: dict[str, str]) -> None:
    assert {each.outcome for each in look(texts).values()} == {Outcome.UNKNOWN}
