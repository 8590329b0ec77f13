from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import markdown
import pytest
from markdown_it import MarkdownIt

from badge.web.snippets import Piece, every_snippet, snippets

IMAGE, PAGE = "https://b.example/projects/7/badge", "https://b.example/projects/7"
WISHED = f"{IMAGE}?style=for-the-badge&lang=sw&label=a%5Fb%20%26%22"
LIGHT, DARK = f"{IMAGE}?style=social", f"{IMAGE}?style=social&theme=dark"
HOSTILE = (
    "good code",
    'a](x) "b" <c>:d:',
    "a](https://evil.example) [b",
    '"><script>alert(1)</script>',
    "' onerror='alert(1)",
    "`code` *bold* _it_ __x__ ~~gone~~ |cell| $x$",
    "\\](javascript:alert(1))\\",
    "&lt;b&gt; &amp; &#60;",
    '", link="https://evil.example',
    "{docname} <<ref>> +++<b>+++ pass:[<b>] ^up^ #mark#",
    "https://evil.example/ who@evil.example www.evil.example",
    "==raw== @@html:<b>@@ =cut L<x> ... --",
    "很好的代码 café 👩‍🍳",
)
"""Names that projects and labels may have."""


class Tags(HTMLParser):
    """Keeps the elements of a piece of HTML with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def written(alt: str) -> dict[str, str]:
    return {each.markup: each.text for each in every_snippet(Piece(WISHED, PAGE, alt, 28, DARK, LIGHT))}


def badge_in(html: str) -> tuple[object, ...]:
    """Give what the one link and the one image of a piece of HTML say; anything else is an error."""
    (link, where), (image, shown) = (each for each in Tags(html).found if each[0] not in {"p", "picture", "source"})
    assert (link, image, set(where), set(shown) - {"height"}) == ("a", "img", {"href"}, {"src", "alt"})
    return where["href"], shown["src"], shown["alt"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Markdown", f"[![good code]({IMAGE})]({PAGE})"),
        ("HTML", f'<a href="{PAGE}"><img src="{IMAGE}" alt="good code" height="20"></a>'),
        ("reStructuredText", f".. image:: {IMAGE}\n   :target: {PAGE}\n   :alt: good code"),
        ("AsciiDoc", f'image:{IMAGE}["good code", link="{PAGE}"]'),
    ],
)
def test_each_markup_shows_the_badge_and_links_to_the_page(markup: str, text: str) -> None:
    assert {each.markup: each.text for each in snippets(IMAGE, PAGE, "good code")}[markup] == text


def test_a_text_cannot_leave_its_place() -> None:
    found = {each.markup: each.text for each in snippets(IMAGE, PAGE, 'a](x) "b" <c>\n:d:')}
    assert found["Markdown"].startswith('[![a\\](x) "b" \\<c>:d:](')
    assert 'alt="a](x) &quot;b&quot; &lt;c&gt;:d:"' in found["HTML"]
    assert found["reStructuredText"].count("\n") == 2
    assert found["AsciiDoc"].count('"') == 4


def test_every_markup_has_a_name_of_its_own_in_the_page() -> None:
    found = every_snippet(Piece(WISHED, PAGE, "x", 28, DARK, LIGHT))
    assert [each.id for each in found] == [
        "snippet-markdown", "snippet-html", "snippet-html-picture", "snippet-restructuredtext", "snippet-asciidoc",
        "snippet-org", "snippet-textile", "snippet-pod",
    ]  # fmt: skip


def test_there_is_no_choice_between_images_where_there_is_one() -> None:
    assert "HTML <picture>" not in {each.markup for each in every_snippet(Piece(WISHED, PAGE, "x"))}


@pytest.mark.parametrize("alt", HOSTILE)
def test_two_readers_of_markdown_find_the_badge_and_the_words(alt: str) -> None:
    text = written(alt)["Markdown"]
    seen = "".join(each for each in alt if each.isprintable())
    assert badge_in(MarkdownIt("gfm-like", {"linkify": False}).render(text)) == (PAGE, WISHED, seen)
    assert badge_in(markdown.markdown(text))[:2] == (PAGE, WISHED)


@pytest.mark.parametrize("alt", HOSTILE)
@pytest.mark.parametrize(
    ("markup", "before"), [("HTML", ""), ("Org", "#+HTML: "), ("Textile", "notextile. "), ("POD", "=for html ")]
)
def test_html_holds_the_words_in_one_line(markup: str, before: str, alt: str) -> None:
    text = written(alt)[markup]
    assert text.startswith(f"{before}<a ")
    assert "\n" not in text
    seen = "".join(each for each in alt if each.isprintable())
    assert badge_in(text.removeprefix(before)) == (PAGE, WISHED, seen)


def test_a_picture_has_an_image_for_light_pages_and_one_for_dark_ones() -> None:
    tags = Tags(written('"><b>')["HTML <picture>"]).found
    assert [name for name, _ in tags] == ["a", "picture", "source", "img"]
    assert tags[2][1] == {"media": "(prefers-color-scheme: dark)", "srcset": DARK}
    assert tags[3][1] == {"src": LIGHT, "alt": '"><b>', "height": "28"}


@pytest.mark.parametrize("alt", HOSTILE)
def test_restructuredtext_has_three_lines_with_the_words_as_they_are(alt: str) -> None:
    seen = "".join(each for each in alt if each.isprintable())
    expected = [f".. image:: {WISHED}", f"   :target: {PAGE}", f"   :alt: {seen}"]
    assert written(alt)["reStructuredText"].split("\n") == expected


@pytest.mark.parametrize("alt", HOSTILE)
def test_asciidoc_keeps_nothing_that_means_something(alt: str) -> None:
    text = written(alt)["AsciiDoc"]
    found = re.fullmatch(r'image:([^\s\[]+)\["((?:[\w ,.!?-]|&#\d{2,6};)*)", link="([^"]+)"\]', text)
    assert found
    assert (found[1], found[3]) == (WISHED, PAGE)
    seen = "".join(each for each in alt if each.isprintable())
    assert unescape(found[2]) == seen
    assert not re.search(r"_|\.\.|--", found[2])
