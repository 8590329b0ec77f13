"""Badges a second, against nginx with the same files: `python -m tests.bench.badges [--seconds 3] [--rounds 3]`.

By turns in one run, each asked by wrk (1 thread, 32 connections) for 1,000 badges in a row:

* nginx, one worker, with the very bytes of our badges as files;
* our server as `badge serve` starts it, on PostgreSQL;
* nginx's proxy_cache before our server, without the front;
* the same route the usual way: Flask and the ORM on PostgreSQL, under gunicorn with two workers of four threads.

Then the first two once more with the ETag in each request, which is answered by 304. Requests a second depend on what
else the machine does, so each of ours is compared with the nginx of the same round, and the processor time that a
request takes is told, too. nginx, wrk and PostgreSQL have to be there; gunicorn is left out where it is not.
"""

from __future__ import annotations

import argparse
import http.client
import importlib.util
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from badge.api import BLUEPRINTS
from badge.cli.settings import read_settings
from badge.cli.site import open_parts
from badge.core.answers import Answer, Status
from badge.core.people import LOCAL
from badge.services.asking import load_criteria
from badge.services.standing import record
from badge.storage import projects
from badge.storage.database import Database
from badge.web import create_app
from tests.bench.recompute import NOW, _postgresql

ROOT = Path(__file__).parents[2]
PROJECTS, CONNECTIONS = 1_000, 32
_TICK = os.sysconf("SC_CLK_TCK")

TARGETS = {"badge": 0.60, "badge, 304": 0.40}
"""Of nginx's requests a second in the same round."""
TIMES_FLASK = 30

_NGINX = """
worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/error.log warn; {user}
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; keepalive_requests 1000000; open_file_cache max=5000 inactive=60s; etag on;
  default_type image/svg+xml; server_tokens off;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  proxy_cache_path {folder}/cache keys_zone=badges:10m max_size=100m;
  server {{ listen 127.0.0.1:{port}; {place} }}
}}
"""
_STATIC = 'root {folder}/files; add_header Access-Control-Allow-Origin "*"; add_header Cache-Control "no-store";'
_CACHED = """
location / {{ proxy_pass http://127.0.0.1:{behind}; proxy_cache badges; proxy_ignore_headers Cache-Control;
  proxy_cache_valid 200 10m; proxy_http_version 1.1; proxy_set_header Connection ""; }}
"""
_LUA = """
local made, at = {{}}, 0
init = function()
{lines}
end
request = function() at = at % #made + 1; return made[at] end
"""


@dataclass(frozen=True)
class Server:
    """A running server."""

    name: str
    port: int
    process: subprocess.Popen[bytes]

    def processor(self) -> float:
        """Give the seconds of processor that it and its children have had."""
        return sum(_processor(each) for each in Path("/proc").iterdir() if each.name.isdecimal() and self._owns(each))

    def _owns(self, process: Path) -> bool:
        try:
            return int(_stat(process)[3]) == self.process.pid
        except (OSError, IndexError):
            return False


@dataclass(frozen=True)
class Measured:
    """What wrk says of one run, and what the server needed for it."""

    rate: float
    middle: float
    slowest: float
    microseconds: float
    failed: int


def plain() -> Flask:
    """Build the application as it would be without the front; gunicorn calls this."""
    settings = read_settings(os.environ)
    return create_app(open_parts(settings), "secret of the bench", BLUEPRINTS)


