"""Texts that are marked in Python: Message(...), counted(...), and gettext's functions."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from badge.core.messages import Message
from badge.services.translating.texts import Gathered, Slip, Text, note_of


@dataclass(frozen=True)
class Keyword:
    """Which arguments of a function are text, plural and context, by position and by name."""

    text: int | str = 0
    plural: int | str = ""
    context: int | str = ""


KEYWORDS = {
    "Message": (Keyword(0, 2, 3), Keyword("text", "plural", "context")),
    "counted": (Keyword(0, 1), Keyword("singular", "plural")),
    "_": (Keyword(0), Keyword()),
    "gettext": (Keyword(0), Keyword()),
    "lazy_gettext": (Keyword(0), Keyword()),
    "ngettext": (Keyword(0, 1), Keyword()),
    "pgettext": (Keyword(1, "", 0), Keyword()),
    "npgettext": (Keyword(1, 2, 0), Keyword()),
}
OURS = ("Message", "counted")
_BUILT = (ast.JoinedStr, ast.BinOp, ast.Name)
DEFINED_IN = "badge/core/messages.py"
"""There, Message and counted get texts from outside."""

_REMARK = re.compile(r"\s*# Translators: (.*)")


def gather(root: Path) -> Gathered:
    """Take the texts out of the package."""
    texts: list[Text] = []
    slips: list[Slip] = []
    for path in sorted((root / "badge").rglob("*.py")):
        name = path.relative_to(root).as_posix()
        if "/_data/" in name or name == DEFINED_IN:
            continue
        gathered = texts_of(path.read_text(encoding="utf-8"), name)
        texts += gathered.texts
        slips += gathered.slips
    return Gathered(tuple(texts), tuple(slips))


def texts_of(program: str, name: str) -> Gathered:
    """Take the texts out of one file. A text that is built while the program runs cannot be translated: a slip."""
    texts: list[Text] = []
    slips: list[Slip] = []
    lines = program.splitlines()
    tree = ast.parse(program)
    constants = _constants(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or (keyword := KEYWORDS.get(_name(node.func))) is None:
            continue
        for alternative in _alternatives(_argument(node, keyword[0].text, keyword[1].text), constants):
            if isinstance(alternative, _BUILT) and _name(node.func) in OURS:
                wrong = Message("Line %(line)s: a message needs its text in one piece.", {"line": str(node.lineno)})
                slips.append(Slip(name, wrong))
            elif text := _string(alternative):
                plural = _string(_argument(node, keyword[0].plural, keyword[1].plural))
                context = _string(_argument(node, keyword[0].context, keyword[1].context))
                notes = (note_of(name), *_remarks(lines, node.lineno))
                texts.append(Text(text, context, plural, notes))
    return Gathered(tuple(texts), tuple(slips))


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _argument(call: ast.Call, position: int | str, name: int | str) -> ast.expr | None:
    if isinstance(position, int) and position < len(call.args):
        return call.args[position]
    return next((each.value for each in call.keywords if each.arg and each.arg == name), None)


def _constants(tree: ast.Module) -> dict[str, list[ast.expr]]:
    """Find the names of a file that stand for plain strings, and for which."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and all(map(_string, _alternatives(node.value, {}))):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
    return found


def _alternatives(node: ast.expr | None, constants: Mapping[str, list[ast.expr]]) -> Iterator[ast.expr]:
    """Look into `a if b else c` and behind names."""
    if isinstance(node, ast.IfExp):
        yield from _alternatives(node.body, constants)
        yield from _alternatives(node.orelse, constants)
    elif isinstance(node, ast.Name) and node.id in constants:
        for each in constants[node.id]:
            yield from _alternatives(each, {})
    elif node is not None:
        yield node


def _string(node: ast.expr | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _remarks(lines: list[str], line: int) -> list[str]:
    """Find `# Translators: ...` right above a call."""
    found: list[str] = []
    for above in reversed(lines[: line - 1]):
        if not (remark := _REMARK.match(above)):
            break
        found.insert(0, remark[1])
    return found
