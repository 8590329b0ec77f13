"""YAML with line numbers: what a file holds, and where each piece of it stands, so that a slip can be pointed at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

LONGEST_FILE = 1_000_000
"""Characters of one criteria file; more is no questionnaire."""


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

    value: str | bool | None | list[Node] | dict[str, Node]
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
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BrokenYamlError(error.problem or "the file is not YAML", mark.line + 1 if mark else 1) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise BrokenYamlError("the file is not YAML", 1) from error
    return _node(root) if root is not None else Node(None, 1)


class _Loader(yaml.SafeLoader):
    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]  # PyYAML has no types here
            raise yaml.MarkedYAMLError(problem="aliases are not allowed", problem_mark=mark)
        return super().compose_node(parent, index)


def _node(found: yaml.Node) -> Node:
    line = found.start_mark.line + 1
    if isinstance(found, yaml.MappingNode):
        pairs: dict[str, Node] = {}
        for key, value in found.value:
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
