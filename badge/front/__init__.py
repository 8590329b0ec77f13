"""The door that badges leave by: a plain WSGI callable before the web framework, which answers from finished bytes.

Whatever it does not know, or is asked in an unusual way, goes to the application. So its answers are those of the
application: it draws the image of a project as it has seen the application draw one, and keeps other answers that it
has seen the application give. No cookie or language of a reader is looked at; the answer is the same for all who come
under a name that the application answers to.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from badge import svg
from badge.core.criteria import Criteria, Series
from badge.front.addresses import Addresses
from badge.front.counting import Counting
from badge.front.freshness import Freshness
from badge.front.kept import Headers, Kept, finished
from badge.front.levels import Draw, Levels
from badge.front.memory import Memory
from badge.i18n import Shelf
from badge.services.picturing import Shown, picture
from badge.services.proof import who_counts
from badge.services.purging import key_of
from badge.services.wishes import USUAL
from badge.storage.database import Database

if TYPE_CHECKING:
    from _typeshed import OptExcInfo
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SECONDS_AT_CDN = 30 * 24 * 3600
"""How long a CDN may keep what nobody has purged."""

MOST_HOSTS = 256
"""Names of this server (with ports, and in any spelling) that are remembered."""

_NOTHING: Headers = []


class Front:
    """Answers for badges, and hands everything else to the application."""

    def __init__(
        self, application: WSGIApplication, addresses: Addresses, fresh: Freshness, counting: Counting, *, cdn: bool
    ) -> None:
        """Stand before an application. With a `cdn`, answers say by which key they can be purged."""
        self.fresh, self._counting = fresh, counting
        self._application, self._addresses, self._cdn = application, addresses, cdn
        self._kept = fresh.memory.get
        self._hosts: set[str] = set()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        method, path, query = environ["REQUEST_METHOD"], environ["PATH_INFO"], environ.get("QUERY_STRING")
        if method not in {"GET", "HEAD"} or "HTTP_IF_MATCH" in environ:
            return self._through(environ, start_response, None)
        key = self._addresses.key(path, query) if query else path
        if key is None or environ.get("HTTP_HOST") not in self._hosts:
            return self._through(environ, start_response, key)
        self.fresh.settle()
        found = self._kept(key) or self._drawn(key)
        if found is None:
            return self._through(environ, start_response, key)
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known is not None and found.fits(known):
            start_response("304 NOT MODIFIED", found.unchanged + self._for_cdn(path))
            return []
        start_response("200 OK", found.headers + self._for_cdn(path))
        return found.body if method == "GET" else []

    def start(self) -> None:
        """Begin to keep what is shown fresh; until all has been read, the application answers."""
        self._counting.start()
        self.fresh.start()

    def stop(self) -> None:
        """End what runs beside."""
        self.fresh.stop()
        self._counting.stop()

    def _drawn(self, key: str) -> Kept | None:
        asked = self._addresses.image(key)
        return self.fresh.drawn(key, *asked) if asked else None

    def _through(self, environ: WSGIEnvironment, start_response: StartResponse, key: str | None) -> Iterable[bytes]:
        """Let the application answer, and keep under the key what may be kept."""
        path = environ["PATH_INFO"]
        project_id, kept = self._addresses.project(path), self._addresses.kept(path)
        if not project_id and not kept:
            return self._application(environ, start_response)
        turn, said = self.fresh.turn, _Said(start_response, self._for_cdn(path))
        answer = self._application(environ, said)
        try:
            body = b"".join(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        if said.status[:3] in {"200", "304"} and environ.get("HTTP_HOST"):
            if len(self._hosts) >= MOST_HOSTS:
                self._hosts.clear()
            self._hosts.add(environ["HTTP_HOST"])
        if kept and key is not None and said.status[:3] == "200" and environ["REQUEST_METHOD"] == "GET":
            found, image = finished(body, said.headers), self._addresses.image(key)
            if found.etag and not any(name == "Set-Cookie" for name, _ in found.headers):
                self.fresh.keep(key, project_id, found, turn, image[0] if image else None)
        return [body]

    def _for_cdn(self, path: str) -> Headers:
        """Say for how long a CDN may keep an answer, and by which key it is purged."""
        if not self._cdn:
            return _NOTHING
        project_id = self._addresses.project(path)
        key = key_of(project_id) if project_id else "badge_static"
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


def drawing(shelf: Shelf) -> Draw:
    """Give what draws badges as they are when nothing is wished otherwise."""

    def draw(series: Series, shown: Shown) -> bytes:
        return svg.draw(picture(series, shown, USUAL, shelf))

    return draw


def spellings(shelf: Shelf) -> set[str]:
    """Give the ways in which addresses name languages."""
    return {name for each in shelf.languages for name in (each.code, each.tag, each.path)}


def open_front(
    application: WSGIApplication,
    database: Database,
    criteria: Criteria,
    clock: Callable[[], datetime],
    draw: Draw | None,
    *,
    languages: Iterable[str] = (),
    purge: Callable[[Collection[int] | None], None] | None = None,
) -> Front:
    """Put a front before an application, and begin to keep it fresh.

    `purge` tells a CDN what has changed, where there is one. Without `draw` there is no level map, but what the
    application has answered is kept.
    """
    counted_by = who_counts(criteria)
    counting = Counting(database, criteria, counted_by)
    levels = Levels(criteria.series, clock, draw, counted_by)
    fresh = Freshness(database, levels, Memory(), clock, purge or (lambda _: None), counting)
    counting.tell = fresh.counted
    addresses = Addresses((each.id for each in criteria.series), languages)
    front = Front(application, addresses, fresh, counting, cdn=purge is not None)
    front.start()
    return front
