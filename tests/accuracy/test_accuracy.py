"""The labelled cases: what the probes say of them is true, and what docs/accuracy.md says of the probes is, too."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from badge import probes
from badge.core.accuracy import Case, Measurement
from badge.core.answers import Status
from badge.core.findings import Confidence, Outcome
from badge.core.proposals import SURE
from badge.probes.abilities import abilities
from badge.services import measuring, probing
from badge.services.asking import load_criteria
from scripts import accuracy
from tests.accuracy.building import build, cases

CAP = 0.9
"""The share of its sure Met that has to be true for a probe to stay sure."""


pytestmark = pytest.mark.timeout(600)  # the first test to ask builds and looks at all cases


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    return accuracy.looked(tmp_path_factory.mktemp("cases"))


@pytest.fixture(scope="module")
def found(looked: list[Case]) -> Measurement:
    return measuring.measured(looked)


def test_there_are_enough_cases_and_each_says_what_it_is_for() -> None:
    every = cases()
    assert len(every) >= 60
    assert sum(len(each.labels) for each in every) >= 300
    assert all(each.about.endswith(".") for each in every)
    words = Counter(word for each in every for word in ("near miss", "trap") if word in each.about.lower())
    assert words["near miss"] >= 10
    assert words["trap"] >= 20


def test_a_case_is_built_the_same_every_time(tmp_path: Path) -> None:
    case = next(each for each in cases() if each.tags)
    heads = [
        (build(case, tmp_path / name) / "repository" / "refs" / "heads" / "main").read_text() for name in ("a", "b")
    ]
    assert heads[0] == heads[1]


def test_every_met_that_may_be_accepted_at_once_is_true(found: Measurement) -> None:
    wrong = [
        (each.case, each.finding.criterion, each.finding.probe)
        for each in found.misses
        if each.proposed and each.finding.outcome is Outcome.MET and each.finding.confidence >= SURE
    ]
    assert wrong == []
    assert found.total(Status.MET, least=SURE).right >= 150


def test_what_is_proposed_unmet_is_true_as_often_as_promised(found: Measurement) -> None:
    tally = found.total(Status.UNMET)
    assert tally.right >= 30
    assert tally.precision is not None
    assert tally.precision >= 0.95


def test_a_probe_whose_sure_met_was_often_wrong_is_not_sure_of_it(found: Measurement) -> None:
    for each in probes.ALL:
        tally = found.met.get(each.name)
        if tally is None or (tally.precision or 0) >= CAP:
            continue
        surest = max((one.surest.get(Outcome.MET, Confidence.CUE) for one in abilities(each)), default=Confidence.CUE)
        assert surest <= Confidence.PARTIAL, f"{each.name}: {tally}"


def test_no_probe_says_more_than_is_read_from_its_code(looked: list[Case]) -> None:
    can = {each.name: {one.criterion: one.surest for one in abilities(each)} for each in probes.ALL}
    for finding in (finding for case in looked for finding in case.findings if finding.status is not None):
        surest = can[finding.probe][finding.criterion]
        assert finding.confidence <= surest.get(finding.outcome, 0), finding


def test_no_probe_breaks_on_any_case(looked: list[Case]) -> None:
    assert [each for case in looked for each in case.findings if each.outcome is Outcome.ERROR] == []


def test_the_page_and_the_kept_figures_are_true(found: Measurement) -> None:
    advice = "run: python scripts/accuracy.py"
    assert accuracy.DOCUMENT.read_text("utf-8") == accuracy.document(found, cases()).rstrip("\n") + "\n", advice
    assert probing.RECORD.read_text("utf-8") == accuracy.record(found), advice


def test_at_least_160_of_all_ids_can_get_a_finding_and_most_of_them_a_status(found: Measurement) -> None:
    asked = load_criteria().ids()
    can = {one.criterion: bool(one.surest) for each in probes.ALL for one in abilities(each)}
    said = {name for each in probes.ALL for name in each.answers}
    assert len(asked) == 193
    assert set(can) == said
    assert len(said & asked) >= 160
    assert len({name for name, status in can.items() if status} & asked) >= 150
    assert len(found.criteria) >= 110
