"""A message is said: translated, and its values filled in as the language writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from badge.core.messages import Message, Value
from badge.i18n.catalogs import Catalog
from badge.i18n.formats import list_of, number

PLACEHOLDER = re.compile(r"%(?:\((?P<name>\w+)\)(?P<type>[-#0-9 .+]*[a-zA-Z])|%)")
"""A named value, or a doubled percent sign that stands for one."""


def say(message: Message, catalog: Catalog) -> str:
    """Say a message. Never fails: a translation that asks for a value that is not there gives way to the English."""
    values = {name: _value(value, catalog) for name, value in message.values.items()}
    text = _translated(message, catalog)
    try:
        return _fill(text, values)
    except KeyError:
        english = message.plural if message.plural and message.values.get("count") != 1 else message.text
        return PLACEHOLDER.sub(lambda found: values.get(found["name"], found[0]) if found["name"] else "%", english)


def _translated(message: Message, catalog: Catalog) -> str:
    if not message.plural:
        return catalog.pgettext(message.context, message.text) if message.context else catalog.gettext(message.text)
    given = message.values.get("count")
    count = int(given) if isinstance(given, (int, float)) else 2
    if message.context:
        return catalog.npgettext(message.context, message.text, message.plural, count)
    return catalog.ngettext(message.text, message.plural, count)


def _fill(text: str, values: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda found: values[found["name"]] if found["name"] else "%", text)


def _value(value: Value, catalog: Catalog) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Message):
        return say(value, catalog)
    if isinstance(value, tuple):
        return list_of([_value(each, catalog) for each in value], catalog.language)
    return number(value, catalog.language)
