"""One look in a process of its own, which can be killed without harm: a request in, progress and the look out, as JSON.

Run as `python -m badge.jobs.child`; it reads one request from standard input and writes a line of JSON for each step.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from badge.core.errors import BadgeError
from badge.core.messages import Message
from badge.services import asking
from badge.services.assess import door, look_at_path, look_at_url

MOST_SECONDS = 180
"""Wall-clock seconds of one look, cloning included; whoever started it ends it then."""

_CPU_SECONDS = 120
_MEMORY = 2 * 2**30


def main() -> None:
    """Do the look that is asked for."""
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    request = json.loads(sys.stdin.readline())
    try:
        _tell({"look": _look(request)})
    except BadgeError as error:
        _tell({"failed": error.message.to_json()})
    except (MemoryError, RecursionError):
        _tell({"failed": Message("The repository needs more memory than one look may have.").to_json()})


def _look(request: dict[str, Any]) -> dict[str, Any]:
    criteria = asking.load_criteria(Path(request["criteria"]) if request["criteria"] else None)
    as_of = datetime.fromisoformat(request["as_of"])

    def progress(message: Message) -> None:
        _tell({"progress": message.to_json()})

    if request["path"]:
        return look_at_path(Path(request["path"]), criteria, as_of, progress=progress).to_json()
    way = door(tuple(request["private_hosts"]), request["ca_file"])
    return look_at_url(request["url"], criteria, as_of, way=way, progress=progress).to_json()


def _tell(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
