"""The door that badges leave by: a plain WSGI callable before the web framework, which answers from finished bytes.

Whatever it does not know, or is asked in an unusual way, goes to the application. So its answers are those of the
application: it knows the image of a project by its level, and other answers because it has seen the application give
them. No address of a reader, cookie, language or host is looked at; the answer is the same for all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from badge.core.criteria import Series
from badge.front.freshness import Freshness
from badge.front.kept import Headers, finished
from badge.front.levels import Draw, Levels
from badge.front.memory import Memory
from badge.services.purging import key_of
from badge.storage.database import Database

if TYPE_CHECKING:
    from _typeshed import OptExcInfo
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SECONDS_AT_CDN = 30 * 24 * 3600
"""How long a CDN may keep what nobody has purged."""

_OLDEST = "badge"
"""The address of the first series that everybody knows; it has one of its own, too."""

_FIXED = "/badge_static/"
_NOTHING: Headers = []


class Front:
    """Answers for badges, and hands everything else to the application."""

    def __init__(self, application: WSGIApplication, series: Sequence[Series], fresh: Freshness, *, cdn: bool) -> None:
        """Stand before an application. With a `cdn`, answers say by which key they can be purged."""
        self.fresh, self._application, self._cdn = fresh, application, cdn
        self._kept, self._image_of = fresh.memory.get, fresh.levels.get
        self._places = {_OLDEST: 0} | {each.id: place for place, each in enumerate(series)}
        names = "|".join(map(re.escape, self._places))
        self._image = re.compile(rf"/projects/([1-9][0-9]{{0,9}})/({names})\Z").match
        self._project = re.compile(rf"/projects/([1-9][0-9]{{0,9}})(?:/({names}))?(?:\.json)?\Z").match

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        if environ.get("QUERY_STRING") or method not in {"GET", "HEAD"} or "HTTP_IF_MATCH" in environ:
            return self._through(environ, start_response)
        self.fresh.settle()
        found = self._kept(path)
        if found is None:
            asked = self._image(path)
            found = self._image_of(self._places[asked[2]], int(asked[1])) if asked else None
            if found is None:
                return self._through(environ, start_response)
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known is not None and found.fits(known):
            start_response("304 NOT MODIFIED", found.unchanged + self._for_cdn(path))
            return ()
        start_response("200 OK", found.headers + self._for_cdn(path))
        return found.body if method == "GET" else ()

    def _through(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Let the application answer, and keep what may be kept."""
        path = environ["PATH_INFO"]
        asked = self._project(path)
        if not asked and not path.startswith(_FIXED):
            return self._application(environ, start_response)
        turn, said = self.fresh.turn, _Said(start_response, self._for_cdn(path))
        answer = self._application(environ, said)
        try:
            body = b"".join(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        usual = environ["REQUEST_METHOD"] == "GET" and not environ.get("QUERY_STRING")
        if usual and said.status[:3] == "200" and (not asked or asked[2]):
            found = finished(body, said.headers)
            project, image = (int(asked[1]), self._image(path)) if asked else (0, None)
            if found.etag and not any(name == "Set-Cookie" for name, _ in found.headers):
                self.fresh.keep(path, project, found, turn, self._places[image[2]] if image else None)
        return [body]

    def _for_cdn(self, path: str) -> Headers:
        """Say for how long a CDN may keep an answer, and by which key it is purged."""
        if not self._cdn:
            return _NOTHING
        asked = self._project(path)
        key = key_of(int(asked[1])) if asked else "badge_static"
        return [("Surrogate-Control", f"max-age={SECONDS_AT_CDN}"), ("Surrogate-Key", key)]


class _Said:
    """Hears what the application says of its answer, and hands it on."""

    def __init__(self, start_response: StartResponse, for_cdn: Headers) -> None:
        self._start_response, self._for_cdn = start_response, for_cdn
        self.status, self.headers = "", _NOTHING

    def __call__(
        self, status: str, headers: Headers, exc_info: OptExcInfo | None = None, /
    ) -> Callable[[bytes], object]:
        self.status, self.headers = status, list(headers)
        kept_there = self._for_cdn if status[:3] in {"200", "304"} else _NOTHING
        return self._start_response(status, headers + kept_there, exc_info)


def open_front(
    application: WSGIApplication,
    database: Database,
    series: Sequence[Series],
    clock: Callable[[], datetime],
    *,
    draw: Draw | None = None,
    purge: Callable[[Collection[int] | None], None] | None = None,
) -> Front:
    """Put a front before an application, and begin to keep it fresh.

    `purge` tells a CDN what has changed, where there is one. Without `draw` there is no level map, but what the
    application has answered is kept: for images of which each says something of its own project.
    """
    ends = [f"/{name}{end}" for name in (_OLDEST, *(each.id for each in series)) for end in ("", ".json")]
    fresh = Freshness(database, Levels(series, clock, draw), Memory(ends), clock, purge or (lambda _: None))
    fresh.start()
    return Front(application, series, fresh, cdn=purge is not None)
