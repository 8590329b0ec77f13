"""How often somebody may ask in a minute, counted in this process, or in Valkey or Redis for several together.

Own code and no library: a minute that is over is forgotten whole, so a count costs a look into a dictionary, and the
memory has a bound. (`limits`, the library for it, starts a thread to clear its memory after each request.)
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import Any, Protocol

SECONDS = 60
MOST_KEPT = 100_000
"""Askers that are told apart in a minute; further ones are not counted."""

_NETWORK = 64
_PATIENCE = 0.25
"""Seconds that a count may wait for the other server."""
_REST = 10.0
"""Seconds after which a server that did not answer is tried again."""

_log = logging.getLogger("badge.rates")


@dataclass(frozen=True)
class Rate:
    """What is left: of `limit` requests `left`, for so many `seconds`. `allowed` tells of the request just counted."""

    limit: int
    left: int
    seconds: int

    @property
    def allowed(self) -> bool:
        """Tell whether there was still one left."""
        return self.left >= 0


class Counter(Protocol):
    """Counts requests."""

    def add(self, key: str, minute: int) -> int:
        """Count one more, and give how many there are in this minute."""


class Memory:
    """Counts in this process."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lock = threading.Lock()
        self._minute, self._counts = 0, dict[str, int]()

    def add(self, key: str, minute: int) -> int:
        """Count one more; what is over is forgotten."""
        with self._lock:
            if minute != self._minute:
                self._minute, self._counts = minute, {}
            found = self._counts.get(key, 0) + 1
            if found > 1 or len(self._counts) < MOST_KEPT:
                self._counts[key] = found
            return found


class Shared:
    """Counts in Valkey or Redis; while that does not answer, in this process."""

    def __init__(self, url: str, now: Callable[[], float]) -> None:
        """Prepare; nothing is connected before the first count."""
        import redis  # noqa: PLC0415 - an extra

        usual = url.replace("valkey", "redis", 1) if url.startswith("valkey") else url
        self._errors: type[Exception] = redis.RedisError
        self._client: Any = redis.Redis.from_url(usual, socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE)
        self._now, self._own, self._resting_until = now, Memory(), 0.0

    def add(self, key: str, minute: int) -> int:
        """Count one more."""
        if self._now() < self._resting_until:
            return self._own.add(key, minute)
        name = f"badge:rate:{minute}:{key}"
        try:
            with self._client.pipeline(transaction=True) as together:
                together.incr(name)
                together.expire(name, 2 * SECONDS)
                return int(together.execute()[0])
        except (self._errors, OSError) as error:
            _log.warning("the server that counts requests does not answer (%s); this process counts alone", error)
            self._resting_until = self._now() + _REST
            return self._own.add(key, minute)


class Rates:
    """Says whether somebody may ask once more."""

    def __init__(self, counter: Counter, now: Callable[[], float]) -> None:
        """Count with this counter, by this clock."""
        self._counter, self._now = counter, now

    def count(self, policy: str, who: str, limit: int) -> Rate:
        """Count a request of somebody under a policy."""
        now = int(self._now())
        counted = self._counter.add(f"{policy}:{network_of(who)}", now // SECONDS)
        return Rate(limit, max(limit - counted, -1), SECONDS - now % SECONDS)


def network_of(who: str) -> str:
    """Give what counts as one asker: an address of IPv4, or the network that a house has with IPv6."""
    try:
        found = ip_address(who)
    except ValueError:
        return who[:64]
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return f"{IPv6Address(int(found) >> _NETWORK << _NETWORK)}/{_NETWORK}"
    return str(found)
