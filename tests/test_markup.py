"""User texts become safe HTML, whatever they are."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge.markup import (
    LONGEST,
    MOST_GROWTH,
    _markdown,
    acceptable,
    affordable,
    linked,
    plain,
    render,
    sanitized,
)
from tests.data.markup_corpus import COSTLY, GOOD, HOSTILE, TARGETS

ALLOWED = {
    **dict.fromkeys("blockquote br code em hr li p pre strong table tbody td th thead tr ul".split(), frozenset()),
    "a": frozenset({"href", "rel"}),
    "ol": frozenset({"start"}),
}
PIECES = st.sampled_from(
    [
        "    ",
        "- ",
        "1. ",
        "> ",
        *"[<>&;\\*_`\n#|\"'=x)\x02\x03\u202e",
        *"]( ![ javascript: // --- https://a.b <script onerror= &#106;".split(),
    ]
)


class Reading(HTMLParser):
    """A parser of its own that notes what should not be there."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.open: list[str] = []
        self.links: list[str] = []
        self.feed(html)
        self.close()
        self.faults += [f"{tag} is not closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED:
            self.faults.append(f"element {tag}")
        self.faults += [f"attribute {tag} {name}" for name, _ in attrs if name not in ALLOWED.get(tag, ())]
        given = dict(attrs)
        if tag == "a" and "href" in given:
            self.link(given["href"] or "", given.get("rel"))
        if tag == "ol" and not (given.get("start") or "1").isdecimal():
            self.faults.append(f"start {given['start']}")
        if tag not in {"br", "hr"}:
            self.open.append(tag)

    def link(self, address: str, rel: str | None) -> None:
        self.links.append(address)
        parts = urlsplit(address)
        absolute = (parts.scheme in {"http", "https"} and parts.netloc) or parts.scheme == "mailto"
        if not absolute or "\\" in parts.netloc or "@" in parts.netloc or re.search(r"[\x00-\x20]", address):
            self.faults.append(f"address {address}")
        if rel != "nofollow ugc noopener":
            self.faults.append(f"rel {rel}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # HTML does not know <p/>

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"end of {tag}")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"instruction {data}")

    def unknown_decl(self, data: str) -> None:
        self.faults.append(f"declaration {data}")


def faults(html: str) -> list[str]:
    found = Reading(html).faults
    if odd := re.findall(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", html.replace("\t", "")
    ):
        found.append(f"characters {odd!r}")
    return found


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        "<p onclick=x>x</p>",
        "<a href='//x' rel='nofollow ugc noopener'>x</a>",
        "<a href='/\\x' rel='nofollow ugc noopener'>x</a>",
        "<a href='javascript:x' rel='nofollow ugc noopener'>x</a>",
        "<a href='https://x'>x</a>",
        "<p>x",
        "<!-- x -->",
        "<p>\u202e</p>",
    ],
)
def test_the_reading_of_these_tests_sees_a_fault(html: str) -> None:
    assert faults(html)


def test_the_corpus_is_large_and_without_doubles() -> None:
    assert len(HOSTILE) >= 300
    assert len(set(HOSTILE)) == len(HOSTILE)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_gives_only_what_is_allowed(text: str) -> None:
    assert faults(render(text)) == []
    assert faults(plain(text)) == []
    assert faults(f"<p>{linked(text)}</p>") == []


@pytest.mark.parametrize("text", [each for each in HOSTILE if affordable(each)])
def test_the_renderer_holds_without_the_last_layer(text: str) -> None:
    clean = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", "", text)
    found = Reading(_markdown().reset().convert(clean)).faults
    assert set(found) <= {
        "element span",
        "rel None",
        "attribute th style",
        "attribute td style",
        "attribute code class",
        "attribute code id",
        "attribute pre id",
    }


@pytest.mark.parametrize("target", TARGETS)
def test_the_last_layer_holds_without_the_renderer(target: str) -> None:
    for html in (
        f'<a href="{target}">x</a>',
        f"<a href='{target}'>x</a>",
        f"<img src='{target}'>",
        f"<p {target}>x</p>",
    ):
        assert faults(sanitized(html)) == []


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_the_last_layer_holds_for_raw_html(text: str) -> None:
    assert Reading(sanitized(text.encode(errors="ignore").decode())).faults == []


