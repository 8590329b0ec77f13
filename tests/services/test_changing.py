"""Changing the criteria: what would happen is told, and what happens is kept, once, with its reason and its day."""

from __future__ import annotations

import json
import multiprocessing
import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from badge.core.answers import Answer, Status
from badge.core.counting import count_of
from badge.core.criteria import Criteria, Series
from badge.core.errors import UnreadableError, WrongUseError
from badge.core.kept import KeptAnswer
from badge.core.marks import ALPHABET, standing_of
from badge.core.messages import Message
from badge.core.people import LOCAL, NOBODY
from badge.services import answering, changing
from badge.services.changing import apply, what_if, what_if_files
from badge.services.standing import record
from badge.storage import answers as sheets
from badge.storage import events, projects, recounting, standings
from badge.storage.database import Database
from badge.storage.standings import KeptStanding
from tests.core.building import answers, series
from tests.storage.conftest import database, postgresql, postgresql_url

__all__ = ["database", "postgresql", "postgresql_url"]

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=100)
UNTIL = LATER + timedelta(days=30)


def steps(version: str, b: str, **more: str) -> Series:
    """Make a series whose higher level computes a criterion from the lower one."""
    levels = {"low": {"a": "MUST", "b": b} | more, "high": {"top": "MUST", "c": "MUST"}}
    made = series(levels, {"high": ("low", "top")})
    return replace(
        made, version=version, positions={each: place for place, each in enumerate(["a", "b", "top", "c", *more])}
    )


OLD, NEW = Criteria((steps("1", "SHOULD"),)), Criteria((steps("2", "MUST"),))
SHEETS = {
    "whole": {"a": "Met", "b": "Met", "c": "Met"},
    "soft": {"a": "Met", "b": "Unmet for a reason", "c": "Met"},
    "low": {"a": "Met", "b": "Unmet for a reason"},
    "none": {"b": "Met"},
}


@pytest.fixture
def numbers(database: Database) -> dict[str, int]:
    """Keep a project for each sheet, judged by the old criteria."""
    found = {}
    with database.writing() as session:
        for name, sheet in SHEETS.items():
            found[name] = projects.add(session, name, "", name, "en", NOW).id
            record(session, LOCAL, found[name], OLD, answers(sheet), NOW)
        session.commit()
    return found


def kept(database: Database, project: int, own: str = "tiny") -> KeptStanding:
    with database.reading() as session:
        return standings.of_project(session, project)[own]


def everything(database: Database) -> list[Any]:
    with database.reading() as session:
        rows = session.execute(text("SELECT * FROM standing ORDER BY project_id, series")).all()
        return [*map(tuple, rows), *map(tuple, session.execute(text("SELECT * FROM event ORDER BY id")).all())]


def history(database: Database, project: int) -> list[tuple[str, str, Any]]:
    with database.reading() as session:
        assert events.first_broken(session, project) is None
        return [(each.kind, each.person, each.what) for each in reversed(events.newest(session, project))]


# --- what if ---------------------------------------------------------------------------------------------------------


def test_who_would_lose_what_is_told_and_nothing_is_changed(database: Database, numbers: dict[str, int]) -> None:
    before = everything(database)
    found = {each.name: each for each in what_if(OLD, NEW, database)}
    assert everything(database) == before
    assert set(found) == {"soft", "low"}
    soft = found["soft"]
    assert (soft.project, soft.before, soft.after, soft.lost) == (str(numbers["soft"]), "high", "", ("low", "high"))
    assert (found["low"].before, found["low"].after, found["low"].lost) == ("low", "", ("low",))
    back = {each.name: each.gained for each in what_if(NEW, OLD, database)}
    assert back == {"soft": ("low", "high"), "low": ("low",)}


