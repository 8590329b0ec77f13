"""Answering: what is kept and in one transaction, what is refused, what becomes of proposals, what others did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from badge.core.answers import LONGEST, Answer, Origin, Status
from badge.core.criteria import Category, Criteria, Criterion, Flag, Level, Series
from badge.core.errors import InvalidAnswersError, NotFoundError, StaleAnswersError
from badge.core.evidence import Repository
from badge.core.findings import Confidence, Finding, Place, met, unmet
from badge.core.kept import KeptAnswer
from badge.core.look import Look
from badge.core.messages import Message
from badge.core.people import LOCAL, Person
from badge.core.proposals import Proposal, proposals
from badge.services import answering, registering
from badge.services.answering import Meanwhile
from badge.storage import answers, events, looks, projects, standings
from badge.storage.database import Database

NOW = datetime(2026, 1, 1, tzinfo=UTC)
NA_ALLOWED = frozenset({Flag.NA_ALLOWED})
LEVELS = (
    Level(
        "tidy",
        "Tidy",
        (
            Criterion("swept", "house", "tidy", Category.MUST),
            Criterion("aired", "house", "tidy", Category.SHOULD, NA_ALLOWED),
        ),
    ),
    Level("shiny", "Shiny", (Criterion("aired", "house", "shiny", Category.MUST),)),
)
CRITERIA = Criteria((Series("house", "1", "House", "house", LEVELS, {"swept": 0, "aired": 1}),))
REPOSITORY = Repository(commit="c0ffee", web="https://github.com/owner/house")
SWEPT = met("swept", Message("The floor shines."), Confidence.DIRECT, Place("FLOOR", 3, "b10b", "shines"))
SENTENCE = "The floor shines. https://github.com/owner/house/blob/c0ffee/FLOOR#L3"

MET, UNMET, NA, UNKNOWN = Status.MET, Status.UNMET, Status.NA, Status.UNKNOWN


@dataclass
class House:
    """A project in a database, and a clock that goes on with every save."""

    database: Database
    id: int
    saves: int = 0

    def save(self, version: int | None = None, person: Person = LOCAL, /, **given: Answer) -> None:
        self.saves += 1
        with self.database.writing() as session:
            present = projects.find(session, self.id).version
            now = NOW + timedelta(seconds=self.saves)
            seen = present if version is None else version
            answering.answer(session, person, self.id, given, seen, CRITERIA, str, now)
            session.commit()

    def look(self, *findings: Finding) -> None:
        with self.database.writing() as session:
            looks.write(session, self.id, Look(REPOSITORY, NOW, findings), NOW)
            session.commit()

    def sheet(self) -> dict[str, KeptAnswer]:
        with self.database.reading() as session:
            return answers.sheet(session, self.id)

    def kept(self) -> dict[str, Answer]:
        return {name: each.answer for name, each in self.sheet().items()}

    def version(self) -> int:
        with self.database.reading() as session:
            return projects.find(session, self.id).version

    def kinds(self) -> list[str]:
        with self.database.reading() as session:
            return [each.kind for each in reversed(events.newest(session, self.id))][2:]

    def meanwhile(self, version: int) -> Mapping[str, Meanwhile]:
        with self.database.reading() as session:
            return answering.meanwhile(session, self.id, version)


@pytest.fixture
def house(database: Database) -> House:
    with database.writing() as session:
        found = registering.register(session, LOCAL, REPOSITORY.web, CRITERIA, NOW)
        session.commit()
    return House(database, found.id)


# --- keeping ----------------------------------------------------------------------------------------------------------


def test_an_answer_is_kept_with_who_gave_it_and_its_text_rendered(house: House) -> None:
    house.save(None, Person("ann"), swept=Answer(MET, "With a *broom*.\r\n"))
    kept = house.sheet()["swept"]
    assert kept.answer == Answer(MET, "With a *broom*.")
    assert (kept.html, kept.person) == ("<p>With a <em>broom</em>.</p>", "ann")
    assert kept.at == (NOW + timedelta(seconds=1)).isoformat()


def test_everything_that_follows_is_kept_with_it(house: House) -> None:
    house.save(swept=Answer(MET), aired=Answer(NA))
    with house.database.reading() as session:
        standing = standings.of_project(session, house.id)["house"]
    assert (standing.level, standing.percentages) == ("tidy", {"tidy": 100, "shiny": 0})
    assert house.kinds() == ["answered", "level reached"]
    house.save(swept=Answer(UNMET))
    assert house.kinds()[2:] == ["answered", "level lost"]


def test_only_what_was_sent_changes(house: House) -> None:
    house.save(swept=Answer(MET), aired=Answer(UNMET, "Stuck."))
    house.save(swept=Answer(UNMET))
    assert house.kept() == {"swept": Answer(UNMET), "aired": Answer(UNMET, "Stuck.")}


def test_an_answer_that_is_taken_back_is_forgotten(house: House) -> None:
    house.save(swept=Answer(MET, "x"))
    house.save(swept=Answer(UNKNOWN, " \n"))
    assert house.kept() == {}


def test_a_text_without_a_status_is_kept(house: House) -> None:
    house.save(swept=Answer(UNKNOWN, "Ask Ann."))
    assert house.kept() == {"swept": Answer(UNKNOWN, "Ask Ann.")}


def test_what_is_kept_already_changes_nothing_whatever_the_version(house: House) -> None:
    house.save(swept=Answer(MET, "x"))
    house.save(1, swept=Answer(MET, " x "), aired=Answer())
    assert (house.version(), house.kinds()) == (2, ["answered"])


def test_answers_to_no_project_are_refused(house: House) -> None:
    with house.database.writing() as session, pytest.raises(NotFoundError):
        answering.answer(session, LOCAL, 99, {"swept": Answer(MET)}, 1, CRITERIA, str, NOW)
    with house.database.writing() as session, pytest.raises(NotFoundError):
        answering.answer(session, LOCAL, 99, {}, 1, CRITERIA, str, NOW)


# --- refusing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("criterion", "given", "said"),
    [
        ("polished", Answer(MET), "There is no criterion polished."),
        ("swept", Answer(NA), "N/A is not allowed here. Answer Met or Unmet."),
        ("swept", Answer(MET, "x" * (LONGEST + 1)), "The reason has 8193 characters. Shorten it to 8192."),
        ("swept", Answer(MET, "a\0b\x1b"), "(U+0000, U+001B)"),
        ("swept", Answer(MET, "\ud800"), "(U+D800)"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_all_else(house: House, criterion: str, given: Answer, said: str) -> None:
    with pytest.raises(InvalidAnswersError) as refused:
        house.save(None, LOCAL, **{criterion: given, "aired": Answer(NA)})
    assert list(refused.value.fields) == [criterion]
    assert said in str(refused.value.fields[criterion])
    assert (house.kept(), house.version(), house.kinds()) == ({}, 1, [])


@pytest.mark.parametrize(
    "text", ["x" * LONGEST + "\r\n", "\r\n".join("x" * (LONGEST // 2)), "a\tb\u2028c", "\U0001f9f9"]
)
def test_what_can_be_kept_is_not_refused(house: House, text: str) -> None:
    house.save(swept=Answer(MET, text))
    assert house.kept()["swept"].justification == text.replace("\r\n", "\n").strip()


def test_one_answer_may_be_what_any_of_its_levels_allows(house: House) -> None:
    house.save(aired=Answer(NA))
    assert house.kept() == {"aired": Answer(NA)}


def test_the_later_of_two_is_refused(house: House) -> None:
    house.save(1, swept=Answer(MET))
    with pytest.raises(StaleAnswersError):
        house.save(1, aired=Answer(NA))
    assert house.kept() == {"swept": Answer(MET)}


# --- proposals --------------------------------------------------------------------------------------------------------


def proposed(*findings: Finding) -> dict[str, Proposal]:
    return proposals(findings, REPOSITORY)


@pytest.mark.parametrize(
    ("own", "text"),
    [
        ("", SENTENCE),
        ("  \r\n", SENTENCE),
        ("By hand.\r\n", f"By hand.\n\n{SENTENCE}"),
        (SENTENCE, SENTENCE),
        (f"By hand. {SENTENCE}", f"By hand. {SENTENCE}"),
    ],
)
def test_accepting_gives_status_and_text_and_keeps_what_was_written(own: str, text: str) -> None:
    taken = answering.accepted(proposed(SWEPT), ["swept", "aired"], {"swept": Answer(UNMET, own)}, str)
    assert taken == {"swept": Answer(MET, text)}


def test_accepting_asks_for_each(house: House) -> None:
    assert answering.accepted(proposed(SWEPT), [], {}, str) == {}


def test_the_text_speaks_the_projects_language() -> None:
    taken = answering.accepted(proposed(SWEPT), ["swept"], {}, lambda message: message.text.upper())
    assert taken["swept"].justification.startswith("THE FLOOR SHINES. https://")


def test_sure_ones_are_those_that_nobody_has_answered() -> None:
    found = proposed(SWEPT, unmet("aired", Message("Stuffy."), Confidence.PARTIAL))
    assert answering.sure(found, {}) == {"swept"}
    assert answering.sure(found, {"swept": Answer(UNKNOWN, "Ask Ann.")}) == {"swept"}
    assert answering.sure(found, {"swept": Answer(UNMET)}) == frozenset()


def test_an_accepted_proposal_is_kept_with_its_evidence(house: House) -> None:
    house.look(SWEPT)
    house.save(None, LOCAL, **answering.accepted(proposed(SWEPT), ["swept"], {}, str))
    kept = house.sheet()["swept"]
    assert kept.answer == Answer(MET, SENTENCE, Origin.PROPOSAL)
    assert (kept.commit, kept.places) == ("c0ffee", SWEPT.places)


def test_words_of_ones_own_are_a_persons_with_the_same_evidence(house: House) -> None:
    house.look(SWEPT)
    house.save(swept=Answer(MET, "By hand."))
    kept = house.sheet()["swept"]
    assert (kept.answer.origin, kept.commit) == (Origin.PERSON, "c0ffee")
    house.save(swept=Answer(UNMET, "By hand."))
    assert (house.sheet()["swept"].commit, house.sheet()["swept"].places) == ("", ())


# --- meanwhile --------------------------------------------------------------------------------------------------------


def test_what_others_changed_is_told_from_what_it_was_to_what_it_is(house: House) -> None:
    house.save(swept=Answer(UNMET, "Old."))
    seen = house.version()
    house.save(swept=Answer(UNMET, "Newer."))
    house.save(swept=Answer(MET, "Newest."), aired=Answer(NA))
    assert house.meanwhile(seen) == {
        "swept": Meanwhile(Answer(UNMET, "Old."), Answer(MET, "Newest.")),
        "aired": Meanwhile(Answer(), Answer(NA)),
    }
    assert house.meanwhile(house.version()) == {}


def test_what_was_changed_back_is_no_news(house: House) -> None:
    seen = house.version()
    house.save(swept=Answer(MET))
    house.save(swept=Answer())
    assert house.meanwhile(seen) == {}
