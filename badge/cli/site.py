"""Where a website is put together: settings, criteria, database, runner of jobs, and the doors."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from badge.cli.settings import read_settings
from badge.config import Settings
from badge.i18n import shelf
from badge.jobs.runner import Runner
from badge.services.asking import load_criteria
from badge.storage.database import Database
from badge.web import Site, create_app

if TYPE_CHECKING:
    from badge.front import Front
    from badge.front.purging import Purger


def open_parts(settings: Settings) -> Site:
    """Open what a website needs; raises BadgeError where something of it cannot be used."""
    criteria = load_criteria(settings.criteria)
    books = shelf(settings.criteria)
    if settings.criteria:  # what comes with badge has been proofread
        books.read()
    database = Database(settings.database_url)
    database.prepare()
    return Site(settings, criteria, database, books, wake=lambda: None)


def application() -> Front:
    """Build the application of a server process from its environment, and start what runs beside it."""
    from badge.api import BLUEPRINTS
    from badge.front import drawing, open_front, spellings

    settings = read_settings(os.environ)
    parts = open_parts(settings)
    runner = Runner(parts.database, settings)
    runner.start()
    site = Site(settings, parts.criteria, parts.database, parts.shelf, runner.wake)
    pages = create_app(site, secret_key(settings.data), BLUEPRINTS)
    return open_front(
        pages.wsgi_app, site.database, site.criteria, site.clock, drawing(site.shelf),
        languages=spellings(site.shelf), purge=_purger(settings),
    )  # fmt: skip


def _purger(settings: Settings) -> Purger | None:
    """Give what purges at the CDN, where there is one."""
    if not settings.cdn_service:
        return None
    from badge.front.purging import Purger
    from badge.services.assess import door
    from badge.services.purging import Cdn, purge

    cdn = Cdn(settings.cdn_api, settings.cdn_service, settings.cdn_token)
    way = door(settings.private_hosts, settings.ca_file)
    purger = Purger(lambda project_ids: purge(cdn, project_ids, way))
    purger.start()
    return purger


def secret_key(data: Path) -> str:
    """Read the key that signs sessions from the data folder; the first start makes it, for its owner's eyes only."""
    path = data / "secret.key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text("ascii").strip()
