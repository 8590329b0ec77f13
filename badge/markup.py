"""User texts in Markdown, turned into HTML that is safe in a page: the only HTML that templates print unescaped.

Four layers, none of which relies on another: what would cost too much is not given to Markdown at all; raw HTML is
text to it; its tree is tamed (headings, images, links); and nh3 lets pass only what is listed here.
"""

from __future__ import annotations

import re
import threading
from html import escape
from itertools import groupby
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

LONGEST = 8192
MOST_BRACKETS = 200
MOST_BACKSLASHES = 400
MOST_NESTING = 20
MOST_CELLS = 4000
MOST_GROWTH = 16
"""Characters of HTML for one character of text; a short text that becomes a huge page is shown as it was typed."""

TAGS = frozenset(
    {"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "strong"}
    | {"table", "tbody", "td", "th", "thead", "tr", "ul"}
)
REL = "nofollow ugc noopener"
SCHEMES = frozenset({"http", "https", "mailto"})

# An absolute address without user, backslash or entity before its path: what stands there is where it leads.
_ACCEPTABLE = re.compile(
    r"(?i:https?)://[^\s/?#@\[\]\\&<>\"'`|^{}]+(?:[/?#][^\s\x00-\x1f]*)?"
    r"|(?i:mailto):[^\s@?&#:/\\<>\"']+@[^\s@?&#:/\\<>\"']+"
)
_BARE = r"(?i:https?)://[^\s\x00-\x20\x7f<>\"`\\，。、；：！？）】》」』”’]+"
_BARE_ADDRESS = re.compile(_BARE)
_MAIL = r"<(?i:mailto:)?([\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})>"
_TRAILING = frozenset(".,;:!?'*_~]}")
# Controls, surrogates and what is no character cannot stand in HTML; the rest would turn the text of others around.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]+")
# What is markup nowhere in a line that begins with a letter. Within an address more is none, as it is taken first.
_WORDS = re.compile(r"[\w .,;:!?()/%@$\"'+-]*")
_LABEL = r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*"
_SOME_ADDRESS = re.compile(
    rf"https?://{_LABEL}(?:\.{_LABEL})*\.[A-Za-z]{{2,}}(?:[/?#][A-Za-z0-9:/._~?%=,;!@()#+-]*)?(?=[\s\"]|$)"
)
_MARKERS = re.compile(r"(?:[ \t]|>|[*+-](?=[ \t])|[0-9]{1,9}[.)](?=[ \t]))*")
_MARKER = re.compile(r">|[*+-]|[0-9]+")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def render(text: str) -> str:
    """Give a text as safe HTML: by Markdown where that is cheap, else as plain paragraphs. It never raises."""
    text = _fit(text)
    if is_bare(text) or not affordable(text):
        return plain(text)
    try:
        html = sanitized(_markdown().convert(text))
    except Exception:  # noqa: BLE001 - a fault in Markdown (RecursionError is known) must not cost a person their text
        _kept.__dict__.clear()
        return plain(text)
    return html if len(html) <= MOST_GROWTH * (len(text) + LONGEST // MOST_GROWTH) else plain(text)


def is_bare(text: str) -> bool:
    """Tell whether a text is a line of mere words and addresses, which Markdown would give back as it is.

    Most texts are. To find that out takes a fortieth of what Markdown takes.
    """
    if not text or len(text) > LONGEST or not text[0].isalpha() or text[-1] == " ":
        return False
    words = _SOME_ADDRESS.sub("", text) if "://" in text else text
    return "_" not in words and "://" not in words and _WORDS.fullmatch(words) is not None


def affordable(text: str) -> bool:
    """Tell whether Markdown may see this text; some shapes would cost it seconds, or fill the memory."""
    if len(text) > LONGEST or text.count("[") > MOST_BRACKETS or text.count("\\") > MOST_BACKSLASHES:
        return False
    lines = text.split("\n")
    if "|" in text and (1 + max(line.count("|") for line in lines)) * len(lines) > MOST_CELLS:
        return False
    return all(_nesting(line) <= MOST_NESTING for line in lines)


def sanitized(html: str) -> str:
    """Let pass the tags we list, and links that are absolute; all else goes, whoever made it."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes=set(SCHEMES),
        link_rel=REL,
        attribute_filter=_attribute,
    ).strip()


def plain(text: str) -> str:
    """Give a text as paragraphs, escaped, every line where it was and addresses as links."""
    blocks = groupby(_fit(text).split("\n"), key=lambda line: bool(line.strip()))
    return "\n".join(
        f"<p>{'<br>'.join(linked(line.strip()) for line in block)}</p>" for filled, block in blocks if filled
    )


def linked(text: str) -> str:
    """Give a text escaped, with its http and https addresses as links; for inside a paragraph."""
    text = _fit(text)
    found = []
    done = 0
    for match in _BARE_ADDRESS.finditer(text):
        address = _trimmed(match[0])
        if acceptable(address):
            found.append(escape(text[done : match.start()], quote=False))
            found.append(f'<a href="{escape(address)}" rel="{REL}">{escape(address, quote=False)}</a>')
            done = match.start() + len(address)
    return "".join(found) + escape(text[done:], quote=False)


def acceptable(address: str) -> bool:
    """Tell whether a link may lead there: absolute, http, https or mailto, and plainly so."""
    return _ACCEPTABLE.fullmatch(address) is not None


class _Tamed(Treeprocessor):
    """Headings become strong paragraphs, images links, and links that may not lead anywhere their text."""

    def run(self, root: Element) -> None:
        """Walk the tree, which may be deep, without recursion."""
        waiting = [(root, False)]
        while waiting:
            element, in_link = waiting.pop()
            if element.tag == "img":
                _as_link(element)
            if element.tag == "a":
                in_link = _keep_link(element, in_link) or in_link
            elif element.tag in _HEADINGS:
                _as_strong(element)
            waiting.extend((child, in_link) for child in element)


class _Address(InlineProcessor):
    """A bare address becomes a link, except within a link."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown's names
        self, m: re.Match[str], _data: str
    ) -> tuple[Element | str, int, int]:
        """Make the link, without the punctuation behind it."""
        address = _trimmed(m[0])
        if not acceptable(address):
            return AtomicString(m[0]), m.start(), m.end()
        return _link(address, address), m.start(), m.start() + len(address)


class _Mail(InlineProcessor):
    """A mail address in angle brackets becomes a link, in plain letters (Markdown would write entities)."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown's names
        self, m: re.Match[str], _data: str
    ) -> tuple[Element | str, int, int]:
        """Make the link."""
        return _link(f"mailto:{m[1]}", m[1]), m.start(), m.end()


_kept = threading.local()


def _markdown() -> Markdown:
    # Building one costs more than most texts; it has a state, so each thread has its own.
    found: Markdown | None = getattr(_kept, "markdown", None)
    if found is not None:
        return found.reset()
    found = Markdown(extensions=["tables", "fenced_code", "sane_lists"])
    found.preprocessors.deregister("html_block")
    found.inlinePatterns.deregister("html")
    found.inlinePatterns.deregister("automail")
    found.inlinePatterns.register(_Mail(_MAIL, found), "mail", 110)
    found.inlinePatterns.register(_Address(_BARE, found), "address", 105)
    # After everything else: only then do the links stand there as they will be written.
    found.treeprocessors.register(_Tamed(found), "tamed", -10)
    _kept.markdown = found
    return found


def _link(address: str, text: str) -> Element:
    element = Element("a", {"href": address})
    element.text = AtomicString(text)
    return element


def _as_link(image: Element) -> None:
    address = image.get("src", "")
    image.text = AtomicString(image.get("alt") or address)
    image.tag = "a"
    image.attrib.clear()
    image.set("href", address)


def _keep_link(link: Element, in_link: bool) -> bool:
    address = link.get("href", "")
    link.attrib.clear()
    if in_link or not acceptable(address):
        link.tag = "span"  # which nh3 takes away, leaving the text
        return False
    link.set("href", address)
    return True


def _as_strong(heading: Element) -> None:
    strong = Element("strong")
    strong.text = heading.text
    strong.extend(list(heading))
    heading.tag, heading.text, heading[:] = "p", None, [strong]


def _attribute(_tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return value if acceptable(value) else None
    if name == "start":
        return value if re.fullmatch(r"[0-9]{1,9}", value) else None
    return value


def _fit(text: str) -> str:
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _nesting(line: str) -> int:
    # Quotes and lists may nest within one line ("> - 1. x"), each with a blank, or by four columns of indentation.
    found = _MARKERS.match(line)
    lead = found[0] if found else ""
    markers = len(_MARKER.findall(lead))
    return markers + max(0, lead.count(" ") + 4 * lead.count("\t") - markers) // 4


def _trimmed(address: str) -> str:
    # A sentence's punctuation is no part of the address, nor is a bracket that was opened before it.
    surplus = address.count(")") - address.count("(")
    end = len(address)
    while end:
        if address[end - 1] == ")" and surplus > 0:
            surplus -= 1
        elif address[end - 1] not in _TRAILING:
            break
        end -= 1
    return address[:end]