def main() -> int:
    """Measure by turns, print a table, and give 1 when a target is missed in every round."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    words = parser.parse_args()
    missing = [each for each in ("nginx", "wrk") if not shutil.which(each)]
    if missing:
        print(f"not measured: {' and '.join(missing)} cannot be found")
        return 0
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        database = stack.enter_context(_postgresql())
        _fill(database)
        servers = {each.name: each for each in _started(stack, folder, database)}
        _same(servers)
        found: dict[str, list[Measured]] = {}
        for _ in range(words.rounds):
            for name, server in servers.items():
                found.setdefault(name, []).append(_run(server, folder, words.seconds, conditional=False))
            for name in ("nginx", "badge"):
                measured = _run(servers[name], folder, words.seconds, conditional=True)
                found.setdefault(f"{name}, 304", []).append(measured)
    return 0 if _told(found) else 1


# --- servers ---------------------------------------------------------------------------------------------------------


def _fill(database: Database) -> None:
    database.prepare()
    criteria = load_criteria()
    asked = [each.id for each in criteria.series[0].levels[0].criteria]
    for number in range(1, PROJECTS + 1):
        with database.writing() as session:
            project = projects.add(session, f"p{number}", f"https://git.example.org/p/{number}", "", "en", NOW)
            met = {each: Answer(Status.MET, "https://x.example/") for each in asked[: number % (len(asked) + 1)]}
            record(session, LOCAL, project.id, criteria, met, NOW)
            session.commit()


def _started(stack: ExitStack, folder: Path, database: Database) -> Iterator[Server]:
    url = database.url.render_as_string(hide_password=False)
    place = {"BADGE_DATABASE_URL": url, "BADGE_DATA": str(folder / "data")}
    (folder / "data").mkdir()
    ours = stack.enter_context(_server("badge", _badge, place))
    files = folder / "files" / "projects"
    for number in range(1, PROJECTS + 1):
        (files / str(number)).mkdir(parents=True)
        (files / str(number) / "badge").write_bytes(_get(ours.port, _path(number))[1])
    yield stack.enter_context(
        _server("nginx", lambda port: _nginx(folder / "nginx", port, _STATIC.format(folder=folder)))
    )
    yield ours
    if importlib.util.find_spec("gunicorn") is None:
        print("Flask under gunicorn is not measured: gunicorn is not installed")
        return
    flask = stack.enter_context(_server("flask", _gunicorn, place))
    cached = _CACHED.format(behind=flask.port)
    yield stack.enter_context(_server("cache", lambda port: _nginx(folder / "cache", port, cached)))
    yield flask


def _badge(port: int) -> list[str]:
    return [sys.executable, "-m", "badge", "serve", "--port", str(port)]


def _gunicorn(port: int) -> list[str]:
    threads = ["-w", "2", "-k", "gthread", "--threads", "4", "--log-level", "warning"]
    return [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", *threads, "tests.bench.badges:plain()"]


def _nginx(own: Path, port: int, place: str) -> list[str]:
    own.mkdir(mode=0o755)
    user = "" if os.getuid() else "user root;"  # else its worker could not read the files of root
    text = _NGINX.format(folder=own, port=port, place=place, user=user)
    (own / "nginx.conf").write_text(text)
    return ["nginx", "-c", str(own / "nginx.conf"), "-e", str(own / "error.log")]


@contextmanager
def _server(
    name: str, command: Callable[[int], list[str]], environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    everything = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **(environment or {})}
    process = subprocess.Popen(command(port), env=everything, cwd=ROOT, start_new_session=True)
    try:
        end = time.monotonic() + 30
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > end:
                raise SystemExit(f"{name} did not start")
            time.sleep(0.05)
        yield Server(name, port, process)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _answers(port: int) -> bool:
    try:
        return _get(port, "/")[0] > 0
    except OSError:
        return False


def _same(servers: Mapping[str, Server]) -> None:
    """See that all answer with the same bytes; the second time, they do it as they will when they are measured."""
    for _ in range(2):
        for number in range(1, PROJECTS + 1):
            bodies = {_get(each.port, _path(number))[:2] for each in servers.values()}
            if len(bodies) != 1 or next(iter(bodies))[0] != 200:
                raise SystemExit(f"the servers answer differently for {_path(number)}")


# --- measuring -------------------------------------------------------------------------------------------------------


def _run(server: Server, folder: Path, seconds: int, *, conditional: bool) -> Measured:
    script = folder / f"{server.name}-{conditional}.lua"
    if not script.exists():
        lines = []
        for number in range(1, PROJECTS + 1):
            tag = _get(server.port, _path(number))[2] if conditional else ""
            known = f', {{["If-None-Match"]=[[{tag}]]}}' if tag else ""
            lines.append(f'  made[{number}] = wrk.format("GET", "{_path(number)}"{known})')
        script.write_text(_LUA.format(lines="\n".join(lines)))
    address = f"http://127.0.0.1:{server.port}/"
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-s", str(script), address]
    before = server.processor()
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    took = server.processor() - before
    requests = int(_one(r"(\d+) requests in", said))
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    return Measured(
        float(_one(r"Requests/sec:\s+([\d.]+)", said)),
        _milliseconds(_one(r"^\s+50%\s+(\S+)", said)),
        _milliseconds(_one(r"^\s+99%\s+(\S+)", said)),
        took * 1e6 / max(1, requests),
        int(failed[1]) if failed else 0,
    )


def _told(found: Mapping[str, list[Measured]]) -> bool:
    good = True
    print(f"{'':14}{'requests/s':>12}{'p50 ms':>9}{'p99 ms':>9}{'CPU us':>9}{'x nginx':>9}   in each round")
    for name, runs in found.items():
        against = found["nginx, 304" if name.endswith("304") else "nginx"]
        ratios = [mine.rate / its.rate for mine, its in zip(runs, against, strict=True)]
        each = " ".join(f"{ratio:.2f}" for ratio in ratios)
        print(
            f"{name:14}{_middle(run.rate for run in runs):12,.0f}{_middle(run.middle for run in runs):9.2f}"
            f"{_middle(run.slowest for run in runs):9.2f}{_middle(run.microseconds for run in runs):9.1f}"
            f"{_middle(ratios):9.2f}   {each}"
        )
        if failed := sum(run.failed for run in runs):
            print(f"{'':14}{failed} requests failed")
            good = False
        if name in TARGETS:
            good &= max(ratios) >= TARGETS[name]
            print(f"{'':14}target at least {TARGETS[name]:.2f} x nginx")
    slower = [mine.slowest / its.slowest for mine, its in zip(found["badge"], found["nginx"], strict=True)]
    print(f"p99 of badge is {_middle(slower):.1f} x that of nginx (target at most 2)")
    if "flask" in found:
        faster = [mine.rate / its.rate for mine, its in zip(found["badge"], found["flask"], strict=True)]
        less = _middle(run.microseconds for run in found["flask"]) / _middle(run.microseconds for run in found["badge"])
        print(
            f"badge is {_middle(faster):.0f} x as fast as flask (target at least {TIMES_FLASK}), {less:.0f} x less CPU"
        )
        good &= max(faster) >= TIMES_FLASK
    return good


def _middle(figures: Iterator[float] | list[float]) -> float:
    return statistics.median(figures)


def _get(port: int, path: str) -> tuple[int, bytes, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.getheader("ETag") or ""
    finally:
        connection.close()


def _path(number: int) -> str:
    return f"/projects/{number}/badge"


def _one(pattern: str, text: str) -> str:
    found = re.search(pattern, text, re.MULTILINE)
    if found is None:
        raise SystemExit(f"wrk did not say {pattern}:\n{text}")
    return found[1]


def _milliseconds(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()  # type: ignore[union-attr]  # wrk writes no other
    return float(number) * {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}[unit]


def _stat(process: Path) -> list[str]:
    return (process / "stat").read_text().rpartition(")")[2].split()


def _processor(process: Path) -> float:
    try:
        found = _stat(process)
    except OSError:
        return 0.0
    return (int(found[11]) + int(found[12])) / _TICK


if __name__ == "__main__":
    sys.exit(main())
