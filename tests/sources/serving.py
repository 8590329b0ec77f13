"""A web server with TLS on this machine, with a throw-away certificate authority, and git behind it."""

from __future__ import annotations

import contextlib
import os
import ssl
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from badge.sources.http import Door

HOST = "git.example.test"


@dataclass(frozen=True)
class Authority:
    """The files of an authority, and of a server it vouches for."""

    ca: Path
    certificate: Path
    key: Path


def make_authority(folder: Path) -> Authority:
    """Make both with openssl."""
    ca, ca_key, key, request, certificate = (
        folder / name for name in ("ca.pem", "ca.key", "server.key", "server.csr", "server.pem")
    )
    (folder / "names").write_text(f"subjectAltName=DNS:{HOST},DNS:moved.example.test\n")
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    for command in (
        ["req", "-x509", *curve, "-keyout", ca_key, "-out", ca, "-days", "2", "-subj", "/CN=Tests",
         "-addext", "keyUsage=critical,keyCertSign,cRLSign"],
        ["req", *curve, "-keyout", key, "-out", request, "-subj", f"/CN={HOST}"],
        ["x509", "-req", "-in", request, "-CA", ca, "-CAkey", ca_key, "-CAcreateserial", "-out", certificate,
         "-days", "2", "-extfile", folder / "names"],
    ):  # fmt: skip
        subprocess.run(["openssl", *map(str, command)], check=True, capture_output=True)
    return Authority(ca, certificate, key)


@dataclass
class Server:
    """A running server: where it is, what it serves, and what it was asked for."""

    port: int
    folder: Path
    authority: Authority
    asked: list[str] = field(default_factory=list)

    def url(self, path: str, host: str = HOST) -> str:
        """Give an address on it."""
        return f"https://{host}:{self.port}{path}"

    def door(self, *more_private: str, **addresses: str) -> Door:
        """Give rules under which its names are at this machine; every other name is at a public address."""

        def resolve(host: str, port: int) -> list[str]:
            if host in (HOST, "moved.example.test"):
                return ["127.0.0.1"]
            if found := addresses.get(host.partition(".")[0]):
                return [found]
            raise OSError(host)

        return Door((HOST, "moved.example.test", *more_private), str(self.authority.ca), resolve)


class _Handler(BaseHTTPRequestHandler):
    server_version = "test"
    own: Server
    stop: threading.Event

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
        """Stay silent."""

    def do_GET(self) -> None:
        """Answer a page."""
        self.own.asked.append(f"{self.headers.get('Host')} {self.path}")
        parts = urlsplit(self.path)
        with contextlib.suppress(OSError):
            getattr(self, f"page_{parts.path.strip('/').partition('/')[0]}", self.page_missing)(parts)

    def do_POST(self) -> None:
        """Answer git."""
        self.do_GET()

    def page_missing(self, parts: object) -> None:
        self.send_error(404)

    def page_page(self, parts: object) -> None:
        self._send(200, b"hello")

    def page_redirect(self, parts: object) -> None:
        to = parse_qs(urlsplit(self.path).query).get("to", [""])[0]
        self.send_response(302)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def page_loop(self, parts: object) -> None:
        self._send(302, b"", "/loop")

    def page_moved(self, parts: object) -> None:
        self._send(301, b"", self.own.url(self.path.replace("/moved", "/git", 1), "moved.example.test"))

    def page_endless(self, parts: object) -> None:
        self.send_response(200)
        self.end_headers()
        while not self.stop.is_set():
            self.wfile.write(b"x" * 2**16)

    def page_slow(self, parts: object) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.stop.wait(0.1):
            self.wfile.write(b"X-A: b\r\n")

    def page_drip(self, parts: object) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        while not self.stop.wait(0.1):
            self.wfile.write(b"x")

    def page_silent(self, parts: object) -> None:
        self.stop.wait(30)

    def page_nonsense(self, parts: object) -> None:
        self.wfile.write(b"\xff\xfe nonsense\r\n\r\n")

    def page_git(self, parts: object) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        found = urlsplit(self.path)
        environment = {
            "PATH": os.environ["PATH"], "GIT_PROJECT_ROOT": str(self.own.folder), "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory",
            "GIT_CONFIG_VALUE_0": "*", "PATH_INFO": unquote(found.path.removeprefix("/git")),
            "QUERY_STRING": found.query, "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type") or "",
            "CONTENT_LENGTH": str(length), "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding") or "",
            "GIT_PROTOCOL": self.headers.get("Git-Protocol") or "", "REMOTE_ADDR": "127.0.0.1",
        }  # fmt: skip
        done = subprocess.run(
            ["git", "http-backend"], env=environment, input=self.rfile.read(length), capture_output=True, check=False
        )
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        lines = [line.split(": ", 1) for line in head.decode().splitlines()]
        headers = {name.lower(): value for name, value in lines}
        self.send_response(int(headers.pop("status", "200").split()[0]))
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _send(self, status: int, body: bytes, location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _Threads(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent: clients that hang up are what is tested."""


@contextlib.contextmanager
def serving(authority: Authority, folder: Path) -> Iterator[Server]:
    """Run the server until the end of the tests."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.certificate, authority.key)
    stop = threading.Event()
    with _Threads(("127.0.0.1", 0), _Handler) as http:
        http.socket = context.wrap_socket(http.socket, server_side=True, do_handshake_on_connect=False)
        own = Server(http.server_port, folder, authority)
        http.RequestHandlerClass = type("Handler", (_Handler,), {"own": own, "stop": stop})
        thread = threading.Thread(target=http.serve_forever, daemon=True)
        thread.start()
        try:
            yield own
        finally:
            stop.set()
            http.shutdown()
            thread.join()
