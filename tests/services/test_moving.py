"""A repository that moved is found at its new address and at every former one, and nobody else's is taken."""

from __future__ import annotations

import pytest

from badge.core.errors import NotFoundError, WrongUseError
from badge.core.people import LOCAL
from badge.core.projects import Project
from badge.services.moving import move
from badge.storage import events, jobs, projects
from tests.web.building import ADDRESS, NOW, Kitchen

NEW = "https://codeberg.org/cook/kitchen"


def moved(kitchen: Kitchen, project: Project, where: str) -> Project:
    with kitchen.site.database.writing() as session:
        found = move(session, LOCAL, project.id, where, NOW)
        session.commit()
    return found


def test_it_is_found_at_every_address_it_ever_had(kitchen: Kitchen) -> None:
    project = kitchen.register()
    kitchen.look(project)
    found = moved(kitchen, project, "git@codeberg.org:Cook/Kitchen.git")
    assert (found.repository, found.version) == (NEW, project.version + 1 + 1)
    with kitchen.site.database.reading() as session:
        for address in (ADDRESS, NEW):
            known = projects.find_by_address(session, address)
            assert known is not None
            assert known.id == project.id
        asked, told, *_ = events.newest(session, project.id)
        assert (asked.kind, told.kind, told.what) == ("look asked for", "moved", {"from": ADDRESS, "to": NEW})
        job = jobs.latest(session, project.id, "look")
        assert job is not None
        assert job.open
    assert kitchen.register(ADDRESS).id == project.id


def test_moving_back_and_to_where_it_is(kitchen: Kitchen) -> None:
    project = kitchen.register()
    first = moved(kitchen, project, NEW)
    assert moved(kitchen, first, f"{NEW}.git/") == first
    assert moved(kitchen, first, ADDRESS).repository == ADDRESS


def test_the_address_of_another_project_is_not_taken(kitchen: Kitchen) -> None:
    project, other = kitchen.register(), kitchen.register("https://github.com/cook/soup")
    moved(kitchen, other, NEW)
    for taken in (NEW, "https://github.com/cook/soup"):
        with pytest.raises(WrongUseError, match=f"is known as the address of project {other.id}"):
            moved(kitchen, project, taken)


def test_what_cannot_be_moved(kitchen: Kitchen) -> None:
    project = kitchen.register()
    with pytest.raises(WrongUseError, match="not the address of a git repository"):
        moved(kitchen, project, "nowhere")
    with kitchen.site.database.writing() as session, pytest.raises(NotFoundError):
        move(session, LOCAL, 9, NEW, NOW)
