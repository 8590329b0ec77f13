"""Dumps: everything that is public, as it was at one moment, in files that anybody may fetch.

A dump is a folder. It is written beside its place and moved there whole, so nobody ever reads half of one.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from time import time
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from badge import __version__
from badge.config import Settings
from badge.core.criteria import Criteria
from badge.core.errors import UnreadableError, WrongUseError
from badge.core.messages import Message
from badge.services.dumping.content import events, projects
from badge.services.dumping.files import Lines, Tables, packed
from badge.services.entries import moment
from badge.storage.database import Database, at_one_moment

MANIFEST, CHECKSUMS = "manifest.json", "SHA256SUMS"
_NAME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{6}Z", re.ASCII)
_UNFINISHED = ".unfinished-"
_A_DAY = 86400

Tell = Callable[[int], None]
"""Told how many projects are written."""


def folder(settings: Settings) -> Path:
    """Give the folder of the dumps that a server offers."""
    return settings.dumps or settings.data / "dumps"


def write(database: Database, criteria: Criteria, place: Path, now: datetime, *, keep: int = 0, tell: Tell) -> Path:
    """Write a dump into a folder of its own below `place`, and give that folder.

    With `keep`, only so many of the newest dumps stay. Raises WrongUseError where one is being written already, and
    UnreadableError where it cannot be written; then nothing is left of it.
    """
    name = now.astimezone(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    with database.alone("dump") as alone:
        if not alone:
            raise WrongUseError(Message("A dump is being written already. Wait until that has ended."))
        if (place / name).exists():
            raise WrongUseError(Message("There is a dump of this moment already. Try again in a second."))
        try:
            place.mkdir(parents=True, exist_ok=True)
            _clear(place)
            with tempfile.TemporaryDirectory(prefix=_UNFINISHED, dir=place) as unfinished:
                own = Path(unfinished, "dump")
                own.mkdir()
                _fill(own, database, criteria, name, now, tell)
                own.rename(place / name)
            if keep:
                for each in kept(place)[keep:]:
                    shutil.rmtree(place / each["name"], ignore_errors=True)
        except OSError as error:
            values = {"path": str(place), "error": error.strerror or type(error).__name__}
            raise UnreadableError(Message("The dump could not be written to %(path)s: %(error)s.", values)) from error
        except SQLAlchemyError as error:
            raise UnreadableError(database.unusable(error)) from error
    return place / name


def kept(place: Path) -> list[dict[str, Any]]:
    """Give what the manifests of all dumps in a folder say, the newest first."""
    if not place.is_dir():
        return []
    found = []
    for each in sorted(place.iterdir(), reverse=True):
        if _NAME.fullmatch(each.name):
            try:
                found.append(json.loads((each / MANIFEST).read_text("utf-8")))
            except (OSError, ValueError):  # it is being removed, or is none of ours
                continue
    return found


def newest(place: Path) -> datetime | None:
    """Give the moment of the newest dump in a folder."""
    every = kept(place)
    return datetime.fromisoformat(every[0]["as_of"]) if every else None


def find(place: Path, name: str, file: str) -> tuple[Path, str] | None:
    """Give the path and the checksum of a file of a dump; only what a manifest lists is found."""
    for each in kept(place):
        if name in {"latest", each["name"]}:  # the newest comes first
            listed: dict[str, str] = {one["name"]: one["sha256"] for one in each["files"]}
            if file in listed or file in {MANIFEST, CHECKSUMS}:
                return place / each["name"] / file, listed.get(file, "")
            return None
    return None


def _fill(own: Path, database: Database, criteria: Criteria, name: str, now: datetime, tell: Tell) -> None:
    counts = {"projects": 0, "events": 0}
    database_file = own / "badge.sqlite"
    with ExitStack() as stack:
        session = stack.enter_context(at_one_moment(database))
        tables = stack.enter_context(Tables(database_file))
        lines = {each: stack.enter_context(Lines(own / f"{each}.jsonl.gz")) for each in counts}
        for project in projects(session, criteria, now):
            lines["projects"].add(project)
            tables.add_project(project)
            counts["projects"] += 1
            tell(counts["projects"])
        for event in events(session):
            lines["events"].add(event)
            tables.add_event(event)
            counts["events"] += 1
        tables.add_about({"as_of": moment(now), "badge_version": __version__})
    files = [each.described() for each in lines.values()]
    files.append(packed(database_file))
    manifest = {"name": name, "as_of": moment(now), "badge_version": __version__, **counts, "files": files}
    sums = "".join(f"{each['sha256']}  {each['name']}\n" for each in files)
    (own / CHECKSUMS).write_text(sums, encoding="ascii")
    (own / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="ascii")


def _clear(place: Path) -> None:
    """Remove what a dump left behind that was killed."""
    for each in place.glob(f"{_UNFINISHED}*"):
        if time() - each.stat().st_mtime > _A_DAY:
            shutil.rmtree(each, ignore_errors=True)
