"""Answers that a repository declares about itself in a file; a person wrote them, so they count before proposals."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from badge.core.answers import LONGEST, Answer, Origin, Status
from badge.core.evidence import Files
from badge.core.messages import Message, Value, counted

PLACES = (".bestpractices.json", ".project.d/bestpractices.json")
MOST_BYTES = 50_000
_NAMED = 5
"""Ids that a sentence names one by one."""

_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_STATUS = {str(each).lower(): each for each in Status}


def read_declared(files: Files, known: frozenset[str]) -> tuple[dict[str, Answer], list[Message]]:
    """Give the declared answers to criteria that are known, and what is wrong with the file. The first file counts."""
    path = next((each for each in PLACES if each in files.entries), "")
    if not path:
        return {}, []
    document, problem = _read(files, path)
    if problem:
        return {}, [problem]
    return declared_in(document, known, path)


def declared_in(
    document: Mapping[str, Any], known: frozenset[str], path: str
) -> tuple[dict[str, Answer], list[Message]]:
    """Give the answers in what such a file holds, and what is wrong with them."""
    spelled = {_plain(criterion): criterion for criterion in known}
    answers: dict[str, Answer] = {}
    problems: list[Message] = []
    strangers: dict[str, None] = {}
    for raw, value in document.items():
        key = _clean(raw)
        name, ending = key.removesuffix("_status"), key.endswith("_status")
        criterion = spelled.get(_plain(name)) if ending else None
        if criterion is None:
            if ending:
                strangers[name] = None
            continue
        status = _STATUS.get(str(value).strip().lower())
        if status is None:
            values = {"path": path, "name": name, "value": _clean(str(value))[:40]}
            problems.append(Message("In %(path)s, %(name)s has the status %(value)s, which does not exist.", values))
        elif status is not Status.UNKNOWN:
            text = document.get(f"{raw.removesuffix('_status')}_justification", "")
            said = _clean(text)[:LONGEST] if isinstance(text, str) else ""
            answers[criterion] = Answer(status, said, Origin.DECLARED)
    return dict(sorted(answers.items())), [*_unasked(tuple(strangers), path), *problems]


def _unasked(names: tuple[str, ...], path: str) -> list[Message]:
    """Name the ids that no series asks for in one sentence: a file written for another set of criteria has many."""
    if not names:
        return []
    values: dict[str, Value] = {"path": path, "names": names[:_NAMED]}
    if len(names) <= _NAMED:
        return [Message("%(path)s answers what is not asked: %(names)s.", values)]
    return [
        counted(
            "%(path)s answers what is not asked: %(names)s and %(count)s more.",
            "%(path)s answers what is not asked: %(names)s and %(count)s more.",
            len(names) - _NAMED,
            **values,
        )
    ]


def _clean(text: str) -> str:
    """Take out what cannot be kept or shown: half characters and control characters."""
    return _ODD.sub("", text)


def _plain(name: str) -> str:
    """Give one spelling to both forms of an id: large letters with hyphens and dots, or small ones with _."""
    return name.lower().replace("-", "_").replace(".", "_")


def _read(files: Files, path: str) -> tuple[Mapping[str, Any], Message | None]:
    size = files.entries[path].size
    if size is not None and size > MOST_BYTES:
        return {}, Message("%(path)s is too large to be read as answers.", {"path": path})
    text = files.text(path)
    if text is None:
        return {}, Message("%(path)s could not be read.", {"path": path})
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return {}, Message("%(path)s is not valid JSON, so its answers were not read. Mend it.", {"path": path})
    if not isinstance(document, dict):
        return {}, Message("%(path)s has to hold a JSON object with keys like NAME_status.", {"path": path})
    return document, None
