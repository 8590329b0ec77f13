"""A second engine, slow and literal: the rules of the wire contract as sentences, read from the facts, nothing shared.

It knows nothing of badge's own types and code, so that a slip in one of the two shows as a difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import yaml

FACTS: Mapping[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "criteria_facts.yml").read_text("utf-8")
)
METAL = ["passing", "silver", "gold"]
BASELINE = ["baseline-1", "baseline-2", "baseline-3"]
Given = tuple[str, str]
"""A status as it is written, and a justification."""


def criteria_of(level: str) -> dict[str, list[str]]:
    """Give id -> its words: the category first, then the flags."""
    return {
        own: words.split()
        for sections in FACTS["levels"][level].values()
        for criteria in sections.values()
        for own, words in criteria.items()
    }


def good(text: str) -> bool:
    """Tell whether a text is present, no comment, and five characters long."""
    return text != "" and not text.startswith("// ") and len(text) >= 5


def has_url(text: str) -> bool:
    """Tell whether a text that is no comment holds a scheme, a name without / . or blank, a dot, and something."""
    if text.startswith("// "):
        return False
    for scheme in ("http://", "https://"):
        at = text.find(scheme)
        while at >= 0:
            rest = text[at + len(scheme) :]
            length = 0
            while length < len(rest) and rest[length] not in "/." and not rest[length].isspace():
                length += 1
            if length and rest[length : length + 1] == "." and rest[length + 1 : length + 2].strip():
                return True
            at = text.find(scheme, at + 1)
    return False


def satisfied(words: list[str], status: str, text: str) -> bool:
    """Say whether an answer is enough."""
    category, *flags = words
    if status == "Met":
        if "met_url_required" in flags:
            return has_url(text)
        if "met_justification_required" in flags:
            return good(text)
        return True
    if status == "N/A":
        return "na_allowed" in flags and ("na_justification_required" not in flags or good(text))
    if status == "Unmet":
        return category == "SUGGESTED" or (category == "SHOULD" and good(text))
    return False


def share(enough: int, active: int) -> int:
    """Give a percentage: 0 of none, 100 of all, else rounded with a half up, and at most 99."""
    if active == 0:
        return 0
    if enough == active:
        return 100
    exact = Decimal(100 * enough) / Decimal(active)
    return min(99, int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP)))


def percentages(answers: Mapping[str, Given]) -> dict[str, int]:
    """Give the percentage of every level."""
    found: dict[str, int] = {}
    for level in METAL + BASELINE:
        given = dict(answers)
        if level == "silver":
            given["achieve_passing"] = ("Met" if found["passing"] == 100 else "Unmet", "")
        if level == "gold":
            given["achieve_silver"] = ("Met" if found["silver"] == 100 else "Unmet", "")
        active = enough = 0
        for own, words in criteria_of(level).items():
            if "future" in words or "obsolete" in words:
                continue
            active += 1
            enough += satisfied(words, *given.get(own, ("?", "")))
        found[level] = share(enough, active)
    return found


def tiered(found: Mapping[str, int], levels: list[str]) -> int:
    """Give 0 to 300: each level counts only on top of complete ones."""
    first, second, third = (found[level] for level in levels)
    if first < 100:
        return first
    if second < 100:
        return 100 + second
    return 200 + third


def metal_level(found: Mapping[str, int]) -> str:
    """Give the level by the tiered figure."""
    return ["", *METAL][tiered(found, METAL) // 100]


def baseline_level(found: Mapping[str, int]) -> str:
    """Give the highest level that is complete by itself."""
    complete = [level for level in BASELINE if found[level] == 100]
    return complete[-1] if complete else ""
