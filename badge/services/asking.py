"""Loading the criteria that are asked: those that come with badge, or a folder of one's own."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from badge.core.criteria import Criteria
from badge.core.errors import UnreadableError
from badge.core.messages import Message
from badge.i18n.languages import OWN
from badge.resources import data_folder
from badge.services.keeping import through_cache


def load_criteria(folder: Path | None = None, cache: Path | None = None) -> Criteria:
    """Read the series of a folder; without one, those that come with badge. Raises CriteriaError with all slips.

    A `cache` is a folder in which they may be kept for the next process.
    """
    place = folder or data_folder("criteria")
    return through_cache(place.absolute(), cache, lambda: _load(place)) if cache else _load(place)


def criteria_files(folder: Path) -> dict[str, str]:
    """Read the files of a criteria folder: name below the folder -> text."""
    if not folder.is_dir():
        raise UnreadableError(
            Message("There is no criteria folder %(path)s. Give a folder that holds series.", {"path": str(folder)})
        )
    from badge.core.companions import CROSSWALK, PROFILE  # noqa: PLC0415 - it loads YAML, which the cache saves

    below = sorted(
        each
        for each in folder.glob("*/**/*")
        if each.suffix in {".yml", ".yaml", ".txt"} and each.relative_to(folder).parts[0] != OWN
    )
    paths = [*below, *(each for name in (CROSSWALK, PROFILE) if (each := folder / name).is_file())]
    try:
        return {each.relative_to(folder).as_posix(): each.read_text("utf-8") for each in paths if each.is_file()}
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(
            Message("The criteria in %(path)s cannot be read: %(error)s.", {"path": str(folder), "error": str(error)})
        ) from error


@lru_cache(maxsize=8)
def _load(folder: Path) -> Criteria:
    from badge.core.reading import read_criteria  # noqa: PLC0415 - 5 ms, which the cache saves

    return read_criteria(criteria_files(folder))


def append_positions(folder: Path | None = None) -> int:
    """Give ids without a position the next free ones, in every series of a folder; tell how many there were."""
    root = folder or data_folder("criteria")
    added = 0
    for series in sorted(each.parent for each in root.glob("*/series.yml")):
        register = series / "positions.txt"
        text = register.read_text("utf-8") if register.exists() else _HEAD
        known = {line.partition("#")[0].strip() for line in text.splitlines()}
        found = [name for path in sorted(series.glob("*/*.y*ml")) for name in _ids(path.read_text("utf-8"))]
        new = [name for name in dict.fromkeys(found) if name not in known]
        if new:
            register.write_text(text.rstrip("\n") + "\n" + "\n".join(new) + "\n", "utf-8")
        added += len(new)
    _load.cache_clear()
    return added


_HEAD = "# One id a line: its place in the packed marks. Append only; never move, never remove, never reuse.\n"


def _ids(text: str) -> list[str]:
    """Find the ids of a group file, in order; a file that cannot be read is named by lint, not here."""
    from badge.core import nodes  # noqa: PLC0415 - only registering needs it

    try:
        root = dict(nodes.read(text).items())
    except nodes.BrokenYamlError:
        return []
    sections = root["sections"].parts() if "sections" in root else []
    every = [each for section in sections for each in dict(section.items()).get("criteria", nodes.NOTHING).parts()]
    return [name for each in every if (name := dict(each.items()).get("id", nodes.NOTHING).text())]
