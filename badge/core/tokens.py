"""The tokens in a criterion's text, the only markup there is: obligations, figures, code, links, references."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from badge.core.errors import BadgeError
from badge.core.messages import Message

OBLIGATIONS: Mapping[str, Message] = MappingProxyType(
    {
        "MUST": Message("MUST", context="obligation"),
        "MUST NOT": Message("MUST NOT", context="obligation"),
        "SHOULD": Message("SHOULD", context="obligation"),
        "SHOULD NOT": Message("SHOULD NOT", context="obligation"),
        "SUGGESTED": Message("SUGGESTED", context="obligation"),
    }
)
"""The obligation words; each is said in the reader's language, so no translation of a text can change it."""

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


class Kind(StrEnum):
    """What a part of a text is."""

    PLAIN = "plain"
    OBLIGATION = "obligation"
    NUMBER = "number"
    CODE = "code"
    LINK = "link"
    CRITERION = "criterion"


@dataclass(frozen=True)
class Part:
    """A piece of a text; `text` is what stands inside the token, without its kind."""

    kind: Kind
    text: str


class TokenError(BadgeError):
    """A token is malformed; `position` is where it begins, counted from 0."""

    def __init__(self, message: Message, position: int) -> None:
        """Remember where it stands."""
        super().__init__(message)
        self.position = position


def parse(text: str) -> tuple[Part, ...]:
    """Take a text apart; a malformed token raises TokenError."""
    parts: list[Part] = []
    at = 0
    while at < len(text):
        opening = text.find("{", at)
        plain = text[at:] if opening < 0 else text[at:opening]
        if (stray := plain.find("}")) >= 0:
            raise _error(Message("A closing brace has no opening brace before it."), at + stray)
        if plain:
            parts.append(Part(Kind.PLAIN, plain))
        if opening < 0:
            break
        closing = text.find("}", opening)
        if closing < 0:
            raise _error(Message("An opening brace has no closing brace behind it."), opening)
        parts.append(_part(text[opening + 1 : closing], opening))
        at = closing + 1
    return tuple(parts)


def signature(text: str) -> Counter[str]:
    """Count the tokens of a text: what every translation of it must hold, in any order."""
    return Counter(written(part) for part in parse(text) if part.kind is not Kind.PLAIN)


def written(part: Part) -> str:
    """Write a part as it stands in a text."""
    match part.kind:
        case Kind.PLAIN:
            return part.text
        case Kind.OBLIGATION | Kind.NUMBER:
            return f"{{{part.text}}}"
    return f"{{{part.kind}:{part.text}}}"


def _part(inside: str, position: int) -> Part:
    if inside in OBLIGATIONS:
        return Part(Kind.OBLIGATION, inside)
    if _NUMBER.fullmatch(inside):
        return Part(Kind.NUMBER, inside)
    kind, colon, rest = inside.partition(":")
    if colon and kind == Kind.CODE and rest.strip() and "{" not in rest:
        return Part(Kind.CODE, rest)
    if colon and kind in (Kind.LINK, Kind.CRITERION) and _NAME.fullmatch(rest):
        return Part(Kind(kind), rest)
    raise _error(Message("%(token)s is not a token.", {"token": f"{{{inside}}}"}), position)


def _error(wrong: Message, position: int) -> TokenError:
    place = Message("%(wrong)s It stands at character %(position)s.", {"wrong": wrong, "position": position + 1})
    return TokenError(place, position)
