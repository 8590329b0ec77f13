"""What is said in the reader's language."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from markupsafe import Markup

from badge.core.criteria import Category, Criterion, Link
from badge.core.errors import UnreadableError
from badge.core.messages import Message, counted
from badge.i18n import Catalog, Shelf, choose, date, list_of, moment, number, percent, say
from badge.i18n.catalogs import CONTEXT
from badge.i18n.criteria import criterion_plain, criterion_text
from badge.i18n.formats import figure
from badge.i18n.html import criterion_html
from badge.i18n.languages import code_of, language
from badge.i18n.pseudo import LANGUAGE, accented, pseudo
from badge.services import translating

PO = """msgid ""
msgstr ""
"Language: sw\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Good morning"
msgstr "Habari"

#, fuzzy
msgid "Old"
msgstr "Kuukuu"

msgctxt "menu"
msgid "Open"
msgstr "Fungua"

msgid "%(count)s file"
msgid_plural "%(count)s files"
msgstr[0] "faili %(count)s"
msgstr[1] "mafaili %(count)s"

msgid "Untranslated"
msgstr ""
"""

SWAHILI = Catalog(
    "sw",
    {
        "The license is in %(path)s.": "Leseni iko kwenye %(path)s.",
        "Found: %(what)s": "Imepatikana: %(what)s",
        "wrong %(a)s": "kosa %(b)s",
        ("%(count)s file", 0): "faili %(count)s",
        ("%(count)s file", 1): "mafaili %(count)s",
        "menu" + CONTEXT + "Open": "Fungua",
        "obligation" + CONTEXT + "MUST": "LAZIMA",
        "link" + CONTEXT + "OSI list": "orodha ya OSI",
        "s.l.c.text": "",
        "s.l.c.text" + CONTEXT + "It {MUST} be {60} % of {code:<a>}, see {link:osi} & {criterion:other}.": (
            "{MUST} iwe {60} % ya {code:<a>}, tazama {link:osi} & {criterion:other}."
        ),
        "s.l.c.why" + CONTEXT + "Not {60}.": "Si {70}.",
    },
)

CRITERION = Criterion(
    "c",
    "s",
    "l",
    Category.MUST,
    text="It {MUST} be {60} % of {code:<a>}, see {link:osi} & {criterion:other}.",
    why="Not {60}.",
    placeholders={"met": "See {this} at https://example.org/"},
    links={"osi": Link("OSI list", "https://example.org/?a=1&b=2")},
)


def refer(criterion: str) -> tuple[str, str] | None:
    return ("#other", "The <other>") if criterion == "other" else None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    messages = tmp_path / "translations" / "sw" / "LC_MESSAGES"
    messages.mkdir(parents=True)
    (messages / "messages.po").write_text(PO, encoding="utf-8")
    return tmp_path / "translations"


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (Message("The license is in %(path)s.", {"path": "COPYING"}), "Leseni iko kwenye COPYING."),
        (Message("Not known: %(n)s", {"n": 12345}), "Not known: 12,345"),
        (Message("Open", context="menu"), "Fungua"),
        (Message("Open"), "Open"),
        (counted("%(count)s file", "%(count)s files", 1), "faili 1"),
        (counted("%(count)s file", "%(count)s files", 2), "mafaili 2"),
        (counted("%(count)s cat", "%(count)s cats", 2), "2 cats"),
        (counted("%(count)s cat", "%(count)s cats", 1), "1 cat"),
        (Message("Found: %(what)s", {"what": ("a", "b", "c")}), "Imepatikana: a, b na c"),
        (
            Message("Found: %(what)s", {"what": Message("The license is in %(path)s.", {"path": "x"})}),
            "Imepatikana: Leseni iko kwenye x.",
        ),
        (Message("100 %% of %(what)s", {"what": "it"}), "100 % of it"),
        (Message("%(n)d and %(x).1f", {"n": 2, "x": 0.5}), "2 and 0.5"),
    ],
)
def test_a_message_is_said(message: Message, said: str) -> None:
    assert say(message, SWAHILI) == said


def test_a_translation_that_asks_for_another_value_gives_way_to_english() -> None:
    assert say(Message("wrong %(a)s", {"a": "1"}), SWAHILI) == "wrong 1"


def test_even_a_wrong_message_is_said() -> None:
    assert say(Message("lost %(a)s, 100 %, %(b)s", {"b": "2"}), SWAHILI) == "lost %(a)s, 100 %, 2"


def test_a_fresh_checkout_is_read_without_a_build(folder: Path) -> None:
    catalog = Shelf([folder]).catalog("sw")
    assert catalog.gettext("Good morning") == "Habari"
    assert catalog.gettext("Old") == "Old"
    assert catalog.gettext("Untranslated") == "Untranslated"
    assert catalog.pgettext("menu", "Open") == "Fungua"
    assert catalog.ngettext("%(count)s file", "%(count)s files", 5) == "mafaili %(count)s"
    assert catalog.npgettext("x", "a", "b", 1) == "a"


def test_a_compiled_catalogue_says_the_same(folder: Path) -> None:
    source = Shelf([folder]).catalog("sw")
    [compiled] = translating.build(folder.parent)
    assert compiled.name == "messages.mo"
    built = Shelf([folder]).catalog("sw")
    for text in ("Good morning", "Old", "Untranslated"):
        assert built.gettext(text) == source.gettext(text)
    assert built.pgettext("menu", "Open") == "Fungua"
    for count in (0, 1, 2):
        assert built.ngettext("%(count)s file", "%(count)s files", count) == source.ngettext(
            "%(count)s file", "%(count)s files", count
        )
    (folder / "sw" / "LC_MESSAGES" / "messages.po").unlink()
    assert Shelf([folder]).catalog("sw").gettext("Good morning") == "Habari"


def test_a_compiled_catalogue_of_another_source_is_not_read(folder: Path) -> None:
    translating.build(folder.parent)
    source = folder / "sw" / "LC_MESSAGES" / "messages.po"
    source.write_text(PO.replace("Habari", "Hujambo"), encoding="utf-8")
    assert Shelf([folder]).catalog("sw").gettext("Good morning") == "Hujambo"


def test_a_later_folder_adds_its_texts(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "sw" / "LC_MESSAGES").mkdir(parents=True)
    (own / "sw" / "LC_MESSAGES" / "messages.po").write_text(PO.replace("Good morning", "Bye"), encoding="utf-8")
    catalog = Shelf([folder, own]).catalog("sw")
    assert (catalog.gettext("Bye"), catalog.gettext("Good morning")) == ("Habari", "Habari")


def test_the_first_folder_wins_and_what_it_does_not_translate_is_taken_from_the_next(
    folder: Path, tmp_path: Path
) -> None:
    messages = tmp_path / "own" / "sw" / "LC_MESSAGES"
    messages.mkdir(parents=True)
    own = PO.replace("Habari", "Salaam").replace('msgstr "Fungua"', 'msgstr ""')
    (messages / "messages.po").write_text(own, encoding="utf-8")
    catalog = Shelf([tmp_path / "own", folder]).catalog("sw")
    assert catalog.gettext("Good morning") == "Salaam"
    assert catalog.pgettext("menu", "Open") == "Fungua"


@pytest.mark.parametrize("own", [None, 'msgid ""\nmsgstr ""\n"Language: zh_Hans\\n"\n'])
def test_a_folder_without_a_language_leaves_its_plurals_alone(folder: Path, tmp_path: Path, own: str | None) -> None:
    chinese = folder / "zh_Hans" / "LC_MESSAGES" / "messages.po"
    chinese.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
    chinese.write_text(head + 'msgid "%(count)s file"\nmsgid_plural "%(count)s files"\nmsgstr[0] "%(count)s个文件"\n')
    place = tmp_path / "own" / "zh_Hans" / "LC_MESSAGES"
    if own is not None:
        place.mkdir(parents=True)
        (place / "messages.po").write_text(own, encoding="utf-8")
    catalog = Shelf([tmp_path / "own", folder]).catalog("zh_Hans")
    assert say(counted("%(count)s file", "%(count)s files", 5), catalog) == "5个文件"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("messages.po", b'msgid "\xff"\nmsgstr "x"\n'),
        ("messages.po", b"this is no catalogue"),
        ("messages.mo", b"neither is this"),
        ("messages.mo", b"\xde\x12\x04\x95" + b"\xff" * 40),
        ("messages.mo", b""),
    ],
)
def test_a_file_that_is_no_catalogue_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / "sw" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "sw" / "LC_MESSAGES" / name).write_bytes(content)
    with pytest.raises(UnreadableError, match="sw/LC_MESSAGES cannot be read"):
        Shelf([tmp_path]).read()


def test_the_languages_are_the_folders_and_english(folder: Path) -> None:
    (folder / "zh_Hans" / "LC_MESSAGES").mkdir(parents=True)
    (folder / "zh_Hans" / "LC_MESSAGES" / "messages.po").write_text(PO, encoding="utf-8")
    (folder / "no_catalogue_in_here").mkdir()
    books = Shelf([folder])
    assert [(each.code, each.tag, each.path, each.name) for each in books.languages] == [
        ("en", "en", "en", "English"),
        ("sw", "sw", "sw", "Kiswahili"),
        ("zh_Hans", "zh-Hans", "zh-CN", "简体中文"),
    ]
    assert books.by_path("zh-CN") == language("zh_Hans")
    assert books.by_path("zh-Hans") is None
    assert len(books.catalog("xx")) == 0


@pytest.mark.parametrize(
    ("code", "path", "direction"),
    [("pt_BR", "pt-BR", "ltr"), ("zh_Hant", "zh-TW", "ltr"), ("ar", "ar", "rtl"), ("ru", "ru", "ltr")],
)
def test_a_language_describes_itself(code: str, path: str, direction: str) -> None:
    found = language(code)
    assert (found.path, found.direction) == (path, direction)
    assert code_of(path) == code


@pytest.mark.parametrize(
    ("wishes", "chosen"),
    [
        (None, "en"),
        ("", "en"),
        ("en-US,en;q=0.5", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh_Hans"),
        ("zh", "zh_Hans"),
        ("zh-SG", "zh_Hans"),
        ("zh-TW,sw;q=0.1", "sw"),
        ("sw-KE", "sw"),
        ("swh", "sw"),
        ("uk", "en"),
        ("fr;q=0.9, sw;q=0.8", "sw"),
        ("en;q=0.3, sw;q=0.8", "sw"),
        ("sw;q=0, en", "en"),
        ("*", "en"),
        ("en;q=0, *", "sw"),
        ("fr, *;q=0.1", "en"),
        ("sw;q=rubbish, zh", "zh_Hans"),
        ("sw;q=7, zh", "zh_Hans"),
        ("sw;q=nan, zh", "zh_Hans"),
        ("zh_CN.UTF-8", "zh_Hans"),
        ("sw_TZ@euro", "sw"),
        ("C.UTF-8", "en"),
        ("\0;;;,,=;q=\N{SNOWMAN},--,-x,1234567890,sw", "sw"),
        ("x" * 10_000, "en"),
        ("fr," * 5_000 + "sw", "en"),
        (",".join(f"a{number}-b;q=0.{number}" for number in range(2_000)), "en"),
    ],
)
def test_a_reader_gets_the_best_language(wishes: str | None, chosen: str) -> None:
    assert choose(wishes, ("en", "sw", "zh_Hans")) == chosen


def test_numbers_dates_and_lists_are_written_as_the_language_does() -> None:
    day = dt.date(2026, 3, 1)
    assert [number(1234567, code) for code in ("en", "sw", "zh_Hans", "de")] == ["1,234,567"] * 3 + ["1.234.567"]
    assert (number(-5, "en"), number(0.25, "sw"), number(7, "ar")) == ("-5", "0.25", "7")
    assert (percent(87, "zh_Hans"), percent(99.5, "en")) == ("87%", "99.5%")
    assert (date(day, "en"), date(day, "zh_Hans"), date(day, "sw")) == ("Mar 1, 2026", "2026年3月1日", "1 Mac 2026")
    assert "2026年3月1日" in moment(dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC), "zh_Hans")
    assert (list_of(["a", "b", "c"], "zh_Hans"), list_of(["a"], "sw"), list_of([], "sw")) == ("a、b和c", "a", "")
    assert number(1234.5, "en_XA") == "1,234.5"


@pytest.mark.parametrize(
    ("text", "language_code", "written"),
    [("60", "sw", "60"), ("2048", "en", "2048"), ("4.0", "en", "4.0"), ("4.0", "de", "4,0"), ("10000", "en", "10,000")],
)
def test_a_figure_keeps_its_decimals(text: str, language_code: str, written: str) -> None:
    assert figure(text, language_code) == written


def test_a_criterion_is_translated_by_its_context() -> None:
    assert criterion_text(CRITERION, "text", SWAHILI).startswith("{MUST} iwe")
    assert criterion_text(CRITERION, "title", SWAHILI) == ""
    assert criterion_plain(CRITERION, "text", SWAHILI, refer) == (
        "LAZIMA iwe 60 % ya <a>, tazama orodha ya OSI (https://example.org/?a=1&b=2) & The <other>."
    )


def test_html_is_made_from_tokens_only() -> None:
    html = criterion_html(CRITERION, "text", SWAHILI, refer)
    assert isinstance(html, Markup)
    assert html == (
        '<strong class="obligation">LAZIMA</strong> iwe 60 % ya <code>&lt;a&gt;</code>, tazama '
        '<a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer">orodha ya OSI</a> &amp; '
        '<a href="#other">The &lt;other&gt;</a>.'
    )


def test_a_translation_cannot_change_a_figure() -> None:
    assert criterion_plain(CRITERION, "why", SWAHILI) == "Not 60."


def test_an_example_is_shown_as_it_is() -> None:
    assert criterion_html(CRITERION, "placeholder.met", SWAHILI) == "See {this} at https://example.org/"


def test_a_link_to_anything_but_the_web_is_no_link() -> None:
    bad = Criterion("c", "s", "l", Category.MUST, text="{link:x}", links={"x": Link("x", "javascript:alert(1)")})
    assert "href" not in criterion_html(bad, "text", SWAHILI)


def test_the_pseudo_language_keeps_what_must_be_kept() -> None:
    text = accented("Ab %(path)s, {code:LICENSE} 5 %% https://example.org/a z")
    assert text == "⟦Åƀ %(path)s, {code:LICENSE} 5 %% https://example.org/a ž⟧"
    catalog = pseudo([("", "%(count)s file", "%(count)s files"), ("menu", "Open", "")])
    assert say(counted("%(count)s file", "%(count)s files", 3), catalog) == "⟦3 ƒîļéš⟧"
    assert catalog.pgettext("menu", "Open") == "⟦Öþéñ⟧"
    assert catalog.gettext("not marked") == "not marked"
    assert Shelf([], extra=[catalog]).catalog(LANGUAGE) is catalog