def test_marks_are_read_by_the_positions_at_which_they_were_packed(database: Database, numbers: dict[str, int]) -> None:
    [new] = NEW.series
    moved = Criteria((replace(new, positions={"c": 0, "b": 1, "top": 2, "a": 3}),))
    assert list(what_if(OLD, moved, database)) == list(what_if(OLD, NEW, database))


def test_it_reads_in_pages(database: Database, numbers: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(what_if(OLD, NEW, database))
    monkeypatch.setattr(recounting, "PAGE", 1)
    seen: list[tuple[int, int]] = []
    assert list(what_if(OLD, NEW, database, lambda done, total: seen.append((done, total)))) == whole
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_database_without_tables_is_said(tmp_path: Path) -> None:
    empty = Database(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    with pytest.raises(UnreadableError):
        list(what_if(OLD, NEW, empty))
    empty.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make files of answers as repositories and exports hold them."""
    soft = {"a_status": "Met", "b_status": "Unmet", "b_justification": "for a reason", "c_status": "met"}
    (tmp_path / "7.json").write_text(json.dumps({"id": 7, "name": "Seven", **soft}))
    (tmp_path / "stem.json").write_text(json.dumps(soft))
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / ".bestpractices.json").write_text(json.dumps({"a_status": "Met", "b_status": "Met"}))
    return tmp_path


def files(old: Criteria, new: Criteria, folder: Path) -> tuple[list[tuple[str, str, str, str]], list[str]]:
    said: list[Message] = []
    found = [
        (each.project, each.name, each.before, each.after) for each in what_if_files(old, new, folder, said.append)
    ]
    return sorted(found), [str(each) for each in said]


def test_a_folder_of_answers_is_compared_as_well(folder: Path) -> None:
    assert files(OLD, NEW, folder) == ([("7", "Seven", "high", ""), ("stem", "", "high", "")], [])
    asked = Criteria((steps("2", "SHOULD", d="MUST"),))
    assert len(files(OLD, asked, folder)[0]) == 3
    (folder / "home" / ".bestpractices.json").write_text(
        json.dumps({"a_status": "Met", "b_status": "Met", "d_status": "Met"})
    )
    assert [each[0] for each in files(OLD, asked, folder)[0]] == ["7", "stem"]  # answered already
    assert files(asked, OLD, folder)[0][0] == ("7", "Seven", "", "high")


def test_files_that_cannot_be_read_are_named_and_left_out(folder: Path) -> None:
    (folder / "broken.json").write_text("{")
    (folder / "list.json").write_text("[]")
    (folder / "other.json").write_text('{"scripts": {}}')
    (folder / "deep.json").write_text("[" * 100_000)
    (folder / "large.json").write_bytes(b" " * (changing.LARGEST + 1))
    found, said = files(OLD, NEW, folder)
    assert len(found) == 2
    assert [each.partition(" ")[0].rpartition("/")[2] for each in said] == [
        "broken.json", "deep.json", "large.json", "list.json", "other.json",
    ]  # fmt: skip


def test_both_spellings_of_an_id_are_read(tmp_path: Path) -> None:
    def asked(category: str) -> Criteria:
        return Criteria((series({"one": {"osps_ac_01_01": category}}),))

    for number, name in enumerate(("OSPS-AC-01.01", "osps_ac_01_01")):
        (tmp_path / f"{number}.json").write_text(
            json.dumps({f"{name}_status": "Unmet", f"{name}_justification": "because"})
        )
    assert [each[0] for each in files(asked("SHOULD"), asked("MUST"), tmp_path)[0]] == ["0", "1"]


def test_a_folder_without_answers_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="There is no file of answers"):
        files(OLD, NEW, tmp_path)


# --- apply -----------------------------------------------------------------------------------------------------------


def test_what_changed_is_kept_with_its_reason_and_its_day(database: Database, numbers: dict[str, int]) -> None:
    before = {name: kept(database, each) for name, each in numbers.items()}
    done = apply(database, NEW, LATER)
    assert (done.looked_at, done.changed) == (4, 2)
    assert (done.gained, done.lost) == (Counter(), Counter({("tiny", "low"): 2, ("tiny", "high"): 1}))
    soft = kept(database, numbers["soft"])
    assert (soft.level, soft.tiered_percentage, soft.percentages) == ("", 50, {"low": 50, "high": 50})
    assert (soft.revision, soft.updated_at, soft.series_version) == (2, LATER, "2")
    assert (soft.kept_level, soft.kept_until) == ("high", UNTIL)
    assert [soft.shown(each) for each in (LATER, UNTIL - timedelta(seconds=1), UNTIL)] == ["high", "high", ""]
    assert soft.times["low"] == {**before["soft"].times["low"], "lost": LATER.isoformat()}
    lost = {"series": "tiny", "because": "criteria", "version": "2", "shows": UNTIL.isoformat()}
    assert history(database, numbers["soft"])[2:] == [
        ("level lost", NOBODY.id, {**lost, "level": "low"}), ("level lost", NOBODY.id, {**lost, "level": "high"}),
    ]  # fmt: skip
    whole = kept(database, numbers["whole"])
    assert whole == replace(before["whole"], series_version="2")  # nobody sees anything else than before
    assert len(history(database, numbers["whole"])) == 2


def test_doing_it_again_changes_nothing(database: Database, numbers: dict[str, int]) -> None:
    apply(database, NEW, LATER)
    before = everything(database)
    assert apply(database, NEW, LATER + timedelta(days=1)).changed == 0
    assert everything(database) == before


def test_a_grace_that_is_over_is_ended(database: Database, numbers: dict[str, int]) -> None:
    apply(database, NEW, LATER)
    assert apply(database, NEW, UNTIL).changed == 2
    soft = kept(database, numbers["soft"])
    assert (soft.kept_level, soft.kept_until, soft.revision, soft.updated_at) == ("", None, 3, UNTIL)


def test_levels_come_back_with_the_criteria(database: Database, numbers: dict[str, int]) -> None:
    apply(database, NEW, LATER)
    done = apply(database, OLD, LATER + timedelta(days=1))
    assert done.gained == Counter({("tiny", "low"): 2, ("tiny", "high"): 1})
    soft = kept(database, numbers["soft"])
    assert (soft.level, soft.kept_level, soft.kept_until) == ("high", "", None)
    assert history(database, numbers["soft"])[-1][2] == {
        "series": "tiny", "level": "high", "because": "criteria", "version": "1",
    }  # fmt: skip


@pytest.mark.parametrize("days", [0, 7])
def test_the_days_of_grace_can_be_chosen(database: Database, numbers: dict[str, int], days: int) -> None:
    apply(database, NEW, LATER, grace_days=days)
    soft = kept(database, numbers["soft"])
    assert soft.shown(LATER) == ("high" if days else "")
    assert soft.kept_until == (LATER + timedelta(days=days) if days else None)
    assert history(database, numbers["soft"])[-1][2]["shows"] == (LATER + timedelta(days=days)).isoformat()


def test_a_run_that_was_ended_is_taken_up(
    database: Database, numbers: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recounting, "PAGE", 1)

    class KilledError(Exception):
        """The end of a process."""

    def killed(done: int, total: int) -> None:
        if done == 2:
            raise KilledError

    with pytest.raises(KilledError):
        apply(database, NEW, LATER, progress=killed)
    assert kept(database, numbers["soft"]).level == ""
    assert kept(database, numbers["low"]).level == "low"
    done = apply(database, NEW, LATER)
    assert (done.looked_at, done.changed) == (4, 1)
    assert [kept(database, each).level for each in numbers.values()] == ["high", "", "", ""]
    assert len(history(database, numbers["soft"])) == 4


def test_two_at_once_are_kept_apart(database: Database, numbers: dict[str, int]) -> None:
    other = Database(database.url.render_as_string(hide_password=False))
    with database.alone("recount") as first:
        assert first
        with pytest.raises(WrongUseError, match="already"):
            apply(other, NEW, LATER)
    other.close()
    assert apply(database, NEW, LATER).changed == 2


def test_a_save_between_reading_and_writing_is_not_lost(
    database: Database, numbers: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = recounting.rows

    def rows(*given: Any) -> Any:
        found = read(*given)
        if found:
            with database.writing() as session:  # somebody answers after the page was read
                record(session, LOCAL, numbers["soft"], NEW, answers({"a": "Met", "b": "Met", "c": "Met"}), LATER)
                session.commit()
        return found

    monkeypatch.setattr(recounting, "rows", rows)
    done = apply(database, NEW, LATER)
    assert done.lost == Counter({("tiny", "low"): 1})
    soft = kept(database, numbers["soft"])
    assert (soft.level, soft.revision, soft.kept_level) == ("high", 2, "")
    assert [each[0] for each in history(database, numbers["soft"])] == ["level reached", "level reached"]


def test_a_series_that_is_new_is_judged_from_the_answers_there_are(database: Database, numbers: dict[str, int]) -> None:
    new = replace(series({"other": {"a": "MUST", "z": "SUGGESTED"}}), id="second")
    with database.writing() as session:
        for name, number in numbers.items():
            sheets.write(session, number, {own: KeptAnswer(each) for own, each in answers(SHEETS[name]).items()})
        session.commit()
    both = Criteria((*OLD.series, new))
    assert apply(database, both, LATER).lost == {}
    found = {name: kept(database, number, "second") for name, number in numbers.items()}
    assert {name: each.percentages["other"] for name, each in found.items()} == {
        "whole": 50, "soft": 50, "low": 50, "none": 0,
    }  # fmt: skip
    assert apply(database, both, LATER).changed == 0


def test_earlier_versions_are_judged_beside_the_present_one(database: Database, numbers: dict[str, int]) -> None:
    both = Criteria(NEW.series, (replace(OLD.series[0], id="tiny@1"),))
    done = apply(database, both, LATER)
    assert (done.looked_at, done.changed) == (8, 2)
    assert [kept(database, each, "tiny@1").level for each in numbers.values()] == ["high", "high", "low", ""]
    assert [kept(database, each).level for each in numbers.values()] == ["high", "", "", ""]
    before = kept(database, numbers["soft"], "tiny@1")
    assert (before.series_version, before.times["high"]["achieved"]) == ("1", NOW.isoformat())
    assert {each[2]["version"] for each in history(database, numbers["soft"])[2:]} == {"2"}
    assert apply(database, both, LATER).changed == 0


def test_earlier_versions_with_other_positions_are_refused(database: Database) -> None:
    old = replace(OLD.series[0], id="tiny@1", positions={"b": 0, "a": 1, "top": 2, "c": 3})
    with pytest.raises(WrongUseError, match="another position than in version 1: b, a"):
        apply(database, Criteria(NEW.series, (old,)), LATER)


def test_a_series_that_is_gone_is_left_alone(database: Database, numbers: dict[str, int]) -> None:
    other = replace(NEW.series[0], id="other")
    before = {name: kept(database, number) for name, number in numbers.items()}
    assert apply(database, Criteria((other,)), LATER).changed == 0
    assert {name: kept(database, number) for name, number in numbers.items()} == before


def test_several_processes_do_the_same_as_one(database: Database) -> None:
    [asked] = OLD.series
    chance = random.Random(4)
    with database.writing() as session:
        for number in range(60):
            project = projects.add(session, str(number), "", str(number), "en", NOW).id
            marks = "".join(chance.choices(ALPHABET, [1] * 8 + [4] * 4, k=4))
            standings.write(session, project, asked, standing_of(asked, marks), marks, NOW)
        session.commit()
    seen: list[int] = []
    done = apply(database, NEW, LATER, processes=3, progress=lambda count, _: seen.append(count))
    assert (done.looked_at, seen[-1]) == (60, 60)
    assert done.changed > 0
    assert not multiprocessing.active_children()
    with database.reading() as session:
        for found in standings.of_projects(session, range(1, 200)).values():
            row = found["tiny"]
            assert row.count == count_of(standing_of(NEW.series[0], row.marks))
            assert events.first_broken(session, row.project_id) is None
    assert apply(database, NEW, LATER, processes=2).changed == 0


def test_an_error_in_another_process_is_told(tmp_path: Path) -> None:
    there = Database(f"sqlite:///{tmp_path / 'badge.sqlite'}")
    there.prepare()
    with there.writing() as session:
        number = projects.add(session, "a", "", "a", "en", NOW).id
        record(session, LOCAL, number, OLD, answers(SHEETS["soft"]), NOW)
        session.execute(text("DROP TABLE event"))
        session.commit()
    with pytest.raises(UnreadableError):
        apply(there, NEW, LATER, processes=2)
    assert not multiprocessing.active_children()
    there.close()


# --- saves during a grace --------------------------------------------------------------------------------------------


@pytest.fixture
def soft(database: Database, numbers: dict[str, int]) -> int:
    """Keep a project's answers by the usual way, and apply the new criteria."""
    project = numbers["soft"]
    save(database, project, OLD, a=Answer(Status.MET), b=Answer(Status.UNMET, "for a reason"), c=Answer(Status.MET))
    apply(database, NEW, LATER)
    return project


def save(database: Database, project: int, criteria: Criteria, **changes: Answer) -> KeptStanding:
    with database.writing() as session:
        version = projects.find(session, project).version
        answering.answer(session, LOCAL, project, changes, version, criteria, str, LATER + timedelta(days=1))
        session.commit()
    return kept(database, project)


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"b": Answer(Status.UNMET, "for another reason")}, "high"),  # the loss is as it was
        ({"b": Answer(Status.UNKNOWN)}, "high"),
        ({"c": Answer(Status.UNMET)}, ""),  # the level would be lost by the old criteria, too
        ({"a": Answer(Status.UNMET)}, ""),
        ({"b": Answer(Status.MET)}, "high"),  # reached again: shown because it is so
    ],
)
def test_what_people_do_shows_at_once_and_all_else_waits(
    database: Database, soft: int, changes: dict[str, Answer], shown: str
) -> None:
    found = save(database, soft, NEW, **changes)
    assert found.shown(LATER + timedelta(days=1)) == shown
    assert bool(found.kept_level) == (shown == "high" and found.level != "high")
    assert found.kept_until in {UNTIL, None}


