from __future__ import annotations

import pytest

from badge.web.snippets import snippets

IMAGE, PAGE = "https://b.example/projects/7/badge", "https://b.example/projects/7"


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
