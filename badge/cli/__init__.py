"""The command line. This file stays quick: it answers `--help` and `--version` itself, and loads the rest on demand."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress

from badge import __version__
from badge.core.messages import Message

COMMANDS: Mapping[str, tuple[str, Message]] = {
    "assess": ("badge.cli.assess:assess", Message("Look at a repository and say which level it reaches, and why.")),
    "check": ("badge.cli.check:check", Message("Compare the badges in a README with the level a checkout reaches.")),
    "criteria": ("badge.cli.criteria:group", Message("List, show and lint the criteria.")),
    "dump": (
        "badge.cli.dump:dump",
        Message("Write everything that is public into files: JSON Lines and SQLite, with checksums."),
    ),
    "explain": (
        "badge.cli.explain:explain",
        Message("Explain one criterion: all that was looked at, what was found, and what would change it."),
    ),
    "import": (
        "badge.cli.importing:bring_in",
        Message("Bring in projects that were saved from the public badge service."),
    ),
    "move": ("badge.cli.move:move", Message("Tell that a project's repository has another address now.")),
    "probes": ("badge.cli.probes:group", Message("List and show the probes, and measure how often they are right.")),
    "serve": ("badge.cli.serve:serve", Message("Serve the website on this machine.")),
    "translations": (
        "badge.cli.translations:group",
        Message("Keep the translations of pages, criteria and commands."),
    ),
    "write": ("badge.cli.write:write", Message("Draw the badge of a checkout into a file, without any server.")),
}
"""Every command: where it is, and what it does. A test compares this list with the files of the folder."""

ABOUT = Message("badge: from a repository to a badge, with evidence for every answer.")


def main() -> None:
    """Run what the words ask for."""
    words = sys.argv[1:]
    if words == ["--version"]:
        print(f"badge {__version__}")  # noqa: T201 - this is the command line
    elif _asks_for_overview(words):
        print(overview(words))  # noqa: T201
    else:
        if words[0] == "assess":
            gc.disable()  # nothing of one look is worth collecting before its process ends; loading too is 7 ms quicker
        from badge.cli.entry import run

        code = run(words)
        if words[0] == "assess":
            _leave(code)
        sys.exit(code)


def _leave(code: int) -> None:
    """End at once: all is said and closed, and to clear its memory piece by piece takes Python 40 ms after a look."""
    with suppress(
        OSError, ValueError, AttributeError
    ):  # whoever read our output is gone; Python's own way to end knows what to do
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def overview(words: list[str]) -> str:
    """Write the first help page, in the reader's language."""
    say = _voice(words)
    lines = [say(ABOUT), "", say(Message("Usage: badge COMMAND [OPTIONS]")), "", say(Message("Commands:"))]
    lines += [f"  {name:<14}{say(summary)}" for name, (_, summary) in COMMANDS.items()]
    lines += ["", say(Message("Each command has its own help: badge COMMAND --help"))]
    return "\n".join(lines)


def _voice(words: list[str]) -> Callable[[Message], str]:
    """Choose how messages are said; English needs nothing to be loaded."""
    from badge.cli.tongue import catalog_for, is_english, wished

    if is_english(wished(words)):
        return str
    from badge.i18n import say

    catalog = catalog_for(words)
    return lambda message: say(message, catalog)


def _asks_for_overview(words: list[str]) -> bool:
    rest = [each for each in words if not each.startswith("--lang=")]
    if "--lang" in rest[:-1]:
        at = rest.index("--lang")
        del rest[at : at + 2]
    return not rest or rest in (["--help"], ["-h"])
