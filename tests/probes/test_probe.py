"""A probe gets what it names, answers what it declares, and the others go on when it breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import pytest

from badge.core.evidence import Commit, Evidence, Files, History, MemoryFiles, Tag
from badge.core.findings import Confidence, Finding, Outcome, Place, met, not_applicable, unknown, unmet
from badge.core.messages import Message
from badge.probes.facts.documents import Documents
from badge.probes.probe import Echo, Probe, probe, run

SEEN = Message("Seen.")
NOWHERE = Message("Nowhere.")


@probe("a_license", version="3")
def licence(files: Files) -> Iterator[Finding]:
    """Look for a licence.

    More about it.
    """
    if "LICENSE" in files.entries:
        yield met("a_license", SEEN, Confidence.DIRECT, files.place("LICENSE"))
    else:
        yield unmet("a_license", NOWHERE, Confidence.DIRECT, by_absence=True)


@probe("a_history", "b_history")
def past(history: History, tags: Sequence[Tag]) -> Iterator[Finding]:
    """Look at the past."""
    yield met("a_history", SEEN, Confidence.GOOD)
    yield met("b_history", SEEN, Confidence.GOOD)


@probe("a_broken", "b_broken")
def broken(files: Files) -> Iterator[Finding]:
    """Break."""
    yield met("a_broken", SEEN, Confidence.GOOD)
    raise KeyError("lost")


@probe("a_license")
def talkative(files: Files) -> Iterator[Finding]:
    """Answer more than was declared."""
    yield met("something_else", SEEN, Confidence.GOOD)


@probe("a_readme")
def readme(documents: Documents) -> Iterator[Finding]:
    """Look for a readme."""
    if documents.first("readme"):
        yield met("a_readme", SEEN, Confidence.GOOD)
    else:
        yield unmet("a_readme", NOWHERE, Confidence.GOOD, by_absence=True)


@probe("a_readme")
def readme_again(files: Files) -> Iterator[Finding]:
    """Open the readme itself."""
    if files.text("README") is None:
        yield unmet("a_readme", NOWHERE, Confidence.GOOD, by_absence=True)


def with_files(**texts: str) -> Evidence:
    return Evidence(MemoryFiles(texts))


def cut_short(*unreadable: str) -> Evidence:
    limits = () if unreadable else (Message("The tree is too large."),)
    return Evidence(MemoryFiles(dict.fromkeys(unreadable, "text"), limits, unreadable))


def test_a_probe_says_of_itself_what_it_is() -> None:
    assert licence.name.endswith(".licence")
    assert (licence.needs, licence.answers, licence.version) == (("files",), frozenset({"a_license"}), "3")
    assert licence.purpose == "Look for a licence."
    assert past.needs == ("history", "tags")


def test_a_finding_carries_the_probe_and_its_version() -> None:
    [finding] = licence.run(with_files(LICENSE="x"))
    assert (finding.probe, finding.probe_version) == (licence.name, "3")
    assert finding.outcome is Outcome.MET
    assert finding.places[0].path == "LICENSE"


def test_a_probe_is_given_a_fact_by_its_name() -> None:
    assert [each.outcome for each in readme.run(with_files(README="x"))] == [Outcome.MET]


def test_an_undeclared_answer_is_refused() -> None:
    with pytest.raises(AssertionError, match="something_else"):
        talkative.run(with_files())


def test_a_finding_is_repeated_for_the_criteria_that_ask_the_same() -> None:
    @probe("a", "b", echoes={"a": ("c", Echo("d", Confidence.PARTIAL))})
    def both(files: Files) -> Iterator[Finding]:
        """Look."""
        yield met("a", SEEN, Confidence.DIRECT, Place("x"))
        yield unmet("b", NOWHERE, Confidence.GOOD)

    assert both.answers == {"a", "b", "c", "d"}
    found = both.run(with_files())
    assert [(each.criterion, int(each.confidence)) for each in found] == [("a", 4), ("c", 4), ("d", 2), ("b", 3)]
    assert {(each.because, each.places, each.probe) for each in found[:3]} == {(SEEN, (Place("x"),), both.name)}


def test_an_echo_keeps_what_speaks_against_it_as_sure_as_it_is_and_is_taken_back_with_it() -> None:
    @probe("a", echoes={"a": (Echo("b", Confidence.CUE),)})
    def absent(files: Files) -> Iterator[Finding]:
        """Look."""
        yield unmet("a", NOWHERE, Confidence.DIRECT, by_absence=True)

    assert [int(each.confidence) for each in absent.run(with_files())] == [4, 4]
    assert [each.status for each in absent.run(cut_short())] == [None, None]


def test_what_a_probe_itself_says_stands_instead_of_the_echo() -> None:
    @probe("a", echoes={"a": ("b",)})
    def careful(files: Files) -> Iterator[Finding]:
        """Look."""
        yield met("a", SEEN, Confidence.DIRECT)
        yield unknown("b", SEEN)

    assert [(each.criterion, each.outcome) for each in careful.run(with_files())] == [
        ("a", Outcome.MET),
        ("b", Outcome.UNKNOWN),
    ]


def test_absent_evidence_and_a_fault_are_said_for_echoes_too() -> None:
    @probe("a", echoes={"a": ("b",)})
    def faulty(history: History) -> Iterator[Finding]:
        """Break."""
        yield met("a", SEEN, Confidence.DIRECT)
        raise KeyError

    assert [each.criterion for each in run(with_files(), [faulty])] == ["a", "b"]
    found = run(Evidence(MemoryFiles({}), history=History(())), [faulty])
    assert [(each.criterion, each.outcome) for each in found] == [("a", Outcome.ERROR), ("b", Outcome.ERROR)]


def test_an_echo_of_nothing_is_refused() -> None:
    with pytest.raises(AssertionError, match="'x'"):
        probe("a", echoes={"x": ("b",)})


def test_absent_evidence_gives_unknown_with_the_reason_for_each_answer() -> None:
    why = Message("The history is cut off.")
    evidence = Evidence(MemoryFiles({}), tags=(), absent={"history": why})
    findings = past.run(evidence)
    assert [(each.criterion, each.outcome, each.because) for each in findings] == [
        ("a_history", Outcome.UNKNOWN, why),
        ("b_history", Outcome.UNKNOWN, why),
    ]
    assert all(each.probe == past.name for each in findings)


def test_absent_evidence_without_a_reason_is_said_all_the_same() -> None:
    [first, _] = past.run(Evidence(MemoryFiles({}), tags=()))
    assert str(first.because)
    assert first.status is None


def test_empty_evidence_is_not_absent() -> None:
    findings = past.run(Evidence(MemoryFiles({}), history=History(()), tags=()))
    assert [each.outcome for each in findings] == [Outcome.MET, Outcome.MET]


def test_a_broken_probe_is_an_error_and_the_others_go_on() -> None:
    findings = run(with_files(LICENSE="x"), [broken, licence])
    assert [(each.criterion, each.outcome) for each in findings] == [
        ("a_broken", Outcome.ERROR),
        ("a_license", Outcome.MET),
        ("b_broken", Outcome.ERROR),
    ]
    assert findings[0].status is None
    assert "KeyError" in str(findings[0].because)
    assert "lost" not in str(findings[0].because)


def test_a_broken_probe_breaks_a_strict_run() -> None:
    with pytest.raises(KeyError):
        run(with_files(), [broken], strict=True)


@pytest.mark.parametrize("evidence", [cut_short(), Evidence(MemoryFiles({}), limits=(Message("Out of time."),))])
def test_what_rests_on_absence_is_taken_back_when_the_tree_is_incomplete(evidence: Evidence) -> None:
    [finding] = run(evidence, [licence], strict=True)
    assert (finding.outcome, finding.status, finding.confidence) == (Outcome.UNKNOWN, None, Confidence.CUE)
    assert finding.because != NOWHERE


def test_what_rests_on_absence_stays_when_all_was_read() -> None:
    [finding] = run(with_files(), [licence], strict=True)
    assert (finding.outcome, finding.because) == (Outcome.UNMET, NOWHERE)


def test_what_was_seen_stays_though_the_tree_is_incomplete() -> None:
    evidence = Evidence(MemoryFiles({"LICENSE": "x"}, [Message("The tree is too large.")]))
    assert [each.outcome for each in run(evidence, [licence])] == [Outcome.MET]


@pytest.mark.parametrize("order", [[readme, readme_again], [readme_again, readme]])
def test_absence_is_taken_back_from_every_probe_that_wanted_an_unreadable_file(order: list[Probe]) -> None:
    findings = run(cut_short("README"), order, strict=True)
    assert {each.outcome for each in findings} == {Outcome.UNKNOWN}


def test_an_unreadable_file_that_nobody_wanted_changes_nothing() -> None:
    evidence = Evidence(MemoryFiles({"big.bin": "x"}, unreadable=["big.bin"]))
    assert [each.outcome for each in run(evidence, [licence])] == [Outcome.UNMET]


def test_the_order_of_findings_does_not_depend_on_the_order_of_probes() -> None:
    @probe("b", "a")
    def mixed(files: Files) -> Iterator[Finding]:
        """Yield in no order."""
        yield unknown("b", SEEN)
        yield not_applicable("a", SEEN, Confidence.CUE)
        yield met("b", SEEN, Confidence.GOOD, Place("z"))
        yield met("b", SEEN, Confidence.GOOD, Place("y"))

    evidence = with_files(LICENSE="x")
    one = run(evidence, [mixed, licence, readme])
    other = run(evidence, [readme, mixed, licence])
    assert one == other
    assert [(each.criterion, int(each.confidence)) for each in one] == [
        ("a", 1), ("a_license", 4), ("a_readme", 3), ("b", 3), ("b", 3), ("b", 1),
    ]  # fmt: skip
    assert one[3].places < one[4].places


def test_a_fact_is_computed_once_for_all_probes() -> None:
    class Counting(MemoryFiles):
        asked = 0

        def content(self, path: str) -> bytes | None:
            self.asked += 1
            return super().content(path)

    files = Counting({"README": "x"})
    run(Evidence(files), [readme, readme, readme], strict=True)
    assert files.asked == 1


def test_the_head_is_given_even_where_the_history_is_not() -> None:
    @probe("a_head")
    def newest(head: Commit, as_of: datetime) -> Iterator[Finding]:
        """Look at the newest commit."""
        yield met("a_head", Message("%(days)s", {"days": (as_of - head.time).days}), Confidence.GOOD)

    head = Commit("c", datetime(2026, 1, 1, tzinfo=UTC), "A", "a@example.org")
    evidence = Evidence(MemoryFiles({}), head=head, as_of=datetime(2026, 1, 11, tzinfo=UTC))
    assert [str(each.because) for each in newest.run(evidence)] == ["10"]
