"""Where bugs are reported and things discussed: own places are told from those of others."""

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles, Repository
from badge.core.findings import Confidence, Finding, Outcome
from badge.core.messages import Message
from badge.probes import reporting
from badge.probes.probe import Probe

FORGE = "https://github.com/example/tool"
FORM = {".github/ISSUE_TEMPLATE/bug.yml": "name: Bug\n"}
BUGS = {"package.json": '{"bugs": {"url": "https://bugs.example.org/tool"}}'}
ALL = (reporting.process, reporting.tracker, reporting.archive, reporting.discussion)


def look(probe: Probe, texts: dict[str, str], web: str = "", *limits: Message) -> Finding:
    [finding] = [
        each
        for each in probe.run(Evidence(MemoryFiles(texts, limits), repository=Repository(web=web)))
        if not each.criterion.startswith("osps_")
    ]
    return finding


@pytest.mark.parametrize(
    ("texts", "confidence"),
    [
        (FORM, Confidence.GOOD),
        ({".gitlab/issue_templates/Bug.md": "x"}, Confidence.GOOD),
        ({"README.md": "Report bugs in the [tracker](https://github.com/example/tool/issues)."}, Confidence.GOOD),
        ({"README.md": "If you find a problem, please send it to\nbugs@example.org.\n"}, Confidence.GOOD),
        ({"docs/BUGS.md": "Report bugs to the list: https://lists.example.org/pipermail/tool\n"}, Confidence.GOOD),
        (BUGS, Confidence.PARTIAL),
    ],
)
def test_a_way_to_report_bugs_is_found(texts: dict[str, str], confidence: Confidence) -> None:
    finding = look(reporting.process, texts)
    assert (finding.outcome, finding.confidence) == (Outcome.MET, confidence)


@pytest.mark.parametrize(
    "texts",
    [
        {".github/ISSUE_TEMPLATE/config.yml": "blank_issues_enabled: false\n"},
        {"README.md": "Report security problems to security@example.org."},
        {"README.md": "This was reported as a bug in https://github.com/other/thing/issues/12."},
        {"README.md": "There are no known problems."},
        {"README.md": "```\nReport bugs to bugs@example.org.\n```\n"},
        {},
    ],
)
def test_other_words_leave_it_open(texts: dict[str, str]) -> None:
    assert look(reporting.process, texts).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("texts", "web", "confidence"),
    [
        ({"README.md": "[Issues](https://github.com/example/tool/issues)"}, FORGE, Confidence.GOOD),
        ({"README.md": "Report bugs at https://bugzilla.example.org/enter_bug.cgi."}, "", Confidence.GOOD),
        (BUGS, "", Confidence.GOOD),
        (FORM, "", Confidence.GOOD),
        ({"README.md": "A tool."}, FORGE, Confidence.PARTIAL),
    ],
)
def test_a_tracker_is_found(texts: dict[str, str], web: str, confidence: Confidence) -> None:
    finding = look(reporting.tracker, texts, web)
    assert (finding.outcome, finding.confidence) == (Outcome.MET, confidence)


@pytest.mark.parametrize(
    "text",
    [
        "It works around https://github.com/other/thing/issues.",
        "It works around https://github.com/example/tool/issues/12.",
        "See https://other.example.org/issues for theirs.",
    ],
)
def test_trackers_of_others_and_single_issues_are_not_the_tracker(text: str) -> None:
    assert look(reporting.tracker, {"README.md": text}).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("texts", "web", "confidence"),
    [
        ({"README.md": "[Issues](https://github.com/example/tool/issues)"}, FORGE, Confidence.GOOD),
        (FORM, FORGE, Confidence.GOOD),
        ({"README.md": "A tool."}, FORGE, Confidence.PARTIAL),
        (BUGS, "", Confidence.PARTIAL),
        (
            {"README.md": "Write to the mailing list: https://lists.example.org/mailman/listinfo/tool"},
            "",
            Confidence.PARTIAL,
        ),
    ],
)
def test_an_archive_is_found(texts: dict[str, str], web: str, confidence: Confidence) -> None:
    finding = look(reporting.archive, texts, web)
    assert (finding.outcome, finding.confidence) == (Outcome.MET, confidence)


@pytest.mark.parametrize(
    ("texts", "web", "outcome", "confidence"),
    [
        (FORM, FORGE, Outcome.MET, Confidence.GOOD),
        ({"README.md": "A tool."}, FORGE, Outcome.MET, Confidence.PARTIAL),
        ({"README.md": "Ask in the [forum](https://forum.example.org)."}, "", Outcome.MET, Confidence.PARTIAL),
        ({"README.md": "Ask on [Discord](https://discord.gg/abc)."}, "", Outcome.UNKNOWN, Confidence.CUE),
        ({"README.md": "See https://github.com/other/thing/discussions."}, "", Outcome.UNKNOWN, Confidence.CUE),
    ],
)
def test_a_place_for_discussion_is_found_and_a_chat_is_not_enough(
    texts: dict[str, str], web: str, outcome: Outcome, confidence: Confidence
) -> None:
    finding = look(reporting.discussion, texts, web)
    assert (finding.outcome, finding.confidence) == (outcome, confidence)


@pytest.mark.parametrize("probe", ALL, ids=lambda probe: probe.name)
def test_the_forge_alone_says_nothing_where_it_is_not_used(probe: Probe) -> None:
    for readme in ("This is a read-only mirror.", "We do not use GitHub issues.", "Please do not open issues here."):
        assert look(probe, {"README.md": readme}, FORGE).outcome is Outcome.UNKNOWN, readme
    assert look(probe, {"README.md": "A tool."}, "https://git.example.org/tool").outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("probe", ALL, ids=lambda probe: probe.name)
def test_the_forge_alone_says_nothing_when_a_document_may_be_missing(probe: Probe) -> None:
    assert look(probe, {"README.md": "A tool."}, FORGE, Message("The tree is too large.")).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("path", ["java/forums/t105978.html", "forum/t/of-old/17", "forum/viewtopic.php?t=1"])
def test_a_single_conversation_is_no_place_for_discussion(path: str) -> None:
    texts = {"README.md": f"It has [isolates](https://www.example.org/{path}).\n"}
    assert look(reporting.discussion, texts).outcome is Outcome.UNKNOWN
