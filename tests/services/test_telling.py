"""Facts about a project are kept in one transaction, with an event that says from what to what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from badge.core.errors import NotFoundError, StaleAnswersError, WrongUseError
from badge.core.people import LOCAL
from badge.services import telling
from badge.storage import events, projects
from tests.web.building import NOW, Kitchen
from tests.web.six_levels import tell, two_series


@pytest.fixture
def pantry(tmp_path: Path) -> Iterator[Kitchen]:
    site = two_series(tmp_path)
    site.register()
    yield site
    site.site.database.close()


def kept(pantry: Kitchen) -> tuple[dict[str, str], int]:
    with pantry.site.database.reading() as session:
        project = projects.find(session, 1)
        return dict(project.circumstances), project.version


def told(pantry: Kitchen) -> list[dict[str, object]]:
    with pantry.site.database.reading() as session:
        return [dict(each.what["facts"]) for each in events.newest(session, 1) if each.kind == "told"]


def try_to_tell(pantry: Kitchen, facts: dict[str, str], *, project: int = 1, version: int = 1) -> None:
    with pantry.site.database.writing() as session:
        telling.tell(session, LOCAL, project, facts, version, pantry.site.criteria, NOW)
        session.commit()


def test_what_is_told_is_kept_and_the_rest_stays(pantry: Kitchen) -> None:
    project = pantry.register()
    tell(pantry, project, stove="none")
    tell(pantry, project, cooks="one")
    assert kept(pantry)[0] == {"stove": "none", "cooks": "one"}
    assert told(pantry) == [{"cooks": {"from": "", "to": "one"}}, {"stove": {"from": "", "to": "none"}}]


def test_a_fact_can_be_changed_and_taken_back(pantry: Kitchen) -> None:
    project = pantry.register()
    tell(pantry, project, stove="none", cooks="one")
    tell(pantry, project, stove="fire", cooks="")
    assert kept(pantry)[0] == {"stove": "fire"}
    assert told(pantry)[0] == {"cooks": {"from": "one", "to": ""}, "stove": {"from": "none", "to": "fire"}}


def test_telling_the_same_again_changes_nothing(pantry: Kitchen) -> None:
    project = pantry.register()
    tell(pantry, project, stove="none")
    before = kept(pantry)
    try_to_tell(pantry, {"stove": "none", "cooks": ""}, version=0)
    assert kept(pantry) == before
    assert len(told(pantry)) == 1


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"stov": "none"}, "There is no question stov about a project."),
        ({"stove": "nuclear"}, "The question stove has no option nuclear."),
        ({"cooks": "one", "stove": "one"}, "The question stove has no option one."),
        ({"": "none"}, "There is no question  about a project."),
    ],
)
def test_what_nobody_asks_is_refused_with_a_sentence(pantry: Kitchen, facts: dict[str, str], sentence: str) -> None:
    before = kept(pantry)
    with pytest.raises(WrongUseError, match=sentence):
        try_to_tell(pantry, facts)
    assert kept(pantry) == before
    assert not told(pantry)


def test_who_comes_too_late_changes_nothing(pantry: Kitchen) -> None:
    project = pantry.register()
    seen = kept(pantry)[1]
    tell(pantry, project, cooks="two")
    with pytest.raises(StaleAnswersError):
        try_to_tell(pantry, {"stove": "none"}, version=seen)
    assert kept(pantry)[0] == {"cooks": "two"}


def test_a_project_that_is_none_is_not_found(pantry: Kitchen) -> None:
    with pytest.raises(NotFoundError):
        try_to_tell(pantry, {"stove": "none"}, project=9)


def test_no_answer_is_given_by_it(pantry: Kitchen) -> None:
    project = pantry.register()
    pantry.answer(project, jars="Met")
    tell(pantry, project, stove="none")
    with pantry.site.database.reading() as session:
        kinds = [each.kind for each in events.newest(session, 1)]
        assert kinds[:2] == ["told", "answered"]
        assert events.first_broken(session, 1) is None
