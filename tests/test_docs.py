"""The documents say only what is true: their commands exist, their settings are read, their links lead somewhere."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import click
import pytest

from badge.cli import COMMANDS
from badge.cli.entry import Commands
from badge.config import Settings
from badge.core.messages import Message

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("changelog.d/*.md")])
_CALL = re.compile(r"\./run badge ([a-z][a-z -]*?)(?=\s*(?:--|[A-Z`.#\n]|  |$))|(?<=`)badge ([a-z]+(?: [a-z]+)?)")


def _commands() -> list[tuple[str, str]]:
    found = []
    for path in DOCUMENTS:
        calls = _CALL.finditer(path.read_text("utf-8"))
        found += [(path.name, (match[1] or match[2]).strip()) for match in calls]
    return sorted(set(found))


def test_the_documents_name_commands_at_all() -> None:
    assert len(_commands()) >= 6


@pytest.mark.parametrize(("document", "words"), _commands())
def test_every_command_in_a_document_exists(document: str, words: str) -> None:
    command: click.Command = Commands("badge", help=Message("badge"))
    context = click.Context(command)
    for word in words.split():
        if not isinstance(command, click.Group):
            break
        found = command.get_command(context, word)
        assert found is not None, f"{document} names badge {words}"
        command = found


def test_every_command_is_named_in_a_document() -> None:
    named = {words.split()[0] for _, words in _commands()}
    assert set(COMMANDS) <= named


def test_every_setting_is_in_the_operators_guide_and_no_other() -> None:
    told = set(re.findall(r"`(BADGE_[A-Z_]+)`", (ROOT / "docs/operating.md").read_text("utf-8")))
    assert told == {f"BADGE_{field.name.upper()}" for field in dataclasses.fields(Settings)}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_to_a_file_leads_to_one(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", path.read_text("utf-8")):
        assert (path.parent / target).exists(), target
