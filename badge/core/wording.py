"""Judges the texts of criteria: obligations are tokens that fit the category, links exist, and there is no markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from badge.core.criteria import Category, Criterion, Series
from badge.core.messages import Message
from badge.core.slips import Slip
from badge.core.tokens import Kind, TokenError, parse

_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>|&[a-z]+;|`|\*\*|\]\(")
_TYPED = re.compile(r"\b(MUST|SHOULD|SHALL|SUGGESTED|REQUIRED)\b")


def judge_texts(
    series: Iterable[Series], files: Mapping[str, str], slips: list[Slip], among: Iterable[Series] = ()
) -> None:
    """Add a slip for each text that breaks the rules of docs/criteria.md; it may refer to criteria of `among` too."""
    judged, others = list(series), list(among)
    every = [criterion for each in judged for criterion in each.criteria()]
    ids = dict.fromkeys((old.id for each in (*judged, *others) for old in each.retired), False)
    ids |= {criterion.id: True for each in (*judged, *others) for criterion in each.criteria()}
    for criterion in every:
        for name, text in criterion.texts():
            slips.extend(_slip(criterion, name, wrong, files) for wrong in _wrongs(criterion, name, text, ids))


def _wrongs(criterion: Criterion, name: str, text: str, ids: Mapping[str, bool]) -> Iterator[Message]:
    """Say what is wrong with a text; `ids` tells of each id whether it is still asked."""
    if markup := _MARKUP.search(text):
        yield Message("Texts hold no markup, but here is %(markup)s. Use a token.", {"markup": markup[0]})
    if name.startswith("placeholder."):
        return
    try:
        parts = parse(text)
    except TokenError as error:
        yield error.message
        return
    plain = " ".join(part.text for part in parts if part.kind is Kind.PLAIN)
    if typed := _TYPED.search(plain):
        yield Message("Write {%(word)s} as a token, so that translations cannot change it.", {"word": typed[0]})
    for part in parts:
        if part.kind is Kind.LINK and part.text not in criterion.links:
            yield Message("The link %(name)s is not defined in this file.", {"name": part.text})
        if part.kind is Kind.CRITERION and not ids.get(part.text):
            retired = Message("The criterion %(id)s is asked no more. Take the token out.", {"id": part.text})
            yield retired if part.text in ids else Message("There is no criterion %(id)s.", {"id": part.text})
    if name == "text":
        words = {part.text.removesuffix(" NOT") for part in parts if part.kind is Kind.OBLIGATION}
        if words != {str(criterion.category)}:
            yield Message(
                "The text has to hold the token {%(category)s}, as its category says, and no other obligation.",
                {"category": str(Category(criterion.category))},
            )


def _slip(criterion: Criterion, name: str, wrong: Message, files: Mapping[str, str]) -> Slip:
    """Point at the line where the criterion begins; its texts may be folded over many lines."""
    prefix = f"{criterion.series}/{criterion.level}/"
    pattern = re.compile(rf"\bid:\s*[\"']?{re.escape(criterion.id)}[\"']?\s*(?:[,}}#]|$)", re.MULTILINE)
    for file, text in files.items():
        if file.startswith(prefix) and (match := pattern.search(text)):
            return Slip(file, text.count("\n", 0, match.start()) + 1, criterion.id, name, wrong)
    return Slip(f"{prefix}*.yml", 1, criterion.id, name, wrong)
