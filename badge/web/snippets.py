"""What a maintainer pastes into a README to show the badge: one piece of text for each markup."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

HEIGHT = 20


@dataclass(frozen=True)
class Snippet:
    """A piece of text for one markup; the names of markups are the same in every language."""

    markup: str
    text: str

    @property
    def id(self) -> str:
        """Name it in a page."""
        return f"snippet-{re.sub('[^a-z]+', '-', self.markup.lower()).strip('-')}"


@dataclass(frozen=True)
class Piece:
    """The badge at `image`, which leads to `page`, and says `alt` where it cannot be seen.

    `dark` and `light` are the images for such pages, where each has its own. The addresses are ours: no sign in them
    means anything to a markup but HTML's `&`. The words are anybody's.
    """

    image: str
    page: str
    alt: str
    height: int = HEIGHT
    dark: str = ""
    light: str = ""


def snippets(image: str, page: str, alt: str) -> tuple[Snippet, ...]:
    """Write the badge for the markups that most READMEs have."""
    return _written(Piece(image, page, _plain(alt)), _USUAL)


def every_snippet(piece: Piece) -> tuple[Snippet, ...]:
    """Write the badge for every markup; the one for light and dark pages only where there are two images."""
    plain = replace(piece, alt=_plain(piece.alt))
    return _written(plain, {name: write for name, write in _EVERY.items() if piece.dark or write is not _picture})


def _written(piece: Piece, writers: dict[str, Callable[[Piece], str]]) -> tuple[Snippet, ...]:
    return tuple(Snippet(name, write(piece)) for name, write in writers.items())


def _plain(text: str) -> str:
    """Give one line: what starts a new one, or cannot be seen, would leave its place in some markup."""
    return "".join(each for each in text if each.isprintable())


def _markdown(piece: Piece) -> str:
    words = re.sub(r"([\\\[\]!*_`<&~|$])", r"\\\1", piece.alt)
    return f"[![{words}]({piece.image})]({piece.page})"


def _html(piece: Piece) -> str:
    return f'<a href="{html.escape(piece.page)}">{_img(piece)}</a>'


def _picture(piece: Piece) -> str:
    """Let the page choose; forges that have a dark look of their own follow it here, and not inside of an image."""
    dark = f'<source media="(prefers-color-scheme: dark)" srcset="{html.escape(piece.dark)}">'
    return f'<a href="{html.escape(piece.page)}"><picture>{dark}{_img(replace(piece, image=piece.light))}</picture></a>'


def _img(piece: Piece) -> str:
    return f'<img src="{html.escape(piece.image)}" alt="{html.escape(piece.alt)}" height="{piece.height}">'


def _restructuredtext(piece: Piece) -> str:
    """Options of a directive are taken as they are written."""
    return f".. image:: {piece.image}\n   :target: {piece.page}\n   :alt: {piece.alt}"


def _asciidoc(piece: Piece) -> str:
    """Write what could mean something as numbers: such are read last, when nothing is looked for any more."""
    words = re.sub(r"[^\w\s,.!?-]|_|(?<=[.-])[.-]", lambda found: f"&#{ord(found[0])};", piece.alt)
    return f'image:{piece.image}["{words}", link="{piece.page}"]'


def _org(piece: Piece) -> str:
    """Org shows only images whose address ends like one, so its line for HTML is taken."""
    return f"#+HTML: {_html(piece)}"


def _textile(piece: Piece) -> str:
    return f"notextile. {_html(piece)}"


def _pod(piece: Piece) -> str:
    return f"=for html {_html(piece)}"


_USUAL: dict[str, Callable[[Piece], str]] = {
    "Markdown": _markdown, "HTML": _html, "reStructuredText": _restructuredtext, "AsciiDoc": _asciidoc,
}  # fmt: skip
_EVERY: dict[str, Callable[[Piece], str]] = {
    "Markdown": _markdown, "HTML": _html, "HTML <picture>": _picture, "reStructuredText": _restructuredtext,
    "AsciiDoc": _asciidoc, "Org": _org, "Textile": _textile, "POD": _pod,
}  # fmt: skip
