"""Purges have the form of Fastly's API; a server of our own, over TLS, hears them."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from badge.core.errors import UnreadableError
from badge.services.purging import Cdn, purge
from badge.sources.http import Door
from tests.sources.conftest import authority
from tests.sources.serving import HOST, Authority

__all__ = ["authority"]


@dataclass
class Fake:
    """What was heard, and what is answered."""

    cdn: Cdn
    way: Door
    heard: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    status: int = 200


@pytest.fixture
def fake(authority: Authority) -> Iterator[Fake]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
            """Stay silent."""

        def do_POST(self) -> None:
            found.heard.append((self.command, self.path, dict(self.headers)))
            self.send_response(found.status)
            self.send_header("Location", "https://elsewhere.example/")
            self.end_headers()
            self.wfile.write(b'{"status":"ok"}')

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    cdn = Cdn(f"https://{HOST}:{server.server_port}", "service1", "token1")
    found = Fake(cdn, Door((HOST,), str(authority.ca), lambda host, port: ["127.0.0.1"]))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.certificate, authority.key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield found
    server.shutdown()
    server.server_close()
    thread.join()


def test_some_projects_are_purged_by_their_keys(fake: Fake) -> None:
    purge(fake.cdn, [7, 12], fake.way)
    [(method, path, headers)] = fake.heard
    assert (method, path) == ("POST", "/service/service1/purge")
    assert headers["Surrogate-Key"] == "projects/7 projects/12"
    assert (headers["Fastly-Key"], headers["Accept"]) == ("token1", "application/json")
    assert headers["Content-Length"] == "0"


def test_everything_is_purged(fake: Fake) -> None:
    purge(fake.cdn, None, fake.way)
    [(_, path, headers)] = fake.heard
    assert path == "/service/service1/purge_all"
    assert "Surrogate-Key" not in headers


@pytest.mark.parametrize("status", [401, 403, 404, 429, 500, 503, 302])
def test_what_is_refused_is_said_and_a_redirect_is_not_followed(fake: Fake, status: int) -> None:
    fake.status = status
    with pytest.raises(UnreadableError, match=f"status {status}") as caught:
        purge(fake.cdn, [7], fake.way)
    assert "token1" not in str(caught.value)
    assert len(fake.heard) == 1


def test_a_cdn_that_is_away_is_said(fake: Fake) -> None:
    with pytest.raises(UnreadableError):
        purge(Cdn(f"https://{HOST}:1", "service1", "token1"), [7], fake.way)


def test_the_token_is_not_shown(fake: Fake) -> None:
    assert "token1" not in repr(fake.cdn)
