"""Lists find, sort and turn pages the same on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from badge.core.people import LOCAL
from badge.core.selection import Selection
from badge.storage import importing, projects, selecting
from badge.storage.database import Database
from badge.storage.importing import New, row_of
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


@pytest.fixture
def full(database: Database) -> Database:
    """Keep the projects, with numbers from 1 to 5."""
    new = []
    for number, (name, description, homepage, repository, tiered, owner, day) in enumerate(PROJECTS):
        row = row_of(
            name=name, description=description, homepage=homepage, repository=repository, checkout="", language="en",
            circumstances={}, version_id=1, created_at=NOW + timedelta(days=number), user_id=owner,
            updated_at=NOW - timedelta(days=number),
        )  # fmt: skip
        times = {"one": {"achieved": (NOW + timedelta(days=day)).isoformat()}} if day else {}
        standing = {
            "series": "tiny", "series_version": "1", "marks": "", "level": "", "tiered_percentage": tiered,
            "percentages": {}, "times": times, "revision": 1, "updated_at": NOW, "kept_level": "",
        }  # fmt: skip
        address = repository.lower() if "github" in repository else repository
        new.append(New(row, address, {}, [standing], {}))
    with database.writing() as session:
        importing.keep(session, new, LOCAL, NOW)
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
        (Selection(at_least=99), [2, 3, 4, 5]),
        (Selection(at_most=99), [1, 2]),
        (Selection(at_least=100, at_most=199), [3, 4]),
        (Selection(at_least=100, words=("farm",), beginning="b"), [3]),
    ],
)
def test_everything_that_is_wished_for_has_to_hold(full: Database, wanted: Selection, numbers: list[int]) -> None:
    assert found(full, wanted) == numbers


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
