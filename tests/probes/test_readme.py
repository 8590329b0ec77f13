"""The readme probes see what the software is, and the three things a newcomer is told."""

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles, Repository
from badge.core.findings import Confidence, Finding, Outcome
from badge.core.messages import Message
from badge.probes import readme

NOWHERE = Repository()
FORGE = Repository(web="https://github.com/example/tool")
OBTAIN = "## Installation\n\n```\npip install tool\n```\n"
FEEDBACK = "## Help\n\nReport bugs in the [tracker](https://bugs.example.org).\n"
CONTRIBUTE = "## Contributing\n\nSend a [pull request](https://git.example.org/tool).\n"


def description(text: str, **others: str) -> Finding:
    [finding] = readme.description.run(Evidence(MemoryFiles({"README.md": text, **others})))
    return finding


def interaction(text: str, repository: Repository = NOWHERE) -> Finding:
    [finding] = readme.interaction.run(Evidence(MemoryFiles({"README.md": text}), repository=repository))
    return finding


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# Tool\n\nTool is a small program for sorting photos.\n", 3),
        (
            "# Tool\n\n[![CI](https://ci.org/b.svg)](https://ci.org)\n\nA fast parser for odd file formats.\n",
            5,
        ),
        ("<!-- licence -->\n<h1>Tool</h1>\n<p>\n  Tool lets you sort photos by colour.\n</p>\n", 4),
        ("Tool\n====\nThe complete solution for command-line interfaces.\n", 3),
        ("# Tool\n\nWe are excited to announce Tool 2.\n\nTool provides answers to questions.\n", 5),
    ],
)
def test_a_paragraph_that_says_what_it_is_is_found(text: str, line: int) -> None:
    finding = description(text)
    assert (finding.outcome, finding.confidence) == (Outcome.MET, Confidence.PARTIAL)
    assert finding.places[0].line == line


@pytest.mark.parametrize(
    "text",
    [
        "# Tool\n\n![is a picture for seeing](https://x.org/a.png)\n" + "\n[![a](https://x.org)](https://x.org)" * 20,
        "# Tool\n\n" + "Lorem ipsum dolor sit amet consectetur. " * 10,
        "# Tool\n\n```\nTool is a small program for sorting photos.\n```\n"
        + "\nOtherwise quiet words stand here now." * 10,
        "# 工具\n\n" + "这是一个用于排序照片的小程序。" * 20,
    ],
)
def test_other_words_leave_it_open(text: str) -> None:
    assert description(text).outcome is Outcome.UNKNOWN


def test_another_readme_may_say_it_where_the_first_is_in_another_language() -> None:
    finding = description("# Tool\n\n这是一个工具。\n", **{"README_EN.md": "# Tool\n\nTool is a parser for dates.\n"})
    assert (finding.outcome, finding.places[0].path) == (Outcome.MET, "README_EN.md")


def test_to_get_started_with_contributing_is_not_to_get_the_software() -> None:
    guide = "This guide will help you get started: https://x.org\n" + FEEDBACK + CONTRIBUTE
    [finding] = readme.interaction.run(Evidence(MemoryFiles({"CONTRIBUTING.md": guide * 9})))
    assert str(finding.because) == "No document says how to get the software."


def test_no_readme_and_an_empty_one_are_weak_signs_against_it() -> None:
    assert description("# Tool\n").outcome is Outcome.UNMET
    [finding] = readme.description.run(Evidence(MemoryFiles({"main.c": "x"})))
    assert (finding.outcome, finding.confidence, finding.by_absence) == (Outcome.UNMET, Confidence.CUE, True)


def test_an_empty_readme_beside_documentation_leaves_it_open() -> None:
    assert description("# Tool\n", **{"docs/index.md": "x"}).outcome is Outcome.UNKNOWN


def test_nothing_is_concluded_from_a_readme_that_could_not_be_read() -> None:
    [finding] = readme.description.run(Evidence(MemoryFiles({"README.md": "x"}, unreadable=["README.md"])))
    assert finding.status is None


@pytest.mark.parametrize(
    ("text", "outcome", "confidence"),
    [
        (OBTAIN + FEEDBACK + CONTRIBUTE, Outcome.MET, Confidence.GOOD),
        (OBTAIN + "Bug reports and contributions by mail are welcome.\n", Outcome.MET, Confidence.PARTIAL),
        (OBTAIN, Outcome.UNKNOWN, Confidence.CUE),
        ("## Quick Start\n\n```xml\n<dependency>\n```\n" + FEEDBACK + CONTRIBUTE, Outcome.MET, Confidence.GOOD),
        (FEEDBACK + CONTRIBUTE, Outcome.UNKNOWN, Confidence.CUE),
        ("[![install issues contribute](https://x.org/badge.svg)](https://x.org)\n", Outcome.UNKNOWN, Confidence.CUE),
        ("See [Ruby](https://ruby.example.org/en/downloads/issues/contributing).\n", Outcome.UNKNOWN, Confidence.CUE),
    ],
)
def test_three_things_are_looked_for(text: str, outcome: Outcome, confidence: Confidence) -> None:
    finding = interaction(text)
    assert (finding.outcome, finding.confidence) == (outcome, confidence)


def test_what_is_missing_is_named() -> None:
    assert str(interaction(OBTAIN + CONTRIBUTE).because) == "No document says how to give feedback."


def test_a_known_forge_fills_one_gap_but_not_the_way_to_get_it() -> None:
    assert interaction(OBTAIN + FEEDBACK, FORGE).outcome is Outcome.MET
    assert interaction(FEEDBACK + CONTRIBUTE, FORGE).outcome is Outcome.UNKNOWN
    assert interaction(OBTAIN, FORGE).outcome is Outcome.UNKNOWN


def test_without_any_document_nothing_is_said() -> None:
    evidence = Evidence(MemoryFiles({"main.c": "x"}, [Message("The tree is too large.")]))
    assert [each.outcome for each in readme.interaction.run(evidence)] == [Outcome.UNKNOWN]
