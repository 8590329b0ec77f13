"""Entries of the public service come in whole, once, and what could not be kept is said line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from badge.core.answers import Status
from badge.core.errors import UnreadableError, WrongUseError
from badge.core.messages import Message
from badge.core.people import LOCAL
from badge.core.reading import read_criteria
from badge.markup import render
from badge.services import figures, registering
from badge.services.asking import load_criteria
from badge.services.entries import Form, whole
from badge.services.importing import BATCH, Imported, Importer
from badge.storage import answers, days, events, jobs, projects, standings
from badge.storage import importing as rows
from badge.storage.database import Database
from tests.data.entries import entries, write_pages
from tests.storage import conftest as storage
from tests.web.building import FILES

postgresql_url, postgresql, database = storage.postgresql_url, storage.postgresql, storage.database

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
KITCHEN = read_criteria(FILES)
REAL = load_criteria()

SOUP = {
    "id": 70, "user_id": 3, "name": "Soup", "description": "Warm.", "homepage_url": "https://soup.example.org",
    "repo_url": "https://github.com/Cook/Soup", "license": "MIT", "implementation_languages": "C", "cpe": "cpe:x",
    "general_comments": "Good.", "entry_locale": "zh-CN", "lock_version": 4, "created_at": "2020-01-02T03:04:05.678Z",
    "updated_at": "2021-01-02T03:04:05.000Z", "project_entry_attribution": "Credit us.",
    "project_entry_license": "CC0-1.0", "clean_status": "Met", "clean_justification": "https://soup.example.org/_floor_",
    "tidy_status": "N/A", "sharp_status": "Unmet", "achieved_warm_at": "2020-05-02T03:04:05.000Z",
    "first_achieved_warm_at": "2020-04-02T03:04:05.000Z", "lost_warm_at": "2020-04-12T03:04:05.000Z",
    "badge_percentage_0": 100, "badge_percentage_1": 50,
}  # fmt: skip


class Kitchen:
    """Imports with the tiny series, and remembers what was told."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.lines: list[str] = []

    def bring(self, *documents: dict[str, Any], keep_ids: bool = False) -> Imported:
        def tell(label: str, message: Message) -> None:
            self.lines.append(f"{label}: {message}")

        importer = Importer(self.database, KITCHEN, LOCAL, NOW, tell, keep_ids=keep_ids)
        done = Imported()
        for each in importer.entries(documents):
            done = done.and_(each)
        return done

    def entry(self, number: int) -> dict[str, Any]:
        with self.database.reading() as session:
            [found] = whole(session, [number])
        return Form(KITCHEN).entry(found, NOW)

    def names(self) -> dict[int, str]:
        with self.database.reading() as session:
            return {each.id: each.name for each in projects.page(session, size=1000)}


@pytest.fixture
def kitchen(database: Database) -> Kitchen:
    return Kitchen(database)


def test_an_entry_comes_out_as_it_came_in(kitchen: Kitchen) -> None:
    assert kitchen.bring(SOUP, keep_ids=True) == Imported(1, 0, 0)
    found = kitchen.entry(70)
    assert {name: found[name] for name in SOUP} == SOUP


def test_its_answers_are_rendered_and_its_past_is_kept(kitchen: Kitchen) -> None:
    kitchen.bring(SOUP)
    with kitchen.database.reading() as session:
        [own] = kitchen.names()
        sheet = answers.sheet(session, own)
        standing = standings.of_project(session, own)["kitchen"]
        [event] = events.newest(session, own)
        assert projects.find_by_address(session, "https://github.com/cook/soup") is not None
        assert jobs.latest(session, own, "look") is None
    assert sheet["clean"].html == render("https://soup.example.org/_floor_")
    assert (sheet["tidy"].answer.status, sheet["clean"].person, sheet["clean"].at[:10]) == (
        Status.NA, "local", "2021-01-02",
    )  # fmt: skip
    assert (standing.level, standing.tiered_percentage) == ("warm", 150)
    assert standing.times["warm"]["lost"] == "2020-04-12T03:04:05+00:00"
    assert (event.kind, event.what) == ("imported", {"from": 70})


