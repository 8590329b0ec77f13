"""What a translator can do with the catalogues of a checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from badge.core.criteria import Category, Criterion
from badge.core.errors import WrongUseError
from badge.services import probing, translating
from badge.services.translating import chinese, from_python
from badge.services.translating.glossary import Glossary, Term
from badge.services.translating.texts import Form

PROGRAM = """
from badge.core.messages import Message, counted
WORD = "A name for %(it)s."
def f(found, catalog):
    # Translators: said on Mondays
    yield Message("The license is in %(path)s.", {"path": "x"})
    yield counted("%(count)s file", "%(count)s files", 2)
    yield Message("MUST", context="obligation")
    yield Message("One." if found else "Two.")
    yield Message(WORD, {"it": 1})
    catalog.gettext(found)
    pgettext("menu", "Open")
"""
TEMPLATE = """{# Translators: on top #}{{ _("Save & go on") }}
{% trans count=n %}
   {{ count }} answer
{% pluralize %}
   {{ count }} answers
{% endtrans %}
{{ pgettext("menu", "Open") }}
"""
CRITERIA = """group: Basics
links:
  osi: {title: OSI list, url: "https://example.org/osi"}
sections:
  - title: License
    criteria:
      - id: kind
        category: MUST
        title: A kind license
        text: The license {MUST} be kind for {14} days, see {link:osi}.
        why: People read {code:LICENSE}.
        how: [Read it.]
        placeholders:
          met: See {this} at https://example.org/LICENSE for more.
"""
SERIES = """series: own
title: Our rules
levels:
  - {id: one, title: First, summary: The first of all levels.}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a small checkout."""
    for name, text in {
        "badge/probes/license_file.py": PROGRAM,
        "badge/web/templates/page.html": TEMPLATE,
        "criteria/own/series.yml": SERIES,
        "criteria/own/one/1-basics.yml": CRITERIA,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_all_texts_are_found_in_one_order(root: Path) -> None:
    texts = translating.gather(root).texts
    assert [(text.context, text.text) for text in texts] == [
        ("", "%(count)s answer"),
        ("", "%(count)s file"),
        ("", "A name for %(it)s."),
        ("", "One."),
        ("", "Save & go on"),
        ("", "The license is in %(path)s."),
        ("", "Two."),
        ("group", "Basics"),
        ("group", "License"),
        ("link", "OSI list"),
        ("menu", "Open"),
        ("obligation", "MUST"),
        ("own.one.kind.how.1", "Read it."),
        ("own.one.kind.placeholder.met", "See {this} at https://example.org/LICENSE for more."),
        ("own.one.kind.text", "The license {MUST} be kind for {14} days, see {link:osi}."),
        ("own.one.kind.title", "A kind license"),
        ("own.one.kind.why", "People read {code:LICENSE}."),
        ("own.one.summary", "The first of all levels."),
        ("own.one.title", "First"),
        ("own.title", "Our rules"),
    ]
    by_key = {text.key: text for text in texts}
    assert by_key["", "%(count)s answer"].plural == "%(count)s answers"
    assert by_key["", "%(count)s file"].plural == "%(count)s files"
    assert by_key["", "The license is in %(path)s."].notes == (
        "Reason that a probe gives (badge/probes/license_file.py)",
        "said on Mondays",
    )
    assert by_key["menu", "Open"].notes == (
        "Reason that a probe gives (badge/probes/license_file.py)",
        "Website (badge/web/templates/page.html)",
    )
    kind = by_key["own.one.kind.text", "The license {MUST} be kind for {14} days, see {link:osi}."]
    assert kind.form is Form.TOKENS
    assert kind.notes[1:] == (
        "{MUST}: an obligation word, said in the reader's language; keep it as it is.",
        "{14}: a figure; keep it as it is.",
        '{link:osi}: a link, shown as "OSI list"; keep it as it is.',
    )


def test_what_probes_and_facts_say_of_themselves_is_found_under_their_names(root: Path) -> None:
    for name, text in {
        "family.py": 'from x import probe\n@probe("kind")\ndef found(files):\n    """Look for it.\n\n    More."""\n'
        'def helps():\n    """Say nothing to people."""\n@probe("kind")\ndef silent(files):\n    pass\n',
        "facts/__init__.py": 'FACTS = {"papers": papers.gather, "gone": gone.gather, 1: papers.gather}\n',
        "facts/papers.py": '"""The papers of a project.\n\nMore."""\n',
    }.items():
        path = root / "badge" / "probes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    found = {text.context: text for text in translating.gather(root).texts if text.context.startswith(("pro", "fact"))}
    assert {context: text.text for context, text in found.items()} == {
        "probe.family.found": "Look for it.",
        "fact.papers": "The papers of a project.",
    }
    assert all(text.form is Form.PLAIN for text in found.values())


def test_contexts_are_those_of_the_criterion(root: Path) -> None:
    criterion = Criterion(
        "kind", "own", "one", Category.MUST, title="t", text="t", why="t", how=("t",), placeholders={"met": "t"}
    )
    wanted = {criterion.context(field) for field, _ in criterion.texts()}
    assert wanted == {text.context for text in translating.gather(root).texts if ".kind." in text.context}


@pytest.mark.parametrize("call", ['Message(f"a {b}")', 'Message("a" + b)', "counted(b, b, 1)", 'Message("a" % b)'])
def test_a_text_built_from_pieces_is_a_slip(call: str) -> None:
    gathered = from_python.texts_of(f"def f(b):\n    return {call}\n", "badge/x.py")
    assert [slip.place for slip in gathered.slips] == ["badge/x.py"]
    assert gathered.texts == ()


def test_broken_files_are_slips(root: Path) -> None:
    (root / "criteria/own/one/2-odd.yml").write_text("a: [", encoding="utf-8")
    (root / "badge/web/templates/odd.html").write_text("{% if %}", encoding="utf-8")
    problems = translating.check(root)
    assert {problem.context for problem in problems if problem.kind == "unreadable"} == {
        "criteria/own/one/2-odd.yml",
        "badge/web/templates/odd.html",
    }


@pytest.mark.parametrize(
    ("language", "forms"),
    [("sw", "nplurals=2; plural=(n != 1);"), ("zh_Hans", "nplurals=1; plural=0;"), ("ar", "nplurals=6; plural=(n==0")],
)
def test_a_new_language_gets_its_folder(root: Path, language: str, forms: str) -> None:
    [status] = translating.update(root, [language.replace("_", "-")])
    text = source(root, language).read_text(encoding="utf-8")
    assert f"Plural-Forms: {forms}" in text
    assert (status.language, status.translated, status.missing) == (language, 0, status.messages)
    assert text.startswith('msgid ""\nmsgstr ""\n"Language: ')


def test_an_unknown_language_is_refused(root: Path) -> None:
    with pytest.raises(WrongUseError):
        translating.update(root, ["klingonish"])
    with pytest.raises(WrongUseError):
        translating.status(root, ["sw"])


def test_a_folder_with_criteria_of_ones_own_has_its_texts_and_nothing_else(root: Path) -> None:
    folder = root / "criteria"
    (folder / "translations" / "sw").mkdir(parents=True)
    (folder / "translations" / "sw" / "glossary.yml").write_text("terms: {}\n", encoding="utf-8")
    [status] = translating.update(folder, ["sw"], own=True)
    every = {text.key for text in translating.gather(root).texts if text.context not in {"", "menu", "obligation"}}
    assert status.messages == len(every)
    written = source(folder).read_text(encoding="utf-8")
    assert "People read {code:LICENSE}." in written
    assert "Save & go on" not in written
    assert {each.key for each in translating.catalogues.read(source(folder))} == every
    assert translating.status(folder, own=True) == [status]


def test_a_language_that_badge_does_not_speak_has_the_obligations_too(root: Path) -> None:
    folder = root / "criteria"
    swahili, french = translating.update(folder, ["sw", "fr"], own=True)
    assert french.messages == swahili.messages + 5
    assert 'msgctxt "obligation"\nmsgid "MUST"' in source(folder, "fr").read_text(encoding="utf-8")


def test_each_problem_names_its_line_and_the_command_that_helps(root: Path) -> None:
    folder = root / "criteria"
    translating.update(folder, ["sw"], own=True)
    group = folder / "own/one/1-basics.yml"
    group.write_text(CRITERIA.replace("title: A kind license", "title: A good license"), encoding="utf-8")
    missing = [each for each in translating.check(folder, own=True) if each.context == "own.one.kind.title"]
    assert {each.kind for each in missing} == {"missing", "obsolete"}
    lines = source(folder).read_text(encoding="utf-8").splitlines()
    for each in missing:
        assert f"Run: badge translations update --criteria {folder}" in str(each.message)
        assert each.kind == "missing" or each.text in lines[each.line - 1]


def source(root: Path, language: str = "sw") -> Path:
    """Give the place of a catalogue."""
    return root / "translations" / language / "LC_MESSAGES" / "messages.po"


def fill(root: Path, language: str = "sw") -> str:
    """Make a catalogue in which everything is translated well enough, and give it."""
    translating.update(root, [language])
    blocks = source(root, language).read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    word = "译" if language == "zh_Hans" else "tafsiri "
    for number, block in enumerate(blocks[1:], 1):
        english = {line.split(" ", 1)[0]: line.split(' "', 1)[1][:-1] for line in block.splitlines() if ' "' in line}
        lines = []
        for line in block.splitlines():
            if line.startswith("msgstr"):
                form = "msgid_plural" if "msgid_plural" in english else "msgid"
                line = f'{line.split(" ", 1)[0]} "{word}{english[form].rstrip(".")}"'  # noqa: PLW2901
            lines.append(line)
        blocks[number] = "# origin: machine\n" + "\n".join(lines)
    text = "\n\n".join(blocks) + "\n"
    source(root, language).write_text(text, encoding="utf-8")
    return text


@pytest.mark.parametrize("language", ["sw", "zh_Hans"])
def test_a_good_catalogue_has_no_problems_and_stays_as_it_is(root: Path, language: str) -> None:
    text = fill(root, language)
    assert translating.check(root) == []
    [status] = translating.update(root)
    assert source(root, language).read_text(encoding="utf-8") == text
    assert (status.translated, status.by_machine, status.by_person, status.missing) == (status.messages, 20, 0, 0)


def test_a_catalogue_written_otherwise_becomes_canonical(root: Path) -> None:
    text = fill(root)
    head, *blocks = text.rstrip("\n").split("\n\n")
    untidy = "\n\n".join(
        [head.replace('"Language', '"POT-Creation-Date: 2020-01-01 10:00+0000\\n"\n"Language'), *reversed(blocks)]
    )
    untidy = untidy.replace('msgstr "tafsiri Read it"', 'msgstr ""\n"tafsiri "\n"Read it"')
    untidy = untidy.replace("#. The heading", "#: a.py:7\n#. The heading")
    source(root).write_text(untidy, encoding="utf-8")
    translating.update(root)
    assert source(root).read_text(encoding="utf-8") == text


def test_a_changed_text_keeps_its_translation_as_outdated(root: Path) -> None:
    fill(root)
    path = root / "criteria/own/one/1-basics.yml"
    path.write_text(CRITERIA.replace("{14} days", "{7} days").replace("Basics", "Ground"), encoding="utf-8")
    [status] = translating.update(root)
    text = source(root).read_text(encoding="utf-8")
    assert status.fuzzy == 1
    assert '#, fuzzy\n#| msgid "The license {MUST} be kind for {14} days, see {link:osi}."\nmsgctxt' in text
    assert 'msgid "The license {MUST} be kind for {7} days' in text
    assert 'msgid "Ground"\nmsgstr ""' in text
    assert "Basics" not in text
    translating.update(root)
    assert source(root).read_text(encoding="utf-8") == text
    assert {problem.kind for problem in translating.check(root)} == {"fuzzy", "missing"}


def test_a_text_that_moved_keeps_its_translation_as_outdated(root: Path) -> None:
    fill(root)
    path = root / "criteria/own/one/1-basics.yml"
    path.write_text(CRITERIA.replace("id: kind", "id: gentle"), encoding="utf-8")
    [status] = translating.update(root)
    assert (status.fuzzy, status.missing) == (5, 0)


def problems_after(root: Path, old: str, new: str, language: str = "sw") -> set[str]:
    """Break a good catalogue in one place, and name the kinds of problems that are found."""
    text = fill(root, language)
    assert old in text
    source(root, language).write_text(text.replace(old, new, 1), encoding="utf-8")
    return {problem.kind for problem in translating.check(root, [language])}


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ('msgstr "tafsiri Two"', 'msgstr ""', {"missing"}),
        ('msgid "Two."', 'msgid "Twelve."', {"missing", "obsolete"}),
        ('msgid "Two."', '#, fuzzy\nmsgid "Two."', {"fuzzy"}),
        ("# origin: machine\n", "", {"origin"}),
        ("# origin: machine\n", "# origin: parrot\n", {"origin"}),
        ('msgstr "tafsiri The license is in %(path)s"', 'msgstr "leseni iko %(njia)s"', {"placeholders"}),
        ('msgstr "tafsiri The license is in %(path)s"', 'msgstr "leseni iko %(path)d"', {"placeholders"}),
        ('msgstr "tafsiri The license is in %(path)s"', 'msgstr "leseni iko"', {"placeholders"}),
        ('msgstr "tafsiri The license is in %(path)s"', 'msgstr "%(path)s 100 %"', {"placeholders"}),
        ('msgstr[1] "tafsiri %(count)s files"', 'msgstr[1] "faili"', {"placeholders"}),
        ('msgstr[1] "tafsiri %(count)s files"', 'msgstr[1] ""', {"plural"}),
        ("(n != 1)", "(n > 1)", {"plural"}),
        ('msgstr "tafsiri The license {MUST}', 'msgstr "leseni lazima', {"tokens"}),
        ('msgstr "tafsiri The license {MUST}', 'msgstr "leseni {SHOULD}', {"tokens"}),
        ('msgstr "tafsiri The license {MUST} be kind for {14}', 'msgstr "leseni {MUST} {41}', {"tokens"}),
        ('msgstr "tafsiri The license {MUST}', 'msgstr "leseni {MUST', {"tokens"}),
        ('msgstr "tafsiri People read {code:LICENSE}"', 'msgstr "watu husoma {code:LESENI}"', {"tokens"}),
        ("tafsiri See {this} at https://example.org/LICENSE", "Ona https://example.org/LESENI", {"links"}),
        ('msgstr "tafsiri Two"', 'msgstr "tafsiri mbili "', {"space"}),
        ('msgstr "tafsiri Two"', 'msgstr "<b>mbili</b>"', {"markup"}),
        ('msgstr "tafsiri Two"', 'msgstr "mbili&nbsp;mbili"', {"markup"}),
        ('msgstr "tafsiri The first of all levels"', 'msgstr "The first of all levels."', {"unchanged"}),
        ('msgstr "tafsiri Two"', 'msgstr "Two."', set()),
        ('msgstr "tafsiri Two"', "msgst oops", {"unreadable"}),
    ],
)
def test_a_broken_catalogue_is_found_out(root: Path, old: str, new: str, kinds: set[str]) -> None:
    assert problems_after(root, old, new) == kinds


def test_a_text_may_stay_english_on_purpose(root: Path) -> None:
    old = 'msgctxt "own.one.summary"\nmsgid "The first of all levels."\nmsgstr "tafsiri The first of all levels"'
    new = old.replace("tafsiri The first of all levels", "The first of all levels.")
    text = fill(root).replace(old, new)
    block = next(block for block in text.split("\n\n") if "own.one.summary" in block)
    source(root).write_text(text.replace(block, f"# unchanged: on purpose\n{block}"), encoding="utf-8")
    assert translating.check(root) == []


@pytest.mark.parametrize(
    "broken",
    [
        "译文.",
        "译文,译文",
        "A, 译文",
        "MIT, 译文",
        "译文 MIT.",
        "译 文",
        "译文 ，MIT",
        "MIT ，译文",
        "译文。 译文",
        "译文(译文)",
        "译文 (MIT 许可证) 译文",
    ],
)
def test_chinese_punctuation_is_looked_at(broken: str) -> None:
    assert list(chinese.findings(broken))


@pytest.mark.parametrize(
    "good",
    [
        "译文。",
        "见 Node.js 文档，共 1,000 个。",
        "x 译文（译文）",
        "MIT (X11)",
        "CVSS 3.1 以上",
        "状态 ? 表示未知",
        "N/A：不适用",
    ],
)
def test_good_chinese_passes(good: str) -> None:
    assert list(chinese.findings(good)) == []


def test_chinese_punctuation_is_looked_at_around_tokens(root: Path) -> None:
    old, new = (
        'msgstr "译The license {MUST} be kind for {14} days, see {link:osi}"',
        'msgstr "{MUST} 译 {14}{link:osi}."',
    )
    assert problems_after(root, old, new, "zh_Hans") == {"punctuation"}


def test_a_glossary_names_words_to_avoid(root: Path) -> None:
    fill(root)
    glossary = root / "translations/sw/glossary.yml"
    glossary.write_text("terms:\n  file: {say: faili, avoid: [tafsiri]}\navoid: {mbaya: nzuri}\n", encoding="utf-8")
    assert {(each.kind, each.text) for each in translating.check(root)} == {("glossary", "%(count)s file")}
    glossary.write_text("terms:\n  file: faili\n", encoding="utf-8")
    assert {each.kind for each in translating.check(root)} == {"unreadable"}


@pytest.mark.parametrize(
    ("english", "translated", "found"),
    [
        ("Two licenses.", "执照", ["执照"]),
        ("Two cats.", "执照", []),
        ("x", "程式", ["程式"]),
        ("A test", "mtihani", ["mtihani"]),
        ("A test", "mitihani", []),
    ],
)
def test_words_to_avoid_are_whole_words_where_there_are_spaces(english: str, translated: str, found: list[str]) -> None:
    terms = (Term("license", "许可证", ("执照",)), Term("test", "jaribio", ("mtihani",)))
    assert [word for word, _ in Glossary(terms, {"程式": "程序"}).slips(english, translated)] == found


def test_english_texts_are_looked_at_too(root: Path) -> None:
    (root / "criteria/own/one/1-basics.yml").write_text(CRITERIA.replace("{MUST}", "{MOST}"), encoding="utf-8")
    (root / "badge/odd.py").write_text('Message("<b>x</b>")\nMessage(" x")\n', encoding="utf-8")
    assert {(each.language, each.kind) for each in translating.check(root)} == {
        ("en", "tokens"),
        ("en", "markup"),
        ("en", "space"),
    }


def test_building_twice_gives_the_same_bytes(root: Path) -> None:
    fill(root)
    [path] = translating.build(root)
    first = path.read_bytes()
    assert translating.build(root) == []
    path.unlink()
    translating.build(root)
    assert path.read_bytes() == first


def test_every_glossary_of_ours_can_be_read_and_keeps_to_itself() -> None:
    from badge.resources import data_folder
    from badge.services.translating import glossary

    for path in data_folder("translations").glob("*/glossary.yml"):
        words = glossary.load(path)
        assert len(words.terms) >= 60
        assert [slip for term in words.terms for slip in words.slips(term.english, term.translation)] == []


def test_what_the_commands_show_of_probes_is_what_is_translated() -> None:
    texts = {text.key for text in translating.gather(Path(__file__).parents[2]).texts}
    shown = [message for each in probing.every() for message in (each.purpose, *(need.about for need in each.needs))]
    assert {(message.context, message.text) for message in shown} <= texts
