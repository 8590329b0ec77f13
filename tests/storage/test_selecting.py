"""Lists find, sort and turn pages the same on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from badge.core.facets import Facet
from badge.core.people import LOCAL
from badge.core.selection import Reached, Selection
from badge.storage import importing, listed, projects, selecting, sizes, tallies
from badge.storage.database import Database
from badge.storage.importing import New, row_of
from badge.storage.models import StandingRow
from tests.core.building import series

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
ASKED = series({"one": {"a": "MUST"}, "two": {"b": "MUST"}})

# name, description, homepage, repository, tiered percentage, owner, day on which level one was reached
PROJECTS = [
    ("Apple", "Red and sweet", "https://fruit.example.org/", "https://github.com/Farm/Apple", 0, 2, None),
    ("apple pie", "Warm cake", "https://fruit.example.org", "https://git.example.org/bake/pie", 99, 1, None),
    ("Banana", "100%_sweet", "", "https://github.com/farm/banana", 100, None, 3),
    ("苹果", "红色的水果", "", "https://gitlab.com/farm/pingguo", 150, 1, 1),
    ("Öl", "Oil", "https://oil.example.org/EN/", "", 200, None, 2),
]
LANGUAGES = ("C, Python", "c++", "Python", "", "-")


@pytest.fixture
def full(database: Database) -> Database:
    """Keep the projects, with numbers from 1 to 5."""
    new = []
    for number, (name, description, homepage, repository, tiered, owner, day) in enumerate(PROJECTS):
        row = row_of(
            name=name, description=description, homepage=homepage, repository=repository, checkout="", language="en",
            circumstances={}, version_id=1, created_at=NOW + timedelta(days=number), user_id=owner,
            updated_at=NOW - timedelta(days=number), implementation_languages=LANGUAGES[number],
            license=("MIT", "MIT OR 0BSD", "", "mit", "0BSD")[number],
        )  # fmt: skip
        times = {"one": {"achieved": (NOW + timedelta(days=day)).isoformat()}} if day else {}
        standing = {
            "series": "tiny", "series_version": "1", "marks": "",
            "level": ("", "one", "two")[tiered // 100], "tiered_percentage": tiered,
            "percentages": {}, "times": times, "revision": 1, "updated_at": NOW, "kept_level": "", "kept_until": None,
        }  # fmt: skip
        address = repository.lower() if "github" in repository else repository
        new.append(New(row, address, {}, [standing], {}))
    with database.writing() as session:
        importing.keep(session, new, LOCAL, NOW)
        for number, verified in ((2, 5), (3, 4), (5, 10)):
            listed.prove(session, number, 10, verified)
        session.commit()
    return database


def found(database: Database, wanted: Selection, size: int = 20) -> Sequence[int]:
    with database.reading() as session:
        return selecting.numbers(session, wanted, ASKED, size)


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Selection(), [1, 2, 3, 4, 5]),
        (Selection(addresses=("https://github.com/farm/apple",)), [1]),
        (Selection(addresses=("http://www.GitHub.com/Farm/Apple.git/",)), [1]),
        (Selection(addresses=("git@github.com:farm/apple.git",)), [1]),
        (Selection(addresses=("https://github.com/farm/apple/tree/main",)), [1]),
        (Selection(addresses=("http://fruit.example.org/",)), [1, 2]),
        (Selection(addresses=("nonsense", "https://oil.example.org/EN")), [5]),
        (Selection(addresses=("nonsense",)), []),
        (Selection(addresses=()), []),
        (Selection(words=("sweet",)), [1, 3]),
        (Selection(words=("RED", "swe")), [1]),
        (Selection(words=("farm",)), [1, 3, 4]),
        (Selection(words=("%_",)), [3]),
        (Selection(words=("%",)), [3]),
        (Selection(words=("水果",)), [4]),
        (Selection(words=("öl",)), [5]),
        (Selection(words=("apple", "banana")), []),
        (Selection(beginning="APPLE"), [1, 2]),
        (Selection(beginning="apple p"), [2]),
        (Selection(beginning="苹"), [4]),
        (Selection(beginning="%"), []),
        (Selection(beginning="https://github.com/FARM"), [1, 3]),
        (Selection(beginning="http://fruit"), [1, 2]),
        (Selection(beginning="https://git.example.org/ba"), [2]),
        (Selection(ids=(5, 1, 99)), [1, 5]),
        (Selection(ids=()), []),
        (Selection(words=("ruit",)), [1, 2]),
        (Selection(words=("果",)), [4]),
        (Selection(words=("色水",)), []),
        (Selection(words=("sweet", "%")), [3]),
        (Selection(facets=(Facet("language", "PYTHON"),)), [1, 3]),
        (Selection(facets=(Facet("language", "C"),)), [1]),
        (Selection(facets=(Facet("language", "C++"),)), [2]),
        (Selection(facets=(Facet("license", "MIT"),)), [1, 2, 4]),
        (Selection(facets=(Facet("license", "MIT"), Facet("language", "Python"))), [1]),
        (Selection(facets=(Facet("forge", "github.com"),)), [1, 3]),
        (Selection(facets=(Facet("owner", "github.com/farm"),), words=("sweet",), at_least=1), [3]),
        (Selection(levels=(Reached("tiny", ("one", "two")),)), [3, 4, 5]),
        (Selection(levels=(Reached("tiny", ("two",)),), words=("oil",)), [5]),
        (Selection(levels=(Reached("tiny", ()),)), [1, 2]),
        (Selection(levels=(Reached("other", ("one",)),)), []),
        (Selection(changed_since=NOW - timedelta(days=1)), [1, 2]),
        (Selection(changed_since=NOW - timedelta(days=1), words=("pie",)), [2]),
        (Selection(verified=50), [2, 5]),
        (Selection(verified=0), [1, 2, 3, 4, 5]),
        (Selection(verified=50, words=("oil",)), [5]),
        (Selection(places=("github.com/farm/apple", "https://oil.example.org/EN")), [1, 5]),
        (Selection(at_least=99), [2, 3, 4, 5]),
        (Selection(at_most=99), [1, 2]),
        (Selection(at_least=100, at_most=199), [3, 4]),
        (Selection(at_least=100, words=("farm",), beginning="b"), [3]),
    ],
)
@pytest.mark.parametrize("at_hand", [(250, 4_000), (1,), ()], ids=["many at hand", "few", "by index"])
def test_everything_that_is_wished_for_has_to_hold(
    full: Database, wanted: Selection, numbers: list[int], at_hand: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selecting, "AT_HAND", at_hand)
    assert found(full, wanted) == numbers
    by_level = found(full, replace(wanted, order="tiered_percentage", descending=True))
    assert by_level == sorted(numbers, reverse=True)
    assert sorted(found(full, replace(wanted, order="verified"))) == numbers
    with full.reading() as session:
        counts = tallies.counts(session)
        assert sizes.size(session, wanted, ASKED, counts, NOW) == sizes.Size(len(numbers))


@pytest.mark.parametrize("order", selecting.KEYED)
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("wish", [Selection(), Selection(facets=(Facet("license", "MIT"),)), Selection(at_least=99)])
def test_pages_by_place_go_on_and_back(full: Database, order: str, descending: bool, wish: Selection) -> None:
    wanted = replace(wish, order=order, descending=descending)
    every = found(full, wanted)
    with full.reading() as session:
        first = selecting.places(session, wanted, ASKED, 2, NOW)
        behind = selecting.places(session, replace(wanted, after=first[1]), ASKED, 5, NOW)
        assert [each.id for each in (*first, *behind)] == every
        before = selecting.places(session, replace(wanted, before=behind[-1]), ASKED, 5, NOW)
        assert [each.id for each in before] == every[:-1]


def test_a_level_that_is_shown_on_is_found_until_its_day(full: Database) -> None:
    with full.writing() as session:
        standing = session.get(StandingRow, (1, "tiny"))
        assert standing is not None
        standing.kept_level, standing.kept_until = "two", NOW + timedelta(days=1)
        session.commit()
    for wanted, now, numbers in (
        (Reached("tiny", ("two",)), NOW, [1, 5]),
        (Reached("tiny", ()), NOW, [2]),
        (Reached("tiny", ("two",)), NOW + timedelta(days=2), [5]),
        (Reached("tiny", ()), NOW + timedelta(days=2), [1, 2]),
    ):
        for words in ((), ("e",), ("l",)):
            wish = Selection(levels=(wanted,), words=words)
            with full.reading() as session:
                for order in ("id", "tiered_percentage"):
                    shown = selecting.numbers(session, replace(wish, order=order), ASKED, 20, now)
                    assert set(shown) <= set(numbers)
                    assert words or sorted(shown) == numbers


def test_counts_follow_every_change(full: Database) -> None:
    def counts() -> tuple[int, int, int, dict[str, int]]:
        with full.reading() as session:
            kinds = {each.facet.value.casefold(): each.number for each in tallies.counts(session).kinds}
            reached = tallies.levels(session, "tiny", ["one", "two"])
            return tallies.projects(session), reached, tallies.levels(session, "tiny", [""]), kinds

    assert counts()[:3] == (5, 3, 2)
    assert counts()[3]["python"] == 2
    assert counts()[3]["mit"] == 3
    with full.writing() as session:
        standing = session.get(StandingRow, (1, "tiny"))
        assert standing is not None
        standing.level = "one"
        projects.describe(session, 4, "pear", "", "https://pear.example.org/", "en")
        projects.remove(session, 3)
        session.commit()
    before = counts()
    assert before[:3] == (4, 3, 1)
    assert (before[3]["python"], before[3]["github.com"]) == (1, 1)
    with full.writing() as session:
        tallies.fold(session)
        session.commit()
    assert counts() == before
    assert found(full, Selection(words=("banana",))) == []
    assert found(full, Selection(words=("pear",))) == [4]


def test_blocks_tell_where_a_page_begins(full: Database) -> None:
    with full.writing() as session:
        for number in (999, 1000, 2500):
            row = row_of(
                name=str(number), description="", homepage="", repository="", checkout="", language="en",
                circumstances={}, version_id=1, created_at=NOW, updated_at=NOW,
            )  # fmt: skip
            importing.keep(session, [New(row, "", {}, (), {}, number)], LOCAL, NOW)
        session.commit()
    with full.reading() as session:
        assert [tallies.skip(session, each) for each in (0, 5, 6, 7)] == [(0, 0), (0, 5), (1000, 0), (2000, 0)]
        assert tallies.skip(session, 8)[0] > 2500


@pytest.mark.parametrize(
    ("order", "up", "down"),
    [
        ("id", [1, 2, 3, 4, 5], [5, 4, 3, 2, 1]),
        ("name", [1, 2, 3, 5, 4], [4, 5, 3, 2, 1]),
        ("tiered_percentage", [1, 2, 3, 4, 5], [5, 4, 3, 2, 1]),
        ("created_at", [1, 2, 3, 4, 5], [5, 4, 3, 2, 1]),
        ("updated_at", [5, 4, 3, 2, 1], [1, 2, 3, 4, 5]),
        ("user_id", [2, 4, 1, 3, 5], [1, 4, 2, 5, 3]),
        ("achieved_one_at", [4, 5, 3, 1, 2], [3, 5, 4, 2, 1]),
        ("homepage_url", [3, 4, 1, 2, 5], [5, 2, 1, 4, 3]),
    ],
)
def test_every_order_has_two_directions(full: Database, order: str, up: list[int], down: list[int]) -> None:
    assert order in selecting.orders(ASKED)
    assert found(full, Selection(order=order)) == up
    assert found(full, Selection(order=order, descending=True)) == down


def test_the_order_by_repository_is_there_too(full: Database) -> None:
    assert sorted(found(full, Selection(order="repo_url"))) == [1, 2, 3, 4, 5]


def test_pages_go_on_and_end(full: Database) -> None:
    wanted = Selection(order="name")
    assert [found(full, replace(wanted, page=each), 2) for each in (1, 2, 3, 4, 10_000_000)] == [
        [1, 2], [3, 5], [4], [], [],
    ]  # fmt: skip


def test_a_renamed_repository_is_found_under_both_names(full: Database) -> None:
    with full.writing() as session:
        projects.move(session, 1, "https://github.com/orchard/apple")
        session.commit()
    for address in ("https://github.com/Farm/Apple", "https://github.com/orchard/apple.git"):
        assert found(full, Selection(addresses=(address,))) == [1]
    with full.writing() as session, pytest.raises(projects.TakenError):
        projects.move(session, 1, "https://gitlab.com/farm/pingguo")


def test_a_new_name_and_homepage_are_found_at_once(full: Database) -> None:
    with full.writing() as session:
        projects.describe(session, 1, "Pear", "", "https://pear.example.org/", "en")
        session.commit()
    assert found(full, Selection(beginning="pea")) == [1]
    assert found(full, Selection(addresses=("http://pear.example.org",))) == [1]
    assert found(full, Selection(beginning="apple")) == [2]
