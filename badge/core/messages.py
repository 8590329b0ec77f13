"""A sentence that is marked where it is written and said where it is shown."""

from __future__ import annotations

from collections.abc import Mapping

TYPE_CHECKING = False  # what `typing` would say, without loading it: `badge --help` shall be quick
if TYPE_CHECKING:
    from typing import TypeAlias

    Value: TypeAlias = "str | int | float | tuple[str | Message, ...] | Message"
else:
    Value = object  # only annotations name it


class Message:
    """An English sentence with named placeholders, and the values that go into them; it never changes.

    `plural` is the sentence for more than one; the value named `count` then decides which is said.
    `context` tells equal texts apart in the catalogue (gettext's msgctxt).
    It is a plain class and no dataclass, because loading those takes longer than writing the first help page.
    """

    __slots__ = ("context", "plural", "text", "values")

    text: str
    values: Mapping[str, Value]
    plural: str
    context: str

    def __init__(
        self, text: str, values: Mapping[str, Value] | None = None, plural: str = "", context: str = ""
    ) -> None:
        """Put the parts together."""
        parts = (text, dict(values or {}), plural, context)
        for name, part in zip(("text", "values", "plural", "context"), parts, strict=True):
            object.__setattr__(self, name, part)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: a message never changes."""
        raise AttributeError(f"a message never changes, so {name} cannot be set")

    def _parts(self) -> tuple[object, ...]:
        return self.text, self.values, self.plural, self.context

    def __eq__(self, other: object) -> bool:
        """Tell whether both say the same."""
        return isinstance(other, Message) and self._parts() == other._parts()

    def __hash__(self) -> int:
        """Hash what cannot hold a list."""
        return hash((self.text, self.plural, self.context))

    def __reduce__(self) -> tuple[object, ...]:
        """Say how a copy is made."""
        return Message, self._parts()

    def __repr__(self) -> str:
        """Show the parts."""
        return f"Message({self.text!r}, {self.values!r}, {self.plural!r}, {self.context!r})"

    def __str__(self) -> str:
        """Say it in English."""
        text = self.plural if self.plural and self.values.get("count") != 1 else self.text
        return text % {name: _plain(value) for name, value in self.values.items()}

    def to_json(self) -> dict[str, object]:
        """Give the form that is stored and exported; `of_json` reads it back."""
        found: dict[str, object] = {"id": self.text, "values": {k: _pack(v) for k, v in sorted(self.values.items())}}
        if self.plural:
            found["plural"] = self.plural
        if self.context:
            found["context"] = self.context
        return found


def counted(singular: str, plural: str, count: int, **values: Value) -> Message:
    """Make a message whose wording depends on how many there are; `%(count)s` holds the number."""
    return Message(singular, {"count": count, **values}, plural=plural)


def of_json(found: Mapping[str, object]) -> Message:
    """Read what `Message.to_json` wrote."""
    values = found.get("values")
    packed = values if isinstance(values, Mapping) else {}
    return Message(
        str(found.get("id", "")),
        {str(name): _unpack(value) for name, value in packed.items()},
        plural=str(found.get("plural", "")),
        context=str(found.get("context", "")),
    )


def _plain(value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value)


def _pack(value: Value) -> object:
    if isinstance(value, Message):
        return value.to_json()
    return [_pack(each) for each in value] if isinstance(value, tuple) else value


def _unpack(value: object) -> Value:
    if isinstance(value, Mapping):
        return of_json(value)
    if isinstance(value, list):
        return tuple(of_json(each) if isinstance(each, Mapping) else str(each) for each in value)
    return value if isinstance(value, (str, int, float)) else str(value)
