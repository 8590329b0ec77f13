"""Numbers, dates and lists as a language writes them (CLDR, by Babel)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from decimal import Decimal

    from babel import Locale

UNGROUPED = 1000
"""Below this, a whole number is written the same in every language."""


@lru_cache(maxsize=256)
def locale_of(language: str) -> Locale:
    """Give Babel's locale of a language code; English where CLDR does not know it."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 (20 ms that English need not pay)

    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def number(value: float | Decimal, language: str) -> str:
    """Write an amount. What only names something (a year, a port, a line) is no amount: pass it on as text."""
    if isinstance(value, int) and 0 <= value < UNGROUPED:
        return str(int(value))
    if language == "en" and isinstance(value, int):  # without the 50 ms that loading CLDR takes
        return f"{value:,}"
    from babel.numbers import format_decimal  # noqa: PLC0415

    return format_decimal(value, locale=locale_of(language))


def figure(text: str, language: str) -> str:
    """Write the figure of a token, with just the decimals it has; only five and more digits are grouped."""
    whole, dot, decimals = text.partition(".")
    if not dot and len(whole) < len("10000"):
        return text
    from decimal import Decimal  # noqa: PLC0415

    from babel.numbers import format_decimal  # noqa: PLC0415

    pattern = ("#,##0" if len(whole) >= len("10000") else "0") + ("." + "0" * len(decimals) if dot else "")
    return format_decimal(Decimal(text), format=pattern, locale=locale_of(language))


def percent(value: float, language: str) -> str:
    """Write a percentage; 87 is said as 87%."""
    from decimal import Decimal  # noqa: PLC0415

    from babel.numbers import format_percent  # noqa: PLC0415

    return format_percent(Decimal(str(value)) / 100, locale=locale_of(language), decimal_quantization=False)


def date(value: dt.date, language: str, style: Literal["short", "medium", "long", "full"] = "medium") -> str:
    """Write a day."""
    from babel.dates import format_date  # noqa: PLC0415

    return format_date(value, style, locale=locale_of(language))


def moment(value: dt.datetime, language: str, style: Literal["short", "medium", "long", "full"] = "medium") -> str:
    """Write a day and a time, in UTC."""
    from babel.dates import format_datetime  # noqa: PLC0415

    return format_datetime(value.astimezone(dt.UTC), style, locale=locale_of(language))


def list_of(values: Sequence[str], language: str) -> str:
    """Write several things as a list in a sentence."""
    if len(values) < 2:
        return "".join(values)
    if language == "en":  # as CLDR has it, without the 20 ms that loading CLDR takes
        return " and ".join(values) if len(values) == 2 else f"{', '.join(values[:-1])}, and {values[-1]}"
    from babel.lists import format_list  # noqa: PLC0415

    return format_list(list(values), locale=locale_of(language))
