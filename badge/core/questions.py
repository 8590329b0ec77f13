"""Reads one group file of a level: its sections, their criteria, and the links that their texts name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from badge.core.criteria import Category, Criterion, Flag, Link
from badge.core.messages import Message
from badge.core.nodes import Node
from badge.core.slips import Notes

_ID = re.compile(r"[a-z][A-Za-z0-9_]*")
_NEEDED = ("id", "category", "title", "text")
_ALLOWED = ("flags", "original", "people", "details", "why", "how", "placeholders")
_PLACEHOLDERS = ("met", "unmet", "na")


def read_group(series: str, level: str, root: Node, notes: Notes, seen: set[str]) -> Iterator[Criterion]:
    """Yield the criteria of a file; `seen` holds the ids that other files of the level have."""
    notes.fields(root, ("group", "sections"), ("links",))
    group = notes.text(root, "group")
    fields = dict(root.items())
    links = _read_links(fields["links"], notes) if "links" in fields else {}
    for section in notes.parts(root, "sections"):
        notes.fields(section, ("title", "criteria"), ())
        title = notes.text(section, "title")
        for node in notes.parts(section, "criteria"):
            found = _read_criterion(node, notes)
            if found is None:
                continue
            if found["id"] in seen:
                wrong = Message("The id %(id)s stands in this level twice.", {"id": found["id"]})
                notes.note(node.line, wrong, found["id"], "id")
                continue
            seen.add(found["id"])
            yield _criterion(series, level, group, title, links, found, node, notes)


def _read_links(node: Node, notes: Notes) -> dict[str, Link]:
    if not isinstance(node.value, dict):
        notes.note(node.line, Message("A mapping of links is needed here."), "", "links")
    links = {}
    for name, each in node.items():
        notes.fields(each, ("title", "url"), ())
        url = notes.text(each, "url")
        if not url.startswith("https://"):
            notes.note(each.line, Message("A link begins with https://."), "", f"links.{name}")
        links[name] = Link(notes.text(each, "title"), url)
    return links


def _read_criterion(node: Node, notes: Notes) -> dict[str, str] | None:
    own = notes.text(node, "id")
    notes.fields(node, _NEEDED, _ALLOWED, own)
    if not _ID.fullmatch(own):
        wrong = Message("An id has letters, digits and _, and begins with a small letter.")
        notes.note(node.line, wrong, own, "id")
        return None
    return {name: notes.text(node, name, own) for name in ("id", "category", "title", "text", "details", "why")}


def _criterion(
    series: str,
    level: str,
    group: str,
    section: str,
    links: dict[str, Link],
    found: dict[str, str],
    node: Node,
    notes: Notes,
) -> Criterion:
    own = found["id"]
    fields = dict(node.items())
    flags = _read_flags(node, own, notes)
    how = notes.parts(node, "how", own)
    steps = [step.text() or "" for step in how]
    if not all(step.strip() for step in steps):
        notes.note(fields["how"].line, Message("A list of texts is needed here."), own, "how")
    return Criterion(
        own, series, level, _read_category(found["category"], fields, own, notes), flags, group, section,
        found["title"], found["text"], found["details"], found["why"], tuple(step.strip() for step in steps),
        _read_placeholders(fields, flags, own, notes), links, notes.text(node, "original", own),
        notes.number(node, "people", most=99, default=1, criterion=own),
    )  # fmt: skip


def _read_category(word: str, fields: dict[str, Node], own: str, notes: Notes) -> Category:
    try:
        return Category(word)
    except ValueError:
        if word:
            wrong = Message("The category is one of %(known)s.", {"known": tuple(Category)})
            notes.note(fields["category"].line, wrong, own, "category")
        return Category.MUST


def _read_flags(criterion: Node, own: str, notes: Notes) -> frozenset[Flag]:
    found = set()
    for node in notes.parts(criterion, "flags", own):
        try:
            found.add(Flag(node.text() or ""))
        except ValueError:
            wrong = Message(
                "The flag %(flag)s is not known. Known flags: %(known)s.",
                {"flag": str(node.value), "known": tuple(Flag)},
            )
            notes.note(node.line, wrong, own, "flags")
    if Flag.NA_JUSTIFICATION_REQUIRED in found and Flag.NA_ALLOWED not in found:
        wrong = Message("A reason for N/A is asked for, but N/A is not allowed. Add na_allowed or take the other out.")
        notes.note(dict(criterion.items())["flags"].line, wrong, own, "flags")
    return frozenset(found)


def _read_placeholders(fields: dict[str, Node], flags: frozenset[Flag], own: str, notes: Notes) -> dict[str, str]:
    if "placeholders" not in fields:
        return {}
    node = fields["placeholders"]
    notes.fields(node, (), _PLACEHOLDERS, own)
    if "na" in dict(node.items()) and Flag.NA_ALLOWED not in flags:
        wrong = Message("There is an example for N/A, but N/A is not allowed.")
        notes.note(node.line, wrong, own, "placeholders.na")
    return {status: text for status in _PLACEHOLDERS if (text := notes.text(node, status, own))}
