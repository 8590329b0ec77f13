"""Slips in criteria files: each names the file, the line, the criterion and the field, and says what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from badge.core.errors import BadgeError
from badge.core.messages import Message, Value, counted

if TYPE_CHECKING:  # it loads YAML, which takes 8 ms, and every error that a door explains is a slip or not
    from badge.core.nodes import Node


class Slip(NamedTuple):
    """One thing that is wrong in a criteria file. Line counts from 1; criterion and field may be empty."""

    file: str
    line: int
    criterion: str
    field: str
    wrong: Message

    @property
    def message(self) -> Message:
        """Say all of it in one line."""
        where: dict[str, Value] = {"file": self.file, "line": str(self.line), "wrong": self.wrong}
        if self.criterion and self.field:
            text = "%(file)s, line %(line)s, criterion %(criterion)s, field %(field)s: %(wrong)s"
            return Message(text, {**where, "criterion": self.criterion, "field": self.field})
        if self.criterion:
            return Message(
                "%(file)s, line %(line)s, criterion %(criterion)s: %(wrong)s", {**where, "criterion": self.criterion}
            )
        if self.field:
            return Message("%(file)s, line %(line)s, field %(field)s: %(wrong)s", {**where, "field": self.field})
        return Message("%(file)s, line %(line)s: %(wrong)s", where)


class CriteriaError(BadgeError):
    """Criteria files that cannot be used; `slips` holds everything that is wrong with them, in order."""

    def __init__(self, slips: Iterable[Slip]) -> None:
        """Keep them all, so that a person mends them in one go."""
        self.slips = tuple(sorted(slips, key=lambda each: (each.file, each.line, each.field)))
        count = len(self.slips)
        super().__init__(
            counted(
                "The criteria files have %(count)s slip. Mend it, or run 'badge criteria lint'.",
                "The criteria files have %(count)s slips. Mend them, or run 'badge criteria lint'.",
                count,
            )
        )


class Notes:
    """Collects the slips of one file while it is read, and reads fields with the usual complaints."""

    def __init__(self, file: str, slips: list[Slip]) -> None:
        """Write into a list that all files share."""
        self.file = file
        self.slips = slips

    def note(self, line: int, wrong: Message, criterion: str = "", field: str = "") -> None:
        """Write one slip down."""
        self.slips.append(Slip(self.file, line, criterion, field, wrong))

    def fields(self, node: Node, needed: Iterable[str], allowed: Iterable[str], criterion: str = "") -> None:
        """Complain of fields that are missing or that nobody knows."""
        if not isinstance(node.value, dict):
            self.note(node.line, Message("A mapping of fields is needed here."), criterion)
            return
        known = {*needed, *allowed}
        for name, value in node.items():
            if name not in known:
                wrong = Message(
                    "The field %(name)s is not known. Known fields: %(known)s.",
                    {"name": name, "known": tuple(sorted(known))},
                )
                self.note(value.line, wrong, criterion, name)
        for name in needed:
            if name not in node.value:
                self.note(node.line, Message("The field %(name)s is missing.", {"name": name}), criterion, name)

    def parts(self, node: Node, name: str, criterion: str = "") -> list[Node]:
        """Read a field that holds a list; complain when it holds something else or nothing."""
        if not isinstance(node.value, dict) or name not in node.value:
            return []
        value = node.value[name]
        if not value.parts():
            self.note(value.line, Message("A list is needed here."), criterion, name)
        return value.parts()

    def text(self, node: Node, name: str, criterion: str = "") -> str:
        """Read a field that holds text; complain when it holds something else or nothing."""
        if not isinstance(node.value, dict) or name not in node.value:
            return ""
        value = node.value[name]
        text = value.text()
        if text is None or not text.strip():
            self.note(value.line, Message("A text is needed here."), criterion, name)
            return ""
        return text.strip()

    def truth(self, node: Node, name: str, *, default: bool) -> bool:
        """Read a field that is true or false."""
        if not isinstance(node.value, dict) or name not in node.value:
            return default
        value = node.value[name]
        if not isinstance(value.value, bool):
            self.note(value.line, Message("Write true or false here."), "", name)
            return default
        return value.value

    def number(self, node: Node, name: str, *, most: int, default: int, criterion: str = "") -> int:
        """Read a field that holds a whole number from 1 to `most`."""
        text = self.text(node, name, criterion)
        if not text:
            return default
        if text.isascii() and text.isdigit() and 1 <= int(text) <= most:
            return int(text)
        assert isinstance(node.value, dict)
        wrong = Message("A whole number from 1 to %(most)s is needed here.", {"most": most})
        self.note(node.value[name].line, wrong, criterion, name)
        return default

    def parsed(self, text: str) -> Node | None:
        """Parse one file, or note why it cannot be."""
        from badge.core.nodes import BrokenYamlError, read  # noqa: PLC0415 - it loads YAML

        try:
            return read(text)
        except BrokenYamlError as error:
            wrong = Message("This is not valid YAML: %(problem)s.", {"problem": error.problem})
            self.note(error.line, wrong)
            return None
