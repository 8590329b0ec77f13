"""People, robots and the forge are told apart, and one person with several addresses is one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from badge.core.evidence import Commit, History
from badge.probes.facts.people import People, gather, is_robot, share

AS_OF = datetime(2026, 1, 1, tzinfo=UTC)
ADA, GRACE = ("Ada Example", "ada@example.org"), ("Grace Example", "grace@example.net")
FORGE = "noreply@github.com"


def made(
    who: tuple[str, str] = ADA,
    trailers: tuple[tuple[str, str], ...] = (),
    by: str = "",
    days: int = 10,
    parents: int = 1,
    signature: str = "",
) -> Commit:
    name, email = who
    return Commit(
        f"{days:040x}",
        AS_OF - timedelta(days=days),
        name,
        email,
        "Change",
        by or email,
        parents,
        () if parents == 1 else None,
        trailers,
        signature,
    )


def people(*commits: Commit, complete: bool = True) -> People:
    return gather(History(commits, complete), AS_OF)


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com"),
        ("renovate", "bot@renovateapp.com"),
        ("Hosted Weblate", "hosted@weblate.org"),
        ("github-actions", "action@github.com"),
        ("release-bot", "releases@example.org"),
        ("Some Name", "some-bot@example.org"),
    ],
)
def test_a_robot_is_known_by_its_name_or_address(name: str, email: str) -> None:
    assert is_robot(name, email)


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("Abbot Example", "abbot@example.org"),
        ("Robotics Fan", "fan@bots.example.org"),
        ("Ada", "ada@github.com"),
        ("Bo Tton", "botton@example.org"),
    ],
)
def test_a_person_is_no_robot(name: str, email: str) -> None:
    assert not is_robot(name, email)


def test_one_person_with_several_addresses_or_names_is_one() -> None:
    found = people(
        made(ADA),
        made(("Ada Example", "ada@home.example")),
        made(("ada", "ada@home.example")),
        made(("A. Example", "12+ada@users.noreply.github.com")),
        made(("Ada Example", "ada@users.noreply.github.com")),
    )
    assert [each.commits for each in found.authors] == [5]
    assert found.authors[0].domains == ("example.org", "home.example")


def test_names_that_everybody_has_join_nobody() -> None:
    found = people(made(("root", "a@one.example")), made(("root", "b@two.example")))
    assert len(found.authors) == 2


def test_robots_merges_and_old_changes_are_not_counted_as_work_of_people() -> None:
    found = people(
        made(),
        made(("renovate[bot]", "r@example.org")),
        made(parents=2),
        made(days=500),
        made(GRACE, days=800),
        made(days=-5),
    )
    assert (found.commits, found.by_robots, found.merges, len(found.authors)) == (1, 1, 1, 1)


@pytest.mark.parametrize(
    ("counts", "fewest"), [((10,), 1), ((6, 4), 1), ((5, 5), 2), ((4, 3, 3), 2), ((2, 2, 2, 2), 3), ((), 0)]
)
def test_the_bus_factor_is_the_fewest_people_with_more_than_half(counts: tuple[int, ...], fewest: int) -> None:
    commits = [made((f"Person {n}", f"p{n}@example.org")) for n, count in enumerate(counts) for _ in range(count)]
    assert people(*commits).fewest == fewest


@pytest.mark.parametrize(
    ("trailers", "by", "expected"),
    [
        ((("signed-off-by", "Ada Example <ada@example.org>"),), "", (1, 1, 0)),
        ((("signed-off-by", "Ada Example <old@example.org>"),), "", (1, 1, 0)),
        ((("signed-off-by", "Grace <grace@example.net>"),), "", (0, 1, 0)),
        ((("signed-off-by", "Grace <grace@example.net>"),), "grace@example.net", (0, 1, 1)),
        ((("reviewed-by", "Grace <grace@example.net>"),), "", (0, 0, 1)),
        ((("acked-by", "Grace"),), "", (0, 0, 1)),
        ((("reviewed-by", "Ada Example <ada@example.org>"),), "", (0, 0, 0)),
        ((("reviewed-by", "review[bot] <x@example.org>"),), "", (0, 0, 0)),
        ((("co-authored-by", "Grace <grace@example.net>"),), "", (0, 0, 0)),
    ],
)
def test_trailers_show_who_signed_off_and_whether_there_was_a_second_person(
    trailers: tuple[tuple[str, str], ...], by: str, expected: tuple[int, int, int]
) -> None:
    found = people(made(trailers=trailers, by=by))
    assert (found.own, found.any_off, found.second) == expected


def test_signatures_of_the_forge_are_counted_apart() -> None:
    found = people(made(signature="SSH"), made(signature="OpenPGP", by=FORGE), made(by=FORGE), made())
    assert (found.signed, found.forge_signed, found.by_forge, found.looked_at) == (1, 1, 2, 4)


def test_a_cut_history_that_reaches_back_a_year_is_whole_for_the_year() -> None:
    assert not people(made(), complete=False).complete
    assert people(made(), made(days=400), complete=False).complete


def test_a_share_is_rounded_down_so_that_a_hundred_is_all() -> None:
    assert (share(999, 1000), share(1000, 1000), share(0, 0)) == (99, 100, 0)
