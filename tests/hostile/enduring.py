"""Looks at a hostile repository the whole way, and says whether it stayed within its limits and did no harm."""

from __future__ import annotations

import gc
import json
import os
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from badge import probes
from badge.cli.assess import FORMATS, _report
from badge.cli.speech import Speech
from badge.core.criteria import Criteria
from badge.core.errors import UnreadableError
from badge.core.findings import Outcome
from badge.core.look import Look
from badge.probes.facts import Facts
from badge.services import assess as service
from badge.sources import local
from badge.sources.tree import GitFiles
from tests.hostile.building import SECRET, Raw, Trap
from tests.hostile.case import Case
from tests.sources.building import AS_OF

MOST_WRITTEN = 4 * 2**20
"""Characters of one report: nothing foreign makes it endless."""

TAGS = frozenset(
    "html head meta title style body main h1 h2 p strong table thead tbody tr th td ul li code br small a".split()
)
ATTRIBUTES = frozenset("lang dir charset name content scope href".split())
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class Ending:
    """How a look ended: with reasons for what was not read, or with one sentence alone."""

    reasons: tuple[str, ...]
    refused: bool


def endure(case: Case, folder: Path, criteria: Criteria) -> Ending:
    """Build a case, look at it, and assert what holds for every one."""
    trap = Trap(folder / "outside")
    trap.set()
    raw = Raw(folder / "work", bare=case.bare)
    where = case.build(raw, trap) or raw.folder
    before = _state(raw.folder)
    gc.disable()  # as the command line does for one look
    try:
        return _look(case, where, criteria)
    except UnreadableError as error:
        sentence = str(error)
        assert sentence.endswith((".", "?")), sentence
        assert SECRET not in sentence
        return Ending((sentence,), refused=True)
    finally:
        gc.enable()
        assert not trap.marker.exists(), "something was run"
        assert _state(raw.folder) == before, "something was written"
        assert not list(_children()), "something runs on"


def _look(case: Case, where: Path, criteria: Criteria) -> Ending:
    with local.look(where, AS_OF, case.limits) as evidence:
        look = service.look_of(evidence, service.findings_of(Facts(evidence), probes.ALL), criteria)
        files = evidence.files
        assert isinstance(files, GitFiles)
        assert len(files.entries) <= case.limits.entries
        assert files._read_bytes <= case.limits.total_bytes
        assert files._read_blobs <= case.limits.blobs
        assert files._heads <= case.limits.heads
        assert files._kept_bytes <= 8 * 2**20
        if evidence.history:
            assert len(evidence.history.commits) <= case.limits.commits
        if evidence.tags:
            assert len(evidence.tags) <= case.limits.tags
        if case.seen:
            case.seen(evidence, look)
    broken = [str(each.because) for each in look.findings if each.outcome is Outcome.ERROR]
    assert not broken, broken[0]
    for form in FORMATS:
        _safe(form, _written(look, criteria, form, where))
    assert json.loads(json.dumps(look.to_json())) == json.loads(json.dumps(look.to_json()))
    return Ending(tuple(map(str, look.limits)), refused=False)


def _written(look: Look, criteria: Criteria, form: str, where: Path) -> str:
    import click

    speech = Speech()
    assessment = service.assess(look, criteria, speech.say)
    return click.unstyle(_report(assessment, criteria, form, "", str(where), speech))


def _safe(form: str, text: str) -> None:
    text.encode()  # half a character could not be written
    assert SECRET not in text, "a secret outside was read"
    assert len(text) <= MOST_WRITTEN, f"{form}: {len(text)} characters"
    obeyed = {each for each in text if unicodedata.category(each) in {"Cc", "Cs"} or each in _TURNING} - {"\n"}
    assert not obeyed, f"{form} holds what a terminal obeys: {obeyed!r}"
    match form:
        case "json":
            json.loads(text)
        case "html":
            _Page().feed(text)
        case "markdown":
            assert "<" not in text.replace("\\<", ""), "markdown holds markup"
        case _:
            assert form == "text"


class _Page(HTMLParser):
    """A report that has only the elements we write ourselves."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, f"foreign markup: <{tag}>"
        for name, value in attrs:
            assert name in ATTRIBUTES, f"foreign attribute: {name}"
            assert name != "href" or (value or "").startswith(("https://", "http://")), value


def _state(folder: Path) -> list[tuple[str, int, int]]:
    """List every path with its size and time, following nothing."""
    found = []
    for place, names, others in os.walk(folder):
        for name in (*names, *others):
            path = Path(place) / name
            seen = path.lstat()
            found.append((str(path), seen.st_size, seen.st_mtime_ns))
    return sorted(found)


def _children() -> Iterator[str]:
    """Yield the git processes that we started and that were not waited for."""
    for listed in Path("/proc/self/task").glob("*/children"):
        for own in listed.read_text().split():
            with suppress(OSError):
                if (name := (Path("/proc") / own / "comm").read_text().strip()) == "git":
                    yield name
