"""What a dump holds: projects with all that is public of them, and events. No address of a mailbox is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from badge.core.criteria import Criteria
from badge.services.entries import Whole, whole
from badge.services.proof import count
from badge.services.public.answers import answers_data, classes_of, findings_data, look_data
from badge.services.public.events import DETAILS, event_data
from badge.services.public.projects import Listed, full_standing, listed, project_data
from badge.storage import paging
from badge.storage.paging import After

AT_ONCE = 200
EVENTS_AT_ONCE = 2000
# `git@host:` is how SSH addresses of repositories begin, and no mailbox.
_MAILBOX = re.compile(r"(?<![\w.+%-])(?!git@)[\w.+%-]{1,64}@(?:[\w-]{1,63}\.)+[\w-]{2,63}")
_HIDDEN = "[e-mail address]"
_NOT_IN_DUMPS = {"answers": ("html",), "findings": ("reason",)}
"""What follows from the rest, and would make a dump twice as large."""


def projects(session: Session, criteria: Criteria, now: datetime) -> Iterator[dict[str, Any]]:
    """Give every project, by number."""
    after: After | None = None
    while page := [number for number, _ in paging.projects(session, AT_ONCE, after)]:
        found = {each.project.id: each for each in whole(session, page)}
        for short in listed(session, page):
            yield without_mailboxes(_project(short, found[short.project.id], criteria, now))
        session.expunge_all()
        after = After(page[-1])


def events(session: Session) -> Iterator[dict[str, Any]]:
    """Give every event, the oldest first."""
    last = 0
    while page := paging.events(session, DETAILS, EVENTS_AT_ONCE, last):
        yield from (without_mailboxes(event_data(each)) for each in page)
        session.expunge_all()
        last = page[-1].id


def without_mailboxes(value: Any) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Give the same without addresses of mailboxes: in bulk, they would be fetched for nothing but spam."""
    if isinstance(value, str):
        return _MAILBOX.sub(_HIDDEN, value) if "@" in value else value
    if isinstance(value, dict):
        return {name: without_mailboxes(each) for name, each in value.items()}
    return [without_mailboxes(each) for each in value] if isinstance(value, list) else value


def _project(short: Listed, found: Whole, criteria: Criteria, now: datetime) -> dict[str, Any]:
    classes = classes_of(found, criteria)
    parts = {
        "answers": answers_data(found, classes, criteria),
        "findings": findings_data(found.look.findings) if found.look else [],
    }
    for name, gone in _NOT_IN_DUMPS.items():
        for each in parts[name]:
            for key in gone:
                del each[key]
    standings = [
        full_standing(each, found.standings.get(each.id), count([each], classes), now) for each in criteria.series
    ]
    look = look_data(found.look, short.looked_at) if found.look and short.looked_at else None
    return {**project_data(short, criteria, now), "standings": standings, **parts, "look": look}
