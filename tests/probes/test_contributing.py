"""The contributing probes see the way a change takes, and what it must fulfil."""

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles, Repository
from badge.core.findings import Confidence, Finding, Outcome
from badge.core.messages import Message
from badge.probes import contributing
from badge.probes.probe import Probe

FORGE = Repository(web="https://github.com/example/tool")
FILL = "These words only make the guide long enough to be one. " * 3

POINTER = "See our [guide](https://x.org/c) for the many ways in which you can contribute, including reporting issues."


def look(probe: Probe, texts: dict[str, str], repository: Repository | None = None, *limits: Message) -> Finding:
    [finding] = [
        each
        for each in probe.run(Evidence(MemoryFiles(texts, limits), repository=repository or Repository()))
        if not each.criterion.startswith("osps_")
    ]
    return finding


@pytest.mark.parametrize(
    ("texts", "confidence"),
    [
        ({"CONTRIBUTING.md": FILL + "Open a pull request."}, Confidence.GOOD),
        ({".github/CONTRIBUTING.md": FILL + "Send patches to the mailing list."}, Confidence.GOOD),
        ({"docs/contributing.rst": FILL + "Use git send-email."}, Confidence.GOOD),
        ({"CONTRIBUTING.md": FILL}, Confidence.PARTIAL),
        ({"CONTRIBUTING.md": FILL + "\n```\nopen a pull request\n```\n"}, Confidence.PARTIAL),
        ({"HACKING": FILL + "To contribute, fork and send a pull request."}, Confidence.PARTIAL),
        ({"README.md": "## Contributing\n\n" + FILL + "Fork it.\n"}, Confidence.PARTIAL),
        ({"README.md": f"## Contributing\n\n{POINTER}\n"}, Confidence.PARTIAL),
    ],
)
def test_a_way_to_contribute_is_found(texts: dict[str, str], confidence: Confidence) -> None:
    finding = look(contributing.process, texts)
    assert (finding.outcome, finding.confidence) == (Outcome.MET, confidence)
    assert finding.places[0].path in texts


@pytest.mark.parametrize(
    "texts",
    [
        {"README.md": "## Contributors\n\n" + FILL + "pull request\n"},
        {"README.md": "## Contributing\n\nPlease do.\n"},
        {"README.md": "A tool.", "docs/development.md": FILL + "Use a branch of your own for your application."},
        {"README.md": "A tool.", "vendor/x/CONTRIBUTING.md": FILL + "pull request"},
    ],
)
def test_look_alikes_are_no_way_to_contribute(texts: dict[str, str]) -> None:
    finding = look(contributing.process, texts)
    assert (finding.outcome, finding.confidence) == (Outcome.UNMET, Confidence.CUE)


def test_a_public_forge_is_a_way_unless_a_document_says_otherwise() -> None:
    finding = look(contributing.process, {"README.md": "A tool."}, FORGE)
    assert (finding.outcome, finding.confidence) == (Outcome.MET, Confidence.PARTIAL)
    assert "https://github.com/example/tool" in str(finding.because)
    closed = look(contributing.process, {"README.md": "We do not accept pull requests.\n"}, FORGE)
    assert closed.outcome is Outcome.UNKNOWN


def test_a_mirror_and_a_tree_cut_short_leave_it_open() -> None:
    assert look(contributing.process, {"README.md": "This is a read-only mirror."}, FORGE).outcome is Outcome.UNKNOWN
    cut = look(contributing.process, {"README.md": "A tool."}, FORGE, Message("The tree is too large."))
    assert cut.outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("demands", "confidence"),
    [
        ("Follow PEP 8.\n\nWrite good commit messages.\n", Confidence.GOOD),
        ("Run pre-commit.\n\nSign off your commits (DCO).\n", Confidence.GOOD),
        ("Every new feature needs tests.\n\nAdd an entry to the changelog.\n", Confidence.GOOD),
        ("Follow our coding style.\n", Confidence.PARTIAL),
        ("All commits follow our coding style and pass pre-commit.\n", Confidence.PARTIAL),
    ],
)
def test_demands_on_a_change_are_collected(demands: str, confidence: Confidence) -> None:
    finding = look(contributing.requirements, {"CONTRIBUTING.md": FILL + "\n\n" + demands})
    assert (finding.outcome, finding.confidence) == (Outcome.MET, confidence)


@pytest.mark.parametrize(
    "texts",
    [
        {"CONTRIBUTING.md": FILL},
        {"README.md": "## Usage\n\nThe code style of your program is linted, with commit messages.\n"},
        {"README.md": "A tool."},
    ],
)
def test_without_demands_nothing_is_proposed(texts: dict[str, str]) -> None:
    assert look(contributing.requirements, texts).outcome is Outcome.UNKNOWN


def test_the_readmes_own_section_counts_a_little() -> None:
    finding = look(
        contributing.requirements, {"README.md": "## Contributing\n\nFollow PEP 8.\nWrite good commit messages.\n"}
    )
    assert (finding.outcome, finding.confidence) == (Outcome.MET, Confidence.PARTIAL)
    assert [place.line for place in finding.places] == [3, 4]
