"""Finds every slip in criteria files: what keeps them from being read, and what contradicts itself or is dead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from badge.core.contradictions import contradictions
from badge.core.messages import Message
from badge.core.naming import RESERVED
from badge.core.nodes import BrokenYamlError, Node, read
from badge.core.reading import read_with_slips
from badge.core.slips import Slip

Places: TypeAlias = dict[tuple[str, str, str], tuple[str, Mapping[str, int]]]
"""(series, level, id of a criterion) -> its file, and the line of each of its fields."""


def lint(files: Mapping[str, str]) -> tuple[Slip, ...]:
    """Give all slips of a folder's files, in order of file and line; nothing here keeps a series from being used."""
    criteria, slips = read_with_slips(files)
    trees = {name: root for name, text in files.items() if name.count("/") == 2 and (root := _tree(text))}
    places = {place: found for name, root in trees.items() for place, found in _places(name, root)}
    unread = {(each.file, each.criterion) for each in slips if each.field in {"category", "flags"}}
    for series in (*criteria.series, *criteria.earlier):
        for criterion in series.criteria():
            file, lines = places.get((criterion.series, criterion.level, criterion.id), ("", {}))
            if (file, criterion.id) in unread:
                continue  # the category or the flags are not what was meant
            for field, wrong in contradictions(criterion):
                slips.append(Slip(file, lines.get(field, lines.get("id", 1)), criterion.id, field, wrong))
    for name, root in trees.items():
        slips += _unused_links(name, root, files[name])
    slips += _reserved(files)
    return tuple(sorted(slips, key=lambda each: (each.file, each.line, each.field)))


def _reserved(files: Mapping[str, str]) -> Iterator[Slip]:
    """Find series and levels whose address below a project is a page of another kind; those of old versions too."""
    for name, text in files.items():
        folder, _, file = name.partition("/")
        if file != "series.yml":
            continue
        root = _tree(text)
        family = folder.partition("@")[0]
        if family in RESERVED:
            wrong = Message(
                "A page of each project is called %(name)s, so the badge of this series could not be reached. Rename "
                "the series.",
                {"name": family},
            )
            yield Slip(name, root["series"].line if "series" in root else 1, "", "series", wrong)
        for level in root["levels"].parts() if "levels" in root else ():
            fields = dict(level.items())
            own = fields["id"].text() if "id" in fields else None
            if own in RESERVED:
                wrong = Message(
                    "A page of each project is called %(name)s, so this level could not be reached. Rename the level.",
                    {"name": own},
                )
                yield Slip(name, fields["id"].line, "", "id", wrong)


def _tree(text: str) -> dict[str, Node]:
    try:
        return dict(read(text).items())
    except BrokenYamlError:
        return {}


def _places(name: str, root: dict[str, Node]) -> Iterator[tuple[tuple[str, str, str], tuple[str, Mapping[str, int]]]]:
    series, level, _ = name.split("/")
    for section in root["sections"].parts() if "sections" in root else ():
        for node in dict(section.items()).get("criteria", Node(None, 1)).parts():
            if own := dict(node.items()).get("id", node).text():
                yield (series, level, own), (name, dict(_lines(node)))


def _lines(criterion: Node) -> Iterator[tuple[str, int]]:
    for field, node in criterion.items():
        yield field, node.line
        yield from ((f"{field}.{number}", part.line) for number, part in enumerate(node.parts(), 1))
        yield from ((f"{field}.{name}", part.line) for name, part in node.items())


def _unused_links(name: str, root: dict[str, Node], text: str) -> Iterator[Slip]:
    for link, node in root["links"].items() if "links" in root else ():
        if f"{{link:{link}}}" not in text:
            wrong = Message("No text of this file names the link %(name)s. Use it, or take it out.", {"name": link})
            yield Slip(name, node.line, "", f"links.{link}", wrong)