def test_what_has_no_place_is_in_the_history_and_in_a_line(kitchen: Kitchen) -> None:
    odd = {**SOUP, "additional_rights": [4], "soup_status": "Met\x00\ud800", "deep": {"a": ["\x00b"]}}
    assert kitchen.bring(odd) == Imported(1, 0, 3)
    assert (
        kitchen.lines[0] == "70 Soup: additional_rights has no place here ([4]); the history of the project keeps it."
    )
    with kitchen.database.reading() as session:
        [event] = events.newest(session, next(iter(kitchen.names())))
        assert events.first_broken(session, next(iter(kitchen.names()))) is None
    assert event.what["left"] == {"additional_rights": [4], "soup_status": "Met?", "deep": {"a": ["b"]}}


def test_a_level_that_is_not_as_far_here_is_said(kitchen: Kitchen) -> None:
    kitchen.bring({**SOUP, "clean_status": "Unmet", "badge_percentage_1": 49})
    assert kitchen.lines == [
        "70 Soup: warm was at 100% there and is at 67% here, because these are not enough: clean.",
        "70 Soup: hot was at 49% there and is at 0% here.",
    ]
    with kitchen.database.reading() as session:
        [own] = kitchen.names()
        assert standings.of_project(session, own)["kitchen"].times["warm"]["lost"] == NOW.isoformat()


def test_a_level_without_a_time_has_the_time_of_the_last_change(kitchen: Kitchen) -> None:
    bare = {name: value for name, value in SOUP.items() if "_warm_at" not in name}
    kitchen.bring(bare, keep_ids=True)
    found = kitchen.entry(70)
    assert found["achieved_warm_at"] == found["first_achieved_warm_at"] == "2021-01-02T03:04:05.000Z"


def test_what_is_there_is_left_alone(kitchen: Kitchen) -> None:
    kitchen.bring(SOUP, keep_ids=True)
    changed = {**SOUP, "description": "Cold."}
    assert kitchen.bring(changed, changed, keep_ids=True) == Imported(0, 2, 0)
    assert kitchen.bring(changed) == Imported(0, 1, 0)
    assert kitchen.entry(70)["description"] == "Warm."


@pytest.mark.parametrize("field", ["repo_url", "homepage_url"])
def test_an_entry_without_a_birthday_is_known_by_its_address(kitchen: Kitchen, field: str) -> None:
    bare = {"name": "Soup", field: "https://soup.example.org/a", "clean_status": "Met"}
    assert kitchen.bring(bare) == Imported(1, 0, 0)
    assert kitchen.bring(bare) == Imported(0, 1, 0)


def test_two_entries_for_one_repository_are_both_kept(kitchen: Kitchen) -> None:
    other = {**SOUP, "id": 71, "created_at": "2020-02-02T03:04:05Z", "repo_url": "http://github.com/cook/soup.git"}
    assert kitchen.bring(SOUP, other, keep_ids=True) == Imported(2, 0, 1)
    assert kitchen.lines == [
        "71 Soup: Its address belongs to the project 70 Soup already; a look-up by address leads there."
    ]
    assert kitchen.entry(71)["repo_url"] == "http://github.com/cook/soup.git"
    assert kitchen.bring(SOUP, other, keep_ids=True) == Imported(0, 2, 0)


def test_a_project_that_was_registered_here_keeps_its_address(kitchen: Kitchen) -> None:
    with kitchen.database.writing() as session:
        own = registering.register(session, LOCAL, "https://github.com/cook/soup", KITCHEN, NOW)
        session.commit()
    assert kitchen.bring(SOUP) == Imported(1, 0, 1)
    with kitchen.database.reading() as session:
        found = projects.find_by_address(session, "https://github.com/cook/soup")
        assert found is not None
        assert found.id == own.id