def test_a_save_before_anybody_has_applied_the_criteria_gives_the_grace_itself(
    database: Database, numbers: dict[str, int]
) -> None:
    save(database, numbers["soft"], OLD, a=Answer(Status.MET), b=Answer(Status.UNMET, "because"), c=Answer(Status.MET))
    found = save(database, numbers["soft"], NEW, b=Answer(Status.UNMET, "for another reason"))
    day = LATER + timedelta(days=31)
    assert (found.level, found.kept_level, found.kept_until) == ("", "high", day)
    told = history(database, numbers["soft"])[-1]
    assert (told[0], told[2]["because"], told[2]["shows"]) == ("level lost", "criteria", day.isoformat())
    assert apply(database, NEW, LATER + timedelta(days=2)).lost[("tiny", "high")] == 0


def test_a_save_is_judged_by_every_version(database: Database, numbers: dict[str, int]) -> None:
    both = Criteria(NEW.series, (replace(OLD.series[0], id="tiny@1"),))
    with database.writing() as session:
        record(session, LOCAL, numbers["none"], both, answers(SHEETS["soft"]), LATER)
        session.commit()
    assert kept(database, numbers["none"], "tiny@1").level == "high"
    assert kept(database, numbers["none"]).level == ""
    assert history(database, numbers["none"]) == []
