"""Entries as the public badge service gives them, made up: `python -m tests.data.entries 10000 FOLDER` writes pages.

The same number and seed give the same bytes. Names, texts and addresses are invented; how many answers there are, how
long the texts are and how many of them forms have filled in by themselves follows what such entries look like.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from badge.core.answers import Answer, Status
from badge.core.criteria import Category, Criteria, Criterion, Flag
from badge.core.scoring import standing
from badge.services.asking import load_criteria

PAGE = 20
_FIRST = datetime(2016, 2, 3, 4, 5, 6, 789000, tzinfo=UTC)
_DAYS = 3900
_SYLLABLES = "ba ce di fo gu ha ki lo me nu pa re si to vu wa xi yo ze qua".split()
_LANGUAGES = ("Python", "C", "C++", "Go", "Rust", "Java", "JavaScript, TypeScript", "Ruby", "C, Python", "-", "")
_LICENSES = ("MIT", "Apache-2.0", "BSD-3-Clause", "GPL-3.0-or-later", "MPL-2.0", "EPL-2.0", "0BSD", "MIT OR Apache-2.0")
_HOSTS = ("github.com", "github.com", "github.com", "gitlab.com", "codeberg.org", "git.example.org")
_USUAL = (
    "Given only https: URLs.",
    "The project uses a well-known forge, which supports discussions.",
    "Some documentation basics file contents found.",
    "Repository on a forge, which provides public git repositories with URLs.",
    "Non-trivial license location file in repository: {repository}/blob/main/LICENSE.",
    "",
    "",
    "",
)
_WORDS = (
    "the project documents this in its guide and every release is reviewed before it is published by two of us "
    "tests run for each change and a failure stops the merge see the section on security for details we plan to "
    "add more of it with the next major version because users have asked for it"
).split()
_OTHER_KEYS = {"disabled_reminders": False, "last_reminder_at": None, "badge_percentage": None}


def entries(count: int, criteria: Criteria, seed: int = 5) -> Iterator[dict[str, Any]]:
    """Make so many entries, with numbers from 1, some of which are missing."""
    chance = random.Random(seed)
    number = 0
    for _ in range(count):
        number += 1 if chance.random() < 0.9 else chance.randrange(2, 5)
        yield _entry(number, chance, criteria)


def _entry(number: int, chance: random.Random, criteria: Criteria) -> dict[str, Any]:
    name = "".join(chance.choice(_SYLLABLES) for _ in range(chance.randrange(2, 5)))
    name = name.title() if chance.random() < 0.4 else name
    repository = f"https://{chance.choice(_HOSTS)}/{chance.choice(_SYLLABLES)}{number % 997}/{name}-{number}"
    made = _FIRST + timedelta(days=_DAYS * chance.random() ** 0.8)
    changed = made + (datetime(2026, 11, 1, tzinfo=UTC) - made) * chance.random() ** 2
    effort = chance.choice((0.1, 0.4, 0.8, 0.97, 1.0, 1.0, 1.0))
    answers = {
        each.id: answer
        for series in criteria.series
        for place, level in enumerate(series.levels)
        for each in level.criteria
        if (answer := _answer(each, _at_level(place, effort, chance), repository, chance))
    }
    found: dict[str, Any] = {
        "id": number, "user_id": chance.randrange(1, 7000), "name": name, "description": _text(chance, 6, 60),
        "homepage_url": repository if chance.random() < 0.5 else f"https://{name.lower()}{number}.example.org/",
        "repo_url": repository + chance.choice(("", "", "", "/", ".git")), "license": chance.choice(_LICENSES),
        "implementation_languages": chance.choice(_LANGUAGES), "cpe": "", "general_comments": _text(chance, 0, 40),
        "entry_locale": chance.choice(("en", "en", "en", "en", "zh-CN", "de", "fr")),
        "lock_version": chance.randrange(40),
        "created_at": _stamp(made), "updated_at": _stamp(changed), "additional_rights": [],
        "project_entry_attribution": f"Please credit the editors of {name}.",
        "project_entry_license": chance.choice(("CC-BY-3.0+", "CDLA-Permissive-2.0")), **_OTHER_KEYS,
    }  # fmt: skip
    for number_, series in enumerate(criteria.series):
        judged = standing(series, answers)
        prefix = f"{series.id}_" if number_ else ""
        found[f"{prefix}tiered_percentage"] = judged.tiered_percentage
        for place, level in enumerate(series.levels):
            own = level.id.replace("-", "_")
            share = judged.levels[level.id].percentage
            found[f"badge_percentage_{own if number_ else place}"] = share
            at = _stamp(made + (changed - made) * chance.random()) if share == 100 else None
            found |= {f"achieved_{own}_at": at, f"first_achieved_{own}_at": at, f"lost_{own}_at": None}
        if not number_:
            found["badge_level"] = judged.level or "in_progress"
    for each in criteria.all():
        answer = answers.get(each.id, Answer())
        key = each.original or each.id
        found[f"{key}_status"] = str(answer.status)
        found[f"{key}_justification"] = answer.justification or None
    for series in criteria.series:
        for level in series.levels:
            if level.requires_criterion:  # computed, whatever somebody answered
                below = standing(series, answers).levels[level.requires].percentage
                found[f"{level.requires_criterion}_status"] = str(Status.MET if below == 100 else Status.UNMET)
    return found


def _at_level(place: int, effort: float, chance: random.Random) -> float:
    """Give how likely a question of this level is answered: few go on to the highest."""
    tired = (place and effort < 1) or place > chance.randrange(4)
    return effort - 0.45 * place if tired else effort


def _answer(criterion: Criterion, effort: float, repository: str, chance: random.Random) -> Answer | None:
    if chance.random() > effort:
        return None
    status = Status.MET
    if Flag.NA_ALLOWED in criterion.flags and chance.random() < 0.2:
        status = Status.NA
    elif criterion.category is not Category.MUST and chance.random() < 0.15:
        status = Status.UNMET
    text = chance.choice(_USUAL).format(repository=repository)
    if Flag.MET_URL_REQUIRED in criterion.flags or chance.random() < 0.35:
        text = f"{_text(chance, 3, 40)} {repository}/blob/main/docs/{chance.choice(_SYLLABLES)}.md"
    if not text and (status is not Status.MET or Flag.MET_JUSTIFICATION_REQUIRED in criterion.flags):
        text = _text(chance, 4, 20)
    return Answer(status, text)


def _text(chance: random.Random, fewest: int, most: int) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(chance.randrange(fewest, most))).capitalize()


def _stamp(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def write_pages(count: int, folder: Path, criteria: Criteria, seed: int = 5) -> None:
    """Write them as pages of a list, as somebody saves them."""
    folder.mkdir(parents=True, exist_ok=True)
    found = entries(count, criteria, seed)
    number = 0
    while page := list(islice(found, PAGE)):
        number += 1
        (folder / f"projects-{number}.json").write_text(json.dumps(page), "utf-8")


def main() -> None:
    """Write pages into a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=5)
    words = parser.parse_args()
    write_pages(words.count, words.folder, load_criteria(), words.seed)


if __name__ == "__main__":
    main()
