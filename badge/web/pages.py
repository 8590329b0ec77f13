"""What all pages share: what templates can call, and how addresses behave."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from babel.dates import format_time
from flask import Flask, current_app, redirect, request, url_for
from jinja2 import StrictUndefined
from markupsafe import Markup, escape
from werkzeug.routing import IntegerConverter
from werkzeug.wrappers import Response

from badge import __version__
from badge.core import wordings
from badge.core.criteria import Criterion, Level
from badge.core.evidence import Repository
from badge.core.findings import Place
from badge.core.kept import KeptAnswer
from badge.core.links import address
from badge.core.messages import Message
from badge.i18n import Language, date, number, percent
from badge.i18n.criteria import (
    Refer,
    criterion_plain,
    group_name,
    level_text,
    obligation,
    option_title,
    question_text,
    series_text,
)
from badge.i18n.formats import locale_of
from badge.i18n.html import criterion_html
from badge.web import site
from badge.web.language import catalog, reader, told


class Number(IntegerConverter):
    """A number of a project: no sign, no zero before it, ASCII digits only, so that a project has one address."""

    regex = "[1-9][0-9]{0,9}"


def install(app: Flask) -> None:
    """Lend the templates what they call, and keep one address per page."""
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.policies["ext.i18n.trimmed"] = True  # as the texts are gathered
    app.url_map.converters["int"] = Number
    environment.globals.update(
        version=__version__,
        own_criteria=app.extensions["badge"].settings.criteria is not None,  # whose texts are not ours to license
        wordings=wordings,
        say=said,
        in_language=in_language,
        criterion_text=criterion_text,
        criterion_title=criterion_title,
        criterion_address=criterion_address,
        group_name=lambda name: group_name(name, catalog()),
        series_text=lambda series, field: series_text(series, field, catalog()),
        level_text=_level_text,
        question_text=lambda question, field: question_text(question, field, catalog()),
        option_title=lambda question, option: option_title(question, option, catalog()),
        obligation=lambda word: obligation(str(word), catalog()),
        place_address=place_address,
    )
    environment.filters.update(
        kept_html=kept_html, day=day, day_alone=day_alone, moment=at, percent=per_cent, number=amount, short=short
    )
    app.before_request(_without_slash)
    app.url_defaults(_name_content)


def said(message: Message) -> str:
    """Say a message in the reader's language; the template escapes it."""
    return told(message)


def kept_html(kept: KeptAnswer, repository: Repository | None = None) -> Markup:
    """Give the text of an answer as it was rendered and cleaned when it was saved: the only HTML that is trusted.

    With a repository, bare links to the places of the answer are left out, because they are listed below the text.
    """
    shown = kept.html
    addresses = [place_address(repository, each) for each in kept.places] if repository else []
    for each in filter(None, addresses):
        found = re.escape(str(escape(each)))
        shown = re.sub(rf'\s*<a href="{found}"[^<>]*>{found}</a>(?=\s|<)', "", shown)
    return Markup(shown.replace("<p></p>", ""))  # noqa: S704 - markup.render has cleaned it


def criterion_text(criterion: Criterion, field: str, refer: Refer | None = None) -> Markup:
    """Give a text of a criterion as HTML; other criteria that it names are linked."""
    return criterion_html(criterion, field, catalog(), refer or _refer)


def criterion_title(criterion: Criterion) -> str:
    """Give the title of a criterion."""
    return criterion_plain(criterion, "title", catalog())


def criterion_address(criterion: Criterion) -> str:
    """Give the address of a criterion's text."""
    return url_for("criteria.level", level=criterion.level, _anchor=criterion.id)


def place_address(repository: Repository, place: Place) -> str:
    """Give the page of a place in a repository, or nothing where there is none that a browser should open."""
    found = address(repository, place)
    return found if found.startswith(("https://", "http://")) else ""


def in_language(language: Language) -> str:
    """Give the address of the present page in another language; what was asked for is kept."""
    first, _, rest = request.path.lstrip("/").partition("/")
    own = site().shelf.by_path(first)
    path = f"/{language.path}/{rest}" if own and rest else f"/{language.path}"
    query = request.query_string.decode("ascii", "ignore") if own else ""
    return quote(path) + (f"?{query}" if query else "")


def day(value: dt.datetime | str) -> Markup:
    """Show a day."""
    found = _read(value)
    return Markup('<time datetime="{}">{}</time>').format(found.date().isoformat(), date(found.date(), reader().code))


def day_alone(value: dt.date) -> Markup:
    """Show a day that has no time."""
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), date(value, reader().code))


def at(value: dt.datetime | str) -> Markup:
    """Show a day and a time."""
    found = _read(value)
    found = found.astimezone(dt.UTC)
    code = reader().code
    time = format_time(found, "short", locale=locale_of(code))
    text = told(Message("%(day)s, %(time)s UTC", {"day": date(found.date(), code), "time": time}))
    exact = found.isoformat(timespec="seconds")
    return Markup('<time datetime="{}">{}</time>').format(exact, text)


def per_cent(value: float) -> str:
    """Write a percentage."""
    return percent(value, reader().code)


def amount(value: float) -> str:
    """Write an amount."""
    return number(value, reader().code)


def short(commit: str) -> Markup:
    """Show the beginning of a commit's name."""
    return Markup('<code class="commit" title="{}">{}</code>').format(commit, commit[:10])


def _read(value: dt.datetime | str) -> dt.datetime:
    return dt.datetime.fromisoformat(value) if isinstance(value, str) else value


def _level_text(level: Level, field: str) -> str:
    """Give a text of a level; the level knows its criteria, but not its series."""
    found = site().criteria.level(level.id)
    return level_text(found[0], level, field, catalog()) if found else level.title


def _refer(criterion_id: str) -> tuple[str, str] | None:
    found = _by_id().get(criterion_id)
    return (criterion_address(found), criterion_title(found)) if found else None


def _by_id() -> Mapping[str, Criterion]:
    known: dict[str, Criterion] = {}
    for each in site().criteria.all():
        known.setdefault(each.id, each)
    return known


def _name_content(endpoint: str, values: dict[str, object]) -> None:
    """Put the content of a static file into its address, so that a browser keeps none that was changed."""
    folder = current_app.static_folder
    if endpoint == "static" and folder and isinstance(values.get("filename"), str):
        path = Path(folder, str(values["filename"]))
        with suppress(OSError):
            values["v"] = _digest(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _digest(path: Path, _time: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def _without_slash() -> Response | None:
    """Redirect a page's address with a slash at its end to the one without; only for addresses that exist."""
    if request.url_rule is None or request.method not in {"GET", "HEAD"} or not request.path.rstrip("/"):
        return None
    if not request.path.endswith("/"):
        return None
    query = request.query_string.decode("ascii", "ignore")
    return redirect(quote(request.path.rstrip("/")) + (f"?{query}" if query else ""), 301)
