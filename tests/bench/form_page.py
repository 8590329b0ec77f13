"""How long the form page takes to build: `python -m tests.bench.form_page`.

The largest level that comes with badge, with a proposal or a hint for every question and every second one answered;
in each language, in processor time of one process: the whole request by Flask's test client, the page from what was
read, and one preview of the whole form. The first request of a language makes what all later ones reuse.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from badge.api import BLUEPRINTS
from badge.config import Settings
from badge.core.answers import Answer, Status
from badge.core.criteria import Level
from badge.core.evidence import Repository
from badge.core.findings import Confidence, Finding, Place, met, unknown
from badge.core.look import Look
from badge.core.messages import Message
from badge.core.people import LOCAL
from badge.i18n import shelf
from badge.services import answering, registering
from badge.services.asking import load_criteria
from badge.storage import looks
from badge.storage.database import Database
from badge.web import Site, create_app
from badge.web.forms import asked, reason_name, status_name
from badge.web.sheet import open_sheet, page

ROUNDS = 25
LANGUAGES = ("en", "zh-CN", "sw")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
TEXT = "We do it in every release, see https://git.example.org/owner/name/-/blob/main/CONTRIBUTING.md#tests"


def milliseconds(work: Callable[[], object]) -> str:
    """Run something again and again; give the least and the median of processor time."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return f"{min(times):6.1f} {statistics.median(times):6.1f}"


def site(folder: Path, level: Level) -> Flask:
    """Make a site with one project whose form is full."""
    url = f"sqlite:///{folder / 'badge.sqlite'}"
    database = Database(url)
    database.prepare()
    parts = Site(Settings(data=folder, database_url=url), load_criteria(), database, shelf(), lambda: None)
    criteria = asked(level)
    findings = [finding(each.id, number) for number, each in enumerate(criteria)]
    answers = {each.id: Answer(Status.MET, TEXT) for each in criteria[::2]}
    repository = Repository(commit="0123456789" * 4, web="https://github.com/owner/name")
    with database.writing() as session:
        project = registering.register(session, LOCAL, repository.web, parts.criteria, NOW)
        looks.write(session, project.id, Look(repository, NOW, findings), NOW)
        answering.answer(session, LOCAL, project.id, answers, project.version, parts.criteria, str, datetime.now(UTC))
        session.commit()
    app = create_app(parts, "a key for the bench", BLUEPRINTS)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def finding(criterion: str, number: int) -> Finding:
    """Find something; every fourth look ends without a conclusion."""
    places = tuple(Place(f"docs/{criterion}.md", line, "b10b", "A line of the file that says so.") for line in (3, 9))
    because = Message("The file %(path)s says so.", {"path": f"docs/{criterion}.md"})
    if number % 4 == 3:
        return unknown(criterion, because, *places)
    return met(criterion, because, Confidence(2 + number % 4), *places)


def main() -> None:
    """Print a table: least and median milliseconds, and the size of the page."""
    level = max(
        (each for series in load_criteria().series for each in series.levels), key=lambda each: len(each.criteria)
    )
    sent = {name(each.id): text for each in asked(level) for name, text in ((status_name, "Met"), (reason_name, TEXT))}
    with tempfile.TemporaryDirectory() as folder:
        app = site(Path(folder), level)
        client = app.test_client()
        print(f"{level.id}: {len(level.criteria)} questions; ms of processor time, least and median of {ROUNDS}")
        print(f"{'':8}{'first':>8}{'request':>15}{'page':>15}{'preview':>15}{'kB':>8}")
        for language in LANGUAGES:
            address = f"/{language}/projects/1/{level.id}"
            start = time.process_time()
            size = len(client.get(f"{address}/edit").data)
            first = (time.process_time() - start) * 1000
            request = milliseconds(lambda address=address: client.get(f"{address}/edit"))  # type: ignore[misc]
            preview = milliseconds(lambda address=address: client.post(f"{address}/preview", data=sent))  # type: ignore[misc]
            with app.test_request_context(f"{address}/edit"):
                app.preprocess_request()  # it finds the language in the path
                sheet = open_sheet(1, level.id)
                alone = milliseconds(lambda sheet=sheet: page(sheet))  # type: ignore[misc]
            print(f"{language:8}{first:8.1f}{request:>15}{alone:>15}{preview:>15}{size // 1000:8}")


if __name__ == "__main__":
    main()
