"""`badge criteria new`: begin a series of one's own. The group takes it in; see badge/cli/criteria.py."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from badge.cli.command import argument, command
from badge.cli.speech import tell
from badge.core.messages import Message, counted


@command(
    "new",
    help=Message("Begin a series of your own: write a small commented example."),
    details=(Message("Nothing is asked, and a folder that is not empty is left as it is."),),
)
@argument(
    "folder", type=click.Path(path_type=Path), metavar="DIR", help=Message("A folder that is empty or not there yet.")
)
def new(folder: Path) -> None:
    """Write the example and say what comes next."""
    from badge.services.starting import start

    written = start(folder)
    place = str(folder)
    count = len(written)
    tell(
        counted(
            "Written to %(folder)s: %(count)s file.", "Written to %(folder)s: %(count)s files.", count, folder=place
        )
    )
    for name in written:
        click.echo(f"  {name}")
    named = shlex.quote(place)
    tell(Message("Change the texts; each file says how. Then:"))
    tell(Message("Look for slips:\n  %(command)s", {"command": f"badge criteria lint {named}"}))
    tell(Message("See the form, in a browser:\n  %(command)s", {"command": f"badge serve --criteria {named}"}))
    tell(
        Message(
            "Look at the repository in the current folder:\n  %(command)s",
            {"command": f"badge assess --criteria {named}"},
        )
    )
