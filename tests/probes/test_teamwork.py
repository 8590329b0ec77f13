"""The bus factor, unassociated people and a second person in each change, from the history of a year."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from badge.core.evidence import Commit, Evidence, History, MemoryFiles
from badge.core.findings import Confidence, Finding, Outcome
from badge.core.messages import Message
from badge.probes import teamwork
from badge.probes.probe import Probe

AS_OF = datetime(2026, 1, 1, tzinfo=UTC)
MET, UNMET, UNKNOWN = Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN
REVIEWED = (("reviewed-by", "Somebody Else <else@example.org>"),)


def by(
    *counts: int, mail: str = "p{n}@one.example", committer: str = "", trailers: tuple[tuple[str, str], ...] = ()
) -> History:
    commits = []
    for n, count in enumerate(counts):
        email = mail.format(n=n)
        for day in range(count):
            time = AS_OF - timedelta(days=1 + day % 300)
            commits.append(
                Commit(f"{n:020x}{day:020x}", time, f"Person {n}", email, "Change", committer or email, 1, (), trailers)
            )
    return History(commits)


def look(probe: Probe, history: History | None) -> dict[str, Finding]:
    absent = {"history": Message("The history was not read.")}
    return {
        each.criterion: each
        for each in probe.run(Evidence(MemoryFiles({}), history=history, as_of=AS_OF, absent=absent))
    }


@pytest.mark.parametrize(
    ("counts", "outcome"),
    [
        ((20, 20), MET),
        ((15, 12, 12), MET),
        ((40, 3), UNMET),
        ((40,), UNMET),
        ((25, 5), UNKNOWN),
        ((10, 10), UNKNOWN),
        ((3,), UNKNOWN),
        ((), UNKNOWN),
        ((200, 12), UNKNOWN),
    ],
)
def test_the_bus_factor_is_judged_by_shares_of_enough_changes(counts: tuple[int, ...], outcome: Outcome) -> None:
    assert look(teamwork.bus_factor, by(*counts))["bus_factor"].outcome is outcome


def test_robots_carry_no_project() -> None:
    history = by(30, 30, mail="p{n}[bot]@users.noreply.github.com")
    assert look(teamwork.bus_factor, history)["bus_factor"].outcome is UNKNOWN


def test_two_significant_people_of_different_domains_are_only_a_cue() -> None:
    finding = look(teamwork.unassociated, by(60, 60, mail="p@domain{n}.example"))["contributors_unassociated"]
    assert (finding.outcome, finding.confidence) == (MET, Confidence.CUE)


@pytest.mark.parametrize(
    ("counts", "mail", "outcome"),
    [
        ((60, 60), "p{n}@gmail.com", UNKNOWN),
        ((60, 60), "p{n}@one.example", UNKNOWN),
        ((60, 5), "p@domain{n}.example", UNKNOWN),
        ((60,), "p@example.org", UNMET),
        ((3,), "p@example.org", UNKNOWN),
    ],
)
def test_one_domain_free_mail_or_few_changes_show_nothing(counts: tuple[int, ...], mail: str, outcome: Outcome) -> None:
    assert look(teamwork.unassociated, by(*counts, mail=mail))["contributors_unassociated"].outcome is outcome


@pytest.mark.parametrize(
    ("history", "outcome"),
    [
        (by(30, 10, trailers=REVIEWED), MET),
        (by(40), UNMET),
        (by(40, committer="noreply@github.com"), UNKNOWN),
        (by(40, committer="other@example.org"), UNKNOWN),
        (by(20, 20), UNKNOWN),
        (by(5), UNKNOWN),
    ],
)
def test_a_second_person_shows_in_trailers_or_may_be_hidden_by_the_forge(history: History, outcome: Outcome) -> None:
    found = look(teamwork.second_person, history)
    assert found["two_person_review"].outcome is outcome
    assert found["osps_qa_07_01"].outcome is UNKNOWN


def test_without_history_nothing_is_said() -> None:
    for probe in (teamwork.bus_factor, teamwork.unassociated, teamwork.second_person):
        assert {each.outcome for each in look(probe, None).values()} == {UNKNOWN}


GOOD = (
    "# Contributing\n\n## Code review\n\nEvery pull request needs the approval of one maintainer who "
    "is not its author. "
    "The reviewer looks at correctness, at tests and at documentation, and makes sure that the style "
    "fits the rest of the "
    "project. A change must pass the tests before it is merged, and everything that the reviewer asks for has to be "
    "answered. Changes of the interface need two approvals, and are announced before they are merged "
    "by somebody else.\n"
)


@pytest.mark.parametrize(
    ("texts", "outcome"),
    [
        ({"CONTRIBUTING.md": GOOD}, MET),
        (
            {
                "CONTRIBUTING.md": "# Contributing\n\n## Code review\n\n"
                + "We review all the changes that you send to us. " * 4
            },
            UNKNOWN,
        ),
        ({".github/CODEOWNERS": "* @ada\n"}, UNKNOWN),
        ({}, UNKNOWN),
    ],
)
def test_a_text_on_reviews_has_to_say_how_what_and_when(texts: dict[str, str], outcome: Outcome) -> None:
    [finding] = teamwork.review_standards.run(Evidence(MemoryFiles(texts)))
    assert finding.outcome is outcome
