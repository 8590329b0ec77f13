"""What a maintainer pastes into a README to show the badge: one line for each markup."""

from __future__ import annotations

import html
from dataclasses import dataclass


@dataclass(frozen=True)
class Snippet:
    """A piece of text for one markup; the names of markups are the same in every language."""

    markup: str
    text: str

    @property
    def id(self) -> str:
        """Name it in a page."""
        return f"snippet-{self.markup.lower()}"


def snippets(image: str, page: str, alt: str) -> tuple[Snippet, ...]:
    """Write the badge at `image`, which leads to `page`, and says `alt` where it cannot be seen."""
    plain = "".join(each for each in alt if each.isprintable())
    source, target, words = html.escape(image), html.escape(page), html.escape(plain)
    return (
        Snippet("Markdown", f"[![{_markdown(plain)}]({image})]({page})"),
        Snippet("HTML", f'<a href="{target}"><img src="{source}" alt="{words}" height="20"></a>'),
        Snippet("reStructuredText", f".. image:: {image}\n   :target: {page}\n   :alt: {plain}"),
        Snippet("AsciiDoc", f'image:{image}["{plain.replace(chr(34), chr(39))}", link="{page}"]'),
    )


def _markdown(text: str) -> str:
    return "".join(f"\\{each}" if each in "\\[]!*_`<" else each for each in text)
