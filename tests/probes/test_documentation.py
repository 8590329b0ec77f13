"""The documentation probes see instructions, their absence, and the language they are written in."""

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Confidence, Finding, Outcome
from badge.core.messages import Message
from badge.probes import documentation

INSTALL = "## Installation\n\nUnpack it and run make install.\n"
USE = "## Usage\n\nCall it with a file name.\n"
ENGLISH = "This is a tool that you can use for the sorting of photos, and it is for people who have too many of them. "


def basics(texts: dict[str, str]) -> Finding:
    [finding] = [
        each
        for each in documentation.basics.run(Evidence(MemoryFiles({"main.c": "x", **texts})))
        if not each.criterion.startswith("osps_")
    ]
    return finding


def english(texts: dict[str, str]) -> Finding:
    [finding] = documentation.language.run(Evidence(MemoryFiles(texts)))
    return finding


@pytest.mark.parametrize(
    ("texts", "confidence"),
    [
        ({"README.md": INSTALL + USE}, Confidence.GOOD),
        ({"README.md": "```\npip install tool\n```\n" + USE}, Confidence.GOOD),
        ({"README": "Intro\n\nINSTALLING\n\nUnpack and run it.\n\nEXAMPLES\n\nGive it one file.\n"}, Confidence.GOOD),
        (
            {"README.md": "A tool.", "INSTALL.md": "Unpack it. " * 9 + "\n" + INSTALL, "docs/usage.md": "word " * 80},
            Confidence.GOOD,
        ),
        ({"README.md": "## Getting started\n\nUnpack it and call it.\n"}, Confidence.PARTIAL),
        ({"README.md": INSTALL, "docs/a.md": "", "docs/b.md": "", "docs/c.md": ""}, Confidence.PARTIAL),
        ({"README.md": "See the [documentation](https://tool.example.org/docs)."}, Confidence.PARTIAL),
    ],
)
def test_instructions_are_found(texts: dict[str, str], confidence: Confidence) -> None:
    finding = basics(texts)
    assert (finding.outcome, finding.confidence) == (Outcome.MET, confidence)


@pytest.mark.parametrize(
    "texts",
    [
        {"README.md": "A tool."},
        {"README.md": INSTALL},
        {"README.md": USE},
        {"README.md": "## Installation\n\n## Usage\n"},
        {
            "README.md": "## Running tests\n\nCall the test program.\n\n## Contributing\n\n```\ngit clone https://x.org/tool\n```\n"
        },
        {"docs/a.md": "x"},
    ],
)
def test_half_of_it_leaves_it_open(texts: dict[str, str]) -> None:
    assert basics(texts).outcome is Outcome.UNKNOWN


def test_no_document_at_all_speaks_against_it_if_all_was_seen() -> None:
    assert (basics({}).outcome, basics({}).by_absence) == (Outcome.UNMET, True)
    [finding] = [
        each
        for each in documentation.basics.run(
            Evidence(MemoryFiles({"main.c": "x"}, [Message("The tree is too large.")]))
        )
        if not each.criterion.startswith("osps_")
    ]
    assert finding.outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("paper.pdf", Outcome.NA),
        ("COPYING", Outcome.NA),
        ("main.tf", Outcome.UNKNOWN),
        ("Makefile", Outcome.UNKNOWN),
        ("chart.yaml", Outcome.UNKNOWN),
    ],
)
def test_documents_alone_are_no_software(path: str, outcome: Outcome) -> None:
    [finding] = [
        each
        for each in documentation.basics.run(Evidence(MemoryFiles({"README.md": "Notes.", path: "x"})))
        if not each.criterion.startswith("osps_")
    ]
    assert finding.outcome is outcome


@pytest.mark.parametrize(
    ("texts", "outcome"),
    [
        ({"README.md": ENGLISH * 4}, Outcome.MET),
        ({"README.md": "这是一个工具。" * 30, "README.en.md": ENGLISH * 4}, Outcome.MET),
        ({"README.md": "这是一个 工具。 " * 30}, Outcome.UNMET),
        ({"README.md": "这是一个工具。" * 30, "docs/en/index.md": "x"}, Outcome.UNKNOWN),
        (
            {"README.md": "Dies ist ein Werkzeug, mit dem man Bilder ordnen kann, wenn es zu viele sind. " * 8},
            Outcome.UNKNOWN,
        ),
        ({"README.md": ENGLISH}, Outcome.UNKNOWN),
        ({"README.md": "```\n" + ENGLISH * 9 + "\n```\n"}, Outcome.UNKNOWN),
        ({}, Outcome.UNKNOWN),
    ],
)
def test_the_language_is_told_by_the_commonest_words(texts: dict[str, str], outcome: Outcome) -> None:
    assert english(texts).outcome is outcome
