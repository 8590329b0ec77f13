"""The command line speaks the reader's language, in its help and in its complaints."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from badge.cli import command
from badge.cli.speech import Speech, speech_for, tell
from badge.cli.translations import group as translations
from badge.cli.wrong_use import explain_usage
from badge.core.messages import Message
from badge.i18n import ENGLISH, Catalog, Shelf

SWAHILI = Catalog(
    "sw",
    {
        "Greet somebody.": "Msalimie mtu.",
        "Commands for manners.": "Amri za adabu.",
        "Who.": "Nani.",
        "How often.": "Mara ngapi.",
        "Hello %(name)s": "Habari %(name)s",
        "Usage:": "Matumizi:",
        "Options": "Chaguo",
        "Arguments": "Hoja",
        "Commands": "Amri",
        "Show this page and end.": "Onyesha ukurasa huu.",
        "default: %(value)s": "chaguomsingi: %(value)s",
        "required": "lazima",
        "There is no option %(option)s.": "Hakuna chaguo %(option)s.",
        "Help is shown by: %(command)s --help": "Msaada: %(command)s --help",
    },
)
SAID = Speech(SWAHILI)


@command.group("manners", help=Message("Commands for manners."))
def manners() -> None:
    """Hold the commands."""


@manners.command("greet", help=Message("Greet somebody."), details=(Message("It is polite."),))
@command.argument("name", help=Message("Who."))
@command.option("--times", type=click.IntRange(1, 9), default=1, show_default=True, help=Message("How often."))
@command.option("--tone", type=click.Choice(["warm", "cold"]), required=True, help=Message("How."))
def greet(name: str, times: int, tone: str) -> None:
    """Greet."""
    for _ in range(times):
        tell(Message("Hello %(name)s", {"name": name}))


def run(*arguments: str, speech: Speech = SAID) -> str:
    """Run the group and give what it prints."""
    return CliRunner().invoke(manners, arguments, obj=speech, catch_exceptions=False).output


def test_help_is_said_when_it_is_shown() -> None:
    help_page = run("greet", "--help")
    for said in ("Matumizi:", "Msalimie mtu.", "Nani.", "Chaguo:", "Mara ngapi.  [chaguomsingi: 1]", "[lazima]"):
        assert said in help_page
    assert "Onyesha ukurasa huu." in help_page
    assert "It is polite." in help_page
    assert "Greet somebody." in run("greet", "--help", speech=Speech())


def test_a_group_lists_its_commands() -> None:
    help_page = run("--help")
    assert "Amri za adabu." in help_page
    assert "Amri:\n  greet  Msalimie mtu." in help_page


def test_a_command_tells_messages() -> None:
    assert run("greet", "Asha", "--tone", "warm", "--times", "2") == "Habari Asha\nHabari Asha\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["greet", "--tome", "warm"], "There is no option --tome. Similar options: --times, --tone"),
        (["greet", "--zzz"], "There is no option --zzz."),
        (["gret"], "There is no command gret. Similar commands: greet"),
        (["zzz"], "There is no command zzz."),
        (["greet", "--tone", "warm"], "A value for NAME is missing."),
        (["greet", "x"], "A value for --tone is missing."),
        (["greet", "x", "--tone"], "The option --tone is not used rightly."),
        (["greet", "x", "--tone", "hot"], "The value for --tone does not fit. Use one of these: warm, cold"),
        (["greet", "x", "--tone", "warm", "--times", "10"], "has to be a whole number from 1 to 9."),
        (["greet", "x", "y", "--tone", "warm"], "There are more arguments than the command takes."),
    ],
)
def test_wrong_use_is_explained(arguments: list[str], said: str) -> None:
    with pytest.raises(click.UsageError) as caught:
        manners.main(arguments, standalone_mode=False)
    explained = explain_usage(caught.value, ENGLISH)
    assert said in explained.replace(" and ", ", ")
    assert caught.value.ctx is None or "--help" in explained


def test_wrong_use_is_explained_in_the_language() -> None:
    with pytest.raises(click.UsageError) as caught:
        manners.main(["greet", "--zzz"], "badge", standalone_mode=False)
    assert explain_usage(caught.value, SWAHILI) == "Hakuna chaguo --zzz.\nMsaada: badge greet --help"


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "C.UTF-8"}, "en"),
        ([], {"LANG": "sw_KE.UTF-8"}, "sw"),
        ([], {"LC_ALL": "C", "LANG": "sw_KE.UTF-8"}, "en"),
        ([], {"LC_MESSAGES": "sw", "LANG": "en_US.UTF-8"}, "sw"),
        (["--lang", "sw"], {"LANG": "en_US.UTF-8"}, "sw"),
        (["assess", "--help", "--lang=sw"], {}, "sw"),
        (["assess", "--", "--lang", "sw"], {}, "en"),
        (["assess", "--lang"], {}, "en"),
        (["assess", "--lang", "xx"], {}, "en"),
    ],
)
def test_the_language_comes_from_the_option_else_from_the_environment(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert speech_for(arguments, environment, Shelf([], extra=[SWAHILI])).catalog.language == language


def test_translations_are_kept_from_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "badge").mkdir()
    (tmp_path / "badge" / "x.py").write_text('Message("A text.")\n', encoding="utf-8")
    root = ["--root", str(tmp_path)]
    result = CliRunner().invoke(translations, ["update", "--lang", "sw", *root], catch_exceptions=False)
    assert (result.exit_code, result.output.splitlines()[0][:22]) == (0, "sw: 0 of 1 texts trans")
    result = CliRunner().invoke(translations, ["check", *root], catch_exceptions=False)
    assert result.exit_code == 1
    assert "sw · A text.\n  The text is not translated. Translate it." in result.output
    po = tmp_path / "translations/sw/LC_MESSAGES/messages.po"
    text = po.read_text(encoding="utf-8").replace("#. Program", "# origin: person\n#. Program")
    po.write_text(text.replace('A text."\nmsgstr ""', 'A text."\nmsgstr "Maandishi."'), encoding="utf-8")
    for name, printed in {
        "check": "The catalogues are in order.",
        "status": "(by machine: 0, by people: 1)",
        "build": "messages.mo",
    }.items():
        result = CliRunner().invoke(translations, [name, *root], catch_exceptions=False)
        assert (result.exit_code, printed in result.output) == (0, True), result.output
