"""YAML with line numbers: what a file holds, and where each piece of it stands, so that a slip can be pointed at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

LONGEST_FILE = 1_000_000
"""Characters of one criteria file; more is no questionnaire."""


DEEPEST = 50
"""Mappings and lists inside each other; a criterion needs six."""


class BrokenYamlError(Exception):
    """The text is not YAML; `line` counts from 1."""

    def __init__(self, problem: str, line: int) -> None:
        """Remember what the parser says, and where."""
        super().__init__(problem)
        self.problem = problem
        self.line = line


@dataclass(frozen=True)
class Node:
    """A piece of a YAML file with the line (from 1) where it begins."""

    value: str | bool | list[Node] | dict[str, Node] | None
    line: int

    def text(self) -> str | None:
        """Give the text where it is one."""
        return self.value if isinstance(self.value, str) else None

    def items(self) -> Iterator[tuple[str, Node]]:
        """Yield the pairs of a mapping, nothing for anything else."""
        if isinstance(self.value, dict):
            yield from self.value.items()

    def parts(self) -> list[Node]:
        """Give the parts of a list, nothing for anything else."""
        return self.value if isinstance(self.value, list) else []


NOTHING = Node(None, 1)
"""What stands where nothing does."""


def read(text: str) -> Node:
    """Read a YAML text. Plain numbers stay text; aliases and custom tags are refused, so nothing can blow up."""
    if len(text) > LONGEST_FILE:
        raise BrokenYamlError("the file is too long", 1)
    try:
        _judge(text)
        root = yaml.compose(text, Loader=_LOADER)
        return _node(root) if root is not None else NOTHING
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BrokenYamlError(error.problem or "the file is not YAML", mark.line + 1 if mark else 1) from error
    except yaml.YAMLError as error:
        raise BrokenYamlError("the file is not YAML", 1) from error


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same language, read ten times faster where it is built


_KINDS = frozenset({"str", "null", "bool", "int", "float", "timestamp", "merge", "value", "map", "seq"})
"""What a plain file holds; everything else was written as a tag, and is refused."""


def _judge(text: str) -> None:
    """Refuse what could blow up when it is put together: aliases, and depth, which ends the process in the C parser."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise BrokenYamlError("aliases are not allowed", line)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise BrokenYamlError("it is nested too deeply", line)


def _node(found: yaml.Node) -> Node:
    line = found.start_mark.line + 1
    if found.tag.removeprefix("tag:yaml.org,2002:") not in _KINDS:
        raise BrokenYamlError(f"the tag {found.tag} is not allowed", line)
    if isinstance(found, yaml.MappingNode):
        pairs: dict[str, Node] = {}
        for key, value in found.value:
            if not isinstance(key, yaml.ScalarNode):
                raise BrokenYamlError("a key has to be a plain word", key.start_mark.line + 1)
            name = str(key.value)
            if name in pairs:
                raise BrokenYamlError(f"the key {name} stands here twice", key.start_mark.line + 1)
            pairs[name] = _node(value)
        return Node(pairs, line)
    if isinstance(found, yaml.SequenceNode):
        return Node([_node(each) for each in found.value], line)
    if found.tag == "tag:yaml.org,2002:null":
        return Node(None, line)
    if found.tag == "tag:yaml.org,2002:bool":
        return Node(found.value.lower() in {"true", "yes", "on"}, line)
    return Node(str(found.value), line)
