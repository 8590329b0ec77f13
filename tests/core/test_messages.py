"""A message is said in English, stored as JSON, and read back the same."""

from __future__ import annotations

import json

import pytest

from badge.core.messages import Message, counted, of_json

NESTED = Message("%(wrong)s It stands at %(at)s.", {"wrong": Message("A %(what)s.", {"what": "slip"}), "at": 3})


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        (Message("Plain, with 100%% of it."), "Plain, with 100% of it."),
        (Message("%(a)s and %(b)s", {"a": "x", "b": 1.5}), "x and 1.5"),
        (Message("Known: %(known)s.", {"known": ("a", "b")}), "Known: a, b."),
        (Message("%(path)s", {"path": "100%s %(b)s"}), "100%s %(b)s"),
        (counted("%(count)s file", "%(count)s files", 1), "1 file"),
        (counted("%(count)s file", "%(count)s files", 0), "0 files"),
        (counted("%(count)s file in %(at)s", "%(count)s files in %(at)s", 2, at="x"), "2 files in x"),
        (NESTED, "A slip. It stands at 3."),
    ],
)
def test_a_message_is_said_and_comes_back_from_json(message: Message, wanted: str) -> None:
    assert str(message) == wanted
    again = of_json(json.loads(json.dumps(message.to_json())))
    assert again == message
    assert str(again) == wanted


def test_context_and_plural_are_kept_and_left_out_where_empty() -> None:
    assert Message("Met", context="status").to_json() == {"id": "Met", "values": {}, "context": "status"}
    assert counted("a", "b", 2).to_json() == {"id": "a", "values": {"count": 2}, "plural": "b"}


def test_values_are_stored_in_one_order() -> None:
    one = Message("", {"b": 1, "a": 2}).to_json()
    assert json.dumps(one) == json.dumps(Message("", {"a": 2, "b": 1}).to_json())
