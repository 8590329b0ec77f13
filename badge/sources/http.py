"""The only door to the network: https to public addresses, checked before the connection, within time and size.

A name is resolved once, every address it has is judged, and the connection goes to an address that was judged, so that
a second answer of the name server changes nothing. Redirects are followed one by one through the same door.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import re
import socket
import ssl
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from badge.core.errors import UnreadableError
from badge.core.messages import Message
from badge.sources.limits import Clock

MOST_REDIRECTS = 5
MOST_BYTES = 2**20
LONGEST_URL = 2048

# Networks that no request may reach. Python's own is_global says True for many of these (see docs/operating.md).
_REFUSED = tuple(
    ipaddress.ip_network(each)
    for each in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
    )
)  # fmt: skip
_ALLOWED_6 = ipaddress.ip_network("2000::/3")
_REFUSED_6 = tuple(
    ipaddress.ip_network(each)
    for each in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "3ffe::/16", "2620:4f:8000::/48")
)

# The name of a host: at least two labels, the last of which begins with a letter, so that no number hides an address.
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+(?!0x)[a-z][a-z0-9-]{0,61}[a-z0-9]")

_SAFE = "/%:@!$&'()*+,;=~?"
"""What stays as it is in a path or query; everything else that is not ASCII or odd is written in per cent."""

Resolve = Callable[[str, int], Sequence[str]]


@dataclass(frozen=True)
class Door:
    """The rules of one installation. `private_hosts` may be at private addresses (a forge in a closed network)."""

    private_hosts: Collection[str] = ()
    ca_file: str = ""
    resolve: Resolve = field(default=lambda host, port: resolve(host, port))  # noqa: PLW0108 - `resolve` is defined below

    def context(self) -> ssl.SSLContext:
        """Give the rules for TLS; `ca_file` adds the authority of a closed network."""
        context = ssl.create_default_context()
        if self.ca_file:
            context.load_verify_locations(self.ca_file)
        return context


@dataclass(frozen=True)
class Checked:
    """An address that may be asked: the parts of its URL, and the IP address to connect to."""

    url: str
    host: str
    port: int
    ip: str
    target: str


@dataclass(frozen=True)
class Response:
    """What came back: status, final URL after redirects, and the body up to the limit."""

    status: int
    url: str
    body: bytes


def check(url: str, door: Door) -> Checked:
    """Judge a URL and resolve its host; raises UnreadableError with what to do about it."""
    parts = _split(url)
    host = (parts.hostname or "").rstrip(".").lower()
    port = 443 if parts.port is None else parts.port
    if not _HOST.fullmatch(host):
        raise UnreadableError(
            Message("The address %(url)s needs the name of a host, such as git.example.org.", {"url": url})
        )
    if port != 443 and host not in door.private_hosts:
        raise UnreadableError(Message("The address %(url)s names a port. Leave the port out.", {"url": url}))
    try:
        answers = door.resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise UnreadableError(
            Message("The host %(host)s was not found. See that the address is right.", {"host": host})
        ) from error
    if not answers or (host not in door.private_hosts and not all(is_public(each) for each in answers)):
        raise UnreadableError(
            Message(
                "The host %(host)s is at a private address. The operator can allow it with BADGE_PRIVATE_HOSTS.",
                {"host": host},
            )
        )
    shown = host if port == 443 else f"{host}:{port}"
    path, query = quote(parts.path, safe=_SAFE), quote(parts.query, safe=_SAFE)
    target = urlunsplit(("", "", path or "/", query, ""))
    return Checked(urlunsplit(("https", shown, path, query, "")), host, port, answers[0], target)


def get(url: str, door: Door, clock: Clock) -> Response:
    """Ask for a page, following redirects one by one through the same rules."""
    for _ in range(MOST_REDIRECTS + 1):
        checked = check(url, door)
        status, location, body = _ask(checked, door, clock)
        if status not in {301, 302, 303, 307, 308} or not location:
            return Response(status, checked.url, body)
        url = _joined(checked.url, location)
    raise UnreadableError(Message("The address %(url)s redirects too often.", {"url": url}))


def post(url: str, headers: Mapping[str, str], door: Door, clock: Clock) -> Response:
    """Tell a service something that fits into headers; a redirect is not followed, as it would take a key elsewhere."""
    checked = check(url, door)
    status, _, body = _ask(checked, door, clock, "POST", {**headers, "Content-Length": "0"})
    return Response(status, checked.url, body)


def is_public(ip: str) -> bool:
    """Tell whether an IP address is one of the public internet; every form that hides a private one is refused."""
    try:
        address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _REFUSED)
    return address in _ALLOWED_6 and not any(address in network for network in _REFUSED_6)


def resolve(host: str, port: int) -> list[str]:
    """Ask the system's resolver for every address of a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError as error:
        raise UnreadableError(Message("The address %(url)s is not a URL.", {"url": location[:200]})) from error


def _split(url: str) -> SplitResult:
    if len(url) > LONGEST_URL or any(ord(each) <= 32 or each in "\\\x7f" for each in url):
        raise UnreadableError(Message("The address is not a URL. It has blanks or odd characters, or is too long."))
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise UnreadableError(Message("The address %(url)s is not a URL.", {"url": url})) from error
    if parts.scheme != "https":
        raise UnreadableError(
            Message("The address %(url)s has to begin with https://.", {"url": url.partition("?")[0][:200]})
        )
    if parts.username is not None or parts.password is not None:
        raise UnreadableError(Message("The address holds a user name or a password. Take it out."))
    return parts


class _Pinned(http.client.HTTPSConnection):
    """A connection to the address that was judged, with the host's name for TLS."""

    def __init__(self, checked: Checked, context: ssl.SSLContext, seconds: float) -> None:
        super().__init__(checked.host, checked.port, timeout=seconds, context=context)
        self._checked = checked
        self._tls = context
        self._line: socket.socket | None = None  # `sock` is forgotten as soon as the head of an answer is read

    def connect(self) -> None:
        plain = socket.create_connection((self._checked.ip, self._checked.port), self.timeout)
        try:
            self.sock = self._line = self._tls.wrap_socket(plain, server_hostname=self._checked.host)
        except BaseException:
            plain.close()
            raise

    def cut(self) -> None:
        """End it from another thread: a server that sends a byte now and then must not hold us past our time."""
        if self._line is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self._line, socket.SHUT_RDWR)  # TLS's own would disturb the reader


_USUAL = {"User-Agent": "badge", "Accept-Encoding": "identity", "Connection": "close"}


def _ask(
    checked: Checked, door: Door, clock: Clock, method: str = "GET", headers: Mapping[str, str] = _USUAL
) -> tuple[int, str, bytes]:
    connection = _Pinned(checked, door.context(), max(0.1, min(20.0, clock.left)))
    alarm = threading.Timer(clock.left, connection.cut)
    alarm.daemon = True
    alarm.start()
    try:
        connection.request(method, checked.target, headers={**_USUAL, **headers})
        response = connection.getresponse()
        body = b""
        while len(body) < MOST_BYTES and clock.left:
            chunk = response.read(min(2**16, MOST_BYTES - len(body)))
            if not chunk:
                break
            body += chunk
        if not clock.left:
            raise TimeoutError
        return response.status, response.getheader("Location") or "", body
    except (OSError, http.client.HTTPException) as error:
        raise UnreadableError(
            Message(
                "%(host)s could not be reached (%(error)s). Try again later, or look at a checkout instead.",
                {"host": checked.host, "error": type(error).__name__},
            )
        ) from error
    finally:
        alarm.cancel()
        connection.close()
