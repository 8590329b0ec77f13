"""The task "look": reads a project's repository in a child process and keeps what was found."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from badge.config import Settings
from badge.core.look import look_of_json
from badge.core.messages import Message, of_json
from badge.core.people import NOBODY
from badge.core.projects import canonical
from badge.jobs import rooms
from badge.jobs.child import MOST_SECONDS
from badge.services import asking, looking, proof
from badge.storage import jobs, projects
from badge.storage.database import Database
from badge.storage.jobs import Job


def run(database: Database, settings: Settings, job: Job) -> None:
    """Do one look, telling how far it is. Whatever happens to the child, the job ends in a result or in a reason."""
    with database.reading() as session:
        project = projects.find(session, job.project_id)
    if not project.repository and not project.checkout:
        _end(database, job, Message("No repository is named for this project, so nothing could be looked at."))
        return
    path = str(settings.checkouts / project.checkout) if settings.checkouts and project.checkout else ""
    if project.checkout and not path:
        _end(database, job, Message("The folder of checkouts is not set any more, so nothing could be looked at."))
        return
    request = {
        "url": canonical(project.repository) if project.repository else "",
        "path": path,
        "as_of": datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0).isoformat(),
        "criteria": str(settings.criteria or ""),
        "private_hosts": list(settings.private_hosts),
        "ca_file": settings.ca_file,
    }
    for step in _steps(request):
        if "progress" in step:
            with database.writing() as session:
                jobs.tell(session, job.id, of_json(step["progress"]))
                session.commit()
        elif "failed" in step:
            _end(database, job, of_json(step["failed"]))
            return
        elif "look" in step:
            with database.writing() as session:
                looking.keep(session, NOBODY, job, look_of_json(step["look"]), datetime.now(UTC))
                proof.keep(session, job.project_id, asking.load_criteria(settings.criteria))
                session.commit()
            return
    _end(database, job, Message("The look ended before it was done. Try again, or look at a checkout instead."))


def _end(database: Database, job: Job, why: Message) -> None:
    """End with a reason. A refusal by the repository or the network is final for now; a person can ask again."""
    with database.writing() as session:
        looking.fail(session, NOBODY, job, why, datetime.now(UTC), final=True)
        session.commit()


def _steps(request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Start the child, yield what it tells, and end its whole group when its time is up.

    Whatever becomes of it, nothing of it is left: its temporary files lie in a folder that is removed here.
    """
    with rooms.room() as folder:
        yield from _told(request, folder)


def _told(request: dict[str, Any], folder: str) -> Iterator[dict[str, Any]]:
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "badge.jobs.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each), "TMPDIR": folder},
        start_new_session=True,
    )
    too_long = threading.Event()

    def give_up() -> None:
        too_long.set()  # before the kill, so that whoever sees the child's end knows why
        _kill(child)

    alarm = threading.Timer(MOST_SECONDS, give_up)
    alarm.daemon = True
    alarm.start()
    try:
        assert child.stdin is not None
        assert child.stdout is not None
        with suppress(BrokenPipeError):
            child.stdin.write(json.dumps(request).encode() + b"\n")
            child.stdin.close()
        for line in child.stdout:
            if line.endswith(b"\n"):  # a child that was killed may leave half a line
                yield json.loads(line)
        if too_long.is_set():
            yield {"failed": Message("The look took too long and was ended. Look at a checkout instead.").to_json()}
    finally:
        alarm.cancel()
        _kill(child)
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def _kill(child: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