@pytest.mark.parametrize(("text", "html"), GOOD.items(), ids=range(len(GOOD)))
def test_a_good_text_gives_what_was_meant(text: str, html: str) -> None:
    assert render(text) == html
    assert faults(html) == []


@pytest.mark.parametrize("text", COSTLY, ids=range(len(COSTLY)))
def test_what_costs_too_much_is_shown_as_plain_paragraphs(text: str) -> None:
    assert render(text) == plain(text)


@pytest.mark.parametrize("text", COSTLY[:-1], ids=range(len(COSTLY) - 1))
def test_markdown_does_not_even_see_it(text: str) -> None:
    assert not affordable(text)


@pytest.mark.parametrize(
    "text",
    [
        "x" * LONGEST,
        "[a](https://example.org) " * 200,
        "\\*" * 400,
        "> " * 20 + "x",
        "\n".join("    " * depth + "- x" for depth in range(20)),
        "a | b | c\n--|--|--\n" + "1 | 2 | 3\n" * 300,
    ],
    ids=range(6),
)
def test_what_people_write_is_not_too_much(text: str) -> None:
    assert affordable(text)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_short_text_never_becomes_a_huge_page(text: str) -> None:
    assert len(render(text)) <= MOST_GROWTH * len(text) + LONGEST


def test_raw_html_is_shown_as_it_was_typed() -> None:
    text = '<script src="x">alert(1)</script> <b onclick=y>'
    assert unescape(render(text)) == f"<p>{text}</p>"


def test_a_text_leaves_nothing_behind_for_the_next_one() -> None:
    render("[a]: https://example.org/\n\n```\nx\n```\n\n[a]")
    assert render("[a]") == "<p>[a]</p>"
    assert render("1. " * 20 + "x").startswith("<ol>")
    assert render("*x*") == "<p><em>x</em></p>"


def deep(levels: int, deed: Callable[[], str]) -> str:
    return deed() if levels == 0 else deep(levels - 1, deed)


def test_a_renderer_that_runs_out_of_stack_costs_nobody_their_text() -> None:
    text = "- " * 20 + "*x*"
    levels = 0
    frame = sys._getframe()
    while frame := frame.f_back:  # type: ignore[assignment]
        levels += 1
    found = deep(sys.getrecursionlimit() - levels - 30, lambda: render(text))
    assert found == plain(text)
    assert render(text).startswith("<ul>")


def test_plain_keeps_lines_and_paragraphs() -> None:
    assert plain("a <b>\n*c*\n \n\nd\n") == "<p>a &lt;b&gt;<br>*c*</p>\n<p>d</p>"


def test_linked_finds_every_address_and_nothing_else() -> None:
    rel = 'rel="nofollow ugc noopener"'
    assert linked("a <https://x.test/?a=1&b> http://y.test, ftp://z.test https://u@v.test &") == (
        f'a &lt;<a href="https://x.test/?a=1&amp;b" {rel}>https://x.test/?a=1&amp;b</a>&gt; '
        f'<a href="http://y.test" {rel}>http://y.test</a>, ftp://z.test https://u@v.test &amp;'
    )


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org", True),
        ("http://example.org/a?b#c", True),
        ("HTTPS://例子.test/路", True),
        ("mailto:a@example.org", True),
        ("//example.org", False),
        ("/\\example.org", False),
        ("https:/example.org", False),
        ("https://a@example.org", False),
        ("https://a.test\\@example.org", False),
        ("https://example.org/\n", False),
        ("https://example.org/a b", False),
        ("javascript:https://example.org", False),
        ("mailto:a@example.org?bcc=b@example.org", False),
        ("example.org", False),
        ("", False),
    ],
)
def test_a_link_leads_plainly_where_it_says(address: str, *, expected: bool) -> None:
    assert acceptable(address) is expected


@given(st.lists(PIECES, max_size=60).map("".join))
def test_no_mixture_of_pieces_gets_through(text: str) -> None:
    assert faults(render(text)) == []


@given(st.text(max_size=200))
def test_any_text_is_rendered_and_stable(text: str) -> None:
    assert faults(render(text)) == []
    assert faults(plain(text)) == []
    assert render(text) == render(text)


@given(st.text(alphabet=st.characters(categories=["L", "N", "Zs"]), max_size=100))
def test_words_come_through_as_they_are(text: str) -> None:
    found = unescape(re.sub(r"<[^>]*>", "", plain(text)))
    assert found == text.strip()
