"""YAML texts as plain data: what is loaded once a tree has such a file."""

from __future__ import annotations

from typing import ClassVar

import yaml

from badge.probes.facts.structured import DEEPEST, MOST_MERGES, MOST_NODES, Tagged, Text
from badge.probes.patterns import compiled

_RESOLVED = (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ("~", "n", "N", "")),
    ("int", r"[-+]?[0-9]{1,18}", "-+0123456789"),
    ("merge", r"<<", "<"),
)


# The C parser is twenty times as fast as the one in Python, and a whole look has a second or two.
class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML 1.2's core: only true, false, null and decimal integers are not strings."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, object]]]] = {
        start: [
            (f"tag:yaml.org,2002:{tag}", compiled(rf"(?-i)\A({pattern})\z"))
            for tag, pattern, starts in _RESOLVED
            if start in starts
        ]
        for start in (*"~nN<tTfF-+0123456789", "")
    }

    def string(self, node: yaml.ScalarNode) -> Text:
        """Keep the line of a string; a block begins on the line after its mark."""
        return Text(str(self.construct_scalar(node)), node.start_mark.line + (2 if node.style in {"|", ">"} else 1))

    def custom(self, _suffix: str, node: yaml.Node) -> object:
        """Take a value under a foreign tag for what it looks like; nothing is made of the tag."""
        if isinstance(node, yaml.ScalarNode):
            return self.string(node)
        if isinstance(node, yaml.SequenceNode):
            found = Tagged(self.construct_sequence(node, deep=True))
            found.tag = node.tag
            return found
        return dict(self.construct_mapping(node, deep=True))


_Loader.add_constructor("tag:yaml.org,2002:str", _Loader.string)
_Loader.add_multi_constructor("!", _Loader.custom)


def documents(text: str) -> list[object]:
    """Read all documents; nothing where one of them cannot be read."""
    try:
        if not _harmless(text):
            return []
        return list(yaml.load_all(text, Loader=_Loader))
    except (yaml.YAMLError, ValueError, TypeError, LookupError, RecursionError, AttributeError):
        return []


def _harmless(text: str) -> bool:
    """Measure a YAML text by its events, which need no recursion, before anything is built from it."""
    sizes: dict[str, int] = {}
    total = merges = 0
    open_ones: list[tuple[str | None, int]] = []  # the anchor of each open collection, and the total where it began
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in sizes:
                return False  # it lies inside itself, or is defined nowhere
            total += sizes[event.anchor]
        elif isinstance(event, yaml.ScalarEvent):
            size = 1 + len(event.value) // 64
            total += size
            merges += event.value == "<<"
            sizes[event.anchor or ""] = size
        elif isinstance(event, yaml.CollectionStartEvent):
            open_ones.append((event.anchor, total))
            total += 1
            sizes.pop(event.anchor or "", None)
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = open_ones.pop()
            sizes[anchor or ""] = total - before
        if total > MOST_NODES or merges > MOST_MERGES or len(open_ones) > DEEPEST:
            return False
    return True
