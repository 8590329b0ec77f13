"""Two series side by side, for tests: one whose levels build on each other, one whose levels stand by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from badge.config import Settings
from badge.core.people import LOCAL
from badge.core.projects import Project
from badge.core.reading import read_criteria
from badge.i18n import Shelf
from badge.services import telling
from badge.storage import projects
from badge.storage.database import Database
from badge.web import Site
from tests.web.building import FILES as KITCHEN
from tests.web.building import NOW, Kitchen

PANTRY: Mapping[str, str] = {
    "pantry/series.yml": """
series: pantry
order: 200
version: "3"
title: Good pantries
label: pantry seal
summary: What guests ask of a pantry. Choose it when a guest asks.
cumulative: false
levels:
  - {id: dry, title: Dry, former: ["0", damp], summary: For every pantry.}
  - {id: cool, title: Cool}
  - {id: locked, title: Locked}
""",
    "pantry/positions.txt": "jars\nsalt\nice\nlock\n",
    "pantry/dry/1-shelf.yml": """
group: Shelf
sections:
  - title: Shelf
    criteria:
      - {id: jars, category: MUST, flags: [na_allowed], title: Jars, text: "There {MUST} be jars."}
      - {id: salt, category: MUST, flags: [na_allowed], title: "Salt of {60} kinds", text: "There {MUST} be salt."}
""",
    "pantry/cool/1-box.yml": """
group: Box
sections:
  - title: Box
    criteria:
      - {id: ice, category: MUST, flags: [na_allowed, na_justification_required], title: Ice,
         text: "There {MUST} be ice."}
""",
    "pantry/locked/1-door.yml": """
group: Door
sections:
  - title: Door
    criteria:
      - {id: lock, category: MUST, people: 2, title: A lock, text: "It {MUST} be locked by two."}
""",
}

COMPANIONS: Mapping[str, str] = {
    "profile.yml": """
questions:
  - id: stove
    title: What does it cook on?
    help: Choose what is there.
    options:
      - {id: fire, title: A fire}
      - id: none
        title: Nothing, it is cold food
        excuses:
          - {reason: Nothing is cooked here., criteria: [salt, ice]}
          - {reason: Nothing gets dirty., criteria: [jars]}
  - id: cooks
    title: How many cooks are there?
    options:
      - {id: one, title: One, people: 1}
      - {id: two, title: Two or more, people: 2}
""",
    "crosswalk.yml": """
crosswalk:
  - {from: sharp, to: jars, met: 3}
  - {from: clean, to: salt, met: 2, unmet: 3}
""",
}

FILES: Mapping[str, str] = {**KITCHEN, **PANTRY, **COMPANIONS}


def two_series(folder: Path, files: Mapping[str, str] = FILES, shelf: Shelf | None = None) -> Kitchen:
    """Make a site with both series; whoever asks closes its database."""
    database = Database(f"sqlite:///{folder / 'two.sqlite'}")
    database.prepare()
    settings = Settings(data=folder, database_url=f"sqlite:///{folder / 'two.sqlite'}")
    return Kitchen(Site(settings, read_criteria(files), database, shelf or Shelf([]), lambda: None, lambda: NOW))


def tell(pantry: Kitchen, project: Project, **facts: str) -> None:
    """Tell facts about a project, such as `stove="none"`."""
    with pantry.site.database.writing() as session:
        version = projects.find(session, project.id).version
        telling.tell(session, LOCAL, project.id, facts, version, pantry.site.criteria, NOW)
        session.commit()
