"""Projects, answers, looks, standings and events: core types go in, and the same come out."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import text

from badge.core.answers import Answer, Origin, Status
from badge.core.criteria import Series
from badge.core.errors import NotFoundError, StaleAnswersError
from badge.core.evidence import Repository
from badge.core.findings import Confidence, Place, met
from badge.core.kept import KeptAnswer
from badge.core.look import Look
from badge.core.marks import pack
from badge.core.messages import Message
from badge.core.people import LOCAL
from badge.core.scoring import standing
from badge.storage import answers, events, looks, projects, standings
from badge.storage.database import Database
from tests.core.building import answers as given
from tests.core.building import series

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def test_a_project_comes_back_as_it_was_kept(database: Database) -> None:
    east = datetime(2026, 1, 1, 15, 0, 0, 123456, tzinfo=timezone(timedelta(hours=3)))
    with database.writing() as session:
        kept = projects.add(session, "名前", "https://git.example.org/a", "", "zh-Hans", east)
        session.commit()
    with database.reading() as session:
        found = projects.find(session, kept.id)
    assert found == kept
    assert found.created_at == east
    assert found.created_at.tzinfo is UTC
    assert (found.name, found.version) == ("名前", 1)


def test_a_project_is_found_by_its_address_or_checkout(database: Database, project: int) -> None:
    with database.writing() as session:
        other = projects.add(session, "b", "", "folder", "en", NOW)
        assert projects.find_by_address(session, "checkout:folder") == other
        found = projects.find_by_address(session, "https://git.example.org/name")
        assert found is not None
        assert found.id == project
        assert projects.find_by_address(session, "https://git.example.org/other") is None


@pytest.mark.parametrize("number", [0, -1, 99, 2**31, 2**63, 10**30])
def test_a_number_without_a_project_is_said(database: Database, number: int) -> None:
    with database.reading() as session, pytest.raises(NotFoundError, match=f"There is no project {number}"):
        projects.find(session, number)


def test_a_stale_version_is_refused_and_a_fresh_one_counts_on(database: Database, project: int) -> None:
    with database.writing() as session:
        assert projects.touch(session, project, 1, LATER).version == 2
        session.commit()
    with database.writing() as session, pytest.raises(StaleAnswersError):
        projects.touch(session, project, 1, LATER)
    with database.reading() as session:
        assert projects.find(session, project).updated_at == LATER


def together(*deeds: Any) -> list[Exception]:
    """Do several things at the same moment, each in a thread; give what they raised."""
    raised: list[Exception] = []
    barrier = threading.Barrier(len(deeds))

    def run(deed: Any) -> None:
        barrier.wait()
        try:
            deed()
        except Exception as error:  # noqa: BLE001 - it is handed to the test
            raised.append(error)

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return raised


def test_of_two_who_save_at_once_one_is_told(database: Database, project: int) -> None:
    def save() -> None:
        with database.writing() as session:
            projects.touch(session, project, 1, LATER)
            session.commit()

    [error] = together(save, save)
    assert isinstance(error, StaleAnswersError)
    with database.reading() as session:
        assert projects.find(session, project).version == 2


def test_pages_go_on_by_number(database: Database) -> None:
    with database.writing() as session:
        kept = [projects.add(session, str(each), "", f"c{each}", "en", NOW).id for each in range(5)]
        assert [each.id for each in projects.page(session, size=2)] == kept[:2]
        assert [each.id for each in projects.page(session, after=kept[1], size=2)] == kept[2:4]
        assert not projects.page(session, after=kept[-1])


def test_a_project_is_described(database: Database, project: int) -> None:
    with database.writing() as session:
        projects.describe(session, project, "new", "text", "https://example.org", "sw")
        session.commit()
    with database.reading() as session:
        found = projects.find(session, project)
    assert (found.name, found.description, found.homepage, found.language) == (
        "new",
        "text",
        "https://example.org",
        "sw",
    )


def test_a_project_goes_with_all_but_its_events_and_its_number_is_not_given_again(
    database: Database, project: int
) -> None:
    with database.writing() as session:
        answers.write(session, project, {"a": KeptAnswer(Answer(Status.MET))})
        looks.write(session, project, Look(Repository(), NOW, []), NOW)
        events.add(session, project, LOCAL, "made", {}, NOW)
        session.commit()
    with database.writing() as session:
        projects.remove(session, project)
        session.commit()
    with database.writing() as session:
        for table in ("project", "address", "answer_sheet", "finding_sheet"):
            assert session.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0
        assert [each.kind for each in events.newest(session, project)] == ["made"]
        assert projects.add(session, "next", "", "next", "en", NOW).id > project


SHEET = {
    "b": KeptAnswer(
        Answer(Status.MET, "漢字 \U0001f600\ttab", Origin.PROPOSAL), "<p>x</p>", "me", NOW.isoformat(), "c0", "p",
        (Place("a", 1, "b", "q"),),
    ),
    "a": KeptAnswer(Answer(Status.UNMET)),
}  # fmt: skip


def test_a_sheet_comes_back_and_replaces_the_former_one(database: Database, project: int) -> None:
    with database.writing() as session:
        assert answers.sheet(session, project) == {}
        answers.write(session, project, SHEET)
        session.commit()
    with database.writing() as session:
        assert answers.sheet(session, project) == SHEET
        answers.write(session, project, {"a": SHEET["a"]})
        session.commit()
    with database.reading() as session:
        assert answers.sheet(session, project) == {"a": SHEET["a"]}


def test_a_look_comes_back_and_replaces_the_former_one(database: Database, project: int) -> None:
    look = Look(Repository("c" * 40), NOW, [met("a", Message("%(a)s", {"a": "x\ny"}), Confidence.GOOD, Place("p", 1))])
    with database.writing() as session:
        assert looks.last(session, project) is None
        looks.write(session, project, Look(Repository(), NOW, []), NOW)
        looks.write(session, project, look, LATER)
        session.commit()
    with database.reading() as session:
        last = looks.last(session, project)
    assert last is not None
    assert (last[0].to_json(), last[1]) == (look.to_json(), LATER)


ASKED: Series = series({"one": {"a": "MUST"}, "two": {"b": "MUST"}})


def stand(database: Database, project: int, now: datetime, **words: str) -> list[tuple[str, bool]]:
    with database.writing() as session:
        sheet = given(words)
        turns = standings.write(session, project, ASKED, standing(ASKED, sheet), pack(ASKED, sheet), now)
        session.commit()
    return [(each.level, each.reached) for each in turns]


def test_levels_are_gained_and_lost_with_their_times(database: Database, project: int) -> None:
    moments = [NOW + timedelta(days=each) for each in range(4)]
    assert stand(database, project, moments[0]) == []
    assert stand(database, project, moments[1], a="Met") == [("one", True)]
    assert stand(database, project, moments[2], b="Met") == [("one", False), ("two", True)]
    assert stand(database, project, moments[3], a="Met", b="Met") == [("one", True)]
    with database.reading() as session:
        found = standings.of_project(session, project)["tiny"]
        assert standings.of_projects(session, [project, 99]) == {project: {"tiny": found}}
    assert (found.level, found.tiered_percentage, found.marks, found.revision) == ("two", 200, "MM", 4)
    assert found.percentages == {"one": 100, "two": 100}
    assert found.times["one"] == {
        "achieved": moments[3].isoformat(), "first_achieved": moments[1].isoformat(), "lost": moments[2].isoformat(),
    }  # fmt: skip
    assert found.updated_at == moments[3]


def fill(database: Database, project: int, count: int = 3) -> None:
    with database.writing() as session:
        for each in range(count):
            events.add(session, project, LOCAL, "kind", {"n": each, "text": "漢字", "list": [1.5, None]}, NOW)
        session.commit()


def test_events_come_newest_first_and_their_chain_holds(database: Database, project: int) -> None:
    fill(database, project, 5)
    fill(database, project + 1, 2)
    with database.reading() as session:
        assert [each.what["n"] for each in events.newest(session, project, 3)] == [4, 3, 2]
        assert events.newest(session, project)[0].at == NOW
        assert events.first_broken(session, project) is None
        assert events.first_broken(session, 99) is None


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE event SET person = 'other' WHERE id = :second",
        "UPDATE event SET what = '{\"n\": 7}' WHERE id = :second",
        "UPDATE event SET kind = 'other', previous = previous WHERE id = :second",
        "UPDATE event SET previous = '' WHERE id = :second",
        "UPDATE event SET project_id = 77 WHERE id = :first",
        "DELETE FROM event WHERE id = :first",
    ],
)
def test_a_changed_event_is_found(database: Database, project: int, change: str) -> None:
    fill(database, project)
    with database.writing() as session:
        third, second, first = (each.id for each in events.newest(session, project))
        numbers = {name: value for name, value in (("first", first), ("second", second)) if f":{name}" in change}
        session.execute(text(change), numbers)
        session.commit()
        assert events.first_broken(session, project) == second
    assert third > second


def test_events_of_several_at_once_make_one_chain(database: Database, project: int) -> None:
    def add() -> None:
        for _ in range(5):
            fill(database, project, 1)

    assert together(add, add, add) == []
    with database.reading() as session:
        assert len(events.newest(session, project)) == 15
        assert events.first_broken(session, project) is None


@pytest.mark.parametrize("database", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
def test_a_look_and_a_save_at_once_do_not_lock_each_other_out(database: Database, project: int) -> None:
    look_is_written, project_is_touched = threading.Event(), threading.Event()

    def save() -> None:
        look_is_written.wait(10)
        with database.writing() as session:
            projects.touch(session, project, 1, LATER)
            project_is_touched.set()
            answers.write(session, project, SHEET)
            events.add(session, project, LOCAL, "answered", {}, NOW)
            session.commit()

    def look() -> None:
        with database.writing() as session:
            looks.write(session, project, Look(Repository(), NOW, []), NOW)
            look_is_written.set()
            project_is_touched.wait(10)
            events.add(session, project, LOCAL, "looked", {}, NOW)
            session.commit()

    assert together(save, look) == []
    with database.reading() as session:
        assert {each.kind for each in events.newest(session, project)} == {"answered", "looked"}
        assert events.first_broken(session, project) is None


def test_what_is_told_of_a_project_comes_back(database: Database, project: int) -> None:
    with database.writing() as session:
        assert projects.find(session, project).circumstances == {}
        projects.tell(session, project, {"kind": "library"})
        session.commit()
    with database.writing() as session:
        assert projects.find(session, project).circumstances == {"kind": "library"}
        projects.tell(session, project, {"network": "no"})
        session.commit()
    with database.reading() as session:
        found = projects.find(session, project)
        assert found.circumstances == {"network": "no"}
        assert len({found, projects.find(session, project)}) == 1


def test_many_events_at_once_go_on_with_each_chain(database: Database, project: int) -> None:
    east = datetime(2026, 1, 1, 15, tzinfo=timezone(timedelta(hours=3)))
    with database.writing() as session:
        other = projects.add(session, "b", "", "folder", "en", NOW).id
        events.add(session, project, LOCAL, "first", {}, NOW)
        projects.hold_all(session, [other, project, 99])
        new = [
            events.New(each, "kind", {"n": number, "text": "漢字"}) for number in range(3) for each in (project, other)
        ]
        events.add_all(session, new, LOCAL, east)
        events.add_all(session, [], LOCAL, east)
        events.add(session, project, LOCAL, "last", {}, NOW)
        session.commit()
    with database.reading() as session:
        assert [each.kind for each in events.newest(session, project)] == ["last", "kind", "kind", "kind", "first"]
        assert [each.what["n"] for each in events.newest(session, other)] == [2, 1, 0]
        assert events.first_broken(session, project) is events.first_broken(session, other) is None
        assert projects.names(session, [project, other, 99]) == {project: "name", other: "b"}
