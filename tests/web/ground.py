"""What tests of the questionnaire stand on: a small site in a folder, criteria as texts, a look with findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from itertools import count
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from badge.api import BLUEPRINTS
from badge.config import Settings
from badge.core.answers import Answer
from badge.core.criteria import Criteria
from badge.core.evidence import Repository
from badge.core.findings import Finding
from badge.core.look import Look
from badge.core.people import LOCAL
from badge.core.reading import read_criteria
from badge.i18n import Catalog, Shelf
from badge.services import answering, registering
from badge.storage import answers, looks, projects
from badge.storage.database import Database
from badge.web import Site, create_app

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
COMMIT = "0123456789abcdef0123456789abcdef01234567"

TINY = {
    "house/series.yml": """
series: house
version: "1"
title: A good house
label: good house
levels:
  - {id: tidy, title: Tidy}
""",
    "house/positions.txt": "swept\naired\nplants\n",
    "house/tidy/1-rooms.yml": """
group: Rooms
sections:
  - title: Floor
    criteria:
      - {id: swept, category: MUST, title: Swept, text: "The floor {MUST} be swept.", flags: [met_url_required],
         details: Look into the corners., why: Dust makes people cough., how: [Take a broom., Sweep.],
         placeholders: {met: "See https://house.example/floor."}}
  - title: Air
    criteria:
      - {id: aired, category: SHOULD, title: Aired, text: "The rooms {SHOULD} be aired, see {criterion:swept}.",
         flags: [na_allowed]}
""",
    "house/tidy/2-garden.yml": """
group: Garden
sections:
  - title: Plants
    criteria:
      - {id: plants, category: SUGGESTED, title: Plants, text: "It is {SUGGESTED} to have plants."}
""",
}
"""Three criteria that badge has never heard of."""

TWO_LEVELS = {
    **TINY,
    "house/series.yml": TINY["house/series.yml"]
    + "  - {id: shiny, title: Shiny, requires: tidy, requires_criterion: is_tidy}\n",
    "house/positions.txt": TINY["house/positions.txt"] + "is_tidy\n",
    "house/shiny/1-all.yml": """
group: All
sections:
  - title: All
    criteria:
      - {id: is_tidy, category: MUST, title: Tidy first, text: "The house {MUST} be tidy."}
      - {id: aired, category: MUST, title: Aired daily, text: "The rooms {MUST} be aired every day."}
""",
}
"""A second level that computes a criterion from the first, and asks for `aired` without N/A."""


@dataclass(frozen=True)
class Ground:
    """A site with one project."""

    app: Flask
    site: Site
    project: int = 1

    @property
    def client(self) -> FlaskClient:
        """Give a new browser."""
        return self.app.test_client()

    def found(self, *findings: Finding) -> None:
        """Keep the findings of a look."""
        repository = Repository(commit=COMMIT, web="https://github.com/owner/house")
        with self.site.database.writing() as session:
            looks.write(session, self.project, Look(repository, NOW, findings), NOW)
            session.commit()

    def answer(self, **given: Answer) -> None:
        """Save answers as another person does."""
        with self.site.database.writing() as session:
            version = projects.find(session, self.project).version
            answering.answer(session, LOCAL, self.project, given, version, self.site.criteria, str, self.site.clock())
            session.commit()

    def kept(self) -> dict[str, Answer]:
        """Read what is kept."""
        with self.site.database.reading() as session:
            return {name: each.answer for name, each in answers.sheet(session, self.project).items()}

    def version(self) -> int:
        """Read the present version."""
        with self.site.database.reading() as session:
            return projects.find(session, self.project).version


def _clock() -> Callable[[], datetime]:
    """Give a clock that goes on by a second each time somebody looks at it."""
    seconds = count(1)
    return lambda: NOW + timedelta(seconds=next(seconds))


def build(
    folder: Path, files: Mapping[str, str] | Criteria = TINY, *, language: str = "en", extra: Iterable[Catalog] = ()
) -> Ground:
    """Make a site whose database is in a folder."""
    criteria = files if isinstance(files, Criteria) else read_criteria(files)
    url = f"sqlite:///{folder / 'badge.sqlite'}"
    database = Database(url)
    database.prepare()
    site = Site(Settings(data=folder, database_url=url), criteria, database, Shelf([], extra), lambda: None, _clock())
    app = create_app(site, "a key for tests", BLUEPRINTS)
    app.testing = True
    with database.writing() as session:
        where = "https://github.com/owner/house"
        registering.register(session, LOCAL, where, criteria, NOW, language=language)
        session.commit()
    return Ground(app, site)


@dataclass
class Control:
    """A control of a form as a browser sees it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Seen(HTMLParser):
    """A page as a browser sees it: elements in order, controls, and the texts of elements with an id."""

    html: str
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    text: str = ""
    inside: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the page."""
        super().__init__(convert_charrefs=True)
        self.feed(self.html.replace("\r\n", "\n").replace("\r", "\n"))  # as every browser does first
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        self.inside.append(tag)
        if tag in {"input", "textarea", "button", "select"}:
            self.controls.append(Control(tag, attributes))
        if tag in {"input", "img", "link", "meta", "br", "hr"}:
            self.inside.pop()

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        if tag in self.inside:
            while self.inside.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Note text; what stands in a control is its value."""
        if self.inside and self.inside[-1] == "textarea":
            self.controls[-1].text += data
        elif not {"script", "style", "title"} & set(self.inside):
            self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        """Give the attributes of all elements of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]

    def by_id(self, name: str) -> dict[str, str]:
        """Give the attributes of one element."""
        [found] = [attributes for _, attributes in self.elements if attributes.get("id") == name]
        return found

    def fields(self) -> dict[str, str]:
        """Give what a browser would send, without the button that was pressed."""
        sent = {}
        for each in self.controls:
            name = each.attributes.get("name", "")
            kind = each.attributes.get("type", "")
            if each.tag == "textarea":
                sent[name] = each.text.removeprefix("\n").replace("\n", "\r\n")
            elif each.tag == "input" and name and (kind != "radio" or "checked" in each.attributes):
                sent[name] = each.attributes.get("value", "")
        return sent


class Visit:
    """Somebody who has opened the questions in a browser without scripts."""

    def __init__(self, ground: Ground, address: str = "") -> None:
        """Open the page."""
        self.client = ground.client
        level = ground.site.criteria.series[0].levels[0].id
        self.address = address or f"/en/projects/{ground.project}/{level}/edit"
        self.seen = self.read(self.client.get(self.address))

    def read(self, answer: TestResponse) -> Seen:
        """Take an answer as the present page."""
        self.answer = answer
        self.seen = Seen(answer.get_data(as_text=True))
        return self.seen

    def press(self, name: str = "continue", value: str = "left", /, **typed: str) -> TestResponse:
        """Type into fields (`swept="Met"`, `swept_because="..."`) and press a button."""
        data = self.seen.fields()
        for key, text in typed.items():
            kind = "justification" if key.endswith("_because") else "status"
            data[f"project[{key.removesuffix('_because')}_{kind}]"] = text
        form = self.seen.by_id("the-form")
        self.read(self.client.post(form["action"], data=data | {name: value}))
        return self.answer
