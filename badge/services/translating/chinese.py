"""How Chinese is punctuated: what a proofreader looks at in a Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from badge.core.messages import Message

_HAN = "[\u3007\u3400-\u4dbf\u4e00-\u9fff]"
_WIDE = "[，。；：？！、（）《》“”‘’【】…—]"
_ASCII = "[,.;:?!]"

_FINDINGS: tuple[tuple[re.Pattern[str], Message], ...] = (
    (
        re.compile(rf"{_HAN}{_ASCII}|{_ASCII}{_HAN}|[^\s]{_ASCII} +{_HAN}|{_HAN}[^\n]*[^\s.]{_ASCII}$"),
        Message("Half-width punctuation stands next to Chinese. Write full-width punctuation."),
    ),
    (re.compile(rf"{_HAN} +{_HAN}"), Message("A space stands between Chinese characters. Take it out.")),
    (
        re.compile(rf"\S +{_WIDE}|{_WIDE} +\S"),
        Message("A space stands next to full-width punctuation. Take it out."),
    ),
    (
        re.compile(rf"\([^()]*{_HAN}[^()]*\)"),
        Message("Half-width parentheses stand around Chinese. Write full-width parentheses."),
    ),
)


def findings(text: str) -> Iterator[tuple[str, Message]]:
    """Yield (the place in the text, what is wrong and what to do); placeholders and tokens count as a Latin letter."""
    for pattern, wrong in _FINDINGS:
        if found := pattern.search(text):
            yield found[0][-20:], wrong