def test_a_number_that_is_taken_is_changed_and_said_and_no_other_number_with_it(kitchen: Kitchen) -> None:
    with kitchen.database.writing() as session:
        registering.register(session, LOCAL, "https://github.com/cook/first", KITCHEN, NOW)
        session.commit()
    documents = [
        {"id": number, "name": f"p{number}", "created_at": f"2020-01-02T03:04:{number:02}Z", "clean_status": "Met"}
        for number in range(1, 6)
    ]
    assert kitchen.bring(*documents, keep_ids=True) == Imported(5, 0, 1)
    assert kitchen.lines == ["1 p1: The number 1 belongs to another project here, so the entry gets a new one."]
    assert kitchen.names() == {1: "first", 2: "p2", 3: "p3", 4: "p4", 5: "p5", 6: "p1"}
    assert kitchen.bring(*documents, keep_ids=True) == Imported(0, 5, 0)


@pytest.mark.parametrize("number", [0, -1, 2**31, 10**30, "x", None, True])
def test_an_impossible_number_is_not_kept(kitchen: Kitchen, number: object) -> None:
    assert kitchen.bring({**SOUP, "id": number}, keep_ids=True).kept == 1
    assert list(kitchen.names()) == [1]


def test_new_projects_go_on_behind_the_numbers_that_were_kept(kitchen: Kitchen) -> None:
    kitchen.bring(SOUP, keep_ids=True)
    with kitchen.database.writing() as session:
        assert registering.register(session, LOCAL, "https://github.com/cook/next", KITCHEN, NOW).id == 71


