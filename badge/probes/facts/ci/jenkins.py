"""Jenkins: a pipeline is a program, so its shell calls are read from the text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from badge.core.evidence import Files
from badge.probes.facts.ci.model import Job, Step, Trigger, Workflow
from badge.probes.facts.structured import LARGEST
from badge.probes.patterns import compiled, first, found

MOST_STEPS = 2_000
"""Shell calls of one file that are looked at."""

_CALL = compiled(r"(?:^|[^\w.])(?:sh|bat|pwsh|powershell)\s*\(?\s*(?:\w+:\s*\w+,\s*)?(?:script:\s*)?('''|\"\"\"|'|\")")
_COMMENT = compiled(r"^[ \t]*(?://|\*|/\*)")


def read(files: Files, path: str, system: str, branch: str) -> Workflow | None:
    """Read the shell calls of a Jenkinsfile; who starts it is set up in Jenkins, so a push is assumed."""
    del branch
    text = files.text(path)
    if text is None or len(text) > LARGEST:
        return None
    steps = tuple(islice(_steps(text, path), MOST_STEPS))
    if not steps:
        return None
    cron = first(r"\bcron\s*\(?\s*['\"]([^'\"]+)['\"]", text)
    triggers = {Trigger.PUSH} if not found(r"^[ \t]*triggers\s*\{\s*cron", text) else {Trigger.SCHEDULE}
    job = Job("Jenkinsfile", path, 1, steps, frozenset(triggers))
    return Workflow(path, system, job.triggers, (job,), (cron.groups[0],) if cron else ())


def _steps(text: str, path: str) -> Iterator[Step]:
    line, position = 1, 0
    unclosed: set[str] = set()
    for match in _CALL.finditer(text):
        line += text.count("\n", position, match.start(1))
        position = match.start(1)
        begin = text.rfind("\n", 0, match.start(1)) + 1
        if _COMMENT.opens(text[begin : match.end()]):
            continue
        mark = match.group(1)
        close = -1 if mark in unclosed else text.find(mark, match.end(1))
        while close > 0 and text[close - 1] == "\\":
            close = text.find(mark, close + 1)
        if close < 0:
            unclosed.add(mark)
        else:
            yield Step(path, line, "", text[match.end(1) : close])
