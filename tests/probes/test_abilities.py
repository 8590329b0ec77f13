"""What a probe can say is read from its code: the same as what it says, and never less."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest

from badge.core.criteria import Criteria, Flag
from badge.core.evidence import Files
from badge.core.findings import Confidence, Finding, Outcome, met, not_applicable, unknown, unmet
from badge.core.messages import Message
from badge.probes import ALL, security_insights
from badge.probes.abilities import abilities
from badge.probes.probe import Echo, Probe, probe
from badge.services.asking import load_criteria

YES = Message("Yes.")


@probe("one", "two", echoes={"one": (Echo("other", Confidence.PARTIAL), "twin")})
def written_out(files: Files) -> Iterator[Finding]:
    """Say something of each kind."""
    if files.entries:
        yield met("one", YES, Confidence.DIRECT)
        yield unmet("one", YES, Confidence.PARTIAL)
    yield _behind("two", Confidence.CUE)
    yield unknown("two", YES)


def _behind(criterion: str, confidence: Confidence) -> Finding:
    return not_applicable(criterion, YES, confidence)


@probe("one")
def chosen(files: Files) -> Iterator[Finding]:
    """Choose what to say."""
    say = partial(met, "one", YES) if files.complete else None
    speak = met if files.entries else unmet
    if say:
        yield speak("one", YES, Confidence.GOOD)


@probe("one")
def silent(files: Files) -> Iterator[Finding]:
    """Say nothing for certain."""
    if files.entries:
        yield unknown("one", YES)


@pytest.mark.parametrize(
    ("each", "wanted"),
    [
        (
            written_out,
            {
                "one": {Outcome.MET: 4, Outcome.UNMET: 2, Outcome.NA: 4},
                "other": {Outcome.MET: 2, Outcome.UNMET: 2, Outcome.NA: 4},
                "twin": {Outcome.MET: 4, Outcome.UNMET: 2, Outcome.NA: 4},
                "two": {Outcome.NA: 4},  # what is not written out at a finding may be anything that is written out
            },
        ),
        (chosen, {"one": {Outcome.MET: 3, Outcome.UNMET: 3}}),
        (silent, {"one": {}}),
    ],
)
def test_outcomes_and_confidences_are_read(each: Probe, wanted: dict[str, dict[Outcome, int]]) -> None:
    assert {ability.criterion: dict(ability.surest) for ability in abilities(each)} == wanted


def test_a_family_of_tables_says_itself_what_it_can_say() -> None:
    can = {each.criterion: dict(each.surest) for each in abilities(security_insights.state)}
    assert can == {
        "access_continuity": {},
        "maintained": {Outcome.MET: Confidence.PARTIAL, Outcome.UNMET: Confidence.GOOD},
        "osps_gv_01_01": {Outcome.MET: Confidence.PARTIAL},
        "osps_qa_04_01": {Outcome.MET: Confidence.PARTIAL},
    }


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.name)
def test_each_probe_of_ours_has_abilities_for_all_its_criteria(each: Probe) -> None:
    assert {ability.criterion for ability in abilities(each)} == each.answers


@pytest.fixture(scope="module")
def asked() -> Criteria:
    return load_criteria()


def test_what_only_people_can_know_is_never_answered() -> None:
    can = {ability.criterion for each in ALL for ability in abilities(each) if ability.surest}
    assert not can & {"repo_public", "access_continuity", "interfaces_current", "input_validation", "secure_2FA"}


def test_no_probe_proposes_na_where_no_level_allows_it(asked: Criteria) -> None:
    allowed = {each.id for each in asked.all() if Flag.NA_ALLOWED in each.flags}
    sure = {
        ability.criterion
        for each in ALL
        for ability in abilities(each)
        if ability.surest.get(Outcome.NA, Confidence.CUE) > Confidence.CUE
    }
    assert sure - allowed == set()
