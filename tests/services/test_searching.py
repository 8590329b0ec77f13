"""A search finds what has all words, in the reader's language, and shows the sentence that has the most of them."""

from __future__ import annotations

import pytest

from badge.core.criteria import Category, Criteria, Criterion, Level, Series
from badge.i18n import Catalog
from badge.i18n.catalogs import CONTEXT
from badge.services.searching import LONGEST, MOST_WORDS, Hit, Index, words_of

ONE = Criterion(
    "signed", "tiny", "one", Category.MUST, title="Signed releases", original="T-01.02",
    text="Releases {MUST} be signed. Tags too.", details="See {criterion:other}. A hash is no signature.",
    why="Files can be e.g. replaced.", how=("Make a key.", "Sign with {code:git tag -s}."),
    placeholders={"met": "unicorn"},
)  # fmt: skip
OTHER = Criterion("other", "tiny", "one", Category.SHOULD, title="Straße", text="It {SHOULD} be caf\u00e9.")
CRITERIA = Criteria((Series("tiny", "1", "Tiny", "tiny", (Level("one", "One", (ONE, OTHER)),)),))
CHINESE = Catalog(
    "zh_Hans",
    {
        f"tiny.one.signed.title{CONTEXT}Signed releases": "发布版本经过签名",
        f"tiny.one.signed.text{CONTEXT}Releases {{MUST}} be signed. Tags too.": "版本{MUST}签名。标签也是！不然呢？",
    },
)


def found(query: str, catalog: Catalog | None = None) -> list[str]:
    return [each.criterion.id for each in Index(CRITERIA, catalog or Catalog()).search(query)]


def first(query: str, catalog: Catalog | None = None) -> Hit:
    return Index(CRITERIA, catalog or Catalog()).search(query)[0]


def written(pieces: tuple[tuple[str, bool], ...]) -> str:
    return "".join(f"[{text}]" if marked else text for text, marked in pieces)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("signed", ["signed"]), ("SIGNED hash key", ["signed"]), ("t-01.02", ["signed"]), ("must", ["signed"]),
        ("git tag", ["signed"]), ("Straße", ["signed", "other"]), ("be", ["signed", "other"]), ("signed wood", []),
        ("unicorn", []), ("{MUST}", []), (".*", []), ("cafe\u0301", ["other"]), ("", []), (" \t\u3000", []),
    ],
)  # fmt: skip
def test_all_words_have_to_be_there(query: str, wanted: list[str]) -> None:
    assert found(query) == wanted


@pytest.mark.parametrize(
    ("query", "wanted"), [("签名", ["signed"]), ("标签 发布", ["signed"]), ("发布标签", []), ("签名　版本", ["signed"])]
)
def test_chinese_is_found_without_spaces(query: str, wanted: list[str]) -> None:
    assert found(query, CHINESE) == wanted


@pytest.mark.parametrize(
    ("query", "sentence", "field"),
    [
        ("hash", "A [hash] is no signature.", "details"),
        ("replaced e.g.", "Files can be [e.g.] [replaced].", "why"),
        ("with sign", "[Sign] [with] git tag -s.", "how"),
        ("tags", "[Tags] too.", "text"),
        ("t-01", "Releases MUST be signed.", "text"),
    ],
)
def test_the_sentence_with_the_most_words_is_shown(query: str, sentence: str, field: str) -> None:
    hit = first(query)
    assert (written(hit.sentence), hit.field) == (sentence, field)


def test_titles_and_names_are_marked() -> None:
    hit = first("sign signed 01")
    assert (written(hit.title), written(hit.name)) == ("[Signed] releases", "T-[01].02")
    assert written(first("标签", CHINESE).sentence) == "[标签]也是！"


def test_a_very_long_query_is_cut() -> None:
    assert words_of("a" * 5000) == ["a" * LONGEST]
    assert len(words_of(" ".join(f"w{each}" for each in range(50)))) == MOST_WORDS
    assert words_of("Key key KEY") == ["KEY"]
