"""The API on both databases: with the tiny series, and with projects that were brought in under the real ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from badge.api import BLUEPRINTS
from badge.config import Settings
from badge.core.evidence import Repository
from badge.core.findings import Confidence, Place, met, unknown, unmet
from badge.core.look import Look
from badge.core.messages import Message, counted
from badge.core.people import LOCAL
from badge.core.projects import Project
from badge.core.reading import read_criteria
from badge.i18n import shelf
from badge.services import looking, moving, telling
from badge.services.asking import load_criteria
from badge.services.importing import Importer
from badge.storage import jobs, projects
from badge.storage.database import Database
from badge.web import Site, create_app
from tests.data.entries import entries
from tests.storage import conftest as storage
from tests.web.building import COMMIT, FILES, NOW, Bell, Kitchen

postgresql_url, postgresql, database = storage.postgresql_url, storage.postgresql, storage.database

PROFILE = """
questions:
  - id: guests
    title: Are there guests?
    options:
      - {id: some, title: There are some}
      - id: none
        title: There are none
        excuses: [{reason: Nobody sees the shelves., criteria: [tidy]}]
"""
WARM = {"clean": "Met https://kitchen.example/floor", "tidy": "Met", "sharp": "Met"}
PLACE = Place("docs/floor.md", 3, "b10b", "We sweep. Write to cook@kitchen.example.")


def settings_of(database: Database, folder: Path) -> Settings:
    return Settings(data=folder, database_url=str(database.url), limit_data=0, limit_images=0)


@pytest.fixture
def kitchen(database: Database, tmp_path: Path) -> Kitchen:
    """Give a site with the tiny series."""
    criteria = read_criteria({**FILES, "profile.yml": PROFILE})
    return Kitchen(
        Site(settings_of(database, tmp_path), criteria, database, shelf(), lambda: None, lambda: NOW), Bell()
    )


@pytest.fixture
def app(kitchen: Kitchen) -> Flask:
    return create_app(kitchen.site, "secret of the tests", BLUEPRINTS)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def lived(kitchen: Kitchen) -> Project:
    """Give a project to which everything has happened that can happen."""
    project = kitchen.register()
    kitchen.answer(project, **WARM)
    kitchen.answer(project, clean="Unmet", tidy="N/A no shelves")
    kitchen.answer(project, **WARM, spicy="Met pepper")
    pots = counted("%(count)s pot", "%(count)s pots", 3, who=("a", "b"))
    findings = (
        met("clean", Message("%(path)s says so.", {"path": PLACE.path}), Confidence.CERTAIN, PLACE),
        unmet("tidy", pots, Confidence.CERTAIN, by_absence=True),
        unknown("sharp", Message("Nobody cut."), Place("knives")),
    )
    kitchen.look(project, *findings, limits=(Message("The cellar is dark."),))
    kitchen.fail(project, Message("Nobody opened."))
    database = kitchen.site.database
    with database.writing() as session:
        version = projects.find(session, project.id).version
        telling.tell(session, LOCAL, project.id, {"guests": "none"}, version, kitchen.site.criteria, NOW)
        moving.move(session, LOCAL, project.id, "https://codeberg.org/cook/Kitchen.git", NOW)
        session.commit()
    entry = {
        "id": 70, "name": "Soup", "repo_url": "https://github.com/Cook/Soup", "clean_status": "Unmet", "user_id": 3,
        "secret": "cook@kitchen.example",
    }  # fmt: skip
    importer = Importer(database, kitchen.site.criteria, LOCAL, NOW, lambda *_: None, keep_ids=True)
    list(importer.entries([entry]))
    with database.reading() as session:
        return projects.find(session, project.id)


@pytest.fixture
def imported(database: Database, tmp_path: Path) -> FlaskClient:
    """Give a client of a site under the real criteria, with projects that were brought in, and one look."""
    criteria = load_criteria()
    site = Site(settings_of(database, tmp_path), criteria, database, shelf(), lambda: None, lambda: NOW)
    importer = Importer(database, criteria, LOCAL, NOW, lambda *_: None, keep_ids=True)
    list(importer.entries(list(entries(25, criteria))))
    first = next(criteria.all()).id
    with database.writing() as session:
        job = jobs.add(session, looking.KIND, 1, NOW)
        looked = Look(Repository(commit=COMMIT), NOW, [met(first, Message("It is there."), Confidence.CERTAIN, PLACE)])
        looking.keep(session, LOCAL, job, looked, NOW)
        session.commit()
    return create_app(site, "secret of the tests", BLUEPRINTS).test_client()
