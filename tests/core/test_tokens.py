"""Tokens: what a text is made of, and what a translation has to keep."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge.core.tokens import OBLIGATIONS, Kind, Part, TokenError, parse, signature, written

TEXT = "The {MUST} be {2048} bits, see {link:nist}, {code:ssh-keygen -t rsa} and {criterion:crypto_weaknesses}."


def test_a_text_is_taken_apart() -> None:
    assert parse(TEXT) == (
        Part(Kind.PLAIN, "The "),
        Part(Kind.OBLIGATION, "MUST"),
        Part(Kind.PLAIN, " be "),
        Part(Kind.NUMBER, "2048"),
        Part(Kind.PLAIN, " bits, see "),
        Part(Kind.LINK, "nist"),
        Part(Kind.PLAIN, ", "),
        Part(Kind.CODE, "ssh-keygen -t rsa"),
        Part(Kind.PLAIN, " and "),
        Part(Kind.CRITERION, "crypto_weaknesses"),
        Part(Kind.PLAIN, "."),
    )


@pytest.mark.parametrize("text", ["", "plain", "{MUST}", "{SHOULD NOT}{SHOULD NOT}", "{4.0}", "{60} %", TEXT])
def test_parts_written_again_are_the_text(text: str) -> None:
    assert "".join(map(written, parse(text))) == text


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("ab {MUST", 3),
        ("ab } c", 3),
        ("{must}", 0),
        ("{MUST  NOT}", 0),
        ("{}", 0),
        ("{code:}", 0),
        ("{code: }", 0),
        ("x {code:a{b}", 2),
        ("{link:}", 0),
        ("{link:a b}", 0),
        ("{url:x}", 0),
        ("{60%}", 0),
        ("{1.}", 0),
        ("{MUST} and {SHALL}", 11),
    ],
)
def test_a_malformed_token_is_named_with_its_place(text: str, position: int) -> None:
    with pytest.raises(TokenError) as caught:
        parse(text)
    assert caught.value.position == position
    assert str(position + 1) in str(caught.value.message)


def test_a_signature_counts_tokens_in_any_order() -> None:
    assert signature("{MUST} {60} and {60}") == signature("{60}，{60} {MUST}")
    assert signature("{MUST} {60} and {60}") != signature("{60} {MUST}")
    assert signature("{code:60}") != signature("{60}")
    assert not signature("plain")


def test_every_obligation_is_a_message_in_its_own_context() -> None:
    assert {(word, message.text, message.context) for word, message in OBLIGATIONS.items()} == {
        (word, word, "obligation") for word in OBLIGATIONS
    }
    assert all(parse(f"{{{word}}}") == (Part(Kind.OBLIGATION, word),) for word in OBLIGATIONS)


@given(st.text(alphabet="{}:MUST 60.codelink_", max_size=40))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    try:
        parts = parse(text)
    except TokenError as error:
        wrong_at = error.position
    else:
        assert "".join(map(written, parts)) == text
        return
    assert 0 <= wrong_at < len(text)
