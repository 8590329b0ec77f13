"""A website with a tiny series of its own, for tests: nothing in it is named like what comes with badge."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape

from badge.core.answers import Answer, Status
from badge.core.evidence import Repository
from badge.core.findings import Finding
from badge.core.look import Look
from badge.core.messages import Message
from badge.core.people import LOCAL
from badge.core.projects import Project
from badge.services import answering, looking, registering
from badge.storage import jobs, projects
from badge.web import Site

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
COMMIT = "c0ffee" * 6 + "c0ff"
ADDRESS = "https://github.com/cook/kitchen"

FILES: Mapping[str, str] = {
    "kitchen/series.yml": """
series: kitchen
version: "7"
title: Good kitchens
label: kitchen seal
summary: What a kitchen does.
levels:
  - {id: warm, title: Warm, summary: The first step., color: "#135e2c"}
  - {id: hot, title: Red hot, color: "#b3001e", requires: warm, requires_criterion: be_warm}
""",
    "kitchen/positions.txt": "clean\ntidy\nsharp\nbe_warm\nspicy\n",
    "kitchen/warm/1-floor.yml": """
group: Floor
links:
  brooms: {title: Brooms of the world, url: "https://brooms.example/"}
sections:
  - title: Sweeping
    criteria:
      - id: clean
        category: MUST
        flags: [met_url_required]
        title: A clean floor
        text: The floor {MUST} be clean.
        details: See {link:brooms} and {criterion:tidy}.
        why: People slip.
        how: ["Sweep {60} tiles."]
      - id: tidy
        category: SHOULD
        flags: [na_allowed]
        title: Tidy shelves
        text: Shelves {SHOULD} be tidy & in order.
""",
    "kitchen/warm/2-tools.yml": """
group: Tools
sections:
  - title: Tools
    criteria:
      - {id: sharp, category: SUGGESTED, title: Sharp knives, text: "It is {SUGGESTED} that knives are sharp."}
""",
    "kitchen/hot/1-stove.yml": """
group: Stove
sections:
  - title: Stove
    criteria:
      - {id: be_warm, category: MUST, title: Warm first, text: "The kitchen {MUST} be warm."}
      - {id: spicy, category: MUST, flags: [met_justification_required], title: Spices, text: "There {MUST} be spices."}
""",
}


@dataclass
class Bell:
    """Counts how often the runner of jobs was woken."""

    rings: int = 0

    def ring(self) -> None:
        """Ring once."""
        self.rings += 1


@dataclass(frozen=True)
class Kitchen:
    """A site and what can be done to it without its pages."""

    site: Site
    bell: Bell = field(default_factory=Bell)

    def register(self, where: str = ADDRESS) -> Project:
        """Bring a project in."""
        with self.site.database.writing() as session:
            found = registering.register(
                session, LOCAL, where, self.site.criteria, NOW, checkouts=self.site.settings.checkouts
            )
            session.commit()
        return found

    def look(
        self, project: Project, *findings: Finding, limits: tuple[Message, ...] = (), commit: str = COMMIT
    ) -> None:
        """Do the look that was asked for, with this result."""
        repository = Repository(commit=commit, web=project.repository, remote=project.repository)
        with self.site.database.writing() as session:
            looking.ask(session, LOCAL, project.id, NOW)
            job = jobs.claim(session, NOW)
            assert job is not None
            looking.keep(session, LOCAL, job, Look(repository, NOW, findings, limits), NOW)
            session.commit()

    def fail(self, project: Project, why: Message) -> None:
        """Let the look that was asked for fail."""
        with self.site.database.writing() as session:
            looking.ask(session, LOCAL, project.id, NOW)
            job = jobs.claim(session, NOW)
            assert job is not None
            looking.fail(session, LOCAL, job, why, NOW, final=True)
            session.commit()

    def answer(self, project: Project, **words: str) -> None:
        """Give answers such as `clean="Met https://..."`."""
        changes = {}
        for criterion, word in words.items():
            status, _, text = word.partition(" ")
            changes[criterion] = Answer(Status(status), text)
        with self.site.database.writing() as session:
            version = projects.find(session, project.id).version
            answering.answer(session, LOCAL, project.id, changes, version, self.site.criteria, str, NOW)
            session.commit()


def words(page: str) -> str:
    """Give the text of a page as a reader sees it, without line breaks and drawings."""
    bare = re.sub(r"<(script|style|svg|head)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", bare)).split())
