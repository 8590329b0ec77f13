"""Tables as CSV that a spreadsheet may open: every cell is quoted, and none is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Write rows under their names; what a row does not have is left empty."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(each)) for each in columns] for row in rows)
    return file.getvalue()


def _cell(value: Any) -> str:  # noqa: ANN401 - JSON has no narrower type
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    if not isinstance(value, str):
        return str(value)
    text = value.replace("\0", "")
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
