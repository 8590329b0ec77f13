"""Texts that are marked in the page templates. Blocks are trimmed: a template's indents are no part of them."""

from __future__ import annotations

from pathlib import Path

from badge.core.messages import Message
from badge.services.translating.texts import Gathered, Slip, Text, note_of

KEYWORDS = ("_", "gettext", "ngettext", "pgettext", "npgettext")
OPTIONS = {
    "trimmed": "true",
    "silent": "false",
    "newstyle_gettext": "true",
    "extensions": "jinja2.ext.do,jinja2.ext.loopcontrols",
}


def gather(root: Path) -> Gathered:
    """Take the texts out of all templates."""
    texts: list[Text] = []
    slips: list[Slip] = []
    for path in sorted((root / "badge" / "web" / "templates").rglob("*")):
        if path.is_file():
            gathered = texts_of(path, path.relative_to(root).as_posix())
            texts += gathered.texts
            slips += gathered.slips
    return Gathered(tuple(texts), tuple(slips))


def texts_of(path: Path, name: str) -> Gathered:
    """Take the texts out of one template."""
    from jinja2 import TemplateSyntaxError  # noqa: PLC0415
    from jinja2.ext import babel_extract  # noqa: PLC0415

    texts = []
    with path.open("rb") as content:
        try:
            for _, function, strings, remarks in babel_extract(content, KEYWORDS, ["Translators:"], OPTIONS):
                notes = (note_of(name), *(remark.removeprefix("Translators:").strip() for remark in remarks))
                given = [strings] if isinstance(strings, str) else list(strings or ())
                context = given.pop(0) if function in ("pgettext", "npgettext") and given else ""
                text = given[0] if given else None
                plural = given[1] if function in ("ngettext", "npgettext") and len(given) > 1 else ""
                if text:
                    texts.append(Text(text, context or "", plural or "", notes))
        except TemplateSyntaxError as error:
            values = {"line": str(error.lineno), "wrong": error.message or ""}
            return Gathered((), (Slip(name, Message("Line %(line)s cannot be read: %(wrong)s", values)),))
    return Gathered(tuple(texts))
