"""`badge criteria new`: an example of a series of one's own, which works at once; and lint and translations of it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from badge.cli.entry import run
from badge.cli.site import open_parts
from badge.config import Settings
from badge.core.criteria import Category, Flag
from badge.core.errors import UnreadableError
from badge.services.asking import load_criteria

CHINESE = {
    "Ready": "就绪",
    "Somebody to ask": "可以询问的人",
    "The project {MUST} name at least {1} person or group that answers for it.": (
        "项目{MUST}指明至少{1}个负责的人或团队。"
    ),
}


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")


@pytest.fixture
def own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "our criteria"
    assert badge(capsys, "criteria", "new", folder)[0] == 0
    return folder


def badge(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = run(list(map(str, words)))
    said = capsys.readouterr()
    return code, said.out, said.err


def translate(folder: Path, language: str, texts: dict[str, str]) -> Path:
    """Fill in some texts of a catalogue, as a translator does."""
    path = folder / "translations" / language / "LC_MESSAGES" / "messages.po"
    text = path.read_text("utf-8")
    for english, said in texts.items():
        old = f'msgid "{english}"\nmsgstr ""'
        assert old in text, english
        text = text.replace(old, f'msgid "{english}"\nmsgstr "{said}"')
    path.write_text(text, "utf-8")
    return path


def test_the_example_is_in_order_and_small(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert badge(capsys, "criteria", "lint", own) == (0, "3 criteria are in order.\n", "")
    criteria = load_criteria(own)
    every = list(criteria.all())
    assert [each.category for each in every] == [Category.MUST, Category.SHOULD, Category.SUGGESTED]
    assert Flag.NA_ALLOWED in every[2].flags
    assert len(criteria.profile) == 1
    assert [each.id for series in criteria.series for level in series.levels for each in level.criteria] == list(
        criteria.series[0].positions
    )


def test_each_file_begins_with_what_to_change(own: Path) -> None:
    for path in sorted(own.rglob("*")):
        if path.suffix in {".yml", ".txt"} and path.parent.name != "translations":
            comments = path.read_text("utf-8").partition("\n\n")[0]
            assert comments.startswith("# ")
            assert "What to change: " in comments, path
    assert "translations update --criteria" in (own / "translations" / "README.txt").read_text("utf-8")


def test_editors_find_the_schema_and_it_fits(own: Path) -> None:
    schema = jsonschema.Draft202012Validator(json.loads((own / "schema.json").read_text("utf-8")))
    files = sorted(own.rglob("*.yml"))
    assert len(files) == 3
    for path in files:
        text = path.read_text("utf-8")
        named = text.partition("\n")[0].removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / named).resolve() == (own / "schema.json").resolve()
        assert not list(schema.iter_errors(yaml.safe_load(text)))


def test_it_says_what_was_written_and_what_to_do_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "a b"
    code, out, err = badge(capsys, "criteria", "new", folder)
    assert (code, err) == (0, "")
    written = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert {line.strip() for line in out.splitlines() if line.strip() in written} == written
    for command in ("criteria lint", "serve --criteria", "assess --criteria"):
        assert f"  badge {command} '{folder}'\n" in out


def test_an_empty_folder_is_filled_and_one_that_is_not_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert badge(capsys, "criteria", "new", tmp_path)[0] == 0
    (tmp_path / "profile.yml").unlink()
    before = sorted(tmp_path.rglob("*"))
    code, out, err = badge(capsys, "criteria", "new", tmp_path)
    assert (code, out) == (2, "")
    assert "is not empty, so nothing was written" in err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_catalogue_of_the_folder_is_begun_checked_and_read(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, _ = badge(capsys, "translations", "update", "--criteria", own, "--lang", "zh-CN")
    assert code == 0
    path = translate(own, "zh_Hans", CHINESE)
    assert "Save" not in path.read_text("utf-8"), "only what the folder itself says"
    code, out, _ = badge(capsys, "criteria", "list", "--criteria", own, "--lang", "zh-CN")
    assert code == 0
    assert "可以询问的人" in out
    assert "Questions get an answer" in out, "what is missing stays English"
    out = badge(capsys, "criteria", "show", "contact_named", f"--criteria={own}", "--lang=zh-CN")[1]
    assert "项目必须指明至少1个负责的人或团队。" in out, "the obligation comes from badge's own catalogue"
    assert "怎么做" in out or "How" not in out
    code, _, err = badge(capsys, "translations", "check", "--criteria", own)
    assert code == 1
    assert "problem" in err


def test_a_report_speaks_the_languages_of_the_folder(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    badge(capsys, "translations", "update", "--criteria", own, "--lang", "zh-CN")
    translate(own, "zh_Hans", CHINESE)
    repository = Path(__file__).parents[2]
    code, out, _ = badge(capsys, "assess", repository, "--criteria", own, "--lang", "zh-CN", "--as-of", "2026-01-01")
    assert code == 0
    assert "就绪" in out
    assert "可以询问的人" in out


def test_lint_names_the_texts_that_a_catalogue_lacks(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    badge(capsys, "translations", "update", "--criteria", own, "--lang", "zh-CN")
    wrong = {**CHINESE, "Somebody to ask": "可以询问的{MUST}人"}
    path = translate(own, "zh_Hans", wrong)
    code, out, _ = badge(capsys, "criteria", "lint", own)
    assert code == 1
    name = "translations/zh_Hans/LC_MESSAGES/messages.po"
    assert "criterion contact_named, field why: The text is not translated." in out
    assert f"{name}, line " in out
    assert "field link: advice on writing for operators: The text is not translated." in out
    [tokens] = [line for line in out.splitlines() if "Tokens differ" in line]
    number = int(tokens.partition("line ")[2].partition(",")[0])
    assert "Somebody to ask" in path.read_text("utf-8").splitlines()[number - 1]
    assert "criterion contact_named, field title" in tokens


def test_lint_is_content_with_a_whole_catalogue(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    badge(capsys, "translations", "update", "--criteria", own, "--lang", "zh-CN")
    path = own / "translations" / "zh_Hans" / "LC_MESSAGES" / "messages.po"
    head, *blocks = path.read_text("utf-8").split("\n\n")
    filled = []
    for block in blocks:
        english = block.partition('msgid "')[2].partition('"\nmsgstr')[0]
        filled.append(block.replace('msgstr ""', f'msgstr "译：{english}"'))
    path.write_text("\n\n".join([head, *filled]) + "\n", "utf-8")
    assert badge(capsys, "criteria", "lint", own) == (0, "3 criteria are in order.\n", "")
    title = own / "own" / "series.yml"
    title.write_text(title.read_text("utf-8").replace("title: Ready", "title: Steady"), "utf-8")
    code, out, _ = badge(capsys, "criteria", "lint", own)
    assert code == 1
    assert f"The text is not in the catalogue. Run: badge translations update --criteria '{own}'" in out
    badge(capsys, "translations", "update", "--criteria", own)
    assert "field own.ready.title: The English text changed." in badge(capsys, "criteria", "lint", own)[1]


def test_a_language_that_badge_does_not_speak_needs_the_obligations_too(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    badge(capsys, "translations", "update", "--criteria", own, "--lang", "fr")
    english = "The project {MUST} name at least {1} person or group that answers for it."
    french = "Le projet {MUST} nommer au moins {1} personne ou groupe responsable."
    translate(own, "fr", {"MUST": "doit", english: french})
    out = badge(capsys, "criteria", "show", "contact_named", "--criteria", own, "--lang", "fr")[1]
    assert "Le projet doit nommer au moins 1 personne ou groupe responsable." in out


def test_a_broken_catalogue_is_named_in_the_readers_language(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    badge(capsys, "translations", "update", "--criteria", own, "--lang", "zh-CN")
    path = own / "translations" / "zh_Hans" / "LC_MESSAGES" / "messages.po"
    path.write_bytes(b'msgid "\xff')
    code, out, err = badge(capsys, "criteria", "list", "--criteria", own, "--lang", "zh-CN")
    assert (code, out) == (3, "")
    assert str(path.parent) in err
    assert "Traceback" not in err
    code, out, _ = badge(capsys, "criteria", "lint", own)
    assert code == 1
    assert "translations/zh_Hans/LC_MESSAGES/messages.po, line 1" in out


def test_new_ids_of_the_folder_get_positions(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    group = own / "own" / "ready" / "1-basics.yml"
    more = "      - {id: has_logo, category: SUGGESTED, title: A logo, text: 'It is {SUGGESTED} to have a logo.'}\n"
    group.write_text(group.read_text("utf-8") + more, "utf-8")
    assert "no position yet: has_logo" in badge(capsys, "criteria", "lint", own)[1]
    assert badge(capsys, "criteria", "positions", own) == (0, "1 id got a position.\n", "")
    assert badge(capsys, "criteria", "lint", own)[0] == 0


def test_a_server_does_not_start_with_a_broken_catalogue(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    badge(capsys, "translations", "update", "--criteria", own, "--lang", "sw")
    path = own / "translations" / "sw" / "LC_MESSAGES" / "messages.po"
    path.write_text("msgid\n", "utf-8")
    url = f"sqlite:///{own.parent / 'badge.sqlite'}"
    with pytest.raises(UnreadableError, match="sw/LC_MESSAGES cannot be read"):
        open_parts(Settings(data=own.parent, database_url=url, criteria=own))
