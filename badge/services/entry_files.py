"""Reading files that were saved from the public badge service: entries, pages of lists, and lists of addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from badge.core.errors import UnreadableError
from badge.core.messages import Message, Value

LARGEST = 2**31
"""Bytes of one file; it is read at once."""

Problem = Callable[[Message], None]

_BLANK = re.compile(r"[\s,]*")


def is_list_of_addresses(path: Path) -> bool:
    """Tell whether a file holds one address a line instead of JSON."""
    if path.is_dir() or path.suffix in {".json", ".jsonl", ".ndjson"}:
        return False
    try:
        with path.open("rb") as file:
            return not file.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"{", b"["))
    except OSError as error:
        raise _unreadable(path) from error


def addresses(path: Path) -> Iterator[str]:
    """Give the first word of each line; what stands behind a # is a remark."""
    for line in _text(path).splitlines():
        words = line.partition(" #")[0].replace(",", " ").replace(";", " ").split()
        if words and not words[0].startswith("#"):
            yield words[0].strip("\"'<>")


def entries(path: Path, problem: Problem) -> Iterator[Mapping[str, Any]]:
    """Give every entry of a file, or of all JSON files of a folder; `problem` is told what could not be read."""
    files = sorted(_files(path), key=_by_number) if path.is_dir() else [path]
    if not files:
        raise UnreadableError(Message("There is no JSON file in %(path)s.", {"path": str(path)}))
    for each in files:
        try:
            yield from _entries(each, problem)
        except UnreadableError as error:
            problem(error.message)


def _files(folder: Path) -> Iterator[Path]:
    return (each for each in folder.rglob("*") if each.suffix in {".json", ".jsonl", ".ndjson"} and each.is_file())


def _by_number(path: Path) -> tuple[str, list[tuple[int, str]]]:
    """Sort 9.json before 10.json."""
    pieces = re.split(r"(\d+)", path.name)
    return str(path.parent), [(int(each), "") if each.isdigit() and len(each) < 20 else (0, each) for each in pieces]


def _entries(path: Path, problem: Problem) -> Iterator[Mapping[str, Any]]:
    for number, value in enumerate(_values(path), 1):
        for each in value if isinstance(value, list) else [value]:
            if _is_entry(each):
                yield each
            else:
                values: dict[str, Value] = {"path": str(path), "number": number}
                problem(Message("The value %(number)s in %(path)s is no entry of a project.", values))


def _values(path: Path) -> Iterator[Any]:
    """Give the values of a file, of which there may be several, one behind the other or one a line."""
    text = _text(path)
    decoder = json.JSONDecoder(parse_constant=str)
    place = len(_BLANK.match(text)[0])  # type: ignore[index]  # it matches nothing, too
    try:
        while place < len(text):
            value, place = decoder.raw_decode(text, place)
            yield value
            found = _BLANK.match(text, place)
            place = found.end() if found else place
    except (ValueError, RecursionError) as error:
        raise UnreadableError(
            Message("%(path)s is not valid JSON, so what follows in it was not read.", {"path": str(path)})
        ) from error


def _is_entry(value: object) -> bool:
    return isinstance(value, dict) and ("id" in value or any(str(key).endswith("_status") for key in value))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableError(Message("%(path)s is too large to be read at once. Cut it.", {"path": str(path)}))
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path) from error


def _unreadable(path: Path) -> UnreadableError:
    return UnreadableError(Message("%(path)s could not be read.", {"path": str(path)}))
