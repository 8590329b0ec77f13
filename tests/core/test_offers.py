"""What is offered as an answer: from a look, from what a project is, and from other answers; nothing is decided."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from badge.core.answers import Answer, Answers, Status
from badge.core.criteria import Criteria
from badge.core.crosswalk import Implication
from badge.core.evidence import Repository
from badge.core.findings import Confidence, met, unmet
from badge.core.look import Look
from badge.core.messages import Message
from badge.core.offers import from_look, offers
from badge.core.profile import Excuse, Option, Question, excused, people
from badge.core.proposals import Basis
from tests.core.building import answers, series

CUE, PARTIAL, GOOD, DIRECT, CERTAIN = Confidence
PROFILE = (
    Question(
        "kind", "What is it?",
        (
            Option("text", "A text", (Excuse("Nothing is built.", ("b", "c")), Excuse("No code.", ("c",))), people=1),
            Option("code", "Code", people=2),
        ),
    ),
)  # fmt: skip


def leads(source: str, target: str, *pairs: tuple[Status, Status, Confidence]) -> Implication:
    return Implication(source, target, {given: (implied, sure) for given, implied, sure in pairs})


def asked(*crosswalk: Implication) -> Criteria:
    one = series({"one": {"a": "MUST", "b": "MUST na_allowed", "c": "MUST na_allowed", "d": "MUST"}})
    return Criteria((one,), crosswalk=crosswalk, profile=PROFILE)


def look(*findings: tuple[str, Status, Confidence]) -> Look:
    makers = {Status.MET: met, Status.UNMET: unmet}
    made = [makers[status](own, Message("Seen."), sure) for own, status, sure in findings]
    return Look(Repository(), datetime(2026, 1, 1, tzinfo=UTC), made)


YES = (Status.MET, Status.MET, GOOD)
NO = (Status.UNMET, Status.UNMET, GOOD)


def test_an_answer_proposes_its_counterpart_with_its_own_text_and_says_where_it_comes_from() -> None:
    found = offers(None, answers({"a": "Met See https://example.org/a"}), {}, asked(leads("a", "b", YES)))
    [proposal] = found.values()
    assert (proposal.basis, proposal.counterpart, proposal.status) == (Basis.COUNTERPART, "a", Status.MET)
    assert str(proposal.finding.because) == "This follows from the answer to a."
    assert proposal.justification("It follows.") == "It follows. See https://example.org/a"


@pytest.mark.parametrize(
    ("given", "crosswalk", "wanted"),
    [
        ({}, [leads("a", "b", YES)], {}),
        ({"a": "?"}, [leads("a", "b", YES)], {}),
        ({"a": "Unmet"}, [leads("a", "b", YES)], {}),
        ({"a": "Met"}, [leads("a", "b", (Status.MET, Status.MET, CUE))], {}),
        ({"a": "N/A"}, [leads("a", "b", (Status.NA, Status.UNMET, PARTIAL))], {"b": Status.UNMET}),
        ({"a": "Met"}, [leads("a", "b", YES), leads("b", "d", YES)], {"b": Status.MET}),
        ({"a": "Met", "c": "Unmet"}, [leads("a", "b", YES), leads("c", "b", NO)], {}),
        (
            {"a": "Met", "c": "Unmet"},
            [leads("a", "b", YES), leads("c", "b", (Status.UNMET, Status.UNMET, DIRECT))],
            {"b": Status.UNMET},
        ),
        ({"a": "Met"}, [leads("a", "elsewhere", YES)], {}),
    ],
)
def test_counterparts(given: dict[str, str], crosswalk: list[Implication], wanted: dict[str, Status]) -> None:
    found = offers(None, answers(given), {}, asked(*crosswalk))
    assert {own: each.status for own, each in found.items()} == wanted


def test_what_a_project_is_excuses_it_with_the_first_reason() -> None:
    found = offers(None, {}, {"kind": "text"}, asked())
    assert {own: (each.status, str(each.finding.because)) for own, each in found.items()} == {
        "b": (Status.NA, "Nothing is built."),
        "c": (Status.NA, "Nothing is built."),
    }
    assert all(each.basis is Basis.PROFILE and each.sure for each in found.values())
    assert excused(PROFILE, {"kind": "text"})["b"].context == "profile.kind.text.excuse.1"


@pytest.mark.parametrize("told", [{}, {"kind": ""}, {"kind": "code"}, {"kind": "nothing we know"}, {"size": "text"}])
def test_facts_that_say_nothing_excuse_nothing(told: dict[str, str]) -> None:
    assert not offers(None, {}, told, asked())


@pytest.mark.parametrize(
    ("sure", "given", "told", "wanted"),
    [
        (CERTAIN, {"a": "Met"}, {"kind": "text"}, Basis.LOOK),
        (DIRECT, {"a": "Met"}, {"kind": "text"}, Basis.LOOK),
        (GOOD, {"a": "Met"}, {"kind": "text"}, Basis.PROFILE),
        (GOOD, {"a": "Met"}, {}, Basis.LOOK),
        (PARTIAL, {"a": "Met"}, {}, Basis.COUNTERPART),
    ],
)
def test_the_surest_is_offered_and_of_equals_what_was_seen(
    sure: Confidence, given: dict[str, str], told: dict[str, str], wanted: Basis
) -> None:
    found = offers(look(("b", Status.MET, sure)), answers(given), told, asked(leads("a", "b", YES)))
    assert found["b"].basis is wanted


def test_only_what_was_seen_can_verify_an_answer() -> None:
    given: Answers = {"a": Answer(Status.MET)}
    found = offers(look(("d", Status.MET, GOOD)), given, {"kind": "text"}, asked(leads("a", "b", YES)))
    assert set(found) == {"b", "c", "d"}
    assert set(from_look(found)) == {"d"}


def test_a_long_text_of_another_answer_is_quoted_in_part_so_that_it_can_be_saved() -> None:
    given = {"a": Answer(Status.MET, "x" * 8192)}
    [proposal] = offers(None, given, {}, asked(leads("a", "b", YES))).values()
    assert len(proposal.justification("It follows.")) < 3000


def test_how_many_people_take_part_is_known_when_it_was_told() -> None:
    assert [people(PROFILE, {"kind": each}) for each in ("text", "code", "")] == [1, 2, 0]