def test_an_import_that_is_ended_goes_on_where_it_was(kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [{"id": each, "name": f"p{each}", "created_at": "2020-01-02T03:04:05Z"} for each in range(1, 501)]
    done: list[int] = []
    keep = rows.keep

    def ends(*given: Any) -> list[int]:
        found = keep(*given)
        if len(done) == 1:
            raise KeyboardInterrupt
        done.append(len(found))
        return found

    monkeypatch.setattr(rows, "keep", ends)
    with pytest.raises(KeyboardInterrupt):
        kitchen.bring(*documents, keep_ids=True)
    assert len(kitchen.names()) == BATCH
    monkeypatch.undo()
    assert kitchen.bring(*documents, keep_ids=True) == Imported(500 - BATCH, BATCH, 0)
    assert list(kitchen.names()) == list(range(1, 501))


def test_somebody_who_brings_in_the_same_at_the_same_moment_is_no_harm(
    kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, tries = rows.keep, []

    def late(*given: Any) -> list[int]:
        tries.append(1)
        if len(tries) == 1:
            raise IntegrityError("", {}, Exception())
        return keep(*given)

    monkeypatch.setattr(rows, "keep", late)
    assert kitchen.bring(SOUP) == Imported(1, 0, 0)


def test_a_thousand_made_up_entries_lose_nothing(database: Database) -> None:
    made = list(entries(1000, REAL))
    lines: list[str] = []
    importer = Importer(database, REAL, LOCAL, NOW, lambda label, what: lines.append(f"{label} {what}"), keep_ids=True)
    assert sum(each.kept for each in importer.entries(made)) == 1000
    assert lines == []
    form = Form(REAL)
    with database.reading() as session:
        for first in range(0, 1000, 100):
            part = made[first : first + 100]
            for document, found in zip(part, whole(session, [each["id"] for each in part]), strict=True):
                written = form.entry(found, NOW)
                assert {name: written.get(name, value) for name, value in document.items() if value} == {
                    name: value for name, value in document.items() if value
                }


# --- files -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Database]:
    found = Database(f"sqlite:///{tmp_path / 'small.sqlite'}")
    found.prepare()
    yield found
    found.close()


def bring_in(database: Database, source: Path, **how: bool) -> tuple[Imported, list[str], list[str]]:
    lines: list[str] = []
    problems: list[str] = []
    importer = Importer(database, KITCHEN, LOCAL, NOW, lambda label, what: lines.append(f"{label}: {what}"), **how)
    done = Imported()
    for each in importer.bring_in(source, lambda message: problems.append(str(message))):
        done = done.and_(each)
    return done, lines, problems


ONE, TWO = {"id": 1, "name": "a", "clean_status": "Met"}, {"id": 2, "name": "b"}


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([ONE, TWO]), f"{json.dumps(ONE)}\n{json.dumps(TWO)}\n",
        f"\ufeff {json.dumps([ONE])} {json.dumps([TWO])}",
        json.dumps([ONE, TWO], indent=2), f"{json.dumps(ONE)},\n{json.dumps(TWO)},\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["projects.json", "projects.txt", "projects"])
def test_a_file_may_hold_entries_in_any_arrangement(small: Database, tmp_path: Path, content: str, name: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    assert bring_in(small, tmp_path / name) == (Imported(2, 0, 0), [], [])


def test_a_folder_is_read_in_the_order_of_its_numbers(small: Database, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    for number in (10, 9, 1):
        (folder / f"{number}.json").write_text(json.dumps({"id": number, "name": f"p{number}"}))
    (folder / "broken.json").write_text('[{"id": 3}, ')
    (folder / "other.json").write_text('{"a": 1}')
    (folder / "readme.txt").write_text("no entry")
    done, _, problems = bring_in(small, folder)
    assert done.kept == 3
    assert [each.partition(str(folder))[2] for each in problems] == [
        "/broken.json is not valid JSON, so what follows in it was not read.",
        "/other.json is no entry of a project.",
    ]
    with small.reading() as session:
        assert [each.name for each in projects.page(session)] == ["p1", "p9", "p10"]


def test_a_list_of_addresses_registers_projects(small: Database, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(
        "# our projects\nhttps://github.com/cook/soup\n\n<git@github.com:cook/salad.git>  # cold\n"
        "https://GITHUB.com/Cook/Soup.git, Soup\nnonsense\n"
    )
    done, lines, problems = bring_in(small, path)
    assert (done, problems) == (Imported(2, 1, 1), [])
    assert lines == [
        "nonsense: This is not the address of a git repository. Write it like https://git.example.org/owner/name."
    ]
    assert bring_in(small, path)[0] == Imported(0, 3, 1)
    with small.reading() as session:
        assert jobs.latest(session, 2, "look") is not None


def test_an_empty_folder_and_a_file_that_is_not_there_are_said(small: Database, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableError, match="There is no JSON file in "):
        bring_in(small, tmp_path / "empty")
    with pytest.raises(UnreadableError, match="could not be read"):
        bring_in(small, tmp_path / "nothing")


def test_only_one_imports_at_a_time(small: Database, tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps(ONE))
    with small.alone("import"), pytest.raises(WrongUseError, match="Wait until that has ended"):
        bring_in(small, tmp_path / "one.json")


def test_the_past_of_what_came_is_counted(small: Database, tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps(SOUP))
    bring_in(small, tmp_path / "one.json")
    with small.reading() as session:
        found = dict(days.every(session))
    first, last = datetime(2020, 1, 2, tzinfo=UTC).date(), NOW.date()
    assert (min(found), max(found), len(found)) == (first, last, (last - first).days + 1)
    reached = [day.isoformat() for day in found if found[day].get("percent_ge_100")]
    assert (reached[0], reached[9], reached[10]) == ("2020-04-02", "2020-04-11", "2020-05-02")
    assert found[last][figures.TOTAL] == 1
    assert found[first + timedelta(days=5)]["created_since_yesterday"] == 0


def test_made_up_pages_are_the_same_each_time(tmp_path: Path) -> None:
    write_pages(45, tmp_path / "a", KITCHEN)
    write_pages(45, tmp_path / "b", KITCHEN)
    names = sorted(each.name for each in (tmp_path / "a").iterdir())
    assert names == ["projects-1.json", "projects-2.json", "projects-3.json"]
    assert all((tmp_path / "a" / each).read_bytes() == (tmp_path / "b" / each).read_bytes() for each in names)
    assert len(list(islice(entries(3, KITCHEN), 5))) == 3


def test_a_database_that_does_not_answer_is_said(small: Database, tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps(ONE))
    with small.engine.begin() as connection:
        connection.execute(text("ALTER TABLE project RENAME TO elsewhere"))
    with pytest.raises(UnreadableError):
        bring_in(small, path)
