"""The reader's language: from the path, else from the browser; and what templates say in it."""

from __future__ import annotations

import re
from urllib.parse import quote

from flask import Flask, abort, current_app, g, redirect, request
from flask_babel import Babel
from werkzeug.wrappers import Response

from badge.core.messages import Message
from badge.i18n import Catalog, Language, say
from badge.i18n.languages import language
from badge.web import site

_TAG = re.compile(r"[A-Za-z]{2}(?:[-_][A-Za-z0-9]{2,8}){0,2}")


def install(app: Flask) -> None:
    """Choose the language of each request and lend it to the templates."""
    Babel(app, locale_selector=lambda: reader().code)
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_put_language)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # Jinja's i18n extension adds it
        lambda text: catalog().gettext(text),
        lambda one, many, count: catalog().ngettext(one, many, count),
        newstyle=True,
        pgettext=lambda context, text: catalog().pgettext(context, text),
        npgettext=lambda context, one, many, count: catalog().npgettext(context, one, many, count),
    )
    app.context_processor(_for_templates)


def reader() -> Language:
    """Give the language of the present request; an address that is no page may still begin with one."""
    if "language" not in g:
        first = request.path.lstrip("/").partition("/")[0]
        wished = site().shelf.choose(request.headers.get("Accept-Language"))
        g.language = site().shelf.by_path(first) or language(wished)
    chosen: Language = g.language
    return chosen


def catalog() -> Catalog:
    """Give the catalogue of the present request; looked up once, for it is asked hundreds of times a page."""
    if "catalog" not in g:
        g.catalog = site().shelf.catalog(reader().code)
    found: Catalog = g.catalog
    return found


def told(message: Message) -> str:
    """Say a message in the reader's language."""
    return say(message, catalog())


def same_page() -> Response | None:
    """Redirect an address without a language, or in one that is not there, to the page that it means, if there is one.

    Every page has its language in its path; an address that somebody types or shares may leave it out.
    """
    if request.method not in {"GET", "HEAD"} or "//" in request.path:
        return None
    first, _, rest = request.path.lstrip("/").partition("/")
    if site().shelf.by_path(first):
        return None
    wishes = request.headers.get("Accept-Language", "")
    candidates = [_spelled(wishes, request.path)]
    if _TAG.fullmatch(first):
        candidates.append(_spelled(f"{first},{wishes}", f"/{rest}"))
    routes = current_app.create_url_adapter(request)
    path = next((each for each in candidates if routes and routes.test(each, "GET")), None)
    if path is None:
        return None
    query = request.query_string.decode("ascii", "ignore")
    answer = redirect(quote(path) + (f"?{query}" if query else ""), 302)
    answer.headers["Vary"] = "Accept-Language"
    return answer


def _spelled(wishes: str, path: str) -> str:
    return f"/{language(site().shelf.choose(wishes)).path}{path}".rstrip("/")


def _take_language(_endpoint: str | None, values: dict[str, str] | None) -> None:
    if values and "locale" in values:
        found = site().shelf.by_path(values.pop("locale"))
        if found is None:
            abort(404)
        g.language = found


def _put_language(endpoint: str, values: dict[str, str]) -> None:
    if "locale" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "locale"):
        values["locale"] = reader().path


def _for_templates() -> dict[str, object]:
    return {"language": reader(), "languages": site().shelf.languages, "catalog": catalog()}
