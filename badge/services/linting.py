"""Linting a folder with criteria: every slip in its files, and what its own translations lack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from badge.core.criteria import Criteria
from badge.core.lint import lint as lint_files
from badge.core.messages import Message
from badge.core.reading import read_with_slips
from badge.core.slips import Slip
from badge.i18n.languages import OWN
from badge.resources import data_folder
from badge.services import translating
from badge.services.asking import criteria_files

_NAMED = frozenset({"unreadable", "missing", "fuzzy", "tokens", "links"})
"""Kinds of problems that a reader would meet; for the rest there is `badge translations check`."""


def lint(folder: Path | None = None) -> tuple[Slip, ...]:
    """Give all slips of a folder with criteria; without one, of those that come with badge."""
    root = folder or data_folder("criteria")
    files = criteria_files(root)
    return (*lint_files(files), *_untranslated(root, files))


def _untranslated(root: Path, files: Mapping[str, str]) -> Iterator[Slip]:
    if not translating.languages(root):
        return
    criteria, _ = read_with_slips(files)
    owners = dict(_owners(criteria))
    for problem in translating.check(root, own=True):
        if problem.kind in _NAMED and problem.language != "en":
            file = f"{OWN}/{problem.language}/LC_MESSAGES/messages.po"
            criterion, field = owners.get(problem.context, ("", problem.context))
            yield Slip(file, problem.line, criterion, field, _with_text(problem))


def _owners(criteria: Criteria) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield for each context of a catalogue the criterion and the field that it speaks of."""
    for series in (*criteria.series, *criteria.earlier):
        for criterion in series.criteria():
            yield from ((criterion.context(field), (criterion.id, field)) for field, _ in criterion.texts())


def _with_text(problem: translating.Problem) -> Message:
    """Name the text, where its context does not say which one it is: group and link names share one."""
    if "." in problem.context or not problem.text:
        return problem.message
    return Message("%(text)s: %(wrong)s", {"text": problem.text, "wrong": problem.message})
