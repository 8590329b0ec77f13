"""`badge serve`: the website for one person on one machine."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import click

from badge.cli import command
from badge.cli.settings import read_settings
from badge.cli.speech import tell
from badge.core.errors import UnreadableError, WrongUseError
from badge.core.messages import Message

SECONDS_TO_END = 10
"""How long a process may take to finish its answers when the server ends."""

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@command.command(
    "serve",
    help=Message("Serve the website on this machine."),
    details=(Message("There is no login, so only this machine can reach it. Everything is kept in the data folder."),),
)
@command.option("--host", default="127.0.0.1", show_default=True, help=Message("The loopback address to listen on."))
@command.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help=Message("The port to listen on.")
)
@command.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help=Message("How many processes answer; one can use one processor."),
)
@command.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), help=Message("The folder for everything that is kept.")
)
@command.option(
    "--checkouts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=Message("A folder whose checkouts may be named on the start page."),
)
@command.option(
    "--criteria",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=Message("A folder with criteria of your own."),
)
@command.option("--lang", metavar="CODE", default="", help=Message("The language of what is printed here."))
def serve(
    host: str, port: int, workers: int, data: Path | None, checkouts: Path | None, criteria: Path | None, lang: str
) -> None:
    """Start the server; it ends with Ctrl+C."""
    del lang
    if host not in LOOPBACK:
        raise WrongUseError(
            Message(
                "%(host)s can be reached by others, but there is no login yet. Use 127.0.0.1, localhost or ::1.",
                {"host": host},
            )
        )
    for name, folder in (("BADGE_DATA", data), ("BADGE_CHECKOUTS", checkouts), ("BADGE_CRITERIA", criteria)):
        if folder is not None:
            os.environ[name] = str(folder.absolute())
    settings = read_settings(os.environ)
    _prepare(settings.data)
    from badge.cli.site import open_parts

    open_parts(settings).database.close()  # what is wrong with criteria or database is said here, before a start
    _free_port(host, port)
    tell(
        Message(
            "badge is at http://%(host)s:%(port)s/ and keeps its data in %(data)s. Stop it with Ctrl+C.",
            {"host": f"[{host}]" if ":" in host else host, "port": str(port), "data": str(settings.data)},
        )
    )
    _run(host, port, workers)


def _prepare(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise UnreadableError(
            Message(
                "The data folder %(path)s cannot be made: %(error)s. Give another one with --data.",
                {"path": str(data), "error": error.strerror or type(error).__name__},
            )
        ) from error


def _free_port(host: str, port: int) -> None:
    """Say so when another program has the port; the server itself would only say a number."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise WrongUseError(
                Message(
                    "Port %(port)s cannot be used (%(error)s). "
                    "Give another one, for example: badge serve --port %(other)s",
                    {
                        "port": str(port),
                        "error": error.strerror or "",
                        "other": str(port + 1 if port < 65535 else 8000),
                    },
                )
            ) from error


def _run(host: str, port: int, workers: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "badge.cli.site:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        factory=True,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_END,  # one that is told to end while it begins does not hear it
        process_name=None,
    ).serve()
