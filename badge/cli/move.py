"""`badge move`: a repository has another address now."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from badge.cli import command
from badge.cli.speech import tell
from badge.core.messages import Message


@command.command(
    "move",
    help=Message("Tell that a project's repository has another address now."),
    details=(Message("Badges, links and look-ups by the former address still lead to the project."),),
)
@command.argument("former", metavar="FORMER", help=Message("The address of the repository so far."))
@command.argument("present", metavar="PRESENT", help=Message("The address that it has now."))
@command.option(
    "--database", "url", metavar="URL", default="",
    help=Message("The database. Without it, that of BADGE_DATABASE_URL, or the file in the data folder."),
)  # fmt: skip
def move(former: str, present: str, url: str) -> None:
    """Move a project."""
    from badge.cli.settings import read_settings
    from badge.core.errors import WrongUseError
    from badge.core.people import LOCAL
    from badge.core.projects import canonical
    from badge.services import changing, moving
    from badge.storage import projects

    database = changing.open_database(url or read_settings(os.environ).database_url)
    try:
        with database.writing() as session:
            known = projects.find_by_address(session, canonical(former))
            if known is None:
                raise WrongUseError(Message("No project is known at %(address)s.", {"address": former}))
            found = moving.move(session, LOCAL, known.id, present, datetime.now(UTC))
            session.commit()
    finally:
        database.close()
    values = {"name": found.name, "address": found.repository}
    tell(Message("%(name)s is at %(address)s now, and is still found at its former address.", values))
